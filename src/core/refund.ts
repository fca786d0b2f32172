/** A refund to a wallet: asked for with its own key, accepted long before it is done, watched until it ends. */
import type { PaymentMethod } from './wallets.ts';

export type RefundState = 'intended' | 'accepted' | 'unknown' | 'refunded' | 'failed';

export type WalletRefund = {
  readonly refundId: string;
  readonly orderId: string;
  readonly saleId: string;
  readonly wallet: PaymentMethod;
  readonly amountMinor: number;
  readonly currency: string;
  readonly owed: 'refunds-due' | 'customer-funds';
  readonly cause: 'customer' | 'late-success' | 'cancelled' | 'set-aside' | 'reconciliation';
  readonly state: RefundState;
  readonly startedAt: number;
  readonly lastActAt: number;
  readonly tries: number;
  readonly code: string | null;
  /** How a person followed its failure. */
  readonly followed?: 'wallet' | 'cash';
};

export function refundEnded(state: RefundState): boolean {
  return state === 'refunded' || state === 'failed';
}

/** `not-found` after an unanswered request means it may be sent again with the same key; anything unlisted is unknown. */
export function refundAfter(refund: WalletRefund, answer: { readonly state: 'accepted' | 'refunded' | 'failed' | 'unknown' | 'not-found' | 'no-answer'; readonly code: string }, at: number): WalletRefund {
  const next: RefundState = refundEnded(refund.state)
    ? refund.state
    : answer.state === 'accepted' || answer.state === 'refunded' || answer.state === 'failed' ? answer.state : answer.state === 'not-found' ? 'intended' : refund.state === 'accepted' ? 'accepted' : 'unknown';
  // Every step forward starts the waiting anew: after an outage a refund must not crawl from step to step at the longest wait.
  return { ...refund, state: next, code: answer.code, lastActAt: at, tries: next === refund.state ? refund.tries + 1 : 1 };
}

/** What a wallet takes: how long after the charge, and how many refunds of one charge. Sources: the wallets' documents. */
export const REFUND_RULES: Readonly<Record<PaymentMethod, { readonly days: number; readonly partsMax: number }>> = {
  wechatpay: { days: 365, partsMax: 50 }, alipay: { days: 360, partsMax: 50 }, unionpay: { days: 330, partsMax: 50 }, card: { days: 180, partsMax: 50 },
};

const FIRST_WAIT_MS = 2_000;
const WAIT_MS_MAX = 300_000;

/** When the refund is sent or asked for again: doubling from 2 s to 5 min. */
export function refundDueAt(refund: WalletRefund): number {
  if (refundEnded(refund.state)) return Number.POSITIVE_INFINITY;
  if (refund.tries === 0) return refund.startedAt;
  return refund.lastActAt + Math.min(FIRST_WAIT_MS * 2 ** Math.min(refund.tries - 1, 10), WAIT_MS_MAX);
}
