/** The protocol between a till and the payment backend: paths, bodies and answers, shared by both sides. */
import { z } from 'zod';

/** Integer of the currency's minor unit. */
export const Minor = z.int();
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/);
/** Merchant order number: letters and digits only (UnionPay takes nothing else), made once with the intent. */
export const OrderId = z.string().regex(/^[A-Za-z0-9]{8,32}$/);
export const WalletName = z.enum(['wechatpay', 'alipay', 'unionpay']);

/** What a charge can be made by: a wallet, or a card by an encrypting reader. */
export const MethodName = z.enum([...WalletName.options, 'card']);

/**
 * What the wallet is known to say of a charge. `unknown`: no definite answer. `not-found`: the wallet has no such order now,
 * which is NOT a "not paid": only `reversed` leaves a tombstone that stops a late success.
 */
export const ChargeState = z.enum(['paid', 'declined', 'payer-acting', 'unknown', 'not-found', 'reversed']);
export type ChargeState = z.infer<typeof ChargeState>;

export const ChargeRequest = z.strictObject({
  orderId: OrderId,
  wallet: WalletName,
  amountMinor: Minor.min(1),
  currency: CurrencyCode,
  /** The customer's payment code: passed through, never stored or logged. */
  authCode: z.string().min(8).max(128),
  subject: z.string().min(1).max(127),
});
export type ChargeRequest = z.infer<typeof ChargeRequest>;

/** A card as an encrypting reader read it: only the acquirer can open it. In memory only at the backend, never stored or logged. */
export const EncryptedCard = z.strictObject({
  brand: z.string().regex(/^[a-z]{2,16}$/).nullable(),
  lastFour: z.string().regex(/^\d{4}$/).nullable(),
  /** Key serial number, hex. */
  ksn: z.string().regex(/^[0-9a-f]{16,24}$/i),
  /** Tracks as `<number>:<hex>` with blanks between; without a number all are one block. */
  ciphertext: z.string().min(4).max(4_096).regex(/^[0-9a-fnul: ]+$/i),
});
export type EncryptedCard = z.infer<typeof EncryptedCard>;

export const CardChargeRequest = ChargeRequest.omit({ authCode: true, wallet: true }).extend({ card: EncryptedCard });
export type CardChargeRequest = z.infer<typeof CardChargeRequest>;

export const ChargeAnswer = z.object({
  orderId: OrderId,
  /**
   * Null where the backend never received the charge: `not-found`, or `reversed` by a tombstone that refuses it when it comes late; the amount is then 0.
   * Null too for one code for every wallet, until a wallet has paid it: then it names that wallet.
   */
  wallet: MethodName.nullable(),
  state: ChargeState,
  amountMinor: Minor,
  /** ISO 4217's code for "no currency" (X three times) where the wallet is null. */
  currency: CurrencyCode,
  /** The wallet's own trade number, once it has one. */
  tradeId: z.string().nullable(),
  /** The wallet's own code, as evidence: `USERPAYING`, `ACQ.SYSTEM_ERROR`, `03`. */
  code: z.string(),
  /** UTC milliseconds of the answer by the backend's clock. */
  at: z.int(),
  /** True when a reverse must be sent again (recall=Y, retry_flag=Y). */
  retryReverse: z.boolean(),
});
export type ChargeAnswer = z.infer<typeof ChargeAnswer>;

/** A code for the customer to scan. `wallet` null: one link for every wallet. `offline`: the till showed a code of its own while it had no line; it is only made known here. */
export const ShowRequest = ChargeRequest.omit({ authCode: true, wallet: true }).extend({ wallet: WalletName.nullable(), offline: z.boolean() });
export type ShowRequest = z.infer<typeof ShowRequest>;

/** Sent again by the same order it is the same code, with the wallet's word of now. */
export const ShowAnswer = ChargeAnswer.extend({
  /** What the code holds; null when there is none to show (not taken, paid, over, or shown by the till itself). */
  content: z.string().max(512).nullable(),
  /** UTC milliseconds. */
  expiresAt: z.int().nullable(),
});
export type ShowAnswer = z.infer<typeof ShowAnswer>;

