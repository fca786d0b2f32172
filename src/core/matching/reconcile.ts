/** Reconciles a ledger with statements: what agrees is matched, what does not is a break with its cause and one suggestion. */
import { assert } from '../assert.ts';
import { bookOf, CARD_SOURCE, STATEMENT_SOURCES } from '../statement.ts';
import type { ScannedLine, StatementLine } from '../statement.ts';
import { clearBatch, createBatch, isFull, putLedgerRow, putStatementLine } from './batch.ts';
import type { Batch, ScannedLedgerRow } from './batch.ts';
import { addBatch, addStatementFile, createBooks } from './books.ts';
import type { Books } from './books.ts';
import { eachBreak } from './breaks.ts';
import type { Break } from './breaks.ts';
import { climb, totalsOf } from './ladder.ts';
import type { Totals } from './ladder.ts';
import type { LedgerRow } from './ledgerRow.ts';
import { eachMatch } from './matches.ts';
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
  addRows(books, input.ledger);
  addLines(books, input.statement);
  for (const source of Object.values(STATEMENT_SOURCES)) if (source.wallet !== null && source.role === 'trades' && input.wallets?.includes(source.wallet) === true) addStatementFile(books, '', source.id, source.wallet);
  if (input.wallets?.includes('card') === true) addStatementFile(books, '', CARD_SOURCE, 'card');
  const settings = { ...MATCHING_DEFAULTS, ...input.settings };
  const work = climb(books, settings, true);
  return { totals: totalsOf(work), matched: work.matched, matches: [...eachMatch(work)], breaks: [...eachBreak(work, settings)] };
}

function addRows(books: Books, rows: Iterable<LedgerRow>): void {
  const batch = createBatch();
  for (const row of rows) {
    assert(Number.isSafeInteger(row.amountMinor) && row.orderId !== '', 'a ledger row has an order id and a whole amount');
    if (isFull(batch)) flush(books, batch, null);
    const scanned: ScannedLedgerRow = {
      ...joined(row.orderId, row.tradeId, row.originalOrderId), kind: row.kind, status: row.status, wallet: row.wallet, currency: row.currency, amountMinor: row.amountMinor,
      feeMinor: row.feeMinor ?? Number.NaN, at: row.at ?? Number.NaN,
    };
    putLedgerRow(batch, scanned);
  }
  flush(books, batch, null);
}

function addLines(books: Books, lines: Iterable<StatementLine>): void {
  const files = new Map<string, number>();
  const batch = createBatch();
  let open: number | null = null;
  for (const line of lines) {
    const book = line.wallet ?? bookOf(line.source);
    const key = `${book}\u0000${line.source}\u0000${line.file}`;
    const file = files.get(key) ?? addStatementFile(books, line.file, line.source, book);
    files.set(key, file);
    if (open !== null && (isFull(batch) || file !== open)) flush(books, batch, open);
    open = file;
    const scanned: ScannedLine = { ...line, ...joined(line.orderId, line.tradeId, line.originalId), at: line.at ?? Number.NaN, batch: '', reference: '', account: '' };
    putStatementLine(batch, scanned);
  }
  if (open !== null) flush(books, batch, open);
}

function flush(books: Books, batch: Batch, file: number | null): void {
  addBatch(books, batch, file);
  clearBatch(batch);
}

type Ranges = Pick<ScannedLine, 'bytes' | 'orderStart' | 'orderEnd' | 'tradeStart' | 'tradeEnd' | 'originalStart' | 'originalEnd'>;

function joined(order: string | null, trade: string | null, original: string | null): Ranges {
  const [orderBytes, tradeBytes] = [encodeUtf8(order ?? ''), encodeUtf8(trade ?? '')];
  const bytes = encodeUtf8(`${order ?? ''}${trade ?? ''}${original ?? ''}`);
  const tradeEnd = orderBytes.length + tradeBytes.length;
  return { bytes, orderStart: 0, orderEnd: orderBytes.length, tradeStart: orderBytes.length, tradeEnd, originalStart: tradeEnd, originalEnd: bytes.length };
}
