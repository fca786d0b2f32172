/** Shops of any age for the benchmarks, made once and kept in the system's temporary folder: as many sales as asked for, days closed, goods on the shelf. */
import { closeSync, cpSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Product } from '#core/catalogue.ts';
import type { Draft } from '#core/journal.ts';
import { uuidV7 } from '#core/ids.ts';
import { dayIn } from '#core/time.ts';
import { composeTill } from '#main/compose.ts';
import { deviceKey, nodeCrypto } from '#main/adapters/crypto/nodeCrypto.ts';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { loadConfig } from '#main/config.ts';
import { completion } from '#till/completeSale.ts';
import type { Storage } from '#till/storage.ts';
import { basketOfThree, demoCatalogue, openBenchTill } from './libTill.ts';
import { note, now } from './lib.ts';

/** Changes with what is made here, so that an old shop is not taken for a new one. */
const VERSION = 3;
const SALES_A_DAY = 4_000;
const SALES_A_COMMIT = 500;
const DAY_MS = 86_400_000;
/** Every so many sales are paid by a wallet, the rest in cash. */
const WALLET_EVERY = 5;

/** A folder with a shop of this age; a copy, to be thrown away by the caller. */
export async function shopFolder(into: string, sales: number, products: number): Promise<string> {
  const kept = join(tmpdir(), `tillbook-bench-shop-v${VERSION}-${sales}-${products}`);
  if (!existsSync(kept)) await makeShop(kept, sales, products);
  const folder = join(into, `shop-${sales}-${products}`);
  cpSync(kept, folder, { recursive: true });
  // What the copy left to be written would otherwise be waited for by the till's own writes.
  const file = openSync(join(folder, 'ledger.db'), 'r+');
  fsyncSync(file);
  closeSync(file);
  return folder;
}

async function makeShop(kept: string, sales: number, products: number): Promise<void> {
  const begun = now();
  const making = `${kept}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const config = loadConfig(making);
  const running = await composeTill(config);
  await running.backendReady;
  await running.stop();
  const storage = openLedgerStorage(join(making, 'ledger.db'), config.shop.till, config.shop.timeZone);
  if (products > 0) storage.putCatalogue(demoCatalogue.categories, [...demoCatalogue.products, ...shelf(products - demoCatalogue.products.length)]);
  storage.close();
  if (sales > 0) fill(making, sales);
  renameSync(making, kept);
  note(`made a shop with ${sales} sales and ${products} products in ${((now() - begun) / 1000).toFixed(0)} s; kept in ${kept}`);
}

function shelf(count: number): Product[] {
  const first = demoCatalogue.products[0];
  if (first === undefined) throw new Error('the demo catalogue is empty');
  return Array.from({ length: Math.max(0, count) }, (_, n): Product => ({
    ...first, sku: `S${String(n).padStart(6, '0')}`, gtin: String(20_000_000_000_000 + n * 10), name: { en: `Shelf goods ${n}`, zh: `货架商品${n}`, ko: `상품 ${n}` }, priceMinor: 100 + (n % 9_000),
    category: demoCatalogue.categories[n % demoCatalogue.categories.length]?.id ?? first.category, favourite: false,
  }));
}

/** Appends the sales of many past days, each with its shift and its close; then all counts as shipped. */
function fill(folder: string, sales: number): void {
  const { till, seat } = openBenchTill(folder);
  const { storage } = till;
  const payloads = Array.from({ length: 60 }, (_, n) => {
    const { basket, dueMinor } = basketOfThree(till, n);
    return completion(till, { ...basket, tenders: [{ kind: 'cash', amountMinor: dueMinor, givenMinor: dueMinor, changeMinor: 0 }] }, 1, 0).payload;
  });
  const { sign } = nodeCrypto(deviceKey(join(folder, 'device.key')));
  const days = Math.ceil(sales / SALES_A_DAY);
  const random = new Uint8Array(10);
  let at = Date.now() - (days + 1) * DAY_MS;
  let receipt = storage.status().lastReceipt;
  let drafts: Draft[] = [];
  const flush = (): void => {
    storage.commit({ at, businessDay: dayIn(at, till.shop.timeZone), operator: 'mei', drafts });
    drafts = [];
  };
  for (let n = 0; n < sales; n += 1) {
    const template = payloads[n % payloads.length];
    if (template === undefined) break;
    receipt += 1;
    new DataView(random.buffer).setUint32(2, n);
    const saleId = uuidV7(at + (n % SALES_A_COMMIT), random);
    if (n % WALLET_EVERY === 0) {
      const order = { orderId: `T2-${String(n).padStart(10, '0')}`, saleId, wallet: 'wechatpay', amountMinor: template.totalMinor, currency: template.currency } as const;
      const tradeId = `4200${String(n).padStart(24, '0')}`;
      drafts.push(
        { kind: 'payment.intended', payload: { ...order, lastFour: '1234', codeLength: 18 } }, { kind: 'payment.sent', payload: { orderId: order.orderId, act: 'charge' } },
        { kind: 'payment.observed', payload: { orderId: order.orderId, act: 'charge', state: 'paid', code: 'SUCCESS', tradeId, amountMinor: order.amountMinor, currency: order.currency, askedAt: at, final: false } },
        { kind: 'payment.resolved', payload: { ...order, outcome: 'paid', tradeId } },
        { kind: 'sale.completed', payload: { ...template, saleId, receipt, tenders: [{ kind: 'wallet', wallet: order.wallet, amountMinor: order.amountMinor, orderId: order.orderId, tradeId, lastFour: '1234' }] } },
      );
    } else drafts.push({ kind: 'sale.completed', payload: { ...template, saleId, receipt } }, { kind: 'drawer.opened', payload: { shift: 1, reason: 'sale' } });
    if (n % SALES_A_COMMIT === SALES_A_COMMIT - 1) flush();
    if (n % SALES_A_DAY === SALES_A_DAY - 1) {
      flush();
      closeDay(storage, at, dayIn(at, till.shop.timeZone), sign);
      at += DAY_MS;
    }
  }
  flush();
  void seat;
  const head = storage.head();
  storage.setSetting('sync.ack', JSON.stringify({ ...head, signature: '' }));
  storage.setSetting('session.open', '0');
  storage.close();
}

function closeDay(storage: Storage, at: number, businessDay: string, sign: (text: string) => string): void {
  const { lastShift, lastZ } = storage.status();
  const currency = 'CNY';
  storage.commit({ at, businessDay, operator: 'wang', drafts: [{ kind: 'shift.closed', payload: { shift: lastShift, expectedMinor: 0, countedMinor: 0, differenceMinor: 0, currency } }] });
  storage.commit({ at, businessDay, operator: 'wang', drafts: [{ kind: 'day.closed', payload: { z: lastZ + 1, tally: storage.dayTally(), carried: [], signature: sign(storage.head().hash) } }] });
  storage.commit({ at: at + DAY_MS / 2, businessDay: dayIn(at + DAY_MS, 'Asia/Shanghai'), operator: 'mei', drafts: [{ kind: 'shift.opened', payload: { shift: lastShift + 1, floatMinor: 80_000, currency } }] });
}
