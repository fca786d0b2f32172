/** Every call a screen or a command can make of the till: name, standing, input; the output's type is in views. */
import { z } from 'zod';
import { LIMITS } from '#core/limits.ts';
import { FEE_ROUNDINGS, REFUND_FEES } from '#core/feeContract.ts';
import type { TenderProof } from '#core/tenderProof.ts';
import { RULED_CAUSES } from '#core/matching/writeOffRules.ts';
import type { ChainTillDays, ChainView, SandboxBehaviour as Behaviour } from './cloud.ts';
import { MethodName, SandboxBehaviour, SandboxBills, WalletName } from './cloud.ts';
import { call } from './define.ts';
import { DEVICE_CALLS } from './deviceCalls.ts';
import type { EnrolmentView } from './enrolment.ts';
import { WalletSetRequest, type WalletSetups, type WalletTest } from './walletSetup.ts';
import { PRIVACY_CALLS } from './privacyCalls.ts';
import { SHOP_CALLS } from './shopCalls.ts';
import { PRETENCES, type PaperView, type PrinterView } from './printer.ts';
import { PrinterSettings } from './printerCalls.ts';
import type { StatementMapping } from '#core/statementMapping.ts';
import { Mapping, type MappingPreview } from './mapping.ts';
import type { CashLimits, ReconRules, RuleChange, RulesTrial } from './ruleViews.ts';
import type { CataloguePage, CategoryView, DayView, FeeAuditView, FeeContractView, FiguresView, ImportOutcome, PersonView, ReceiptView, RiskLimits, ScanResult, SettlementView, ImportedView, TechnicianView, TillState, WatchedView, WorkbenchView, WorkProgress, ZReportView } from './views.ts';

const nothing = z.strictObject({});
const Minor = z.int().min(0).max(99_999_999_999);
const Line = z.int().min(1).max(500);
const Id = z.string().min(1).max(64);
const Secret = z.string().min(4).max(64);
const Reason = z.string().trim().min(1).max(200);
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Account = z.string().regex(/^[a-z][a-z-]{1,30}(?::[a-z0-9-]{1,40})?$/);
const Currency = z.string().regex(/^[A-Z]{3}$/);
const FeeMinor = z.int().min(0).max(0x7fff_ffff);
const FeeContract = z.strictObject({
  wallet: z.string().regex(/^[a-z0-9-]{1,40}$/), currency: Currency, ratePpm: z.int().min(0).max(1_000_000), perItemMinor: FeeMinor, minMinor: FeeMinor, capMinor: FeeMinor.nullable(),
  rounding: z.enum(FEE_ROUNDINGS), refunds: z.enum(REFUND_FEES), from: Day.nullable(), to: Day.nullable(),
});
const ExportInput = z.strictObject({
  what: z.enum(['sales', 'goods', 'payments', 'breaks', 'report', 'drawer', 'statement', 'audit']), format: z.enum(['csv', 'xlsx', 'pdf', 'json', 'jsonl']),
  from: Day, to: Day, z: z.int().min(0).nullable(), language: z.enum(['en', 'zh', 'ko']), bom: z.boolean(),
});
/** A manager's say for this one action, given on the spot. */
const Approval = z.strictObject({ operatorId: Id, pin: Secret }).optional();

const RULES = {
  fourEyesMinor: Minor, writeOffMinorMax: Minor, askDays: z.int().min(1).max(60), roundingMinor: z.int().min(0).max(1000), windowMinutes: z.int().min(0).max(1440), carryMinutes: z.int().min(0).max(720),
  payoutDaysMax: z.int().min(0).max(40), payoutGraceDays: z.int().min(0).max(40),
  writeOffs: z.array(z.strictObject({ cause: z.enum(RULED_CAUSES), upToMinor: Minor })).max(RULED_CAUSES.length).default([]), ruledDayMinorMax: Minor.default(0),
};

