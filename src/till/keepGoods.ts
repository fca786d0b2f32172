/** The shop's goods as a manager keeps them: saved, retired, brought by a file; each change is in the journal for good. */
import { catalogueCsv, readCatalogueCsv, type CatalogueProblem } from '#core/catalogueCsv.ts';
import { categoryIdOf, hueOf, type Category, type Product, type ProductChange } from '#core/catalogue.ts';
import type { Draft } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import type { GoodsBroughtView, GoodsPage, GoodsStep } from '#contract/shopCalls.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const HISTORY_SHOWN = 50;
const same = (a: Product | null, b: Product | null): boolean => JSON.stringify(a) === JSON.stringify(b);

export function goodsPage(till: Till, query: string, page: number, size: number): GoodsPage {
  const { products, count } = query.trim() === '' ? till.storage.productList(page, size) : till.storage.searchProducts(query, page, size);
  return { products, page, pages: Math.max(1, Math.ceil(count / size)), count };
}

/** Refused: `goods-sku-taken`, `goods-barcode-taken`, `goods-category-unknown`, `goods-gone`, `goods-too-many`. */
export function saveProduct(till: Till, seat: Seat, product: Product, isNew: boolean): Product {
  const was = till.storage.product(product.sku);
  if (isNew && was !== null) throw new Refusal('goods-sku-taken', 'Another product has that number already. Nothing was changed; choose another number.', { sku: product.sku });
  if (!isNew && was === null) throw new Refusal('goods-gone', 'That product is no longer in the catalogue. Nothing was changed; look at the list again.');
  if (isNew && till.storage.productCount() >= LIMITS.catalogueRowsMax) throw new Refusal('goods-too-many', 'The catalogue holds no more products. Nothing was changed; retire some first.');
  const other = product.gtin === null ? null : till.storage.productByGtin(product.gtin);
  if (other !== null && other.sku !== product.sku) throw new Refusal('goods-barcode-taken', `That bar code belongs to ${other.name.en} already. Nothing was changed; check the code.`, { name: other.name.en });
  if (!till.storage.categories().some(({ id }) => id === product.category)) throw new Refusal('goods-category-unknown', 'That category does not exist. Nothing was changed; choose one from the list.');
  if (!same(was, product)) keep(till, seat, [{ sku: product.sku, to: product }], null);
  return product;
}

export function retireProduct(till: Till, seat: Seat, sku: string): void {
  if (till.storage.product(sku) === null) throw new Refusal('goods-gone', 'That product is no longer in the catalogue. Nothing was changed; look at the list again.');
  keep(till, seat, [{ sku, to: null }], null);
}

/** What a product was and cost, the newest first. */
export function productHistory(till: Till, sku: string): GoodsStep[] {
  return till.storage.productChanges(sku, HISTORY_SHOWN).map(({ at, operator, payload }) => ({ at, by: till.storage.person(operator)?.name ?? operator, from: payload.from, to: payload.changes.find((one) => one.sku === sku)?.to ?? null }));
}

/** Refused: `goods-category-in-use`, `goods-category-twice`. */
export function saveCategories(till: Till, seat: Seat, categories: readonly Category[]): Category[] {
  const operator = operatorOf(seat).id;
  const ids = new Set(categories.map(({ id }) => id));
  if (ids.size !== categories.length) throw new Refusal('goods-category-twice', 'Two categories are the same. Nothing was changed; name them apart.');
  for (const { id, name } of till.storage.categories()) {
    const { count } = till.storage.productPage(id, 1, 1);
    if (!ids.has(id) && count > 0) throw new Refusal('goods-category-in-use', `${count} products are in ${name.en}. Nothing was changed; move them to another category first.`, { name: name.en, count });
  }
  commit(till, operator, [categoriesDraft(categories)], { categories });
  till.ports.changed();
  return till.storage.categories();
}

const categoriesDraft = (categories: readonly Category[]): Draft => ({ kind: 'config.changed', payload: { what: 'catalogue.categories', to: JSON.stringify(categories) } });

