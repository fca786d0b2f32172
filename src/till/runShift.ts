/** Shifts and the drawer: float in, blind count out, cash moved with a reason, every opening on record. */
import { isEmpty } from '#core/basket.ts';
import { Refusal } from '#core/refusal.ts';
import { dayIn } from '#core/time.ts';
import { assertMinor } from '#core/money.ts';
import type { Draft } from '#core/journal.ts';
import { allow, secondPerson, type Approval } from './approve.ts';
import { signsAloneMinor } from './cashLimits.ts';
import { plainWords } from './plainWords.ts';
import { assertSelling, basketOf, commit, operatorOf, type Seat, type Till } from './till.ts';

export function openShift(till: Till, seat: Seat, floatMinor: number): void {
  const status = till.storage.status();
  if (status.shift !== null) throw new Refusal('shift-open', 'A shift is already open on this till. Nothing was changed; close it first, or go on selling.');
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  if (status.businessDay !== null && status.businessDay < today) {
    throw new Refusal('day-not-closed', 'The day before is still open. No shift was opened; a manager closes that day first, so that its sales stay in its own report.', { day: status.businessDay });
  }
  till.memory.ending = null;
  commit(till, operatorOf(seat).id, [{ kind: 'shift.opened', payload: { shift: status.lastShift + 1, floatMinor, currency: till.shop.currency } }]);
}

export type Count = { readonly denominationMinor: number; readonly pieces: number };

type ClosedShift = { expectedMinor: number; countedMinor: number; differenceMinor: number; approver: string | null; tenders: { tender: string; expectedMinor: number }[] };

/**
 * The count goes in before the expected amount comes out. A difference beyond what this person signs alone needs a manager: the count is on record then,
 * so that nobody counts until it fits, and how far it is off is not said before it is signed.
 */
export async function closeShift(till: Till, seat: Seat, counts: readonly Count[], approval: Approval): Promise<ClosedShift> {
  const operator = operatorOf(seat);
  const countedMinor = assertMinor(counts.reduce((sum, count) => sum + count.denominationMinor * count.pieces, 0));
  const counted: Draft = { kind: 'cash.counted', payload: { shift: closable(till), counts, countedMinor, currency: till.shop.currency } };
  const beyond = () => Math.abs(countedMinor - till.storage.shiftTally().cashExpectedMinor) > signsAloneMinor(till, operator.id);
  if (beyond() && approval === undefined) {
    commit(till, operator.id, [counted]);
    throw new Refusal('approval-needed', 'The drawer is off by more than you may sign for alone. The count is on record and the shift is still open; count again, or have a manager count it with you and sign.', { permission: 'cash-difference' });
  }
  const approver = beyond() ? await secondPerson(till, seat, approval) : null;
  // The PIN took a moment, in which the shift may have gone on.
  const shift = closable(till);
  const tally = till.storage.shiftTally();
  const expectedMinor = tally.cashExpectedMinor;
  const differenceMinor = countedMinor - expectedMinor;
  till.memory.ending = null;
  commit(till, operator.id, [
    counted,
    ...(approver === null ? [] : [{ kind: 'permission.overridden' as const, payload: { action: 'cash-difference', approver, saleId: null, amountMinor: Math.abs(differenceMinor) } }]),
    { kind: 'shift.closed', payload: { shift, expectedMinor, countedMinor, differenceMinor, currency: till.shop.currency, ...(approver === null ? {} : { approver }) } },
  ]);
  const tenders = Object.entries(tally.tenders).filter(([tender]) => tender !== 'cash' && tender !== 'exchange').map(([tender, sums]) => ({ tender, expectedMinor: sums.amountMinor - sums.refundMinor }));
  return { expectedMinor, countedMinor, differenceMinor, approver: approver === null ? null : (till.storage.person(approver)?.name ?? approver), tenders };
}

/** The open shift's number. @throws Refusal while something on the counter keeps it open. */
function closable(till: Till): number {
  const shift = assertSelling(till);
  const basket = basketOf(till);
  if (basket.attempt !== null || basket.tenders.length > 0) throw new Refusal('payment-open', 'A payment on this till is not decided yet, so the shift stays open. Nothing was changed; finish that basket first.');
  if (!isEmpty(basket)) throw new Refusal('basket-open', 'There are goods in the basket, so the shift stays open. Nothing was changed; sell, hold or void the basket first.');
  return shift;
}

export function moveCash(till: Till, seat: Seat, direction: 'in' | 'out', amountMinor: number, reason: string): void {
  const shift = assertSelling(till);
  if (direction === 'out' && amountMinor > till.storage.shiftTally().cashExpectedMinor) throw new Refusal('not-enough-cash', 'There is not that much cash in the drawer by the ledger. Nothing was booked; check the amount, or count the drawer.');
  commit(till, operatorOf(seat).id, [
    { kind: 'cash.moved', payload: { shift, direction, amountMinor, currency: till.shop.currency, reason: plainWords(reason) } },
    { kind: 'drawer.opened', payload: { shift, reason: direction === 'in' ? 'paid-in' : 'paid-out' } },
  ]);
}

export async function openDrawer(till: Till, seat: Seat, reason: string, approval: Approval): Promise<void> {
  const shift = assertSelling(till);
  plainWords(reason);
  const approvals = await allow(till, seat, 'drawer-without-sale', { saleId: null, amountMinor: 0 }, approval);
  commit(till, operatorOf(seat).id, [...approvals, { kind: 'drawer.opened', payload: { shift, reason } }]);
}
