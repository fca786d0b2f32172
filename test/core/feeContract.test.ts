/** Fees by contract, as a table, and the file that contracts are written down in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contractFor, feeByContract } from '#core/feeContract.ts';
import type { FeeContract } from '#core/feeContract.ts';
import { parseFeeContracts } from '#core/feeContractCsv.ts';

const PLAIN: FeeContract = { wallet: 'wechatpay', currency: 'CNY', ratePpm: 6000, perItemMinor: 0, minMinor: 0, capMinor: null, rounding: 'half-up', refunds: 'returned', from: null, to: null };

const CASES: { rule: string; over: Partial<FeeContract>; amount: number; fee: number }[] = [
  { rule: 'a rate of the amount', over: {}, amount: 10_000, fee: 60 },
  { rule: 'half a unit goes away from zero', over: {}, amount: 250, fee: 2 },
  { rule: 'half a unit goes to the even neighbour', over: { rounding: 'half-even' }, amount: 250, fee: 2 },
  { rule: 'half a unit goes to the even neighbour, downwards too', over: { rounding: 'half-even' }, amount: 750, fee: 4 },
  { rule: 'more than half goes up', over: { rounding: 'half-even' }, amount: 251, fee: 2 },
  { rule: 'any part goes up', over: { rounding: 'up' }, amount: 1, fee: 1 },
  { rule: 'nothing over stays', over: { rounding: 'up' }, amount: 500, fee: 3 },
  { rule: 'any part is dropped', over: { rounding: 'down' }, amount: 499, fee: 2 },
  { rule: 'a fee for each item comes on top', over: { ratePpm: 29_000, perItemMinor: 30 }, amount: 1_000, fee: 59 },
  { rule: 'never below the minimum', over: { minMinor: 10 }, amount: 100, fee: 10 },
  { rule: 'never above the cap', over: { capMinor: 25 }, amount: 1_000_000, fee: 25 },
  { rule: 'a refund gives its share back', over: {}, amount: -10_000, fee: -60 },
  { rule: 'a refund does not give the fee of the item back', over: { perItemMinor: 30, minMinor: 50 }, amount: -10_000, fee: -60 },
  { rule: 'a refund gives nothing back where the contract keeps it', over: { refunds: 'kept' }, amount: -10_000, fee: 0 },
  { rule: 'exact where doubles are not', over: { rounding: 'down' }, amount: 9_007_199_254_740_991, fee: 54_043_195_528_445 },
];

describe('fee contracts', () => {
  test.each(CASES)('$rule [M200]', ({ over, amount, fee }) => {
    expect(feeByContract({ ...PLAIN, ...over }, amount)).toBe(fee);
  });

  test('every rounding lies within one unit of the exact fee, and up is never below down [M201]', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 0, max: 1_000_000 }), (amount, ratePpm) => {
      const fee = (rounding: FeeContract['rounding']) => feeByContract({ ...PLAIN, ratePpm, rounding }, amount);
      const exact = (amount * ratePpm) / 1_000_000;
      for (const rounding of ['half-up', 'half-even', 'up', 'down'] as const) expect(Math.abs(fee(rounding) - exact)).toBeLessThan(1);
      expect(fee('up') - fee('down')).toBe(Number.isInteger(exact) ? 0 : 1);
    }), { numRuns: 500 });
  });

  test('of two contracts that hold on a day the one that began last counts [M202]', () => {
    const old = { ...PLAIN, from: '2026-01-01', to: null };
    const next = { ...PLAIN, ratePpm: 3800, from: '2026-03-01', to: '2026-03-31' };
    const on = (day: string) => contractFor([next, old], 'wechatpay', 'CNY', day)?.ratePpm ?? null;
    expect(['2025-12-31', '2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(on)).toEqual([null, 6000, 3800, 3800, 6000]);
    expect(contractFor([old], 'alipay', 'CNY', '2026-02-01')).toBeNull();
    expect(contractFor([old], 'wechatpay', 'HKD', '2026-02-01')).toBeNull();
  });

  test('a file of contracts is read by its header, and what is left out has its usual meaning [M203]', () => {
    expect(parseFeeContracts('\uFEFFcurrency,wallet,rate_bp\r\nCNY,wechatpay,60\r\n', 'f')).toEqual([PLAIN]);
    expect(parseFeeContracts('wallet,currency,rate_bp,per_item_minor,min_minor,cap_minor,rounding,refunds,from,to\nstripe,EUR,290.55,30,1,500,half-even,kept,2026-01-01,2026-12-31\n', 'f')).toEqual([
      { wallet: 'stripe', currency: 'EUR', ratePpm: 29_055, perItemMinor: 30, minMinor: 1, capMinor: 500, rounding: 'half-even', refunds: 'kept', from: '2026-01-01', to: '2026-12-31' }]);
  });

  test.each([
    ['a column it does not know', 'wallet,currency,rate_bp,discount\n', 1], ['a missing column', 'wallet,rate_bp\n', 1], ['a rate that is no number', 'wallet,currency,rate_bp\nw,CNY,0.6%\n', 2], ['a rate of more than all', 'wallet,currency,rate_bp\nw,CNY,10001\n', 2],
    ['a day that does not exist', 'wallet,currency,rate_bp,from\nw,CNY,60,2026-02-30\n', 2], ['a cap below the minimum', 'wallet,currency,rate_bp,min_minor,cap_minor\nw,CNY,60,9,8\n', 2], ['a cell too few', 'wallet,currency,rate_bp\nw,CNY,60\nw,CNY\n', 3],
    ['an end before the beginning', 'wallet,currency,rate_bp,from,to\nw,CNY,60,2026-02-02,2026-02-01\n', 2], ['a negative minimum', 'wallet,currency,rate_bp,min_minor\nw,CNY,60,-1\n', 2],
  ])('a file of contracts is refused for %s, with its line [M204]', (_, text, line) => {
    expect(() => parseFeeContracts(text, 'fees.csv')).toThrow(expect.objectContaining({ name: 'Refusal', code: 'fees-broken-line', detail: expect.objectContaining({ file: 'fees.csv', line }) }) as Error);
  });
});
