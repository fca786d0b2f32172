/** Search as you type among 100,000 products in three scripts, through the till's own look-up, against the bare full-text query. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { figure, inScratch, now, option, percentile } from './lib.ts';
import { shopFolder } from './libShop.ts';

const PAGE = 24;
/** What a cashier types, letter by letter, and the same as the full-text query says it. */
const WORDS = ['shelf goods 4', '货架', '货架商品12', '상품', '상품 99', 'latte', 'S0123', 'zz', 'tea 500', '카페'];

export function bench(args: readonly string[]): Promise<void> {
  const products = option(args, 'products', 100_000);
  return inScratch(async (folder) => {
    const shop = await shopFolder(folder, 0, products);
    const storage = openLedgerStorage(join(shop, 'ledger.db'), 'T2', 'Asia/Shanghai');
    const bare = new Database(join(shop, 'ledger.db'), { readonly: true });
    const query = bare.prepare('select rowid from product_text where product_text match ? limit ?');
    const own: number[] = [];
    const peer: number[] = [];
    for (let round = 0; round < 40; round += 1) {
      for (const word of WORDS) for (let typed = 1; typed <= word.length; typed += 1) {
        const text = word.slice(0, typed);
        const begun = now();
        storage.searchProducts(text, 1, PAGE);
        const between = now();
        query.all(`"${text.replace(/[぀-ヿ㐀-鿿가-힯]/gu, ' $& ').trim()}"*`, PAGE);
        own.push(between - begun);
        peer.push(now() - between);
      }
    }
    for (const share of [0.5, 0.99]) figure(`search of ${products} products, p${share * 100} of ${own.length}`, percentile(own, share), 'ms', percentile(peer, share));
    bare.close();
    storage.close();
  });
}
