/** What the screens are given to show: plain data, money in minor units of the shop's currency, times in UTC milliseconds. */
import type { CardResult, DeviceNotice } from './deviceViews.ts';
import type { PrinterTrouble, PrintView } from './printer.ts';
import type { Role } from '#core/roles.ts';
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';

/** A name in the languages of the shop; English is always there. */
export type LocalName = { en: string; zh?: string | undefined; ko?: string | undefined };

export type Light = 'yes' | 'not-yet' | 'no';
/** `ok` lamp on, `slow` and `down` grow a sentence, `unused` ring off. */
export type Health = 'ok' | 'slow' | 'down' | 'unused';

export type ShopView = {
  name: string;
  till: string;
  currency: string;
  timeZone: string;
  taxMode: 'inclusive' | 'exclusive';
  wallets: ChargeableWallet[];
  /** Cards by an encrypting reader are taken here; absent: not. */
  cards?: boolean | undefined;
  /** Demo PINs may be shown on the sign-in screen. */
  demo: boolean;
  practice: boolean;
};

export type OperatorView = { id: string; name: string; initials: string; role: Role };
export type PersonView = OperatorView & { demoPin: string | null; /** The PIN was tried too often; a manager unlocks it. */ locked: boolean };

export type ShiftView = { number: number; openedAt: number; openedBy: string; floatMinor: number };

export type BasketLineView = {
  line: number;
  sku: string;
  name: LocalName;
  unit: 'piece' | 'kg';
  quantityMilli: number;
  unitMinor: number;
  /** Before the line's discount. */
  grossMinor: number;
  discountMinor: number;
  /** Of the discount, the line's share of the basket's coupons; absent where there are none. */
  couponMinor?: number;
  discount: { kind: 'percent'; bp: number } | { kind: 'amount'; minor: number } | null;
  priceOverridden: boolean;
  totalMinor: number;
  taxRateBp: number;
};

export type TenderView = { kind: 'cash' | 'wallet' | 'card'; wallet: PaymentMethod | null; amountMinor: number; orderId: string | null };

export type BasketView = {
  saleId: string;
  lines: BasketLineView[];
  /** The line last scanned or changed. */
  lastLine: number | null;
  /** How it got there, for the "Just scanned" mark. */
  lastCause: 'scan' | 'tile' | 'edit' | null;
  itemCount: number;
  discountMinor: number;
  basketDiscountBp: number;
  taxes: { rateBp: number; netMinor: number; taxMinor: number }[];
  taxMinor: number;
  totalMinor: number;
  tenders: TenderView[];
  dueMinor: number;
  /** What is due when it is paid in cash: rounded to the smallest coin. */
  cashDueMinor: number;
  /** What the next scanned payment code charges when that is only a part; null or absent means all that is due. */
  partMinor: number | null;
  /** Goods of earlier receipts that come back in exchange; due is less by their worth, below zero when something goes back. */
  returns?: ReturnView[];
  /** In the order in which they were given. `missingMinor`: goods to add until it takes something off. */
  coupons?: (BasketCouponView & { missingMinor: number })[];
};

/** `amountMinor`: what it takes off; in the lines' shares and in the discounts. */
export type BasketCouponView = { code: string; name: LocalName; amountMinor: number };

export type ReturnView = { receipt: number; reason: string; amountMinor: number; lines: { line: number; name: LocalName; unit: 'piece' | 'kg'; quantityMilli: number; amountMinor: number }[] };

/** States of core/tender. */
export type PaymentState = 'intended' | 'sent' | 'payer-acting' | 'unknown' | 'reversing' | 'paid' | 'declined' | 'reversed' | 'stuck';

/** One line of the evidence trail. `what` names a sentence (`evidence.<what>`). */
export type EvidenceView = { at: number; what: 'intended' | 'sent' | 'asked' | 'answered' | 'reverse-sent' | 'resolved' | 'unreachable'; state: PaymentState | 'not-found' | null; code: string | null };

/** One journal entry of a payment's proof. `kind` is the entry's; `state` and `code` are the other side's words, times UTC ms. */
export type ProofRow = { seq: number; hash: string; at: number; kind: string; act: string | null; state: string | null; code: string | null; amountMinor: number | null; askedAt: number | null };

