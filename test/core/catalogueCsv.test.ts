/** Goods as a spreadsheet keeps them: what is written reads back, and every fault is named by its line. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueCsv, gtinOf, readCatalogueCsv, taxBpOf } from '#core/catalogueCsv.ts';
import type { Category, Product } from '#core/catalogue.ts';
import { withCheckDigit } from '#core/barcode/checkDigit.ts';

const HEAD = 'sku,barcode,name_en,name_zh,name_ko,unit,price,tax_percent,category,favourite';
const CATEGORIES: readonly Category[] = [{ id: 'c-1', name: { en: 'Tea, "loose"', zh: '茶' } }, { id: 'c-2', name: { en: '=Drinks' } }];

const word = fc.string({ unit: fc.constantFrom('a', 'Z', '9', ' ', ',', '"', '\n', '=', '-', '+', '@', "'", '茶', '차', '😀', ';', '\t'), minLength: 1, maxLength: 12 }).map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith("'"));
const products: fc.Arbitrary<Product[]> = fc.uniqueArray(fc.record({
  sku: fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{0,11}$/), body: fc.stringMatching(/^[1-9]\d{11}$/), coded: fc.boolean(), en: word, zh: fc.option(word, { nil: undefined }), ko: fc.option(word, { nil: undefined }), unit: fc.constantFrom<'piece' | 'kg'>('piece', 'kg'),
  priceMinor: fc.nat(99_999_999), taxRateBp: fc.integer({ min: 0, max: 9_999 }), category: fc.constantFrom('c-1', 'c-2'), favourite: fc.boolean(),
}), { selector: (one) => one.sku, maxLength: 8 }).map((rows) => rows.map(({ body, coded, en, zh, ko, ...row }): Product => ({ ...row, gtin: coded ? withCheckDigit(`0${body}0`) : null, name: { en, ...(zh === undefined ? {} : { zh }), ...(ko === undefined ? {} : { ko }) }, hue: 0, glyph: '' })))
  .filter((rows) => new Set(rows.map(({ gtin }) => gtin)).size === rows.length || rows.every(({ gtin }) => gtin === null));

describe('goods as CSV', () => {
  test('what is written reads back the same, whatever the names hold and in any currency [G1]', () => {
    fc.assert(fc.property(products, fc.constantFrom('CNY', 'KRW', 'KWD'), (goods, currency) => {
      const read = readCatalogueCsv(catalogueCsv(goods, CATEGORIES, currency), currency);
      expect(read.problems).toEqual([]);
      expect(read.rows.map(({ product }) => product)).toEqual(goods.map(({ category: _c, hue: _h, glyph: _g, ...rest }) => rest));
      expect(read.rows.map(({ category }) => CATEGORIES.find(({ name }) => name.en === category)?.id)).toEqual(goods.map(({ category }) => category));
    }), { numRuns: 300 });
  });

  test('no cell of a written file is a formula to a spreadsheet [G2]', () => {
    const text = catalogueCsv([{ sku: '-1', gtin: null, name: { en: '=HYPERLINK("x")', zh: '@a' }, unit: 'piece', priceMinor: 1, taxRateBp: 0, category: 'c-2', favourite: false, hue: 0, glyph: '' }], CATEGORIES, 'CNY');
    expect(text.split('\r\n')[1]).toBe(`'-1,,"'=HYPERLINK(""x"")",'@a,,piece,0.01,0,'=Drinks,no`);
  });

  test.each<[string, string, string, string]>([
    ['a price in another decimal', 'A,,Tea,,,piece,"1,50",0,Tea,no', 'price', 'not-a-price'],
    ['a price below zero', 'A,,Tea,,,piece,-1,0,Tea,no', 'price', 'not-a-price'],
    ['a fraction of the smallest coin', 'A,,Tea,,,piece,1.005,0,Tea,no', 'price', 'not-a-price'],
    ['no name', 'A,,,,,piece,1,0,Tea,no', 'name_en', 'missing'],
    ['a misread bar code', 'A,6901234567893,Tea,,,piece,1,0,Tea,no', 'barcode', 'not-a-barcode'],
    ['a tax that is none', 'A,,Tea,,,piece,1,thirteen,Tea,no', 'tax_percent', 'not-a-tax'],
    ['an unknown unit', 'A,,Tea,,,box,1,0,Tea,no', 'unit', 'not-a-unit'],
    ['a cell too many', 'A,,Tea,,,piece,1,0,Tea,no,', '', 'cells'],
    ['a name that no tile holds', `A,,${'x'.repeat(61)},,,piece,1,0,Tea,no`, 'name_en', 'too-long'],
    ['something for yes', 'A,,Tea,,,piece,1,0,Tea,maybe', 'favourite', 'yes-or-no'],
  ])('%s is named by its line and column [G3]', (_, row, column, problem) => {
    expect(readCatalogueCsv(`${HEAD}\r\nZ,,"Two\nlines",,,piece,1,0,Tea,no\r\n${row}\r\n`, 'CNY').problems).toContainEqual({ line: 4, column, problem });
  });

  test('the same number or bar code twice, an unknown or missing column, an open quote are refused [G4]', () => {
    const twice = readCatalogueCsv(`${HEAD}\nA,6901234567892,Tea,,,piece,1,0,Tea,no\nA,06901234567892,Tea,,,piece,1,0,Tea,no\n`, 'CNY').problems;
    expect(twice).toEqual([{ line: 3, column: 'sku', problem: 'twice' }, { line: 3, column: 'barcode', problem: 'twice' }]);
    expect(readCatalogueCsv('sku,name_en,price\nA,Tea,1\n', 'CNY').problems).toEqual([{ line: 1, column: 'category', problem: 'missing' }]);
    expect(readCatalogueCsv(`${HEAD},cost\n`, 'CNY').problems).toEqual([{ line: 1, column: 'cost', problem: 'column-unknown' }]);
    expect(readCatalogueCsv(`${HEAD}\nA,,"Tea,,,piece,1,0,Tea,no\n`, 'CNY').problems).toEqual([{ line: 2, column: '', problem: 'quote' }]);
    expect(readCatalogueCsv('', 'CNY').problems[0]).toMatchObject({ line: 1, problem: 'missing' });
  });

  test('a tax is a percentage with two decimals at most; a bar code has 8, 12, 13 or 14 digits that fit [G5]', () => {
    expect(['13', '6.5', '0', '9.99%', '13.001', '-1', '130', ''].map(taxBpOf)).toEqual([1_300, 650, 0, 999, null, null, null, null]);
    expect(['6901234567892', '96385074', '036000291452', '16901234567899', '6901234567890', '690123456789', 'x'].map(gtinOf)).toEqual(['06901234567892', '00000096385074', '00036000291452', '16901234567899', null, null, null]);
  });
});
