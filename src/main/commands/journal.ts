/** `tillbook journal`: the entries, one JSON object a line, each with the postings that follow from it. */
import { Command } from 'commander';
import { join, resolve } from 'node:path';
import { post } from '#core/posting.ts';
import { ledgerFile } from '../adapters/sqlite/readLedger.ts';
import { defaultDataDir } from '../config.ts';

const FLUSH_LINES = 500;

async function journal(options: { data?: string; after: string }): Promise<void> {
  const ledger = ledgerFile(join(resolve(options.data ?? defaultDataDir()), 'ledger.db'));
  let lines: string[] = [];
  const flush = async () => {
    if (!process.stdout.write(lines.join(''))) await new Promise((done) => process.stdout.once('drain', done));
    lines = [];
  };
  for (const entry of ledger.entries()) {
    if (entry.seq <= Number(options.after)) continue;
    lines.push(`${JSON.stringify({ ...entry, postings: post(entry) })}\n`);
    if (lines.length >= FLUSH_LINES) await flush();
  }
  await flush();
  ledger.close();
}

export function command(): Command {
  return new Command('journal').description('Print the journal: one entry a line as JSON, with its postings (derived, not hashed).')
    .option('--data <dir>', 'folder of the till\'s data').option('--after <seq>', 'only entries after this one', '0').action(journal);
}
