/** Reads anybody's ledger from CSV (UTF-8, header required, columns by name) for reconciling without a till. */
import { statSync } from 'node:fs';
import { LIMITS } from '#core/limits.ts';
import { LEDGER_STATUSES } from '#core/matching/ledgerRow.ts';
import type { ScannedLedgerRow } from '#core/matching/batch.ts';
import { integerAt, isWord, momentAt } from './fields.ts';
import type { Moment } from './fields.ts';
import { brokenLine, quoted, unusable } from './trouble.ts';
import type { WindowTaker } from './windows.ts';

const LF = 10;
const CR = 13;
const COMMA = 44;
const QUOTE = 34;
const COLUMNS_MAX = 64;

export const LEDGER_COLUMNS = ['order_id', 'trade_id', 'wallet', 'kind', 'amount_minor', 'fee_minor', 'currency', 'time', 'status', 'till', 'original_order_id'] as const;
type Column = (typeof LEDGER_COLUMNS)[number];
const MUST: readonly Column[] = ['order_id', 'wallet', 'kind', 'amount_minor', 'currency'];

/** Called once a row; the object and its bytes are reused afterwards. */
export type RowSink = (row: ScannedLedgerRow) => void;

type State = {
  readonly file: string;
  readonly sink: RowSink;
  line: number;
  count: number;
  /** Column of each name; the one beyond the last, always empty, where the file has none. */
  place: Readonly<Record<Column, number>>;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly view: ScannedLedgerRow;
  readonly moment: Moment;
  readonly names: string[];
};

export type LedgerScanner = WindowTaker & { /** @throws Refusal when there was not even a header. */ end(): void };

export function ledgerCsvScanner(file: string, sink: RowSink): LedgerScanner {
  const state: State = {
    file, sink, line: 0, count: 0, place: Object.fromEntries(LEDGER_COLUMNS.map((name) => [name, COLUMNS_MAX])) as Record<Column, number>,
    starts: new Int32Array(COLUMNS_MAX + 1), ends: new Int32Array(COLUMNS_MAX + 1), moment: { day: new Uint8Array(10), dayMs: Number.NaN }, names: [],
    view: {
      bytes: new Uint8Array(0), kind: 'charge', status: 'paid', wallet: '', currency: '', amountMinor: 0, feeMinor: Number.NaN, at: Number.NaN,
      orderStart: 0, orderEnd: 0, tradeStart: 0, tradeEnd: 0, originalStart: 0, originalEnd: 0,
    },
  };
  return {
    window: (bytes, from, end) => takeWindow(state, bytes, from, end),
    end: () => {
      if (state.count === 0) throw unusable(file, 'ledger-empty', `the file is empty (line 1: expected a header with ${LEDGER_COLUMNS.join(',')}).`);
    },
    line: () => state.line,
  };
}

/** @returns the file's size. @throws Refusal when it is not there, is no file, or is too large. */
export function ledgerFileSize(path: string, file: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) throw unusable(file, 'ledger-unreadable', 'the ledger file is not there or is not a file.', 'Nothing was compared; check the path.');
  if (found.size > LIMITS.ledgerFileBytesMax) throw unusable(file, 'ledger-too-large', `the ledger file is larger than ${LIMITS.ledgerFileBytesMax} bytes.`, 'Nothing was compared; give a shorter period.');
  return found.size;
}

function takeWindow(state: State, bytes: Buffer, from: number, end: number): void {
  const { starts, ends } = state;
  let at = from;
  while (at < end) {
    state.line += 1;
    const row = at;
    let column = 0;
    let quotes = false;
    starts[0] = at;
    for (;;) {
      const byte = bytes[at] as number;
      if (byte > COMMA) {
        at += 1;
      } else if (byte === COMMA) {
        ends[column] = at;
        column += 1;
        at += 1;
        if (column >= COLUMNS_MAX) throw brokenLine(state.file, state.line, `at most ${COLUMNS_MAX} columns`, 'more');
        starts[column] = at;
      } else if (byte === LF) {
        break;
      } else {
        if (byte === QUOTE) quotes = true;
        at += 1;
      }
    }
    ends[column] = bytes[at - 1] === CR ? at - 1 : at;
    if (at - row > LIMITS.statementLineBytesMax) throw brokenLine(state.file, state.line, `at most ${LIMITS.statementLineBytesMax} bytes`, `${at - row}`);
    takeLine(state, bytes, row, quotes, column + 1);
    at += 1;
  }
}

function takeLine(state: State, bytes: Buffer, row: number, quotes: boolean, columns: number): void {
  const empty = columns === 1 && state.starts[0] === state.ends[0];
  let line = bytes;
  let count = columns;
  if (quotes) {
    const fields = unquoted(state, bytes.toString('utf8', row, state.ends[columns - 1]));
    count = fields.length;
    line = Buffer.from(fields.join(''), 'utf8');
    let at = 0;
    for (const [index, field] of fields.entries()) {
      state.starts[index] = at;
      at += Buffer.byteLength(field);
      state.ends[index] = at;
    }
  }
  if (state.count === 0) takeHeader(state, line, count);
  else if (!empty) takeRow(state, line, count);
}

function takeHeader(state: State, bytes: Buffer, count: number): void {
  const names = Array.from({ length: count }, (_, index) => bytes.toString('utf8', state.starts[index], state.ends[index]).trim().toLowerCase());
  const missing = MUST.find((name) => !names.includes(name));
  if (missing !== undefined) throw brokenLine(state.file, state.line, `a header with ${LEDGER_COLUMNS.join(',')}`, `none named ${missing}`, 'ledger-header');
  const doubled = LEDGER_COLUMNS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (doubled !== undefined) throw brokenLine(state.file, state.line, `one column ${doubled}`, 'two', 'ledger-header');
  state.place = Object.fromEntries(LEDGER_COLUMNS.map((name) => [name, names.includes(name) ? names.indexOf(name) : COLUMNS_MAX])) as Record<Column, number>;
  state.count = count;
}

