/** The ladder: the rules in their order, then what is left over; and the totals, which tie out to the unit. */
import { matchByAmountAndTime } from './amountAndTime.ts';
import type { Books } from './books.ts';
import { carryNearCutOff } from './cutOff.ts';
import { BREAK_KINDS, breakKindOf, endOf, ledgerFrom, statementFrom } from './foundBreaks.ts';
import type { BreakKind } from './foundBreaks.ts';
import { placeMissing } from './missing.ts';
import { matchRefunds } from './refundByOriginal.ts';
import { matchByOrderId } from './sameOrderId.ts';
import { matchByTradeId } from './sameTradeId.ts';
import type { MatchingSettings } from './settings.ts';
import { matchSplits } from './splits.ts';
import { addMinor, createWork } from './work.ts';
import type { Work } from './work.ts';

/** Money of one currency. On the ledger's side matched, in breaks, quiet and uncovered make up the whole; on the statement's matched, in breaks and account lines. A reversed charge that the file took back too is matched with the file's sum of zero. */
export type CurrencyTotals = {
  readonly ledgerMinor: number;
  readonly statementMinor: number;
  readonly matchedLedgerMinor: number;
  readonly matchedStatementMinor: number;
  readonly breaksLedgerMinor: number;
  readonly breaksStatementMinor: number;
  readonly quietMinor: number;
  readonly uncoveredMinor: number;
  /** Fees of their own, payouts and transfers. */
  readonly accountMinor: number;
  /** Each side's total less its parts: zero, or the totals are not to be trusted. */
  readonly proof: { readonly ledgerMinor: number; readonly statementMinor: number };
};

export type Totals = {
  readonly ledgerRows: number;
  readonly statementLines: number;
  /** Ledger rows that expect no line (declined, reversed, failed, unknown, accepted) and have none. */
  readonly quiet: number;
  /** Ledger rows of wallets that no statement is of: not reconciled. */
  readonly uncovered: number;
  /** Lines that move the wallet's account and belong to no order. */
  readonly account: number;
  readonly breaks: Readonly<Partial<Record<BreakKind, number>>>;
  readonly currencies: Readonly<Record<string, CurrencyTotals>>;
};

/** Places every row of both sides in exactly one match or break, or among the quiet or uncovered ones. */
export function climb(books: Books, settings: MatchingSettings, keepPairs: boolean): Work {
  const work = createWork(books, keepPairs);
  matchByOrderId(work);
  matchByTradeId(work);
  matchRefunds(work);
  matchByAmountAndTime(work, settings);
  matchSplits(work, settings);
  carryNearCutOff(work, settings);
  placeMissing(work);
  return work;
}

export function totalsOf(work: Work): Totals {
  const { books } = work;
  const ledgerMinor = books.ledger.sums;
  const statementMinor = books.statement.sums;
  const breaksLedger = new Float64Array(128);
  const breaksStatement = new Float64Array(128);
  const breaks: Partial<Record<BreakKind, number>> = {};
  const counts = new Map<BreakKind, number>();
  const { rows, count: found } = work.breaks;
  for (let index = 0; index < found; index += 1) {
    const kind = breakKindOf(work.breaks, index);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const [middle, end] = [statementFrom(work.breaks, index), endOf(work.breaks, index)];
    for (let at = ledgerFrom(work.breaks, index); at < middle; at += 1) addMinor(breaksLedger, books.ledger, rows[at] as number);
    for (let at = middle; at < end; at += 1) addMinor(breaksStatement, books.statement, rows[at] as number);
  }
  for (const kind of BREAK_KINDS) {
    const count = counts.get(kind);
    if (count !== undefined) breaks[kind] = count;
  }
  const currencies: Record<string, CurrencyTotals> = {};
  for (const name of [...books.currencies].sort()) {
    const code = books.currencies.indexOf(name);
    const of = (sums: Float64Array) => (sums[code] ?? 0) + 0;
    const sums = {
      ledgerMinor: of(ledgerMinor), statementMinor: of(statementMinor), matchedLedgerMinor: of(work.matchedLedgerMinor), matchedStatementMinor: of(work.matchedStatementMinor),
      breaksLedgerMinor: of(breaksLedger), breaksStatementMinor: of(breaksStatement), quietMinor: of(work.quietMinor), uncoveredMinor: of(work.uncoveredMinor), accountMinor: of(work.accountMinor),
    };
    currencies[name] = { ...sums, proof: {
      ledgerMinor: sums.ledgerMinor - sums.matchedLedgerMinor - sums.breaksLedgerMinor - sums.quietMinor - sums.uncoveredMinor,
      statementMinor: sums.statementMinor - sums.matchedStatementMinor - sums.breaksStatementMinor - sums.accountMinor,
    } };
  }
  return { ledgerRows: books.ledger.rows, statementLines: books.statement.rows, quiet: work.quiet, uncovered: work.uncovered, account: work.account, breaks, currencies };
}
