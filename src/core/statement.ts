/** Statements: what a wallet's own file says, in one normal form whatever the file's format. */
import type { Currency } from './money.ts';
import type { ChargeableWallet, PaymentMethod } from './wallets.ts';

/** A file format; also what `--as` takes on the command line. `mapped` is any table read by a mapping that a person made. */
export type SourceId =
  | 'wechatpay-trade' | 'wechatpay-fundflow' | 'alipay-trade' | 'alipay-summary' | 'alipay-account' | 'unionpay-zm' | 'unionpay-zme'
  | 'stripe-balance' | 'stripe-payout' | 'adyen-settlement' | 'paypal-activity' | 'camt053' | 'mt940' | 'ofx' | 'mapped';

/**
 * What a source's lines are evidence of. `trades`: what a wallet's customers paid, matched with the ledger; `settlement`: an acquirer's trades with
 * its payouts among them; `funds`: how a wallet's account moved, fees and withdrawals as lines of their own; `bank`: the bank account;
 * `summary`: totals of another file, evidence for that file alone.
 */
export type SourceRole = 'trades' | 'settlement' | 'funds' | 'bank' | 'summary';

/** What one source promises about its days, as data. */
export type StatementSource = {
  readonly id: SourceId;
  /** For a person, in English. */
  readonly title: string;
  readonly role: SourceRole;
  /** The wallet whose trades it shows, where it shows those of one. */
  readonly wallet: ChargeableWallet | null;
  /** The books that its lines stand in: two files of one book and day are versions of each other, and of nothing else. */
  readonly book: string;
  /** Offset of the source's own clock; none of these zones has summer time. */
  readonly zoneMinutes: number;
  /** Minute of the source's day at which its day ends and the next begins. */
  readonly cutOffMinute: number;
  /** How near to the cut-off, on either side, a counterpart may stand in the neighbour day's file. */
  readonly carryMinutes: number;
};

function source(id: SourceId, title: string, role: SourceRole, wallet: ChargeableWallet | null, book: string, zoneMinutes: number, cutOffMinute = 0): StatementSource {
  return { id, title, role, wallet, book, zoneMinutes, cutOffMinute, carryMinutes: 10 };
}

const BEIJING = 480;

/** Sources: pay.weixin.qq.com (bill made for 00:00:00 to 23:59:59 Beijing), opendocs.alipay.com (cut 00:00 Beijing), UnionPay clears at about 23:00 Beijing. */
export const STATEMENT_SOURCES: Readonly<Record<SourceId, StatementSource>> = {
  'wechatpay-trade': source('wechatpay-trade', 'WeChat Pay trade bill', 'trades', 'wechatpay', 'wechatpay', BEIJING),
  'wechatpay-fundflow': source('wechatpay-fundflow', 'WeChat Pay fund flow bill', 'funds', 'wechatpay', 'wechatpay-funds', BEIJING),
  'alipay-trade': source('alipay-trade', 'Alipay business detail', 'trades', 'alipay', 'alipay', BEIJING),
  'alipay-summary': source('alipay-summary', 'Alipay business summary', 'summary', 'alipay', 'alipay-summary', BEIJING),
  'alipay-account': source('alipay-account', 'Alipay account detail', 'funds', 'alipay', 'alipay-funds', BEIJING),
  'unionpay-zm': source('unionpay-zm', 'UnionPay merchant flow file (ZM)', 'trades', 'unionpay', 'unionpay', BEIJING, 23 * 60),
  'unionpay-zme': source('unionpay-zme', 'UnionPay error flow file (ZME)', 'settlement', 'unionpay', 'unionpay-errors', BEIJING, 23 * 60),
  'stripe-balance': source('stripe-balance', 'Stripe balance history', 'settlement', null, 'stripe', 0),
  'stripe-payout': source('stripe-payout', 'Stripe itemised payouts', 'settlement', null, 'stripe-payouts', 0),
  'adyen-settlement': source('adyen-settlement', 'Adyen settlement detail', 'settlement', null, 'adyen', 60),
  'paypal-activity': source('paypal-activity', 'PayPal activity', 'settlement', null, 'paypal', 0),
  camt053: source('camt053', 'camt.053 bank statement', 'bank', null, 'bank', 0),
  mt940: source('mt940', 'MT940 bank statement', 'bank', null, 'bank', 0),
  ofx: source('ofx', 'OFX bank statement', 'bank', null, 'bank', 0),
  mapped: source('mapped', 'table read by a mapping', 'settlement', null, 'mapped', 0),
};

