/** `tillbook export`: a file of the books, by a manager's name and PIN, in the journal before it is there. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Refusal } from '#core/refusal.ts';
import { mayCall } from '#core/roles.ts';
import { dayIn } from '#core/time.ts';
import { TILL_CALLS } from '#contract/till.ts';
import { exportBooks } from '#till/exportBooks.ts';
import { signIn } from '#till/signIn.ts';
import type { Seat } from '#till/till.ts';
import { composeTill } from '../compose.ts';
import { defaultDataDir, loadConfig } from '../config.ts';

type Options = { data?: string; out?: string; from?: string; to?: string; z?: number; format?: string; language: string; bom: boolean; operator: string };

const WHAT = ['sales', 'goods', 'payments', 'breaks', 'report', 'drawer', 'statement', 'audit'] as const;

/** From a pipe, or asked for without showing it. */
async function readPin(operator: string): Promise<string> {
  const terminal = process.stdin.isTTY;
  if (terminal) process.stderr.write(`PIN of ${operator}: `);
  const lines = createInterface({ input: process.stdin, terminal });
  for await (const line of lines) {
    lines.close();
    return line.trim();
  }
  return '';
}

function number(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A Z report has a number; 0 is X, how the day stands now.');
  return Number(text);
}

async function run(what: string, options: Options): Promise<void> {
  const dataDir = resolve(options.data ?? defaultDataDir());
  if (!existsSync(join(dataDir, 'ledger.db'))) throw new Refusal('no-ledger', `There is no ledger at ${dataDir}. Nothing was written.`);
  const out = options.out === undefined ? null : resolve(options.out);
  if (out !== null && existsSync(out)) throw new Refusal('file-there', `${out} is there already. Nothing was written; name another file.`);
  const config = loadConfig(dataDir);
  const today = dayIn(Date.now(), config.shop.timeZone);
  const input = TILL_CALLS['export.make'].input.safeParse({ what, format: options.format ?? (what === 'audit' ? 'jsonl' : 'csv'), from: options.from ?? today, to: options.to ?? options.from ?? today, z: options.z ?? null, language: options.language, bom: options.bom });
  if (!input.success) throw new Refusal('bad-arguments', `Not understood: ${input.error.issues[0]?.path.join('.') ?? ''}. Days are written YYYY-MM-DD. Nothing was written.`);
  const running = await composeTill(config, { ticking: false, online: false });
  try {
    const seat: Seat = { operator: null, locked: false, checking: false };
    await signIn(running.till, seat, options.operator, await readPin(options.operator));
    if (seat.operator === null || !mayCall(seat.operator.role, TILL_CALLS['export.make'].standing)) throw new Refusal('not-allowed', 'That role may not take the books out. Nothing was written; ask a manager.');
    const made = await exportBooks(running.till, seat, input.data);
    const path = out ?? resolve(made.name);
    if (existsSync(path)) {
      made.drop();
      throw new Refusal('file-there', `${path} is there already. The export is on record but was not handed out; name another file with --out.`);
    }
    made.keep(path);
    process.stdout.write(`${JSON.stringify({ path, rows: made.rows, bytes: made.size, sha256: made.sha256 })}\n`);
  } finally {
    await running.stop();
  }
}

export function command(): Command {
  return new Command('export').description('Write a file of the books. The till must not be running on the same data: then its own screen exports. The PIN is asked for, or read from standard input.')
    .argument('<what>', `one of ${WHAT.join(', ')}; audit is the whole journal with its proofs, for \`tillbook verify\``)
    .requiredOption('--operator <id>', 'manager who takes the file out').option('--data <dir>', 'folder of the till\'s data').option('--out <file>', 'where to write; else a name of its own, here')
    .option('--from <day>', 'first business day, YYYY-MM-DD; else today').option('--to <day>', 'last business day; else the first').option('--z <number>', 'Z report of that number, 0 for X', number)
    .addOption(new Option('--format <format>', 'csv unless it is the audit export').choices(['csv', 'xlsx', 'pdf', 'json', 'jsonl'])).addOption(new Option('--language <language>', 'of titles and headings').choices(['en', 'zh', 'ko']).default('en'))
    .option('--bom', 'with the mark by which spreadsheets know UTF-8', false).action(run);
}
