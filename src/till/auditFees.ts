/** The fees of imported files recomputed by the contracts: what was charged too much, line by line and in sum. */
import type { FeeAuditView } from '#contract/views.ts';
import { daysBetween, nextDay } from '#core/time.ts';
import { walletsRead } from './books.ts';
import { contractFees } from './reconRules.ts';
import type { Till } from './till.ts';

const DAYS_MAX = 93;
const LISTED_MAX = 500;

/** At most three months, from the last day back. */
export function auditOfDays(till: Till, from: string, to: string): FeeAuditView {
  const first = daysBetween(from, to) >= DAYS_MAX ? nextDay(to, 1 - DAYS_MAX) : from;
  const feeOf = contractFees(till);
  const sums = new Map<string, FeeAuditView['wallets'][number]>();
  const overcharges: FeeAuditView['overcharges'] = [];
  for (let day = first; day <= to; day = nextDay(day)) {
    const noon = Date.parse(`${day}T04:00:00Z`);
    for (const wallet of walletsRead(till, day)) {
      const sum = sums.get(wallet) ?? { wallet, lines: 0, chargedMinor: 0, contractMinor: 0, overMinor: 0, underMinor: 0, overLines: 0, withoutContract: 0 };
      sums.set(wallet, sum);
      for (const line of till.storage.statementRows(day, wallet)) {
        if ((line.kind !== 'charge' && line.kind !== 'refund') || line.status === 'failed') continue;
        const contractMinor = feeOf(wallet, line.amountMinor, line.at ?? noon);
        if (contractMinor === null) {
          sum.withoutContract += 1;
          continue;
        }
        const overMinor = line.feeMinor - contractMinor;
        sum.lines += 1;
        sum.chargedMinor += line.feeMinor;
        sum.contractMinor += contractMinor;
        sum.underMinor += Math.max(0, -overMinor);
        if (overMinor <= 0) continue;
        sum.overMinor += overMinor;
        sum.overLines += 1;
        overcharges.push({ day, wallet, orderId: line.orderId, tradeId: line.tradeId, amountMinor: line.amountMinor, feeMinor: line.feeMinor, contractMinor, overMinor });
      }
    }
  }
  overcharges.sort((a, b) => b.overMinor - a.overMinor || (a.day < b.day ? -1 : 1));
  return { wallets: [...sums.values()], overcharges: overcharges.slice(0, LISTED_MAX) };
}
