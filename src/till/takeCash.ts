/** Taking cash: the change, the rounding to what coins can pay, and the drawer, all after the commit. */
import { cashRounding } from '#core/cash.ts';
import { Refusal } from '#core/refusal.ts';
import { priceBasket } from '#core/sale.ts';
import { LIMITS } from '#core/limits.ts';
import { completedEnding, completion } from './completeSale.ts';
import { assertSelling, basketOf, commit, operatorOf, type Seat, type Till } from './till.ts';

/**
 * Takes cash for all that is due, or for a part of it.
 * @param amountMinor what of the due amount is paid in cash; all of it completes the sale.
 * @param givenMinor what the customer handed over; at least the amount, rounded when it completes the sale.
 */
export function takeCash(till: Till, seat: Seat, amountMinor: number, givenMinor: number): void {
  const shift = assertSelling(till);
  const basket = basketOf(till);
  if (basket.attempt !== null) throw new Refusal('payment-open', 'A wallet payment for this basket is not decided yet. No cash was booked; wait for the light, or let a manager put the payment aside.');
  if (basket.lines.length === 0) throw new Refusal('empty-basket', 'There is nothing in the basket to pay. No money was taken.');
  if (basket.tenders.length >= LIMITS.tendersMax) throw new Refusal('too-many-tenders', 'This sale has been paid in as many parts as the till takes. No cash was booked; pay the rest in one.');
  const { dueMinor } = priceBasket(basket, till.shop.taxMode);
  if (dueMinor <= 0 && basket.returns !== undefined) throw new Refusal('exchange-covered', 'What came back covers the new goods, so there is nothing to pay. No money was taken; finish the exchange.');
  if (dueMinor <= 0) throw new Refusal('zero-amount', 'This basket costs nothing, so there is nothing to pay. No money was taken; check the prices and discounts, or void the basket.');
  if (amountMinor > dueMinor) throw new Refusal('more-than-due', 'That is more than is due. No cash was booked; enter what is to be paid in cash.', { dueMinor });
  const completes = amountMinor >= dueMinor;
  const taken = completes ? dueMinor : amountMinor;
  const roundingMinor = completes ? cashRounding(taken, till.shop.currency) : 0;
  const payableMinor = taken + roundingMinor;
  if (givenMinor < payableMinor) throw new Refusal('too-little-cash', 'That is less than is due in cash. No cash was booked; ask for the rest, or take it as a part payment.', { missingMinor: payableMinor - givenMinor });
  const paid = { ...basket, tenders: [...basket.tenders, { kind: 'cash', amountMinor: taken, givenMinor, changeMinor: givenMinor - payableMinor, ...(completes ? {} : { received: true as const }) } as const], partMinor: null };
  const operator = operatorOf(seat).id;
  if (!completes) {
    const { saleId } = basket;
    commit(till, operator, [
      { kind: 'cash.received', payload: { saleId, shift, amountMinor: taken, givenMinor, changeMinor: givenMinor - taken, currency: till.shop.currency } },
      { kind: 'drawer.opened', payload: { shift, reason: 'sale' } },
    ], { basket: paid });
    return;
  }
  const done = completion(till, paid, shift, roundingMinor);
  commit(till, operator, [...done.drafts, { kind: 'drawer.opened', payload: { shift, reason: 'sale' } }], { basket: done.basket });
  till.memory.ending = completedEnding(till, done.payload);
  till.memory.recovered = null;
}
