/** Which GS1 identifiers may stand together on one item, which may not, and which need a partner. */
import { gs1Ai } from './gs1Ais.ts';

type Element = { readonly ai: string; readonly value: string };

/** Contents of an item: not keys of a Digital Link, but data about them can be judged like those of a key. */
const CONTENT_KEYS = ['02', '03', '8026'];

/** Keys that a digital signature can only sign with their serial part. Source: GS1 General Specifications, AI (8030). */
const SERIAL_FROM: Readonly<Record<string, number>> = { '253': 13, '255': 13, '8003': 14 };

/**
 * Broken rules of association, in words. A missing partner is a fault only where the code names its item by a key: data without any
 * key stand on a second code of the item, whose other code has the partner.
 */
export function associationFaults(elements: readonly Element[]): string[] {
  const present = new Present(elements);
  const faults: string[] = [];
  for (const [ai, value] of present.values) {
    const entry = gs1Ai(ai);
    if (present.conflicting.has(ai)) faults.push(`(${ai}) stands twice with different values`);
    if (entry === undefined) continue;
    for (const pattern of entry.excludes) {
      if (present.hasOther(pattern, ai)) faults.push(`(${ai}) may not stand with (${pattern})`);
    }
    if (!present.hasKey) continue;
    for (const groups of entry.needs) {
      if (!groups.some((group) => group.every((pattern) => present.hasOther(pattern, ai)))) {
        faults.push(`(${ai}) needs ${groups.map((group) => group.map((item) => `(${item})`).join(' with ')).join(' or ')}`);
      }
    }
    const serialFrom = SERIAL_FROM[ai];
    if (serialFrom !== undefined && present.values.has('8030') && value.length <= serialFrom) faults.push(`(8030) needs (${ai}) with its serial part`);
  }
  return faults;
}

/** The identifiers of one item, findable by pattern in constant time: `3103` is also counted as `310n` and `31nn`. */
class Present {
  readonly values = new Map<string, string>();
  readonly conflicting = new Set<string>();
  readonly hasKey: boolean;
  readonly #counts = new Map<string, number>();

  constructor(elements: readonly Element[]) {
    let hasKey = false;
    for (const { ai, value } of elements) {
      const before = this.values.get(ai);
      if (before !== undefined) {
        if (before !== value) this.conflicting.add(ai);
        continue;
      }
      this.values.set(ai, value);
      for (const pattern of patternsOf(ai)) this.#counts.set(pattern, (this.#counts.get(pattern) ?? 0) + 1);
      hasKey ||= CONTENT_KEYS.includes(ai) || (gs1Ai(ai)?.qualifiers ?? null) !== null;
    }
    this.hasKey = hasKey;
  }

  /** True when another identifier than `self` fits the pattern. */
  hasOther(pattern: string, self: string): boolean {
    const count = this.#counts.get(pattern) ?? 0;
    return count > (patternsOf(self).includes(pattern) ? 1 : 0);
  }
}

function patternsOf(ai: string): string[] {
  return ai.length === 4 ? [ai, `${ai.slice(0, 3)}n`, `${ai.slice(0, 2)}nn`] : [ai];
}
