/** Payments and refunds that a manager keeps an eye on: handed over at risk, resolved by the till itself, and money on its way back. */
import { LIMITS } from '#core/limits.ts';
import { refundDueAt, type WalletRefund } from '#core/refund.ts';
import { isEnded, type Attempt } from '#core/tender.ts';
import type { AtRiskView, ResolvedView, WatchedRefundView, WatchedView } from '#contract/views.ts';
import { atRiskMinor, cardLimits, riskLimits } from './riskLimits.ts';
import { refundNumber } from './takeWallet.ts';
import type { Till } from './till.ts';

const DAY_MS = 86_400_000;

function atRiskView(till: Till, attempt: Attempt): AtRiskView {
  const { orderId, wallet, amountMinor, saleId, risk } = attempt;
  return {
    orderId, wallet, amountMinor, receipt: till.storage.saleOf(saleId)?.payload.receipt ?? null, at: risk?.at ?? attempt.startedAt,
    approver: risk === undefined ? null : (till.storage.person(risk.approver)?.name ?? risk.approver),
    outcome: attempt.state === 'paid' ? 'paid' : isEnded(attempt.state) ? 'written-off' : 'waiting', endedAt: isEnded(attempt.state) ? attempt.endedAt : null, byFile: attempt.byFile === true,
  };
}

/** How it ended without anybody's help; null for what went its plain way or was cancelled at the counter. */
function howOf(attempt: Attempt, refund: WalletRefund | null): ResolvedView['how'] | null {
  if (refund !== null && refund.owed === 'customer-funds') return refund.cause === 'reconciliation' || refund.cause === 'customer' ? null : refund.cause;
  const wasUnknown = attempt.evidence.some((step) => step.state === 'unknown');
  if (attempt.state === 'paid') return wasUnknown || attempt.byFile === true ? 'paid-after-all' : null;
  if (attempt.cancelling && !attempt.setAside) return null;
  return attempt.state === 'reversed' ? 'reversed' : attempt.state === 'declined' && wasUnknown ? 'declined-after-all' : null;
}

function resolvedView(till: Till, attempt: Attempt): ResolvedView[] {
  const refund = till.storage.refund(refundNumber(attempt.orderId));
  const how = howOf(attempt, refund);
  if (how === null || !isEnded(attempt.state)) return [];
  const { orderId, wallet, amountMinor, startedAt } = attempt;
  return [{ orderId, wallet, amountMinor, startedAt, endedAt: attempt.endedAt ?? attempt.lastActAt, how, refund: refund?.state ?? null, byFile: attempt.byFile === true }];
}

function refundView(refund: WalletRefund): WatchedRefundView {
  const { refundId, orderId, wallet, amountMinor, startedAt, state, cause, code } = refund;
  const due = refundDueAt(refund);
  return { refundId, orderId, wallet, amountMinor, startedAt, state, cause, code, nextAt: Number.isFinite(due) ? due : null };
}

/** The last `days` days, the newest first; what is still open is listed however old it is. */
export function watchMoney(till: Till, days: number): WatchedView {
  const { storage } = till;
  const now = till.ports.clock.now();
  const most = LIMITS.watchedShownMax;
  const notable = storage.notableAttempts(now - days * DAY_MS, now + 1, most * 4);
  const older = storage.openAttempts().filter((attempt) => attempt.atRisk === true && !notable.some((one) => one.orderId === attempt.orderId));
  const refunds = [...storage.failedRefunds(), ...storage.openRefunds()];
  return {
    days, limits: riskLimits(till), cardLimits: till.ports.cards === undefined ? null : cardLimits(till), atRiskMinor: atRiskMinor(till),
    atRisk: [...notable.filter((attempt) => attempt.atRisk === true), ...older].map((attempt) => atRiskView(till, attempt)).sort((a, b) => Number(b.outcome === 'waiting') - Number(a.outcome === 'waiting') || b.at - a.at).slice(0, most),
    resolved: notable.filter((attempt) => attempt.atRisk !== true).flatMap((attempt) => resolvedView(till, attempt)).sort((a, b) => b.endedAt - a.endedAt).slice(0, most),
    refunds: refunds.map(refundView).sort((a, b) => Number(b.state === 'failed') - Number(a.state === 'failed') || a.startedAt - b.startedAt).slice(0, most),
  };
}
