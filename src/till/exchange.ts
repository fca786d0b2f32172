/** Goods that come back for others in one sale: the difference is paid, or goes back to the tender it came from, all in one commit. */
import { bringBack, dropReturn, returnsOf, type BasketReturn } from '#core/basket.ts';
import { Refusal } from '#core/refusal.ts';
import { priceBasket } from '#core/sale.ts';
import { allow, type Approval } from './approve.ts';
import { completedEnding, completion } from './completeSale.ts';
import { plainWords } from './plainWords.ts';
import { saleOfReceipt } from './readReceipt.ts';
import { planRefund, type ReturnedLine } from './refundSale.ts';
import { assertSelling, basketOf, commit, operatorOf, type Seat, type Till } from './till.ts';

function returnOf(till: Till, receipt: number, wanted: readonly ReturnedLine[], reason: string): BasketReturn {
  if (till.storage.held().some((held) => returnsOf(held.basket).some((one) => one.receipt === receipt))) throw new Refusal('receipt-in-exchange', 'Goods of this receipt lie in an open basket as an exchange. Nothing was changed; finish that basket, or take the exchange out of it first.', { receipt });
  const { lines, amountMinor } = planRefund(till, receipt, wanted);
  const sold = new Map(saleOfReceipt(till, receipt).payload.lines.map((line) => [line.line, line]));
  return {
    receipt, reason, amountMinor,
    lines: lines.map((line) => ({ ...line, name: sold.get(line.line)?.name ?? { en: '' }, unit: sold.get(line.line)?.unit ?? 'piece' })),
  };
}

/** Puts goods of a receipt into the basket as coming back; a manager approves as for any return. Throws the refusals of `refundSale`. */
export async function bringBackGoods(till: Till, seat: Seat, receipt: number, wanted: readonly ReturnedLine[], reason: string, approval: Approval): Promise<void> {
  assertSelling(till);
  plainWords(reason);
  const before = basketOf(till);
  const returned = returnOf(till, receipt, wanted, reason);
  bringBack(before, returned);
  const approvals = await allow(till, seat, 'refund', { saleId: before.saleId, amountMinor: returned.amountMinor }, approval);
  // The PIN took a moment, in which another screen may have sold or given back.
  const stored = till.storage.basket();
  if (stored !== null && JSON.stringify(stored) !== JSON.stringify(before)) throw new Refusal('basket-changed', 'The basket changed while this was being approved. Nothing was changed by it; look at the basket and try again.');
  if (JSON.stringify(returnOf(till, receipt, wanted, reason)) !== JSON.stringify(returned)) throw new Refusal('approved-for-less', 'What was approved has changed meanwhile. Nothing was changed; look at the receipt and ask for approval again.');
  till.memory.ending = null;
  commit(till, operatorOf(seat).id, approvals, { basket: bringBack(before, returned) });
}

export function dropReturned(till: Till, seat: Seat, receipt: number): void {
  commit(till, operatorOf(seat).id, [], { basket: dropReturn(basketOf(till), receipt) });
}

/** Ends a basket of which nothing is left to pay: an exchange, whose surplus goes back the way it was paid, or goods that coupons cover. */
export function finishExchange(till: Till, seat: Seat): void {
  const shift = assertSelling(till);
  const basket = basketOf(till);
  const { dueMinor } = priceBasket(basket, till.shop.taxMode);
  const isCovered = basket.coupons !== undefined && dueMinor === 0;
  if ((returnsOf(basket).length === 0 && !isCovered) || basket.attempt !== null) throw new Refusal('no-exchange', 'There is no exchange to finish in this basket. Nothing was booked; take the money for it as usual.');
  if (basket.lines.length === 0) throw new Refusal('exchange-needs-goods', 'Nothing was chosen in exchange yet. Nothing was booked; scan the new goods, or give the old ones back by their receipt.');
  if (dueMinor > 0) throw new Refusal('exchange-not-paid', 'The new goods cost more than what came back. Nothing was booked; take the difference first.', { dueMinor });
  const done = completion(till, basket, shift, 0);
  commit(till, operatorOf(seat).id, done.drafts, { basket: done.basket });
  till.memory.ending = completedEnding(till, done.payload);
  till.memory.recovered = null;
}
