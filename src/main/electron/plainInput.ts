/** Judges what a window sent before anything else reads it: plain data, of a sane size and shape. */

const DEPTH_MAX = 16;
const VALUES_MAX = 20_000;

/** True when `value` is what JSON could have carried, and its texts and keys hold at most `charsMax` characters in all. */
export function isPlainInput(value: unknown, charsMax: number): boolean {
  const left = { chars: charsMax, values: VALUES_MAX };
  return fits(value, 0, left);
}

function fits(value: unknown, depth: number, left: { chars: number; values: number }): boolean {
  left.values -= 1;
  if (left.values < 0 || depth > DEPTH_MAX) return false;
  switch (typeof value) {
    case 'string':
      left.chars -= value.length;
      return left.chars >= 0;
    case 'number': return Number.isFinite(value);
    case 'boolean': case 'undefined': return true;
    case 'object': return value === null || (Array.isArray(value) ? fitsAll(value, depth, left) : isRecord(value) && fitsAll(Object.keys(value), depth, left) && fitsAll(Object.values(value), depth, left));
    default: return false;
  }
}

function fitsAll(values: readonly unknown[], depth: number, left: { chars: number; values: number }): boolean {
  // A sparse array of a billion holes is walked no further than its first excess.
  if (values.length > left.values) return false;
  return values.every((value) => fits(value, depth + 1, left));
}

function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
