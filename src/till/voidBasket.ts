/** Putting a basket away for good; what was paid of it goes back the way it came: cash out of the drawer, wallets by refund. */
import { emptyBasket, isEmpty, type Basket } from '#core/basket.ts';
import { priceBasket } from '#core/sale.ts';
import { Refusal } from '#core/refusal.ts';
import type { Draft } from '#core/journal.ts';
import { allow, type Approval } from './approve.ts';
import { plainWords } from './plainWords.ts';
import { refundNumber } from './takeWallet.ts';
import { assertSelling, basketOf, commit, newSaleId, operatorOf, type Seat, type Till } from './till.ts';

/** What goes back of a part-paid basket. Throws `Refusal` `payment-open` while a wallet's word on a part is out. */
function waysBack(till: Till, basket: Basket): Draft[] {
  const shift = assertSelling(till);
  const { saleId } = basket;
  const { currency } = till.shop;
  const cashMinor = basket.tenders.reduce((sum, tender) => sum + (tender.kind === 'cash' && tender.received === true ? tender.amountMinor : 0), 0);
  const drafts: Draft[] = cashMinor === 0 ? [] : [{ kind: 'cash.returned', payload: { saleId, shift, amountMinor: cashMinor, currency } }, { kind: 'drawer.opened', payload: { shift, reason: 'refund' } }];
  for (const tender of basket.tenders) {
    if (tender.kind === 'cash' || tender.kind === 'exchange') continue;
    const { orderId, wallet, amountMinor } = tender;
    if (till.storage.attempt(orderId)?.state !== 'paid') throw new Refusal('payment-open', 'A wallet payment for this basket is not decided yet. Nothing was changed; wait for its word, then void the basket.');
    drafts.push({ kind: 'refund.intended', payload: { refundId: refundNumber(orderId), orderId, saleId, wallet, amountMinor, currency, owed: 'customer-funds', cause: 'cancelled' } });
  }
  return drafts;
}

/** A basket of which nothing is paid is the cashier's to void; money goes back by a manager's word. */
export async function voidBasket(till: Till, seat: Seat, reason: string, approval: Approval): Promise<void> {
  const basket = basketOf(till);
  if (basket.attempt !== null) throw new Refusal('basket-locked', 'A payment is under way, so the basket stays as it is. No money has moved because of this. Wait for the light, or cancel the payment safely first.');
  if (isEmpty(basket)) return;
  plainWords(reason);
  const { totalMinor, paidMinor } = priceBasket(basket, till.shop.taxMode);
  waysBack(till, basket);
  const approvals = basket.tenders.length === 0 ? [] : await allow(till, seat, 'refund', { saleId: basket.saleId, amountMinor: paidMinor }, approval);
  // The PIN took a moment, in which another screen may have changed the basket.
  if (basket.tenders.length > 0 && JSON.stringify(basketOf(till)) !== JSON.stringify(basket)) throw new Refusal('basket-changed', 'The basket changed while this was being approved. Nothing was changed by it; look at the basket and try again.');
  const voided: Draft = { kind: 'basket.voided', payload: { saleId: basket.saleId, lines: basket.lines.length, totalMinor, currency: till.shop.currency, reason } };
  commit(till, operatorOf(seat).id, [...approvals, ...(basket.tenders.length === 0 ? [] : waysBack(till, basket)), voided], { basket: emptyBasket(newSaleId(till)) });
}
