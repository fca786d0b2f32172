/** `tillbook reconcile`: anybody's ledger against wallets' statements; the report names what does not agree. */
import { closeSync, openSync } from 'node:fs';
import { Command } from 'commander';
import { eachBreak } from '#core/matching/breaks.ts';
import type { Break } from '#core/matching/breaks.ts';
import type { Match } from '#core/matching/matches.ts';
import { climb, totalsOf } from '#core/matching/ladder.ts';
import type { Totals } from '#core/matching/ladder.ts';
import { eachMatch } from '#core/matching/matches.ts';
import { MATCHING_DEFAULTS } from '#core/matching/settings.ts';
import type { Work } from '#core/matching/work.ts';
import { formatMinor } from '#core/money.ts';
import { Refusal } from '#core/refusal.ts';
import { loadBooks } from './loadBooks.ts';
import { writeAll } from './output.ts';
import { CAUSE_WORDS, SUGGESTION_WORDS } from './reconcileWords.ts';

const BREAKS_FOUND = 3;
const UNUSABLE = 2;
const BATCH_CHARS = 256 * 1024;
const DAY_MS = 86_400_000;

type Options = { ledger: string; statement: string[]; bank?: string[]; json?: string; matches: boolean };

export function command(): Command {
  return new Command('reconcile')
    .summary("compare a ledger with wallets' statements")
    .description([
      "Compares a ledger with wallets' own files and names every row that does not agree, why, and what to do.",
      'The ledger is CSV in UTF-8 with a header: order_id,trade_id,wallet,kind,amount_minor,fee_minor,currency,time,status,till[,original_order_id]',
      '(kind: charge or refund, refunds negative; time: ISO 8601 with zone; status: paid, refunded, reversed, declined, unknown, accepted, failed;',
      'empty where not known). Exit code 0: no breaks. 3: breaks. 2: unusable input; standard error says which line and why.',
    ].join('\n'))
    .requiredOption('--ledger <file>', 'the ledger')
    .requiredOption('--statement <file...>', "wallets' files: WeChat Pay trade bill, Alipay business detail; plain, .gz or .zip")
    .option('--bank <file...>', 'bank statements')
    .option('--json <file>', 'write the report as one JSON object; - for standard output')
    .option('--no-matches', 'leave the matches out of the report')
    .action(async (options: Options) => {
      try {
        await run(options);
      } catch (error) {
        if (error instanceof Refusal) process.exitCode = UNUSABLE;
        throw error;
      }
    });
}

async function run(options: Options): Promise<void> {
  if (options.bank !== undefined) throw new Refusal('bank-not-read', 'Bank files are not read yet. Nothing was compared; leave --bank out to compare the ledger with the wallets.');
  const { books, notes } = await loadBooks(options.ledger, options.statement);
  for (const note of notes) process.stderr.write(`${note}\n`);
  const wantMatches = options.matches && options.json !== undefined;
  const work = climb(books, MATCHING_DEFAULTS, wantMatches);
  const totals = totalsOf(work);
  if (options.json !== undefined) writeReport(options.json, work, totals, wantMatches);
  process.stderr.write(words(work, totals));
  if (options.json === undefined) for (const entry of eachBreak(work, MATCHING_DEFAULTS)) process.stderr.write(breakWords(entry));
  if (work.breaks.length > 0) process.exitCode = BREAKS_FOUND;
}

/** One JSON object, written piece by piece. Nothing in it depends on the order of rows, lines or files. */
function writeReport(target: string, work: Work, totals: Totals, withMatches: boolean): void {
  let handle = 1;
  try {
    if (target !== '-') handle = openSync(target, 'w');
  } catch {
    throw new Refusal('report-unwritable', `${target}: the report can't be written there. Nothing was changed; name another file.`, { file: target });
  }
  try {
    writeAll(handle, `{"totals":${JSON.stringify({ ...totals, matched: work.matched })},"matched":${work.matched},`);
    if (withMatches) {
      writeAll(handle, '"matches":[');
      writeList(handle, eachMatch(work), matchJson);
      writeAll(handle, '],');
    }
    writeAll(handle, '"breaks":[');
    writeList(handle, eachBreak(work, MATCHING_DEFAULTS), breakJson);
    writeAll(handle, ']}\n');
  } finally {
    if (handle !== 1) closeSync(handle);
  }
}

