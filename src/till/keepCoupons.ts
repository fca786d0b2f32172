/** The shop's coupons as a manager keeps them: put, changed, withdrawn; each change is in the journal for good. */
import type { Coupon, CouponChange } from '#core/coupon.ts';
import { mayBeCoupon, readCouponCode } from '#core/couponCode.ts';
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import type { CouponView } from '#contract/shopCalls.ts';
import { scanSettings } from './scanSettings.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

/** All of them, in the order of their codes. */
const KEPT = 'coupons';

function kept(till: Pick<Till, 'storage'>): Coupon[] {
  return JSON.parse(till.storage.setting(KEPT) ?? '[]') as Coupon[];
}

/** The coupon of a code, whatever its case; null when the shop keeps none of that very code. */
export function keptCoupon(till: Pick<Till, 'storage'>, text: string): Coupon | null {
  const code = readCouponCode(text);
  return code === null ? null : kept(till).find((one) => one.code === code) ?? null;
}

export function couponList(till: Till): CouponView[] {
  const uses = new Map(till.storage.couponUses().map((use) => [use.code, use]));
  return kept(till).map((coupon) => ({ ...coupon, sales: uses.get(coupon.code)?.sales ?? 0, amountMinor: uses.get(coupon.code)?.amountMinor ?? 0 }));
}

function change(till: Till, seat: Seat, made: CouponChange): CouponView[] {
  const others = kept(till).filter(({ code }) => code !== made.code);
  const all = made.to === null ? others : [...others, made.to].sort((a, b) => (a.code < b.code ? -1 : 1));
  commit(till, operatorOf(seat).id, [{ kind: 'coupon.changed', payload: made }], { settings: { [KEPT]: JSON.stringify(all) } });
  till.ports.changed();
  return couponList(till);
}

/** Refused: `coupon-code-unfit`, `coupon-code-taken` (a new one), `coupon-gone`, `coupon-days`, `coupons-too-many`. */
export function putCoupon(till: Till, seat: Seat, wanted: Coupon, isNew: boolean): CouponView[] {
  const code = readCouponCode(wanted.code);
  if (code === null || !mayBeCoupon(code, scanSettings(till.shop)) || till.storage.product(code) !== null) throw new Refusal('coupon-code-unfit', 'A scanner could take that code for goods or for a payment. Nothing was changed; choose letters and digits, such as SPRING-10.');
  const { from, to } = wanted;
  if (from !== null && to !== null && to < from) throw new Refusal('coupon-days', 'The coupon ends before it begins. Nothing was changed; mend its days.');
  const was = kept(till).find((one) => one.code === code);
  if (isNew && was !== undefined) throw new Refusal('coupon-code-taken', `There is a coupon ${code} already. Nothing was changed; choose another code, or change that one.`, { code });
  if (!isNew && was === undefined) throw new Refusal('coupon-gone', 'That coupon has been withdrawn meanwhile. Nothing was changed; look at the list again.');
  if (isNew && kept(till).length >= LIMITS.couponsMax) throw new Refusal('coupons-too-many', 'The shop keeps no more coupons. Nothing was changed; withdraw one that has ended first.');
  const coupon: Coupon = { ...wanted, code };
  if (was !== undefined && JSON.stringify(was) === JSON.stringify(coupon)) return couponList(till);
  return change(till, seat, { code, to: coupon });
}

/** Taken no more from now on; baskets that have it and receipts stay as they are. */
export function withdrawCoupon(till: Till, seat: Seat, code: string): CouponView[] {
  if (!kept(till).some((one) => one.code === code)) throw new Refusal('coupon-gone', 'That coupon has been withdrawn meanwhile. Nothing was changed; look at the list again.');
  return change(till, seat, { code, to: null });
}
