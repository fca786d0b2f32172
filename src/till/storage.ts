/** What the till keeps, and how: synchronous on purpose, so that "committed" is a line of code and not a moment in time. */
import type { Basket } from '#core/basket.ts';
import type { Category, Product, ProductChange } from '#core/catalogue.ts';
import type { Draft, Entry, EntryHead, EntryOf } from '#core/journal.ts';
import type { JournalRun } from '#contract/journalLines.ts';
import type { Status } from '#core/projection.ts';
import type { WalletRefund } from '#core/refund.ts';
import type { Role } from '#core/roles.ts';
import type { StatementLine } from '#core/statement.ts';
import type { Tally } from '#core/totals.ts';
import type { Attempt } from '#core/tender.ts';

export type HeldBasket = { readonly id: string; readonly at: number; readonly operator: string; readonly basket: Basket };

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly role: Role;
  readonly verifier: string;
  /** Shown on the sign-in screen of the demo shop only. */
  readonly demoPin: string | null;
  /** Wrong secrets since the last right one. */
  readonly tries: number;
};

export type PersonChange = { readonly put: Person } | { readonly drop: string };

/** All of one commit: the entries in order, and what is kept beside the journal, in one transaction. */
export type Commit = {
  /** UTC ms. */
  readonly at: number;
  readonly businessDay: string;
  readonly operator: string;
  readonly drafts: readonly Draft[];
  /** The basket on the counter after this. */
  readonly basket?: Basket;
  readonly hold?: HeldBasket;
  readonly unhold?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Keys that are there no more afterwards. */
  readonly dropSettings?: readonly string[];
  readonly products?: readonly ProductChange[];
  /** All of them, in their order. */
  readonly categories?: readonly Category[];
  readonly people?: readonly PersonChange[];
};

export type SaleRow = { readonly receipt: number; readonly seq: number; readonly at: number; readonly totalMinor: number };
export type CustomerRefund = EntryOf<'refund.completed'>;

/** A line as it is kept; `file` is the content hash of the file it came in. */
export type StatementRow = StatementLine;
export type StatementFileRow = { readonly file: string; readonly name: string; readonly source: string; readonly wallet: string; readonly day: string; readonly lines: number; readonly amountMinor: number; readonly feeMinor: number; readonly importedAt: number; readonly supersededBy: string | null };

export type Balance = { readonly account: string; readonly currency: string; readonly amountMinor: number };

export type Storage = {
  /** Appends and projects in one transaction, on disk when it returns. Throws `Fault` (`ledger-write-failed`) when nothing was written. */
  commit(commit: Commit): Entry[];
  head(): EntryHead;
  status(): Status;
  dayTally(): Tally;
  shiftTally(): Tally;
  basket(): Basket | null;
  held(): HeldBasket[];
  attempt(orderId: string): Attempt | null;
  openAttempts(): Attempt[];
  attemptsBetween(fromMs: number, toMs: number): Attempt[];
  /** Attempts of that time that did not go their plain way (at risk, unknown for a while, reversed, ended by a file), the newest first. */
  notableAttempts(fromMs: number, toMs: number, most: number): Attempt[];
  lastAttempts(count: number): Attempt[];
  refund(refundId: string): WalletRefund | null;
  openRefunds(): WalletRefund[];
  /** Refunds that the wallet refused for good and nobody has dealt with yet. */
  failedRefunds(): WalletRefund[];
  refundsBetween(fromMs: number, toMs: number): WalletRefund[];
  sale(receipt: number): EntryOf<'sale.completed'> | null;
  saleOf(saleId: string): EntryOf<'sale.completed'> | null;
  lastSales(count: number): SaleRow[];
  refundsOfReceipt(receipt: number): CustomerRefund[];
  printsOfReceipt(receipt: number): number;
  zReport(number: number): EntryOf<'day.closed'> | null;
  zNumbers(): { readonly number: number; readonly seq: number }[];
  resolutions(day: string): EntryOf<'break.resolved'>[];
  /** The newest decision or booking on each payout of that day or a later one. */
  payoutResolutions(fromDay: string): EntryOf<'break.resolved'>[];
  balances(): Balance[];
  /** Entries after `seq`, in order. */
  entriesAfter(seq: number, limit: number): Entry[];
  /** As `entriesAfter`, as the text that was hashed: as many as go in one batch to the backend, one at least; null when there is none. */
  journalRun(seq: number): JournalRun | null;
  entryAt(seq: number): Entry | null;
  setting(key: string): string | null;
  setSetting(key: string, value: string): void;
  people(): Person[];
  person(id: string): Person | null;
  putPerson(person: Person): void;
  categories(): Category[];
  product(sku: string): Product | null;
  productByGtin(gtin14: string): Product | null;
  productPage(category: string | null, page: number, size: number): { products: Product[]; count: number };
  /** All goods in the order they came; for the one who keeps them. */
  productList(page: number, size: number): { products: Product[]; count: number };
  /** Entries that changed a product, the newest first. */
  productChanges(sku: string, most: number): EntryOf<'catalogue.changed'>[];
  /** By code: in how many sales it took something off, and how much in all. */
  couponUses(): { readonly code: string; readonly sales: number; readonly amountMinor: number }[];
  searchProducts(query: string, page: number, size: number): { products: Product[]; count: number };
  putCatalogue(categories: readonly Category[], products: readonly Product[]): void;
  productCount(): number;
  statementFiles(day: string | null): StatementFileRow[];
  statementFile(file: string): StatementFileRow | null;
  statementRows(day: string, wallet: string): StatementRow[];
  /** The wallet's lines in the files of a range of days that name one of our orders as order or original. */
  statementRowsOf(wallet: string, orderIds: readonly string[], fromDay: string, toDay: string): StatementRow[];
  /** Lays some lines of a part down before the part itself, in a transaction of their own; nobody sees them until `putStatement` names it. @throws Fault when they cannot be written. */
  stageLines(file: string, rows: readonly StatementRow[]): void;
  /** Takes away lines whose part never came: an import was cancelled, failed, or was cut off. */
  dropStaged(): void;
  /** A file's parts, whose lines lie there already, each superseding the one before it of its book and day; with the entries in one transaction. */
  putStatement(commit: Commit, files: readonly StatementFileRow[]): Entry[];
  facts(): { path: string; fileBytes: number; synchronous: string; sqliteVersion: string };
  close(): void;
};
