/** What the wallets owe by their files against what bank and account files show; what agrees is booked, what does not is a break. */
import type { Draft } from '#core/journal.ts';
import { standingOf, type Standing } from '#core/matching/decisions.ts';
import type { PayoutBreak, PayoutMatch, SettlementBatch } from '#core/matching/payouts.ts';
import { createBanking, createSettling } from '#core/matching/settlementBatches.ts';
import { matchThreeWay, type Step, type ThreeWay } from '#core/matching/threeWay.ts';
import { STATEMENT_SOURCES, type SourceId } from '#core/statement.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { isChargeable } from '#core/wallets.ts';
import { decisionSteps, digestOf, stepsOfBreak } from './breakSteps.ts';
import type { BreakStep } from './dayRun.ts';
import { reconRules } from './reconRules.ts';
import type { StatementFileRow } from './storage.ts';
import { commit, SYSTEM, type Till } from './till.ts';

/** How far back the third book is looked at. */
const SPAN_DAYS = 45;

export type WorkedPayout = { readonly found: PayoutBreak; readonly day: string; readonly evidence: string; readonly standing: Standing; readonly steps: readonly BreakStep[] };

const roleOf = (file: StatementFileRow) => STATEMENT_SOURCES[file.source as SourceId].role;

/** Null while no bank or account file has been read: then there is no third book. */
export function threeWayOf(till: Till): ThreeWay | null {
  const { storage, shop, ports } = till;
  const since = nextDay(dayIn(ports.clock.now(), shop.timeZone), -SPAN_DAYS);
  const files = storage.statementFiles(null).filter((file) => file.day >= since && file.supersededBy === null);
  if (!files.some((file) => roleOf(file) === 'bank' || roleOf(file) === 'funds')) return null;
  const [settling, banking] = [createSettling(), createBanking()];
  for (const file of files) {
    const source = file.source as SourceId;
    switch (roleOf(file)) {
      case 'trades':
        if (file.lines > 0) settling.add(source, { kind: 'charge', status: 'success', currency: shop.currency, amountMinor: file.amountMinor, feeMinor: file.feeMinor, netMinor: file.amountMinor - file.feeMinor, day: file.day, batch: '' }, '');
        break;
      case 'settlement':
        for (const line of storage.statementRows(file.day, file.wallet)) settling.add(source, { ...line, batch: line.batch ?? '' }, line.tradeId ?? '', line.wallet ?? undefined);
        break;
      case 'funds':
      case 'bank':
        for (const line of storage.statementRows(file.day, file.wallet)) if (line.file === file.file) banking.add(source, file.name, { ...line, batch: line.batch ?? '', reference: line.reference ?? '' });
        break;
      case 'summary': break;
    }
  }
  const { payoutDaysMax, payoutGraceDays } = reconRules(till);
  return matchThreeWay(settling, banking, { daysMax: payoutDaysMax, graceDays: payoutGraceDays });
}

export const payoutDay = ({ batches, bank }: Pick<PayoutBreak, 'batches' | 'bank'>): string => batches[0]?.day ?? bank[0]?.day ?? '';

export function workedPayouts(till: Till, found: ThreeWay): WorkedPayout[] {
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  return found.breaks.map((entry) => {
    const day = payoutDay(entry);
    const steps = stepsOfBreak(till, day, entry.key);
    const evidence = digestOf(till, JSON.stringify([entry.cause, entry.amountMinor, entry.batches.map(({ netMinor }) => netMinor), entry.bank.map(({ amountMinor }) => amountMinor)]));
    const standing = standingOf({ kind: entry.kind, suggestion: entry.suggestion, evidence }, decisionSteps(till, steps), today, { askDays: reconRules(till).askDays });
    return { found: entry, day, evidence, steps, standing };
  });
}

const bookingKey = (batches: readonly SettlementBatch[], bank: readonly { readonly day: string; readonly amountMinor: number }[], step: Step | 'break') =>
  `payout:${step === 'wallet-account' ? 'account' : 'bank'}:${batches.length > 0 ? batches.map(({ wallet, batch }) => `${wallet} ${batch}`).join('+') : bank.map(({ day, amountMinor }) => `${day} ${amountMinor}`).join('+')}`;

/** Books every payout that agrees, once: money at the bank and the fee kept back against what the wallet owed. @returns how many. */
export function bookPayouts(till: Till, { matches }: ThreeWay): number {
  const drafts = matches.flatMap((match) => bookingOf(till, match, match.step));
  if (drafts.length > 0) commit(till, SYSTEM, drafts);
  return drafts.length;
}

/** What is still to be booked of a payout: nothing when it has been; the rest when a corrected file changed it. */
export function bookingOf(till: Till, { batches, bank }: Pick<PayoutMatch, 'batches' | 'bank'>, step: Step | 'break'): Draft[] {
  const wallet = batches[0]?.wallet ?? bank[0]?.wallet ?? '';
  if (!isChargeable(wallet)) return [];
  const day = payoutDay({ batches, bank });
  const key = bookingKey(batches, bank, step);
  const steps = stepsOfBreak(till, day, key);
  const booked = (of: (payload: BreakStep['payload']) => number) => steps.reduce((sum, { payload }) => sum + of(payload), 0);
  // Between trades and the wallet's own account only the fees settle; the money itself moves when it leaves that account.
  const received = step === 'wallet-account' ? 0 : bank.reduce((sum, line) => sum + line.amountMinor, 0);
  const amountMinor = received - booked((payload) => payload.amountMinor);
  const feeMinor = batches.reduce((sum, batch) => sum + batch.feeMinor, 0) - booked((payload) => payload.feeMinor ?? 0);
  if (amountMinor === 0 && feeMinor === 0) return [];
  const previous = steps.at(-1)?.seq;
  return [{ kind: 'break.resolved', payload: {
    key, day, kind: 'payout', wallet, action: 'book-payout', amountMinor, feeMinor, currency: batches[0]?.currency ?? bank[0]?.currency ?? till.shop.currency, note: '', approver: null, ...(previous === undefined ? {} : { previous }),
  } }];
}