/** All that the ledger holds of one payment. `rows` in the journal's order up to `head`; `more`: there are more than the proof has room for. */
export type ProofView = {
  shop: string; till: string; orderId: string; saleId: string;
  /** Null where no sale was made of it. */
  receipt: number | null;
  wallet: PaymentMethod; brand: string | null; lastFour: string; amountMinor: number; currency: string;
  state: PaymentState; light: Light; tradeId: string | null; startedAt: number; atRisk: boolean;
  at: number; rows: ProofRow[]; more: boolean; head: { seq: number; hash: string };
};

/** A code on the customer's display. `own`: written by the till while it had no line. */
export type ShownCodeView = { by: 'wallet' | 'any' | 'own'; content: string | null; expiresAt: number | null };

export type PaymentView = {
  orderId: string;
  saleId: string;
  wallet: PaymentMethod;
  /** Of a card; absent for wallets. */
  brand?: string | null | undefined;
  amountMinor: number;
  lastFour: string;
  state: PaymentState;
  light: Light;
  /** Names the sentence under the light (`reason.<reason>`). */
  reason: string;
  startedAt: number;
  nextAskAt: number | null;
  finalAskAt: number | null;
  /** The cashier pressed Cancel safely. */
  cancelling: boolean;
  /** Absent when the customer showed the code. */
  shown?: ShownCodeView | undefined;
  evidence: EvidenceView[];
  tradeId: string | null;
};

/** The end of a sale or of an attempt, shown as one full-panel light until dismissed. */
export type EndingView = {
  light: Light;
  reason: string;
  saleId: string;
  receipt: number | null;
  amountMinor: number;
  changeMinor: number;
  givenMinor: number;
  tender: 'cash' | PaymentMethod | 'split' | 'exchange' | 'coupon';
  /** Of an exchange: what goes back, and how. */
  back?: { to: 'cash' | PaymentMethod; amountMinor: number }[];
  at: number;
};

export type LastPaymentView = { at: number; amountMinor: number; tender: EndingView['tender']; light: Light; state: PaymentState | 'completed' | 'refunded'; receipt: number | null; orderId: string | null };

/** Money that is not decided yet, one by one. `refund-failed`: the wallet refused for good, a person decides. */
export type WaitingView = {
  kind: 'charge' | 'refund' | 'refund-failed';
  id: string;
  orderId: string;
  wallet: PaymentMethod;
  amountMinor: number;
  state: string;
  startedAt: number;
  nextAt: number | null;
  /** The goods are with the customer on a manager's word. */
  atRisk: boolean;
  code: string | null;
};

/** What may go without the wallet's word: minor units a sale, minor units on this till at once, hours without a line. Zero lets nothing go. */
export type RiskLimits = { saleMinorMax: number; tillMinorMax: number; hoursMax: number };
/** Goods that went at risk: who let them go, and what became of the money. */
export type AtRiskView = { orderId: string; wallet: PaymentMethod; amountMinor: number; receipt: number | null; at: number; approver: string | null; outcome: 'waiting' | 'paid' | 'written-off'; endedAt: number | null; /** By the wallet's file. */ byFile: boolean };
/** A payment that ended by itself after it was uncertain; `refund` is how the money's way back stands. */
export type ResolvedView = {
  orderId: string; wallet: PaymentMethod; amountMinor: number; startedAt: number; endedAt: number;
  how: 'late-success' | 'cancelled' | 'set-aside' | 'reversed' | 'paid-after-all' | 'declined-after-all'; refund: 'intended' | 'accepted' | 'unknown' | 'refunded' | 'failed' | null; byFile: boolean;
};
export type WatchedRefundView = { refundId: string; orderId: string; wallet: PaymentMethod; amountMinor: number; startedAt: number; state: string; cause: string; nextAt: number | null; code: string | null };
export type WatchedView = { days: number; limits: RiskLimits; /** Of cards kept without a line; null where none are. */ cardLimits: RiskLimits | null; atRiskMinor: number; atRisk: AtRiskView[]; resolved: ResolvedView[]; refunds: WatchedRefundView[] };

export type ChannelView = { name: 'backend' | PaymentMethod | 'printer' | 'scanner'; health: Health; answerMs: number | null; since: number | null; /** A device's own complaint: the printer's (`printerTrouble.<reason>`), or the scanner's state (`technician.device.state.<reason>`). */ reason?: string | null };

