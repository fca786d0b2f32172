/** How much the shop lets go without the wallet's or the acquirer's word: set by a manager, each change a journal entry. */
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import type { RiskLimits } from '#contract/views.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

type Kind = { readonly key: string; readonly first: RiskLimits };

/** Goods handed over on a manager's word; cards kept encrypted until the line is back. */
const AT_RISK: Kind = { key: 'risk.limits', first: { saleMinorMax: LIMITS.atRiskSaleMinorFirst, tillMinorMax: LIMITS.atRiskTillMinorFirst, hoursMax: LIMITS.atRiskHoursFirst } };
const CARDS: Kind = { key: 'card.limits', first: { saleMinorMax: LIMITS.storedCardSaleMinorFirst, tillMinorMax: LIMITS.storedCardTillMinorFirst, hoursMax: LIMITS.storedCardHoursFirst } };

const read = (till: Pick<Till, 'storage'>, { key, first }: Kind): RiskLimits => ({ ...first, ...(JSON.parse(till.storage.setting(key) ?? '{}') as Partial<RiskLimits>) });

export const riskLimits = (till: Pick<Till, 'storage'>): RiskLimits => read(till, AT_RISK);
export const cardLimits = (till: Pick<Till, 'storage'>): RiskLimits => read(till, CARDS);

/** What stands at risk on this till now. */
export function atRiskMinor(till: Pick<Till, 'storage'>): number {
  return till.storage.openAttempts().reduce((sum, attempt) => sum + (attempt.atRisk === true ? attempt.amountMinor : 0), 0);
}

function save(till: Till, seat: Seat, kind: Kind, limits: RiskLimits): RiskLimits {
  if (limits.saleMinorMax > limits.tillMinorMax) throw new Refusal('risk-limits-contradict', 'One sale may not risk more than the whole till. Nothing was changed; raise the limit of the till, or lower that of a sale.');
  const before = read(till, kind);
  if (JSON.stringify(before) === JSON.stringify(limits)) return before;
  const to = `sale ${limits.saleMinorMax}, till ${limits.tillMinorMax}, ${limits.hoursMax} h`;
  commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what: kind.key, to } }], { settings: { [kind.key]: JSON.stringify(limits) } });
  return read(till, kind);
}

/** Throws `Refusal` `risk-limits-contradict`. What is at risk already stays as it was accepted. */
export const saveRiskLimits = (till: Till, seat: Seat, limits: RiskLimits): RiskLimits => save(till, seat, AT_RISK, limits);

/** Throws `Refusal` `risk-limits-contradict`. Cards that wait already are forwarded as they are. */
export const saveCardLimits = (till: Till, seat: Seat, limits: RiskLimits): RiskLimits => save(till, seat, CARDS, limits);
