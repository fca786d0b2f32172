/** Every personal datum the till holds, why and until when, and what leaves the shop: the register, as data. What is here is held to the journal's kinds and the till's ports by the compiler and a test. */
import type { EntryKind } from './journal.ts';

export type Subject = 'staff' | 'customers' | 'anyone';
/** GDPR Article 6(1) b, c and f; PIPL Article 13 (2), (3) and its like elsewhere. */
export type Ground = 'contract' | 'legal-duty' | 'legitimate-interest';
/** When it ends. `books`: as long as the books must be kept; `bounded`: by itself, within days or hours. */
export type Until = 'leaves' | 'books' | 'line-back' | 'backup-days' | 'log-kept';

export type Holding = { readonly whose: Subject; readonly ground: Ground; readonly until: Until; readonly where: 'ledger' | 'beside' | 'log' | 'copies' };

export const HOLDINGS = {
  'staff-record': { whose: 'staff', ground: 'contract', until: 'leaves', where: 'ledger' },
  'staff-pin': { whose: 'staff', ground: 'legitimate-interest', until: 'leaves', where: 'ledger' },
  'staff-badge': { whose: 'staff', ground: 'legitimate-interest', until: 'leaves', where: 'ledger' },
  'staff-limits': { whose: 'staff', ground: 'legitimate-interest', until: 'leaves', where: 'ledger' },
  'staff-acts': { whose: 'staff', ground: 'legal-duty', until: 'books', where: 'ledger' },
  'staff-approvals': { whose: 'staff', ground: 'legal-duty', until: 'books', where: 'ledger' },
  'staff-counts': { whose: 'staff', ground: 'legal-duty', until: 'books', where: 'ledger' },
  'staff-access': { whose: 'staff', ground: 'legal-duty', until: 'books', where: 'ledger' },
  'typed-words': { whose: 'anyone', ground: 'legal-duty', until: 'books', where: 'ledger' },
  purchases: { whose: 'customers', ground: 'legal-duty', until: 'books', where: 'ledger' },
  'payment-ends': { whose: 'customers', ground: 'contract', until: 'books', where: 'ledger' },
  'payment-numbers': { whose: 'customers', ground: 'legal-duty', until: 'books', where: 'ledger' },
  'held-cards': { whose: 'customers', ground: 'contract', until: 'line-back', where: 'beside' },
  'statement-lines': { whose: 'customers', ground: 'legal-duty', until: 'books', where: 'ledger' },
  log: { whose: 'staff', ground: 'legitimate-interest', until: 'log-kept', where: 'log' },
  copies: { whose: 'anyone', ground: 'legitimate-interest', until: 'backup-days', where: 'copies' },
} as const satisfies Readonly<Record<string, Holding>>;

export type HoldingId = keyof typeof HOLDINGS;
export const HOLDING_IDS = Object.keys(HOLDINGS) as HoldingId[];

/** What of a person an entry of each kind holds, besides the number of who did it, which all of them hold. */
export const KIND_HOLDS: { readonly [Kind in EntryKind]: readonly HoldingId[] } = {
  'till.enrolled': [],
  'operator.signed-in': [],
  'shift.opened': [],
  'shift.closed': ['staff-counts', 'staff-approvals'],
  'cash.counted': ['staff-counts'],
  'cash.moved': ['typed-words'],
  'cash.received': ['purchases'],
  'cash.returned': ['purchases'],
  'drawer.opened': ['typed-words'],
  'basket.held': [],
  'basket.voided': ['typed-words'],
  'sale.completed': ['purchases'],
  'refund.completed': ['purchases', 'typed-words'],
  'refund.intended': ['payment-numbers'],
  'refund.observed': ['payment-numbers'],
  'refund.resolved': ['payment-numbers'],
  'refund.followed': ['payment-numbers'],
  'payment.intended': ['payment-numbers', 'payment-ends'],
  'payment.accepted-at-risk': ['payment-numbers', 'staff-approvals'],
  'payment.sent': ['payment-numbers'],
  'payment.cancelling': ['payment-numbers'],
  'payment.set-aside': ['payment-numbers', 'staff-approvals'],
  'payment.observed': ['payment-numbers'],
  'payment.resolved': ['payment-numbers'],
  'statement.imported': [],
  'recon.run': [],
  'break.resolved': ['typed-words', 'staff-approvals'],
  'entry.adjusted': ['typed-words', 'staff-approvals'],
  'day.closed': [],
  'permission.overridden': ['staff-approvals'],
  'receipt.printed': [],
  'data.exported': ['staff-access'],
  'print.ended': [],
  'personal-data.read': ['staff-access'],
  'catalogue.changed': [],
  'coupon.changed': [],
  'person.changed': ['staff-access'],
  'person.erased': ['staff-access'],
  'config.changed': ['staff-approvals'],
};

/** Entries by which personal data was looked at, handed out, changed or erased; and settings that are a person's. */
export const ACCESS_KINDS = ['personal-data.read', 'data.exported', 'person.changed', 'person.erased'] as const satisfies readonly EntryKind[];
export const ACCESS_CONFIG = ['badge', 'pin.unlocked', 'cash.limits', 'copies.dropped'] as const;

/** Why somebody looks into who did what. Words of a list, so that no reason names anybody. */
export const LOOK_REASONS = ['routine', 'asked-by-person', 'suspicion', 'authority'] as const;
export type LookReason = (typeof LOOK_REASONS)[number];

export type Recipient = { readonly whose: Subject; readonly ground: Ground; /** It goes to somebody outside the shop. */ readonly outside: boolean };

export const RECIPIENTS = {
  'backend-payments': { whose: 'customers', ground: 'contract', outside: true },
  'backend-cards': { whose: 'customers', ground: 'contract', outside: true },
  'backend-journal': { whose: 'anyone', ground: 'legal-duty', outside: true },
  wallets: { whose: 'customers', ground: 'contract', outside: true },
  acquirer: { whose: 'customers', ground: 'contract', outside: true },
  printer: { whose: 'anyone', ground: 'contract', outside: false },
  display: { whose: 'customers', ground: 'contract', outside: false },
  speaker: { whose: 'customers', ground: 'contract', outside: false },
  'receipt-files': { whose: 'anyone', ground: 'contract', outside: true },
  exports: { whose: 'anyone', ground: 'legal-duty', outside: true },
  diagnosis: { whose: 'staff', ground: 'legitimate-interest', outside: true },
  'backup-place': { whose: 'anyone', ground: 'legitimate-interest', outside: false },
  'update-check': { whose: 'anyone', ground: 'legitimate-interest', outside: false },
} as const satisfies Readonly<Record<string, Recipient>>;

export type RecipientId = keyof typeof RECIPIENTS;
export const RECIPIENT_IDS = Object.keys(RECIPIENTS) as RecipientId[];

/** What of the journal's tables and of those beside it holds something of a person; null: nothing of anybody. */
export const TABLE_HOLDS: Readonly<Record<string, readonly HoldingId[] | null>> = {
  entry: ['staff-acts', 'typed-words', 'purchases', 'payment-ends', 'payment-numbers'],
  account: null, posting: null,
  sale: ['purchases'], charge: ['payment-ends', 'payment-numbers'], wallet_refund: ['payment-numbers'], customer_refund: ['purchases'], receipt_print: null, z_report: null,
  resolution: null, product_change: null, coupon_use: null, state: ['staff-acts'],
  basket: ['purchases'], setting: ['staff-badge', 'staff-limits'], person: ['staff-record', 'staff-pin'], category: null, product: null, product_text: null,
  statement_file: null, statement_line: ['statement-lines'],
};