export type TillState = {
  shop: ShopView;
  operator: OperatorView | null;
  locked: boolean;
  shift: ShiftView | null;
  businessDay: string | null;
  basket: BasketView;
  held: { id: string; at: number; itemCount: number; totalMinor: number; /** Of it paid already. */ paidMinor?: number; operator: string }[];
  payment: PaymentView | null;
  ending: EndingView | null;
  lastPayments: LastPaymentView[];
  channels: ChannelView[];
  unsynced: number;
  openPayments: number;
  /** The last print of a receipt here; absent while none was asked for. */
  print?: PrintView | null;
  /** The drawer should have opened and surely or perhaps did not. */
  drawerTrouble?: { readonly reason: PrinterTrouble | null; readonly at: number } | null;
  /** What the customer chose on the display, for this sale. */
  displayLanguage?: 'en' | 'zh' | 'ko' | null;
  /** An outage drill is on: the line to the backend is cut at this till. */
  lineCut?: boolean | undefined;
  /** At most 50, oldest first. */
  waiting: WaitingView[];
  /** A sale that was completed by recovery after a crash: "recovered, do not ring again". */
  recovered: { receipt: number; amountMinor: number; at: number } | null;
  /** Selling stopped (disk full, read-only, damaged file): the sentence to show, or null. `backupAt`: when the newest proved copy was made, where one would help. */
  stopped: { code: string; backupAt?: number | null } | null;
  now: number;
};

export type ProductView = { sku: string; name: LocalName; unit: 'piece' | 'kg'; priceMinor: number; category: string; hue: number; glyph: string; gtin: string | null };
export type CategoryView = { id: string; name: LocalName };
export type CataloguePage = { products: ProductView[]; page: number; pages: number };

/** What a scan turned out to be, in one word for the cashier (`scan.<outcome>`). */
export type ScanResult = {
  outcome: 'added' | 'coupon' | 'charging' | 'unknown-code' | 'broken-code' | 'wrong-way-round' | 'wallet-not-enabled' | 'empty-basket' | 'not-ready' | 'receipt' | 'badge' | 'too-long' | 'no-price' | 'consumer-code' | 'sign-in-first' | 'refused';
  wallet: string | null;
  receipt: number | null;
  /** Set with `refused`: why, as a call would have said it. */
  trouble?: { code: string; message: string; detail: Readonly<Record<string, string | number>> };
};

export type ReceiptView = {
  receipt: number;
  saleId: string;
  at: number;
  businessDay: string;
  operator: string;
  shop: string;
  till: string;
  currency: string;
  lines: BasketLineView[];
  discountMinor: number;
  taxes: { rateBp: number; netMinor: number; taxMinor: number }[];
  taxMode: 'inclusive' | 'exclusive';
  totalMinor: number;
  roundingMinor: number;
  tenders: { kind: 'cash' | 'wallet' | 'card'; wallet: PaymentMethod | null; amountMinor: number; givenMinor: number; changeMinor: number; tradeId: string | null; orderId: string | null; lastFour: string | null; /** Of a card. */ brand?: string | null }[];
  /** Text of the receipt's own QR code. */
  code: string;
  copies: number;
  refunds: { refundId: string; at: number; amountMinor: number; state: 'intended' | 'accepted' | 'refunded' | 'failed' | 'unknown' | 'exchanged' }[];
  /** An exchange: what came back for this sale, and what went back of its worth. */
  returns?: ReturnView[];
  back?: { to: 'cash' | PaymentMethod; amountMinor: number }[];
  coupons?: BasketCouponView[];
  refundableMinor: number;
  entrySeq: number;
};

export type DayView = {
  businessDay: string;
  openSince: number | null;
  sales: { count: number; totalMinor: number; refundMinor: number; refundCount: number };
  tenders: { tender: 'cash' | PaymentMethod; count: number; amountMinor: number; refundMinor: number }[];
  byHour: { hour: number; tenders: Record<string, number> }[];
  drawer: { rows: { what: 'float' | 'cash-sales' | 'paid-in' | 'paid-out' | 'cash-refunds' | 'rounding'; amountMinor: number }[]; expectedMinor: number | null; shift: number | null };
  settlement: { wallet: PaymentMethod; grossMinor: number; feeMinor: number; netMinor: number }[];
  breaks: { open: number; atStakeMinor: number };
  unsynced: { count: number; oldestAt: number | null };
  checklist: { item: 'files' | 'verified' | 'shifts' | 'unknown' | 'breaks' | 'held' | 'count'; state: 'done' | 'attention' | 'blocked' | 'todo'; count: number; amountMinor: number; carried: boolean }[];
  canClose: boolean;
  nextZ: number;
  lastZ: { number: number; businessDay: string; at: number } | null;
};

