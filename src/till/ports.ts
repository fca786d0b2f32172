/** What the till needs of the world besides storage; each is answered by an adapter in src/main/adapters. */
import type { DeviceView, ReceiptView } from '#contract/views.ts';
import type { PaperView, PrinterPretence, PrinterSettings, PrinterStatus, PrintOutcome } from '#contract/printer.ts';
import type { Statement } from '#core/statement.ts';
import type { VerifiedUpTo, VerifierCrypto, VerifyFault } from '#core/verify.ts';
import type { BackendStatus, ChargeAnswer, ChargeRequest, JournalAck, RefundAnswer, RefundRequest, SandboxBehaviour, SandboxBills, SandboxBook, ShippedEntry, StatementFile } from '#contract/cloud.ts';

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
export type PaymentBackend = {
  charge(request: ChargeRequest): Promise<ChargeAnswer>;
  ask(orderId: string): Promise<ChargeAnswer>;
  reverse(orderId: string): Promise<ChargeAnswer>;
  refund(request: RefundRequest): Promise<RefundAnswer>;
  askRefund(refundId: string): Promise<RefundAnswer>;
  ship(entries: readonly ShippedEntry[], headSignature: string): Promise<JournalAck>;
  /** Head that the backend holds of this till. */
  head(): Promise<JournalAck>;
  status(): Promise<BackendStatus>;
  /** Null when the wallet has no file for that day yet. */
  statement(wallet: string, day: string): Promise<StatementFile | null>;
  /** Calls `onUpdate` for each pushed change of an order; returns the end of the subscription. */
  updates(onUpdate: (answer: ChargeAnswer) => void): () => void;
  sandbox: {
    behaviours(): Promise<SandboxBehaviour[]>;
    behave(behaviour: SandboxBehaviour): Promise<void>;
    book(): Promise<SandboxBook>;
    /** Lets a day's bill be had early, and plants breaks into it; practice only. */
    bills(settings: SandboxBills): Promise<void>;
    /** Moves the sandbox wallets' clock to `now` (ms) when that is later; practice only. */
    advance(now: number): Promise<void>;
  };
};

/** What is plugged in, as the system lists it; the virtual devices of the practice bench come first. */
export type Devices = { list(): Promise<DeviceView[]>; driver(): string | null };

/** Makes a receipt's PDF. Throws `Fault` `print-failed`. */
export type ReceiptPrinter = { pdf(receipt: ReceiptView, language: 'en' | 'zh' | 'ko', copy: number): Promise<Uint8Array> };

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

/** Reads a wallet's file into the normal form. Throws `Refusal` with file, line and reason. */
export type StatementReading = { read(bytes: Uint8Array, name: string): Promise<ReadStatement> };

export type ReadStatement = Statement & { readonly wallet: 'wechatpay' | 'alipay' | 'unionpay'; readonly day: string };

/** A verified copy of the ledger: entries up to `seq`, whose hash is `hash`; `at` UTC ms. */
export type Backup = { readonly name: string; readonly at: number; readonly seq: number; readonly hash: string; readonly bytes: number };

/** Looks after the ledger file while the till sells. Each may take seconds on an old shop's file. */
export type Safekeeping = {
  /** Recomputes the chain of the file from an entry that was proved before. Throws `Fault` `ledger-not-read`. */
  prove(from: VerifiedUpTo): Promise<{ readonly fault: VerifyFault | null; readonly upTo: VerifiedUpTo }>;
  /** SQLite's own check of the whole file: null when it is sound, else its words. Throws `Fault` `ledger-not-read`. */
  checkFile(): Promise<string | null>;
  /** Copies the ledger, proves the copy, and lets old copies go. `seq` is the head's, for its name. Throws `Fault` `backup-failed`. */
  backup(at: number, seq: number): Promise<void>;
  /** Newest first. */
  backups(): Backup[];
  readonly folder: string;
};
