/** Cards taken without a line: kept encrypted as they came, within limits of their own, forwarded when the line is back, then deleted. */
import { assert } from '#core/assert.ts';
import type { Draft, Payloads } from '#core/journal.ts';
import { Refusal } from '#core/refusal.ts';
import { priceBasket } from '#core/sale.ts';
import { intend, isEnded, tenderOf, timingsOf, type Attempt } from '#core/tender.ts';
import type { EncryptedCard } from '#contract/cloud.ts';
import { channelOf } from './channels.ts';
import { completedEnding, completion } from './completeSale.ts';
import type { HeldCard } from './ports.ts';
import { cardLimits } from './riskLimits.ts';
import { send } from './takeWallet.ts';
import { assertSelling, basketOf, commit, operatorOf, type Seat, type Till } from './till.ts';

/** Who let it go, where it was no person but the shop's own rule. */
const SHOP_RULE = 'shop-rule';

/** Throws `Refusal` `card-limit-sale`, `card-limit-till`, `card-limit-hours`. */
function judge(till: Till, amountMinor: number): void {
  const waiting = till.storage.openAttempts().filter((attempt) => attempt.stored === true);
  const sum = waiting.reduce((total, attempt) => total + attempt.amountMinor, amountMinor);
  const over = (code: string, limitMinor: number) => new Refusal(code, 'That is more than the shop takes by card without a line. Nothing was charged and nothing of the card was kept; take cash, or wait for the line.', { amountMinor: code === 'card-limit-till' ? sum : amountMinor, limitMinor });
  const { saleMinorMax, tillMinorMax, hoursMax } = cardLimits(till);
  if (amountMinor > saleMinorMax) throw over('card-limit-sale', saleMinorMax);
  if (sum > tillMinorMax) throw over('card-limit-till', tillMinorMax);
  const now = till.ports.clock.now();
  const since = Math.min(channelOf(till, 'backend').since ?? now, ...waiting.map((attempt) => attempt.startedAt));
  if (now - since > hoursMax * 3_600_000) throw new Refusal('card-limit-hours', 'The line has been down for longer than the shop takes cards without it. Nothing was charged and nothing of the card was kept; take cash until it is back.', { hours: hoursMax });
}

/**
 * Takes a card at the shop's own risk: the card is on the disk before the ledger speaks of it, so a crash between the two leaves a card
 * without an order, which is swept away, and never an order without its card.
 */
export function storeCard(till: Till, seat: Seat, order: Payloads['payment.intended'], card: EncryptedCard): void {
  const { cards } = till.ports;
  assert(cards !== undefined, 'there is a place for cards');
  judge(till, order.amountMinor);
  const { orderId, saleId, amountMinor, currency } = order;
  const shift = assertSelling(till);
  const basket = basketOf(till);
  const intent = { ...order, stored: true } as const;
  const after = { ...basket, attempt: null, partMinor: null, tenders: [...basket.tenders, tenderOf(intend(intent, 0), 'card', null)] };
  const done = priceBasket(after, till.shop.taxMode).dueMinor === 0 ? completion(till, after, shift, 0) : null;
  const drafts: Draft[] = [{ kind: 'payment.intended', payload: intent }, { kind: 'payment.accepted-at-risk', payload: { orderId, saleId, amountMinor, currency, approver: SHOP_RULE } }];
  cards.keep({ orderId, at: till.ports.clock.now(), card });
  till.memory.ending = null;
  till.memory.recovered = null;
  commit(till, operatorOf(seat).id, [...drafts, ...(done?.drafts ?? [])], { basket: done?.basket ?? after });
  if (done !== null) {
    till.memory.ending = { ...completedEnding(till, done.payload), reason: 'card-stored' };
    till.ports.spoken(done.payload.totalMinor);
  }
}

/** The card of a charge that still has to be forwarded. */
export function heldOf(till: Till, attempt: Attempt): HeldCard | null {
  return attempt.stored === true && !isEnded(attempt.state) ? (till.ports.cards?.get(attempt.orderId) ?? null) : null;
}

/** At once when it was never tried, then by the acquirer's own pace, for as long as it takes. */
export function forwardDueAt(attempt: Attempt): number {
  return attempt.state === 'intended' ? attempt.startedAt : attempt.lastActAt + timingsOf(attempt).askEveryMs;
}

/** Sends a stored card under its own order; the same order again takes no more money. Once the backend has it, it is deleted here. */
export async function forwardCard(till: Till, attempt: Attempt, held: HeldCard): Promise<void> {
  const { orderId, amountMinor, currency } = attempt;
  let received = false;
  commit(till, 'system', [{ kind: 'payment.sent', payload: { orderId, act: 'charge' } }]);
  await send(till, attempt, 'charge', async () => {
    const answer = await till.ports.backend.chargeCard({ orderId, amountMinor, currency, subject: `${till.shop.name} ${till.shop.till}`, card: held.card });
    received = answer.orderId === orderId && answer.wallet === 'card';
    return answer;
  });
  const now = till.storage.attempt(orderId);
  if (received || now === null || isEnded(now.state)) till.ports.cards?.drop(orderId);
}

/** Cards that no open charge needs any more: their order ended, or a crash came before it was written. */
export function sweepCards(till: Till): void {
  const { cards } = till.ports;
  for (const held of cards?.list() ?? []) {
    const attempt = till.storage.attempt(held.orderId);
    if (attempt === null || isEnded(attempt.state)) cards?.drop(held.orderId);
  }
}
