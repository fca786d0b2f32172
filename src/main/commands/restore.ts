/** `tillbook restore`: puts a proved backup in the ledger's place; `--check` drills it and changes nothing. */
import { Command } from 'commander';
import { join, resolve } from 'node:path';
import { defaultDataDir, loadConfig } from '../config.ts';
import { chosenBackup, drill, restore } from '../safekeeping/restore.ts';

const say = (text: string) => process.stderr.write(`${text}\n`);

function sayLive(live: ReturnType<typeof drill>['live']): void {
  if (live === null) say('There is no readable ledger in its place to compare it with.');
  else if (!live.continues) say('The ledger in its place does not continue this backup: one of the two is another copy.');
  else say(live.newer === 0 ? 'It holds every entry of the ledger in its place.' : `The ledger in its place has ${live.newer} newer entries, which this backup lacks; the payment backend has those that were shipped.`);
}

function run(options: { data?: string; from?: string; check?: true }): void {
  const dataDir = resolve(options.data ?? defaultDataDir());
  const { shop, backupDir } = loadConfig(dataDir);
  const backup = chosenBackup(backupDir ?? join(dataDir, 'backup'), options.from === undefined ? undefined : resolve(options.from));
  if (options.check === true) {
    const result = drill(backup, join(dataDir, 'ledger.db'), shop);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    if (result.ok) sayLive(result.live);
    say(result.ok ? 'The drill passed. Nothing was changed.' : `The drill failed: ${result.message}. Nothing was changed; choose another backup.`);
    if (!result.ok) process.exitCode = 1;
    return;
  }
  const result = restore(backup, dataDir, shop);
  process.stdout.write(`${JSON.stringify(result)}\n`);
  sayLive(result.live);
  say(`The backup is in place${result.movedTo === null ? '' : `; what was there lies at ${result.movedTo} and is not deleted`}. Where the payment backend knows of newer entries, the till sends nothing and says so: a technician decides.`);
}

export function command(): Command {
  return new Command('restore').description('Put a proved backup in the ledger\'s place. The till must not be running; what was there is moved aside.')
    .option('--data <dir>', 'folder of the till\'s data').option('--from <file>', 'the backup; else the newest proved one').option('--check', 'drill only: open a copy as a till would, prove all of it, change nothing').action(run);
}
