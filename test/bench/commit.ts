/** Ring-up: a cash sale of three lines through the till's verb, against the bare transaction; time, fsyncs, WAL and bytes in the file. */
import Database from 'better-sqlite3';
import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { takeCash } from '#till/takeCash.ts';
import { openPeer } from './commitPeer.ts';
import { figure, inScratch, note, now, option, percentile, sum } from './lib.ts';
import { basketOfThree, openBenchTill, type BenchTill } from './libTill.ts';

const BLOCK = 250;
const WARM = 500;

/** Puts the goods on the counter, then sells them. Returns the sale's milliseconds; a checkpoint that fell into the preparation is charged to it. */
export function sellOne({ till, seat }: BenchTill, n: number, usualMs = Number.POSITIVE_INFINITY): { prepareMs: number; sellMs: number } {
  const { basket, dueMinor } = basketOfThree(till, n);
  const begun = now();
  till.storage.commit({ at: Date.now(), businessDay: till.storage.status().businessDay ?? '', operator: 'mei', drafts: [], basket });
  const ready = now();
  takeCash(till, seat, dueMinor, dueMinor);
  const done = now();
  const prepareMs = ready - begun;
  return { prepareMs, sellMs: done - ready + (prepareMs > 3 * usualMs ? prepareMs - usualMs : 0) };
}

function speed(sales: number): Promise<void> {
  return inScratch((folder) => {
    const own = openBenchTill(folder);
    const peers = { real: openPeer(join(folder, 'real.db'), 'real'), lean: openPeer(join(folder, 'lean.db'), 'lean') };
    let peerNumber = 0;
    const bare = (kind: 'real' | 'lean', n: number): number => {
      const { basket, dueMinor } = basketOfThree(own.till, n);
      peerNumber += 1;
      const begun = now();
      peers[kind].sell(peerNumber, basket, dueMinor);
      return now() - begun;
    };
    const warm: number[] = [];
    for (let n = 0; n < WARM; n += 1) {
      warm.push(sellOne(own, n).prepareMs);
      bare('real', n);
      bare('lean', n);
    }
    const usualMs = percentile(warm, 0.5);
    const bytesBefore = fileBytes(folder);
    const times = { own: new Float64Array(sales), real: new Float64Array(sales), lean: new Float64Array(sales) };
    const processor = { own: 0, real: 0 };
    for (let from = 0; from < sales; from += BLOCK) {
      const to = Math.min(sales, from + BLOCK);
      const begun = processorUs();
      for (let n = from; n < to; n += 1) times.own[n] = sellOne(own, n, usualMs).sellMs;
      const between = processorUs();
      for (let n = from; n < to; n += 1) times.real[n] = bare('real', n);
      processor.own += between - begun;
      processor.real += processorUs() - between;
      for (let n = from; n < to; n += 1) times.lean[n] = bare('lean', n);
    }
    const rate = (values: Float64Array) => values.length / (sum(values) / 1000);
    figure('sales committed', rate(times.own), '1/s', rate(times.real));
    figure('sales committed, peer without look-up indices', rate(times.own), '1/s', rate(times.lean));
    figure('processor time of a sale with its basket put down first', processor.own / sales, 'us', processor.real / sales);
    for (const share of [0.5, 0.99, 0.999]) figure(`commit of a sale, p${share * 100}`, percentile(times.own, share) * 1000, 'us', percentile(times.real, share) * 1000);
    const tenth = Math.floor(sales / 10);
    if (sales >= 10_000) figure('sales committed, last tenth against the first', rate(times.own.subarray(sales - tenth)), '1/s', rate(times.own.subarray(0, tenth)));
    figure('bytes of a sale in the file', (fileBytes(folder) - bytesBefore) / sales, 'B');
    peers.real.close();
    peers.lean.close();
    own.till.storage.close();
  });
}

function processorUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Size of the ledger once everything is in the file itself. */
function fileBytes(folder: string): number {
  const path = join(folder, 'ledger.db');
  const side = new Database(path);
  side.pragma('wal_checkpoint(TRUNCATE)');
  side.close();
  return statSync(path).size;
}

/** A reader that stands still keeps the WAL from being reused, so that its growth is what each sale wrote. */
function wal(sales: number): Promise<void> {
  return inScratch((folder) => {
    const own = openBenchTill(folder);
    for (let n = 0; n < WARM; n += 1) sellOne(own, n);
    const reader = new Database(join(folder, 'ledger.db'), { readonly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from entry').get();
    let bytes = 0;
    for (let n = 0; n < sales; n += 1) {
      const { basket, dueMinor } = basketOfThree(own.till, n);
      own.till.storage.commit({ at: Date.now(), businessDay: own.till.storage.status().businessDay ?? '', operator: 'mei', drafts: [], basket });
      const before = statSync(join(folder, 'ledger.db-wal')).size;
      takeCash(own.till, own.seat, dueMinor, dueMinor);
      bytes += statSync(join(folder, 'ledger.db-wal')).size - before;
    }
    reader.close();
    figure('WAL of a sale', bytes / sales / 1024, 'KiB');
    own.till.storage.close();
  });
}

/** Counts the fsyncs of a process that prepares and sells, less those of one that only prepares. */
function fsyncs(sales: number): void {
  if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).status !== 0) {
    note('strace is not installed: fsyncs were not counted.');
    return;
  }
  const count = (mode: string): number => {
    const path = join(import.meta.dirname, 'run.ts');
    const log = execFileSync('sh', ['-c', 'strace -f -qq -e trace=fsync,fdatasync -o /dev/stdout "$0" "$@" | grep -c "sync("', process.execPath, resolve(path), 'commit', '--only', mode, '--sales', String(sales)], { encoding: 'utf8' });
    return Number(log.trim());
  };
  figure('fsyncs of a sale', (count('2') - count('1')) / sales, '1');
}

/** What is counted from outside: 1 prepares only, 2 sells as well. */
function counted(mode: number, sales: number): Promise<void> {
  return inScratch((folder) => {
    const own = openBenchTill(folder);
    for (let n = 0; n < sales; n += 1) {
      if (mode === 2) sellOne(own, n);
      else own.till.storage.commit({ at: Date.now(), businessDay: '2026-01-01', operator: 'mei', drafts: [], basket: basketOfThree(own.till, n).basket });
    }
    own.till.storage.close();
  });
}

/** Options: `--sales N` (100,000; 1,000,000 for the whole growth), `--only 1|2` for the count of fsyncs. */
export async function bench(args: readonly string[]): Promise<void> {
  const sales = option(args, 'sales', 100_000);
  const only = option(args, 'only', 0);
  if (only !== 0) {
    await counted(only, sales);
    return;
  }
  await speed(sales);
  await wal(Math.min(sales, 5_000));
  fsyncs(2_000);
}