/** What the acquirer of a shop's cards files its day as: of no wallet by itself, and of the cards where a till that takes cards reads it. */
export const CARD_SOURCE = 'adyen-settlement' satisfies SourceId;

/** The name that ledger rows give these books: the wallet's, or the acquirer's own. */
export function bookOf(id: SourceId): string {
  return STATEMENT_SOURCES[id].wallet ?? STATEMENT_SOURCES[id].book;
}

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
  /** What it is paid out with: a payout's or settlement batch's id; absent where the file has none. */
  readonly batch?: string;
  /** References found in a bank's or acquirer's text (end-to-end ids, payout ids, names of known payers), apart by blanks; no free text gets here. */
  readonly reference?: string;
  /** The shop's own account that the line is of, where the file names one. */
  readonly account?: string;
  /** The books it stands in where its source alone does not say: the wallet or acquirer that a mapping names. */
  readonly wallet?: string | null;
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
  /** As in `StatementLine`; empty where there is none. */
  batch: string;
  reference: string;
  account: string;
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

/**
 * What the file itself says against a wrong reading. `complete`: its own totals or balances cover every line, so that none is missing or changed;
 * `lines`: each line agrees with itself (amount, fee, net, running balance), but nothing says that all are there; `none`: nothing can be checked.
 */
export type StatementProof = 'complete' | 'lines' | 'none';

/** Sums of a file's lines in one currency, in minor units. */
export type CurrencyTotals = { readonly currency: Currency; readonly lineCount: number; readonly amountMinor: number; readonly feeMinor: number; readonly netMinor: number };

/** What is known of a whole file once it was read and its own totals agreed. */
export type StatementSummary = {
  readonly source: SourceId;
  readonly file: string;
  /** The one day that the file is of; null when its lines lie on several days, or it is empty and names none. */
  readonly day: string | null;
  /** All days of its lines, in order. */
  readonly days: readonly string[];
  /** The wallet whose trades it shows: the source's, or the one that a mapping names; `card` where it is the acquirer's. */
  readonly wallet: PaymentMethod | null;
  readonly lineCount: number;
  /** Sums of all lines; 0 when they are in several currencies, see `totals`. */
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly netMinor: number;
  /** The one currency of its lines; null for none or several. */
  readonly currency: Currency | null;
  readonly totals: readonly CurrencyTotals[];
  readonly controls: StatementControls;
  readonly proof: StatementProof;
  /** Lower-case hex SHA-256 of the file's content after unpacking: the same statement twice has the same hash, packed or not. */
  readonly contentHash: string;
};

/** A whole statement in memory. */
export type Statement = StatementSummary & { readonly lines: readonly StatementLine[] };

export function emptyLine(): ScannedLine {
  return {
    bytes: new Uint8Array(0), line: 0, kind: 'charge', status: 'success', currency: 'CNY', amountMinor: 0, feeMinor: 0, netMinor: 0, at: Number.NaN, day: '',
    orderStart: 0, orderEnd: 0, tradeStart: 0, tradeEnd: 0, originalStart: 0, originalEnd: 0, batch: '', reference: '', account: '',
  };
}

/** A moment in the source's own zone, ISO 8601 with offset; null for none. */
export function isoInZone(at: number | null, zoneMinutes: number): string | null {
  if (at === null || Number.isNaN(at)) return null;
  const local = new Date(at + zoneMinutes * 60_000).toISOString().replace(/\.000Z$/, '').replace(/Z$/, '');
  const away = Math.abs(zoneMinutes);
  return `${local}${zoneMinutes < 0 ? '-' : '+'}${String(Math.floor(away / 60)).padStart(2, '0')}:${String(away % 60).padStart(2, '0')}`;
}
