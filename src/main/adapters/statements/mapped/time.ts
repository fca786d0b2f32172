/** A date and perhaps a time in the order that a mapping says, with a zone where the text has one. */
import { clockOf, dayOf } from '../calendar.ts';

export type MappedTime = { readonly day: string; readonly clockMs: number | null; readonly zoneMinutes: number | null };

/** Parts apart by `-`, `/`, `.`, blanks or 年月日, or eight digits; then a time, AM or PM, `Z` or an offset. @returns null when there is no such time. */
export function mappedTime(date: string, clock: string, order: 'ymd' | 'dmy' | 'mdy'): MappedTime | null {
  const text = `${date} ${clock}`.trim().replace(/^(\d{4})年(\d{1,2})月(\d{1,2})日/, '$1-$2-$3');
  const match = /^(?:(\d{8})|(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4}))(?:(?:T|\s+)(\d{1,2}:?\d{2}(?::?\d{2}(?:\.\d{1,9})?)?)\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  if (match === null) return null;
  const parts = match[1] === undefined ? [match[2] ?? '', match[3] ?? '', match[4] ?? ''] : order === 'ymd' ? [match[1].slice(0, 4), match[1].slice(4, 6), match[1].slice(6)] : [match[1].slice(0, 2), match[1].slice(2, 4), match[1].slice(4)];
  const [first = '', second = '', third = ''] = parts;
  const [year, month, day] = order === 'ymd' ? [first, second, third] : order === 'dmy' ? [third, second, first] : [third, first, second];
  if ((year.length !== 4 && year.length !== 2) || month.length > 2 || day.length > 2) return null;
  const found = dayOf(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day));
  if (found === null) return null;
  if (match[5] === undefined) return { day: found, clockMs: null, zoneMinutes: null };
  const clockMs = clockIn(match[5], match[6]);
  return clockMs === null ? null : { day: found, clockMs, zoneMinutes: zoneOf(match[7]) };
}

function clockIn(text: string, half: string | undefined): number | null {
  const padded = /^\d:/.test(text) ? `0${text}` : text;
  const ms = clockOf(padded);
  if (ms === null || half === undefined) return ms;
  const hours = Math.floor(ms / 3_600_000);
  if (hours < 1 || hours > 12) return null;
  return ms - (hours === 12 ? 12 * 3_600_000 : 0) + (half.toLowerCase() === 'pm' ? 12 * 3_600_000 : 0);
}

function zoneOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === 'Z') return 0;
  return (text.startsWith('-') ? -1 : 1) * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2)));
}
