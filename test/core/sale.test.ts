/** What a basket costs: every figure is the sum of its parts, in both tax modes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addProduct, discountLine, emptyBasket, overridePrice, removeLine, setQuantity } from '#core/basket.ts';
import { priceBasket, taxesOf, type TaxMode } from '#core/sale.ts';
import { mulDiv } from '#core/money.ts';
import { basketLines, PRODUCTS } from '#test/kit/goods.ts';

const mode = fc.constantFrom<TaxMode>('inclusive', 'exclusive');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const tea = PRODUCTS[0]!;
const apple = PRODUCTS[5]!;

describe('what a basket costs', () => {
  test('totals are the sums of their parts, in both tax modes [P9]', () => {
    fc.assert(fc.property(basketLines, fc.integer({ min: 0, max: 10_000 }), mode, (lines, discountBp, taxMode) => {
      const priced = priceBasket({ lines, discountBp, tenders: [] }, taxMode);
      for (const [index, line] of priced.lines.entries()) {
        const raw = lines[index]!;
        expect(line.grossMinor).toBe(mulDiv(raw.unitMinor, raw.quantityMilli, 1000));
        expect(line.totalMinor).toBe(line.grossMinor - line.discountMinor);
        expect(line.discountMinor).toBeGreaterThanOrEqual(0);
        expect(line.totalMinor).toBeGreaterThanOrEqual(0);
      }
      const lineTotal = sum(priced.lines.map((line) => line.totalMinor));
      expect(priced.discountMinor).toBe(sum(priced.lines.map((line) => line.discountMinor)));
      expect(priced.taxMinor).toBe(sum(priced.taxes.map((tax) => tax.taxMinor)));
      expect(priced.totalMinor).toBe(taxMode === 'inclusive' ? lineTotal : lineTotal + priced.taxMinor);
      expect(priced.totalMinor).toBe(sum(priced.taxes.map((tax) => tax.netMinor + tax.taxMinor)));
      expect(priced.dueMinor).toBe(priced.totalMinor);
      expect(new Set(priced.taxes.map((tax) => tax.rateBp)).size).toBe(priced.taxes.length);
    }), { numRuns: 2_000 });
  });

  test('tax is taken out of an inclusive sum and put on top of an exclusive one, once per rate [P10]', () => {
    expect(taxesOf([{ totalMinor: 11_300, taxRateBp: 1_300 }], 'inclusive')).toEqual([{ rateBp: 1_300, netMinor: 10_000, taxMinor: 1_300 }]);
    expect(taxesOf([{ totalMinor: 10_000, taxRateBp: 1_300 }], 'exclusive')).toEqual([{ rateBp: 1_300, netMinor: 10_000, taxMinor: 1_300 }]);
    const lines = Array.from({ length: 3 }, (_, index) => ({ ...addProduct(emptyBasket('s'), tea, 1000, 'tile').lines[0]!, line: index + 1, unitMinor: 4, taxRateBp: 1_300 }));
    expect(priceBasket({ lines, discountBp: 0, tenders: [] }, 'exclusive').taxes).toEqual([{ rateBp: 1_300, netMinor: 12, taxMinor: 2 }]);
  });

  test('a line discount is never more than the line, and the basket discount is shared out to the unit [P11]', () => {
    const one = discountLine(addProduct(emptyBasket('s'), tea, 1000, 'tile'), 1, { kind: 'amount', minor: 999_999 });
    expect(priceBasket(one, 'inclusive').totalMinor).toBe(0);
    fc.assert(fc.property(basketLines, fc.integer({ min: 1, max: 10_000 }), (lines, discountBp) => {
      const plain = priceBasket({ lines, discountBp: 0, tenders: [] }, 'inclusive');
      const less = priceBasket({ lines, discountBp, tenders: [] }, 'inclusive');
      expect(plain.totalMinor - less.totalMinor).toBe(mulDiv(plain.totalMinor, discountBp, 10_000));
    }));
  });

  test('the same goods join their line unless it was given a discount or another price [P12]', () => {
    const two = addProduct(addProduct(emptyBasket('s'), tea, 1000, 'scan'), tea, 1000, 'scan');
    expect(two.lines.map((line) => line.quantityMilli)).toEqual([2000]);
    expect(addProduct(discountLine(two, 1, { kind: 'percent', bp: 500 }), tea, 1000, 'scan').lines).toHaveLength(2);
    expect(addProduct(overridePrice(two, 1, 1), tea, 1000, 'scan').lines.map((line) => line.unitMinor)).toEqual([1, 1_250]);
    expect(addProduct(addProduct(two, apple, 300, 'scan'), apple, 300, 'scan').lines).toHaveLength(3);
    expect(overridePrice(overridePrice(two, 1, 7), 1, 9).lines[0]?.listMinor).toBe(1_250);
  });

  test('line numbers are never used twice in a basket, and pieces stay whole [P13]', () => {
    const two = addProduct(addProduct(emptyBasket('s'), tea, 1000, 'tile'), apple, 500, 'tile');
    const again = addProduct(removeLine(two, 1), tea, 1000, 'tile');
    expect(again.lines.map((line) => line.line)).toEqual([2, 3]);
    expect(() => setQuantity(two, 1, 1500)).toThrow(/by the piece/);
    expect(setQuantity(two, 1, 0).lines.map((line) => line.sku)).toEqual(['APPLE']);
    expect(() => setQuantity(two, 9, 1000)).toThrow(/no longer in the basket/);
  });

  test('goods of a basket that is being paid, or part paid, stay as they are [P14]', () => {
    const basket = addProduct(emptyBasket('s'), tea, 1000, 'tile');
    const locked = { ...basket, attempt: 'ORDER0001' };
    const part = { ...basket, tenders: [{ kind: 'cash' as const, amountMinor: 10, givenMinor: 10, changeMinor: 0 }] };
    for (const held of [locked, part]) {
      for (const step of [() => addProduct(held, tea, 1000, 'tile'), () => setQuantity(held, 1, 2000), () => removeLine(held, 1), () => discountLine(held, 1, null), () => overridePrice(held, 1, 1)]) expect(step).toThrow(/stays? as (it is|they are)/);
    }
  });
});
