/** Numbers and times read straight from a statement's bytes, exactly and without making a string. */

const POINT = 46;
const MINUS = 45;
const ZERO = 48;

/**
 * A decimal in major units as minor units; `digits` is the currency's minor-unit count.
 * NaN when it is no such number: no exponent, no grouping, no plus, no negative zero, no digit below the minor unit but zero, 13 whole digits at most.
 */
export function minorAt(bytes: Uint8Array, start: number, end: number, digits: number): number {
  let at = start;
  const negative = bytes[at] === MINUS;
  if (negative) at += 1;
  const first = at;
  let value = 0;
  let digit = 0;
  while (at < end && (digit = (bytes[at] as number) - ZERO) >= 0 && digit <= 9) {
    value = value * 10 + digit;
    at += 1;
  }
  if (at === first || at - first > 13) return Number.NaN;
  let decimals = 0;
  if (at < end) {
    if (bytes[at] !== POINT || at + 1 === end) return Number.NaN;
    for (at += 1; at < end; at += 1) {
      digit = (bytes[at] as number) - ZERO;
      if (digit < 0 || digit > 9) return Number.NaN;
      if (decimals < digits) {
        value = value * 10 + digit;
        decimals += 1;
      } else if (digit !== 0) return Number.NaN;
    }
  }
  for (; decimals < digits; decimals += 1) value *= 10;
  if (value > Number.MAX_SAFE_INTEGER) return Number.NaN;
  if (!negative) return value;
  return value === 0 ? Number.NaN : -value;
}

/** Two digits below `limit`, or -1. */
export function pairAt(bytes: Uint8Array, at: number, limit: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return -1;
  const value = tens * 10 + ones;
  return value < limit ? value : -1;
}

/** `YYYY-MM-DD` at `at` as UTC milliseconds of its midnight; NaN for a day that does not exist. */
export function dayAt(bytes: Uint8Array, at: number): number {
  const century = pairAt(bytes, at, 100);
  const year = pairAt(bytes, at + 2, 100);
  const month = pairAt(bytes, at + 5, 13);
  const day = pairAt(bytes, at + 8, 32);
  if (century < 19 || year < 0 || month < 1 || day < 1 || bytes[at + 4] !== MINUS || bytes[at + 7] !== MINUS) return Number.NaN;
  const date = new Date(Date.UTC(century * 100 + year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? date.getTime() : Number.NaN;
}

/** `HH:MM:SS` at `at` as milliseconds of the day, or -1. */
export function clockAt(bytes: Uint8Array, at: number): number {
  const hours = pairAt(bytes, at, 24);
  const minutes = pairAt(bytes, at + 3, 60);
  const seconds = pairAt(bytes, at + 6, 60);
  if (hours < 0 || minutes < 0 || seconds < 0 || bytes[at + 2] !== 58 || bytes[at + 5] !== 58) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** Whether the range holds exactly the ASCII text `word`. */
export function isWord(bytes: Uint8Array, start: number, end: number, word: string): boolean {
  if (end - start !== word.length) return false;
  for (let index = 0; index < word.length; index += 1) if (bytes[start + index] !== word.charCodeAt(index)) return false;
  return true;
}
