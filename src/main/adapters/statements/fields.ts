/** Numbers and times read straight from a statement's bytes, exactly and without making a string. */

const POINT = 46;
const MINUS = 45;
const ZERO = 48;

/**
 * A decimal in major units as minor units; `digits` is the currency's minor-unit count.
 * NaN when it is no such number: no exponent, no grouping, no plus, no negative zero, no digit below the minor unit but zero, 13 whole digits at most.
 */
function minorAt(bytes: Uint8Array, start: number, end: number, digits: number): number {
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

/** `minorAt` for two digits, quick for what amounts nearly always look like; the byte at `end` is no digit and no point. */
export function centsAt(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  let value = 0;
  let digit = (bytes[at] as number) - ZERO;
  while (digit >= 0 && digit <= 9) {
    value = value * 10 + digit;
    at += 1;
    digit = (bytes[at] as number) - ZERO;
  }
  const tens = (bytes[at + 1] as number) - ZERO;
  const ones = (bytes[at + 2] as number) - ZERO;
  let ok = at > start && at - start <= 13 && bytes[at] === POINT && at + 3 <= end && tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
  for (at += 3; ok && at < end; at += 1) ok = bytes[at] === ZERO;
  return ok ? value * 100 + tens * 10 + ones : minorAt(bytes, start, end, 2);
}

/** Two digits below `limit`, or -1. */
function pairAt(bytes: Uint8Array, at: number, limit: number): number {
  const tens = (bytes[at] as number) - ZERO;
  const ones = (bytes[at + 1] as number) - ZERO;
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return -1;
  const value = tens * 10 + ones;
  return value < limit ? value : -1;
}

/** `YYYY-MM-DD` at `at`, from 1971 to 2099, as UTC milliseconds of its midnight; NaN for a day that does not exist. */
export function dayAt(bytes: Uint8Array, at: number): number {
  const century = pairAt(bytes, at, 100);
  const year = pairAt(bytes, at + 2, 100);
  const month = pairAt(bytes, at + 5, 13);
  const day = pairAt(bytes, at + 8, 32);
  if (century < 19 || century > 20 || (century === 19 && year < 71) || year < 0 || month < 1 || day < 1 || bytes[at + 4] !== MINUS || bytes[at + 7] !== MINUS) return Number.NaN;
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

/** A whole number with an optional minus, 15 digits at most; NaN for anything else, a negative zero too. */
export function integerAt(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === MINUS;
  const first = negative ? start + 1 : start;
  if (first >= end || end - first > 15) return Number.NaN;
  let value = 0;
  for (let at = first; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  if (!negative) return value;
  return value === 0 ? Number.NaN : -value;
}

/** The day of the last moment read: nearly every row has the same. */
export type Moment = { readonly day: Uint8Array; dayMs: number };

/** An ISO 8601 date and time with its zone (`Z`, `+08:00`, `+0800`), seconds and fraction optional, as UTC milliseconds; NaN for anything else. */
export function momentAt(bytes: Uint8Array, start: number, end: number, last: Moment): number {
  if (end - start < 17 || (bytes[start + 10] !== 84 && bytes[start + 10] !== 32)) return Number.NaN;
  let same = last.dayMs === last.dayMs;
  for (let index = 0; same && index < 10; index += 1) same = bytes[start + index] === last.day[index];
  if (!same) {
    last.dayMs = dayAt(bytes, start);
    for (let index = 0; index < 10; index += 1) last.day[index] = bytes[start + index] as number;
  }
  const hours = pairAt(bytes, start + 11, 24);
  const minutes = pairAt(bytes, start + 14, 60);
  if (hours < 0 || minutes < 0 || bytes[start + 13] !== 58) return Number.NaN;
  let at = start + 16;
  let ms = 0;
  if (bytes[at] === 58) {
    const seconds = pairAt(bytes, at + 1, 60);
    if (seconds < 0) return Number.NaN;
    ms = seconds * 1000;
    at += 3;
    if (bytes[at] === POINT) {
      let weight = 100;
      let digits = 0;
      for (at += 1; at < end; at += 1, digits += 1) {
        const digit = (bytes[at] as number) - ZERO;
        if (digit < 0 || digit > 9) break;
        ms += Math.trunc(digit * weight);
        weight /= 10;
      }
      if (digits === 0 || digits > 9) return Number.NaN;
    }
  }
  const zone = zoneMinutesAt(bytes, at, end);
  return last.dayMs + (hours * 60 + minutes - zone) * 60_000 + ms;
}

function zoneMinutesAt(bytes: Uint8Array, at: number, end: number): number {
  if (end - at === 1 && bytes[at] === 90) return 0;
  const sign = bytes[at] === 43 ? 1 : bytes[at] === MINUS ? -1 : 0;
  const colon = bytes[at + 3] === 58 ? 1 : 0;
  const hours = pairAt(bytes, at + 1, 24);
  const minutes = pairAt(bytes, at + 3 + colon, 60);
  if (sign === 0 || end - at !== 5 + colon || hours < 0 || minutes < 0) return Number.NaN;
  return sign * (hours * 60 + minutes);
}
