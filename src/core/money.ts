/** Money: an integer of the currency's minor unit with its currency code; no float comes near it. */
import { assert } from './assert.ts';

/** ISO 4217 alphabetic code. */
export type Currency = string & { readonly __brand?: 'Currency' };

export type Money = { readonly amountMinor: number; readonly currency: Currency };

/** Minor-unit digits by ISO 4217; everything not listed has two. */
const DIGITS: Readonly<Record<string, 0 | 3>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

export function minorDigits(currency: Currency): 0 | 2 | 3 {
  return DIGITS[currency] ?? 2;
}

export function assertMinor(amountMinor: number): number {
  assert(Number.isSafeInteger(amountMinor), 'an amount of money is a safe integer of minor units');
  return amountMinor;
}

/**
 * Reads a decimal amount in major units as minor units, exactly.
 * Accepts an optional sign, digits and one point; digits beyond the minor unit must be zero.
 * @returns null when the text is no such number or does not fit.
 */
export function parseMinor(text: string, currency: Currency): number | null {
  const match = /^([+-]?)(\d{1,13})(?:\.(\d*))?$/.exec(text);
  if (match === null) return null;
  const digits = minorDigits(currency);
  const fraction = match[3] ?? '';
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const value = Number(`${match[2]}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(value)) return null;
  return match[1] === '-' && value !== 0 ? -value : value;
}

/** Minor units as a plain decimal in major units, with `.`: `12345` CNY is `123.45`. For files, not for people. */
export function formatMinor(amountMinor: number, currency: Currency): string {
  assertMinor(amountMinor);
  const digits = minorDigits(currency);
  const absolute = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const cut = absolute.length - digits;
  const body = digits === 0 ? absolute : `${absolute.slice(0, cut)}.${absolute.slice(cut)}`;
  return amountMinor < 0 ? `-${body}` : body;
}

/** a * b / c in exact integers, rounded half away from zero. c > 0. */
export function mulDiv(a: number, b: number, c: number): number {
  assert(c > 0, 'mulDiv divides by a positive number');
  const product = a * b;
  if (Number.isSafeInteger(product) && Number.isSafeInteger(product * 2)) {
    const whole = Math.trunc(product / c);
    const rest = Math.abs(product - whole * c);
    return (rest * 2 >= c ? whole + Math.sign(product) : whole) + 0;
  }
  const big = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const magnitude = (big < 0n ? -big : big) * 2n + divisor;
  const rounded = Number(magnitude / (divisor * 2n));
  return assertMinor(big < 0n ? -rounded : rounded);
}

/**
 * Splits an amount over weights by the largest-remainder method, so that the parts sum to the whole.
 * Weights are >= 0; when all are zero the whole goes to the first part.
 */
export function splitMinor(amountMinor: number, weights: readonly number[]): number[] {
  assert(weights.length > 0, 'an amount is split over at least one part');
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map((_, index) => (index === 0 ? amountMinor : 0));
  const sign = amountMinor < 0 ? -1 : 1;
  const magnitude = BigInt(Math.abs(amountMinor));
  const parts = weights.map((weight) => Number((magnitude * BigInt(weight)) / BigInt(sum)));
  const remainders = weights.map((weight, index) => ({ index, rest: (magnitude * BigInt(weight)) % BigInt(sum) }));
  let left = Math.abs(amountMinor) - parts.reduce((total, part) => total + part, 0);
  remainders.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  for (const { index } of remainders) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts.map((part) => part * sign + 0);
}
