/** Reconciles a ledger with statements: what agrees is matched, what does not is a break with its cause and one suggestion. */
import { assert } from '../assert.ts';
import { emptyLine, STATEMENT_SOURCES } from '../statement.ts';
import type { StatementLine } from '../statement.ts';
import { addLedgerRow, addStatementFile, addStatementLine, createBooks } from './books.ts';
import type { Books, ScannedLedgerRow } from './books.ts';
import { describeBreaks } from './breaks.ts';
import type { Break } from './breaks.ts';
import { climb, totalsOf } from './ladder.ts';
import type { Totals } from './ladder.ts';
import type { LedgerRow } from './ledgerRow.ts';
import { describeMatches } from './matches.ts';
import type { Match } from './matches.ts';
import { MATCHING_DEFAULTS } from './settings.ts';
import type { MatchingSettings } from './settings.ts';
import { encodeUtf8 } from './texts.ts';

export type Reconciliation = { readonly totals: Totals; readonly matched: number; readonly matches: readonly Match[]; readonly breaks: readonly Break[] };

/**
 * Rows are referred to by their position in the two iterables. Only wallets that some statement line is of are reconciled;
 * `wallets` names further ones whose statement was read and is empty.
 * The result does not depend on the order of rows or lines, but for those positions.
 */
export function reconcile(input: {
  readonly ledger: Iterable<LedgerRow>;
  readonly statement: Iterable<StatementLine>;
  readonly wallets?: readonly string[];
  readonly settings?: Partial<MatchingSettings>;
}): Reconciliation {
  const books = createBooks({ ledgerRows: 1024, statementLines: 1024, textBytes: 64 * 1024 });
  for (const row of input.ledger) addRow(books, row);
  addLines(books, input.statement);
  for (const source of Object.values(STATEMENT_SOURCES)) if (input.wallets?.includes(source.wallet) === true) addStatementFile(books, '', source.id, source.wallet);
  return conclude(books, { ...MATCHING_DEFAULTS, ...input.settings }, true);
}

/** The same over books that were filled already. */
export function conclude(books: Books, settings: MatchingSettings, wantMatches: boolean): Reconciliation {
  const work = climb(books, settings, wantMatches);
  return { totals: totalsOf(work), matched: work.matched, matches: wantMatches ? describeMatches(work) : [], breaks: describeBreaks(work, settings) };
}

function addRow(books: Books, row: LedgerRow): void {
  assert(Number.isSafeInteger(row.amountMinor), 'a ledger row has a whole amount');
  const order = encodeUtf8(row.orderId);
  const trade = encodeUtf8(row.tradeId ?? '');
  const original = encodeUtf8(row.originalOrderId ?? '');
  const scanned: ScannedLedgerRow = {
    bytes: joined(order, trade, original), kind: row.kind, status: row.status, wallet: row.wallet, currency: row.currency, amountMinor: row.amountMinor,
    feeMinor: row.feeMinor ?? Number.NaN, at: row.at ?? Number.NaN,
    orderStart: 0, orderEnd: order.length, tradeStart: order.length, tradeEnd: order.length + trade.length,
    originalStart: order.length + trade.length, originalEnd: order.length + trade.length + original.length,
  };
  addLedgerRow(books, scanned);
}

function addLines(books: Books, lines: Iterable<StatementLine>): void {
  const files = new Map<string, number>();
  const view = emptyLine();
  for (const line of lines) {
    const key = `${line.source}\u0000${line.file}`;
    const file = files.get(key) ?? addStatementFile(books, line.file, line.source, STATEMENT_SOURCES[line.source].wallet);
    files.set(key, file);
    const order = encodeUtf8(line.orderId ?? '');
    const trade = encodeUtf8(line.tradeId ?? '');
    const original = encodeUtf8(line.originalId ?? '');
    Object.assign(view, {
      bytes: joined(order, trade, original), line: line.line, kind: line.kind, status: line.status, currency: line.currency, amountMinor: line.amountMinor,
      feeMinor: line.feeMinor, netMinor: line.netMinor, at: line.at ?? Number.NaN, day: line.day,
      orderStart: 0, orderEnd: order.length, tradeStart: order.length, tradeEnd: order.length + trade.length,
      originalStart: order.length + trade.length, originalEnd: order.length + trade.length + original.length,
    });
    addStatementLine(books, view, file);
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
