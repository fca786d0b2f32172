/** The scale's part in a sale: what lies on it becomes the quantity of goods sold by weight, once. */
import type { Product } from '#core/catalogue.ts';
import type { Basket } from '#core/basket.ts';
import type { Till } from './till.ts';

/** Grams at rest on the scale that no line has had yet, as thousandths of a kilogram; null for goods by the piece. */
export function weighedMilli(till: Till, product: Product): number | null {
  const { scale } = till.memory;
  return product.unit === 'kg' && scale.milli > 0 && !scale.used ? scale.milli : null;
}

/** Remembers what became of the weight when goods by weight were added: it is used up, or the new line waits for one. */
export function weightAdded(till: Till, basket: Basket, weighed: boolean): void {
  const { scale } = till.memory;
  if (weighed) scale.used = true;
  scale.waiting = weighed || basket.lastLine === null ? null : { saleId: basket.saleId, line: basket.lastLine };
}
