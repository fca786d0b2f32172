/** Coupons for tests: made by chance, and a few that a shop would keep. */
import fc from 'fast-check';
import type { Coupon } from '#core/coupon.ts';

/** None to five, each with a code of its own. */
export const coupons: fc.Arbitrary<Coupon[]> = fc.array(fc.record({
  takes: fc.oneof(fc.record({ kind: fc.constant('percent' as const), bp: fc.integer({ min: 1, max: 10_000 }) }), fc.record({ kind: fc.constant('amount' as const), minor: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9_000_000 })) })),
  leastMinor: fc.oneof(fc.constant(0), fc.nat(9_000_000)),
}), { maxLength: 5 }).map((rows) => rows.map((row, index): Coupon => ({ code: `C${index}-X`, name: { en: `Coupon ${index}` }, ...row, from: null, to: null })));

export const SAVE10: Coupon = { code: 'SAVE-10', name: { en: 'Ten per cent', zh: '九折', ko: '10% 할인' }, takes: { kind: 'percent', bp: 1_000 }, leastMinor: 0, from: null, to: null };
/** Of at least 30.00, in March 2026. */
export const FIVE: Coupon = { code: 'FIVE', name: { en: 'Five off' }, takes: { kind: 'amount', minor: 500 }, leastMinor: 3_000, from: '2026-03-01', to: '2026-03-31' };
