/** Figures that answer a manager's questions about a period: what is open and why, and whose drawer is off. */
import type { FiguresView } from '#contract/views.ts';
import { Refusal } from '#core/refusal.ts';
import { daysBetween } from '#core/time.ts';
import { readWorkbench } from './reconcile.ts';
import type { Till } from './till.ts';

const DAYS_MAX = 62;
const WEEK = 7;

/** Day by day, with a turn for everything else in between. */
async function breaksOf(till: Till, from: string, to: string): Promise<FiguresView['breaks']> {
  const days = [...new Set(till.storage.statementFiles(null).map((file) => file.day))].filter((day) => day >= from && day <= to).sort();
  const sums = new Map<string, FiguresView['breaks'][number]>();
  for (const day of days) {
    for (const one of (await readWorkbench(till, day)).breaks) {
      if (one.state === 'resolved') continue;
      const key = one.cause === 'unknown' ? one.kind : one.cause;
      const sum = sums.get(key) ?? { kind: one.kind, cause: one.cause, count: 0, amountMinor: 0, ages: { day: 0, week: 0, older: 0 } };
      sums.set(key, sum);
      const amountMinor = Math.abs(one.amountMinor);
      sum.count += 1;
      sum.amountMinor += amountMinor;
      sum.ages[one.ageDays <= 1 ? 'day' : one.ageDays <= WEEK ? 'week' : 'older'] += amountMinor;
    }
    await till.ports.pause();
  }
  return [...sums.values()].sort((a, b) => b.amountMinor - a.amountMinor);
}

async function cashOf(till: Till, from: string, to: string): Promise<FiguresView['cash']> {
  const sums = new Map<string, FiguresView['cash'][number]>();
  for (const shift of await till.ports.exporting.countedShifts(from, to)) {
    const operator = till.storage.person(shift.operator)?.name ?? shift.operator;
    const sum = sums.get(operator) ?? { operator, shifts: 0, shortMinor: 0, overMinor: 0, netMinor: 0 };
    sums.set(operator, sum);
    sum.shifts += 1;
    sum.netMinor += shift.differenceMinor;
    sum[shift.differenceMinor < 0 ? 'shortMinor' : 'overMinor'] += shift.differenceMinor;
  }
  return [...sums.values()].sort((a, b) => a.netMinor - b.netMinor || (a.operator < b.operator ? -1 : 1));
}

export async function readFigures(till: Till, from: string, to: string): Promise<FiguresView> {
  const days = daysBetween(from, to);
  if (!(days >= 0 && days < DAYS_MAX)) throw new Refusal('days-out-of-range', 'That is no range of days, or too long a one. Nothing was read; choose other days.');
  return { breaks: await breaksOf(till, from, to), cash: await cashOf(till, from, to) };
}