function takeRow(state: State, bytes: Buffer, count: number): void {
  const { view, place, starts, ends } = state;
  if (count !== state.count) throw brokenLine(state.file, state.line, `${state.count} columns`, `${count}`, 'ledger-broken-line');
  view.bytes = bytes;
  view.orderStart = starts[place.order_id] as number;
  view.orderEnd = ends[place.order_id] as number;
  view.tradeStart = starts[place.trade_id] as number;
  view.tradeEnd = ends[place.trade_id] as number;
  view.originalStart = starts[place.original_order_id] as number;
  view.originalEnd = ends[place.original_order_id] as number;
  if (view.orderStart === view.orderEnd) throw broken(state, bytes, 'order_id', 'an order id');
  view.wallet = nameAt(state, bytes, 'wallet');
  view.currency = nameAt(state, bytes, 'currency');
  if (view.wallet === '') throw broken(state, bytes, 'wallet', 'a wallet');
  if (!/^[A-Z]{3}$/.test(view.currency)) throw broken(state, bytes, 'currency', 'a currency of three letters');
  takeKind(state, bytes);
  view.amountMinor = integerAt(bytes, starts[place.amount_minor] as number, ends[place.amount_minor] as number);
  if (Number.isNaN(view.amountMinor)) throw broken(state, bytes, 'amount_minor', 'a whole number of minor units');
  if (view.kind === 'charge' ? view.amountMinor < 0 : view.amountMinor > 0) {
    throw broken(state, bytes, 'amount_minor', view.kind === 'charge' ? 'an amount of 0 or more for a charge' : 'an amount of 0 or less for a refund (money out is negative)');
  }
  const feeStart = starts[place.fee_minor] as number;
  const feeEnd = ends[place.fee_minor] as number;
  view.feeMinor = feeStart === feeEnd ? Number.NaN : integerAt(bytes, feeStart, feeEnd);
  if (feeStart !== feeEnd && Number.isNaN(view.feeMinor)) throw broken(state, bytes, 'fee_minor', 'a whole number of minor units, or nothing');
  const timeStart = starts[place.time] as number;
  const timeEnd = ends[place.time] as number;
  view.at = timeStart === timeEnd ? Number.NaN : momentAt(bytes, timeStart, timeEnd, state.moment);
  if (timeStart !== timeEnd && Number.isNaN(view.at)) throw broken(state, bytes, 'time', 'an ISO 8601 time with its zone that exists, or nothing');
  state.sink(view);
}

function takeKind(state: State, bytes: Buffer): void {
  const { view, place, starts, ends } = state;
  const kindStart = starts[place.kind] as number;
  const kindEnd = ends[place.kind] as number;
  if (isWord(bytes, kindStart, kindEnd, 'charge')) view.kind = 'charge';
  else if (isWord(bytes, kindStart, kindEnd, 'refund')) view.kind = 'refund';
  else throw broken(state, bytes, 'kind', 'charge or refund');
  const start = starts[place.status] as number;
  const end = ends[place.status] as number;
  // An empty status means that nothing is known against it: the row expects its line.
  const done = view.kind === 'charge' ? 'paid' : 'refunded';
  if (start === end || isWord(bytes, start, end, done)) {
    view.status = done;
    return;
  }
  const status = LEDGER_STATUSES.find((word) => isWord(bytes, start, end, word));
  if (status === undefined) throw broken(state, bytes, 'status', `one of ${LEDGER_STATUSES.join(', ')}`);
  // `paid` of a refund and `refunded` of a charge say no more than that it is done.
  view.status = status === 'paid' || status === 'refunded' ? done : status;
}

/** The text of a column with few different values, without making it anew each time. */
function nameAt(state: State, bytes: Buffer, column: Column): string {
  const start = state.starts[state.place[column]] as number;
  const end = state.ends[state.place[column]] as number;
  const { names } = state;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    if (isWord(bytes, start, end, name)) return name;
  }
  const text = bytes.toString('utf8', start, end);
  if (names.length < 32) names.push(text);
  return text;
}

function broken(state: State, bytes: Buffer, column: Column, expected: string): Error {
  const found = bytes.toString('utf8', state.starts[state.place[column]], state.ends[state.place[column]]);
  return brokenLine(state.file, state.line, `${expected} in ${column}`, quoted(found), 'ledger-broken-line');
}

/** A line with quotes, field by field (RFC 4180; a quoted field ends in its line). */
function unquoted(state: State, text: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] !== '"') {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      const field = text.slice(at, end);
      if (field.includes('"')) throw brokenLine(state.file, state.line, 'quotes around a whole field', 'a quote inside one', 'ledger-broken-line');
      fields.push(field);
      at = end;
      continue;
    }
    let field = '';
    for (at += 1; ; at += 1) {
      const quote = text.indexOf('"', at);
      if (quote < 0) throw brokenLine(state.file, state.line, 'a closing quote', 'the end of the line', 'ledger-broken-line');
      field += text.slice(at, quote);
      at = quote + 1;
      if (text[at] !== '"') break;
      field += '"';
    }
    if (at < text.length && text[at] !== ',') throw brokenLine(state.file, state.line, 'a comma after a closing quote', 'other text', 'ledger-broken-line');
    if (fields.length >= COLUMNS_MAX) throw brokenLine(state.file, state.line, `at most ${COLUMNS_MAX} columns`, 'more', 'ledger-broken-line');
    fields.push(field);
  }
  return fields;
}
