/** The history of decisions on a break: each entry names the one before it, back to the first. */
import type { DecisionStep } from '#core/matching/decisions.ts';
import { dayIn } from '#core/time.ts';
import type { BreakStep } from './dayRun.ts';
import type { Till } from './till.ts';

/** What of a till these need; a thread that only reads has no more. */
export type DecisionTill = { readonly shop: Till['shop']; readonly storage: Till['storage']; readonly ports: { readonly crypto: Pick<Till['ports']['crypto'], 'sha256'> } };

const STEPS_MAX = 200;

/** @returns the steps of each break of a day, oldest first, by its key. */
export function stepsOfDay(till: DecisionTill, day: string): Map<string, BreakStep[]> {
  return new Map(till.storage.resolutions(day).map((newest) => [newest.payload.key, chainOf(till, newest)]));
}

export function stepsOfBreak(till: DecisionTill, day: string, key: string): BreakStep[] {
  return stepsOfDay(till, day).get(key) ?? [];
}

export function chainOf(till: DecisionTill, newest: BreakStep): BreakStep[] {
  const steps = [newest];
  for (let before = newest.payload.previous; before !== undefined && steps.length < STEPS_MAX;) {
    const entry = till.storage.entryAt(before);
    if (entry?.kind !== 'break.resolved') break;
    steps.push(entry);
    before = entry.payload.previous;
  }
  return steps.reverse();
}

export function decisionSteps(till: DecisionTill, steps: readonly BreakStep[]): DecisionStep[] {
  return steps.map(({ at, payload }) => ({ action: payload.action, day: dayIn(at, till.shop.timeZone), until: payload.until ?? null, evidence: payload.evidence ?? null, owner: payload.owner ?? null }));
}

/** The digest that a decision carries of what the rows said. */
export function digestOf(till: DecisionTill, evidence: string): string {
  return till.ports.crypto.sha256(evidence).slice(0, 32);
}
