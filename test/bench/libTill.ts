/** A till for the benchmarks: real storage and real verbs; the ports that a cash sale never touches are left out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addProduct, emptyBasket, type Basket } from '#core/basket.ts';
import type { Category, Product } from '#core/catalogue.ts';
import { priceBasket } from '#core/sale.ts';
import { deviceKey, nodeCrypto } from '#main/adapters/crypto/nodeCrypto.ts';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { loadConfig } from '#main/config.ts';
import { openShift } from '#till/runShift.ts';
import { newSaleId, newTill, type Ports, type Seat, type Till } from '#till/till.ts';

export type BenchTill = { readonly till: Till; readonly seat: Seat };

const config = loadConfig(join(import.meta.dirname, 'no-such-folder'));

export const demoCatalogue = JSON.parse(readFileSync(join(config.resources, 'demo', 'catalogue.json'), 'utf8')) as { categories: Category[]; products: Product[] };

/** Goods of two tax rates, so that a sale of three lines has four postings: drawer, revenue and two taxes. */
const taxed = (rateBp: number) => demoCatalogue.products.filter((product) => product.taxRateBp === rateBp && product.unit === 'piece');
const firsts = taxed(600);
const seconds = taxed(1300);

/** A till with an open shift on `folder`/ledger.db. */
export function openBenchTill(folder: string): BenchTill {
  const storage = openLedgerStorage(join(folder, 'ledger.db'), config.shop.till, config.shop.timeZone);
  const ports: Pick<Ports, 'clock' | 'crypto' | 'changed' | 'spoken' | 'log' | 'pause'> = {
    clock: { now: () => Date.now() }, crypto: nodeCrypto(deviceKey(join(folder, 'device.key'))), changed: () => undefined, spoken: () => undefined, log: () => undefined,
    pause: () => new Promise((done) => setImmediate(done)),
  };
  const till = newTill(config.shop, storage, ports as Ports);
  const seat: Seat = { operator: { id: 'mei', name: 'Mei', initials: 'M', role: 'cashier', verifier: '', demoPin: null, tries: 0 }, locked: false, checking: false };
  if (storage.status().shift === null) openShift(till, seat, 80_000);
  return { till, seat };
}

/** Three different goods, other ones for each `n`. */
export function basketOfThree(till: Till, n: number): { basket: Basket; dueMinor: number } {
  const wanted = [firsts[n % firsts.length], firsts[(n + 1) % firsts.length], seconds[n % seconds.length]];
  let basket = emptyBasket(newSaleId(till));
  for (const product of wanted) if (product !== undefined) basket = addProduct(basket, product, 1000 * (1 + (n % 3)), 'scan');
  return { basket, dueMinor: priceBasket(basket, till.shop.taxMode).dueMinor };
}