export type ZReportView = {
  number: number;
  businessDay: string;
  closedAt: number;
  closedBy: string;
  sales: { count: number; totalMinor: number; refundCount: number; refundMinor: number; discountMinor: number };
  taxes: { rateBp: number; netMinor: number; taxMinor: number }[];
  tenders: { tender: string; count: number; amountMinor: number; refundMinor: number; expectedMinor: number; countedMinor: number | null; differenceMinor: number | null; /** By what it stands: counted, the wallet's file, or a file that lacks `missing` of our orders. */ proof?: 'count' | 'file' | 'part'; missing?: number }[];
  /** Drawers that were off by more than their cashier signs alone. */
  signed: { shift: number; operator: string; approver: string; differenceMinor: number }[];
  carried: { what: string; count: number; amountMinor: number }[];
  receipts: { first: number | null; last: number | null };
  head: { seq: number; hash: string };
  /** Text for the QR code of the ledger's head. */
  code: string;
};

/** What a file says of itself: the days of its lines, sums by currency, and its own totals beside what was read (minor units or rows); `proof` as core/statement. */
export type FileFacts = { source: string; wallet: string | null; days: string[]; lines: number; proof: 'complete' | 'lines' | 'none'; totals: { currency: string; lines: number; amountMinor: number; feeMinor: number }[]; controls: { name: string; unit: 'rows' | 'minor'; own: number; read: number }[] };
/** What came of giving a file: its last part, and what it says of itself. */
export type ImportedView = { file: StatementFileView; repeated: boolean; facts: FileFacts } & Pick<FileFacts, 'days' | 'proof' | 'lines'>;
export type StatementFileView = { id: string; name: string; source: string; day: string; lines: number; amountMinor: number; feeMinor: number; importedAt: number; supersededBy: string | null };

export type BreakSide = { status: string | null; amountMinor: number | null; feeMinor: number | null; netMinor: number | null; orderId: string | null; tradeId: string | null; at: number | null; source: string | null };
/** One step of a break's history: who decided what, when. */
export type BreakStepView = { action: string; by: string; at: number; note: string; /** The second person above the limit. */ approver: string | null; /** Whom it was given to. */ owner: string | null; until: string | null; /** A rule of the shop's ended it. */ byRule?: boolean };
export type BreakView = {
  key: string;
  kind: string;
  wallet: string;
  cause: string;
  suggestion: string;
  amountMinor: number;
  ageDays: number;
  owner: string | null;
  state: 'open' | 'carried' | 'resolved';
  resolution: { action: string; by: string; at: number; note: string } | null;
  orderIds: string[];
  ledger: BreakSide | null;
  statement: BreakSide | null;
  history: EvidenceView[];
  goodsHandedOver: boolean | null;
  /** The bank's side, of a payout; amounts are sums where there are several rows (`rows`). */
  bank: BreakSide | null;
  rows: { ledger: number; statement: number; bank: number };
  /** The rule of the ladder that brought the rows together; null when none did. */
  rule: string | null;
  /** Where parts make up a whole: in how many ways they do. */
  solutions: number | null;
  /** The last day of waiting, `YYYY-MM-DD`. */
  until: string | null;
  /** It was resolved, and newer evidence contradicts. */
  reopened: boolean;
  /** Digest of what the rows say. */
  evidence: string;
  /** What people did about it, oldest first. */
  steps: BreakStepView[];
};

/** Fees by contract, as core/feeContract: rate in hundredths of a basis point (60 bp are 6000). */
export type FeeContractView = {
  wallet: string; currency: string; ratePpm: number; perItemMinor: number; minMinor: number; capMinor: number | null;
  rounding: 'half-up' | 'half-even' | 'up' | 'down'; refunds: 'returned' | 'kept'; from: string | null; to: string | null;
};

