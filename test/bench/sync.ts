/** Catch-up: a till that sold for long without a line ships its journal over a bad one (30 % re-deliveries, cuts, reordering), while it goes on selling. */
import { join } from 'node:path';
import { openDatabase, type DatabasePlace } from '#cloud/db/open.ts';
import { JOURNAL_COLUMNS, journalRows } from '#cloud/journalRows.ts';
import type { Database } from '#cloud/ports.ts';
import { connectBackend, enrolTill } from '#main/adapters/cloud/backend.ts';
import { deviceKey } from '#main/adapters/crypto/nodeCrypto.ts';
import { shippingThread } from '#main/shipping/shippingThread.ts';
import { uuidV7 } from '#core/ids.ts';
import type { Draft } from '#core/journal.ts';
import { completion } from '#till/completeSale.ts';
import { acknowledged, ship } from '#till/ship.ts';
import type { Storage } from '#till/storage.ts';
import { newTill } from '#till/till.ts';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';
import { service, stop } from './cloud.ts';
import { badLine, type Told } from './badLine.ts';
import { sellOne } from './commit.ts';
import { figure, inScratch, note, now, option, percentile, processorMs, starvedMs } from './lib.ts';
import { basketOfThree, openBenchTill, type BenchTill } from './libTill.ts';

const SALES_A_COMMIT = 500;
const SELL_EVERY_MS = 20;
const IDLE_MS = 8_000;
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

type Rung = { readonly sellMs: number[]; /** From when the customer stood there: with what the till's thread was late. */ readonly wholeMs: number[] };

/** Sales one after another at a pace, with their time, while something else goes on or nothing does. */
async function ring(selling: BenchTill, everyMs: number, until: () => boolean): Promise<Rung> {
  const rung: Rung = { sellMs: [], wholeMs: [] };
  for (let due = now(); !until(); due = Math.max(due + everyMs, now())) {
    await new Promise((done) => { setTimeout(done, Math.max(0, due - now())); });
    const { sellMs } = sellOne(selling, rung.sellMs.length);
    rung.sellMs.push(sellMs);
    rung.wholeMs.push(now() - due);
  }
  return rung;
}

/** The bare engine with the same rows and batches: one COPY and one commit a batch, into the same table, by this process. */
async function bareCopy(database: Database, storage: Storage, upTo: number): Promise<number> {
  let ms = 0;
  for (let run = storage.journalRun(0); run !== null && run.last.seq <= upTo; run = storage.journalRun(run.last.seq)) {
    const bytes = Buffer.from(run.lines);
    const first = run.last.seq - run.count + 1;
    let end = -1;
    const placed = Array.from({ length: run.count }, (_, nth) => {
      const from = end + 1;
      const to = bytes.indexOf('\n', from);
      end = bytes.indexOf('\n', to + 1);
      return { seq: first + nth, hash: bytes.toString('latin1', to + 1, end), from, to };
    });
    const rows = journalRows({ store: 'bare', till: 'bare' }, bytes, placed);
    const begun = now();
    await database.transaction((_sql, copy) => copy(JOURNAL_COLUMNS, rows));
    ms += now() - begun;
  }
  return ms;
}

type Place = { readonly name: string; readonly args: readonly string[]; readonly place: DatabasePlace };

