/** Search among many products: pages in the order of the catalogue, each product once, none that does not fit. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { CATEGORIES, PRODUCTS } from '#test/kit/goods.ts';

const COUNT = 2_500;
const PAGE = 24;
const folder = mkdtempSync(join(tmpdir(), 'tillbook-search-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a search in any script pages through all that it finds, in the order of the catalogue, up to a thousand [O47]', () => {
  const [first] = PRODUCTS;
  if (first === undefined) throw new Error('no goods');
  const products = Array.from({ length: COUNT }, (_, n) => ({ ...first, sku: `S${String(n).padStart(4, '0')}`, gtin: null, name: n % 5 === 0 ? { en: `Oolong ${n}`, zh: `乌龙茶${n}`, ko: `우롱차 ${n}` } : { en: `Rice ${n}`, zh: `米${n}`, ko: `쌀 ${n}` } }));
  const storage = openLedgerStorage(join(folder, 'ledger.db'), 'T1', 'Asia/Shanghai');
  storage.putCatalogue([...CATEGORIES], products);
  const through = (query: string) => {
    const skus: string[] = [];
    for (let page = 1; page <= 60; page += 1) {
      const found = storage.searchProducts(query, page, PAGE).products.map(({ sku }) => sku);
      if (found.length === 0) break;
      skus.push(...found);
    }
    return skus;
  };
  const oolong = products.filter((_, n) => n % 5 === 0).map(({ sku }) => sku);
  for (const query of ['oolong', '乌龙', '우롱', 'ool']) expect([query, through(query), storage.searchProducts(query, 1, PAGE).count]).toEqual([query, oolong, oolong.length]);
  expect(through('S')).toEqual(products.slice(0, 1000).map(({ sku }) => sku));
  expect([through('s0123'), through('oolong s0125'), through('rice s0125'), through('espresso')]).toEqual([['S0123'], ['S0125'], [], []]);
  storage.close();
});
