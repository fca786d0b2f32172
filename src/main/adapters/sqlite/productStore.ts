/** The catalogue: pages by category, look-up by bar code, search as you type in any of the shop's scripts. */
import type { Category, Product, ProductChange } from '#core/catalogue.ts';
import type { Db } from './open.ts';

/** Nobody leafs further: a longer word finds less. */
const FOUND_MAX = 1000;

type Page = { products: Product[]; count: number };

/** Scripts written without blanks are searched by character: each gets blanks around it, so that a word is a phrase of characters. */
const SPACELESS = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/gu;
const spaced = (text: string) => text.replace(SPACELESS, ' $& ');

function searchable(product: Product): string {
  return spaced([product.name.en, product.name.zh ?? '', product.name.ko ?? '', product.sku, product.gtin?.replace(/^0+/, '') ?? ''].join(' '));
}

/** FTS5 query: every word must be there, the last one as far as it is typed; quoting makes operators plain text. */
function matchQuery(query: string): string | null {
  const words = query.normalize('NFKC').toLowerCase().split(/[\s\p{Cc}]+/u).filter((word) => word !== '').slice(0, 8);
  const phrases = words.map((word) => spaced(word).replaceAll('"', ' ').trim().replace(/\s+/g, ' ')).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return phrases.length === 0 ? null : phrases.map((phrase) => `"${phrase}"*`).join(' AND ');
}

export function productStore(db: Db) {
  const bySku = db.prepare('select data from product where sku = ?').pluck();
  const byGtin = db.prepare('select data from product where gtin = ? limit 1').pluck();
  const inCategory = db.prepare('select data from product where category = ? order by n limit ? offset ?').pluck();
  const countCategory = db.prepare('select count(*) from product where category = ?').pluck();
  const favourites = db.prepare('select data from product where favourite = 1 order by n limit ? offset ?').pluck();
  const countFavourites = db.prepare('select count(*) from product where favourite = 1').pluck();
  // Rows come in the order of their numbers as the index has them: nothing is joined or sorted that no page shows.
  const found = db.prepare('select rowid from product_text where product_text match ? order by rowid limit ?').pluck();
  const byNumber = db.prepare('select data from product where n = ?').pluck();
  const all = db.prepare('select count(*) from product').pluck();
  const listed = db.prepare('select data from product order by n limit ? offset ?').pluck();
  const numberOf = db.prepare('select n from product where sku = ?').pluck();
  const lastNumber = db.prepare('select coalesce(max(n), 0) from product').pluck();
  const put = db.prepare('insert into product(n, sku, gtin, category, favourite, data) values (?, ?, ?, ?, ?, ?) on conflict(n) do update set gtin = excluded.gtin, category = excluded.category, favourite = excluded.favourite, data = excluded.data');
  const drop = db.prepare('delete from product where n = ?');
  const putText = db.prepare('insert into product_text(rowid, words) values (?, ?)');
  // The index keeps no text of its own, so that a row is taken out by the words that went in.
  const dropText = db.prepare("insert into product_text(product_text, rowid, words) values ('delete', ?, ?)");
  const putCategory = db.prepare('insert into category(id, n, data) values (?, ?, ?)');
  const putCategories = (categories: readonly Category[]): void => {
    db.exec('delete from category');
    for (const [n, category] of categories.entries()) putCategory.run(category.id, n, JSON.stringify(category));
  };
  const read = (row: unknown): Product => JSON.parse(row as string) as Product;
  const one = (row: unknown): Product | null => (row === undefined ? null : read(row));

  return {
    bySku: (sku: string) => one(bySku.get(sku)),
    byGtin: (gtin: string) => one(byGtin.get(gtin)),
    count: () => Number(all.get()),
    categories: (): Category[] => (db.prepare('select data from category order by n').pluck().all() as string[]).map((row) => JSON.parse(row) as Category),
    page(category: string | null, page: number, size: number): Page {
      const offset = (page - 1) * size;
      return category === null
        ? { products: favourites.all(size, offset).map(read), count: Number(countFavourites.get()) }
        : { products: inCategory.all(category, size, offset).map(read), count: Number(countCategory.get(category)) };
    },
    search(query: string, page: number, size: number): Page {
      const match = matchQuery(query);
      if (match === null) return { products: [], count: 0 };
      const numbers = found.all(match, FOUND_MAX) as number[];
      return { products: numbers.slice((page - 1) * size, page * size).map((number) => read(byNumber.get(number))), count: numbers.length };
    },
    list: (page: number, size: number): Page => ({ products: listed.all(size, (page - 1) * size).map(read), count: Number(all.get()) }),
    /** Within the caller's transaction. */
    change({ sku, to }: ProductChange): void {
      const was = one(bySku.get(sku));
      const n = was === null ? Number(lastNumber.get()) + 1 : Number(numberOf.get(sku));
      if (was !== null) dropText.run(n, searchable(was));
      if (to === null) drop.run(n);
      else {
        put.run(n, to.sku, to.gtin, to.category, to.favourite ? 1 : 0, JSON.stringify(to));
        putText.run(n, searchable(to));
      }
    },
    /** Within the caller's transaction. */
    putCategories,
    replaceAll(categories: readonly Category[], products: readonly Product[]): void {
      const putProduct = db.prepare('insert into product(n, sku, gtin, category, favourite, data) values (?, ?, ?, ?, ?, ?)');
      db.transaction(() => {
        putCategories(categories);
        db.exec("delete from product; insert into product_text(product_text) values ('delete-all');");
        for (const [n, product] of products.entries()) {
          putProduct.run(n + 1, product.sku, product.gtin, product.category, product.favourite ? 1 : 0, JSON.stringify(product));
          putText.run(n + 1, searchable(product));
        }
      }).immediate();
    },
  };
}
