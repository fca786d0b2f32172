/** A coupon: what a customer gets for a code, from which spend and on which days; a manager allowed it when it was kept. */
import type { LocalName } from './catalogue.ts';
import { mulDiv, splitMinor } from './money.ts';

export type Coupon = {
  /** In capitals, as `readCouponCode` writes it. */
  readonly code: string;
  readonly name: LocalName;
  /** Basis points of what is still to pay for the goods, or minor units. */
  readonly takes: { readonly kind: 'percent'; readonly bp: number } | { readonly kind: 'amount'; readonly minor: number };
  /** The goods' sum, after the other discounts and before any coupon, from which it takes something off; 0: any. */
  readonly leastMinor: number;
  /** First and last day, `YYYY-MM-DD` of the shop; null: open. */
  readonly from: string | null;
  readonly to: string | null;
};

/** What a coupon of a basket comes to: `missingMinor` to spend until it takes something off. */
export type PricedCoupon = Coupon & { readonly takesMinor: number; readonly missingMinor: number };

/** What became of a coupon; null: it is taken no more. */
export type CouponChange = { readonly code: string; readonly to: Coupon | null };

export function couponDay({ from, to }: Pick<Coupon, 'from' | 'to'>, day: string): 'holds' | 'not-yet' | 'no-longer' {
  if (from !== null && day < from) return 'not-yet';
  return to !== null && day > to ? 'no-longer' : 'holds';
}

/**
 * What coupons take off, in the order in which they were given, each of what those before it left.
 * @param amounts of the lines, after all other discounts.
 * @returns the coupons with what they take, and each line's share of all of them; a share is never more than its line.
 */
export function takeCoupons(coupons: readonly Coupon[], amounts: readonly number[]): { readonly coupons: PricedCoupon[]; readonly shares: number[] } {
  const spendMinor = amounts.reduce((sum, amount) => sum + amount, 0);
  const left = [...amounts];
  let leftMinor = spendMinor;
  const priced = coupons.map((coupon): PricedCoupon => {
    const missingMinor = Math.max(0, coupon.leastMinor - spendMinor);
    const wanted = missingMinor > 0 ? 0 : coupon.takes.kind === 'percent' ? mulDiv(leftMinor, coupon.takes.bp, 10_000) : coupon.takes.minor;
    const takesMinor = Math.min(wanted, leftMinor);
    if (takesMinor > 0) for (const [index, share] of splitMinor(takesMinor, left).entries()) left[index] = (left[index] ?? 0) - share;
    leftMinor -= takesMinor;
    return { ...coupon, takesMinor, missingMinor };
  });
  return { coupons: priced, shares: amounts.map((amount, index) => amount - (left[index] ?? 0)) };
}
