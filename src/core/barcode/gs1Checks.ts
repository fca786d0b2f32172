/** The content checks of GS1 data: dates, check digits, codes of countries and currencies, and their like, by name. */
import { isCountryAlpha2, isCountryNumeric, isCurrencyNumeric } from './isoCodes.ts';
import { checkDigitFits } from './checkDigit.ts';
import type { Gs1Charset } from './gs1Ais.ts';

const CHARSETS: Readonly<Record<Gs1Charset, RegExp>> = {
  N: /^[0-9]*$/,
  X: /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/,
  Y: /^[#\-/0-9A-Z]*$/,
  Z: /^[A-Za-z0-9\-_=]*$/,
};

export function inCharset(value: string, charset: Gs1Charset): boolean {
  return CHARSETS[charset].test(value);
}

/** Each answers what is wrong, in words that follow the identifier, or null. Source: GS1 General Specifications, section 3. */
const CHECKS: Readonly<Record<string, (value: string) => string | null>> = {
  sum: (value) => (checkDigitFits(value) ? null : 'has a wrong check digit'),
  prefix: (value) => (/^\d{4}/.test(value) ? null : 'does not begin with a company prefix'),
  pair: (value) => (checkPairFits(value) ? null : 'has a wrong pair of check characters'),
  date: (value) => dateFault(value, false),
  date0: (value) => dateFault(value, true),
  date8: (value) => (Number(value.slice(0, 4)) > 0 ? dateFault(value.slice(2), false, Number(value.slice(0, 4))) : 'has no year'),
  time: (value) => (value.slice(0, 2) < '24' && value.slice(2) < '60' ? null : 'is no time of day'),
  hour: (value) => (value < '24' ? null : 'is no hour'),
  minute: (value) => (value < '60' ? null : 'has no such minute or second'),
  country: (value) => (isCountryNumeric(value) ? null : 'is no country of ISO 3166'),
  country999: (value) => (value === '999' || isCountryNumeric(value) ? null : 'is no country of ISO 3166'),
  country2: (value) => (isCountryAlpha2(value) ? null : 'is no country of ISO 3166'),
  currency: (value) => (isCurrencyNumeric(value) ? null : 'is no currency of ISO 4217'),
  latitude: (value) => (Number(value) <= 1_800_000_000 ? null : 'is no latitude'),
  longitude: (value) => (Number(value) <= 3_600_000_000 ? null : 'is no longitude'),
  yesno: (value) => (/^[01]$/.test(value) ? null : 'is neither 0 nor 1'),
  hyphen: (value) => (value === '-' ? null : 'ends in something else than a minus'),
  zero: (value) => (value === '0' ? null : 'does not begin with 0'),
  nonzero: (value) => (/[1-9]/.test(value) ? null : 'has a part of zero'),
  plain: (value) => (value === '0' || !value.startsWith('0') ? null : 'begins with a needless 0'),
  letters: (value) => (/\D/.test(value) ? null : 'has nothing but digits'),
  winding: (value) => (/^[019]$/.test(value) ? null : 'has no such winding direction'),
  pieces: (value) => (/[1-9]/.test(value.slice(0, 2)) && value.slice(0, 2) <= value.slice(2) ? null : 'is no piece of a total'),
  sequence: (value) => (/^[1-9]\/[1-9]$/.test(value) && value.charAt(0) <= value.charAt(2) ? null : 'is no place in a sequence'),
  sex: (value) => (/^[0129]$/.test(value) ? null : 'is no code of ISO 5218'),
  medium: (value) => (/^(?:0[1-9]|10|[89]\d)$/.test(value) ? null : 'is no medium'),
  base64url: (value) => (/^[A-Za-z0-9\-_]$/.test(value) ? null : 'ends in an importer index that is none'),
  percent: (value) => (/^(?:[^%]|%[0-9A-Fa-f]{2})*$/.test(value) ? null : 'has a broken percent escape'),
  iban: (value) => (ibanFits(value) ? null : 'is no IBAN'),
};

/** @returns what is wrong, or null. An unknown name passes: the table's tests know them all. */
export function contentFault(check: string, value: string): string | null {
  return CHECKS[check]?.(value) ?? null;
}

export function isContentCheck(check: string): boolean {
  return check in CHECKS;
}

/** YYMMDD; a leap day by the two-digit year, which is exact from 1901 to 2099. Day 00 = the month as a whole, where allowed. */
function dateFault(value: string, dayZero: boolean, year = Number(value.slice(0, 2))): string | null {
  const month = Number(value.slice(2, 4));
  const day = Number(value.slice(4, 6));
  if (month < 1 || month > 12) return 'has no such month';
  if (day === 0) return dayZero ? null : 'has no such day';
  return day <= daysIn(month, year) ? null : 'has no such day';
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year < 100 || year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const SET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const SET_32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/** The check character pair of a Global Model Number: prime weights from its right end, modulo 1021, in two of 32 characters. */
function checkPairFits(value: string): boolean {
  const body = value.slice(0, -2);
  if (body.length === 0 || body.length > PRIMES.length) return false;
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    sum += SET_82.indexOf(body.charAt(index)) * (PRIMES[body.length - 1 - index] ?? 0);
  }
  const check = sum % 1021;
  return value.slice(-2) === `${SET_32.charAt(check >> 5)}${SET_32.charAt(check & 31)}`;
}

/** ISO 13616: country, two check digits, and 98 - the rest modulo 97. */
function ibanFits(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{1,30}$/.test(value) || !isCountryAlpha2(value.slice(0, 2))) return false;
  let rest = 0;
  for (const character of value.slice(4) + value.slice(0, 4)) {
    const number = Number.parseInt(character, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest === 1;
}
