/** What no rule placed: each order's rows that stand on one side only are one break. */
import { kindAt, orderAt, tradeAt, walletAt, WALLETS_MAX } from './rows.ts';
import { textAt } from './texts.ts';
import { placeBreak } from './work.ts';
import type { Work } from './work.ts';

const REFUND = 1;

export function placeMissing(work: Work): void {
  for (const rows of byOrder(work, 'ledger', work.leftLedger)) placeBreak(work, 'missing-in-statement', null, rows, []);
  for (const rows of byOrder(work, 'statement', work.leftStatement)) placeBreak(work, 'missing-in-ledger', null, [], rows);
  work.leftLedger = [];
  work.leftStatement = [];
}

function byOrder(work: Work, name: 'ledger' | 'statement', rows: readonly number[]): number[][] {
  const { books } = work;
  const side = books[name];
  const groups = new Map<string | number, number[]>();
  for (const row of rows) {
    const order = orderAt(side, row);
    const ours = walletAt(side, row) * 2 + (kindAt(side, row) === REFUND ? 1 : 0);
    const key = order !== 0 ? order * WALLETS_MAX * 2 + ours : `${ours} ${textAt(books.texts, tradeAt(side, row)) ?? `row ${row}`}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}