export const TILL_CALLS = {
  // Anyone
  'till.state': call<TillState>()('anyone', nothing),
  'session.people': call<PersonView[]>()('anyone', nothing),
  'session.signIn': call<TillState>()('anyone', z.strictObject({ operatorId: Id, pin: Secret })),
  'session.signOut': call<TillState>()('anyone', nothing),
  'session.lock': call<TillState>()('anyone', nothing),
  // Cashier: shift and drawer
  'shift.open': call<TillState>()('cashier', z.strictObject({ floatMinor: Minor })),
  /**
   * Blind: the expected amount is never sent before the count is in. `counts` are pieces per denomination. A drawer that is off by more than its cashier
   * signs alone needs a manager (`approval-needed`, `approver-may-not`); that count is on record then, and how far it is off is not told before it is signed.
   */
  'shift.close': call<{ state: TillState; expectedMinor: number; countedMinor: number; differenceMinor: number; approver: string | null; tenders: { tender: string; expectedMinor: number }[] }>()('cashier', z.strictObject({ counts: z.array(z.strictObject({ denominationMinor: Minor, pieces: z.int().min(0).max(100_000) })).max(40), approval: Approval })),
  'cash.move': call<TillState>()('cashier', z.strictObject({ direction: z.enum(['in', 'out']), amountMinor: Minor.min(1), reason: Reason })),
  'drawer.open': call<TillState>()('cashier', z.strictObject({ reason: Reason, approval: Approval })),
  // Cashier: goods and basket
  'catalogue.categories': call<CategoryView[]>()('cashier', nothing),
  /** `category` null means favourites. */
  'catalogue.page': call<CataloguePage>()('cashier', z.strictObject({ category: Id.nullable(), page: z.int().min(1).max(10_000), size: z.int().min(1).max(60) })),
  'catalogue.search': call<CataloguePage>()('cashier', z.strictObject({ query: z.string().min(1).max(80), page: z.int().min(1).max(10_000), size: z.int().min(1).max(60) })),
  'basket.add': call<TillState>()('cashier', z.strictObject({ sku: Id, quantityMilli: z.int().min(1).max(9_999_000).optional() })),
  /** A scan from any source; routed by what it is. `symbology` is the AIM identifier such as `]E0`. */
  'scan': call<{ result: ScanResult; state: TillState }>()('cashier', z.strictObject({ text: z.string().min(1).max(8192), symbology: z.string().max(3).nullable(), source: z.enum(['wedge', 'hid', 'virtual', 'typed']) })),
  'basket.quantity': call<TillState>()('cashier', z.strictObject({ line: Line, quantityMilli: z.int().min(0).max(9_999_000) })),
  'basket.discountLine': call<TillState>()('cashier', z.strictObject({ line: Line, discount: z.union([z.strictObject({ kind: z.literal('percent'), bp: z.int().min(1).max(10_000) }), z.strictObject({ kind: z.literal('amount'), minor: Minor.min(1) })]).nullable(), approval: Approval })),
  'basket.discountAll': call<TillState>()('cashier', z.strictObject({ bp: z.int().min(0).max(10_000), approval: Approval })),
  'basket.price': call<TillState>()('cashier', z.strictObject({ line: Line, unitMinor: Minor, approval: Approval })),
  'basket.remove': call<TillState>()('cashier', z.strictObject({ line: Line })),
  /** A coupon by its code, typed; a scanned one comes by `scan`, which refuses alike: `coupon-unknown`, `coupon-not-yet`, `coupon-no-longer`, `coupon-least-spend`, `coupon-needs-goods`, `coupon-twice`, `coupon-too-many`. */
  'basket.coupon': call<TillState>()('cashier', z.strictObject({ code: Id })),
  'basket.dropCoupon': call<TillState>()('cashier', z.strictObject({ code: Id })),
  'basket.hold': call<TillState>()('cashier', nothing),
  'basket.recall': call<TillState>()('cashier', z.strictObject({ id: Id })),
  /** Of a part-paid basket the money goes back the way it came, by a manager's word. */
  'basket.void': call<TillState>()('cashier', z.strictObject({ reason: Reason, approval: Approval })),
  // Cashier: money
  /** `amountMinor` less than what is due is a part payment; `givenMinor` may be more than the amount: the rest is change. */
  'pay.cash': call<TillState>()('cashier', z.strictObject({ amountMinor: Minor.min(1), givenMinor: Minor.min(1) })),
  /** Amount that the next scanned payment code charges; null means all that is due. */
  'pay.part': call<TillState>()('cashier', z.strictObject({ amountMinor: Minor.min(1).nullable() })),
  /** Shows a code for the customer to scan; `any` is one code for every wallet. Without a line a wallet's code is written by the till itself and stays unknown. */
  'pay.show': call<TillState>()('cashier', z.strictObject({ wallet: z.enum(['wechatpay', 'alipay', 'unionpay', 'any']) })),
  /** Hands the goods over though a shown code is not known to be paid: a manager's say, within the shop's limits. */
  'pay.acceptAtRisk': call<TillState>()('cashier', z.strictObject({ orderId: Id, approval: Approval })),
  'pay.ask': call<TillState>()('cashier', z.strictObject({ orderId: Id })),
  'pay.cancel': call<TillState>()('cashier', z.strictObject({ orderId: Id })),
  /** Puts an undetermined payment aside with a manager's say, so that the basket can be paid otherwise; a late success is refunded by itself. */
  'pay.setAside': call<TillState>()('cashier', z.strictObject({ orderId: Id, approval: Approval })),
  'pay.dismiss': call<TillState>()('cashier', nothing),
  /** Proof of one payment as a PDF, base64: each ask and answer with its time, code, entry number and hash. That it was handed out is journalled. */
  'pay.proof': call<{ name: string; base64: string }>()('cashier', z.strictObject({ orderId: Id, language: z.enum(['en', 'zh', 'ko']) })),
  'receipt.read': call<ReceiptView>()('cashier', z.strictObject({ receipt: z.int().min(1) })),
  /** The receipt as a PDF, base64; a second one is marked COPY n. */
  'receipt.pdf': call<{ name: string; base64: string }>()('cashier', z.strictObject({ receipt: z.int().min(1), language: z.enum(['en', 'zh', 'ko']) })),
  /** Starts printing on the receipt printer; the state's `print` says how it goes. A null language is the customer's, else the printer's. */
  'receipt.print': call<TillState>()('cashier', z.strictObject({ receipt: z.int().min(1), language: z.enum(['en', 'zh', 'ko']).nullable() })),
  /** The virtual printer's last receipt; null when the printer is a real one or nothing was printed. */
  'printer.paper': call<PaperView | null>()('cashier', nothing),
  'refund.start': call<ReceiptView>()('cashier', z.strictObject({ receipt: z.int().min(1), lines: z.array(z.strictObject({ line: Line, quantityMilli: z.int().min(1).max(9_999_000) })).min(1).max(500), reason: Reason, approval: Approval })),
  /** Puts goods of a receipt into the open basket as coming back; refused like `refund.start`. */
  'exchange.bring': call<TillState>()('cashier', z.strictObject({ receipt: z.int().min(1), lines: z.array(z.strictObject({ line: Line, quantityMilli: z.int().min(1).max(9_999_000) })).min(1).max(500), reason: Reason, approval: Approval })),
  'exchange.drop': call<TillState>()('cashier', z.strictObject({ receipt: z.int().min(1) })),
  /** Ends an exchange of which nothing is left to pay, or a basket that coupons cover: what is over goes back the way it was paid. Refused: `no-exchange`, `exchange-needs-goods`, `exchange-not-paid`. */
  'exchange.finish': call<TillState>()('cashier', nothing),
  /** What the customer reads and gets on paper for this sale; null goes back to the shop's own. */
  'display.language': call<TillState>()('anyone', z.strictObject({ language: z.enum(['en', 'zh', 'ko']).nullable() })),
  /** A refund that the wallet refused for good: asked for again under a new number, or given in cash. Once each. */
  'refund.again': call<TillState>()('cashier', z.strictObject({ refundId: Id, by: z.enum(['wallet', 'cash']), approval: Approval })),
  // Manager
  /** Lets a person whose PIN was tried too often try again; not oneself. */
  'session.unlock': call<PersonView[]>()('manager', z.strictObject({ operatorId: Id })),
  'day.read': call<DayView>()('manager', nothing),
  /** Recomputes the whole chain; the close list asks for it. */
  'day.verify': call<{ ok: boolean; message: string; entries: number }>()('manager', nothing),
  /** Items of the checklist to carry forward by name. */
  'day.close': call<ZReportView>()('manager', z.strictObject({ carry: z.array(z.enum(['files', 'unknown', 'breaks', 'held', 'shifts'])).max(5) })),
  'day.zReports': call<{ number: number; businessDay: string; at: number; totalMinor: number }[]>()('manager', nothing),
  'day.z': call<ZReportView>()('manager', z.strictObject({ number: z.int().min(1) })),
  'day.x': call<ZReportView>()('manager', nothing),
  /** What the wallets' files prove of a business day's tenders; empty while none was read. */
  'day.proof': call<TenderProof[]>()('manager', z.strictObject({ day: Day })),
  /** Payments at risk, resolved by themselves, and refunds that are open, of the last days; at most 100 of each. */
  'payments.watch': call<WatchedView>()('manager', z.strictObject({ days: z.int().min(1).max(31) })),
  /** What may be handed over at risk from now on. Refused: `risk-limits-contradict`. */
  'payments.limits': call<RiskLimits>()('manager', z.strictObject({ saleMinorMax: Minor, tillMinorMax: Minor, hoursMax: z.int().min(0).max(LIMITS.atRiskHoursMax) })),
  /** What may be taken by card without a line from now on; likewise. */
  'payments.cardLimits': call<RiskLimits>()('manager', z.strictObject({ saleMinorMax: Minor, tillMinorMax: Minor, hoursMax: z.int().min(0).max(LIMITS.storedCardHoursMax) })),
  'statement.import': call<ImportedView>()('manager', z.strictObject({ name: z.string().min(1).max(255), base64: z.string().max(90_000_000) })),
  /** Asks the backend for the wallet's file of a day and imports it. */
  'statement.fetch': call<ImportedView | null>()('manager', z.strictObject({ wallet: MethodName, day: Day })),
  /** The mappings that are kept, by name. */
  'mapping.list': call<StatementMapping[]>()('manager', nothing),
  /** Keeps a mapping in place of the one for the same header; refused without a date, an amount or a currency (`mapping-incomplete`). */
  'mapping.save': call<StatementMapping[]>()('manager', z.strictObject({ mapping: Mapping })),
  /** A table's header and first rows, and what a mapping would make of them; nothing is kept. Refused when there is no table (`statement-no-table`). */
  'mapping.preview': call<MappingPreview>()('manager', z.strictObject({ name: z.string().min(1).max(255), base64: z.string().max(90_000_000), mapping: Mapping.nullable() })),
  'reconcile.read': call<WorkbenchView>()('manager', z.strictObject({ day: Day.nullable() })),
  /**
   * One step on a break. `owner` goes with `assign` (oneself when left out), `until` with `wait` (tomorrow), `adjustment` with `adjust` (none: it was
   * made up for elsewhere). Refused: `no-such-break`, `break-resolved`, `break-booked`, `break-changed`, `approval-needed`, `approver-may-not`,
   * `write-off-too-large`, `account-not-adjustable`, `owner-unknown`, `not-our-order`, `not-of-a-payout`, `words-hold-number`.
   */
  'reconcile.act': call<WorkbenchView>()('manager', z.strictObject({
    day: Day, key: z.string().min(1).max(4000), action: z.enum(['wait', 'refund-customer', 'book-fee', 'write-off', 'ask-wallet', 'resolve-as-paid', 'adjust', 'assign', 'reopen', 'accept', 'note', 'undo-write-off']), note: z.string().max(200), approval: Approval,
    owner: Id.optional(), until: Day.optional(), adjustment: z.strictObject({ debit: Account, credit: Account, amountMinor: Minor.min(1) }).optional(),
  })),
  /** Matches every day of a range again, wallet by wallet; `reconcile.progress` says how far, `reconcile.cancel` ends it after the day in hand. */
  'reconcile.run': call<{ days: number; open: number; atStakeMinor: number; cancelled: boolean }>()('manager', z.strictObject({ from: Day, to: Day })),
  'reconcile.progress': call<WorkProgress>()('manager', nothing),
  /** Ends the import or run under way after the file or day in hand; what was done stays done. */
  'reconcile.cancel': call<WorkProgress>()('manager', nothing),
  'reconcile.rules': call<ReconRules>()('manager', nothing),
  /** What loosens a limit needs a second manager. Refused: `rules-contradict`, `approval-needed`, `approver-may-not`. What the rules end is ended at once. */
  'reconcile.saveRules': call<ReconRules>()('manager', z.strictObject({ ...RULES, approval: Approval })),
  /** What these rules would do to what is open now, on at most 31 days; nothing is changed. Refused: `rules-contradict`. */
  'reconcile.tryRules': call<RulesTrial>()('manager', z.strictObject(RULES)),
  /** How far a drawer may be off before a second person signs. */
  'cash.limits': call<CashLimits>()('manager', nothing),
  /** What loosens a limit needs a second manager. Refused: `person-unknown`, `approval-needed`, `approver-may-not`. */
  'cash.saveLimits': call<CashLimits>()('manager', z.strictObject({ aloneMinor: Minor, people: z.array(z.strictObject({ operatorId: Id, aloneMinor: Minor })).max(100), approval: Approval })),
  /** Changes of both, the newest first, at most 100. */
  'rules.history': call<RuleChange[]>()('manager', nothing),
  /** Several files at once, packed or not, a zip with several statements too; each is taken whole or refused with its reason, and none stops the others. `reconcile.progress` says how far, `reconcile.cancel` ends it at once. */
  'statement.importAll': call<ImportOutcome[]>()('manager', z.strictObject({ files: z.array(z.strictObject({ name: z.string().min(1).max(255), base64: z.string().max(90_000_000) })).min(1).max(100) })),
  'fees.contracts': call<FeeContractView[]>()('manager', nothing),
  /** All contracts at once; refused as a whole when one contradicts itself (`contract-contradicts`). */
  'fees.save': call<FeeContractView[]>()('manager', z.strictObject({ contracts: z.array(FeeContract).max(200) })),
  'fees.audit': call<FeeAuditView>()('manager', z.strictObject({ from: Day, to: Day })),
  /** The days up to `to` (today when null), the newest first: what is predicted, what was billed, what was paid. */
  'settlement.read': call<SettlementView[]>()('manager', z.strictObject({ to: Day.nullable(), days: z.int().min(1).max(31) })),
  /** A free adjusting entry; the balances after it. Refused: `account-not-adjustable`, `approval-needed`, `approver-may-not`, `words-hold-number`. */
  'books.adjust': call<{ account: string; currency: string; amountMinor: number }[]>()('manager', z.strictObject({ debit: Account, credit: Account, amountMinor: Minor.min(1), reason: Reason, approval: Approval })),
  /**
   * Makes a file of the books, base64 of at most 24 MiB of bytes. `z` picks the report (0 is X, now); the period is business days, inclusive. `audit` is the whole journal, as JSON lines that `tillbook verify` proves.
   * Refused with `export-period`, `export-format`, `export-too-long`, `export-too-large`, `no-such-report`. It is in the journal before it is handed out.
   */
  'export.make': call<{ name: string; base64: string; rows: number; sha256: string }>()('manager', ExportInput),
  /** Open and carried breaks by cause and age, and cash differences by operator, of at most 62 days (`days-out-of-range`). */
  'figures.read': call<FiguresView>()('manager', z.strictObject({ from: Day, to: Day })),
  /** The chain by the backend: stores, tills, days from `from` to `to` inclusive (at most 400 days). Fails like every call to the backend. */
  'chain.read': call<ChainView>()('manager', z.strictObject({ from: Day, to: Day })),
  'chain.till': call<ChainTillDays>()('manager', z.strictObject({ store: Id, till: Id, from: Day, to: Day })),
  // Technician
  'technician.read': call<TechnicianView>()('technician', nothing),
  'technician.verify': call<{ ok: boolean; message: string; entries: number }>()('technician', nothing),
  /** Copies the ledger while selling goes on, and proves the copy. */
  'technician.backup': call<null>()('technician', nothing),
  /** Versions, settings, devices, lines and the end of the log as one JSON text; no sale, no person, no code, no key. On record first. */
  'technician.bundle': call<{ name: string; text: string }>()('technician', nothing),
  'printer.read': call<PrinterView>()('technician', nothing),
  'printer.set': call<PrinterView>()('technician', PrinterSettings),
  /** Asks the printer how it is. */
  'printer.ask': call<PrinterView>()('technician', nothing),
  'printer.test': call<PrinterView>()('technician', nothing),
  /** Opens the drawer; on record first. */
  'printer.kick': call<PrinterView>()('technician', nothing),
  /** Makes the virtual printer misbehave. */
  'printer.pretend': call<PrinterView>()('technician', z.strictObject({ pretence: z.enum(PRETENCES) })),
  'enrolment.read': call<EnrolmentView>()('technician', nothing),
  /** Binds this till's key at a backend by a one-time code; `store` is what a scanned code says, null when it was typed. Refused and failing as till/enrol says. */
  'enrolment.enrol': call<EnrolmentView>()('technician', z.strictObject({ address: z.string().min(1).max(300), code: z.string().min(4).max(64), store: z.string().min(1).max(40).nullable() })),
  /** How the store's wallets are set up at the backend: ids masked, keys by name alone. */
  'wallets.read': call<WalletSetups>()('technician', nothing),
  /** Sends a wallet's settings to the backend; keys come back nowhere and are kept nowhere here. Refused as till/setUpWallets says. */
  'wallets.set': call<WalletSetups>()('technician', WalletSetRequest.extend({ wallet: WalletName })),
  /** Asks the wallet for an order that never was. */
  'wallets.test': call<WalletTest>()('technician', z.strictObject({ wallet: WalletName })),
  /** Gives the till a new device key; the present one ends with its first use. */
  'technician.rotateKey': call<TechnicianView>()('technician', nothing),
  'sandbox.behaviours': call<Behaviour[]>()('technician', nothing),
  'sandbox.behave': call<Behaviour[]>()('technician', SandboxBehaviour),
  /** A customer's phone scans the code that is shown; practice and demo only. */
  'sandbox.scan': call<TillState>()('cashier', z.strictObject({ wallet: z.enum(['wechatpay', 'alipay', 'unionpay']) })),
  /** Cuts the line to the backend at the till, or lets it come back; demo and practice only. */
  'sandbox.line': call<TillState>()('technician', z.strictObject({ cut: z.boolean() })),
  /** When the sandbox's bills can be had, and which breaks are planted into them. */
  'sandbox.bills': call<null>()('technician', SandboxBills),
  ...DEVICE_CALLS,
  ...SHOP_CALLS,
  ...PRIVACY_CALLS,
} as const;

export type TillCallName = keyof typeof TILL_CALLS;
export type TillInput<Name extends TillCallName> = z.input<(typeof TILL_CALLS)[Name]['input']>;
type OutputOf<Definition> = Definition extends { readonly output?: (value: infer Output) => void } ? Output : never;
export type TillOutput<Name extends TillCallName> = OutputOf<(typeof TILL_CALLS)[Name]>;

export type TillHandlers<Context> = { readonly [Name in TillCallName]: (input: z.output<(typeof TILL_CALLS)[Name]['input']>, context: Context) => TillOutput<Name> | Promise<TillOutput<Name>> };
