/** A customer's coupon into the basket and out of it: scanned or typed, judged by what the shop keeps today. */
import { addCoupon, dropCoupon } from '#core/basket.ts';
import { couponDay } from '#core/coupon.ts';
import { priceBasket } from '#core/sale.ts';
import { Refusal } from '#core/refusal.ts';
import { keptCoupon } from './keepCoupons.ts';
import { keep } from './sell.ts';
import { assertSelling, basketOf, businessDayOf, type Seat, type Till } from './till.ts';

/**
 * A basket keeps the coupon with the terms it has now, as a line keeps its price.
 * Refused: `coupon-unknown`, `coupon-not-yet`, `coupon-no-longer`, `coupon-least-spend`, `coupon-needs-goods`, `coupon-twice`, `coupon-too-many`, and what a locked or part-paid basket refuses.
 */
export function giveCoupon(till: Till, seat: Seat, text: string): void {
  assertSelling(till);
  const coupon = keptCoupon(till, text);
  // Whatever was typed or scanned is not said again: it may be somebody's payment code.
  if (coupon === null) throw new Refusal('coupon-unknown', 'The shop has no such coupon. Nothing was taken off; check the code, or ask a manager.');
  const { code, from, to } = coupon;
  const held = couponDay(coupon, businessDayOf(till));
  if (held === 'not-yet') throw new Refusal('coupon-not-yet', `The coupon ${code} holds from ${from ?? ''} on. Nothing was taken off; keep it until then.`, { code, from: from ?? '' });
  if (held === 'no-longer') throw new Refusal('coupon-no-longer', `The coupon ${code} held until ${to ?? ''}. Nothing was taken off; ask a manager whether something else can be done.`, { code, to: to ?? '' });
  const next = addCoupon(basketOf(till), coupon);
  const { missingMinor } = priceBasket(next, till.shop.taxMode).coupons.at(-1) ?? { missingMinor: 0 };
  if (missingMinor > 0) throw new Refusal('coupon-least-spend', `The coupon ${code} needs goods for more. Nothing was taken off; add goods, then scan it again.`, { code, missingMinor, leastMinor: coupon.leastMinor });
  keep(till, seat, next);
}

export function takeCouponOut(till: Till, seat: Seat, code: string): void {
  assertSelling(till);
  keep(till, seat, dropCoupon(basketOf(till), code));
}
