/** Catch-up: a till that sold for long without a line ships its journal over a bad one (30 % re-deliveries, cuts, reordering), while it goes on selling. */
import { join } from 'node:path';
import { openDatabase, type DatabasePlace } from '#cloud/db/open.ts';
import type { Database } from '#cloud/ports.ts';
import { connectBackend, enrolTill } from '#main/adapters/cloud/backend.ts';
import type { JournalAck } from '#contract/cloud.ts';
import type { JournalRun } from '#contract/journalLines.ts';
import { uuidV7 } from '#core/ids.ts';
import { LIMITS } from '#core/limits.ts';
import { Fault } from '#core/refusal.ts';
import type { Draft } from '#core/journal.ts';
import { completion } from '#till/completeSale.ts';
import type { PaymentBackend } from '#till/ports.ts';
import { acknowledged, ship } from '#till/ship.ts';
import type { Storage } from '#till/storage.ts';
import { newTill } from '#till/till.ts';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';
import { service, stop } from './cloud.ts';
import { sellOne } from './commit.ts';
import { figure, inScratch, note, now, option, percentile, processorMs } from './lib.ts';
import { basketOfThree, openBenchTill, type BenchTill } from './libTill.ts';

const SALES_A_COMMIT = 500;
const SELL_EVERY_MS = 5;
const IDLE_MS = 4_000;
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
  let before: { run: JournalRun; signature: string } | null = null;
  return {
    head: () => backend.head(),
    async ship(run, signature): Promise<JournalAck> {
      nth += 1;
      told.sent += 1;
      // An old batch arrives between: it is here already and may change nothing.
      if (nth % 10 === 2 && before !== null) {
        told.old += 1;
        await backend.ship(before.run, before.signature);
      }
      before = { run, signature };
      const ack = await backend.ship(run, signature);
      if (nth % 10 === 3 || nth % 10 === 6 || nth % 10 === 9) {
        told.again += 1;
        await backend.ship(run, signature);
      }
      if (nth % 10 === 5) {
        told.cuts += 1;
        throw new Fault('backend-unknown', 'the answer was cut');
      }
      return ack;
    },
  };
}

/** Sales with their time, while something else goes on or nothing does. */
async function ring(selling: BenchTill, until: () => boolean): Promise<number[]> {
  const took: number[] = [];
  while (!until()) {
    took.push(sellOne(selling, took.length).sellMs);
    await new Promise((done) => { setTimeout(done, SELL_EVERY_MS); });
  }
  return took;
}

/** The bare engine with the same rows and batches: one COPY and one commit a batch, into the same table, by this process. */
async function bareCopy(database: Database, storage: Storage, upTo: number): Promise<number> {
  let ms = 0;
  for (let seq = 0; seq < upTo;) {
    const { lines } = storage.journalRun(seq, LIMITS.journalBatchMax);
    const rows = Buffer.from(lines.map((line) => `bare\tbare\t${line.seq}\t${line.hash}\t${line.text.replaceAll('\\', '\\\\')}\n`).join(''));
    const begun = now();
    await database.transaction((_sql, copy) => copy('journal_entry (store, till, seq, hash, body)', rows));
    ms += now() - begun;
    seq += lines.length;
  }
  return ms;
}

type Place = { readonly name: string; readonly args: readonly string[]; readonly place: DatabasePlace };

async function catchUp(folder: string, sales: number, { name, args, place }: Place): Promise<void> {
  const one = await service(args);
  const desk = openBenchTill(folder);
  const { storage, shop, ports } = desk.till;
  const { keyId } = await enrolTill({ baseUrl: one.url, code: one.enrolCode, store: 'bench', till: shop.till, publicKey: ports.crypto.publicKey() });
  const backend = connectBackend({ baseUrl: one.url, keyId, crypto: ports.crypto });
  const told: Told = { sent: 0, again: 0, cuts: 0, old: 0 };
  const till = newTill(shop, storage, { ...ports, backend: { ...backend, ...badLine(backend, told) } });
  const selling: BenchTill = { till, seat: desk.seat };
  sellOffline(desk, sales);
  await ring(selling, after(1_000));
  const idle = await ring(selling, after(IDLE_MS));
  const behind = storage.head().seq;
  const begun = now();
  const used = { till: process.cpuUsage(), backend: processorMs(one.child.pid) };
  const customers = ring(selling, () => acknowledged(till).seq >= behind);
  for (let round = 0; acknowledged(till).seq < behind && round < ROUNDS_MAX; round += 1) await ship(till);
  const ms = now() - begun;
  const { user, system } = process.cpuUsage(used.till);
  const backendMs = processorMs(one.child.pid) - used.backend;
  const busy = await customers;
  for (let round = 0; acknowledged(till).seq < storage.head().seq && round < 100; round += 1) await ship(till);
  const day = storage.status().businessDay ?? '';
  const counted = (await backend.chainTill('bench', shop.till, day, day)).days.reduce((sum, row) => sum + row.sales, 0);
  note(`${name}: ${told.sent} batches sent, ${told.again} delivered again, ${told.old} old ones between, ${told.cuts} answers cut; ${busy.length} sales rung meanwhile`);
  backend.close();
  await stop(one);
  const database = await openDatabase(place);
  const bare = await bareCopy(database, storage, behind);
  const [rows] = await database.sql<{ count: number; bytes: number }>`select count(*) as count, sum(length(body)) as bytes from journal_entry where store = ${'bench'}`;
  await database.close();
  figure(`${name}: catch-up of the journal, against a bare COPY of the same rows`, ms / 1000, 's', bare / 1000);
  figure(`${name}: sales a second of catch-up`, (sales * 1000) / ms, '1/s', (sales * 1000) / bare);
  figure(`${name}: processor time a sale, till with its counter`, (user + system) / sales, 'µs');
  figure(`${name}: processor time a sale, backend`, (backendMs * 1000) / sales, 'µs');
  figure(`${name}: sales that the backend counts`, counted, 'sales', storage.status().lastReceipt);
  figure(`${name}: entries that the backend holds`, rows?.count ?? 0, 'entries', storage.head().seq);
  figure(`${name}: characters an entry`, (rows?.bytes ?? 0) / (rows?.count ?? 1), 'chars');
  figure(`${name}: sale while draining, p99`, percentile(busy, 0.99), 'ms', percentile(idle, 0.99));
  storage.close();
}

const after = (ms: number): (() => boolean) => {
  const end = now() + ms;
  return () => now() >= end;
};

/** `--sales N`; `--engine pglite` or `--engine postgresql` alone, else both. */
export async function bench(args: readonly string[]): Promise<void> {
  const sales = option(args, 'sales', 100_000);
  const engine = args.includes('--engine') ? args[args.indexOf('--engine') + 1] : null;
  if (engine !== 'postgresql') {
    await inScratch(async (folder) => {
      const cloud = join(folder, 'cloud');
      await catchUp(folder, sales, { name: 'pglite', args: ['--data', cloud], place: { folder: cloud } });
    });
  }
  if (engine === 'pglite' || !postgresInstalled()) return;
  await inScratch(async (folder) => {
    const server = await startPostgres();
    const url = await server.database();
    await catchUp(folder, sales, { name: 'postgresql', args: ['--database', url], place: { url } });
    await server.stop();
  });
}
