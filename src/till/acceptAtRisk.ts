/** Goods handed over on a manager's word while the line is down: within limits, on record, and followed until the wallet has spoken. */
import { Refusal } from '#core/refusal.ts';
import { priceBasket } from '#core/sale.ts';
import { tenderOf } from '#core/tender.ts';
import type { Draft } from '#core/journal.ts';
import { allow, type Approval } from './approve.ts';
import { channelOf } from './channels.ts';
import { completedEnding, completion } from './completeSale.ts';
import { atRiskMinor, riskLimits } from './riskLimits.ts';
import { undecided } from './takeWallet.ts';
import { assertSelling, commit, operatorOf, type Seat, type Till } from './till.ts';

function judge(till: Till, orderId: string) {
  const { attempt, basket } = undecided(till, orderId);
  if (attempt.cancelling || attempt.state === 'reversing' || attempt.state === 'stuck') throw new Refusal('payment-cancelling', 'This payment is being cancelled, so nothing may be handed over for it. Wait for the light, or take other money.');
  const line = channelOf(till, 'backend');
  if (line.health !== 'down') throw new Refusal('line-is-there', 'There is a line to the payment backend, so the wallet can be asked. Nothing was accepted; press Ask now and wait for the light.');
  const { saleMinorMax, tillMinorMax, hoursMax } = riskLimits(till);
  const limits: readonly (readonly [string, number, number])[] = [
    ['sale', attempt.amountMinor, saleMinorMax], ['till', atRiskMinor(till) + attempt.amountMinor, tillMinorMax],
  ];
  const over = limits.find(([, value, most]) => value > most);
  if (over !== undefined) throw new Refusal(`risk-limit-${over[0]}`, 'That is more than the shop lets go without the wallet\'s word. Nothing was accepted; take cash, or keep the goods until the line is back.', { amountMinor: over[1], limitMinor: over[2] });
  const age = till.ports.clock.now() - Math.min(line.since ?? attempt.startedAt, attempt.startedAt);
  if (age > hoursMax * 3_600_000) throw new Refusal('risk-limit-hours', 'The line has been down for longer than the shop accepts payments at risk. Nothing was accepted; take cash until it is back.', { hours: hoursMax });
  return { attempt, basket };
}

/** Throws `Refusal` `line-is-there`, `risk-limit-sale`, `risk-limit-till`, `risk-limit-hours`, `payment-cancelling`, `payment-ended`. */
export async function acceptAtRisk(till: Till, seat: Seat, orderId: string, approval: Approval): Promise<void> {
  const first = judge(till, orderId);
  const approvals = await allow(till, seat, 'accept-at-risk', { saleId: first.attempt.saleId, amountMinor: first.attempt.amountMinor }, approval);
  // The PIN took a moment, in which the wallet may have spoken.
  const { attempt, basket } = judge(till, orderId);
  const shift = assertSelling(till);
  const { amountMinor, currency, saleId } = attempt;
  const overridden = approvals.find((draft) => draft.kind === 'permission.overridden');
  const approver = overridden?.payload.approver ?? operatorOf(seat).id;
  const drafts: Draft[] = [...approvals, { kind: 'payment.accepted-at-risk', payload: { orderId, saleId, amountMinor, currency, approver } }];
  const after = { ...basket, attempt: null, tenders: [...basket.tenders, tenderOf(attempt, attempt.wallet, attempt.tradeId)] };
  const done = priceBasket(after, till.shop.taxMode).dueMinor === 0 ? completion(till, after, shift, 0) : null;
  commit(till, operatorOf(seat).id, [...drafts, ...(done?.drafts ?? [])], { basket: done?.basket ?? after });
  if (done !== null) till.memory.ending = { ...completedEnding(till, done.payload), reason: 'at-risk' };
}
