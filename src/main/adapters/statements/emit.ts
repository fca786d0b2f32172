/** Gives a line of normal form to a sink from plain values, for readers that are not on the hot path. */
import { currencyNumeric } from '#core/barcode/isoCodes.ts';
import { minorDigits } from '#core/money.ts';
import { emptyLine } from '#core/statement.ts';
import type { ScannedLine, StatementKind, StatementStatus } from '#core/statement.ts';
import type { LineSink } from './scanner.ts';
import { brokenLine, quoted } from './trouble.ts';

export type PlainLine = {
  readonly line: number;
  readonly kind: StatementKind;
  readonly amountMinor: number;
  readonly feeMinor?: number;
  readonly netMinor?: number;
  readonly currency: string;
  /** UTC milliseconds; NaN for none. */
  readonly at?: number;
  readonly day: string;
  readonly status?: StatementStatus;
  readonly orderId?: string;
  readonly tradeId?: string;
  readonly originalId?: string;
  readonly batch?: string;
  readonly reference?: string;
  readonly account?: string;
};

export type Emit = (line: PlainLine) => void;

const ID_CHARS_MAX = 256;

/** @throws Refusal, by the function that it returns, when an amount is beyond exact numbers or an id is none. */
export function emitter(file: string, sink: LineSink): Emit {
  const view: ScannedLine = emptyLine();
  return (line) => {
    const { orderId = '', tradeId = '', originalId = '' } = line;
    if (orderId.length > ID_CHARS_MAX || tradeId.length > ID_CHARS_MAX || originalId.length > ID_CHARS_MAX) throw brokenLine(file, line.line, `ids of at most ${ID_CHARS_MAX} characters`, 'a longer one');
    const bytes = Buffer.from(`${orderId}${tradeId}${originalId}`, 'utf8');
    view.bytes = bytes;
    view.orderEnd = Buffer.byteLength(orderId);
    view.tradeStart = view.orderEnd;
    view.tradeEnd = view.tradeStart + Buffer.byteLength(tradeId);
    view.originalStart = view.tradeEnd;
    view.originalEnd = bytes.length;
    view.line = line.line;
    view.kind = line.kind;
    view.status = line.status ?? 'success';
    view.currency = line.currency;
    view.amountMinor = line.amountMinor;
    view.feeMinor = line.feeMinor ?? 0;
    view.netMinor = line.netMinor ?? line.amountMinor - view.feeMinor;
    view.at = line.at ?? Number.NaN;
    view.day = line.day;
    view.batch = line.batch ?? '';
    view.reference = line.reference ?? '';
    view.account = line.account ?? '';
    if (![view.amountMinor, view.feeMinor, view.netMinor].every(Number.isSafeInteger)) throw brokenLine(file, line.line, 'an amount of at most 15 digits', 'a larger one');
    sink(view);
  };
}

/** An ISO 4217 code in capitals. @throws Refusal for anything else. */
export function currencyOf(file: string, line: number, text: string): string {
  const code = text.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code) || currencyNumeric(code) === undefined) throw brokenLine(file, line, 'a currency of ISO 4217', quoted(text));
  return code;
}

/**
 * A decimal in major units as minor units, exactly; `mark` is the decimal mark, grouping by the other one where it groups by three.
 * No exponent, no negative zero, no digit below the minor unit but zero, 13 whole digits at most. @returns null for anything else.
 */
export function minorOf(text: string, currency: string, mark: '.' | ',' = '.', grouped = false): number | null {
  const group = mark === '.' ? ',' : '.';
  const plain = grouped && text.includes(group) ? ungrouped(text, group, mark) : text;
  const match = plain === null ? null : (mark === '.' ? /^(-?)(\d{0,13})(?:\.(\d*))?$/ : /^(-?)(\d{0,13})(?:,(\d*))?$/).exec(plain);
  if (match === null) return null;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const value = Number(`${whole}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(value) || (match[1] === '-' && value === 0)) return null;
  return match[1] === '-' ? -value : value;
}

function ungrouped(text: string, group: '.' | ',', mark: '.' | ','): string | null {
  const shape = group === ',' ? /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/ : /^-?\d{1,3}(?:\.\d{3})+(?:,\d*)?$/;
  return shape.test(text) && text.lastIndexOf(group) < (text.includes(mark) ? text.indexOf(mark) : text.length) ? text.replaceAll(group, '') : null;
}

/** `minorOf` that refuses. @param what how the file calls it. */
export function amountOf(file: string, line: number, text: string, currency: string, what: string): number {
  const value = minorOf(text, currency);
  if (value === null) throw brokenLine(file, line, `an amount in ${what}`, quoted(text));
  return value;
}
