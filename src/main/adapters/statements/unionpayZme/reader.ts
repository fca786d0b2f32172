/** Reads a UnionPay error flow file: corrections of earlier trades, 22 fields in 339 bytes a record; the layout alone is public. It names the trade it corrects by trace number and time, which make up that trade's query id. */
import { yearNear } from '../calendar.ts';
import { emitter } from '../emit.ts';
import { eachLine } from '../lines.ts';
import type { LineSink, Scanner } from '../scanner.ts';
import { brokenLine, quoted, unusable } from '../trouble.ts';
import { clearingDayOf, sentAt, signedFen } from '../unionpayZm/fields.ts';

const RECORD_BYTES = 339;
const WIDTHS = [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135] as const;
const CURRENCY = 'CNY';

export function unionpayZmeScanner(file: string, sink: LineSink): Scanner {
  const clearingDay = clearingDayOf(file);
  const emit = emitter(file, sink);
  let rows = 0;
  const lines = eachLine(file, (text, line) => {
    if (clearingDay === null) throw unusable(file, 'statement-day', 'expected a file name like INN17071888ZME_898319849000018, which says the clearing day; found another.', 'Nothing was taken from it; give the file under the name that UnionPay gave it.');
    if (text.length !== RECORD_BYTES) throw brokenLine(file, line, `a record of ${RECORD_BYTES} bytes in GBK`, `${text.length}`);
    rows += 1;
    const fields = cut(file, line, text);
    const amount = fields[6] ?? '';
    if (!/^\d{12}$/.test(amount)) throw brokenLine(file, line, 'an amount of 12 digits in field 7', quoted(amount));
    const fee = signedFen(file, line, fields[14] ?? '', 15);
    const settled = signedFen(file, line, fields[15] ?? '', 16);
    const at = sentAt(fields[4] ?? '', clearingDay);
    if (at === null) throw brokenLine(file, line, 'a time MMDDhhmmss that exists in field 5', quoted(fields[4] ?? ''));
    emit({ line, kind: 'adjustment', amountMinor: settled - fee, feeMinor: 0 - fee, netMinor: settled, currency: CURRENCY, at, day: clearingDay, tradeId: `${fields[3] ?? ''}${fields[4] ?? ''}`, reference: originalOf(fields[10] ?? '', fields[11] ?? '', clearingDay), batch: clearingDay });
  }, 'latin1');
  return { window: lines.window, line: lines.line, end: () => ({ day: clearingDay, controls: [{ name: 'records', unit: 'rows', own: rows, read: rows }], proof: 'none' }) };
}

/** The query id of the trade that is corrected: its year, time and trace number, and the 8 that ends every query id. Empty where the record names none. */
function originalOf(trace: string, time: string, clearingDay: string): string {
  const match = /^(\d{2})(\d{2})\d{6}$/.exec(time);
  const day = match === null || !/^\d{6}$/.test(trace) ? null : yearNear(clearingDay, Number(match[1]), Number(match[2]));
  return day === null ? '' : `${day.slice(0, 4)}${time}${trace}8`;
}

function cut(file: string, line: number, text: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (const width of WIDTHS) {
    if (at > 0 && text[at - 1] !== ' ') throw brokenLine(file, line, `a blank between two fields at byte ${at}`, quoted(text[at - 1] ?? ''));
    fields.push(text.slice(at, at + width).trim());
    at += width + 1;
  }
  return fields;
}
