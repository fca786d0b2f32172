/** `tillbook rebuild`: throws every projection away, makes it again from the journal, and says whether it is the same byte for byte. */
import { Command } from 'commander';
import { join, resolve } from 'node:path';
import { ownFolder } from '../adapters/sqlite/open.ts';
import { rebuildProjections } from '../adapters/sqlite/readLedger.ts';
import { defaultDataDir, loadConfig } from '../config.ts';

function rebuild(options: { data?: string }): void {
  const dataDir = resolve(options.data ?? defaultDataDir());
  const owned = ownFolder(dataDir);
  try {
    const { shop } = loadConfig(dataDir);
    const result = rebuildProjections(join(dataDir, 'ledger.db'), shop.till, shop.timeZone);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    process.stderr.write(result.same ? 'Every projection came out the same, byte for byte.\n' : `These differed and were replaced by what the journal says: ${result.differing.join(', ')}.\n`);
    if (!result.same) process.exitCode = 1;
  } finally {
    owned.release();
  }
}

export function command(): Command {
  return new Command('rebuild').description('Make every projection again from the journal and compare it with what was there.').option('--data <dir>', 'folder of the till\'s data').action(rebuild);
}
