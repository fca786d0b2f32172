/** Rows of a period read from a ledger file for an export, one at a time, from a connection of its own that can only read. */
import type { Entry, EntryKind } from '#core/journal.ts';
import { openForReading } from './open.ts';

export type StatementLineRow = {
  readonly fileDay: string; readonly wallet: string; readonly source: string; readonly name: string; readonly line: number; readonly kind: string;
  readonly orderId: string | null; readonly tradeId: string | null; readonly originalId: string | null;
  readonly amountMinor: number; readonly feeMinor: number; readonly netMinor: number; readonly at: number | null; readonly status: string;
};

export type LedgerReading = {
  /** Those kinds on business days from `from` to `to`, in order; without hashes. */
  entries(kinds: readonly EntryKind[], from: string, to: string): IterableIterator<Entry>;
  /** JSON of the attempts begun in [fromMs, toMs). */
  charges(fromMs: number, toMs: number): IterableIterator<string>;
  refunds(fromMs: number, toMs: number): IterableIterator<string>;
  /** Of files that were not superseded. */
  statementLines(from: string, to: string): IterableIterator<StatementLineRow>;
  /** The lines of a wallet's files that name an order or refund of ours; null for none. */
  linesOf(orderId: string, wallet: string): { readonly lines: number; readonly amountMinor: number } | null;
  close(): void;
};

type Found = { seq: number; at: number; day: string; operator: string; kind: string; version: number; payload: string };

export function readPeriod(path: string): LedgerReading {
  const db = openForReading(path);
  const ofOrder = db.prepare(`select count(*) as lines, coalesce(sum(l.amount_minor), 0) as amountMinor from statement_line l join statement_file f on f.file = l.file
    where l.order_id = ? and f.wallet = ? and f.superseded_by is null and l.status <> 'failed'`);
  return {
    *entries(kinds, from, to) {
      const rows = db.prepare(`select seq, at, day, operator, kind, version, payload from entry where kind in (${kinds.map(() => '?').join(', ')}) and day >= ? and day <= ? order by seq`).iterate(...kinds, from, to);
      for (const row of rows as IterableIterator<Found>) yield { seq: row.seq, id: '', till: '', at: row.at, businessDay: row.day, operator: row.operator, kind: row.kind, version: row.version, payload: JSON.parse(row.payload) as unknown, prevHash: '', hash: '' } as Entry;
    },
    charges: (fromMs, toMs) => db.prepare('select data from charge where started_at >= ? and started_at < ? order by started_at, order_id').pluck().iterate(fromMs, toMs) as IterableIterator<string>,
    refunds: (fromMs, toMs) => db.prepare('select data from wallet_refund where started_at >= ? and started_at < ? order by started_at, refund_id').pluck().iterate(fromMs, toMs) as IterableIterator<string>,
    statementLines: (from, to) => db.prepare(`select f.day as fileDay, f.wallet, f.source, f.name, l.line, l.kind, l.order_id as orderId, l.trade_id as tradeId, l.original_id as originalId, l.amount_minor as amountMinor, l.fee_minor as feeMinor, l.net_minor as netMinor, l.at, l.status
      from statement_file f join statement_line l on l.file = f.file where f.day >= ? and f.day <= ? and f.superseded_by is null order by f.day, f.wallet, f.file, l.line`).iterate(from, to) as IterableIterator<StatementLineRow>,
    linesOf(orderId, wallet) {
      const found = ofOrder.get(orderId, wallet) as { lines: number; amountMinor: number };
      return found.lines === 0 ? null : found;
    },
    close: () => db.close(),
  };
}
