/** How far a drawer may be off before a second person signs for it. */
import { LIMITS } from '#core/limits.ts';
import type { CashLimits } from '#contract/ruleViews.ts';
import type { Till } from './till.ts';

export const CASH_LIMITS = 'cash.limits';

export function cashLimits(till: Pick<Till, 'storage'>): CashLimits {
  return { aloneMinor: LIMITS.cashAloneMinorFirst, people: [], ...(JSON.parse(till.storage.setting(CASH_LIMITS) ?? '{}') as Partial<CashLimits>) };
}

/** Minor units, short or over, that this person may sign alone. */
export function signsAloneMinor(till: Pick<Till, 'storage'>, operatorId: string): number {
  const { aloneMinor, people } = cashLimits(till);
  return people.find((one) => one.operatorId === operatorId)?.aloneMinor ?? aloneMinor;
}
