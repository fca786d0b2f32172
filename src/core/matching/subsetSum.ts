/** Which of a few amounts make up a sum: exact, bounded, and counting every answer, for a sum alone proves little. */
import { assert } from '../assert.ts';

/** More candidates than this are not tried: two halves of 2^12 sums each are 50 µs, and every further one doubles a half. */
export const SUBSET_ITEMS_MAX = 24;
/** Answers that are kept by their items; all are counted. */
export const SUBSET_ANSWERS_KEPT = 8;

export type SubsetAnswers = {
  /** How many different sets of items make up the sum. */
  readonly count: number;
  /** The first few, as positions in the amounts, in order. */
  readonly answers: readonly (readonly number[])[];
};

type Half = { readonly sums: Float64Array; readonly sets: Uint32Array };

/** Meet in the middle. The empty set is no answer. @param amounts at most `SUBSET_ITEMS_MAX`, minor units of one sign or both. */
export function subsetsMaking(targetMinor: number, amounts: readonly number[]): SubsetAnswers {
  assert(amounts.length <= SUBSET_ITEMS_MAX, 'a subset is sought among few amounts');
  const middle = amounts.length >> 1;
  const [low, high] = [sortedSums(amounts.slice(0, middle)), sortedSums(amounts.slice(middle))];
  const answers: number[][] = [];
  let count = 0;
  let a = 0;
  let b = high.sums.length - 1;
  while (a < low.sums.length && b >= 0) {
    const sum = (low.sums[a] as number) + (high.sums[b] as number);
    if (sum < targetMinor) a += 1;
    else if (sum > targetMinor) b -= 1;
    else {
      const [endA, endB] = [runEnd(low.sums, a, 1), runEnd(high.sums, b, -1)];
      for (let i = a; i !== endA; i += 1) {
        for (let j = b; j !== endB && answers.length < SUBSET_ANSWERS_KEPT; j -= 1) {
          const items = [...itemsOf(low.sets[i] as number, 0), ...itemsOf(high.sets[j] as number, middle)];
          if (items.length > 0) answers.push(items);
        }
      }
      count += (endA - a) * (b - endB);
      [a, b] = [endA, endB];
    }
  }
  return { count: targetMinor === 0 ? count - 1 : count, answers };
}

/** All sums of a few amounts in ascending order, each with its set as bits: merged item by item, so nothing is sorted. */
function sortedSums(amounts: readonly number[]): Half {
  let half: Half = { sums: new Float64Array(1), sets: new Uint32Array(1) };
  for (const [index, amount] of amounts.entries()) {
    const { sums, sets } = half;
    const size = sums.length;
    const next: Half = { sums: new Float64Array(size * 2), sets: new Uint32Array(size * 2) };
    let without = 0;
    let withIt = 0;
    for (let to = 0; to < size * 2; to += 1) {
      const takeWithout = withIt >= size || (without < size && (sums[without] as number) <= (sums[withIt] as number) + amount);
      const from = takeWithout ? without++ : withIt++;
      next.sums[to] = (sums[from] as number) + (takeWithout ? 0 : amount);
      next.sets[to] = (sets[from] as number) | (takeWithout ? 0 : 1 << index);
    }
    half = next;
  }
  return half;
}

function runEnd(sums: Float64Array, from: number, step: 1 | -1): number {
  let at = from;
  while (at >= 0 && at < sums.length && sums[at] === sums[from]) at += step;
  return at;
}

function itemsOf(set: number, offset: number): number[] {
  const items: number[] = [];
  for (let bit = 0; set >>> bit !== 0; bit += 1) if ((set >>> bit) & 1) items.push(bit + offset);
  return items;
}
