/** What the wallets will settle, by the ledger and the contracts, before any file says so; and what their files and the bank said later. */
import type { SettlementRow, SettlementView } from '#contract/views.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { contractFor, feeByContract } from '#core/feeContract.ts';
import { isMethod, type PaymentMethod } from '#core/wallets.ts';
import { CARDS, cardBatches } from './cardFile.ts';
import { payoutDay, threeWayOf } from './payouts.ts';
import { contractFees, feeContracts } from './reconRules.ts';
import { methodsOf, type Till } from './till.ts';

const DAY_MS = 86_400_000;
const DAYS_MAX = 31;

export type Predicted = { grossMinor: number; feeMinor: number; netMinor: number; count: number };

/** Charge by charge and refund by refund, as the contracts say on that day. */
export function predictedOf(till: Till, day: string): Map<PaymentMethod, Predicted> {
  const { storage, shop } = till;
  const feeOf = contractFees(till);
  const noon = Date.parse(`${day}T12:00:00Z`);
  const sums = new Map<PaymentMethod, Predicted>();
  const add = (wallet: PaymentMethod, amountMinor: number, at: number) => {
    if (dayIn(at, shop.timeZone) !== day) return;
    const sum = sums.get(wallet) ?? { grossMinor: 0, feeMinor: 0, netMinor: 0, count: 0 };
    sums.set(wallet, sum);
    const feeMinor = feeOf(wallet, amountMinor, at) ?? 0;
    sum.grossMinor += amountMinor;
    sum.feeMinor += feeMinor;
    sum.netMinor += amountMinor - feeMinor;
    sum.count += 1;
  };
  for (const attempt of storage.attemptsBetween(noon - 2 * DAY_MS, noon + DAY_MS)) if (attempt.state === 'paid' && isMethod(attempt.wallet)) add(attempt.wallet, attempt.amountMinor, attempt.endedAt ?? attempt.startedAt);
  for (const refund of storage.refundsBetween(noon - 9 * DAY_MS, noon + DAY_MS)) if ((refund.state === 'refunded' || refund.state === 'accepted') && isMethod(refund.wallet)) add(refund.wallet, -refund.amountMinor, refund.lastActAt);
  return sums;
}

/** The days up to `to`, the newest first: tonight's prediction, and what became of those before. */
export function readSettlement(till: Till, to: string | null, days: number): SettlementView[] {
  const last = to ?? dayIn(till.ports.clock.now(), till.shop.timeZone);
  const files = till.storage.statementFiles(null);
  const payouts = threeWayOf(till);
  const cards = cardBatches(till.storage, files.filter(({ day }) => day >= nextDay(last, -2 * DAYS_MAX)));
  return Array.from({ length: Math.min(days, DAYS_MAX) }, (_, back): SettlementView => {
    const day = nextDay(last, -back);
    const predicted = predictedOf(till, day);
    const rows = methodsOf(till.shop).flatMap((wallet): SettlementRow[] => {
      const file = files.find((one) => one.day === day && one.wallet === wallet && one.supersededBy === null) ?? null;
      const own = predicted.get(wallet) ?? { grossMinor: 0, feeMinor: 0, netMinor: 0, count: 0 };
      if (file === null && own.count === 0) return [];
      const billed = file === null ? null : { grossMinor: file.amountMinor, feeMinor: file.feeMinor, netMinor: file.amountMinor - file.feeMinor };
      const isOwn = (batch: { readonly wallet: string; readonly batch: string }) => batch.wallet === wallet && (batch.batch === day || (wallet === CARDS && cards.get(day)?.has(batch.batch) === true));
      const match = payouts?.matches.find((one) => one.batches.some(isOwn));
      const differs = payouts?.breaks.find((one) => one.batches.some(isOwn));
      const bank = match?.bank ?? differs?.bank ?? [];
      const state = match !== undefined ? 'paid' : differs !== undefined ? (bank.length === 0 ? 'missing' : 'differs') : file === null ? 'predicted' : 'awaited';
      return [{
        wallet, predicted: own, billed, differenceMinor: billed === null ? null : billed.netMinor - own.netMinor, state,
        paid: bank.length === 0 ? null : { amountMinor: bank.reduce((sum, line) => sum + line.amountMinor, 0), day: payoutDay({ batches: [], bank }), days: (match ?? differs)?.batches.length ?? 1 },
      }];
    });
    return { day, rows };
  });
}

/** Tonight's fee by the day's running sums, in constant time: the contract's rate on the whole, and its fee of each item. */
export function feeEstimate(till: Till): (wallet: string, sums: { readonly amountMinor: number; readonly refundMinor: number; readonly count: number }) => number {
  const contracts = feeContracts(till);
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  return (wallet, { amountMinor, refundMinor, count }) => {
    const contract = contractFor(contracts, wallet, till.shop.currency, today);
    return contract === null ? 0 : feeByContract({ ...contract, perItemMinor: 0, minMinor: 0, capMinor: null }, contract.refunds === 'kept' ? amountMinor : amountMinor - refundMinor) + contract.perItemMinor * count;
  };
}