/** What a till needs to write a wallet's EMVCo code by itself while it has no line. `identifier` null: `id` is a network's own plain object. */
export const MerchantRecord = z.object({
  id: z.string().regex(/^\d{2}$/), identifier: z.string().max(32).nullable(), value: z.string().min(1).max(60), category: z.string().regex(/^\d{4}$/),
  country: z.string().regex(/^[A-Z]{2}$/), name: z.string().min(1).max(25), city: z.string().min(1).max(15),
});
export type MerchantRecord = z.infer<typeof MerchantRecord>;

/** `accepted`: the wallet took the request, the money is under way. */
export const RefundState = z.enum(['accepted', 'refunded', 'failed', 'unknown', 'not-found']);
export type RefundState = z.infer<typeof RefundState>;

export const RefundRequest = z.strictObject({
  refundId: OrderId,
  orderId: OrderId,
  wallet: MethodName,
  amountMinor: Minor.min(1),
  currency: CurrencyCode,
  reason: z.string().max(80),
});
export type RefundRequest = z.infer<typeof RefundRequest>;

export const RefundAnswer = z.object({
  refundId: OrderId,
  orderId: OrderId,
  wallet: MethodName,
  state: RefundState,
  amountMinor: Minor,
  currency: CurrencyCode,
  tradeId: z.string().nullable(),
  code: z.string(),
  at: z.int(),
});
export type RefundAnswer = z.infer<typeof RefundAnswer>;

/** A journal entry as shipped; the backend recomputes `hash` from `prevHash` and the canonical rest. */
export const ShippedEntry = z.object({
  seq: z.int().min(1),
  id: z.string(),
  till: z.string(),
  at: z.int(),
  businessDay: z.string(),
  operator: z.string(),
  kind: z.string(),
  version: z.int(),
  payload: z.record(z.string(), z.unknown()),
  prevHash: z.string().length(64),
  hash: z.string().length(64),
});
export type ShippedEntry = z.infer<typeof ShippedEntry>;

export const JournalAck = z.object({
  /** Head that the backend holds now, whatever the batch held; `seq` 0 and 64 zeros before the first entry. */
  seq: z.int(),
  hash: z.string(),
  /** Base64 Ed25519 signature of the backend over `<till> <seq> <hash>` in ASCII. */
  signature: z.string(),
});
export type JournalAck = z.infer<typeof JournalAck>;

/** ASCII, because it stands in a header field. */
export const KeyName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);

export const EnrolRequest = z.strictObject({
  /** One-time code shown to the manager. */
  code: z.string().min(4).max(64),
  store: KeyName,
  till: KeyName,
  /** Ed25519 public key, base64 of its SPKI DER form. */
  publicKey: z.string(),
  /** What the till says of itself, so that what cannot go well is refused before the code is used up. */
  ledger: z.strictObject({
    /** UTC ms by the till's clock. */
    at: z.int(),
    /** Hash of its journal's first entry; null while there is none. */
    firstHash: z.string().length(64).nullable(),
    /** Key of the backend that it belongs to already, base64 SPKI DER; null when it may join any. */
    backendKey: z.string().max(200).nullable(),
  }).optional(),
});
export type EnrolRequest = z.infer<typeof EnrolRequest>;
export const EnrolAnswer = z.object({ keyId: z.string(), backendPublicKey: z.string() });

/** The till's next key; the request is signed by the present one. */
export const RotateRequest = EnrolRequest.pick({ publicKey: true });

/** `ok` false comes with 503: the database does not answer. */
export const Health = z.object({ ok: z.boolean(), version: z.string(), engine: z.enum(['pglite', 'postgresql']), databaseMs: z.number().nullable() });

