/** The line that the line keys act on: the one chosen by hand, else the one last changed, else the last. */
import type { BasketLineView, BasketView } from '#contract/views.ts';
import { useTill } from '../state/till.ts';
import { useCounter } from './counter.ts';

export function chosenLine(basket: BasketView, picked: number | null): BasketLineView | null {
  const at = (number: number | null) => basket.lines.find((line) => line.line === number);
  return at(picked) ?? at(basket.lastLine) ?? basket.lines.at(-1) ?? null;
}

export function useChosenLine(): BasketLineView | null {
  const picked = useCounter((counter) => counter.line);
  const basket = useTill((state) => state.basket);
  return chosenLine(basket, picked);
}
