/** What the till needs of the world besides storage; each is answered by an adapter in src/main/adapters. */
import type { CardUse } from '#core/hid/event.ts';
import type { DeviceNotice, DevicePageView, DeviceProcessView, DeviceProfileView, DeviceReplayView, DeviceRole, DeviceTestView, DeviceTraceView, DeviceView, VirtualModelView } from '#contract/deviceViews.ts';
import type { ReconRules } from '#contract/ruleViews.ts';
import type { ProofView, ReceiptView, ZReportView } from '#contract/views.ts';
import type { PaperView, PrinterPretence, PrinterSettings, PrinterStatus, PrintOutcome } from '#contract/printer.ts';
import type { AuditSeal } from '#core/auditSeal.ts';
import type { Statement } from '#core/statement.ts';
import type { TenderProof } from '#core/tenderProof.ts';
import type { StatementMapping } from '#core/statementMapping.ts';
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';
import type { WalletSetRequest, WalletSetups, WalletTest } from '#contract/walletSetup.ts';
import type { DayRun } from './dayRun.ts';
import type { JournalRun } from '#contract/journalLines.ts';
import type { MappingPreview } from '#contract/mapping.ts';
import type { VerifiedUpTo, VerifierCrypto, VerifyFault } from '#core/verify.ts';
import type { BackendStatus, ChainTillDays, ChainView, CardChargeRequest, ChargeAnswer, ChargeRequest, EncryptedCard, JournalAck, RefundAnswer, RefundRequest, SandboxBehaviour, SandboxBills, SandboxBook, SandboxCustomer, ShowAnswer, ShowRequest, StatementFile } from '#contract/cloud.ts';

/** UTC milliseconds. Practice runs it ahead of the wall clock. */
export type Clock = { now(): number };

export type Crypto = VerifierCrypto & {
  /** Random bytes, for ids and salts. */
  random(bytes: number): Uint8Array;
  /** Base64 Ed25519 signature by the till's device key over the UTF-8 bytes of a text. */
  sign(text: string): string;
  /** Base64 SPKI DER of the till's device key. */
  publicKey(): string;
  /** True when `secret` is the one whose verifier was kept. Constant time; slow on purpose. */
  checkSecret(secret: string, verifier: string): Promise<boolean>;
  /** Verifier to keep for a secret. */
  hashSecret(secret: string): Promise<string>;
};

/**
 * The payment backend. Every call either resolves with the backend's own definite answer or throws a `Fault`:
 * `backend-unreachable` when the request provably never left (refused, not resolved), `backend-unknown` for silence, a cut, a 5xx or garbage,
 * `backend-refused` when it said no (detail.code has its code, detail.status the HTTP status).
 */
/** Ships the journal without the till's own thread: it reads the ledger file by itself, behind what was committed. */
export type Shipping = {
  /**
   * Sends what stands behind entry `after`, until all is acknowledged. `heard` is told each later word of the backend with the ms it took; false ends it.
   * @throws Fault as `PaymentBackend.ship`, and `shipping-ended` when the thread ended without a word
   */
  drain(after: number, heard: (ack: JournalAck, ms: number) => boolean): Promise<void>;
};

