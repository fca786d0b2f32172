/** A card was swiped: an encrypted payment card is charged by the acquirer, a clear one is refused in words, a badge names its holder. */
import { assert } from '#core/assert.ts';
import type { Draft, Payloads } from '#core/journal.ts';
import { priceBasket } from '#core/sale.ts';
import type { CardResult } from '#contract/deviceViews.ts';
import type { EncryptedCard } from '#contract/cloud.ts';
import { channelOf } from './channels.ts';
import type { SwipedCard } from './ports.ts';
import { storeCard } from './storeCard.ts';
import { chargeableMinor, newOrderNumber, send, track } from './takeWallet.ts';
import { assertSelling, basketOf, commit, operatorOf, type Seat, type Till } from './till.ts';

/** What a clear card of the practice shop is to the sandbox: there is nothing in it. */
const PRACTICE = { ksn: '0'.repeat(20), ciphertext: '1:00' } as const;

/** What may go to the acquirer; null where the decoder, or the shop, says no. */
function forwardable(till: Till, { use, brand, lastFour, ksn, ciphertext }: SwipedCard): EncryptedCard | null {
  switch (use) {
    case 'forward': return ksn === null || ciphertext === null ? null : { brand, lastFour, ksn, ciphertext };
    case 'practice': return till.shop.practice ? { brand, lastFour, ...PRACTICE } : null;
    case 'member': case 'refused': return null;
  }
}

/**
 * Charges a swiped payment card, and returns at once; answers come by events. `card` has no number and no track in it; what is encrypted
 * lives in this call's memory until the request has been answered, or beside the ledger while there is no line and the shop allows it.
 * @returns what it came to, with brand and last four. Throws as selling and charging do (`payment-open`, `empty-basket`), and the `card-limit-*` of `storeCard`.
 */
export function takeCard(till: Till, seat: Seat, card: SwipedCard): CardResult {
  const result = (outcome: CardResult['outcome']): CardResult => ({ outcome, brand: card.brand, lastFour: card.lastFour });
  operatorOf(seat);
  if (card.use === 'member') return result('unknown-card');
  const encrypted = forwardable(till, card);
  // A reader that hands out clear numbers must not be used for payment in any shop: the number was read, and is gone.
  if (encrypted === null) return result('clear-refused');
  if (till.shop.cards === undefined) return result('no-acquirer');
  assertSelling(till);
  const basket = basketOf(till);
  if (basket.attempt === null && priceBasket(basket, till.shop.taxMode).dueMinor <= 0) return result('nothing-due');
  const amountMinor = chargeableMinor(till, basket);
  const order = { orderId: newOrderNumber(till), saleId: basket.saleId, wallet: 'card', amountMinor, currency: till.shop.currency, lastFour: card.lastFour ?? '', codeLength: 0, brand: card.brand } as const;
  if (channelOf(till, 'backend').health === 'down' && till.ports.cards !== undefined) {
    storeCard(till, seat, order, encrypted);
    return result('stored');
  }
  chargeNow(till, seat, order, encrypted);
  return result('offered');
}

function chargeNow(till: Till, seat: Seat, order: Payloads['payment.intended'], card: EncryptedCard): void {
  const { orderId, amountMinor, currency } = order;
  const drafts: Draft[] = [{ kind: 'payment.intended', payload: order }, { kind: 'payment.sent', payload: { orderId, act: 'charge' } }];
  till.memory.ending = null;
  till.memory.recovered = null;
  commit(till, operatorOf(seat).id, drafts, { basket: { ...basketOf(till), attempt: orderId, partMinor: null } });
  const attempt = till.storage.attempt(orderId);
  assert(attempt !== null, 'a charge that was written is there');
  track(till, `charge ${orderId}`, send(till, attempt, 'charge', () => till.ports.backend.chargeCard({ orderId, amountMinor, currency, subject: `${till.shop.name} ${till.shop.till}`, card })));
}
