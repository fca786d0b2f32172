/** What no rule placed: each order's rows that stand on one side only are one break. */
import { CODES, ORDER, TRADE, WORDS } from './batch.ts';
import { textAt } from './texts.ts';
import { placeBreak } from './work.ts';
import type { Work } from './work.ts';

export function placeMissing(work: Work): void {
  for (const rows of byOrder(work, 'ledger', work.leftLedger)) placeBreak(work, 'missing-in-statement', null, rows, []);
  for (const rows of byOrder(work, 'statement', work.leftStatement)) placeBreak(work, 'missing-in-ledger', null, [], rows);
  work.leftLedger = [];
  work.leftStatement = [];
}

function byOrder(work: Work, name: 'ledger' | 'statement', rows: readonly number[]): number[][] {
  const { books } = work;
  const { words } = books[name];
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const codes = words[row * WORDS + CODES] as number;
    const order = words[row * WORDS + ORDER] as number;
    const id = order !== 0 ? `order ${order}` : `trade ${textAt(books.texts, words[row * WORDS + TRADE] as number) ?? `row ${row}`}`;
    const key = `${(codes >>> 10) & 255} ${(codes & 7) === 1 ? 'refund' : 'charge'} ${id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}
