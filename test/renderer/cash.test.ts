/** Notes a customer is likely to give, and change in the fewest pieces. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changePieces, denominationsOf, likelyGiven } from '#renderer/cashier/pay/denominations.ts';

describe('cash on the screen', () => {
  test('the notes above the amount are offered, smallest first and each once [V40]', () => {
    expect(likelyGiven(12_810, 'CNY')).toEqual([13_000, 15_000, 20_000]);
    expect(likelyGiven(20_000, 'CNY')).toEqual([]);
    expect(likelyGiven(12_809, 'KRW')).toEqual([13_000, 20_000, 50_000]);
  });

  test('change is made up of the largest pieces [V41]', () => {
    expect(changePieces(7_190, 'CNY').map(({ valueMinor, count }) => `${count}x${valueMinor}`)).toEqual(['1x5000', '1x2000', '1x100', '1x50', '4x10']);
    expect(changePieces(7_190, 'CNY').filter((piece) => piece.coin)).toHaveLength(3);
  });

  test('the pieces never sum to more than the change, and fall short by less than the smallest coin [V42]', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom('CNY', 'KRW', 'JPY', 'EUR', 'USD', 'KWD', 'SEK'), (change, currency) => {
      const sum = changePieces(change, currency).reduce((total, piece) => total + piece.valueMinor * piece.count, 0);
      expect(sum).toBeLessThanOrEqual(change);
      expect(change - sum).toBeLessThan(denominationsOf(currency).pieces.at(-1) ?? 0);
    }));
  });
});
