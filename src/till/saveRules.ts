/** The shop's rules changed by a manager: what is loosened is signed by two, and each change is kept with what held after it. */
import { Refusal } from '#core/refusal.ts';
import type { CashLimits, ReconRules, RuleChange } from '#contract/ruleViews.ts';
import { secondPerson, type Approval } from './approve.ts';
import { CASH_LIMITS, cashLimits } from './cashLimits.ts';
import { reconRules, RULES } from './reconRules.ts';
import { daysAtWork, rerun } from './reconcile.ts';
import { METHODS } from '#core/wallets.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const HISTORY = 'rules.history';
const HISTORY_MAX = 100;
/** Days that rules are used on at once when they are saved. */
const DAYS_MAX = 31;

/** The newest first. */
export function ruleHistory(till: Till): RuleChange[] {
  return (JSON.parse(till.storage.setting(HISTORY) ?? '[]') as RuleChange[]).map((change) => ({ ...change, by: nameOf(till, change.by), approver: change.approver === null ? null : nameOf(till, change.approver) }));
}

const nameOf = (till: Till, id: string) => till.storage.person(id)?.name ?? id;

/** @throws Refusal when a rule would end alone what a person may not, or names a cause twice. */
export function checkRules({ fourEyesMinor, writeOffMinorMax, writeOffs, ruledDayMinorMax }: ReconRules): void {
  const most = Math.max(0, ...writeOffs.map(({ upToMinor }) => upToMinor));
  if (new Set(writeOffs.map(({ cause }) => cause)).size < writeOffs.length) throw new Refusal('rules-contradict', 'Two rules speak of the same cause. Nothing was changed; keep one of them.');
  if (most > Math.min(fourEyesMinor, writeOffMinorMax)) throw new Refusal('rules-contradict', 'A rule may not end by itself what one person may not write off alone. Nothing was changed; lower the rule, or raise the limit.');
  if (most > ruledDayMinorMax) throw new Refusal('rules-contradict', 'A rule allows more than all rules together may end of one day. Nothing was changed; raise the limit of the day, or lower the rule.');
}

/** Whether more money moves by fewer hands than before. */
function isLooser(before: ReconRules, after: ReconRules): boolean {
  const was = new Map(before.writeOffs.map(({ cause, upToMinor }) => [cause, upToMinor]));
  return after.fourEyesMinor > before.fourEyesMinor || after.writeOffMinorMax > before.writeOffMinorMax || after.roundingMinor > before.roundingMinor || (after.writeOffs.length > 0 && after.ruledDayMinorMax > before.ruledDayMinorMax) || after.writeOffs.some(({ cause, upToMinor }) => upToMinor > (was.get(cause) ?? 0));
}

function keep(till: Till, seat: Seat, key: string, value: ReconRules | CashLimits, approver: string | null): void {
  const by = operatorOf(seat).id;
  const text = JSON.stringify(value);
  const held = { recon: reconRules(till), cash: cashLimits(till), ...(key === RULES ? { recon: value as ReconRules } : { cash: value as CashLimits }) };
  const history = JSON.parse(till.storage.setting(HISTORY) ?? '[]') as RuleChange[];
  const change: RuleChange = { at: till.ports.clock.now(), by, approver, ...held };
  commit(till, by, [{ kind: 'config.changed', payload: { what: key, to: text, ...(approver === null ? {} : { approver }) } }], { settings: { [key]: text, [HISTORY]: JSON.stringify([change, ...history].slice(0, HISTORY_MAX)) } });
}

/** Throws `Refusal` `rules-contradict`, `approval-needed`, `approver-may-not`. The days with something open are matched again by them at once. */
export async function saveReconRules(till: Till, seat: Seat, rules: ReconRules, approval: Approval): Promise<ReconRules> {
  operatorOf(seat);
  checkRules(rules);
  const before = reconRules(till);
  if (JSON.stringify(before) === JSON.stringify(rules)) return before;
  keep(till, seat, RULES, rules, isLooser(before, rules) ? await secondPerson(till, seat, approval) : null);
  for (const day of daysAtWork(till).slice(0, DAYS_MAX)) {
    for (const wallet of METHODS) await rerun(till, day, wallet);
    await till.ports.pause();
  }
  till.ports.changed();
  return reconRules(till);
}

/** Throws `Refusal` `owner-unknown`, `approval-needed`, `approver-may-not`. */
export async function saveCashLimits(till: Till, seat: Seat, limits: CashLimits, approval: Approval): Promise<CashLimits> {
  operatorOf(seat);
  if (new Set(limits.people.map(({ operatorId }) => operatorId)).size < limits.people.length || limits.people.some(({ operatorId }) => till.storage.person(operatorId) === null)) throw new Refusal('person-unknown', 'That person is not of this shop, or is named twice. Nothing was changed; choose from the list.');
  const before = cashLimits(till);
  if (JSON.stringify(before) === JSON.stringify(limits)) return before;
  const of = (held: CashLimits, id: string) => held.people.find(({ operatorId }) => operatorId === id)?.aloneMinor ?? held.aloneMinor;
  const looser = limits.aloneMinor > before.aloneMinor || till.storage.people().some(({ id }) => of(limits, id) > of(before, id));
  keep(till, seat, CASH_LIMITS, limits, looser ? await secondPerson(till, seat, approval) : null);
  return cashLimits(till);
}
