/** Reads a UnionPay merchant flow file: 42 fields of fixed width in 607 bytes a record, cut as bytes because texts in it are GBK. */
import type { StatementKind } from '#core/statement.ts';
import { emitter } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { eachLine } from '../lines.ts';
import type { LineSink, Scanner } from '../scanner.ts';
import { onceEach } from '../repeats.ts';
import { brokenLine, quoted, unusable } from '../trouble.ts';
import { clearingDayOf, sentAt, signedFen } from './fields.ts';

const RECORD_BYTES = 607;
const CURRENCY = 'CNY';

/** Offset and width of the fields that are read, by the layout of the merchant flow file; the card number in field 6 is left alone. */
const FIELDS = {
  sent: [35, 10], amount: [66, 12], query: [87, 21], order: [112, 32], fee: [166, 13], settled: [180, 13], type: [215, 2], originalQuery: [271, 21], net: [374, 13], originalOrder: [476, 32],
} as const;
/** Where two fields meet, a blank must stand. */
const BLANKS = [3, 15, 27, 34, 45, 65, 78, 83, 86, 108, 111, 144, 165, 179, 193, 214, 217, 270, 292, 373, 387, 475, 508];

/** txnType of the gateway's interface: purchase, completion of a pre-authorisation, refund, void, void of a completion, reversal. */
const KINDS: Readonly<Record<string, StatementKind>> = { '01': 'charge', '03': 'charge', '04': 'refund', '31': 'reversal', '33': 'reversal', '99': 'reversal' };

export function unionpayZmScanner(file: string, sink: LineSink): Scanner {
  const clearingDay = clearingDayOf(file);
  const emit = emitter(file, sink);
  const once = onceEach(file, 'number in field 10');
  let rows = 0;
  const lines = eachLine(file, (text, line) => {
    if (clearingDay === null) throw unusable(file, 'statement-day', 'expected a file name like INN17071888ZM_898319849000018, which says the clearing day; found another.', 'Nothing was taken from it; give the file under the name that UnionPay gave it.');
    rows += 1;
    once(text.slice(0, 3) + text.slice(FIELDS.query[0], FIELDS.query[0] + FIELDS.query[1]), line);
    takeRecord(file, emit, text, line, clearingDay);
  }, 'latin1');
  return {
    window: lines.window,
    line: lines.line,
    end: () => ({ day: clearingDay, controls: [{ name: 'records', unit: 'rows', own: rows, read: rows }], proof: 'lines' }),
  };
}

function takeRecord(file: string, emit: Emit, text: string, line: number, clearingDay: string): void {
  if (text.length !== RECORD_BYTES) throw brokenLine(file, line, `a record of ${RECORD_BYTES} bytes in GBK`, `${text.length}`);
  const gap = BLANKS.find((at) => text[at] !== ' ');
  if (gap !== undefined) throw brokenLine(file, line, `a blank between two fields at byte ${gap + 1}`, quoted(text[gap] ?? ''));
  const field = (name: keyof typeof FIELDS) => text.slice(FIELDS[name][0], FIELDS[name][0] + FIELDS[name][1]).trim();
  const type = field('type');
  const kind = KINDS[type];
  if (kind === undefined) throw brokenLine(file, line, `a transaction type of ${Object.keys(KINDS).join(', ')} in field 20`, quoted(type));
  if (!/^\d{12}$/.test(field('amount'))) throw brokenLine(file, line, 'an amount of 12 digits in field 7', quoted(field('amount')));
  const amount = Number(field('amount'));
  const fee = signedFen(file, line, field('fee'), 16);
  const settled = signedFen(file, line, field('settled'), 17);
  signedFen(file, line, field('net'), 33);
  const outwards = kind !== 'charge';
  // Money in is credited to the merchant (C), money out debited (D); a reversal of a void comes back in.
  const signed = settled < 0 || (settled === 0 && outwards) ? 0 - amount : amount;
  if ((kind === 'charge' && settled < 0) || (kind === 'refund' && settled > 0)) throw brokenLine(file, line, kind === 'charge' ? 'C for a payment in field 17' : 'D for a refund in field 17', 'the other');
  if (signed + fee !== settled) throw brokenLine(file, line, 'a settlement in field 17 of the amount less the fee', 'another sum', 'statement-totals-differ');
  if (!/^\d{21}$/.test(field('query'))) throw brokenLine(file, line, 'a number of 21 digits in field 10', quoted(field('query')));
  const at = sentAt(field('sent'), clearingDay);
  if (at === null) throw brokenLine(file, line, 'a time MMDDhhmmss that exists in field 5', quoted(field('sent')));
  emit({
    line, kind, amountMinor: signed, feeMinor: 0 - fee, netMinor: settled, currency: CURRENCY, at, day: clearingDay, status: kind === 'reversal' ? 'revoked' : 'success', tradeId: field('query'),
    orderId: field('order'), originalId: outwards ? field('originalOrder') : '', reference: outwards ? field('originalQuery') : '', batch: clearingDay,
  });
}
