/** Starting again after anything: what was open is asked for before anything new is sold, and a sale that ended meanwhile is shown. */
import { basketOf, commit, SYSTEM, type Till } from './till.ts';
import { isEnded } from '#core/tender.ts';
import { priceBasket } from '#core/sale.ts';
import type { Draft } from '#core/journal.ts';
import { refundNumber, observe } from './takeWallet.ts';

/**
 * Puts the till where it was. A charge whose answer was lost in the crash is unknown and will be asked for by the next tick;
 * a basket whose charge ended in the very last commit is brought to its own end.
 */
export function recover(till: Till): void {
  for (const attempt of till.storage.openAttempts()) {
    if (attempt.state === 'sent' || attempt.state === 'intended') {
      observe(till, attempt.orderId, { act: 'charge', state: 'no-answer', code: 'till-restarted', tradeId: null, amountMinor: null, currency: null, askedAt: null, final: false });
    }
  }
  releaseEndedAttempt(till);
  const last = till.storage.lastSales(1)[0];
  if (last !== undefined && till.storage.setting('shown.receipt') !== String(last.receipt) && sessionWasCut(till) && basketOf(till).lines.length === 0) {
    till.memory.recovered = { receipt: last.receipt, amountMinor: last.totalMinor, at: last.at };
  }
}

/** The last session set the mark and did not take it away: it ended by a kill or a power cut. */
function sessionWasCut(till: Till): boolean {
  return till.storage.setting('session.open') === '1';
}

export function markSession(till: Till, open: boolean): void {
  till.storage.setSetting('session.open', open ? '1' : '0');
}

/** A basket that still points at a charge which has ended is freed; money it took that is in no tender goes back. */
function releaseEndedAttempt(till: Till): void {
  const basket = basketOf(till);
  if (basket.attempt === null) return;
  const attempt = till.storage.attempt(basket.attempt);
  if (attempt !== null && !isEnded(attempt.state)) return;
  const drafts: Draft[] = [];
  const due = priceBasket(basket, till.shop.taxMode).dueMinor;
  if (attempt !== null && attempt.state === 'paid' && due > 0 && till.storage.refund(refundNumber(attempt.orderId)) === null) {
    const { orderId, saleId, wallet, amountMinor, currency } = attempt;
    drafts.push({ kind: 'refund.intended', payload: { refundId: refundNumber(orderId), orderId, saleId, wallet, amountMinor, currency, owed: 'customer-funds', cause: 'late-success' } });
  }
  commit(till, SYSTEM, drafts, { basket: { ...basket, attempt: null } });
}
