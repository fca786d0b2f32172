/** How much the shop lets go without the wallet's word: set by a manager, each change a journal entry. */
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import type { RiskLimits } from '#contract/views.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const KEY = 'risk.limits';
const FIRST: RiskLimits = { saleMinorMax: LIMITS.atRiskSaleMinorFirst, tillMinorMax: LIMITS.atRiskTillMinorFirst, hoursMax: LIMITS.atRiskHoursFirst };

export function riskLimits(till: Pick<Till, 'storage'>): RiskLimits {
  return { ...FIRST, ...(JSON.parse(till.storage.setting(KEY) ?? '{}') as Partial<RiskLimits>) };
}

/** What stands at risk on this till now. */
export function atRiskMinor(till: Pick<Till, 'storage'>): number {
  return till.storage.openAttempts().reduce((sum, attempt) => sum + (attempt.atRisk === true ? attempt.amountMinor : 0), 0);
}

/** Throws `Refusal` `risk-limits-contradict`. What is at risk already stays as it was accepted. */
export function saveRiskLimits(till: Till, seat: Seat, limits: RiskLimits): RiskLimits {
  if (limits.saleMinorMax > limits.tillMinorMax) throw new Refusal('risk-limits-contradict', 'One sale may not risk more than the whole till. Nothing was changed; raise the limit of the till, or lower that of a sale.');
  const before = riskLimits(till);
  if (JSON.stringify(before) === JSON.stringify(limits)) return before;
  const to = `sale ${limits.saleMinorMax}, till ${limits.tillMinorMax}, ${limits.hoursMax} h`;
  commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what: KEY, to } }], { settings: { [KEY]: JSON.stringify(limits) } });
  return riskLimits(till);
}
