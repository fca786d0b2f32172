/** Weight and price labels by the shop's rules. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigitFits, withCheckDigit } from '#core/barcode/checkDigit.ts';
import { labelRule, labelValueAt, labelValueText, readLabel } from '#core/barcode/label.ts';

const weight = labelRule('21.....{NNDDD}.', 'weight');
const price = labelRule('22.....{NNNDD}.', 'price');

describe('labels', () => {
  test('the value is taken out, and the article has it zeroed and its check digit computed again [B10]', () => {
    const code = withCheckDigit('2155555012340');
    expect(readLabel(code, [weight])).toEqual({ measure: 'weight', item: withCheckDigit('2155555000000'), value: { unscaled: 1234, decimals: 3 } });
    expect(code.slice(-1)).not.toBe(withCheckDigit('2155555000000').slice(-1));
  });

  test('every weight of one article leads to the same article [B11]', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999 }), (grams) => {
      const label = readLabel(withCheckDigit(`2155555${String(grams).padStart(5, '0')}0`), [price, weight]);
      expect(label?.item).toBe(withCheckDigit('2155555000000'));
      expect(checkDigitFits(label?.item ?? '')).toBe(true);
      expect(label?.value.unscaled).toBe(grams);
    }));
  });

  test('a wrong check digit is no label: the misread digit could be the price [B12]', () => {
    const code = withCheckDigit('2255555012340');
    const wrong = code.slice(0, 12) + String((Number(code.slice(-1)) + 1) % 10);
    expect(readLabel(wrong, [price])).toBeNull();
  });

  test('the first rule that fits wins, and codes of other prefixes are no labels [B13]', () => {
    const wide = labelRule('2......{NNNDD}.', 'price');
    expect(readLabel(withCheckDigit('2155555012340'), [wide, weight])?.measure).toBe('price');
    expect(readLabel(withCheckDigit('2155555012340'), [weight, wide])?.measure).toBe('weight');
    expect(readLabel('5012345678900', [weight, price, wide])).toBeNull();
    expect(readLabel(withCheckDigit('2155555012340'), [])).toBeNull();
  });

  test('an inner check digit is ignored and zeroed [B14]', () => {
    const inner = labelRule('02.....*{NNDD}.', 'price');
    const label = readLabel(withCheckDigit('0212345799990'), [inner]);
    expect(label).toEqual({ measure: 'price', item: withCheckDigit('0212345000000'), value: { unscaled: 9999, decimals: 2 } });
  });

  test('EAN-8 and UPC-A have labels too, UPC-A with or without its leading zero [B15]', () => {
    expect(readLabel(withCheckDigit('23120120'), [labelRule('23..{NDD}.', 'price')])?.value).toEqual({ unscaled: 12, decimals: 2 });
    const upc = labelRule('2.....{NNNDD}.', 'price');
    const code = withCheckDigit('255555012340');
    expect(readLabel(code, [upc])).toEqual(readLabel(`0${code}`, [upc]));
    expect(readLabel(code, [upc])?.value).toEqual({ unscaled: 1234, decimals: 2 });
  });

  test('a rule that cannot be read is refused [B16]', () => {
    for (const pattern of ['', '21', '21.....NNDDD.', '21.....{}.', '{NNDDD}', '21.....{NNDDD}{N}.', '21.....{DNDD}.', '21.....{NNDDD}3', '21............{NN}.', '.....{NNNDDDD}.', '21[0-9]{NN}.']) {
      expect(() => labelRule(pattern, 'weight'), pattern).toThrow('cannot be read');
    }
  });

  test('values are exact at any scale [B17]', () => {
    expect(labelValueText({ unscaled: 1234, decimals: 3 })).toBe('1.234');
    expect(labelValueText({ unscaled: 5, decimals: 3 })).toBe('0.005');
    expect(labelValueText({ unscaled: 12, decimals: 0 })).toBe('12');
    expect(labelValueAt({ unscaled: 1234, decimals: 2 }, 3)).toBe(12340);
    expect(labelValueAt({ unscaled: 1230, decimals: 3 }, 2)).toBe(123);
    expect(labelValueAt({ unscaled: 1234, decimals: 3 }, 2)).toBeNull();
  });
});
