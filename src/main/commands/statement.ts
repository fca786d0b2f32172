/** `tillbook statement`: wallets' own files in the one normal form, a JSON object a line; nothing of a file that is refused. */
import { Command, Option } from 'commander';
import { formatMinor } from '#core/money.ts';
import { Refusal } from '#core/refusal.ts';
import { isoInZone, STATEMENT_SOURCES } from '#core/statement.ts';
import type { ScannedLine, SourceId, StatementSummary } from '#core/statement.ts';
import { openStatement, statementLine } from '#main/adapters/statements/registry.ts';
import { writeAll } from './output.ts';

const UNUSABLE = 2;
const BATCH_CHARS = 256 * 1024;

export function command(): Command {
  return new Command('statement')
    .summary("read wallets' statement files")
    .description([
      "Reads wallets' own files (WeChat Pay trade bill, Alipay business detail; plain, .gz or .zip) and writes each line in normal form,",
      "one JSON object a line; totals go to standard error. A file is written only after all of it was read and its own totals agree.",
      'Exit code 0: all files read. 2: a file was refused; standard error says which line and why.',
    ].join('\n'))
    .argument('<file...>', 'statement files')
    .addOption(new Option('--as <format>', 'take the files as of this format').choices(Object.keys(STATEMENT_SOURCES)))
    .action(async (files: string[], options: { as?: SourceId }) => {
      for (const file of files) {
        try {
          await printStatement(file, options.as ?? null);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          process.stderr.write(`tillbook: ${error.message} (${error.code})\n`);
          process.exitCode = UNUSABLE;
        }
      }
    });
}

/** Twice through the file, so that memory stays flat and a file refused at its end has printed nothing. */
async function printStatement(path: string, as: SourceId | null): Promise<void> {
  const opened = await openStatement({ path }, as);
  const summary = await opened.scan(() => {});
  const { zoneMinutes } = STATEMENT_SOURCES[opened.source];
  let batch = '';
  let lines = 0;
  const again = await opened.scan((line) => {
    batch += `${toJson(line, opened.source, opened.file, zoneMinutes)}\n`;
    lines += 1;
    if (batch.length < BATCH_CHARS) return;
    writeAll(1, batch);
    batch = '';
  });
  if (again.contentHash !== summary.contentHash) throw new Refusal('statement-changed', `${opened.file}: the file changed while it was read, after ${lines} lines were printed. Nothing is booked; do not use these lines, and give the file again.`, { file: opened.file });
  writeAll(1, batch);
  process.stderr.write(`${describe(summary)}\n`);
}

function toJson(line: ScannedLine, source: SourceId, file: string, zoneMinutes: number): string {
  const { at, ...rest } = statementLine(line, source, file);
  const { currency, day, status, ...before } = rest;
  return JSON.stringify({ ...before, currency, at: isoInZone(at, zoneMinutes), day, status });
}

function describe(summary: StatementSummary): string {
  const { title } = STATEMENT_SOURCES[summary.source];
  const currency = summary.currency ?? 'CNY';
  const controls = summary.controls.map(({ name, unit, own }) => `${name} ${unit === 'rows' ? own : formatMinor(own, currency)}`).join(', ');
  return [
    `${summary.file}: ${title}, ${summary.day === null ? 'no single day' : `day ${summary.day}`}, ${summary.lineCount} lines`,
    `  amount ${formatMinor(summary.amountMinor, currency)}, fee ${formatMinor(summary.feeMinor, currency)}, net ${formatMinor(summary.netMinor, currency)} ${currency}`,
    `  agrees with the file's own totals: ${controls}`,
    `  sha256 ${summary.contentHash}`,
  ].join('\n');
}
