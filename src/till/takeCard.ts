/** A card was swiped: an encrypted payment card goes to the acquirer, a clear one is refused in words, a badge names its holder. */
import { priceBasket } from '#core/sale.ts';
import type { CardResult } from '#contract/deviceViews.ts';
import type { SwipedCard } from './ports.ts';
import { assertSelling, basketOf, operatorOf, type Seat, type Till } from './till.ts';

/**
 * Offers a swiped payment card to the acquirer. `card` has no number and no track in it; its ciphertext is opaque here and kept nowhere.
 * @returns what it came to, with brand and last four. Throws as selling does: `sign-in-first`, `no-shift`, `ledger-*`.
 */
export function takeCard(till: Till, seat: Seat, card: SwipedCard): CardResult {
  const result = (outcome: CardResult['outcome']): CardResult => ({ outcome, brand: card.brand, lastFour: card.lastFour });
  operatorOf(seat);
  // A reader that hands out clear numbers must not be used for payment in any shop: the number was read, and is gone.
  if (!card.encrypted) return result(card.badge === null ? 'clear-refused' : 'unknown-card');
  if (till.ports.acquirer === undefined) return result('no-acquirer');
  assertSelling(till);
  if (priceBasket(basketOf(till), till.shop.taxMode).dueMinor <= 0) return result('nothing-due');
  return till.ports.acquirer.offer(card);
}