export type PaymentBackend = {
  charge(request: ChargeRequest): Promise<ChargeAnswer>;
  /** A card by an encrypting reader; the same order again takes no more money. */
  chargeCard(request: CardChargeRequest): Promise<ChargeAnswer>;
  /** A code for the customer to scan; the same order again is the same code with the wallet's word of now. */
  show(request: ShowRequest): Promise<ShowAnswer>;
  ask(orderId: string): Promise<ChargeAnswer>;
  reverse(orderId: string): Promise<ChargeAnswer>;
  refund(request: RefundRequest): Promise<RefundAnswer>;
  askRefund(refundId: string): Promise<RefundAnswer>;
  ship(run: JournalRun, headSignature: string): Promise<JournalAck>;
  /** Head that the backend holds of this till. */
  head(): Promise<JournalAck>;
  status(): Promise<BackendStatus>;
  wallets: {
    read(): Promise<WalletSetups>;
    /** Keys go through and are kept nowhere on the way. */
    set(wallet: ChargeableWallet, request: WalletSetRequest): Promise<WalletSetups>;
    test(wallet: ChargeableWallet): Promise<WalletTest>;
  };
  /** Null when the wallet has no file for that day yet. */
  statement(wallet: string, day: string): Promise<StatementFile | null>;
  /** The stores of this till's chain with their tills and days; business days, inclusive. */
  chain(from: string, to: string): Promise<ChainView>;
  chainTill(store: string, till: string, from: string, to: string): Promise<ChainTillDays>;
  /** Calls `onUpdate` for each pushed change of an order; returns the end of the subscription. */
  updates(onUpdate: (answer: ChargeAnswer) => void): () => void;
  sandbox: {
    behaviours(): Promise<SandboxBehaviour[]>;
    behave(behaviour: SandboxBehaviour): Promise<void>;
    /** A scripted customer scans a shown code, or all that are shown from now on. */
    customer(customer: SandboxCustomer): Promise<void>;
    book(): Promise<SandboxBook>;
    /** Lets a day's bill be had early, and plants breaks into it; practice only. */
    bills(settings: SandboxBills): Promise<void>;
    /** Moves the sandbox wallets' clock to `now` (ms) when that is later; practice only. */
    advance(now: number): Promise<void>;
  };
};

/** How a till gets its line to a backend. */
export type Joining = {
  /** The backend that stands in shop.json; null where a technician may choose. */
  readonly fixed: string | null;
  /** SHA-256 of a public key (base64 SPKI DER), in groups of four hex digits. */
  fingerprint(publicKey: string): string;
  /**
   * Binds the till's key by a one-time code; the same code and key may be sent again when the answer was lost.
   * @throws Fault `backend-refused` (`enrol-code-refused`, `enrol-code-used`, `enrol-code-expired`, `clock-skew`, `other-backend`, `till-name-taken`, `too-many-tries`), `backend-unreachable`, `backend-unknown`
   */
  enrol(request: {
    readonly address: string; readonly code: string; readonly store: string; readonly till: string; readonly publicKey: string;
    readonly ledger: { readonly firstHash: string | null; readonly backendKey: string | null };
  }): Promise<{ readonly keyId: string; readonly backendPublicKey: string }>;
  /** Leaves the line there is and opens the one that the ledger now says. */
  rejoin(): void;
};

/** Who may do what, as a technician decided it. Device ids as in `DeviceView`; `roles` has `none` where a role was taken away. */
export type DeviceSettings = {
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  /** Keyboards that were attached when this shop looked for the first time; null before that. Any other asks first. */
  readonly seen: readonly string[] | null;
  readonly roles: Readonly<Record<string, DeviceRole | 'none'>>;
  /** The shop's own profiles by id, as JSON text; they come before the shipped ones. */
  readonly profiles: Readonly<Record<string, string>>;
};

/** What is left of a swiped card behind its decoder: never a track, never the number. */
export type SwipedCard = {
  readonly brand: string | null;
  readonly lastFour: string | null;
  /** `YYMM`. */
  readonly expiry: string | null;
  readonly encrypted: boolean;
  /** What the decoder says may be done with it. */
  readonly use: CardUse;
  /** Key serial number of an encrypting reader, hex. */
  readonly ksn: string | null;
  /** What only the acquirer can read, hex. Opaque here. */
  readonly ciphertext: string | null;
  /** Keyed token of a card that is no payment card, such as a staff badge's; null for payment cards. */
  readonly badge: string | null;
};

/** What devices have to say to the till. A scan's text may be a payment code: it is used once and kept nowhere. */
export type DeviceWord =
  | { readonly kind: 'scan'; readonly device: string; readonly text: string; readonly symbology: string | null }
  | { readonly kind: 'card'; readonly device: string; readonly card: SwipedCard }
  /** `grams` may be negative; `stable` says that the scale has come to rest. */
  | { readonly kind: 'weight'; readonly device: string; readonly grams: number; readonly stable: boolean }
  | { readonly kind: 'notice'; readonly notice: DeviceNotice }
  /** What behaves like a keyboard and was there at the very first look (`seen` was null), by id. */
  | { readonly kind: 'first-look'; readonly keyboards: readonly string[] }
  /** The views changed; null: all of them. */
  | { readonly kind: 'changed'; readonly device: string | null };