async function catchUp(folder: string, sales: number, everyMs: number, { name, args, place }: Place): Promise<void> {
  const one = await service(args);
  const desk = openBenchTill(folder);
  const { storage, shop, ports } = desk.till;
  const { keyId } = await enrolTill({ baseUrl: one.url, code: one.enrolCode, store: 'bench', till: shop.till, publicKey: ports.crypto.publicKey() });
  const backend = connectBackend({ baseUrl: one.url, keyId, crypto: ports.crypto });
  const told: Told = { sent: 0, again: 0, cuts: 0, old: 0, late: 0, threadUs: 0 };
  const line = new BroadcastChannel('told');
  line.onmessage = (message) => {
    for (const [what, count] of Object.entries((message as unknown as { data: Told }).data)) told[what as keyof Told] += count;
  };
  const shipping = shippingThread({ path: join(folder, 'ledger.db'), till: shop.till, key: () => deviceKey(join(folder, 'device.key')), target: () => ({ baseUrl: one.url, keyId }), file: new URL('./badLineThread.ts', import.meta.url) });
  const till = newTill(shop, storage, { ...ports, shipping, backend: { ...backend, ...badLine(backend, told) } });
  const selling: BenchTill = { till, seat: desk.seat };
  sellOffline(desk, sales);
  await ring(selling, everyMs, after(1_000));
  const idle = await ring(selling, everyMs, after(IDLE_MS));
  const behind = storage.head().seq;
  let reached = false;
  const begun = now();
  const used = { till: process.cpuUsage(), backend: processorMs(one.child.pid), starved: starvedMs(one.child.pid) };
  const customers = ring(selling, everyMs, () => reached);
  for (let round = 0; acknowledged(till).seq < behind && round < ROUNDS_MAX; round += 1) await ship(till);
  reached = true;
  const ms = now() - begun;
  const { user, system } = process.cpuUsage(used.till);
  const backendMs = processorMs(one.child.pid) - used.backend;
  const starved = starvedMs(one.child.pid) - used.starved;
  const busy = await customers;
  for (let round = 0; acknowledged(till).seq < storage.head().seq && round < 100; round += 1) await ship(till);
  const day = storage.status().businessDay ?? '';
  const counted = (await backend.chainTill('bench', shop.till, day, day)).days.reduce((sum, row) => sum + row.sales, 0);
  note(`${name}: ${told.sent} batches sent, ${told.again} delivered again, ${told.old} old ones between, ${told.cuts} answers cut, ${told.late} overtaken; ${busy.sellMs.length} sales rung meanwhile`);
  backend.close();
  await stop(one);
  const database = await openDatabase(place);
  const bare = await bareCopy(database, storage, behind);
  const [rows] = await database.sql<{ count: number; bytes: number }>`select count(*) as count, sum(length(body)) as bytes from journal_entry where store = ${'bench'}`;
  await database.close();
  figure(`${name}: catch-up of the journal, against a bare COPY of the same rows`, ms / 1000, 's', bare / 1000);
  figure(`${name}: sales a second of catch-up`, (sales * 1000) / ms, '1/s', (sales * 1000) / bare);
  figure(`${name}: processor time a sale, till with its counter`, (user + system) / sales, 'µs');
  figure(`${name}: processor time a sale, of that the shipping thread`, told.threadUs / sales, 'µs');
  figure(`${name}: processor time a sale, backend`, (backendMs * 1000) / sales, 'µs');
  figure(`${name}: time for which the backend could have worked and had no processor`, starved / 1000, 's', ms / 1000);
  figure(`${name}: sales that the backend counts`, counted, 'sales', storage.status().lastReceipt);
  figure(`${name}: entries that the backend holds`, rows?.count ?? 0, 'entries', storage.head().seq);
  figure(`${name}: characters an entry`, (rows?.bytes ?? 0) / (rows?.count ?? 1), 'chars');
  figure(`${name}: sale while draining, p99`, percentile(busy.sellMs, 0.99), 'ms', percentile(idle.sellMs, 0.99));
  figure(`${name}: sale while draining, from when it was due, p99`, percentile(busy.wholeMs, 0.99), 'ms', percentile(idle.wholeMs, 0.99));
  line.close();
  storage.close();
}

const after = (ms: number): (() => boolean) => {
  const end = now() + ms;
  return () => now() >= end;
};

/**
 * `--sales N`. `--sell-every MS`: a sale is due so often, idle and draining alike (20: fifty a second with two synced commits each, far above any counter's pace; 0 sells as fast as
 * it can, as this benchmark once nearly did, 5 ms after the last). `--engine pglite` or `--engine postgresql` alone, else both.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const sales = option(args, 'sales', 100_000);
  const everyMs = option(args, 'sell-every', SELL_EVERY_MS);
  const engine = args.includes('--engine') ? args[args.indexOf('--engine') + 1] : null;
  if (engine !== 'postgresql') {
    await inScratch(async (folder) => {
      const cloud = join(folder, 'cloud');
      await catchUp(folder, sales, everyMs, { name: 'pglite', args: ['--data', cloud], place: { folder: cloud } });
    });
  }
  if (engine === 'pglite' || !postgresInstalled()) return;
  await inScratch(async (folder) => {
    const server = await startPostgres();
    const url = await server.database();
    await catchUp(folder, sales, everyMs, { name: 'postgresql', args: ['--database', url], place: { url } });
    await server.stop();
  });
}
