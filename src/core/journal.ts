/** The journal: every business fact once, in order, chained by hashes; all else is derived from it. */
import { canonicalJson, type Json } from './canonical.ts';
import type { LocalName, ProductChange } from './catalogue.ts';
import type { CouponChange } from './coupon.ts';
import type { BasketLine, BasketReturn, Tender } from './basket.ts';
import type { Act, AnswerState, ShownBy } from './tender.ts';
import type { TaxLine, TaxMode } from './sale.ts';
import type { PaymentMethod } from './wallets.ts';
import type { Role } from './roles.ts';
import type { Tally } from './totals.ts';

/** A sold line with its final figures; short keys, since it is kept for every line for good. */
export type SoldLine = Pick<BasketLine, 'line' | 'sku' | 'name' | 'unit' | 'quantityMilli' | 'unitMinor' | 'taxRateBp'> & {
  readonly listMinor?: number;
  readonly discountMinor?: number;
  /** Of the discount, the line's share of the coupons. */
  readonly couponMinor?: number;
  readonly totalMinor: number;
};

export type SaleCompleted = {
  readonly saleId: string;
  /** Gapless per till, from 1. */
  readonly receipt: number;
  readonly shift: number;
  readonly currency: string;
  readonly taxMode: TaxMode;
  readonly lines: readonly SoldLine[];
  readonly discountMinor: number;
  readonly taxes: readonly TaxLine[];
  readonly totalMinor: number;
  /** Added to the total so that it could be paid in coins; booked as rounding. */
  readonly roundingMinor: number;
  readonly tenders: readonly Tender[];
  /** An exchange: what came back for it, and what of its worth went back to the customer, as handed over. */
  readonly returns?: readonly BasketReturn[];
  readonly back?: readonly { readonly to: 'cash' | PaymentMethod; readonly amountMinor: number }[];
  /** The coupons that took something off, and how much; all of it is in the lines and in `discountMinor`. */
  readonly coupons?: readonly { readonly code: string; readonly name: LocalName; readonly amountMinor: number }[];
};

export type RefundCompleted = {
  readonly refundId: string;
  readonly saleId: string;
  readonly receipt: number;
  readonly shift: number;
  readonly currency: string;
  readonly lines: readonly { readonly line: number; readonly quantityMilli: number; readonly amountMinor: number }[];
  readonly taxes: readonly TaxLine[];
  /** Given back for the goods; cash in hand is this plus `roundingMinor`. */
  readonly amountMinor: number;
  readonly roundingMinor: number;
  readonly to: 'cash' | PaymentMethod;
  readonly orderId: string | null;
  readonly reason: string;
  /** An exchange: the money did not go back but into the sale of this receipt; `to` is the tender it came from. */
  readonly into?: number;
};

/** What an entry books of one batch or one bank line; the parts of an entry sum to it. `offMinor`: written off. */
export type PayoutPart = { readonly unit: string; readonly amountMinor: number; readonly feeMinor: number; readonly offMinor: number };

/** What a decision on a break carries besides; entries of before it was kept have none of it. */
export type BreakStepDetail = {
  /** Whom the break was given to. */
  readonly owner?: string;
  /** `wait`: the last day of waiting. */
  readonly until?: string;
  /** SHA-256 of what the rows said: a decision holds as long as they say the same. */
  readonly evidence?: string;
  /** `seq` of the step before on the same break. */
  readonly previous?: number;
  /** `book-payout`: the fee that the wallet kept back; the amount is what the bank received. */
  readonly feeMinor?: number;
  /** Of a payout: which batches and bank lines the entry is of, and how much of each. Absent in journals of earlier versions. */
  readonly parts?: readonly PayoutPart[];
  /** It was ended by a rule of the shop's that allows so many minor units, not by a person. */
  readonly byRule?: number;
};

