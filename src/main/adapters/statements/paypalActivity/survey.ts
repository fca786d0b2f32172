/** Finds out how a PayPal export writes dates and decimals, which follow the account's country and are said nowhere. */
import { dayOf } from '../calendar.ts';
import { recordScanner } from '../delimited.ts';
import { tableOf } from '../header.ts';
import type { Table } from '../header.ts';
import type { Surveyor } from '../scanner.ts';
import { brokenLine, quoted } from '../trouble.ts';
import { MUST, NAMES } from './columns.ts';
import type { Column } from './columns.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';
const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

export function paypalSurveyor(file: string): Surveyor {
  let table: Table<Column> | null = null;
  const possible = new Map<DateOrder, { rising: boolean; falling: boolean; last: string; days: Set<string> }>(ORDERS.map((order) => [order, { rising: true, falling: true, last: '', days: new Set() }]));
  let mark: '.' | ',' | null = null;
  const records = recordScanner(file, {
    delimiter: ',',
    take(fields, line) {
      if (table === null) {
        table = tableOf(fields, NAMES, MUST, file, line);
        return;
      }
      const text = table.of(fields, 'date');
      for (const [order, seen] of possible) {
        const day = paypalDay(text, order);
        if (day === null) {
          possible.delete(order);
          continue;
        }
        seen.rising &&= day >= seen.last || seen.last === '';
        seen.falling &&= day <= seen.last || seen.last === '';
        seen.last = day;
        if (seen.days.size < 2) seen.days.add(day);
      }
      if (possible.size === 0) throw brokenLine(file, line, 'a day that exists, written as in the rows above', quoted(text));
      for (const column of ['gross', 'net'] as const) {
        const found = /^-?[\d.,]*([.,])\d{2}$/.exec(table.of(fields, column))?.[1];
        if (found === undefined) continue;
        mark ??= found === ',' ? ',' : '.';
        if (mark !== found) throw brokenLine(file, line, `the decimal mark ${mark} as in the rows above`, quoted(table.of(fields, column)));
      }
    },
  });
  return {
    ...records,
    end() {
      records.close();
      return { order: orderOf(file, possible), mark: mark ?? '.' };
    },
  };
}

/** The only order in which all dates exist; else the only one in which they run one way. */
function orderOf(file: string, possible: ReadonlyMap<DateOrder, { rising: boolean; falling: boolean; days: ReadonlySet<string> }>): DateOrder {
  const orders = [...possible.keys()];
  const [only] = orders;
  if (only !== undefined && orders.length === 1) return only;
  const sorted = orders.filter((order) => possible.get(order)?.rising === true || possible.get(order)?.falling === true);
  const [best] = sorted;
  if (best !== undefined && sorted.length === 1) return best;
  const same = new Set(orders.map((order) => [...(possible.get(order)?.days ?? [])].join(' ')));
  if (best !== undefined && same.size === 1) return best;
  throw brokenLine(file, 2, 'dates of which one tells the day from the month (a day after the 12th)', 'dates that can be read both ways', 'statement-ambiguous-date');
}

/** Parts apart by `/`, `.` or `-`; two digits of a year are of this century. */
export function paypalDay(text: string, order: DateOrder): string | null {
  const match = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{2,4})$/.exec(text);
  if (match === null) return null;
  const [a, b, c] = [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  if (day.length > 2 || month.length > 2 || (year.length !== 4 && year.length !== 2) || (order === 'ymd' && year.length !== 4)) return null;
  return dayOf(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day));
}
