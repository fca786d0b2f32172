/** A manager's coupon as it is typed in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Coupon } from '#core/coupon.ts';
import { coupons } from '#test/kit/coupons.ts';
import { couponDraft, couponOf, type CouponDraft } from '#renderer/manager/coupons/couponDraft.ts';

describe('a coupon that is typed in', () => {
  test('what is shown of a coupon makes the same coupon again, in currencies with none, two and three decimals [V300]', () => {
    const day = fc.constantFrom(null, '2026-03-01', '2026-03-31');
    fc.assert(fc.property(coupons, fc.constantFrom('CNY', 'KRW', 'KWD'), day, day, fc.option(fc.constantFrom('九折', '优惠'), { nil: undefined }), (made, currency, from, to, zh) => {
      for (const one of made) {
        const coupon: Coupon = { ...one, name: { ...one.name, ...(zh === undefined ? {} : { zh }) }, from, to: from !== null && to !== null && to < from ? null : to };
        expect(couponOf(couponDraft(coupon, currency), currency)).toEqual(coupon);
      }
    }));
  });

  test('a field that is missing or cannot be read makes none; the code is in capitals, empty ends are open [V301]', () => {
    const draft: CouponDraft = { code: 'spring-10', en: 'Spring', zh: ' ', ko: '', kind: 'percent', value: '7.5', least: '', from: '', to: '' };
    expect(couponOf(draft, 'CNY')).toEqual({ code: 'SPRING-10', name: { en: 'Spring' }, takes: { kind: 'percent', bp: 750 }, leastMinor: 0, from: null, to: null });
    expect(couponOf({ ...draft, kind: 'amount', value: '5', least: '30.5' }, 'CNY')).toMatchObject({ takes: { kind: 'amount', minor: 500 }, leastMinor: 3_050 });
    const broken: Partial<CouponDraft>[] = [{ code: 'a b' }, { code: '' }, { en: ' ' }, { value: '' }, { value: '0' }, { value: '100.01' }, { value: '7.555' }, { value: '-5' }, { kind: 'amount', value: '0.001' }, { kind: 'amount', value: '0' }, { least: 'x' }, { least: '-1' }, { from: '2026-03-02', to: '2026-03-01' }];
    expect(broken.map((part) => couponOf({ ...draft, ...part }, 'CNY'))).toEqual(broken.map(() => null));
  });
});
