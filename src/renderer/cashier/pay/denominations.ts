/** Notes and coins by currency, the sums a customer is likely to hand over, and how to make up change from the fewest pieces. */
import { minorDigits } from '#core/money.ts';

/** Largest first, in minor units. `coinsFrom`: this and smaller ones are coins. `notes`: what customers usually round up to. */
export type Denominations = { readonly pieces: readonly number[]; readonly coinsFrom: number; readonly notes: readonly number[] };

/** Issued notes and coins in common use, by the central banks' own lists. */
const TABLE: Readonly<Record<string, Denominations>> = {
  CNY: { pieces: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10], coinsFrom: 100, notes: [1_000, 5_000, 10_000] },
  KRW: { pieces: [50_000, 10_000, 5_000, 1_000, 500, 100, 50, 10], coinsFrom: 500, notes: [1_000, 10_000, 50_000] },
  JPY: { pieces: [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1], coinsFrom: 500, notes: [1_000, 5_000, 10_000] },
  EUR: { pieces: [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1], coinsFrom: 200, notes: [500, 2_000, 5_000] },
  USD: { pieces: [10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1], coinsFrom: 25, notes: [500, 2_000, 5_000] },
  GBP: { pieces: [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1], coinsFrom: 200, notes: [500, 1_000, 2_000] },
  HKD: { pieces: [100_000, 50_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10], coinsFrom: 500, notes: [2_000, 10_000, 50_000] },
  TWD: { pieces: [100_000, 50_000, 10_000, 5_000, 1_000, 500, 100], coinsFrom: 5_000, notes: [10_000, 50_000, 100_000] },
  SGD: { pieces: [10_000, 5_000, 1_000, 500, 200, 100, 50, 20, 10, 5], coinsFrom: 100, notes: [500, 1_000, 5_000] },
};

/** A 1-2-5 row around the currency's unit, for currencies without a list of their own. */
function usual(currency: string): Denominations {
  const unit = 10 ** minorDigits(currency);
  const pieces = [100, 50, 20, 10, 5, 2, 1].map((value) => value * unit);
  return { pieces: unit === 1 ? pieces : [...pieces, unit / 2, unit / 5, unit / 10], coinsFrom: 2 * unit, notes: [5 * unit, 20 * unit, 50 * unit] };
}

export function denominationsOf(currency: string): Denominations {
  return TABLE[currency] ?? usual(currency);
}

/** Up to three sums above the amount that a customer is likely to give, smallest first. */
export function likelyGiven(dueMinor: number, currency: string): number[] {
  const sums = denominationsOf(currency).notes.map((note) => Math.ceil(dueMinor / note) * note).filter((sum) => sum > dueMinor);
  return [...new Set(sums)].sort((a, b) => a - b);
}

export type Pieces = { readonly valueMinor: number; readonly count: number; readonly coin: boolean };

/** Change in the fewest pieces, largest first; what is below the smallest coin is left out. */
export function changePieces(changeMinor: number, currency: string): Pieces[] {
  const { pieces, coinsFrom } = denominationsOf(currency);
  const given: Pieces[] = [];
  let left = changeMinor;
  for (const valueMinor of pieces) {
    const count = Math.floor(left / valueMinor);
    if (count > 0) given.push({ valueMinor, count, coin: valueMinor <= coinsFrom });
    left -= count * valueMinor;
  }
  return given;
}
