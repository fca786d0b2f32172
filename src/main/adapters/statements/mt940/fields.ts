/** The fields of MT940 that carry money: balances (:60:, :62:) and statement lines (:61:). */
import { dayOf, yearNear } from '../calendar.ts';
import { minorOf } from '../emit.ts';

/** `C` or `D`, YYMMDD, currency, amount with a decimal comma; null for anything else. */
export function balanceOf(text: string): { minor: number; currency: string } | null {
  const match = /^([CD])(\d{6})([A-Z]{3})(\d{1,13},?\d{0,5})$/.exec(text);
  const minor = match === null ? null : minorOf(match[4] ?? '', match[3] ?? '', ',');
  if (match === null || minor === null || dayOfSix(match[2] ?? '') === null) return null;
  return { minor: match[1] === 'D' ? 0 - minor : minor, currency: match[3] ?? '' };
}

export type Mt940Entry = { readonly day: string; readonly amountMinor: number; readonly reversal: boolean; readonly type: string; readonly ownRef: string; readonly bankRef: string };

/**
 * Value date, entry date (MMDD, blanks or nothing), C, D, RC or RD, an optional letter of the currency, amount with a decimal comma, type, reference, `//` and the
 * bank's reference. `RC` takes a credit back, so money goes out. The entry date's year is the one nearest to the value date. @returns null for anything else.
 */
export function entryOf(text: string, currency: string): Mt940Entry | null {
  const match = /^(\d{6})(\d{4}| {4})?(R?[CD])([A-Z])?(\d{1,13},?\d{0,5})([A-Z][A-Z0-9]{3})?(.*)$/.exec(text);
  if (match === null) return null;
  const amount = minorOf(match[5] ?? '', currency, ',');
  const value = dayOfSix(match[1] ?? '');
  if (amount === null || value === null) return null;
  const entry = match[2]?.trim() ?? '';
  const day = entry === '' ? value : yearNear(value, Number(entry.slice(0, 2)), Number(entry.slice(2)));
  if (day === null) return null;
  const [own, ...bank] = (match[7] ?? '').split('//');
  const credit = match[3] === 'C' || match[3] === 'RD';
  return { day, amountMinor: credit ? amount : 0 - amount, reversal: (match[3] ?? '').startsWith('R'), type: match[6] ?? '', ownRef: (own ?? '').trim(), bankRef: bank.join('//').trim() };
}

/** YYMMDD, from 1980 on. The 30 February of banks, whose months have 30 days, is the last day of February. */
function dayOfSix(text: string): string | null {
  const [year, month, day] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))];
  const full = year < 80 ? 2000 + year : 1900 + year;
  if (month === 2 && (day === 29 || day === 30)) return dayOf(full, 2, 29) ?? dayOf(full, 2, 28);
  return dayOf(full, month, day);
}