export type VirtualAct =
  | { readonly kind: 'scan'; readonly text: string; readonly symbology: string | null }
  | { readonly kind: 'swipe'; readonly card: 'clear-payment' | 'encrypted-payment' | 'staff-badge' | 'damaged'; readonly ending?: string }
  | { readonly kind: 'weigh'; readonly grams: number; readonly stable: boolean }
  | { readonly kind: 'report'; readonly reports: readonly string[] };

/**
 * The devices, in a process of their own. `open` and `use` return at once and never fail: a dead process is a state, and selling never waits for it.
 * What asks the process throws `Fault` `device-process-down` when it does not answer in time, `Refusal` `no-such-device` for an unknown id.
 */
export type Devices = {
  open(settings: DeviceSettings, hear: (word: DeviceWord) => void): void;
  use(settings: DeviceSettings): void;
  list(): DeviceView[];
  process(): DeviceProcessView;
  driver(): string | null;
  page(device: string): Promise<DevicePageView>;
  profiles(): DeviceProfileView[];
  /** @throws Refusal `bad-profile`. Returns the profile's id. */
  readProfile(text: string): string;
  test(device: string, expected: string | null, withinMs: number): Promise<DeviceTestView>;
  stopTest(device: string): Promise<void>;
  startTrace(device: string): Promise<void>;
  stopTrace(device: string): Promise<DeviceTraceView>;
  /** @throws Refusal `trace-unusable` */
  replay(text: string, speed: 'real' | 'max'): Promise<DeviceReplayView>;
  virtualModels(): VirtualModelView[];
  plugVirtual(model: string): Promise<string>;
  unplugVirtual(device: string): Promise<void>;
  actVirtual(device: string, act: VirtualAct): Promise<void>;
  drill(what: 'driver-hangs' | 'process-hangs' | 'process-dies'): Promise<void>;
  close(): Promise<void>;
};

/** A card that waits for the line, encrypted as its reader gave it. */
export type HeldCard = { readonly orderId: string; /** UTC ms. */ readonly at: number; readonly card: EncryptedCard };

/**
 * Where encrypted cards wait for the line: beside the ledger, never in it. What is dropped is overwritten.
 * Throws `Fault` `cards-not-kept` when it cannot be written; then the card was not taken.
 */
export type CardStore = {
  /** On the disk when it returns. */
  keep(held: HeldCard): void;
  get(orderId: string): HeldCard | null;
  list(): HeldCard[];
  /** Overwrites and deletes; nothing when there is none. */
  drop(orderId: string): void;
};

/** Matches one wallet's day away from the till's own thread. Throws `Fault` `matching-failed`; then nothing was changed. */
export type DayMatching = { /** @param rules others than those that hold, to try them. */ run(day: string, wallet: PaymentMethod, rules?: ReconRules | null): Promise<DayRun> };

/** Makes PDFs: a receipt, and the proof of one payment with the SHA-256 of its file. Throws `Fault` `print-failed`. */
export type ReceiptPrinter = {
  pdf(receipt: ReceiptView, language: 'en' | 'zh' | 'ko', copy: number): Promise<Uint8Array>;
  proof(proof: ProofView, language: 'en' | 'zh' | 'ko'): Promise<{ readonly bytes: Uint8Array; readonly sha256: string }>;
};

/** What goes on paper; `at` UTC ms. A copy above 1 is marked. */
export type PrintJob =
  | { readonly kind: 'receipt'; readonly receipt: ReceiptView; readonly language: 'en' | 'zh' | 'ko'; readonly copy: number }
  | { readonly kind: 'test'; readonly language: 'en' | 'zh' | 'ko'; readonly shop: string; readonly till: string; readonly at: number };