/** One wallet channel as the backend sees it. */
export const WalletStatus = z.object({
  wallet: MethodName,
  enabled: z.boolean(),
  /** `ok`, `slow` (answers take over 2 s), `down` (no answer lately). Judged by real answers. */
  health: z.enum(['ok', 'slow', 'down', 'unused']),
  lastAnswerMs: z.number().nullable(),
  connector: z.string(),
  /** Absent where the wallet has no code that a till could write by itself. */
  merchant: MerchantRecord.optional(),
});
export const BackendStatus = z.object({
  version: z.string(),
  engine: z.enum(['pglite', 'postgresql']),
  wallets: z.array(WalletStatus),
  heads: z.array(z.object({ till: z.string(), seq: z.int(), hash: z.string() })),
});
export type BackendStatus = z.infer<typeof BackendStatus>;

/** How a sandbox wallet behaves for the next charges, until changed. */
export const SandboxBehaviour = z.object({
  wallet: MethodName,
  mode: z.enum(['pay', 'confirm', 'decline', 'silent', 'silent-paid', 'late', 'lie', 'down']),
  /** Milliseconds before the wallet answers or the payer confirms, where the mode has one. */
  delayMs: z.int().min(0).max(600_000),
});
export type SandboxBehaviour = z.infer<typeof SandboxBehaviour>;
export const SandboxBehaviours = z.array(SandboxBehaviour);

/**
 * A scripted customer for shown codes. With `orderId` one customer scans that order's code now; without, every code shown from now on
 * is scanned as soon as it is shown; `mode` null then ends that. `pay` pays after the delay · `decline` gives up, the code stays good ·
 * `silent` scans and does nothing more · `twice` the wallet takes the money twice · `lie` pays at once, and asks are answered with a
 * system error until the delay is over.
 */
export const SandboxCustomer = z.strictObject({
  wallet: WalletName,
  orderId: OrderId.nullable(),
  mode: z.enum(['pay', 'decline', 'silent', 'twice', 'lie']).nullable(),
  delayMs: z.int().min(0).max(600_000),
  /** A code that the till wrote by itself: the phone reads it and pays at its wallet, whoever else has a line. */
  content: z.string().max(512).optional(),
});
export type SandboxCustomer = z.infer<typeof SandboxCustomer>;

/** Net of the sandbox wallets' own book: what was really charged, less what really went back. */
export const SandboxBook = z.object({
  wallets: z.array(z.object({ wallet: MethodName, charges: z.int(), refunds: z.int(), netMinor: z.int(), currency: CurrencyCode })),
  /** Orders charged more than once: must stay empty. */
  doubleCharged: z.array(z.string()),
});
export type SandboxBook = z.infer<typeof SandboxBook>;