/** The categories that there are, and those that only the file names. */
function categoriesOf(till: Till, names: Iterable<string>): { readonly all: Category[]; readonly idOf: (name: string) => string; readonly added: number } {
  const all = till.storage.categories();
  const before = all.length;
  const ids = new Map(all.flatMap(({ id, name }) => [id, name.en, name.zh, name.ko].filter((one) => one !== undefined).map((one) => [one.toLowerCase(), id] as const)));
  for (const name of names) {
    if (ids.has(name.toLowerCase())) continue;
    const id = categoryIdOf(name, new Set(all.map((one) => one.id)));
    all.push({ id, name: { en: name } });
    ids.set(name.toLowerCase(), id);
  }
  return { all, idOf: (name) => ids.get(name.toLowerCase()) ?? '', added: all.length - before };
}

/**
 * Reads a CSV of goods and says what it would change; with `keep`, changes it, all or nothing. Goods that the file does not name stay as they are.
 * A bar code may not belong to a product that the file leaves alone.
 */
export function bringGoods(till: Till, seat: Seat, name: string, text: string, keepThem: boolean): GoodsBroughtView {
  // What a reader of UTF-8 puts in place of bytes that are none.
  if (/[\uFFFD\0]/.test(text)) throw new Refusal('goods-encoding', 'The file is not UTF-8 text. Nothing was changed; save it as “CSV UTF-8” and choose it again.');
  const { rows, problems } = readCatalogueCsv(text, till.shop.currency);
  const { all, idOf, added: categoriesAdded } = categoriesOf(till, rows.map((row) => row.category).filter((one) => one !== ''));
  const more: CatalogueProblem[] = all.length > LIMITS.categoriesMax ? [{ line: 1, column: 'category', problem: 'too-many' }] : [];
  const named = new Set(rows.map(({ product }) => product.sku));
  const changes: ProductChange[] = [];
  let added = 0;
  for (const { line, product, category } of rows) {
    const was = till.storage.product(product.sku);
    const holder = product.gtin === null ? null : till.storage.productByGtin(product.gtin);
    if (holder !== null && holder.sku !== product.sku && !named.has(holder.sku)) more.push({ line, column: 'barcode', problem: 'twice' });
    const to: Product = { ...product, category: idOf(category), hue: was?.hue ?? hueOf(product.sku), glyph: was?.glyph ?? '' };
    if (was === null) added += 1;
    if (was === null || !same(sorted(was), sorted(to))) changes.push({ sku: product.sku, to });
  }
  if (till.storage.productCount() + added > LIMITS.catalogueRowsMax) more.push({ line: 1, column: '', problem: 'too-many' });
  const view: GoodsBroughtView = { rows: rows.length, added, changed: changes.length - added, same: rows.length - changes.length, categoriesAdded, problems: [...problems, ...more].slice(0, HISTORY_SHOWN), kept: false };
  if (!keepThem || view.problems.length > 0 || rows.length === 0) return view;
  keep(till, seat, changes, name, categoriesAdded > 0 ? all : null);
  return { ...view, kept: true };
}

/** With its members in one order, so that a difference is one of content. */
function sorted({ sku, gtin, name, unit, priceMinor, taxRateBp, category, favourite, hue, glyph }: Product): Product {
  return { sku, gtin, name: { en: name.en, zh: name.zh, ko: name.ko }, unit, priceMinor, taxRateBp, category, favourite, hue, glyph };
}

function keep(till: Till, seat: Seat, changes: readonly ProductChange[], from: string | null, categories: readonly Category[] | null = null): void {
  if (changes.length === 0) return;
  const drafts: Draft[] = categories === null ? [] : [categoriesDraft(categories)];
  for (let at = 0; at < changes.length; at += LIMITS.changesPerEntryMax) drafts.push({ kind: 'catalogue.changed', payload: { changes: changes.slice(at, at + LIMITS.changesPerEntryMax), from } });
  commit(till, operatorOf(seat).id, drafts, { products: changes, ...(categories === null ? {} : { categories }) });
  till.ports.changed();
}

/** All goods as CSV; what it is read back from gives the same. */
export function goodsFile(till: Till): { name: string; text: string; rows: number } {
  const count = till.storage.productCount();
  const products = till.storage.productList(1, Math.max(1, count)).products;
  const csv = catalogueCsv(products, till.storage.categories(), till.shop.currency);
  return { name: `${till.shop.store}-goods.csv`, text: csv, rows: products.length };
}
