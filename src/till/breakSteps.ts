/** The history of decisions on a break: each entry names the one before it, back to the first. */
import type { EntryOf } from '#core/journal.ts';
import type { DecisionStep } from '#core/matching/decisions.ts';
import { dayIn } from '#core/time.ts';
import type { Till } from './till.ts';

export type BreakStep = EntryOf<'break.resolved'>;

const STEPS_MAX = 200;

/** @returns the steps of each break of a day, oldest first, by its key. */
export function stepsOfDay(till: Till, day: string): Map<string, BreakStep[]> {
  return new Map(till.storage.resolutions(day).map((newest) => [newest.payload.key, chainOf(till, newest)]));
}

export function stepsOfBreak(till: Till, day: string, key: string): BreakStep[] {
  return stepsOfDay(till, day).get(key) ?? [];
}

function chainOf(till: Till, newest: BreakStep): BreakStep[] {
  const steps = [newest];
  for (let before = newest.payload.previous; before !== undefined && steps.length < STEPS_MAX;) {
    const entry = till.storage.entryAt(before);
    if (entry?.kind !== 'break.resolved') break;
    steps.push(entry);
    before = entry.payload.previous;
  }
  return steps.reverse();
}

export function decisionSteps(till: Till, steps: readonly BreakStep[]): DecisionStep[] {
  return steps.map(({ at, payload }) => ({ action: payload.action, day: dayIn(at, till.shop.timeZone), until: payload.until ?? null, evidence: payload.evidence ?? null, owner: payload.owner ?? null }));
}

/** The digest that a decision carries of what the rows said. */
export function digestOf(till: Till, evidence: string): string {
  return till.ports.crypto.sha256(evidence).slice(0, 32);
}
