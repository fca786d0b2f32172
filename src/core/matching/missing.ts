/** What no rule placed: each order's rows that stand on one side only are one break. */
import { kindAt, orderAt, tradeAt, walletAt } from './rows.ts';
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
  const side = books[name];
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const order = orderAt(side, row);
    const id = order !== 0 ? `order ${order}` : `trade ${textAt(books.texts, tradeAt(side, row)) ?? `row ${row}`}`;
    const key = `${walletAt(side, row)} ${kindAt(side, row) === 1 ? 'refund' : 'charge'} ${id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}
