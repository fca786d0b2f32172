/** What the backend's parts know of each other: the database as seen by a query, and the verbs that every wallet's connector answers. */
import type { MerchantAccount } from '#core/shownCode.ts';
import type { EncryptedCard } from '#contract/cloud.ts';
import type { PaymentMethod } from '#core/wallets.ts';

type SqlValue = string | number | boolean | null | readonly (string | null)[] | readonly (number | null)[] | readonly boolean[];

/** One statement as a tagged template; values are bound, never spliced. `bigint` columns come as numbers, exactly. */
export type Sql = <Row>(strings: TemplateStringsArray, ...values: readonly SqlValue[]) => Promise<Row[]>;

/** Adds rows in COPY's binary form to a table; the fastest way in, for many rows. `into` is a table with its columns, never data. */
export type CopyIn = (into: string, rows: Uint8Array) => Promise<void>;

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
  transaction<T>(work: (sql: Sql, copy: CopyIn) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/**
 * How the customer and the order meet. `scanned`: the shop scans the customer's code. `presented`: the customer scans the order's code.
 * `in-app`: the order is opened by a page inside the wallet's own app. Wallets ask for, close and reverse these differently.
 */
export type ChargeKind = 'scanned' | 'presented' | 'in-app';

/** Which order at the wallet; `store` picks the merchant. */
export type OrderRef = {
  readonly store: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly kind: ChargeKind;
  /** UTC ms at which the backend claimed the order; the same for every verb, as UnionPay finds an order by its number and its time. */
  readonly sentAt: number;
  /** UTC ms after which the wallet takes no payment for a presented or in-app order; null for scanned codes. Wallets may round it up to a whole minute. */
  readonly expiresAt: number | null;
};
export type PayOrder = OrderRef & {
  /** In memory only: never stored, never logged. */
  readonly authCode: string;
  readonly subject: string;
  /** By method `card` alone, whose `authCode` is empty. In memory only: never stored, never logged. */
  readonly card?: EncryptedCard;
};
export type PresentOrder = OrderRef & {
  readonly subject: string;
  readonly expiresAt: number;
};
export type InAppOrder = PresentOrder & {
  /** What the wallet's own page gave the customer's browser for us (`code`, `auth_code`): in memory only. Null where the wallet needs none. */
  readonly payerGrant: string | null;
  /** Where the wallet's page sends the browser afterwards. */
  readonly returnUrl: string;
};
/** `amountMinor` is what is to go back of `paidMinor`. */
export type RefundOrder = OrderRef & {
  readonly refundId: string;
  readonly reason: string;
  readonly paidMinor: number;
  /** UTC ms at which the backend claimed the refund. */
  readonly refundSentAt: number;
};

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

/** `qrText`: what the shop shows as a QR code, the wallet's own text. Null unless the order is there to be paid. */
export type PresentAnswer = WalletAnswer & { readonly qrText: string | null };

/** What a page inside the wallet's app does next: call the app's own bridge, or post a form. Values are for that page alone. */
export type InAppStep =
  | { readonly do: 'bridge'; readonly call: string; readonly parameters: Readonly<Record<string, string>> }
  | { readonly do: 'form'; readonly action: string; readonly fields: Readonly<Record<string, string>> };
export type InAppAnswer = WalletAnswer & { readonly step: InAppStep | null };

/** A wallet's notification as it came: header names in lower case, the body to the byte. */
export type RawNotice = { readonly store: string; readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Uint8Array };

/** What a notification says, once its signature is proved. `amountMinor` null where it says none. */
export type Notice =
  | { readonly of: 'charge'; readonly orderId: string; readonly answer: WalletAnswer; readonly amountMinor: number | null }
  | { readonly of: 'refund'; readonly refundId: string; readonly answer: RefundWord };
/** How the wallet wants to be told that its notification arrived. */
export type NoticeReply = { readonly status: number; readonly type: string; readonly body: string };

export type Bill = { readonly name: string; readonly bytes: Uint8Array };

/** One wallet's side of the wire. Every verb asks the wallet anew; none of them retries. */
export type WalletConnector = {
  readonly name: string;
  readonly wallet: PaymentMethod;
  /** True when a reverse also stops a charge that has not reached the wallet yet. */
  readonly reverseStopsLateCharge: boolean;
  /** The shop's account as an EMVCo code names it, where the wallet reads such codes: a till without a line writes them by itself. */
  merchant?(store: string): MerchantAccount;
  /** True where an ask goes on calling an order paid after a reverse gave the money back: our own record of the reversal stands then. */
  readonly paidAfterReverse?: boolean;
  /** Charges by the customer's code. */
  pay(order: PayOrder): Promise<WalletAnswer>;
  /**
   * Makes the order at the wallet and gives the code by which a customer pays it. Nothing is paid yet: `payer-acting` until somebody
   * scans and pays. The same order again gives a code for the same order. `reverse` closes it.
   */
  present(order: PresentOrder): Promise<PresentAnswer>;
  /** Where a page inside the wallet's app goes to learn who the payer is; it comes back with a grant. Null where `openInApp` needs none. */
  payerGrantUrl?(store: string, returnUrl: string, state: string): string | null;
  /** The name of the query parameter by which the grant comes back. */
  readonly payerGrantParameter?: string;
  /** Makes the order for a page inside the wallet's app and says what that page does next. `reverse` closes it. */
  openInApp?(order: InAppOrder): Promise<InAppAnswer>;
  ask(order: OrderRef): Promise<WalletAnswer>;
  /** Takes a paid order back or closes an unpaid one for good. `paid`: it is paid, and only a refund gives the money back. */
  reverse(order: OrderRef): Promise<WalletAnswer>;
  /** Idempotent by `refundId` at the wallet: the same id with the same amount moves money once. */
  refund(refund: RefundOrder): Promise<RefundWord>;
  askRefund(refund: Omit<RefundOrder, 'reason'>): Promise<RefundWord>;
  /** The trade bill of the wallet's own day `YYYY-MM-DD`, or the acquirer's settlement file of it; null while there is none. @throws when the wallet cannot be asked */
  statement(store: string, day: string): Promise<Bill | null>;
  /** Proves a notification and reads it; null when it is not the wallet's or says nothing of an order. */
  readNotice?(notice: RawNotice): Promise<Notice | null>;
  readonly noticeReply?: { readonly taken: NoticeReply; readonly refused: NoticeReply };
};

/** A connector's own notes on an order, kept in the backend's database: what it must know after a restart, or at another instance. */
export type OrderNotes = {
  read(store: string, orderId: string): Promise<string | null>;
  /** On the disk when it returns. */
  write(store: string, orderId: string, note: string): Promise<void>;
};

/** A store's connector for each wallet; undefined where the store does not take it. */
export type Connectors = {
  of(store: string, wallet: PaymentMethod): WalletConnector | undefined;
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

/** One request to a wallet. `timeoutMs` is for the whole of it, to the last byte. */
export type WireRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly bytesMax: number;
  /** PEM; for the few calls that want the merchant's own TLS certificate. */
  readonly clientCertificate?: { readonly certificate: string; readonly key: string };
};
/** Header names in lower case. */
export type WireReply = { readonly status: number; readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Uint8Array };
/** Follows no redirect and keeps no cookie. @throws WireFault when there is no whole answer */
export type Wire = (request: WireRequest) => Promise<WireReply>;

/** No whole answer from a wallet. `NOT_SENT`: provably no byte left. The message never quotes what was sent. */
export class WireFault extends Error {
  override readonly name = 'WireFault';
  readonly code: 'NOT_SENT' | 'TIMEOUT' | 'CUT' | 'TOO_LARGE';
  constructor(code: WireFault['code']) {
    super(`no answer from the wallet: ${code}`);
    this.code = code;
  }
}
