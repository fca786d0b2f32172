/** A refund that the wallet refused for good: the money is still owed, and a person says how it goes back, once. */
import { cashRounding } from '#core/cash.ts';
import { Refusal } from '#core/refusal.ts';
import type { Draft } from '#core/journal.ts';
import { allow, type Approval } from './approve.ts';
import { newOrderNumber } from './takeWallet.ts';
import { assertSelling, commit, operatorOf, type Seat, type Till } from './till.ts';

function failedRefund(till: Till, refundId: string) {
  const refund = till.storage.refund(refundId);
  if (refund === null) throw new Refusal('no-such-payment', 'The till knows no such refund. Nothing was changed.');
  if (refund.state !== 'failed') throw new Refusal('refund-not-failed', 'The wallet has not refused this refund: it is under way or done. Nothing was changed; look at the list again.');
  if (refund.followed !== undefined) throw new Refusal('refund-followed', 'This refund was dealt with already. Nothing was changed; look at the list again.');
  return refund;
}

/** Throws `Refusal` `refund-not-failed`, `refund-followed`, `not-enough-cash`. */
export async function refundAgain(till: Till, seat: Seat, refundId: string, by: 'wallet' | 'cash', approval: Approval): Promise<void> {
  const shift = assertSelling(till);
  const first = failedRefund(till, refundId);
  const approvals = await allow(till, seat, 'refund', { saleId: first.saleId, amountMinor: first.amountMinor }, approval);
  // The PIN took a moment: another screen may have dealt with it.
  const { orderId, saleId, wallet, amountMinor, currency, owed, cause } = failedRefund(till, refundId);
  const about = { refundId, orderId, saleId, wallet, amountMinor, currency, owed };
  if (by === 'wallet') {
    const nextId = newOrderNumber(till);
    commit(till, operatorOf(seat).id, [
      ...approvals,
      { kind: 'refund.followed', payload: { ...about, by, nextId, roundingMinor: 0 } },
      { kind: 'refund.intended', payload: { refundId: nextId, orderId, saleId, wallet, amountMinor, currency, owed, cause } },
    ]);
    return;
  }
  const roundingMinor = cashRounding(amountMinor, currency);
  if (amountMinor + roundingMinor > till.storage.shiftTally().cashExpectedMinor) throw new Refusal('not-enough-cash', 'By the ledger there is not that much cash in the drawer. Nothing was booked; put change in first, or ask the wallet again.');
  const drafts: Draft[] = [...approvals, { kind: 'refund.followed', payload: { ...about, by, nextId: null, roundingMinor } }, { kind: 'drawer.opened', payload: { shift, reason: 'refund' } }];
  commit(till, operatorOf(seat).id, drafts);
}
