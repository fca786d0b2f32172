/** The work of `tillbook reconcile`: loads, matches, and writes the report. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { FeeContract } from '#core/feeContract.ts';
import { eachBreak } from '#core/matching/breaks.ts';
import type { FeeAudit } from '#core/matching/feeAudit.ts';
import { climb, totalsOf } from '#core/matching/ladder.ts';
import type { Totals } from '#core/matching/ladder.ts';
import { eachMatch } from '#core/matching/matches.ts';
import type { ThreeWay } from '#core/matching/threeWay.ts';
import { MATCHING_DEFAULTS } from '#core/matching/settings.ts';
import type { Work } from '#core/matching/work.ts';
import { Refusal } from '#core/refusal.ts';
import { loadBooks } from './loadBooks.ts';
import { writeAll, writeWhole } from './output.ts';
import { breakJson, breakWords, matchJson, overchargeJson, payoutBreakJson, payoutMatchJson, payoutBreakWords, words } from './reconcileWords.ts';
import type { ScanThread } from './scanThread.ts';

const BREAKS_FOUND = 3;
const BATCH_CHARS = 256 * 1024;
const FEES_BYTES_MAX = 1024 * 1024;

export type Options = { ledger: string; statement: string[]; bank?: string[]; fees?: string; json?: string; matches: boolean };

/** @param thread a second thread that is starting already, where the files are large. @throws Refusal when an input is unusable. */
export async function reconcile(options: Options, thread: ScanThread | null): Promise<void> {
  // What few ask for is loaded for those alone.
  const contracts = options.fees === undefined ? [] : await readContracts(options.fees);
  const { books, notes } = await loadBooks(options.ledger, options.statement, thread);
  const bank = options.bank === undefined ? null : await (await import('./loadBank.ts')).loadBank(options.statement, options.bank);
  const feeAudit = options.fees === undefined ? null : await import('#core/matching/feeAudit.ts');
  for (const note of notes) process.stderr.write(`${note}\n`);
  if (contracts.length > 0) feeAudit?.expectContractFees(books, contracts);
  const work = climb(books, MATCHING_DEFAULTS, options.matches && options.json !== undefined);
  const found: Found = {
    work, totals: totalsOf(work), payouts: bank === null ? null : (await import('#core/matching/threeWay.ts')).matchThreeWay(bank.settling, bank.banking), fees: feeAudit?.auditFees(books, contracts) ?? null,
    withMatches: options.matches && options.json !== undefined,
  };
  if (options.json !== undefined) writeReport(options.json, found);
  process.stderr.write(words(work, found.totals, found.payouts, found.fees));
  if (options.json === undefined) {
    for (const entry of eachBreak(work, MATCHING_DEFAULTS)) process.stderr.write(breakWords(entry));
    for (const entry of found.payouts?.breaks ?? []) process.stderr.write(payoutBreakWords(entry));
  }
  if (work.breaks.count + (found.payouts?.breaks.length ?? 0) > 0) process.exitCode = BREAKS_FOUND;
}

type Found = { readonly work: Work; readonly totals: Totals; readonly payouts: ThreeWay | null; readonly fees: FeeAudit | null; readonly withMatches: boolean };

async function readContracts(path: string): Promise<FeeContract[]> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Refusal('fees-unreadable', `${basename(path)}: the file of fee contracts is not there or may not be read. Nothing was compared; check the path.`, { file: basename(path) });
  }
  if (bytes.length > FEES_BYTES_MAX) throw new Refusal('fees-unreadable', `${basename(path)}: the file is larger than any list of contracts. Nothing was compared; check the path.`, { file: basename(path) });
  return (await import('#core/feeContractCsv.ts')).parseFeeContracts(bytes.toString('utf8'), basename(path));
}

/** One JSON object, written piece by piece. Nothing in it depends on the order of rows, lines or files. */
function writeReport(target: string, { work, totals, payouts, fees, withMatches }: Found): void {
  writeWhole(target, (handle) => {
    const payoutTotals = payouts === null ? {} : { payouts: payouts.totals };
    const feeTotals = fees === null ? {} : { fees: { ...fees.currencies, withoutContract: fees.withoutContract } };
    writeAll(handle, `{"totals":${JSON.stringify({ ...totals, matched: work.matched, ...payoutTotals, ...feeTotals })},"matched":${work.matched},`);
    if (withMatches) {
      writeAll(handle, '"matches":[');
      writeList(handle, eachMatch(work), matchJson);
      writeAll(handle, '],');
    }
    if (payouts !== null) {
      writeAll(handle, '"payouts":[');
      writeList(handle, payouts.matches, payoutMatchJson);
      writeAll(handle, `],"awaited":${JSON.stringify(payouts.awaited)},`);
    }
    if (fees !== null) {
      writeAll(handle, '"overcharges":[');
      writeList(handle, fees.overcharges, overchargeJson);
      writeAll(handle, '],');
    }
    writeAll(handle, '"breaks":[');
    writeList(handle, allBreaks(work, payouts), (entry) => entry);
    writeAll(handle, ']}\n');
  });
}

function* allBreaks(work: Work, payouts: ThreeWay | null): Generator<object> {
  for (const entry of eachBreak(work, MATCHING_DEFAULTS)) yield breakJson(entry);
  for (const entry of payouts?.breaks ?? []) yield payoutBreakJson(entry);
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
