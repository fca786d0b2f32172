/** Long work in a manager's hands: several files, or many days, one after the other, with progress, and ended when told to. */
import type { ImportOutcome, WorkProgress } from '#contract/views.ts';
import { Fault, Refusal } from '#core/refusal.ts';
import { daysBetween, nextDay } from '#core/time.ts';
import { METHODS } from '#core/wallets.ts';
import { base64Decode } from './base64.ts';
import { importStatement } from './importStatement.ts';
import { keptMappings } from './mappings.ts';
import { openBreaks, rerun } from './reconcile.ts';
import { operatorOf, type Seat, type Till } from './till.ts';

const DAYS_MAX = 366;

/** @throws Refusal when other long work is under way. */
async function working<Value>(till: Till, work: 'import' | 'reconcile', of: number, run: (step: (name: string) => Promise<boolean>) => Promise<Value>): Promise<Value> {
  const { memory, ports } = till;
  if (memory.work !== null) throw new Refusal('work-under-way', 'Files are being read or days matched already. Nothing was changed; wait for it, or cancel it.');
  memory.work = { work, done: 0, of, name: '' };
  memory.workCancelled = false;
  try {
    return await run(async (name) => {
      if (memory.work !== null && memory.work.name !== '') memory.work = { ...memory.work, done: memory.work.done + 1 };
      memory.work = { ...memory.work, work, done: memory.work?.done ?? 0, of, name };
      ports.changed();
      // A sale at the till comes in between.
      await ports.pause();
      return !memory.workCancelled;
    });
  } finally {
    memory.work = null;
    ports.changed();
  }
}

export function cancelWork(till: Till): WorkProgress {
  till.memory.workCancelled = true;
  return till.memory.work;
}

type GivenFile = { readonly name: string; readonly base64: string };

/** Each file is taken whole or refused; none stops the others. A zip of several statements is several files. */
export function importAll(till: Till, seat: Seat, files: readonly GivenFile[]): Promise<ImportOutcome[]> {
  operatorOf(seat);
  return working(till, 'import', files.length, async (step) => {
    const outcomes: ImportOutcome[] = [];
    const ended = (outcome: ImportOutcome) => {
      outcomes.push(outcome);
      note(till, { outcomes: [...outcomes] });
    };
    for (const [given, file] of files.entries()) {
      const goesOn = await step(file.name);
      if (goesOn) await importGiven(till, seat, file, given, ended);
      else ended(outcomeOf(file.name, given, 'cancelled'));
    }
    return outcomes;
  });
}

/** Adds to what is said of the work under way. */
function note(till: Till, part: Partial<NonNullable<WorkProgress>>): void {
  if (till.memory.work !== null) till.memory.work = { ...till.memory.work, ...part };
}

const outcomeOf = (name: string, given: number, state: ImportOutcome['state']): ImportOutcome => ({ name, given, state, file: null, facts: null, code: null, message: null, detail: null });

/** The bytes are unpacked from the call only when it is the file's turn: a hundred files are not in memory twice. */
async function importGiven(till: Till, seat: Seat, { name, base64 }: GivenFile, given: number, ended: (outcome: ImportOutcome) => void): Promise<void> {
  let bytes: Uint8Array = new Uint8Array(0);
  let contents: (string | null)[] = [null];
  const unpacked = await refusable(name, given, async () => {
    bytes = base64Decode(base64);
    const several = await till.ports.statements.contents(bytes, name, keptMappings(till));
    if (several.length > 0) contents = several;
    return outcomeOf(name, given, 'imported');
  });
  if (unpacked.state === 'refused') {
    ended(unpacked);
    return;
  }
  for (const only of contents) {
    const title = only ?? name;
    note(till, { name: title, lines: 0, share: null });
    ended(till.memory.workCancelled ? outcomeOf(title, given, 'cancelled') : await importOne(till, seat, bytes, { name, given, only }));
    await till.ports.pause();
  }
}

function importOne(till: Till, seat: Seat, bytes: Uint8Array, { name, given, only }: { readonly name: string; readonly given: number; readonly only: string | null }): Promise<ImportOutcome> {
  const title = only ?? name;
  return refusable(title, given, async () => {
    const watch = (lines: number, share: number | null) => {
      note(till, { lines, share });
      return !till.memory.workCancelled;
    };
    const { file, repeated, facts } = await importStatement(till, seat, bytes, name, { only, watch });
    return { ...outcomeOf(title, given, repeated ? 'repeated' : 'imported'), file, facts };
  });
}

async function refusable(name: string, given: number, run: () => Promise<ImportOutcome>): Promise<ImportOutcome> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof Fault)) throw error;
    if (error.code === 'work-cancelled') return outcomeOf(name, given, 'cancelled');
    return { ...outcomeOf(name, given, 'refused'), code: error.code, message: error.message, detail: error.detail };
  }
}

/** Matches every day of a range again. */
export function runDays(till: Till, seat: Seat, from: string, to: string): Promise<{ days: number; open: number; atStakeMinor: number; cancelled: boolean }> {
  operatorOf(seat);
  const count = daysBetween(from, to) + 1;
  if (count < 1 || count > DAYS_MAX) throw new Refusal('days-out-of-range', 'That is no range of days, or more than a year. Nothing was matched; choose other days.', { days: count });
  return working(till, 'reconcile', count, async (step) => {
    let days = 0;
    let cancelled = false;
    for (let day = from; day <= to && !cancelled; day = nextDay(day)) {
      if (!(await step(day))) {
        cancelled = true;
        break;
      }
      for (const wallet of METHODS) {
        await rerun(till, day, wallet);
        await till.ports.pause();
      }
      days += 1;
    }
    return { days, ...openBreaks(till), cancelled };
  });
}
