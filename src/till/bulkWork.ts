/** Long work in a manager's hands: several files, or many days, one after the other, with progress, and ended when told to. */
import type { ImportOutcome, WorkProgress } from '#contract/views.ts';
import { Fault, Refusal } from '#core/refusal.ts';
import { daysBetween, nextDay } from '#core/time.ts';
import { CHARGEABLE } from '#core/wallets.ts';
import { importStatement } from './importStatement.ts';
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
      memory.work = { work, done: memory.work?.done ?? 0, of, name };
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

/** Each file is taken whole or refused; none stops the others. */
export function importAll(till: Till, seat: Seat, files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Promise<ImportOutcome[]> {
  operatorOf(seat);
  return working(till, 'import', files.length, async (step) => {
    const outcomes: ImportOutcome[] = [];
    for (const { name, bytes } of files) {
      const goesOn = await step(name);
      outcomes.push(goesOn ? await importOne(till, seat, bytes, name) : { name, state: 'cancelled', file: null, code: null, message: null, detail: null });
    }
    return outcomes;
  });
}

async function importOne(till: Till, seat: Seat, bytes: Uint8Array, name: string): Promise<ImportOutcome> {
  try {
    const { file, repeated } = await importStatement(till, seat, bytes, name);
    return { name, state: repeated ? 'repeated' : 'imported', file, code: null, message: null, detail: null };
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof Fault)) throw error;
    return { name, state: 'refused', file: null, code: error.code, message: error.message, detail: error.detail };
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
      for (const wallet of CHARGEABLE) {
        await rerun(till, day, wallet);
        await till.ports.pause();
      }
      days += 1;
    }
    return { days, ...openBreaks(till), cancelled };
  });
}
