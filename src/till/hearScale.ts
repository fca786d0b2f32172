/** What a scale says: the weight at rest is remembered for the next goods by weight, or given to the line that waits for it. */
import { LIMITS } from '#core/limits.ts';
import { activeScreen } from './screens.ts';
import { changeQuantity } from './sell.ts';
import { basketOf, type Till } from './till.ts';

/**
 * A word from the scale. Not at rest, empty, below zero or more than a line may hold: nothing lies on it.
 * A line that was added before the goods were put on the scale gets the first weight at rest.
 */
export function hearScale(till: Till, grams: number, stable: boolean): void {
  const { scale } = till.memory;
  if (!stable || grams <= 0 || grams > LIMITS.quantityMilliMax) {
    scale.milli = 0;
    scale.used = false;
    return;
  }
  scale.milli = Math.round(grams);
  const { waiting } = scale;
  const screen = activeScreen(till);
  if (waiting === null || scale.used || screen === null) return;
  scale.waiting = null;
  const basket = basketOf(till);
  const line = basket.lines.find((one) => one.line === waiting.line);
  const untouched = basket.saleId === waiting.saleId && line?.unit === 'kg' && line.quantityMilli === 1_000 && basket.attempt === null && basket.tenders.length === 0;
  if (!untouched || till.storage.status().shift === null) return;
  changeQuantity(till, screen.seat, waiting.line, scale.milli);
  scale.used = true;
  till.ports.changed();
}
