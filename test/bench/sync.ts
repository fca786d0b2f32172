/** Catch-up: a till that sold for long without a line ships its journal over a bad one (30 % re-deliveries, cuts, reordering), while it goes on selling. */
import { join } from 'node:path';
import { connectBackend, enrolTill } from '#main/adapters/cloud/backend.ts';
import type { JournalAck, ShippedEntry } from '#contract/cloud.ts';
import { uuidV7 } from '#core/ids.ts';
import { Fault } from '#core/refusal.ts';
import type { Draft } from '#core/journal.ts';
import { completion } from '#till/completeSale.ts';
import type { PaymentBackend } from '#till/ports.ts';
import { acknowledged, ship } from '#till/ship.ts';
import { newTill } from '#till/till.ts';
import { service, stop } from './cloud.ts';
import { sellOne } from './commit.ts';
import { figure, inScratch, note, now, option, percentile } from './lib.ts';
import { basketOfThree, openBenchTill, type BenchTill } from './libTill.ts';

const SALES_A_COMMIT = 500;
const SELL_EVERY_MS = 5;
const ROUNDS_MAX = 10_000;

/** Sales as if made without a line; nothing of them has left. */
function sellOffline({ till }: BenchTill, sales: number): void {
  const payloads = Array.from({ length: 60 }, (_, n) => {
    const { basket, dueMinor } = basketOfThree(till, n);
    return completion(till, { ...basket, tenders: [{ kind: 'cash', amountMinor: dueMinor, givenMinor: dueMinor, changeMinor: 0 }] }, 1, 0).payload;
  });
  const random = new Uint8Array(10);
  const at = Date.now();
  let drafts: Draft[] = [];
  for (let n = 0; n < sales; n += 1) {
    const template = payloads[n % payloads.length];
    if (template === undefined) return;
    new DataView(random.buffer).setUint32(2, n);
    drafts.push({ kind: 'sale.completed', payload: { ...template, saleId: uuidV7(at, random), receipt: till.storage.status().lastReceipt + 1 + drafts.length } });
    if (drafts.length < SALES_A_COMMIT && n + 1 < sales) continue;
    till.storage.commit({ at, businessDay: till.storage.status().businessDay ?? '', operator: 'mei', drafts });
    drafts = [];
  }
}

type Told = { sent: number; again: number; cuts: number; old: number };

/** The line: of ten batches three are delivered again at once, one loses its answer on the way back, and before one an old batch arrives out of order. */
function badLine(backend: PaymentBackend, told: Told): Pick<PaymentBackend, 'ship' | 'head'> {
  let nth = 0;
  let before: { entries: ShippedEntry[]; signature: string } | null = null;
  return {
    head: () => backend.head(),
    async ship(entries, signature): Promise<JournalAck> {
      nth += 1;
      told.sent += 1;
      // An old batch arrives between: it is here already and may change nothing.
      if (nth % 10 === 2 && before !== null) {
        told.old += 1;
        await backend.ship(before.entries, before.signature);
      }
      before = { entries: [...entries], signature };
      const ack = await backend.ship(entries, signature);
      if (nth % 10 === 3 || nth % 10 === 6 || nth % 10 === 9) {
        told.again += 1;
        await backend.ship(entries, signature);
      }
      if (nth % 10 === 5) {
        told.cuts += 1;
        throw new Fault('backend-unknown', 'the answer was cut');
      }
      return ack;
    },
  };
}

export async function bench(args: readonly string[]): Promise<void> {
  const sales = option(args, 'sales', 100_000);
  await inScratch(async (folder) => {
    const one = await service(['--data', join(folder, 'cloud')]);
    const desk = openBenchTill(folder);
    const { storage, shop, ports } = desk.till;
    const { keyId } = await enrolTill({ baseUrl: one.url, code: one.enrolCode, store: 'bench', till: shop.till, publicKey: ports.crypto.publicKey() });
    const backend = connectBackend({ baseUrl: one.url, keyId, crypto: ports.crypto });
    const told: Told = { sent: 0, again: 0, cuts: 0, old: 0 };
    const till = newTill(shop, storage, { ...ports, backend: { ...backend, ...badLine(backend, told) } });
    const selling: BenchTill = { till, seat: desk.seat };
    sellOffline(desk, sales);
    const counter = (n: number) => sellOne(selling, n).sellMs;
    for (let n = 0; n < 200; n += 1) counter(n);
    const idle: number[] = [];
    for (let n = 0; n < 400; n += 1) {
      idle.push(counter(n));
      await new Promise((done) => { setTimeout(done, SELL_EVERY_MS); });
    }
    const behind = storage.head().seq;
    const busy: number[] = [];
    let draining = true;
    const sellOn = async (): Promise<void> => {
      while (draining) {
        busy.push(counter(busy.length));
        await new Promise((done) => { setTimeout(done, SELL_EVERY_MS); });
      }
    };
    const begun = now();
    const customers = sellOn();
    for (let round = 0; acknowledged(till).seq < behind && round < ROUNDS_MAX; round += 1) await ship(till);
    const ms = now() - begun;
    draining = false;
    await customers;
    for (let round = 0; acknowledged(till).seq < storage.head().seq && round < 100; round += 1) await ship(till);
    const day = storage.status().businessDay ?? '';
    const days = await backend.chainTill('bench', shop.till, day, day);
    const counted = days.days.reduce((sum, row) => sum + row.sales, 0);
    note(`${told.sent} batches sent, ${told.again} delivered again, ${told.old} old ones between, ${told.cuts} answers cut; ${busy.length} sales rung meanwhile`);
    figure('catch-up of the journal', ms / 1000, 's');
    figure('sales a second of catch-up', (sales * 1000) / ms, '1/s');
    figure('sales that the backend counts', counted, 'sales', storage.status().lastReceipt);
    figure('sale while draining, p99', percentile(busy, 0.99), 'ms', percentile(idle, 0.99));
    backend.close();
    storage.close();
    await stop(one);
  });
}
