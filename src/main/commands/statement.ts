/** `tillbook statement`: wallets', acquirers' and banks' own files in the one normal form, a JSON object a line; nothing of a file that is refused. */
import { Command, Option } from 'commander';
import { formatMinor } from '#core/money.ts';
import { Refusal } from '#core/refusal.ts';
import { isoInZone, STATEMENT_SOURCES } from '#core/statement.ts';
import type { ScannedLine, SourceId, StatementSummary } from '#core/statement.ts';
import { readMapping } from '#main/adapters/statements/mapped/file.ts';
import { openStatement, statementLine } from '#main/adapters/statements/registry.ts';
import type { Taken } from '#main/adapters/statements/registry.ts';
import { writeAll } from './output.ts';

const UNUSABLE = 2;
const BATCH_CHARS = 256 * 1024;
const CONTROLS_SHOWN = 12;

export function command(): Command {
  return new Command('statement')
    .summary('read statement files of wallets, acquirers and banks')
    .description([
      "Reads wallets', acquirers' and banks' own files (CSV, XLSX, fixed width, XML, MT940, OFX; plain, .gz or .zip) and writes each line in normal form,",
      "one JSON object a line; totals go to standard error. A file is written only after all of it was read and its own totals agree.",
      'Exit code 0: all files read. 2: a file was refused; standard error says which line and why.',
    ].join('\n'))
    .argument('<file...>', 'statement files')
    .addOption(new Option('--as <format>', 'take the files as of this format').choices(Object.keys(STATEMENT_SOURCES).filter((id) => id !== 'mapped')))
    .option('--mapping <file>', 'take the files as tables whose columns this mapping (JSON) names')
    .action(async (files: string[], options: { as?: SourceId; mapping?: string }) => {
      process.exitCode = UNUSABLE;
      const taken: Taken = options.mapping === undefined ? { as: options.as ?? null } : { as: 'mapped', mappings: [readMapping(options.mapping)] };
      process.exitCode = 0;
      for (const file of files) {
        try {
          await printStatement(file, taken);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          process.stderr.write(`tillbook: ${error.message} (${error.code})\n`);
          process.exitCode = UNUSABLE;
        }
      }
    });
}

/** Twice through the file, so that memory stays flat and a file refused at its end has printed nothing. */
async function printStatement(path: string, taken: Taken): Promise<void> {
  const opened = await openStatement({ path }, taken);
  const summary = await opened.scan(() => {});
  const zoneMinutes = (opened.source === 'mapped' ? taken.mappings?.[0] : undefined)?.zoneMinutes ?? STATEMENT_SOURCES[opened.source].zoneMinutes;
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

const PROOFS: Readonly<Record<StatementSummary['proof'], string>> = {
  complete: "the file's own totals agree",
  lines: 'each line agrees with itself; the file has NO TOTALS that would show a missing line',
  none: 'NOT PROVED: the file has no totals of its own to compare with',
};

function describe(summary: StatementSummary): string {
  const { title } = STATEMENT_SOURCES[summary.source];
  const currency = summary.currency ?? summary.totals[0]?.currency ?? 'CNY';
  const controls = summary.controls.map(({ name, unit, own }) => `${name} ${unit === 'rows' ? own : formatMinor(own, currency)}`);
  const shown = controls.length > CONTROLS_SHOWN ? [...controls.slice(0, CONTROLS_SHOWN), `and ${controls.length - CONTROLS_SHOWN} more`] : controls;
  return [
    `${summary.file}: ${title}, ${daysOf(summary)}, ${summary.lineCount} lines`,
    ...summary.totals.map((sum) => `  amount ${formatMinor(sum.amountMinor, sum.currency)}, fee ${formatMinor(sum.feeMinor, sum.currency)}, net ${formatMinor(sum.netMinor, sum.currency)} ${sum.currency}`),
    `  ${PROOFS[summary.proof]}${shown.length === 0 ? '' : `: ${shown.join(', ')}`}`,
    `  sha256 ${summary.contentHash}`,
  ].join('\n');
}

function daysOf({ day, days }: StatementSummary): string {
  if (day !== null) return `day ${day}`;
  return days.length === 0 ? 'no single day' : `days ${days[0] ?? ''} to ${days.at(-1) ?? ''}`;
}
