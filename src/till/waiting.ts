/** Money that is not decided yet, one by one: what the cashier sees while the line is down, and what a person has to decide. */
import { LIMITS } from '#core/limits.ts';
import { refundDueAt } from '#core/refund.ts';
import { nextAct, timingsOf } from '#core/tender.ts';
import type { WaitingView } from '#contract/views.ts';
import type { Till } from './till.ts';

const when = (at: number): number | null => (Number.isFinite(at) ? at : null);

export function waitingOf(till: Till): WaitingView[] {
  const { storage } = till;
  const charges = storage.openAttempts().map((attempt): WaitingView => ({
    kind: 'charge', id: attempt.orderId, orderId: attempt.orderId, wallet: attempt.wallet, amountMinor: attempt.amountMinor, state: attempt.state, startedAt: attempt.startedAt,
    nextAt: when(nextAct(attempt, timingsOf(attempt)).dueAt), atRisk: attempt.atRisk === true, code: attempt.code,
  }));
  const open = [...storage.failedRefunds().map((refund) => ({ refund, kind: 'refund-failed' as const })), ...storage.openRefunds().map((refund) => ({ refund, kind: 'refund' as const }))];
  const refunds = open.map(({ refund, kind }): WaitingView => ({
    kind, id: refund.refundId, orderId: refund.orderId, wallet: refund.wallet, amountMinor: refund.amountMinor, state: refund.state, startedAt: refund.startedAt,
    nextAt: when(refundDueAt(refund)), atRisk: false, code: refund.code,
  }));
  return [...charges, ...refunds].sort((a, b) => a.startedAt - b.startedAt).slice(0, LIMITS.waitingShownMax);
}
