/** Candidates for the later rules: rows of both sides under a common key, of which only keys that both sides have matter. */
import type { Side } from './rows.ts';
import { append } from './work.ts';
import type { Cell, Work } from './work.ts';

/**
 * Takes the rows that are left, by the key that `keyOf` gives; rows without one, and those whose key the other side has not, stay left.
 * @returns the cells that have rows of both sides.
 */
export function candidatesBy(work: Work, keyOf: (side: Side, row: number) => string | null): Cell[] {
  const cells = new Map<string, Cell>();
  const [ledger, statement] = [work.leftLedger, work.leftStatement];
  if (ledger.length === 0 || statement.length === 0) return [];
  const leftStatement: number[] = [];
  for (const row of statement) {
    const key = keyOf(work.books.statement, row);
    if (key === null) leftStatement.push(row);
    else put(cells, key).statement.push(row);
  }
  work.leftLedger = ledger.filter((row) => {
    const key = keyOf(work.books.ledger, row);
    const cell = key === null ? undefined : cells.get(key);
    cell?.ledger.push(row);
    return cell === undefined;
  });
  const both: Cell[] = [];
  for (const cell of cells.values()) {
    if (cell.ledger.length > 0) both.push(cell);
    else append(leftStatement, cell.statement);
  }
  work.leftStatement = leftStatement;
  return both;
}

function put(cells: Map<string, Cell>, key: string): Cell {
  const known = cells.get(key);
  if (known !== undefined) return known;
  const cell: Cell = { ledger: [], statement: [] };
  cells.set(key, cell);
  return cell;
}
