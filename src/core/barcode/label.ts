/** Weight and price labels: the shop's own rules for codes that carry an amount beside the article. */
import { Refusal } from '../refusal.ts';
import { checkDigitFits, withCheckDigit } from './checkDigit.ts';

export type LabelMeasure = 'weight' | 'price' | 'units' | 'discount';

/**
 * A rule in the notation `21.....{NNDDD}.`: a digit stands for itself, `.` for any digit of the article number, `*` for a digit that
 * is neither (an inner check digit), and between the braces `N` for whole and `D` for decimal digits of the value. The last place is
 * the check digit. There is no worldwide layout (GS1 leaves prefixes 02 and 20-29 to each country), so nothing is assumed.
 */
export type LabelRule = {
  readonly pattern: string;
  readonly measure: LabelMeasure;
  /** One character a digit: `0`-`9`, `.`, `*`, or `V` for a digit of the value. */
  readonly places: string;
  readonly decimals: number;
};

/** `unscaled` / 10^`decimals`: kg, major units of money, pieces or percent, by the rule's measure. */
export type LabelValue = { readonly unscaled: number; readonly decimals: number };

export type Label = {
  readonly measure: LabelMeasure;
  /** The article's code: value digits 0 and the check digit computed again, as the catalogue holds it. */
  readonly item: string;
  readonly value: LabelValue;
};

/**
 * Reads a rule. A pattern of 8 digits is for EAN-8, of 12 for UPC-A, of 13 for EAN-13; a shorter one is the beginning of an EAN-13.
 * @throws Refusal `label-rule-invalid`.
 */
export function labelRule(pattern: string, measure: LabelMeasure): LabelRule {
  const match = /^([0-9.*]*)\{(N{0,9})(D{0,9})\}([0-9.*]*)$/.exec(pattern);
  const before = match?.[1] ?? '';
  const whole = match?.[2] ?? '';
  const decimal = match?.[3] ?? '';
  let places = `${before}${'V'.repeat(whole.length + decimal.length)}${match?.[4] ?? ''}`;
  if (places.length === 12) places = `0${places}`;
  if (places.length !== 8) places = places.padEnd(13, '.');
  const digits = whole.length + decimal.length;
  if (match === null || digits === 0 || digits > 10 || places.length > 13 || !/^[0-9]/.test(before) || !places.endsWith('.')) {
    throw new Refusal('label-rule-invalid', 'This label rule cannot be read; no code is taken for a label by it. Write it like 21.....{NNDDD}. with the check digit last.');
  }
  return { pattern, measure, places, decimals: decimal.length };
}

/**
 * The first rule that fits wins. Codes with a wrong check digit never match: the value could be the misread digit.
 * @param digits an EAN-8, UPC-A or EAN-13 as scanned.
 */
export function readLabel(digits: string, rules: readonly LabelRule[]): Label | null {
  if (rules.length === 0 || !/^(?:\d{8}|\d{12}|\d{13})$/.test(digits) || !checkDigitFits(digits)) return null;
  const code = digits.length === 12 ? `0${digits}` : digits;
  for (const rule of rules) {
    const label = fit(rule, code);
    if (label !== null) return label;
  }
  return null;
}

function fit(rule: LabelRule, code: string): Label | null {
  if (rule.places.length !== code.length) return null;
  let item = '';
  let value = '';
  for (let index = 0; index < code.length; index += 1) {
    const place = rule.places.charAt(index);
    const digit = code.charAt(index);
    if (place >= '0' && place <= '9' && place !== digit) return null;
    if (place === 'V') value += digit;
    item += place === 'V' || place === '*' ? '0' : digit;
  }
  return { measure: rule.measure, item: withCheckDigit(item), value: { unscaled: Number(value), decimals: rule.decimals } };
}

/** The value with exactly `decimals` decimals as an integer, or null when that would lose digits. */
export function labelValueAt(value: LabelValue, decimals: number): number | null {
  const shift = decimals - value.decimals;
  if (shift >= 0) return value.unscaled * 10 ** shift;
  const divisor = 10 ** -shift;
  return value.unscaled % divisor === 0 ? value.unscaled / divisor : null;
}

/** As a plain decimal: `456.1025`. */
export function labelValueText(value: LabelValue): string {
  const digits = String(value.unscaled).padStart(value.decimals + 1, '0');
  const cut = digits.length - value.decimals;
  return value.decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
}
