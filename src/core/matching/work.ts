/** What the ladder works on: the rows that no rule has placed yet, and where each placed row went. */
import type { Books } from './books.ts';
import { addFound, createFoundBreaks, RULES } from './foundBreaks.ts';
import type { BreakKind, FoundBreaks, Rule } from './foundBreaks.ts';
import { LEDGER_STATUSES } from './ledgerRow.ts';
import type { LedgerStatus } from './ledgerRow.ts';
import { amountAt, currencyAt, kindAt, statusAt } from './rows.ts';
import type { Side } from './rows.ts';

/** Rows of both sides that may belong together. */
export type Cell = { ledger: number[]; statement: number[] };

/** Rows that belong together, by their numbers; `rule` is the one that brought them together. */
export type Placed = {
  readonly rule: Rule;
  readonly ledger: readonly number[];
  readonly statement: readonly number[];
  /** In how many ways the parts make up the whole, where a sum was asked. */
  readonly solutions?: number;
};

/** One-to-one matches, packed: ledger row, statement row, rule, three words each. Null when nobody wants them. */
export type Pairs = { words: Int32Array; count: number } | null;

export type Work = {
  readonly books: Books;
  /** 1 for each wallet code that a statement file is of. */
  readonly covered: Uint8Array;
  readonly pairs: Pairs;
  /** Matches with more than one row on a side. */
  readonly groups: Placed[];
  readonly breaks: FoundBreaks;
  leftLedger: number[];
  leftStatement: number[];
  matched: number;
  /** Ledger rows that expect no line and have none. */
  quiet: number;
  /** Ledger rows of wallets that no file is of. */
  uncovered: number;
  /** Lines that move the wallet's account and belong to no order: fees of their own, payouts, transfers. */
  account: number;
  /** By currency code, minor units of the ledger's side and of the statement's. */
  readonly matchedLedgerMinor: Float64Array;
  readonly matchedStatementMinor: Float64Array;
  readonly quietMinor: Float64Array;
  readonly uncoveredMinor: Float64Array;
  readonly accountMinor: Float64Array;
};

export function createWork(books: Books, keepPairs: boolean): Work {
  const covered = new Uint8Array(256);
  for (const { wallet } of books.files) covered[wallet] = 1;
  const reals = () => new Float64Array(128);
  return {
    books, covered, pairs: keepPairs ? { words: new Int32Array(Math.max(16, Math.min(books.ledger.rows, books.statement.rows) * 3)), count: 0 } : null,
    groups: [], breaks: createFoundBreaks(), leftLedger: [], leftStatement: [], matched: 0, quiet: 0, uncovered: 0, account: 0,
    matchedLedgerMinor: reals(), matchedStatementMinor: reals(), quietMinor: reals(), uncoveredMinor: reals(), accountMinor: reals(),
  };
}

export function placePair(work: Work, rule: Rule, ledgerRow: number, statementRow: number): void {
  const { books, pairs } = work;
  work.matched += 1;
  addMinor(work.matchedLedgerMinor, books.ledger, ledgerRow);
  addMinor(work.matchedStatementMinor, books.statement, statementRow);
  if (pairs === null) return;
  pairs.words[pairs.count * 3] = ledgerRow;
  pairs.words[pairs.count * 3 + 1] = statementRow;
  pairs.words[pairs.count * 3 + 2] = RULES.indexOf(rule);
  pairs.count += 1;
}

export function placeGroup(work: Work, rule: Rule, ledger: readonly number[], statement: readonly number[], solutions?: number): void {
  work.matched += 1;
  for (const row of ledger) addMinor(work.matchedLedgerMinor, work.books.ledger, row);
  for (const row of statement) addMinor(work.matchedStatementMinor, work.books.statement, row);
  work.groups.push({ rule, ledger, statement, ...(solutions === undefined ? {} : { solutions }) });
}

export function placeBreak(work: Work, kind: BreakKind, rule: Rule | null, ledger: readonly number[], statement: readonly number[], solutions?: number): void {
  addFound(work.breaks, kind, rule, ledger, statement, solutions);
}

export function placeQuiet(work: Work, ledgerRow: number): void {
  work.quiet += 1;
  addMinor(work.quietMinor, work.books.ledger, ledgerRow);
}

export function placeUncovered(work: Work, ledgerRow: number): void {
  work.uncovered += 1;
  addMinor(work.uncoveredMinor, work.books.ledger, ledgerRow);
}

/** Kinds of lines, by their numbers: up to here they are trades. */
const TRADE_MAX = 2;
const CHARGEBACK = 5;
const ADJUSTMENT = 6;

/** A line that is no trade is never matched with an order: what the wallet took back or adjusted is a break, the rest moves its account. @returns whether it was one. */
export function placedAsAccountLine(work: Work, statementRow: number): boolean {
  const { statement } = work.books;
  const kind = kindAt(statement, statementRow);
  if (kind <= TRADE_MAX) return false;
  if (kind === CHARGEBACK) placeBreak(work, 'reversed-in-statement', null, [], [statementRow]);
  else if (kind === ADJUSTMENT) placeBreak(work, 'missing-in-ledger', null, [], [statementRow]);
  else {
    work.account += 1;
    addMinor(work.accountMinor, statement, statementRow);
  }
  return true;
}

/** Puts rows at the end of a list, however many. */
export function append(list: number[], rows: readonly number[]): void {
  for (const row of rows) list.push(row);
}

export function statusOf(books: Books, ledgerRow: number): LedgerStatus {
  return LEDGER_STATUSES[statusAt(books.ledger, ledgerRow)] ?? 'unknown';
}

/** Whether a ledger row says that money moved, so that the statement must have a line. A refund that was merely accepted may still be on its way. */
export function expectsLine(books: Books, ledgerRow: number): boolean {
  const status = statusOf(books, ledgerRow);
  return status === 'paid' || status === 'refunded' || (status === 'accepted' && kindAt(books.ledger, ledgerRow) === 0);
}

/** Adds a row's amount to the sum of its currency. */
export function addMinor(sums: Float64Array, side: Side, row: number): void {
  const currency = currencyAt(side, row);
  sums[currency] = (sums[currency] as number) + amountAt(side, row);
}
