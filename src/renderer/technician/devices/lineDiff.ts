/** Two texts line by line: what stayed, what went, what came; by the longest common run of lines. */

export type DiffLine = { readonly mark: ' ' | '+' | '-'; readonly text: string; /** Number in the text it stands in. */ readonly line: number };

const LINES_MAX = 400;

export function lineDiff(before: string | null, after: string): DiffLine[] {
  const now = after.split('\n').slice(0, LINES_MAX);
  if (before === null || before === after) return now.map((text, index) => ({ mark: ' ', text, line: index + 1 }));
  const then = before.split('\n').slice(0, LINES_MAX);
  const longest = Array.from({ length: then.length + 1 }, () => new Uint16Array(now.length + 1));
  const at = (row: number, column: number) => longest[row]?.[column] ?? 0;
  for (let row = then.length - 1; row >= 0; row -= 1) {
    const line = longest[row];
    if (line === undefined) continue;
    for (let column = now.length - 1; column >= 0; column -= 1) line[column] = then[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
  }
  const lines: DiffLine[] = [];
  for (let row = 0, column = 0; row < then.length || column < now.length;) {
    if (row < then.length && column < now.length && then[row] === now[column]) {
      lines.push({ mark: ' ', text: now[column] ?? '', line: column + 1 });
      row += 1;
      column += 1;
    } else if (column >= now.length || (row < then.length && at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ mark: '-', text: then[row] ?? '', line: row + 1 });
      row += 1;
    } else {
      lines.push({ mark: '+', text: now[column] ?? '', line: column + 1 });
      column += 1;
    }
  }
  return lines;
}
