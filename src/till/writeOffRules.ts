/** Ends by the shop's rules what is small enough, within a day's limit; and tries rules on what is open now, with nothing changed. */
import type { ReconRules, RulesTrial } from '#contract/ruleViews.ts';
import type { Draft } from '#core/journal.ts';
import { ruledStep, writeOffMinor } from '#core/matching/writeOffRules.ts';
import { isMethod, type PaymentMethod } from '#core/wallets.ts';
import type { DayRun, Worked } from './dayRun.ts';
import { reconRules } from './reconRules.ts';
import { matchDay } from './runDay.ts';
import { commit, SYSTEM, type Till } from './till.ts';

/** Days that a trial looks at, the newest first. */
const TRIAL_DAYS_MAX = 31;

type Ended = { readonly one: Worked; readonly action: 'write-off' | 'book-fee'; readonly movedMinor: number; readonly upToMinor: number };

/** The smallest first, so that as many as possible fit below the day's limit. What a person has touched is the person's. */
function endedBy(rules: ReconRules, run: DayRun, usedMinor: number): { ended: Ended[]; capped: Ended[] } {
  const fit = run.worked.flatMap((one): Ended[] => {
    const step = one.standing.state === 'open' && one.steps.length === 0 ? ruledStep(rules.writeOffs, one.found) : null;
    return step === null ? [] : [{ one, action: step.action, movedMinor: step.movedMinor, upToMinor: step.rule.upToMinor }];
  }).sort((a, b) => a.movedMinor - b.movedMinor || (a.one.found.key < b.one.found.key ? -1 : 1));
  let left = rules.ruledDayMinorMax - usedMinor;
  const ended: Ended[] = [];
  const capped: Ended[] = [];
  for (const one of fit) {
    if (one.movedMinor <= left) {
      ended.push(one);
      left -= one.movedMinor;
    } else capped.push(one);
  }
  return { ended, capped };
}

/** What rules have ended of a day before. */
function usedOf(till: Pick<Till, 'storage'>, day: string): number {
  return till.storage.resolutions(day).reduce((sum, { payload }) => sum + (payload.byRule === undefined ? 0 : Math.abs(payload.amountMinor)), 0);
}

function draftOf(day: string, { one, action, upToMinor }: Ended): Draft {
  const { found, evidence } = one;
  return { kind: 'break.resolved', payload: {
    key: found.key, day, kind: found.kind, wallet: found.wallet as PaymentMethod, action, amountMinor: action === 'write-off' ? writeOffMinor(found) : Math.abs(found.amountMinor), currency: found.currency, note: '', approver: null, evidence, byRule: upToMinor,
  } };
}

/** @returns how many breaks ended. */
export function endByRules(till: Till, day: string, run: DayRun): number {
  const rules = reconRules(till);
  if (rules.writeOffs.length === 0) return 0;
  const { ended } = endedBy(rules, run, usedOf(till, day));
  const drafts = ended.filter(({ one }) => isMethod(one.found.wallet)).map((one) => draftOf(day, one));
  if (drafts.length > 0) commit(till, SYSTEM, drafts);
  return drafts.length;
}

const NONE = { count: 0, amountMinor: 0 };

/** Runs the days that have something open by other rules than those that hold. @param days days with open differences, the newest first. */
export async function tryRules(till: Till, rules: ReconRules, days: readonly string[]): Promise<RulesTrial> {
  const sums = { open: { ...NONE }, left: { ...NONE }, capped: { ...NONE }, secondPerson: { ...NONE }, tooLarge: { ...NONE } };
  const byRule = new Map<string, { cause: string; count: number; amountMinor: number }>(rules.writeOffs.map(({ cause }) => [cause, { cause, ...NONE }]));
  const add = (sum: { count: number; amountMinor: number }, amountMinor: number) => {
    sum.count += 1;
    sum.amountMinor += Math.abs(amountMinor);
  };
  const looked = days.slice(0, TRIAL_DAYS_MAX);
  for (const day of looked) {
    for (const { standing, found } of (await matchDay(till, day)).worked) if (standing.state === 'open') add(sums.open, found.amountMinor);
    const run = await matchDay(till, day, null, rules);
    const { ended, capped } = endedBy(rules, run, usedOf(till, day));
    const gone = new Set(ended.map(({ one }) => one));
    for (const { one, movedMinor } of ended) add(byRule.get(one.found.cause) ?? { ...NONE }, movedMinor);
    for (const { movedMinor } of capped) add(sums.capped, movedMinor);
    for (const one of run.worked) {
      if (one.standing.state !== 'open' || gone.has(one)) continue;
      const stake = Math.abs(one.found.amountMinor);
      add(sums.left, stake);
      if (stake > rules.writeOffMinorMax) add(sums.tooLarge, stake);
      else if (stake > rules.fourEyesMinor) add(sums.secondPerson, stake);
    }
    await till.ports.pause();
  }
  return { days: looked.length, ...sums, byRule: [...byRule.values()] };
}