/** A break planted into a bill file of the sandbox: the `line`-th payment row of that day (from 0, by time) is left out, doubled under a foreign order, or altered; `refund-missing` leaves out a refund. */
export const SandboxBillFault = z.strictObject({
  wallet: MethodName,
  /** `YYYY-MM-DD`, the wallet's own day. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  kind: z.enum(['missing', 'extra', 'fee-differs', 'amount-differs', 'double', 'credited-late', 'charged-back', 'refund-missing']),
  line: z.int().min(0).max(1_000_000),
});
export type SandboxBillFault = z.infer<typeof SandboxBillFault>;

/** `early`: a day's file may be had before the day is over (so far); else from 09:00 of the next day by the sandbox's clock, as in life. */
export const SandboxBills = z.strictObject({ early: z.boolean(), faults: z.array(SandboxBillFault).max(100) });
export type SandboxBills = z.infer<typeof SandboxBills>;

/** What flows down since a cursor; an empty page returns the cursor it was asked with. */
export const FeedPage = z.object({ items: z.array(z.object({ cursor: z.string(), kind: z.string(), body: z.unknown() })), cursor: z.string() });
export type FeedPage = z.infer<typeof FeedPage>;

/** A statement file that the backend fetched from a wallet, or from the acquirer of cards. */
export const StatementFile = z.object({ wallet: MethodName, day: z.string(), name: z.string(), base64: z.string() });
export type StatementFile = z.infer<typeof StatementFile>;

/** A business day, `YYYY-MM-DD`. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const Counted = { sales: z.int(), totalMinor: Minor, refunds: z.int(), refundMinor: Minor };
/** A chain's stores as their tills' journals tell; amounts in minor units of the day's currency, times UTC ms. */
export const ChainView = z.object({
  at: z.int(),
  stores: z.array(z.object({
    store: z.string(),
    tills: z.array(z.object({
      till: z.string(),
      /** Of the journal that the backend holds, and when its last entry was written by the till's clock; null before the first. */
      head: z.object({ seq: z.int(), hash: z.string() }), headAt: z.int().nullable(),
      /** Open day, or null when the last was closed. */
      businessDay: z.string().nullable(), dayOpenedAt: z.int().nullable(), shift: z.int().nullable(), operator: z.string().nullable(),
      lastZ: z.int(), lastZDay: z.string().nullable(), openBreaks: z.int(), openBreaksMinor: Minor,
    })),
    /** Newest first; `closed` of `tills` have their Z. */
    days: z.array(z.object({ day: z.string(), currency: z.string(), tills: z.int(), closed: z.int(), ...Counted })),
  })),
});
export type ChainView = z.infer<typeof ChainView>;

export const ChainTillDays = z.object({
  store: z.string(), till: z.string(),
  days: z.array(z.object({
    day: z.string(), currency: z.string(), openedAt: z.int().nullable(), closedAt: z.int().nullable(), z: z.int().nullable(), lastSeq: z.int(), ...Counted, openBreaks: z.int(), openBreaksMinor: Minor,
    tenders: z.array(z.object({ tender: z.string(), count: z.int(), amountMinor: Minor, refundMinor: Minor })),
  })),
});
export type ChainTillDays = z.infer<typeof ChainTillDays>;

/** Failures as the backend names them; `code` is stable, `message` is for a log, `detail` has figures such as the head that the backend holds. */
export const CloudFailure = z.object({
  error: z.object({ code: z.string(), message: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
});

/**
 * Paths. All but health and enrolment are signed by RFC 9421 (Ed25519): components "@method", "@path", "@query" (when there is one),
 * "content-digest" (when there is a body); parameters created (s), nonce, keyid = `<store>/<till>/<n>`, alg "ed25519".
 * A clock more than 5 minutes off is refused with 401 `clock-skew`, a nonce seen before with 401 `replayed`.
 */
export const CLOUD_PATHS = {
  health: '/v1/health',
  metrics: '/metrics',
  keys: '/v1/keys',
  enrol: '/v1/enrolments',
  charges: '/v1/charges',
  cardCharges: '/v1/card-charges',
  charge: (orderId: string) => `/v1/charges/${orderId}`,
  reverse: (orderId: string) => `/v1/charges/${orderId}/reverse`,
  codes: '/v1/codes',
  /** Unsigned, for phones: one order's page. */
  payPage: (store: string, token: string) => `/p/${store}/${token}`,
  refunds: '/v1/refunds',
  refund: (refundId: string) => `/v1/refunds/${refundId}`,
  journal: '/v1/journal',
  feed: '/v1/feed',
  updates: '/v1/updates',
  status: '/v1/status',
  walletSetups: '/v1/wallets',
  walletSetup: (wallet: string) => `/v1/wallets/${wallet}`,
  walletTest: (wallet: string) => `/v1/wallets/${wallet}/test`,
  /** With `from` and `to`, business days inclusive: the stores of the caller's chain. */
  chain: '/v1/chain',
  chainTill: (store: string, till: string) => `/v1/chain/${store}/${till}`,
  /** Unsigned by a till: wallets' notifications prove themselves by the wallet's own signature. */
  notices: (wallet: string, store: string) => `/v1/notices/${wallet}/${store}`,
  statement: (wallet: string, day: string) => `/v1/statements/${wallet}/${day}`,
  sandboxBehaviour: '/v1/sandbox/behaviour',
  sandboxCustomer: '/v1/sandbox/customer',
  sandboxBook: '/v1/sandbox/book',
  sandboxClock: '/v1/sandbox/clock',
  sandboxBills: '/v1/sandbox/bills',
} as const;
