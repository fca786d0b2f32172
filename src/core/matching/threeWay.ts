/** Theirs against the bank, in one step or two: trades against the wallet's account, and what left that account against the bank. */
import type { PayoutBreak, PayoutMatch, PayoutSettings, Payouts, PayoutTotals, SettlementBatch } from './payouts.ts';
import { matchPayouts, PAYOUT_DEFAULTS, payoutBreak } from './payouts.ts';
import type { Banking, Settling } from './settlementBatches.ts';

/** `wallet-account`: trades against the wallet's own account. `account-bank`: what left that account against the bank. `wallet-bank`: both at once. */
export type Step = 'wallet-account' | 'account-bank' | 'wallet-bank';

/** `announced`: a payout that a wallet's file names and its own lines do not add up to. */
export type PayoutStep = Step | 'announced';

export type ThreeWay = {
  readonly matches: readonly (PayoutMatch & { readonly step: Step })[];
  readonly breaks: readonly (PayoutBreak & { readonly step: PayoutStep })[];
  readonly awaited: readonly SettlementBatch[];
  readonly totals: Readonly<Partial<Record<Step, Readonly<Record<string, PayoutTotals>>>>>;
};

/** The account's own days come with the trades' days: a movement of another day is another movement. */
const SAME_DAY: PayoutSettings = { daysMax: 0, graceDays: 0 };

export function matchThreeWay(settling: Settling, banking: Banking, settings: PayoutSettings = PAYOUT_DEFAULTS): ThreeWay {
  const batches = settling.batches();
  const [funds, bank] = [banking.funds(), banking.bank()];
  const withAccount = new Set(funds.map(({ wallet }) => wallet));
  const results: [Step, Payouts][] = [];
  if (funds.length > 0) results.push(['wallet-account', matchPayouts(batches.filter(({ wallet }) => withAccount.has(wallet)), funds, SAME_DAY)]);
  const direct = batches.filter(({ wallet }) => !withAccount.has(wallet));
  if (bank.length > 0) {
    const step: Step = funds.length > 0 && direct.length === 0 ? 'account-bank' : 'wallet-bank';
    results.push([step, matchPayouts([...direct, ...banking.sent()], bank, settings)]);
  }
  const announced = settling.announced().map(({ payout, lines }) => ({ step: 'announced' as const, ...payoutBreak(payout.netMinor < lines.netMinor ? 'payout-short' : 'payout-over', payout.netMinor - lines.netMinor, [lines], []) }));
  const breaks = [...announced, ...results.flatMap(([step, found]) => found.breaks.map((entry) => ({ ...entry, step })))];
  return {
    matches: results.flatMap(([step, { matches }]) => matches.map((match) => ({ ...match, step }))), breaks: toldApart(breaks),
    awaited: results.flatMap(([, { awaited }]) => awaited), totals: Object.fromEntries(results.map(([step, { totals }]) => [step, totals])),
  };
}

/** Two payouts of a day with the same words are two: each has a key of its own, or a decision on the one would stand on the other. */
function toldApart<Found extends PayoutBreak>(breaks: readonly Found[]): Found[] {
  const counts = new Map<string, number>();
  return breaks.map((entry) => {
    const place = `${entry.batches[0]?.day ?? entry.bank[0]?.day ?? ''} ${entry.key}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return count === 1 ? entry : { ...entry, key: `${entry.key} (${count})` };
  });
}
