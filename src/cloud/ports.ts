/** What the backend's parts know of each other: the database as seen by a query, and the five verbs that every wallet's connector answers. */
import type { ChargeableWallet } from '#core/wallets.ts';

type SqlValue = string | number | boolean | null | readonly (string | null)[] | readonly (number | null)[] | readonly boolean[];

/** One statement as a tagged template; values are bound, never spliced. `bigint` columns come as numbers, exactly. */
export type Sql = <Row>(strings: TemplateStringsArray, ...values: readonly SqlValue[]) => Promise<Row[]>;

/**
 * Makes one call out of many that are made at the same time: `run` gets items of one group (a store: nothing crosses stores) with no
 * key twice, and answers in their order. When it throws, each item is run alone, so it must bear being run again.
 */
type Gather = <Item, Result>(groupOf: (item: Item) => string, keyOf: (item: Item) => string, run: (items: readonly Item[]) => Promise<readonly Result[]>) => (item: Item) => Promise<Result>;

export type Database = {
  readonly engine: 'pglite' | 'postgresql';
  readonly sql: Sql;
  readonly gather: Gather;
  /** All or nothing; never across stores. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Which order at the wallet; `store` picks the merchant. */
export type OrderRef = {
  readonly store: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
};
export type PayOrder = OrderRef & {
  /** In memory only: never stored, never logged. */
  readonly authCode: string;
  readonly subject: string;
};
export type RefundOrder = OrderRef & { readonly refundId: string; readonly reason: string };

/**
 * The wallet's word on a charge. `unknown` is whatever the connector's table does not list as definite.
 * `silent`: there was no answer at all (time-out, 5xx, cut); counts against the channel's health.
 */
export type WalletAnswer = {
  readonly state: 'paid' | 'declined' | 'payer-acting' | 'unknown' | 'not-found' | 'reversed';
  readonly tradeId: string | null;
  readonly code: string;
  readonly retryReverse: boolean;
  readonly silent: boolean;
};

export type RefundWord = {
  readonly state: 'accepted' | 'refunded' | 'failed' | 'unknown' | 'not-found';
  readonly tradeId: string | null;
  readonly code: string;
  readonly silent: boolean;
};

export type Bill = { readonly name: string; readonly bytes: Uint8Array };

/** One wallet's side of the wire. Every verb asks the wallet anew; none of them retries. */
export type WalletConnector = {
  readonly name: string;
  readonly wallet: ChargeableWallet;
  /** True when a reverse also stops a charge that has not reached the wallet yet. */
  readonly reverseStopsLateCharge: boolean;
  pay(order: PayOrder): Promise<WalletAnswer>;
  ask(order: OrderRef): Promise<WalletAnswer>;
  reverse(order: OrderRef): Promise<WalletAnswer>;
  /** Idempotent by `refundId` at the wallet: the same id with the same amount moves money once. */
  refund(refund: RefundOrder): Promise<RefundWord>;
  askRefund(refund: Omit<RefundOrder, 'reason'>): Promise<RefundWord>;
  /** The trade bill of the wallet's own day `YYYY-MM-DD`; null while there is none. */
  statement(store: string, day: string): Promise<Bill | null>;
};

/** No answer from the wallet: a state to work on, not an error. */
export function silence(code: string): WalletAnswer {
  return { state: 'unknown', tradeId: null, code, retryReverse: true, silent: true };
}

export function refundSilence(code: string): RefundWord {
  return { state: 'unknown', tradeId: null, code, silent: true };
}

/** A backend's refusal, as an HTTP status and a stable code. */
export class CloudRefusal extends Error {
  override readonly name = 'CloudRefusal';
  readonly status: number;
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>> | undefined;
  constructor(status: number, code: string, message: string, detail?: Readonly<Record<string, string | number>>) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}
