/** Shifts and the drawer: float in, blind count out, cash moved with a reason, every opening on record. */
import { isEmpty } from '#core/basket.ts';
import { Refusal } from '#core/refusal.ts';
import { dayIn } from '#core/time.ts';
import { assertMinor } from '#core/money.ts';
import { allow, type Approval } from './approve.ts';
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

/** The count goes in before the expected amount comes out. */
export function closeShift(till: Till, seat: Seat, counts: readonly Count[]): { expectedMinor: number; countedMinor: number; differenceMinor: number } {
  const shift = assertSelling(till);
  const basket = basketOf(till);
  if (basket.attempt !== null || basket.tenders.length > 0) throw new Refusal('payment-open', 'A payment on this till is not decided yet, so the shift stays open. Nothing was changed; finish that basket first.');
  if (!isEmpty(basket)) throw new Refusal('basket-open', 'There are goods in the basket, so the shift stays open. Nothing was changed; sell, hold or void the basket first.');
  const countedMinor = assertMinor(counts.reduce((sum, count) => sum + count.denominationMinor * count.pieces, 0));
  const expectedMinor = till.storage.shiftTally().cashExpectedMinor;
  const differenceMinor = countedMinor - expectedMinor;
  const { currency } = till.shop;
  till.memory.ending = null;
  commit(till, operatorOf(seat).id, [
    { kind: 'cash.counted', payload: { shift, counts, countedMinor, currency } },
    { kind: 'shift.closed', payload: { shift, expectedMinor, countedMinor, differenceMinor, currency } },
  ]);
  return { expectedMinor, countedMinor, differenceMinor };
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
