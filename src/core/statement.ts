/** Statements: what a wallet's own file says, in one normal form whatever the file's format. */
import type { Currency } from './money.ts';
import type { ChargeableWallet } from './wallets.ts';

/** A file format with its wallet; also what `--as` takes on the command line. */
export type SourceId = 'wechatpay-trade' | 'alipay-trade';

/** What one source promises about its days, as data. */
export type StatementSource = {
  readonly id: SourceId;
  /** For a person, in English. */
  readonly title: string;
  readonly wallet: ChargeableWallet;
  /** Offset of the source's own clock; none of these zones has summer time. */
  readonly zoneMinutes: number;
  /** Minute of the source's day at which its day ends and the next begins. */
  readonly cutOffMinute: number;
  /** How near to the cut-off, on either side, a counterpart may stand in the neighbour day's file. */
  readonly carryMinutes: number;
};

/** Sources: pay.weixin.qq.com (bill made for 00:00:00 to 23:59:59 Beijing), opendocs.alipay.com (cut 00:00 Beijing). */
export const STATEMENT_SOURCES: Readonly<Record<SourceId, StatementSource>> = {
  'wechatpay-trade': { id: 'wechatpay-trade', title: 'WeChat Pay trade bill', wallet: 'wechatpay', zoneMinutes: 480, cutOffMinute: 0, carryMinutes: 10 },
  'alipay-trade': { id: 'alipay-trade', title: 'Alipay business detail', wallet: 'alipay', zoneMinutes: 480, cutOffMinute: 0, carryMinutes: 10 },
};

/** `reversal`: the wallet cancelled a charge. The kinds after it belong to files that show more than trades. */
export const STATEMENT_KINDS = ['charge', 'refund', 'reversal', 'fee', 'payout', 'chargeback', 'adjustment', 'transfer'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** `processing` is a snapshot that the source never corrects; `failed` means that the money did not move. */
export const STATEMENT_STATUSES = ['success', 'processing', 'failed', 'revoked'] as const;
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];

/** One line of a statement. Signs: money in is positive, money out negative, whatever the source prints. */
export type StatementLine = {
  readonly source: SourceId;
  readonly file: string;
  /** Physical line in the file, from 1. */
  readonly line: number;
  readonly kind: StatementKind;
  /** Our order number; for a refund, the refund's own. */
  readonly orderId: string | null;
  /** The wallet's number; for a refund, the refund's own where the wallet gives one. */
  readonly tradeId: string | null;
  /** For a refund or reversal: our order number of the charge. */
  readonly originalId: string | null;
  /** What the wallet settles before its fee, in minor units. */
  readonly amountMinor: number;
  /** The wallet's fee: positive is a cost, negative was given back. */
  readonly feeMinor: number;
  /** What reaches the merchant. */
  readonly netMinor: number;
  readonly currency: Currency;
  /** UTC milliseconds, or null when the file gives no time. */
  readonly at: number | null;
  /** The source's own day, `YYYY-MM-DD`. */
  readonly day: string;
  readonly status: StatementStatus;
};

/**
 * One line while its file's bytes are still in hand: ids are ranges of `bytes` (UTF-8, start = end where there is none).
 * The reader reuses the one object for every line; whoever needs it longer copies what it needs.
 */
export type ScannedLine = {
  bytes: Uint8Array;
  line: number;
  kind: StatementKind;
  status: StatementStatus;
  currency: Currency;
  amountMinor: number;
  feeMinor: number;
  netMinor: number;
  /** UTC milliseconds; NaN when the file gives no time. */
  at: number;
  day: string;
  orderStart: number;
  orderEnd: number;
  tradeStart: number;
  tradeEnd: number;
  originalStart: number;
  originalEnd: number;
};

/** One of the file's own totals beside what its lines add up to. */
export type StatementControl = {
  /** As the file names it. */
  readonly name: string;
  readonly unit: 'rows' | 'minor';
  readonly own: number;
  readonly read: number;
};
export type StatementControls = readonly StatementControl[];

/** What is known of a whole file once it was read and its own totals agreed. */
export type StatementSummary = {
  readonly source: SourceId;
  readonly file: string;
  /** The one day that the file is of; null when its lines lie on several days, or it is empty and names none. */
  readonly day: string | null;
  readonly lineCount: number;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly netMinor: number;
  readonly currency: Currency | null;
  readonly controls: StatementControls;
  /** Lower-case hex SHA-256 of the file's content after unpacking: the same statement twice has the same hash, packed or not. */
  readonly contentHash: string;
};

/** A whole statement in memory. */
export type Statement = StatementSummary & { readonly lines: readonly StatementLine[] };

export function emptyLine(): ScannedLine {
  return {
    bytes: new Uint8Array(0), line: 0, kind: 'charge', status: 'success', currency: 'CNY', amountMinor: 0, feeMinor: 0, netMinor: 0, at: Number.NaN, day: '',
    orderStart: 0, orderEnd: 0, tradeStart: 0, tradeEnd: 0, originalStart: 0, originalEnd: 0,
  };
}

/** A moment in the source's own zone, ISO 8601 with offset; null for none. */
export function isoInZone(at: number | null, zoneMinutes: number): string | null {
  if (at === null || Number.isNaN(at)) return null;
  const local = new Date(at + zoneMinutes * 60_000).toISOString().replace(/\.000Z$/, '').replace(/Z$/, '');
  const away = Math.abs(zoneMinutes);
  return `${local}${zoneMinutes < 0 ? '-' : '+'}${String(Math.floor(away / 60)).padStart(2, '0')}:${String(away % 60).padStart(2, '0')}`;
}