export type Payloads = {
  'till.enrolled': { readonly store: string; readonly keyId: string; readonly publicKey: string; readonly backendKey: string };
  'operator.signed-in': { readonly role: Role };
  'shift.opened': { readonly shift: number; readonly floatMinor: number; readonly currency: string };
  'shift.closed': { readonly shift: number; readonly expectedMinor: number; readonly countedMinor: number; readonly differenceMinor: number; readonly currency: string; /** Who signed a difference beyond what the cashier signs alone. */ readonly approver?: string };
  'cash.counted': { readonly shift: number; readonly counts: readonly { readonly denominationMinor: number; readonly pieces: number }[]; readonly countedMinor: number; readonly currency: string };
  'cash.moved': { readonly shift: number; readonly direction: 'in' | 'out'; readonly amountMinor: number; readonly currency: string; readonly reason: string };
  /** A part of a basket paid in cash: the customer's money until the sale is complete. */
  'cash.received': { readonly saleId: string; readonly shift: number; readonly amountMinor: number; readonly givenMinor: number; readonly changeMinor: number; readonly currency: string };
  'cash.returned': { readonly saleId: string; readonly shift: number; readonly amountMinor: number; readonly currency: string };
  'drawer.opened': { readonly shift: number; readonly reason: string };
  'basket.held': { readonly saleId: string; readonly lines: number; readonly totalMinor: number; readonly currency: string };
  'basket.voided': { readonly saleId: string; readonly lines: number; readonly totalMinor: number; readonly currency: string; readonly reason: string };
  'sale.completed': SaleCompleted;
  'refund.completed': RefundCompleted;
  /** The request to send money back to a wallet; `owed` says which account it settles. */
  'refund.intended': { readonly refundId: string; readonly orderId: string; readonly saleId: string; readonly wallet: PaymentMethod; readonly amountMinor: number; readonly currency: string; readonly owed: 'refunds-due' | 'customer-funds'; readonly cause: 'customer' | 'late-success' | 'cancelled' | 'set-aside' | 'reconciliation' };
  'refund.observed': { readonly refundId: string; readonly state: 'accepted' | 'refunded' | 'failed' | 'unknown' | 'not-found' | 'no-answer'; readonly code: string };
  'refund.resolved': { readonly refundId: string; readonly orderId: string; readonly wallet: PaymentMethod; readonly outcome: 'refunded' | 'failed'; readonly amountMinor: number; readonly currency: string; readonly owed: 'refunds-due' | 'customer-funds' };
  /** What a person decided of a refund that failed: another request under a new number, or cash. */
  'refund.followed': { readonly refundId: string; readonly orderId: string; readonly saleId: string; readonly wallet: PaymentMethod; readonly amountMinor: number; readonly currency: string; readonly owed: 'refunds-due' | 'customer-funds'; readonly by: 'wallet' | 'cash'; readonly nextId: string | null; readonly roundingMinor: number };
  'payment.intended': { readonly orderId: string; readonly saleId: string; readonly wallet: PaymentMethod; readonly amountMinor: number; readonly currency: string; readonly lastFour: string; readonly codeLength: number; readonly shown?: ShownBy; /** Of a card. */ readonly brand?: string | null; readonly stored?: true };
  /** The goods went with the customer though the wallet's word is out; booked as taken, and written off if it never comes. */
  'payment.accepted-at-risk': { readonly orderId: string; readonly saleId: string; readonly amountMinor: number; readonly currency: string; readonly approver: string };
  'payment.sent': { readonly orderId: string; readonly act: 'charge' | 'reverse' };
  'payment.cancelling': { readonly orderId: string };
  'payment.set-aside': { readonly orderId: string; readonly approver: string };
  'payment.observed': { readonly orderId: string; readonly act: Act; readonly state: AnswerState; readonly code: string; readonly tradeId: string | null; readonly amountMinor: number | null; readonly currency: string | null; readonly askedAt: number | null; readonly final: boolean; readonly wallet?: PaymentMethod | undefined };
  'payment.resolved': { readonly orderId: string; readonly saleId: string; readonly wallet: PaymentMethod; readonly outcome: 'paid' | 'declined' | 'reversed'; readonly amountMinor: number; readonly currency: string; readonly tradeId: string | null; readonly atRisk?: true };
  'statement.imported': { readonly file: string; readonly name: string; readonly source: string; /** The wallet, or the books of an acquirer, account or batch. */ readonly wallet: string; readonly day: string; readonly lines: number; readonly amountMinor: number; readonly feeMinor: number; /** Less what a superseded file had booked. */ readonly feeBookedMinor: number; readonly currency: string; readonly supersedes: string | null };
  'recon.run': { readonly day: string; /** Whose books; absent in journals of earlier versions. */ readonly wallet?: string; readonly matched: number; readonly open: number; readonly carried: number; readonly openMinor: number };
  'break.resolved': { readonly key: string; readonly day: string; readonly kind: string; readonly wallet: PaymentMethod; readonly action: string; readonly amountMinor: number; readonly currency: string; readonly note: string; readonly approver: string | null } & BreakStepDetail;
  'entry.adjusted': { readonly debit: string; readonly credit: string; readonly amountMinor: number; readonly currency: string; readonly reason: string; readonly approver: string | null };
  'day.closed': { readonly z: number; readonly tally: Tally; readonly carried: readonly { readonly what: string; readonly count: number; readonly amountMinor: number }[]; readonly signature: string };
  'permission.overridden': { readonly action: string; readonly approver: string; readonly saleId: string | null; readonly amountMinor: number };
  'receipt.printed': { readonly receipt: number; readonly copy: number; readonly by: 'pdf' };
  /** Written before an export is handed out; `sha256` of the whole file. */
  'data.exported': { readonly what: string; readonly format: string; readonly from: string; readonly to: string; readonly rows: number; readonly sha256: string };
  /** What became of a print; one that may be on paper counts as a copy. */
  'print.ended': { readonly receipt: number; readonly copy: number; readonly outcome: 'printed' | 'not-printed' | 'unknown'; readonly reason: string | null };
  'personal-data.read': { readonly what: string; readonly reason: string };
  /** Goods as they are sold from now on; `from` names the file that brought them. */
  'catalogue.changed': { readonly changes: readonly ProductChange[]; readonly from: string | null };
  /** A coupon as it is taken from now on, and whose code that is; null: no more. */
  'coupon.changed': CouponChange;
  /** Somebody joined, left or may do otherwise; by their id alone, so that a name can be forgotten. */
  'person.changed': { readonly person: string; readonly what: 'joined' | 'renamed' | 'role' | 'pin' | 'left'; readonly role: Role };
  /** A person's data was taken out and what lies on the disk was searched for it; figures alone. `left`: places where it still stood; `copies`: of the ledger, that still hold the person; `texts`: entries whose typed words name them. `named`: the name was still known for the search. */
  'person.erased': { readonly person: string; readonly files: number; readonly bytes: number; readonly left: number; readonly copies: number; readonly texts: number; readonly named: boolean };
  'config.changed': { readonly what: string; readonly to: string; /** The second manager, where a limit was loosened. */ readonly approver?: string };
};

