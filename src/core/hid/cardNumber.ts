/** What the digits of a card number tell without keeping them: check digit, brand, and whether it is a payment card at all. Bytes are ASCII digits. */
import type { CardBrand } from './event.ts';

const ZERO = 0x30;
/** Shorter numbers are no payment cards (ISO/IEC 7812: up to 19 digits; the shortest in use is Maestro's 12). */
const PAYMENT_DIGITS_MIN = 12;

/** ISO/IEC 7812-1 annex B. Tells a misread digit, and nothing about masking: a masked number can pass. */
export function luhnFits(digits: Uint8Array): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = (digits[digits.length - 1 - i] ?? ZERO) - ZERO;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** First digits from..to, the more exact rows first. */
const BRANDS: readonly (readonly [from: number, to: number, digits: number, brand: CardBrand])[] = [
  [2200, 2204, 4, 'mir'], [2221, 2720, 4, 'mastercard'], [300, 305, 3, 'diners'], [3095, 3095, 4, 'diners'], [3528, 3589, 4, 'jcb'], [34, 34, 2, 'amex'], [36, 36, 2, 'diners'],
  [37, 37, 2, 'amex'], [38, 39, 2, 'diners'], [4, 4, 1, 'visa'], [508, 508, 3, 'rupay'], [51, 55, 2, 'mastercard'], [50, 50, 2, 'maestro'], [56, 59, 2, 'maestro'],
  [6011, 6011, 4, 'discover'], [60, 60, 2, 'rupay'], [62, 62, 2, 'unionpay'], [644, 649, 3, 'discover'], [65, 65, 2, 'discover'], [63, 63, 2, 'maestro'], [67, 69, 2, 'maestro'],
  [8110, 8171, 4, 'unionpay'], [82, 82, 2, 'rupay'], [9792, 9792, 4, 'troy'],
];

export function brandOf(digits: Uint8Array): CardBrand | null {
  if (digits.length < PAYMENT_DIGITS_MIN) return null;
  return BRANDS.find(([from, to, length]) => {
    const start = startOf(digits, length);
    return start !== null && start >= from && start <= to;
  })?.[3] ?? null;
}

function startOf(digits: Uint8Array, length: number): number | null {
  let value = 0;
  for (let i = 0; i < length; i += 1) {
    const digit = (digits[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

/** A number of a known brand, or one that the banks' and travel industry's first digits announce; the shop's own beginnings are excepted. */
export function isPaymentNumber(digits: Uint8Array, memberPrefixes: readonly string[]): boolean {
  if (digits.length < PAYMENT_DIGITS_MIN) return false;
  if (memberPrefixes.some((prefix) => prefix.length >= 4 && prefix.length <= digits.length && Array.from(prefix).every((char, i) => char.charCodeAt(0) === digits[i]))) return false;
  const first = (digits[0] ?? 0) - ZERO;
  return brandOf(digits) !== null || (first >= 3 && first <= 6);
}
