/** Coupons: what they take off, on which days, from which spend; figures that add up to the unit; codes that are nobody's payment. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCoupon, addProduct, dropCoupon, emptyBasket, removeLine } from '#core/basket.ts';
import { couponDay, type Coupon } from '#core/coupon.ts';
import { mayBeCoupon, readCouponCode } from '#core/couponCode.ts';
import { mulDiv } from '#core/money.ts';
import { priceBasket, type TaxMode } from '#core/sale.ts';
import { basketLines, PRODUCTS } from '#test/kit/goods.ts';
import { coupons } from '#test/kit/coupons.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const tea = PRODUCTS[0]!;
const cake = PRODUCTS[4]!;
const ten: Coupon = { code: 'TEN', name: { en: 'Ten' }, takes: { kind: 'percent', bp: 1_000 }, leastMinor: 0, from: null, to: null };
const five: Coupon = { code: 'FIVE', name: { en: 'Five' }, takes: { kind: 'amount', minor: 500 }, leastMinor: 2_000, from: null, to: null };
const teas = (pieces: number) => addProduct(emptyBasket('s'), tea, pieces * 1_000, 'tile');

describe('coupons', () => {
  test('whatever coupons are given, lines, coupons, discounts and taxes add up to the unit and nothing falls below zero [P60]', () => {
    fc.assert(fc.property(basketLines, fc.integer({ min: 0, max: 10_000 }), coupons, fc.constantFrom<TaxMode>('inclusive', 'exclusive'), (lines, discountBp, given, mode) => {
      const plain = priceBasket({ lines, discountBp, tenders: [] }, mode);
      const priced = priceBasket({ lines, discountBp, tenders: [], coupons: given }, mode);
      const spend = sum(plain.lines.map((line) => line.totalMinor));
      let left = spend;
      expect(priced.coupons.map(({ code }) => code)).toEqual(given.map(({ code }) => code));
      for (const one of priced.coupons) {
        const wanted = one.takes.kind === 'percent' ? mulDiv(left, one.takes.bp, 10_000) : one.takes.minor;
        expect([one.takesMinor, one.missingMinor]).toEqual(spend < one.leastMinor ? [0, one.leastMinor - spend] : [Math.min(wanted, left), 0]);
        left -= one.takesMinor;
      }
      for (const [index, line] of priced.lines.entries()) {
        const before = plain.lines[index]!;
        expect([line.totalMinor, line.discountMinor]).toEqual([before.totalMinor - line.couponMinor, before.discountMinor + line.couponMinor]);
        expect(line.totalMinor).toBeGreaterThanOrEqual(0);
        expect(line.couponMinor).toBeGreaterThanOrEqual(0);
      }
      const taken = sum(priced.coupons.map(({ takesMinor }) => takesMinor));
      expect(sum(priced.lines.map(({ couponMinor }) => couponMinor))).toBe(taken);
      expect(sum(priced.lines.map(({ totalMinor }) => totalMinor))).toBe(left);
      expect(priced.discountMinor).toBe(plain.discountMinor + taken);
      expect(priced.totalMinor).toBe(sum(priced.taxes.map((tax) => tax.netMinor + tax.taxMinor)));
      expect(priced.totalMinor).toBe(mode === 'inclusive' ? left : left + priced.taxMinor);
    }), { numRuns: 2_000 });
  });

  test('each takes of what those before it left, in the order in which they were given [P61]', () => {
    const takes = (codes: readonly Coupon[]) => priceBasket(codes.reduce(addCoupon, teas(4)), 'inclusive').coupons.map(({ takesMinor }) => takesMinor);
    expect(takes([ten, five])).toEqual([500, 500]);
    expect(takes([five, ten])).toEqual([500, 450]);
    expect(takes([{ ...five, takes: { kind: 'amount', minor: 99_999 } }, ten])).toEqual([5_000, 0]);
  });

  test('below its least spend a coupon takes nothing and says what is missing, and takes again when that is met; the last line takes it along [P62]', () => {
    const basket = addCoupon(addProduct(teas(1), cake, 1_000, 'tile'), five);
    expect(priceBasket(basket, 'inclusive')).toMatchObject({ totalMinor: 10_749, coupons: [{ takesMinor: 500, missingMinor: 0 }] });
    const less = removeLine(basket, 2);
    expect(priceBasket(less, 'inclusive')).toMatchObject({ totalMinor: 1_250, coupons: [{ takesMinor: 0, missingMinor: 750 }] });
    expect(priceBasket(addProduct(less, tea, 1_000, 'tile'), 'inclusive')).toMatchObject({ totalMinor: 2_000, coupons: [{ takesMinor: 500, missingMinor: 0 }] });
    expect('coupons' in removeLine(less, 1)).toBe(false);
  });

  test('a basket takes a coupon once, five of them, only with goods, and not while it is being paid; taken out it is as if it had never been [P63]', () => {
    const basket = addCoupon(teas(2), ten);
    const codes = (given: () => unknown) => { try { given(); return 'ok'; } catch (error) { return (error as { code?: string }).code; } };
    expect(codes(() => addCoupon(basket, ten))).toBe('coupon-twice');
    expect(codes(() => addCoupon(emptyBasket('s'), ten))).toBe('coupon-needs-goods');
    expect(codes(() => addCoupon({ ...basket, attempt: 'o1' }, five))).toBe('basket-locked');
    const paid = { ...basket, tenders: [{ kind: 'cash', amountMinor: 1, givenMinor: 1, changeMinor: 0, received: true }] } as const;
    expect([codes(() => addCoupon(paid, five)), codes(() => dropCoupon(paid, 'TEN'))]).toEqual(['basket-part-paid', 'basket-part-paid']);
    const full = ['A1', 'A2', 'A3', 'A4'].reduce((before, code) => addCoupon(before, { ...ten, code }), basket);
    expect(codes(() => addCoupon(full, five))).toBe('coupon-too-many');
    expect(dropCoupon(basket, 'TEN')).toEqual(teas(2));
  });

  test('a coupon holds from its first day to its last, both included [P64]', () => {
    const days = ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'];
    expect(days.map((day) => couponDay({ from: '2026-03-01', to: '2026-03-31' }, day))).toEqual(['not-yet', 'holds', 'holds', 'no-longer']);
    expect(days.map((day) => couponDay({ from: null, to: null }, day))).toEqual(days.map(() => 'holds'));
  });

  test('a code is read whatever its case; none is one that a wallet, a receipt, a badge, a bar code or a card could have [P65]', () => {
    expect([' save-10 ', 'SAVE-10', 'S.1_a', 'ab', '-A-', 'SAVE 10', 'SPÄT', '请享', 'A'.repeat(33), '134567890123456', '4111111111111111'].map(readCouponCode)).toEqual(['SAVE-10', 'SAVE-10', 'S.1_A', null, null, null, null, null, null, null, null]);
    const may = (code: string, prefixes: readonly string[] = []) => mayBeCoupon(code, { couponPrefixes: prefixes });
    expect(['SAVE-10', 'MEMBER', '1234567'].map((code) => may(code))).toEqual([true, true, true]);
    expect(['TBR1:T2:1042:8A3F', '6901234567892', '0169012345678928', 'HTTPS://QR.ALIPAY.COM/A'].map((code) => may(code))).toEqual([false, false, false, false]);
    expect([may('9900000000011'), may('9900000000011', ['99'])]).toEqual([false, true]);
    fc.assert(fc.property(fc.constantFrom('13', '28', '62', '01', '90'), fc.integer({ min: 10, max: 22 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 22, maxLength: 22 }), (start, length, digits) => {
      expect(readCouponCode(`${start}${digits.slice(0, Math.max(13, length)).join('')}`)).toBeNull();
    }));
  });
});
