/** The code of a coupon: how it is written, and that nothing else which is scanned at a till could be meant by it. */
import { LIMITS } from './limits.ts';
import { interpretScan, type ScanSettings } from './scan.ts';

const FORM = /^[A-Z0-9](?:[A-Z0-9._-]*[A-Z0-9])?$/;
/** A longer row of digits may be somebody's payment code or card. */
const DIGITS_MAX = 14;
/** A QR code or Code 128 without and with their identifiers. */
const CARRIERS = [null, ']C0', ']Q1'] as const;

/** The code as it is kept and looked up, whatever the case it was typed or printed in; null for what no coupon can be called. */
export function readCouponCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (code.length < LIMITS.couponCodeCharsMin || code.length > LIMITS.couponCodeCharsMax || !FORM.test(code)) return null;
  return code.length > DIGITS_MAX && /^\d+$/.test(code) ? null : code;
}

/** Whether a scanner that reads this code lets it be a coupon: it is not somebody's payment code, goods, a receipt or a badge. */
export function mayBeCoupon(code: string, settings: ScanSettings): boolean {
  return [code, code.toLowerCase()].every((text) => CARRIERS.every((aim) => {
    const meaning = interpretScan(text, aim, settings);
    return meaning.kind === 'coupon' || (meaning.kind === 'unknown' && meaning.text !== null);
  }));
}
