/** Retail barcodes and the GS1 check digit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDigitFits, checkDigitOf, withCheckDigit } from '#core/barcode/checkDigit.ts';
import { expandUpcE, readRetailCode } from '#core/barcode/gtin.ts';

const digits = (min: number, max: number) => fc.stringMatching(new RegExp(`^\\d{${min},${max}}$`));

describe('check digits', () => {
  test('the check digit fits and no other digit does [B1]', () => {
    fc.assert(fc.property(digits(7, 17), fc.integer({ min: 0, max: 9 }), (body, digit) => {
      expect(checkDigitFits(`${body}${digit}`)).toBe(digit === checkDigitOf(body));
    }));
  });

  test('a single misread digit is always found [B2]', () => {
    fc.assert(fc.property(digits(7, 17), fc.nat(), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
      const code = withCheckDigit(`${body}0`);
      const at = place % code.length;
      const wrong = code.slice(0, at) + String((Number(code.charAt(at)) + shift) % 10) + code.slice(at + 1);
      expect(checkDigitFits(wrong)).toBe(false);
    }));
  });
});

describe('retail codes', () => {
  test('length and check digit tell the symbology, and every spelling has one GTIN-14 [B3]', () => {
    expect(readRetailCode('5012345678900')).toMatchObject({ symbology: 'EAN-13', gtin14: '05012345678900', checkDigitOk: true });
    expect(readRetailCode('5012345678901')).toMatchObject({ symbology: 'EAN-13', checkDigit: 0, checkDigitOk: false });
    expect(readRetailCode('036000291452')).toMatchObject({ symbology: 'UPC-A', gtin14: '00036000291452', checkDigitOk: true });
    expect(readRetailCode('0036000291452')).toMatchObject({ symbology: 'EAN-13', gtin14: '00036000291452', checkDigitOk: true });
    expect(readRetailCode('96385074')).toMatchObject({ symbology: 'EAN-8', gtin14: '00000096385074', checkDigitOk: true });
    expect(readRetailCode('15012345678907')).toMatchObject({ symbology: 'GTIN-14', gtin14: '15012345678907', checkDigitOk: true });
    for (const none of ['', '123', '123456789', '12345678901', '123456789012345', '50123456789OO']) expect(readRetailCode(none)).toBeNull();
  });

  test('UPC-E stands for its UPC-A by each of the four ways to leave out zeros [B4]', () => {
    expect(expandUpcE('01234505')).toBe('012000003455');
    expect(expandUpcE('04252614')).toBe('042100005264');
    expect(expandUpcE('01234531')).toBe('012300000451');
    expect(expandUpcE('01234543')).toBe('012340000053');
    expect(expandUpcE('01234558')).toBe('012345000058');
    expect(expandUpcE('21234558')).toBeNull();
    expect(readRetailCode('04252614')).toMatchObject({ symbology: 'UPC-E', gtin14: '00042100005264', checkDigitOk: true });
  });

  test('eight digits that fit both ways are EAN-8 unless the scanner or the country says UPC [B5]', () => {
    const both = Array.from({ length: 100_000 }, (_, index) => `0${String(index * 7).padStart(6, '0')}`)
      .map((body) => withCheckDigit(`${body}0`))
      .find((code) => checkDigitFits(expandUpcE(code) ?? '00001'));
    expect(both).toBeDefined();
    expect(readRetailCode(both ?? '')?.symbology).toBe('EAN-8');
    expect(readRetailCode(both ?? '', { upcE: true })?.symbology).toBe('UPC-E');
  });

  test('numbers for use inside a shop are told from those of the world [B6]', () => {
    const restricted = (body: string): boolean | undefined => readRetailCode(withCheckDigit(`${body}0`))?.restricted;
    expect(restricted('200000000000')).toBe(true);
    expect(restricted('299999999999')).toBe(true);
    expect(restricted('020000000000')).toBe(true);
    expect(restricted('040000000000')).toBe(true);
    expect(restricted('400638133393')).toBe(false);
    expect(restricted('690123456789')).toBe(false);
    expect(restricted('21234567890')).toBe(true);
    expect(restricted('03600029145')).toBe(false);
    expect(restricted('2001234')).toBe(true);
    expect(restricted('9638507')).toBe(false);
  });
});