/** The receipt printer and the drawer behind it. Nothing here throws or waits for ever: each ends with what is surely known, within about a minute. */
export type Printer = {
  print(job: PrintJob, settings: PrinterSettings): Promise<PrintOutcome>;
  /** Opens the drawer; "printed" means that the printer took the order. */
  kick(settings: PrinterSettings): Promise<PrintOutcome>;
  status(settings: PrinterSettings): Promise<PrinterStatus>;
  /** The virtual printer's last paper of that kind. */
  paper(kind: PaperView['kind']): PaperView | null;
  pretend(pretence: PrinterPretence): void;
  pretence(): PrinterPretence;
};

/** Hears a few times a second how far a reading is: lines, and the share of the file from 0 to 1 (null where its size is not known). False ends it. */
export type ReadingWatch = (lines: number, share: number | null) => boolean;

/** Reads files of wallets, acquirers and banks, away from the thread that sells. */
export type StatementReading = {
  /**
   * The normal form, `days` never empty. Throws `Refusal` with file, line and reason; `work-cancelled` when the watch said so.
   * @param mappings for tables that are no known format. @param only one content of a zip, by its name.
   */
  read(bytes: Uint8Array, name: string, mappings?: readonly StatementMapping[], only?: string | null, watch?: ReadingWatch): Promise<Statement>;
  /** Contents of a zip that stand each for itself; empty when the file is read whole. Throws `Refusal` when it can't be unpacked. */
  contents(bytes: Uint8Array, name: string, mappings?: readonly StatementMapping[]): Promise<string[]>;
  /** A table as it lies there, and as a mapping reads it. Throws `Refusal` when it is no table. */
  preview(bytes: Uint8Array, name: string, mapping: StatementMapping | null): Promise<MappingPreview>;
};

/** A verified copy of the ledger: entries up to `seq`, whose hash is `hash`; `at` UTC ms. */
export type Backup = { readonly name: string; readonly at: number; readonly seq: number; readonly hash: string; readonly bytes: number };

/** Whose traces are looked for. Names and verifiers are in memory and on their way to the search only, never in a log or an error; empty where they are no longer known. */
export type Sought = { readonly person: string; readonly names: readonly string[]; readonly verifiers: readonly string[] };

/** A file in which something was found. `path` within the data folder, or whole for a backup elsewhere; `at` UTC ms of its last change. `candidates`: too short, or within a longer word. `holds`: a copy of the ledger that has the person's row. `explained`: its rows say where the name comes from: typed words, or somebody else of that name. */
export type TraceFile = { readonly path: string; readonly kind: 'ledger' | 'log' | 'backup' | 'copy' | 'export' | 'backend' | 'other'; readonly at: number; readonly names: number; readonly verifiers: number; readonly candidates: number; readonly holds: boolean; readonly explained: boolean };

/** What a search of every file came to. */
export type Traces = {
  /** Nothing of before is left in the ledger's write-ahead log. False: a reader was at work; it is tried again. */
  readonly emptied: boolean;
  readonly files: number;
  readonly bytes: number;
  /** A name was known to search for. */
  readonly named: boolean;
  readonly found: readonly TraceFile[];
  readonly unread: readonly string[];
  /** Entries whose text names the person, at most 200 of `textCount`. */
  readonly texts: readonly { readonly seq: number; readonly at: number; readonly kind: string }[];
  readonly textCount: number;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  /** A name is so short that what was found may be chance. */
  readonly short: boolean;
};

/** Entries of a kind; `what` tells exports apart. `lastAt` UTC ms. */
export type Counted = { readonly kind: string; readonly what: string; readonly count: number; readonly lastAt: number };
export type AccessRow = { readonly seq: number; readonly at: number; readonly operator: string; readonly kind: string; readonly payload: Readonly<Record<string, string | number | boolean | null>> };
/** The newest first; `lookedTo` is the oldest entry that was looked at, written at `lookedAt`. */
export type AccessRun = { readonly rows: readonly AccessRow[]; readonly lookedTo: number; readonly lookedAt: number | null; readonly more: boolean };

