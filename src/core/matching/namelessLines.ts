/** What is left for the rules that go by amounts: lines that name no order of ours, and ledger rows that still want one. */
import { kindAt, orderAt, statusAt, timeAt, tradeAt, walletAndCurrencyAt } from './rows.ts';
import type { Side } from './rows.ts';
import type { Work } from './work.ts';

/** Rows of one wallet, currency and kind, by time; rows without a time are left out, for no window holds them. */
export type Nameless = { readonly ledger: readonly number[]; readonly statement: readonly number[] };

/** A line that names an order of its own is never given another: ids that differ contradict. Statuses up to here: success, processing. */
const DONE_MAX = 1;
const KINDS_MAX = 1;

/** @param extra what else must be equal, as a number. */
export function namelessGroups(work: Work, extra: (side: Side, row: number) => number): Nameless[] {
  const { ledger, statement } = work.books;
  const groups = new Map<string, { ledger: number[]; statement: number[] }>();
  const keyOf = (side: Side, row: number) => `${walletAndCurrencyAt(side, row)} ${kindAt(side, row)} ${extra(side, row)}`;
  for (const row of work.leftStatement) {
    if (orderAt(statement, row) !== 0 || kindAt(statement, row) > KINDS_MAX || statusAt(statement, row) > DONE_MAX || Number.isNaN(timeAt(statement, row))) continue;
    const key = keyOf(statement, row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ledger: [], statement: [row] });
    else group.statement.push(row);
  }
  if (groups.size === 0) return [];
  for (const row of work.leftLedger) if (!Number.isNaN(timeAt(ledger, row))) groups.get(keyOf(ledger, row))?.ledger.push(row);
  const both = [...groups.values()].filter((group) => group.ledger.length > 0);
  for (const group of both) {
    group.ledger.sort((a, b) => timeAt(ledger, a) - timeAt(ledger, b));
    group.statement.sort((a, b) => timeAt(statement, a) - timeAt(statement, b));
  }
  return both;
}

/** Trade ids that differ contradict too; equal ones were brought together by rule 2. */
export function tradesAgree(work: Work, ledgerRow: number, statementRow: number): boolean {
  return tradeAt(work.books.ledger, ledgerRow) === 0 || tradeAt(work.books.statement, statementRow) === 0;
}

/** Takes placed rows out of what is left. */
export function takeOut(work: Work, ledger: ReadonlySet<number>, statement: ReadonlySet<number>): void {
  if (ledger.size > 0) work.leftLedger = work.leftLedger.filter((row) => !ledger.has(row));
  if (statement.size > 0) work.leftStatement = work.leftStatement.filter((row) => !statement.has(row));
}