/** What was charged above the contract in a range of days, the largest first. `overMinor` of the sums is of all lines, listed or not. */
export type FeeAuditView = {
  wallets: { wallet: string; lines: number; chargedMinor: number; contractMinor: number; overMinor: number; underMinor: number; overLines: number; withoutContract: number }[];
  overcharges: { day: string; wallet: string; orderId: string | null; tradeId: string | null; amountMinor: number; feeMinor: number; contractMinor: number; overMinor: number }[];
};

type SettledSum = { grossMinor: number; feeMinor: number; netMinor: number };
export type SettlementRow = {
  wallet: PaymentMethod;
  /** By our ledger and the contracts; known the same night. */
  predicted: SettledSum & { count: number };
  /** By the wallet's file; null until it is read. */
  billed: SettledSum | null;
  /** Billed net less predicted net. */
  differenceMinor: number | null;
  /** What the bank received; `days` of them were paid as one. */
  paid: { amountMinor: number; day: string; days: number } | null;
  state: 'predicted' | 'awaited' | 'paid' | 'differs' | 'missing';
};
export type SettlementView = { day: string; rows: SettlementRow[] };

/** What a manager asks of a period. `ages` by days since the day of the break: up to 1, up to 7, more. */
export type FiguresView = {
  breaks: { kind: string; cause: string; count: number; amountMinor: number; ages: { day: number; week: number; older: number } }[];
  cash: { operator: string; shifts: number; shortMinor: number; overMinor: number; netMinor: number }[];
};

/** One file of several: what became of it. `given` is its place among the files given; a zip of several statements has several outcomes. `code` is that of the refusal. */
export type ImportOutcome = { name: string; given: number; state: 'imported' | 'repeated' | 'refused' | 'cancelled'; file: StatementFileView | null; facts: FileFacts | null; code: string | null; message: string | null; detail: Readonly<Record<string, string | number>> | null };
/** Long work in the manager's hands: done of total, and of an import how far the file in hand is (`share` 0 to 1, null while unknown) and what became of those before; null when none runs. */
export type WorkProgress = { work: 'import' | 'reconcile'; done: number; of: number; name: string; lines?: number; share?: number | null; outcomes?: ImportOutcome[] } | null;

export type WorkbenchView = {
  day: string;
  days: string[];
  files: StatementFileView[];
  breaks: BreakView[];
  totals: { matchedMinor: number; matchedCount: number; explainedMinor: number; explainedCount: number; openMinor: number; openCount: number };
  /** Per wallet, and for cards where they are taken: has the day's file been read, and how many lines. */
  wallets: { wallet: PaymentMethod; lines: number | null }[];
};

export type TechnicianView = {
  backend: { baseUrl: string; embedded: boolean; health: Health; engine: string | null; answerMs: number | null; version: string | null };
  wallets: { wallet: PaymentMethod; enabled: boolean; health: Health; answerMs: number | null; connector: string }[];
  journal: { entries: number; headSeq: number; headHash: string; ackedSeq: number; unsynced: number; oldestUnsyncedAt: number | null; verified: { ok: boolean; at: number; message: string } | null; fileBytes: number; synchronous: string; sqliteVersion: string };
  /** Proved copies of the ledger, newest first; `lastTried` says what became of the last try in this run. */
  backups: { list: { name: string; at: number; seq: number; hash: string; bytes: number }[]; folder: string; lastTried: { ok: boolean; at: number } | null };
  lastEntries: { seq: number; at: number; kind: string; operator: string; hash: string }[];
  hidDriver: string | null;
  dataDir: string;
  version: string;
  nodeVersion: string;
};

/** Pushed to every open screen. */
export type TillEvent =
  | { readonly kind: 'state'; readonly state: TillState }
  | { readonly kind: 'spoken'; readonly amountMinor: number; readonly currency: string }
  /** A scan by a device of the till's own went to this screen's seat; the new state comes by itself. */
  | { readonly kind: 'scanned'; readonly result: ScanResult }
  | { readonly kind: 'card'; readonly result: CardResult }
  /** A staff badge was scanned or swiped: the person it names, whose PIN is still asked for. */
  | { readonly kind: 'badge'; readonly operatorId: string }
  | { readonly kind: 'enrolment'; /** As core/enrolment writes it; scanned where a technician stands. */ readonly text: string }
  | { readonly kind: 'device'; readonly notice: DeviceNotice }
  /** Something about devices changed: a technician's page reads again. `device` is null when it is about all. */
  | { readonly kind: 'devices'; readonly device: string | null };