export type EntryKind = keyof Payloads;

export type EntryHead = { readonly seq: number; readonly hash: string };

export type EntryOf<Kind extends EntryKind> = {
  /** Gapless per till, from 1; decides the order of things. */
  readonly seq: number;
  /** UUIDv7. */
  readonly id: string;
  readonly till: string;
  /** UTC milliseconds; recorded, never obeyed. */
  readonly at: number;
  /** `YYYY-MM-DD`, the shop's day that was open. */
  readonly businessDay: string;
  readonly operator: string;
  readonly kind: Kind;
  /** Of the payload's schema. */
  readonly version: number;
  readonly payload: Payloads[Kind];
  readonly prevHash: string;
  readonly hash: string;
};

export type Entry = { [Kind in EntryKind]: EntryOf<Kind> }[EntryKind];

/** An entry before it has a place: what happened, by whom. */
export type Draft = { [Kind in EntryKind]: { readonly kind: Kind; readonly payload: Payloads[Kind] } }[EntryKind];

export const GENESIS: EntryHead = { seq: 0, hash: '0'.repeat(64) };
export const PAYLOAD_VERSION = 1;

/** The text whose SHA-256 is the entry's hash: previous hash, a line feed, RFC 8785 JSON of the entry without both hashes. */
export function hashedText(prevHash: string, entry: Omit<Entry, 'prevHash' | 'hash'>): string {
  const { seq, id, till, at, businessDay, operator, kind, version, payload } = entry;
  return `${prevHash}\n${canonicalJson({ seq, id, till, at, businessDay, operator, kind, version, payload: payload as unknown as Json })}`;
}

/**
 * The same text made from the payload's canonical text, for the path of every sale: members in RFC 8785 order.
 * @param payloadText canonical JSON of the payload.
 */
export function hashedTextOf(prevHash: string, entry: Omit<Entry, 'prevHash' | 'hash' | 'payload'>, payloadText: string): string {
  return `${prevHash}\n${entryTextOf(entry, payloadText)}`;
}

/** The entry's own part of that text: RFC 8785 JSON of the entry without both hashes. */
function entryTextOf(entry: Omit<Entry, 'prevHash' | 'hash' | 'payload'>, payloadText: string): string {
  const { seq, id, till, at, businessDay, operator, kind, version } = entry;
  return `{"at":${at},"businessDay":${JSON.stringify(businessDay)},"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"operator":${JSON.stringify(operator)},"payload":${payloadText},"seq":${seq},"till":${JSON.stringify(till)},"version":${version}}`;
}
