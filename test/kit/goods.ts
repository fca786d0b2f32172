/** Goods for tests: a few products of every kind, and baskets made by chance. */
import fc from 'fast-check';
import type { BasketLine } from '#core/basket.ts';
import type { Category, Product } from '#core/catalogue.ts';

const product = (sku: string, gtin: string | null, priceMinor: number, taxRateBp: number, unit: Product['unit'] = 'piece'): Product => ({
  sku, gtin, name: { en: `Goods ${sku}`, zh: `商品 ${sku}`, ko: `상품 ${sku}` }, unit, priceMinor, taxRateBp, category: 'all', favourite: true, hue: 10, glyph: 'box',
});

export const CATEGORIES: readonly Category[] = [{ id: 'all', name: { en: 'All' } }];

/** Awkward prices on purpose: 1 fen, primes, tax rates that never divide. */
export const PRODUCTS: readonly Product[] = [
  product('TEA', '06901234567892', 1_250, 1_300), product('RICE', '06900000000007', 3_333, 900), product('SALT', null, 5, 600), product('FEN', null, 1, 1_300),
  product('CAKE', null, 9_999, 0), product('APPLE', null, 1_299, 900, 'kg'),
];

/** Lines as a basket may hold them. */
export const basketLines: fc.Arbitrary<BasketLine[]> = fc.array(fc.record({
  unit: fc.constantFrom<'piece' | 'kg'>('piece', 'kg'), pieces: fc.integer({ min: 1, max: 40 }), grams: fc.integer({ min: 1, max: 9_999 }), unitMinor: fc.oneof(fc.nat(20), fc.nat(2_000_000)),
  discount: fc.oneof(fc.constant(null), fc.record({ kind: fc.constant('percent' as const), bp: fc.integer({ min: 1, max: 10_000 }) }), fc.record({ kind: fc.constant('amount' as const), minor: fc.integer({ min: 1, max: 3_000_000 }) })),
  taxRateBp: fc.constantFrom(0, 300, 600, 900, 1_300, 1_900),
}), { minLength: 1, maxLength: 12 }).map((rows) => rows.map((row, index): BasketLine => ({
  line: index + 1, sku: `SKU${index}`, name: { en: `Goods ${index}` }, unit: row.unit, quantityMilli: row.unit === 'piece' ? row.pieces * 1000 : row.grams, unitMinor: row.unitMinor, listMinor: null,
  discount: row.discount, taxRateBp: row.taxRateBp,
})));
