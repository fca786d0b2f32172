/** Ringing up: every change of the basket, kept on disk before the screen shows it. */
import { addProduct, discountAll, discountLine, emptyBasket, isEmpty, overridePrice, removeLine, setQuantity, withoutCoupons, type Basket, type Discount } from '#core/basket.ts';
import { mulDiv } from '#core/money.ts';
import { CASHIER_DISCOUNT_BP_MAX, holds } from '#core/roles.ts';
import { priceBasket } from '#core/sale.ts';
import { Refusal } from '#core/refusal.ts';
import type { Draft } from '#core/journal.ts';
import { allow, type Approval } from './approve.ts';
import { weighedMilli, weightAdded } from './weigh.ts';
import { assertSelling, basketOf, commit, newSaleId, operatorOf, type Seat, type Till } from './till.ts';

/** What a basket gives away above the cashier's limit: that much somebody has to have approved. Coupons were allowed when they were kept: they neither count nor hide anything. */
function overLimitMinor(till: Till, given: Basket): number {
  const basket = withoutCoupons(given);
  const own = priceBasket({ ...basket, discountBp: 0 }, till.shop.taxMode);
  const over = own.lines.reduce((sum, line) => (line.discountMinor > mulDiv(line.grossMinor, CASHIER_DISCOUNT_BP_MAX, 10_000) ? sum + line.discountMinor : sum), 0);
  if (basket.discountBp <= CASHIER_DISCOUNT_BP_MAX) return over;
  return over + priceBasket(basket, till.shop.taxMode).discountMinor - own.discountMinor;
}

/** Keeps the next basket. An approved discount was approved for its amount: other goods or quantities may not make more of it. */
export function keep(till: Till, seat: Seat, basket: Basket, drafts: readonly Draft[] = []): void {
  const operator = operatorOf(seat);
  if (drafts.length === 0 && !holds(operator.role, 'discount-over-limit')) {
    const over = overLimitMinor(till, basket);
    if (over > 0 && over > overLimitMinor(till, basketOf(till))) throw new Refusal('discount-approved-for-less', 'The discount was approved for less than this would give away. Nothing was changed; take the discount off, change the goods, then have it approved again.');
  }
  if (till.memory.ending !== null) till.memory.displayLanguage = null;
  till.memory.ending = null;
  till.memory.recovered = null;
  commit(till, operator.id, drafts, { basket });
}

/** A PIN takes a moment, in which another screen may have changed the basket: what was approved must be what is kept. */
function assertSame(till: Till, approved: Basket): void {
  const now = till.storage.basket();
  if (now !== null && JSON.stringify(now) !== JSON.stringify(approved)) throw new Refusal('basket-changed', 'The basket changed while this was being approved. Nothing was changed by it; look at the basket and try again.');
}

/** @param quantityMilli null: one piece, or what lies on the scale, or a kilogram until something does. */
export function addGoods(till: Till, seat: Seat, sku: string, quantityMilli: number | null, cause: 'scan' | 'tile', unitMinor?: number): void {
  assertSelling(till);
  const product = till.storage.product(sku);
  if (product === null) throw new Refusal('no-such-product', 'The catalogue has no such product. Nothing was added; search for it by name.');
  const weighed = quantityMilli === null ? weighedMilli(till, product) : null;
  const basket = addProduct(basketOf(till), product, quantityMilli ?? weighed ?? 1_000, cause, unitMinor);
  keep(till, seat, basket);
  if (quantityMilli === null && product.unit === 'kg') weightAdded(till, basket, weighed !== null);
}

export function changeQuantity(till: Till, seat: Seat, line: number, quantityMilli: number): void {
  assertSelling(till);
  keep(till, seat, setQuantity(basketOf(till), line, quantityMilli));
}

export function dropLine(till: Till, seat: Seat, line: number): void {
  assertSelling(till);
  keep(till, seat, removeLine(basketOf(till), line));
}

export async function giveLineDiscount(till: Till, seat: Seat, line: number, discount: Discount | null, approval: Approval): Promise<void> {
  assertSelling(till);
  const before = basketOf(till);
  const next = discountLine(before, line, discount);
  const priced = priceBasket({ ...withoutCoupons(next), discountBp: 0 }, till.shop.taxMode).lines.find((item) => item.line === line);
  const over = priced !== undefined && priced.discountMinor > mulDiv(priced.grossMinor, CASHIER_DISCOUNT_BP_MAX, 10_000);
  const drafts = over ? await allow(till, seat, 'discount-over-limit', { saleId: next.saleId, amountMinor: priced.discountMinor }, approval) : [];
  assertSame(till, before);
  keep(till, seat, next, drafts);
}

export async function giveBasketDiscount(till: Till, seat: Seat, bp: number, approval: Approval): Promise<void> {
  assertSelling(till);
  const before = basketOf(till);
  const next = discountAll(before, bp);
  const priced = priceBasket(withoutCoupons(next), till.shop.taxMode);
  const drafts = bp > CASHIER_DISCOUNT_BP_MAX ? await allow(till, seat, 'discount-over-limit', { saleId: next.saleId, amountMinor: priced.discountMinor }, approval) : [];
  assertSame(till, before);
  keep(till, seat, next, drafts);
}

export async function changePrice(till: Till, seat: Seat, line: number, unitMinor: number, approval: Approval): Promise<void> {
  assertSelling(till);
  const before = basketOf(till);
  const next = overridePrice(before, line, unitMinor);
  const drafts = await allow(till, seat, 'price-override', { saleId: before.saleId, amountMinor: unitMinor }, approval);
  assertSame(till, before);
  keep(till, seat, next, drafts);
}

/** A basket whose payment is under way is nobody's to put away; what was paid of it before is in the books and goes with it. */
function assertMovable(basket: Basket): void {
  if (basket.attempt !== null) throw new Refusal('basket-locked', 'A payment is under way, so the basket stays as it is. No money has moved because of this. Wait for the light, or cancel the payment safely first.');
}

export function holdBasket(till: Till, seat: Seat): void {
  const basket = basketOf(till);
  assertMovable(basket);
  if (isEmpty(basket)) throw new Refusal('empty-basket', 'There is nothing in the basket to hold. Nothing was changed.');
  const operator = operatorOf(seat);
  const { totalMinor } = priceBasket(basket, till.shop.taxMode);
  const at = till.ports.clock.now();
  commit(till, operator.id, [{ kind: 'basket.held', payload: { saleId: basket.saleId, lines: basket.lines.length, totalMinor, currency: till.shop.currency } }], {
    basket: emptyBasket(newSaleId(till)), hold: { id: basket.saleId, at, operator: operator.id, basket },
  });
}

/** Puts the basket on the counter aside, if there is one, and brings the held one back. */
export function recallBasket(till: Till, seat: Seat, id: string): void {
  const found = till.storage.held().find((item) => item.id === id);
  if (found === undefined) throw new Refusal('no-such-basket', 'That basket is no longer held. Nothing was changed; look at the list again.');
  const current = basketOf(till);
  assertMovable(current);
  if (!isEmpty(current)) holdBasket(till, seat);
  commit(till, operatorOf(seat).id, [], { basket: found.basket, unhold: id });
}
