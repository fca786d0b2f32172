/** What the customer's display is given: goods, money and how the payment goes; nobody's name, no other sale, nothing of the till's own affairs. */
import { TILL_CALLS } from '#contract/till.ts';
import type { PaymentView, TillState } from '#contract/views.ts';
import { tillState } from './show.ts';
import type { Till } from './till.ts';

/** Of the calls that need nobody signed in, those that a display may make: it has no sign-in. The others ask for a role, which it never has. */
const CALLS: ReadonlySet<string> = new Set(['till.state', 'display.language']);

export const mayDisplay = (name: string): boolean => CALLS.has(name) || !Object.hasOwn(TILL_CALLS, name) || TILL_CALLS[name as keyof typeof TILL_CALLS].standing !== 'anyone';

/** The customer knows what they pay with; order, code and evidence are the shop's. */
const forCustomer = (payment: PaymentView): PaymentView => ({ ...payment, orderId: '', lastFour: '', tradeId: null, evidence: [] });

/** Made of the operator's state by naming what stays: what is added there later is not shown here by itself. */
export function displayState(till: Till): TillState {
  const { shop, basket, payment, ending, stopped, now, displayLanguage, shift } = tillState(till, { operator: null, locked: false, checking: false });
  return {
    shop: { ...shop, demo: false },
    operator: null, locked: false, shift: shift === null ? null : { number: 0, openedAt: 0, openedBy: '', floatMinor: 0 }, businessDay: null,
    basket: { ...basket, lines: basket.lines.map((line) => ({ ...line, priceOverridden: false })), tenders: basket.tenders.map((tender) => ({ ...tender, orderId: null })) },
    held: [], payment: payment === null ? null : forCustomer(payment), ending, lastPayments: [], channels: [], unsynced: 0, openPayments: 0, waiting: [], recovered: null,
    stopped: stopped === null ? null : { code: 'other' }, displayLanguage: displayLanguage ?? null, now,
  };
}
