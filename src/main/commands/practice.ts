/** `tillbook practice`: sells through the till's real verbs, the real ledger and the real embedded backend, with wallets that misbehave. */
import { Command, InvalidArgumentError } from 'commander';
import { writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { acknowledged } from '#till/ship.ts';
import { METHODS } from '#core/wallets.ts';
import { composeTill, type RunningTill } from '../compose.ts';
import { loadConfig } from '../config.ts';
import { openShop, sellOne, type Floor } from '../practice/floor.ts';
import { newRandom } from '../practice/random.ts';
import { closeByFiles } from '../practice/closeByFiles.ts';
import { drain, newPracticeClock } from '../practice/virtualTime.ts';

type Options = { data: string; sales: number; seed: number; close: boolean };

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number is needed');
  return Number(text);
}

/** On the pipe before the next step, so that a kill finds it there. */
function line(value: unknown): void {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  let written = 0;
  while (written < bytes.length) {
    try { written += writeSync(1, bytes, written); } catch (error) { if ((error as { code?: string }).code !== 'EAGAIN') throw error; }
  }
}

async function totals(running: RunningTill): Promise<unknown> {
  const { storage, ports } = running.till;
  const book = await ports.backend.sandbox.book();
  const balances = storage.balances();
  const ledgerMinor = Object.fromEntries(METHODS.map((wallet) => [wallet, balances.filter((row) => row.account === `clearing:${wallet}`).reduce((sum, row) => sum + row.amountMinor, 0)]));
  const walletMinor = Object.fromEntries(METHODS.map((wallet) => [wallet, book.wallets.filter((row) => row.wallet === wallet).reduce((sum, row) => sum + row.netMinor, 0)]));
  return { totals: { sales: storage.status().lastReceipt, refunds: storage.dayTally().refunds, open: storage.openAttempts().length + storage.openRefunds().length, ledgerMinor, walletMinor, doubleCharged: book.doubleCharged, unshipped: storage.head().seq - acknowledged(running.till).seq } };
}

async function practice(options: Options): Promise<void> {
  const dataDir = resolve(options.data);
  const clock = newPracticeClock();
  const running = await composeTill(loadConfig(dataDir, { practice: true, demo: true }), { clock, ticking: false });
  try {
    await running.backendReady;
    clock.notBefore((running.till.storage.entryAt(running.till.storage.head().seq)?.at ?? 0) + 1);
    await running.till.ports.backend.sandbox.advance(clock.now());
    const open = running.till.storage.openAttempts().length;
    if (open > 0) process.stderr.write(`Recovering first: ${open} open ${open === 1 ? 'charge' : 'charges'}.\n`);
    await drain(running.till, clock);
    const floor: Floor = await openShop(running, clock, newRandom(options.seed));
    for (let sold = 0, customers = 0; sold < options.sales && customers < options.sales * 2 + 100; customers += 1) {
      const sale = await sellOne(floor);
      if (sale === null) continue;
      line(sale);
      sold += 1;
    }
    await drain(running.till, clock);
    if (options.close) {
      for (const file of await closeByFiles(floor)) line(file);
      await drain(running.till, clock);
    }
    line(await totals(running));
  } finally {
    await running.stop();
  }
}

export function command(): Command {
  return new Command('practice').description('Sell many sales with mixed goods, discounts, tenders, refunds and misbehaving sandbox wallets; one JSON line a confirmed sale, totals last.')
    .requiredOption('--data <dir>', 'folder for the practice data; made if missing').option('--sales <number>', 'how many sales', whole, 100).option('--seed <number>', 'seed of the customers', whole, 1)
    .option('--close', 'then the morning after: the day\'s file of each wallet and of the acquirer of cards, and what agrees by it', false).action(practice);
}
