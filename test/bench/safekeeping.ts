/** Keeping the ledger safe: proving a year's chain against bare SHA-256 over the same bytes, and a backup while selling against SQLite's own copy. */
import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashedText } from '#core/journal.ts';
import { ledgerFile } from '#main/adapters/sqlite/readLedger.ts';
import { prove } from '#main/safekeeping/keepTasks.ts';
import { proveInHalves } from '#main/safekeeping/proveInHalves.ts';
import { safekeeper } from '#main/safekeeping/safekeeper.ts';
import { takeCash } from '#till/takeCash.ts';
import { figure, inScratch, now, option, percentile } from './lib.ts';
import { basketOfThree, openBenchTill, type BenchTill } from './libTill.ts';
import { shopFolder } from './libShop.ts';

/** The time that the hashes alone take: the texts are made before, or even their bytes. */
function bareHashMs(path: string, entries: number, asBytes: boolean): number {
  const file = ledgerFile(path);
  let spent = 0;
  let texts: (string | Buffer)[] = [];
  const flush = (): void => {
    const begun = now();
    for (const text of texts) hash('sha256', text, 'hex');
    spent += now() - begun;
    texts = [];
  };
  let count = 0;
  for (const entry of file.entries()) {
    const text = hashedText(entry.prevHash, entry);
    texts.push(asBytes ? Buffer.from(text, 'utf8') : text);
    if (texts.length === 5_000) flush();
    count += 1;
    if (count >= entries) break;
  }
  flush();
  file.close();
  return spent;
}

async function bareBackupMs(from: string, to: string): Promise<number> {
  rmSync(to, { force: true });
  const source = new Database(from, { readonly: true });
  const begun = now();
  await source.backup(to, { progress: () => 0x7fff_ffff });
  const spent = now() - begun;
  source.close();
  rmSync(to);
  return spent;
}

function sell({ till, seat }: BenchTill, n: number): number {
  const { basket, dueMinor } = basketOfThree(till, n);
  till.storage.commit({ at: Date.now(), businessDay: till.storage.status().businessDay ?? '', operator: 'mei', drafts: [], basket });
  const begun = now();
  takeCash(till, seat, dueMinor, dueMinor);
  return now() - begun;
}

const breath = () => new Promise((done) => { setTimeout(done, 2); });

/** Options: `--sales N` (1,000,000), `--rounds N` (3), `--chain-only`. */
export function bench(args: readonly string[]): Promise<void> {
  const sales = option(args, 'sales', 1_000_000);
  const rounds = option(args, 'rounds', 3);
  return inScratch(async (folder) => {
    const shop = await shopFolder(folder, sales, 0);
    const ledger = join(shop, 'ledger.db');
    for (const [how, work] of [['', () => Promise.resolve(prove(ledger))], [' by two threads', () => proveInHalves(ledger)]] as const) {
      const begun = now();
      const used = process.cpuUsage();
      const proof = await work();
      const proofMs = now() - begun;
      const { user, system } = process.cpuUsage(used);
      if (proof.fault !== null) throw new Error(`entry ${proof.fault.seq}: ${proof.fault.message}`);
      figure(`entries proved${how}, ${proof.entries} of them`, proof.entries / (proofMs / 1000), '1/s', proof.entries / (bareHashMs(ledger, proof.entries, false) / 1000));
      figure(`the same beside hashes of bytes that stand ready${how}`, proof.entries / (proofMs / 1000), '1/s', proof.entries / (bareHashMs(ledger, proof.entries, true) / 1000));
      figure(`time to prove 1,000,000 entries${how}`, (proofMs / proof.entries) * 1000, 's');
      figure(`processor time to prove 1,000,000 entries${how}`, (user + system) / proof.entries, 's');
    }
    if (args.includes('--chain-only')) return;

    const own = openBenchTill(shop);
    const idle = Float64Array.from({ length: 1_500 }, (_, n) => sell(own, n));
    const keeper = safekeeper(shop, join(folder, 'copies'));
    const times: number[] = [];
    const peers: number[] = [];
    const during: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      peers.push(await bareBackupMs(ledger, join(folder, 'bare.db')));
      let copying = true;
      const started = now();
      const copied = keeper.backup(Date.now(), own.till.storage.head().seq).finally(() => { copying = false; times.push(now() - started); });
      for (let n = 0; copying; n += 1) {
        during.push(sell(own, n));
        await breath();
      }
      await copied;
    }
    figure(`backup of ${(statSync(ledger).size / 2 ** 20).toFixed(0)} MiB while selling, copied and proved whole`, percentile(times, 0.5), 'ms', percentile(peers, 0.5));
    figure(`a sale while a backup is made, p99 of ${during.length}`, percentile(during, 0.99) * 1000, 'us', percentile(idle, 0.99) * 1000);
    own.till.storage.close();
  });
}
