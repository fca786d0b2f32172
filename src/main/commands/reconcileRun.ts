/** The work of `tillbook reconcile`: loads, matches, and writes the report. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { FeeContract } from '#core/feeContract.ts';
import { eachBreak } from '#core/matching/breaks.ts';
import type { FeeAudit } from '#core/matching/feeAudit.ts';
import { climbOn, totalsOf } from '#core/matching/ladder.ts';
import type { Totals } from '#core/matching/ladder.ts';
import { eachMatch } from '#core/matching/matches.ts';
import type { ThreeWay } from '#core/matching/threeWay.ts';
import { MATCHING_DEFAULTS } from '#core/matching/settings.ts';
import { matchByOrderId } from '#core/matching/sameOrderId.ts';
import { createWork } from '#core/matching/work.ts';
import type { Work } from '#core/matching/work.ts';
import { Refusal } from '#core/refusal.ts';
import { loadBooks } from './loadBooks.ts';
import { put, writeWhole } from './output.ts';
import type { Sink } from './output.ts';
import { breakJson, breakWords, matchJson, overchargeJson, payoutBreakJson, payoutMatchJson, payoutBreakWords, words } from './reconcileWords.ts';
import type { ScanThread } from './scanThread.ts';

const BREAKS_FOUND = 3;
const FEES_BYTES_MAX = 1024 * 1024;

export type Options = { ledger: string; statement: string[]; bank?: string[]; fees?: string; json?: string; matches: boolean };

/** @param thread a second thread that is starting already, where the files are large. @throws Refusal when an input is unusable. */
export async function reconcile(options: Options, thread: ScanThread | null): Promise<void> {
  const withMatches = options.matches && options.json !== undefined;
  // What few ask for is loaded for those alone.
  const contracts = options.fees === undefined ? [] : await readContracts(options.fees);
  let begun = null as Work | null;
  const { books, notes } = await loadBooks(options.ledger, options.statement, thread, {
    withoutAgreed: options.fees === undefined && !withMatches,
    meanwhile: (part) => {
      begun = createWork(part, false);
      matchByOrderId(begun);
    },
  });
  settleMemory();
  const bank = options.bank === undefined ? null : await (await import('./loadBank.ts')).loadBank(options.statement, options.bank);
  const feeAudit = options.fees === undefined ? null : await import('#core/matching/feeAudit.ts');
  for (const note of notes) process.stderr.write(`${note}\n`);
  if (contracts.length > 0) feeAudit?.expectContractFees(books, contracts);
  const work = climbOn(begun?.books === books ? begun : createWork(books, withMatches), MATCHING_DEFAULTS);
  const found: Found = {
    work, totals: totalsOf(work), payouts: bank === null ? null : (await import('#core/matching/threeWay.ts')).matchThreeWay(bank.settling, bank.banking), fees: feeAudit?.auditFees(books, contracts) ?? null,
    withMatches,
  };
  if (options.json !== undefined) writeReport(options.json, found);
  process.stderr.write(words(work, found.totals, found.payouts, found.fees));
  if (options.json === undefined) {
    for (const entry of eachBreak(work, MATCHING_DEFAULTS)) process.stderr.write(breakWords(entry));
    for (const entry of found.payouts?.breaks ?? []) process.stderr.write(payoutBreakWords(entry));
  }
  if (work.breaks.count + (found.payouts?.breaks.length ?? 0) > 0) process.exitCode = BREAKS_FOUND;
}

/** Call it when both threads have loaded what they need: what is loaded under other settings is compiled again, the engine's own parts too. */
function settleMemory(): void {
  // Rows live in flat buffers, and little else is made: a young generation that grows would only cost 20 MiB.
  setFlagsFromString('--semi-space-growth-factor=1');
  // So small a generation is swept sooner by one thread than others are woken for it.
  setFlagsFromString('--no-parallel-scavenge');
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
  writeWhole(target, (sink) => {
    const payoutTotals = payouts === null ? {} : { payouts: payouts.totals };
    const feeTotals = fees === null ? {} : { fees: { ...fees.currencies, withoutContract: fees.withoutContract } };
    put(sink, `{"totals":${JSON.stringify({ ...totals, matched: work.matched, ...payoutTotals, ...feeTotals })},"matched":${work.matched},`);
    if (withMatches) {
      put(sink, '"matches":[');
      writeList(sink, eachMatch(work), matchJson);
      put(sink, '],');
    }
    if (payouts !== null) {
      put(sink, '"payouts":[');
      writeList(sink, payouts.matches, payoutMatchJson);
      put(sink, `],"awaited":${JSON.stringify(payouts.awaited)},`);
    }
    if (fees !== null) {
      put(sink, '"overcharges":[');
      writeList(sink, fees.overcharges, overchargeJson);
      put(sink, '],');
    }
    put(sink, '"breaks":[');
    writeList(sink, allBreaks(work, payouts), (entry) => entry);
    put(sink, ']}\n');
  });
}

function* allBreaks(work: Work, payouts: ThreeWay | null): Generator<object> {
  for (const entry of eachBreak(work, MATCHING_DEFAULTS)) yield breakJson(entry);
  for (const entry of payouts?.breaks ?? []) yield payoutBreakJson(entry);
}

function writeList<T>(sink: Sink, items: Iterable<T>, toJson: (item: T) => object): void {
  let between = '\n';
  for (const item of items) {
    put(sink, between);
    put(sink, JSON.stringify(toJson(item)));
    between = ',\n';
  }
  if (between !== '\n') put(sink, '\n');
}
