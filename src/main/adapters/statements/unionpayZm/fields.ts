/** Fields that UnionPay's flow files share: signed amounts, times without a year, and the clearing day in the file's name. */
import { clockOf, dayOf, momentOf, yearNear } from '../calendar.ts';
import { brokenLine, quoted } from '../trouble.ts';

const ZONE_MINUTES = 480;

/** The clearing day by a name like `INN17071888ZM_898319849000018`; null when the name says none. */
export function clearingDayOf(file: string): string | null {
  const match = /IN[A-Z](\d{2})(\d{2})(\d{2})\d{2}ZME?_/.exec(file.slice(file.lastIndexOf('/') + 1));
  return match === null ? null : dayOf(2000 + Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `C` or `D` and 12 digits: what comes to the merchant is positive; a blank sign stands before zero only. @throws Refusal for anything else. */
export function signedFen(file: string, line: number, text: string, field: number): number {
  const match = /^([CD]?)(\d{12})$/.exec(text);
  const value = Number(match?.[2] ?? Number.NaN);
  if (match === null || (match[1] === '' && value !== 0)) throw brokenLine(file, line, `C or D and 12 digits in field ${field}`, quoted(text));
  return match[1] === 'D' ? 0 - value : value;
}

/** `MMDDhhmmss` as UTC milliseconds, in the year nearest to the clearing day; null when there is no such time. */
export function sentAt(text: string, clearingDay: string): number | null {
  const match = /^(\d{2})(\d{2})(\d{6})$/.exec(text);
  const day = match === null ? null : yearNear(clearingDay, Number(match[1]), Number(match[2]));
  const clock = match === null ? null : clockOf(match[3] ?? '');
  return day === null || clock === null ? null : momentOf(day, clock, ZONE_MINUTES);
}
