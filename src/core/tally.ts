/** Running totals of a business day and of a shift, folded entry by entry: X and Z in constant time. */
import { hourIn } from './time.ts';
import type { Entry } from './journal.ts';
import type { Tally, TenderTally } from './totals.ts';

export const EMPTY_TALLY: Tally = {
  sales: 0, totalMinor: 0, discountMinor: 0, refunds: 0, refundMinor: 0, roundingMinor: 0, firstReceipt: null, lastReceipt: null, tenders: {}, taxes: {}, hours: {},
  floatMinor: 0, paidInMinor: 0, paidOutMinor: 0, cashExpectedMinor: 0, cashCountedMinor: null, cashDifferenceMinor: null,
};

const NO_TENDER: TenderTally = { count: 0, amountMinor: 0, refundMinor: 0 };

/** Kinds that change a tally; the rest need no write. */
export const TALLIED: ReadonlySet<Entry['kind']> = new Set(['sale.completed', 'cash.received', 'cash.returned', 'refund.completed', 'refund.followed', 'shift.opened', 'shift.closed', 'cash.moved']);

function addTaxes(tally: Tally, taxes: readonly { rateBp: number; netMinor: number; taxMinor: number }[], sign: 1 | -1): Tally['taxes'] {
  const next = { ...tally.taxes };
  for (const tax of taxes) {
    const before = next[tax.rateBp] ?? { netMinor: 0, taxMinor: 0 };
    next[tax.rateBp] = { netMinor: before.netMinor + sign * tax.netMinor, taxMinor: before.taxMinor + sign * tax.taxMinor };
  }
  return next;
}

/** The tally after one more entry. */
export function fold(tally: Tally, entry: Entry, timeZone: string): Tally {
  switch (entry.kind) {
    case 'sale.completed': {
      const { payload } = entry;
      const tenders = { ...tally.tenders };
      const hour = String(hourIn(entry.at, timeZone));
      const inHour = { ...tally.hours[hour] };
      let cash = 0;
      for (const tender of payload.tenders) {
        const name = tender.kind === 'wallet' ? tender.wallet : tender.kind;
        const amount = tender.kind === 'cash' ? tender.givenMinor - tender.changeMinor : tender.amountMinor;
        if (tender.kind === 'cash' && tender.received !== true) cash += amount;
        const before = tenders[name] ?? NO_TENDER;
        tenders[name] = { ...before, count: before.count + 1, amountMinor: before.amountMinor + amount };
        if (name !== 'exchange') inHour[name] = (inHour[name] ?? 0) + amount;
      }
      return {
        ...tally, sales: tally.sales + 1, totalMinor: tally.totalMinor + payload.totalMinor, discountMinor: tally.discountMinor + payload.discountMinor,
        roundingMinor: tally.roundingMinor + payload.roundingMinor, firstReceipt: tally.firstReceipt ?? payload.receipt, lastReceipt: payload.receipt,
        tenders, taxes: addTaxes(tally, payload.taxes, 1), hours: { ...tally.hours, [hour]: inHour }, cashExpectedMinor: tally.cashExpectedMinor + cash,
      };
    }
    case 'refund.completed': {
      const { payload } = entry;
      const tender = payload.into === undefined ? payload.to : 'exchange';
      const before = tally.tenders[tender] ?? NO_TENDER;
      return {
        ...tally, refunds: tally.refunds + 1, refundMinor: tally.refundMinor + payload.amountMinor, taxes: addTaxes(tally, payload.taxes, -1),
        tenders: { ...tally.tenders, [tender]: { ...before, refundMinor: before.refundMinor + payload.amountMinor + payload.roundingMinor } },
        cashExpectedMinor: tally.cashExpectedMinor - (tender === 'cash' ? payload.amountMinor + payload.roundingMinor : 0),
      };
    }
    case 'cash.received': return { ...tally, cashExpectedMinor: tally.cashExpectedMinor + entry.payload.amountMinor };
    case 'cash.returned': return { ...tally, cashExpectedMinor: tally.cashExpectedMinor - entry.payload.amountMinor };
    case 'refund.followed': {
      const { by, wallet, amountMinor, roundingMinor } = entry.payload;
      if (by !== 'cash') return tally;
      const cash = tally.tenders['cash'] ?? NO_TENDER;
      const theirs = tally.tenders[wallet] ?? NO_TENDER;
      return {
        ...tally, cashExpectedMinor: tally.cashExpectedMinor - amountMinor - roundingMinor,
        tenders: { ...tally.tenders, [wallet]: { ...theirs, refundMinor: theirs.refundMinor - amountMinor }, cash: { ...cash, refundMinor: cash.refundMinor + amountMinor + roundingMinor } },
      };
    }
    case 'shift.opened': return { ...tally, floatMinor: tally.floatMinor + entry.payload.floatMinor, cashExpectedMinor: tally.cashExpectedMinor + entry.payload.floatMinor };
    case 'cash.moved': {
      const { direction, amountMinor } = entry.payload;
      return direction === 'in'
        ? { ...tally, paidInMinor: tally.paidInMinor + amountMinor, cashExpectedMinor: tally.cashExpectedMinor + amountMinor }
        : { ...tally, paidOutMinor: tally.paidOutMinor + amountMinor, cashExpectedMinor: tally.cashExpectedMinor - amountMinor };
    }
    case 'shift.closed': {
      const { shift, countedMinor, differenceMinor, approver } = entry.payload;
      const counted = { ...tally, cashCountedMinor: (tally.cashCountedMinor ?? 0) + countedMinor, cashDifferenceMinor: (tally.cashDifferenceMinor ?? 0) + differenceMinor };
      return approver === undefined ? counted : { ...counted, signed: [...(tally.signed ?? []), { shift, operator: entry.operator, approver, differenceMinor }] };
    }
    default: return tally;
  }
}
