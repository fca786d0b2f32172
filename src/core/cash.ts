/** Cash: the notes and coins of a currency, and the least amount that can be handed over. */
import type { Currency } from './money.ts';

const DENOMINATIONS: Readonly<Record<string, readonly number[]>> = {
  CNY: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10],
  KRW: [50_000, 10_000, 5_000, 1_000, 500, 100, 50, 10],
  JPY: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1],
  EUR: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  USD: [10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1],
  KWD: [20_000, 10_000, 5_000, 1_000, 500, 250, 100, 50, 20, 10, 5],
};

/** Largest first, in minor units. */
export function denominations(currency: Currency): readonly number[] {
  return DENOMINATIONS[currency] ?? [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];
}

/** Smallest cash step: sales in cash are rounded to it, half up (10 fen notes and coins in China, 10 won in Korea). */
const CASH_STEP: Readonly<Record<string, number>> = { CNY: 10, KRW: 10, CHF: 5 };

/** The rounding (to be added to what is due) that makes an amount payable in cash. */
export function cashRounding(dueMinor: number, currency: Currency): number {
  const step = CASH_STEP[currency] ?? 1;
  const rest = dueMinor % step;
  return rest === 0 ? 0 : rest * 2 >= step ? step - rest : -rest;
}
