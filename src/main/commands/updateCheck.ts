/** `tillbook update-check`: says whether a till's program may be updated now; an installer asks it first and obeys its status. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { Refusal } from '#core/refusal.ts';
import { updateView } from '#till/updateGate.ts';
import { openCardStore } from '../adapters/sqlite/cardStore.ts';
import { openLedgerReading } from '../adapters/sqlite/ledgerStorage.ts';
import { defaultDataDir, loadConfig } from '../config.ts';

/** Status of a refusal, so that a script tells it from a failure. */
const WAITS = 3;

function run(options: { data?: string }): void {
  const dataDir = resolve(options.data ?? defaultDataDir());
  const ledger = join(dataDir, 'ledger.db');
  if (!existsSync(ledger)) throw new Refusal('no-ledger', `There is no ledger at ${dataDir}.`);
  const { shop } = loadConfig(dataDir);
  const storage = openLedgerReading(ledger, shop.till, shop.timeZone);
  const held = join(dataDir, 'held-cards.db');
  const cards = existsSync(held) ? openCardStore(held) : null;
  try {
    const view = updateView({ storage, ports: cards === null ? {} : { cards } });
    process.stdout.write(`${JSON.stringify(view)}\n`);
    if (view.may) return;
    process.stderr.write('Not now: something waits that this version has to finish. Nothing was changed. Let the line come back, or ask the cashier to end the sale; what waits settles by itself. Then ask again.\n');
    process.exitCode = WAITS;
  } finally {
    cards?.close();
    storage.close();
  }
}

export function command(): Command {
  return new Command('update-check')
    .description(`Prints what waits at a till, as JSON. Ends with 0 when the program may be updated, with ${WAITS} when it may not. The till may run meanwhile.`)
    .option('--data <dir>', 'folder of the till\'s data')
    .action(run);
}