/** Looks after the ledger file while the till sells. Each may take seconds on an old shop's file. */
export type Safekeeping = {
  /** Recomputes the chain of the file from an entry that was proved before. Throws `Fault` `ledger-not-read`. */
  prove(from: VerifiedUpTo): Promise<{ readonly fault: VerifyFault | null; readonly upTo: VerifiedUpTo }>;
  /** SQLite's own check of the whole file: null when it is sound, else its words. Throws `Fault` `ledger-not-read`. */
  checkFile(): Promise<string | null>;
  /** Copies the ledger, proves the copy, and lets old copies go. `seq` is the head's, for its name. Throws `Fault` `backup-failed`. */
  backup(at: number, seq: number): Promise<void>;
  /**
   * Empties the write-ahead log and searches every file of the data folder and of the backups. `dropCopies`: copies of the ledger that hold the person are deleted first.
   * Throws `Fault` `erasure-not-proved`.
   */
  forget(sought: Sought, dropCopies: boolean, moved: (so: { readonly files: number; readonly bytes: number }) => void): Promise<Traces>;
  /** Counts entries after `after` by kind, and the lines of statements. Throws `Fault` `ledger-not-read`. */
  census(after: number): Promise<{ readonly counted: readonly Counted[]; readonly upTo: number }>;
  /** Entries about personal data before `before` (null: from the head), at most `most`. Throws `Fault` `ledger-not-read`. */
  access(before: number | null, most: number): Promise<AccessRun>;
  /** Newest first. */
  backups(): Backup[];
  readonly folder: string;
};

/** A break as it is exported: what is known of each side, and what was decided. Amounts in minor units, times UTC ms. */
export type ExportedBreak = {
  readonly day: string; readonly kind: string; readonly wallet: string; readonly state: string; readonly cause: string; readonly suggestion: string; readonly amountMinor: number; readonly ageDays: number; readonly owner: string | null;
  readonly orderId: string | null; readonly tradeId: string | null; readonly oursMinor: number | null; readonly theirsMinor: number | null;
  readonly decision: string | null; readonly decidedBy: string | null; readonly decidedAt: number | null; readonly note: string | null;
};

export type ExportOrder = {
  readonly what: 'sales' | 'goods' | 'payments' | 'breaks' | 'report' | 'drawer' | 'statement' | 'audit';
  readonly format: 'csv' | 'xlsx' | 'pdf' | 'json' | 'jsonl';
  readonly language: 'en' | 'zh' | 'ko';
  /** With the mark by which spreadsheets know UTF-8; CSV only. */
  readonly bom: boolean;
  /** Business days, inclusive; and the same as UTC ms, [fromMs, toMs). */
  readonly from: string;
  readonly to: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** When and by whom it was asked for. */
  readonly at: number;
  readonly by: string;
  /** What only the till knows; null or empty where the kind does not need it. */
  readonly report: ZReportView | null;
  readonly breaks: readonly ExportedBreak[];
  readonly seal: AuditSeal | null;
};

/** A finished file that nobody has yet: it is handed over as base64, kept at a path, or dropped. */
export type MadeExport = { readonly rows: number; readonly size: number; readonly sha256: string; take(): Promise<string>; keep(path: string): void; drop(): void };

/** A shift that was counted: by whom, and how far the drawer was off. */
export type CountedShift = { readonly operator: string; readonly at: number; readonly differenceMinor: number };

/** Reads the books beside the selling till. Throws `Fault` `export-failed`, `export-ended`. */
export type Exporting = {
  /** Writes an export. Throws `Refusal` `export-too-long`. */
  make(order: ExportOrder): Promise<MadeExport>;
  /** Of the business days from `from` to `to`, in order. */
  countedShifts(from: string, to: string): Promise<CountedShift[]>;
  /** What the wallets' files say of the charges and refunds of a business day, by tender. */
  tenderProofs(day: string): Promise<TenderProof[]>;
};
