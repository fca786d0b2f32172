/** What a stretch of a till's journal adds to the chain's figures: pure sums, of entries as they were shipped. */
import { FINAL_ACTIONS } from '#core/matching/decisions.ts';

type Shipped = { readonly seq: number; readonly at: number; readonly businessDay: string; readonly operator: string; readonly kind: string; readonly payload: Readonly<Record<string, unknown>> };

export type DaySum = { currency: string; openedAt: number | null; closedAt: number | null; z: number | null; lastSeq: number; sales: number; totalMinor: number; refunds: number; refundMinor: number };
export type TenderSum = { count: number; amountMinor: number; refundMinor: number };
/** `set` replaces what was known when the day was matched anew; `open` and `openMinor` are added after it. */
export type BreakSum = { set: { open: number; openMinor: number } | null; open: number; openMinor: number };
export type TillState = { seq: number; at: number; businessDay: string | null; dayOpenedAt: number | null; shift: number | null; operator: string | null; lastZ: number; lastZDay: string | null };

export type Added = { state: TillState; readonly days: Map<string, DaySum>; /** By `<day> <tender>`. */ readonly tenders: Map<string, TenderSum>; /** By `<day> <wallet>`. */ readonly breaks: Map<string, BreakSum> };

export const NO_STATE: TillState = { seq: 0, at: 0, businessDay: null, dayOpenedAt: null, shift: null, operator: null, lastZ: 0, lastZDay: null };

const FINAL: ReadonlySet<string> = new Set(FINAL_ACTIONS);
/** A matching run counts payments: what is decided about payouts does not end one of them. */
const PAYOUTS: ReadonlySet<string> = new Set(['payout', 'payout-differs']);

/** A till of another version may write what is not known here: what is no number counts nothing. */
const int = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) ? value : 0);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 64) : '');

/** What is read of a payload, by kind; of other kinds nothing. */
export const FOLDED: Readonly<Record<string, readonly string[]>> = {
  'sale.completed': ['currency', 'totalMinor', 'tenders'],
  'refund.completed': ['currency', 'amountMinor', 'roundingMinor', 'into', 'to'],
  'shift.opened': ['currency', 'shift'],
  'day.closed': ['currency', 'z'],
  'recon.run': ['day', 'wallet', 'open', 'openMinor'],
  'break.resolved': ['day', 'wallet', 'action', 'amountMinor', 'kind'],
};

function dayOf(added: Added, entry: Shipped): DaySum {
  let day = added.days.get(entry.businessDay);
  if (day === undefined) {
    day = { currency: '', openedAt: null, closedAt: null, z: null, lastSeq: 0, sales: 0, totalMinor: 0, refunds: 0, refundMinor: 0 };
    added.days.set(entry.businessDay, day);
  }
  day.lastSeq = entry.seq;
  if (day.currency === '') day.currency = text(entry.payload['currency']).slice(0, 3);
  return day;
}

function tenderOf(added: Added, day: string, tender: string): TenderSum {
  const key = `${day} ${tender}`;
  const found = added.tenders.get(key) ?? { count: 0, amountMinor: 0, refundMinor: 0 };
  added.tenders.set(key, found);
  return found;
}

function breaksOf(added: Added, key: string): BreakSum {
  const found = added.breaks.get(key) ?? { set: null, open: 0, openMinor: 0 };
  added.breaks.set(key, found);
  return found;
}

function addSale(added: Added, entry: Shipped): void {
  const day = dayOf(added, entry);
  day.sales += 1;
  day.totalMinor += int(entry.payload['totalMinor']);
  const tenders = Array.isArray(entry.payload['tenders']) ? (entry.payload['tenders'] as unknown[]) : [];
  for (const one of tenders) {
    if (typeof one !== 'object' || one === null) continue;
    const tender = one as Record<string, unknown>;
    const name = tender['kind'] === 'wallet' ? text(tender['wallet']) : text(tender['kind']);
    if (name === '') continue;
    const sum = tenderOf(added, entry.businessDay, name);
    sum.count += 1;
    sum.amountMinor += name === 'cash' ? int(tender['givenMinor']) - int(tender['changeMinor']) : int(tender['amountMinor']);
  }
}

function addRefund(added: Added, entry: Shipped): void {
  const day = dayOf(added, entry);
  day.refunds += 1;
  day.refundMinor += int(entry.payload['amountMinor']);
  // In an exchange the money stayed, for the sale that took its place.
  const tender = entry.payload['into'] === undefined ? text(entry.payload['to']) : 'exchange';
  tenderOf(added, entry.businessDay, tender).refundMinor += int(entry.payload['amountMinor']) + int(entry.payload['roundingMinor']);
}

function addDecision(added: Added, { payload }: Shipped): void {
  const action = text(payload['action']);
  const sign = FINAL.has(action) ? -1 : action === 'reopen' ? 1 : 0;
  if (sign === 0 || PAYOUTS.has(text(payload['kind']))) return;
  const breaks = breaksOf(added, `${text(payload['day'])} ${text(payload['wallet'])}`);
  breaks.open += sign;
  breaks.openMinor += sign * Math.abs(int(payload['amountMinor']));
}

/** Entries in order, the first of them the one after `before.seq`. */
export function foldChain(before: TillState, entries: Iterable<Shipped>): Added {
  const added: Added = { state: { ...before }, days: new Map(), tenders: new Map(), breaks: new Map() };
  for (const entry of entries) {
    const { state } = added;
    state.seq = entry.seq;
    state.at = entry.at;
    switch (entry.kind) {
      case 'sale.completed': addSale(added, entry); break;
      case 'refund.completed': addRefund(added, entry); break;
      case 'shift.opened': {
        const day = dayOf(added, entry);
        day.openedAt ??= entry.at;
        Object.assign(state, { businessDay: entry.businessDay, dayOpenedAt: state.dayOpenedAt ?? entry.at, shift: int(entry.payload['shift']), operator: entry.operator });
        break;
      }
      case 'shift.closed': Object.assign(state, { shift: null, operator: null }); break;
      case 'day.closed': {
        const z = int(entry.payload['z']);
        Object.assign(dayOf(added, entry), { closedAt: entry.at, z });
        Object.assign(state, { businessDay: null, dayOpenedAt: null, lastZ: z, lastZDay: entry.businessDay });
        break;
      }
      case 'recon.run': added.breaks.set(`${text(entry.payload['day'])} ${text(entry.payload['wallet'])}`, { set: { open: int(entry.payload['open']), openMinor: int(entry.payload['openMinor']) }, open: 0, openMinor: 0 }); break;
      case 'break.resolved': addDecision(added, entry); break;
      default:
    }
  }
  return added;
}
