/** `tillbook backup`: a proved copy of the ledger, also while the till sells; or the list of those there are. */
import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from '#core/refusal.ts';
import { ledgerFile } from '../adapters/sqlite/readLedger.ts';
import { defaultDataDir, loadConfig } from '../config.ts';
import { listBackups } from '../safekeeping/backups.ts';
import { safekeeper } from '../safekeeping/safekeeper.ts';

async function backup(options: { data?: string; to?: string; list?: true }): Promise<void> {
  const dataDir = resolve(options.data ?? defaultDataDir());
  const ledger = join(dataDir, 'ledger.db');
  const keeper = safekeeper(dataDir, options.to === undefined ? loadConfig(dataDir).backupDir : resolve(options.to));
  if (options.list === undefined) {
    if (!existsSync(ledger)) throw new Refusal('no-ledger', `There is no ledger at ${ledger}. Nothing was copied.`);
    const file = ledgerFile(ledger);
    const { seq } = file.head();
    file.close();
    await keeper.backup(Date.now(), seq);
  }
  const list = listBackups(keeper.folder);
  for (const { path, at, seq, hash, bytes } of options.list === true ? list : list.slice(0, 1)) process.stdout.write(`${JSON.stringify({ path, at: new Date(at).toISOString(), seq, hash, bytes })}\n`);
  process.stderr.write(options.list === true ? `${list.length} proved backups in ${keeper.folder}.\n` : 'Copied, and the copy was proved: its file is sound and its chain unbroken. Keep one on another disk; `tillbook restore --check` drills it.\n');
}

export function command(): Command {
  return new Command('backup').description('Copy the ledger while the till sells, and prove the copy.')
    .option('--data <dir>', 'folder of the till\'s data').option('--to <dir>', 'folder of the backups; else the one of shop.json, else `backup` in the data folder').option('--list', 'only list the proved backups, newest first').action(backup);
}
