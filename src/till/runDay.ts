/** Matches one day's books of each wallet and puts to every break what has been decided about it. */
import { reconcile } from '#core/matching/reconcile.ts';
import type { Break } from '#core/matching/breaks.ts';
import { evidenceOf, standingOf } from '#core/matching/decisions.ts';
import type { MatchingSettings } from '#core/matching/settings.ts';
import { CARD_SOURCE, STATEMENT_SOURCES, type SourceId } from '#core/statement.ts';
import { dayIn, dayStart, nextDay } from '#core/time.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import { booksOf, walletsRead } from './books.ts';
import { returnNumber } from '#core/ids.ts';
import { decisionSteps, digestOf, stepsOfDay, type DecisionTill } from './breakSteps.ts';
import type { BreakStep, DayRun, Worked } from './dayRun.ts';
import type { ReconRules } from '#contract/ruleViews.ts';
import { reconRules, underRules } from './reconRules.ts';
import type { Till } from './till.ts';

/** What of a till a run needs; the thread that matches has no more. */
export type MatchingTill = DecisionTill & { readonly ports: { readonly clock: Till['ports']['clock'] } };

/** Matches the day in the thread made for it where there is one. @param only one wallet, when only its books can have changed. @param rules others than those that hold, to try them. */
export async function matchDay(till: Till, day: string, only: PaymentMethod | null = null, rules: ReconRules | null = null): Promise<DayRun> {
  const wallets = walletsRead(till, day).filter((wallet) => only === null || wallet === only);
  const { matching } = till.ports;
  const runs = matching === undefined ? wallets.map((wallet) => runDay(rules === null ? till : underRules(till, rules), day, wallet)) : await Promise.all(wallets.map((wallet) => matching.run(day, wallet, rules)));
  return {
    matched: runs.reduce((sum, run) => sum + run.matched, 0), matchedMinor: runs.reduce((sum, run) => sum + run.matchedMinor, 0),
    worked: runs.flatMap(({ worked }) => worked).sort((a, b) => Math.abs(b.found.amountMinor) - Math.abs(a.found.amountMinor) || (a.found.key < b.found.key ? -1 : 1)),
  };
}

export function runDay(till: MatchingTill, day: string, wallet: PaymentMethod): DayRun {
  const wallets = walletsRead(till, day).filter((one) => one === wallet);
  const steps = stepsOfDay(till, day);
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  const settings = settingsOf(till, day, wallets);
  const worked: Worked[] = [];
  let matched = 0;
  let matchedMinor = 0;
  for (const own of wallets) {
    const result = reconcile({ ...booksOf(till, day, own), wallets: [own], settings });
    matched += result.matched;
    matchedMinor += result.matches.reduce((sum, match) => sum + Math.abs(match.amountMinor), 0);
    const keys = new Set(result.breaks.map(({ key }) => key));
    for (const found of [...result.breaks, ...cameAfterAll(steps, keys, own)]) worked.push(workOf(till, found, steps.get(found.key) ?? [], today));
  }
  return { matched, matchedMinor, worked };
}

function workOf(till: MatchingTill, found: Break, steps: readonly BreakStep[], today: string): Worked {
  const evidence = digestOf(till, evidenceOf(found));
  const suggestion = found.suggestion === 'refund-customer' && isOnItsWay(till, found) ? 'accept' : found.suggestion;
  return { found, evidence, steps, standing: standingOf({ kind: found.kind, suggestion, evidence }, decisionSteps(till, steps), today, { askDays: reconRules(till).askDays }) };
}

/** The money goes back already: a file that came since has changed the rows, and not what is to be done. */
function isOnItsWay(till: MatchingTill, found: Break): boolean {
  const orderId = found.ledger[0]?.orderId ?? found.statement[0]?.orderId ?? '';
  return orderId !== '' && till.storage.refund(returnNumber(orderId, found.cause === 'refund-failed' ? 'F' : 'D')) !== null;
}

/** Differences that were written off and are there no more: the money came, so the write-off has to go. */
function cameAfterAll(steps: ReadonlyMap<string, readonly BreakStep[]>, keys: ReadonlySet<string>, wallet: string): Break[] {
  return [...steps.values()].flatMap((chain) => {
    const last = chain.findLast(({ payload }) => payload.action !== 'assign' && payload.action !== 'note')?.payload;
    if (last?.action !== 'write-off' || last.wallet !== wallet || last.kind === 'payout-differs' || keys.has(last.key)) return [];
    const orderIds = last.key.split(':').slice(3).join(':').split('+');
    return [{
      key: last.key, kind: last.kind as Break['kind'], wallet, rule: null, orderIds, tradeIds: [], amountMinor: last.amountMinor, currency: last.currency, cause: 'came-after-write-off', suggestion: 'undo-write-off',
      ledger: [], statement: [], solutions: null,
    } satisfies Break];
  });
}

function settingsOf(till: MatchingTill, day: string, wallets: readonly PaymentMethod[]): Partial<MatchingSettings> {
  const { roundingMinor, windowMinutes, carryMinutes } = reconRules(till);
  const [before, after] = [walletsRead(till, nextDay(day, -1)), walletsRead(till, nextDay(day))];
  const sources = Object.keys(STATEMENT_SOURCES) as SourceId[];
  // Sources whose clock is whatever their account was set to: their days are taken for the shop's own, as in the books of the day.
  const zoneMinutes = (Date.parse(`${day}T00:00:00Z`) - dayStart(day, till.shop.timeZone)) / 60_000;
  return {
    zoneMinutes: { [CARD_SOURCE]: zoneMinutes, mapped: zoneMinutes }, roundingMinor, windowMinutes, carryMinutes: Object.fromEntries(sources.map((source) => [source, carryMinutes])),
    neighboursRead: Object.fromEntries(wallets.map((wallet) => [wallet, { before: before.includes(wallet), after: after.includes(wallet) }])),
  };
}
