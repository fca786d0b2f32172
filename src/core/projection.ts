/** What the journal amounts to: each projection is a fold over entries, so that it can be thrown away and made again. */
import { assert } from './assert.ts';
import type { Entry, EntryOf } from './journal.ts';
import { answered, cancel, intend, isEnded, sent, type Attempt } from './tender.ts';
import { refundAfter, refundEnded, type WalletRefund } from './refund.ts';

export type ShiftStatus = { readonly number: number; readonly openedAt: number; readonly openedBy: string; readonly floatMinor: number };

/** Where the till stands: counters and what is open. */
export type Status = {
  readonly businessDay: string | null;
  readonly dayOpenedAt: number | null;
  readonly shift: ShiftStatus | null;
  readonly lastShift: number;
  readonly lastReceipt: number;
  readonly lastZ: number;
  readonly enrolled: { readonly keyId: string; readonly backendKey: string; readonly store: string } | null;
};

export const FIRST_STATUS: Status = { businessDay: null, dayOpenedAt: null, shift: null, lastShift: 0, lastReceipt: 0, lastZ: 0, enrolled: null };

/** Kinds that change the status. */
export const STATUS_KINDS: ReadonlySet<Entry['kind']> = new Set(['till.enrolled', 'shift.opened', 'shift.closed', 'sale.completed', 'day.closed']);

export function foldStatus(status: Status, entry: Entry): Status {
  switch (entry.kind) {
    case 'till.enrolled': return { ...status, enrolled: { keyId: entry.payload.keyId, backendKey: entry.payload.backendKey, store: entry.payload.store } };
    case 'shift.opened': return {
      ...status, businessDay: entry.businessDay, dayOpenedAt: status.dayOpenedAt ?? entry.at, lastShift: entry.payload.shift,
      shift: { number: entry.payload.shift, openedAt: entry.at, openedBy: entry.operator, floatMinor: entry.payload.floatMinor },
    };
    case 'shift.closed': return { ...status, shift: null };
    case 'sale.completed': {
      assert(entry.payload.receipt === status.lastReceipt + 1, 'receipt numbers have no gaps');
      return { ...status, lastReceipt: entry.payload.receipt };
    }
    case 'day.closed': return { ...status, businessDay: null, dayOpenedAt: null, lastZ: entry.payload.z };
    default: return status;
  }
}

type AttemptKind = 'payment.intended' | 'payment.accepted-at-risk' | 'payment.sent' | 'payment.cancelling' | 'payment.set-aside' | 'payment.observed' | 'payment.resolved';
const ATTEMPT_KINDS: ReadonlySet<Entry['kind']> = new Set<AttemptKind>(['payment.intended', 'payment.accepted-at-risk', 'payment.sent', 'payment.cancelling', 'payment.set-aside', 'payment.observed', 'payment.resolved']);

export function concernsAttempt(entry: Entry): entry is EntryOf<AttemptKind> & Entry {
  return ATTEMPT_KINDS.has(entry.kind);
}

/** The attempt after one more entry; null in means none was known. An answer that fits no attempt stays evidence in the journal alone. */
export function foldAttempt(attempt: Attempt | null, entry: Entry): Attempt | null {
  if (entry.kind === 'payment.intended') return intend(entry.payload, entry.at);
  if (attempt === null) return null;
  switch (entry.kind) {
    case 'payment.sent': return sent(attempt, entry.payload.act, entry.at);
    case 'payment.accepted-at-risk': return { ...attempt, atRisk: true, risk: { approver: entry.payload.approver, at: entry.at } };
    case 'payment.cancelling': return cancel(attempt);
    case 'payment.set-aside': return { ...attempt, setAside: true };
    case 'payment.observed': {
      const next = answered(attempt, entry.payload, entry.at);
      return entry.payload.act === 'file' && next.state !== attempt.state && isEnded(next.state) ? { ...next, byFile: true } : next;
    }
    case 'payment.resolved': return { ...attempt, wallet: entry.payload.wallet, state: entry.payload.outcome, endedAt: attempt.endedAt ?? entry.at, tradeId: entry.payload.tradeId ?? attempt.tradeId };
    default: return attempt;
  }
}

export function foldRefund(refund: WalletRefund | null, entry: Entry): WalletRefund | null {
  switch (entry.kind) {
    case 'refund.intended': {
      const { payload, at } = entry;
      return { ...payload, state: 'intended', startedAt: at, lastActAt: at, tries: 0, code: null };
    }
    case 'refund.followed': return refund === null ? null : { ...refund, followed: entry.payload.by };
    case 'refund.observed': return refund === null ? null : refundAfter(refund, entry.payload, entry.at);
    // A refund that had failed may turn out to have been paid: the wallet's file says so later.
    case 'refund.resolved': return refund === null || (refundEnded(refund.state) && refund.state === entry.payload.outcome) || refund.state === 'refunded' ? refund : { ...refund, state: entry.payload.outcome, lastActAt: entry.at };
    default: return refund;
  }
}
