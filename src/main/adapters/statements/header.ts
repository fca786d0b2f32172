/** Columns of a table by their names: finds them in the header, refuses what is missing or stands twice. */
import { brokenLine, quoted } from './trouble.ts';

/** A column's names; the first is the one that a message shows. */
export type Names<Key extends string> = Readonly<Record<Key, readonly string[]>>;

export type Table<Key extends string> = { readonly count: number; has(key: Key): boolean; /** The trimmed text, empty where there is no such column. */ of(fields: readonly string[], key: Key): string };

/** @throws Refusal when one of `must` is missing or a known column stands twice. */
export function tableOf<Key extends string>(fields: readonly string[], names: Names<Key>, must: readonly Key[], file: string, line: number): Table<Key> {
  const titles = fields.map(normalTitle);
  const place = {} as Record<Key, number>;
  for (const key of Object.keys(names) as Key[]) {
    const wanted = names[key].map(normalTitle);
    place[key] = titles.findIndex((title) => wanted.includes(title));
    if (place[key] < 0 && must.includes(key)) throw brokenLine(file, line, `a column ${names[key][0]}`, 'none of that name');
    if (place[key] >= 0 && titles.lastIndexOf(titles[place[key]] ?? '') !== place[key]) throw brokenLine(file, line, `one column ${names[key][0]}`, 'two');
  }
  return { count: fields.length, has: (key) => place[key] >= 0, of: (row, key) => (row[place[key]] ?? '').trim() };
}

/** Brackets and blanks of either width, any case. */
export function normalTitle(title: string): string {
  return title.trim().replace(/^[\ufeff`]+/, '').replaceAll('（', '(').replaceAll('）', ')').replaceAll(/\s+/g, ' ').toLowerCase();
}

/** @throws Refusal when a row has another number of fields than the header. */
export function checkCount(fields: readonly string[], count: number, file: string, line: number): void {
  if (fields.length !== count) throw brokenLine(file, line, `${count} columns`, `${fields.length}${fields.length < 3 ? ` (${quoted(fields[0] ?? '')})` : ''}`);
}