function writeList<T>(handle: number, items: Iterable<T>, toJson: (item: T) => object): void {
  let batch = '';
  let first = true;
  for (const item of items) {
    batch += `${first ? '\n' : ',\n'}${JSON.stringify(toJson(item))}`;
    first = false;
    if (batch.length < BATCH_CHARS) continue;
    writeAll(handle, batch);
    batch = '';
  }
  writeAll(handle, first ? '' : `${batch}\n`);
}

function matchJson({ orderIds, tradeIds, wallet, kind, amountMinor, currency, rule }: Match): object {
  return { orderIds, tradeIds, wallet, kind, amountMinor, currency, rule };
}

function breakJson(entry: Break): object {
  const { kind, orderIds, tradeIds, amountMinor, currency, cause, suggestion, wallet, rule, key } = entry;
  return {
    kind, orderIds, tradeIds, amountMinor, currency, cause, suggestion, causeText: CAUSE_WORDS[cause], suggestionText: SUGGESTION_WORDS[suggestion], wallet, rule, key,
    ledger: entry.ledger.map(({ status, amountMinor: amount, feeMinor, at }) => ({ status, amountMinor: amount, feeMinor, at: iso(at) })),
    statement: entry.statement.map(({ kind: lineKind, status, amountMinor: amount, feeMinor, at, source }) => ({ source, kind: lineKind, status, amountMinor: amount, feeMinor, at: iso(at) })),
  };
}

/** Whole seconds, UTC. The day's part is kept: most rows of a report are of one day. */
const lastDay = { number: Number.NaN, text: '' };

function iso(at: number | null): string | null {
  if (at === null) return null;
  const day = Math.floor(at / DAY_MS);
  if (day !== lastDay.number) {
    lastDay.number = day;
    lastDay.text = new Date(day * DAY_MS).toISOString().slice(0, 11);
  }
  const second = Math.floor(at / 1000) - day * 86_400;
  return `${lastDay.text}${pair(Math.floor(second / 3600))}:${pair(Math.floor(second / 60) % 60)}:${pair(second % 60)}Z`;
}

function pair(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** For a person. */
function words({ matched, breaks }: Work, totals: Totals): string {
  const lines = [`${totals.ledgerRows} ledger rows, ${totals.statementLines} statement lines: ${matched} matched, ${breaks.length} breaks`];
  for (const [kind, count] of Object.entries(totals.breaks)) lines.push(`  ${kind}: ${count}`);
  if (totals.quiet > 0) lines.push(`  ${totals.quiet} ledger rows expect no line (declined, reversed, unknown, failed) and have none`);
  if (totals.uncovered > 0) lines.push(`  NOT COMPARED: ${totals.uncovered} ledger rows of wallets that no given statement is of`);
  for (const [currency, sums] of Object.entries(totals.currencies)) {
    lines.push(`  ${currency}: ledger ${formatMinor(sums.ledgerMinor, currency)}, statement ${formatMinor(sums.statementMinor, currency)}, matched ${formatMinor(sums.matchedLedgerMinor, currency)}`);
  }
  return `${lines.join('\n')}\n`;
}

function breakWords({ kind, orderIds, tradeIds, amountMinor, currency, cause, suggestion }: Break): string {
  return `${kind} ${(orderIds.length > 0 ? orderIds : tradeIds).join(' ')} ${formatMinor(amountMinor, currency)} ${currency}: ${CAUSE_WORDS[cause]} ${SUGGESTION_WORDS[suggestion]}\n`;
}
