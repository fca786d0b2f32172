/** Reads anybody's ledger from CSV (UTF-8, header required, columns by name) for reconciling without a till. */
import { statSync } from 'node:fs';
import { LIMITS } from '#core/limits.ts';
import type { ScannedLedgerRow } from '#core/matching/batch.ts';
import { findLow, isAt, NO_WORDS, viewOf, wordsOf } from './bytes.ts';
import type { Words } from './bytes.ts';
import { clockAt, momentAt } from './fields.ts';
import { checkRow, LEDGER_COLUMNS, LEDGER_COLUMNS_MUST, takeField } from './ledgerColumns.ts';
import type { LedgerColumn, RowState } from './ledgerColumns.ts';
import { brokenLine, unusable } from './trouble.ts';
import type { WindowTaker } from './windows.ts';

const LF = 10;
const CR = 13;
const COMMA = 44;
const QUOTE = 34;
const COLUMNS_MAX = 64;
/** `2026-03-14T10:00:00+08:00`: the length that nearly every time has. */
const TIME_BYTES = 25;
const CLOCK_AT = 11;
const ZONE_AT = 19;
/** A plus or a minus: a fraction would begin with a point. */
const ZONE_SIGNS = [43, 45];

const NO_TEXT = Buffer.alloc(0);

/** Called once a row; the object and its bytes are reused afterwards. */
export type RowSink = (row: ScannedLedgerRow) => void;

/** How a column is read: its text as it is, a word that is mostly the last row's, a whole number, a time. */
const TEXT = 0;
const WORD = 1;
const NUMBER = 2;
const TIME = 3;
const WAYS: Partial<Readonly<Record<LedgerColumn, number>>> = { wallet: WORD, kind: WORD, currency: WORD, status: WORD, amount_minor: NUMBER, fee_minor: NUMBER, time: TIME };

/** Which range of the view a text is. */
const ORDER = 1;
const TRADE = 2;
const ORIGINAL = 3;
const PLACES: Partial<Readonly<Record<LedgerColumn, number>>> = { order_id: ORDER, trade_id: TRADE, original_order_id: ORIGINAL };

type Column = { readonly name: LedgerColumn | null; readonly way: number; readonly place: number; /** The last row's text of a word. */ last: Buffer; /** It and a comma, for comparing four bytes at a time. */ lastWords: Words };

type State = RowState & {
  readonly sink: RowSink;
  columns: Column[];
  /** Of the last time: its day with what follows, its zone, and the moment of the day's midnight there. */
  day: Words;
  zone: Words;
  midnight: number;
};

export type LedgerScanner = WindowTaker & { /** @throws Refusal when there was not even a header. */ end(): void };

export function ledgerCsvScanner(file: string, sink: RowSink): LedgerScanner {
  const state: State = {
    file, sink, line: 0, columns: [], moment: { day: new Uint8Array(10), dayMs: Number.NaN }, day: NO_WORDS, zone: NO_WORDS, midnight: Number.NaN,
    view: {
      bytes: new Uint8Array(0), kind: 'charge', status: 'paid', wallet: '', currency: '', amountMinor: 0, feeMinor: Number.NaN, at: Number.NaN,
      orderStart: 0, orderEnd: 0, tradeStart: 0, tradeEnd: 0, originalStart: 0, originalEnd: 0,
    },
  };
  return {
    window: (bytes, from, end) => takeWindow(state, bytes, from, end),
    end: () => {
      if (state.columns.length === 0) throw unusable(file, 'ledger-empty', `the file is empty (line 1: expected a header with ${LEDGER_COLUMNS.join(',')}).`);
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
  const words = viewOf(bytes, end);
  for (let at = from; at < end; ) {
    state.line += 1;
    const plain = state.columns.length > 0 && bytes[at] !== LF && bytes[at] !== CR;
    const feed = plain ? takePlainRow(state, bytes, words, at) : -1;
    at = feed >= 0 ? feed + 1 : takeSlowLine(state, bytes, at);
  }
}

/** The hot path: each byte is looked at about once. @returns where the row's line feed is, or -1 for a row with a quote in it. */
function takePlainRow(state: State, bytes: Buffer, words: DataView, from: number): number {
  const { columns, view, sink } = state;
  view.bytes = bytes;
  const last = columns.length - 1;
  let at = from;
  for (let index = 0; ; index += 1) {
    const column = columns[index] as Column;
    const start = at;
    at = column.way === TEXT ? textEnd(bytes, words, start) : quickEnd(state, column, bytes, words, start);
    if (at < 0) return -1;
    if (column.way === TEXT) takeText(state, column, bytes, start, at);
    if (bytes[at] !== COMMA) {
      if (index !== last) throw brokenLine(state.file, state.line, `${last + 1} columns`, `${index + 1}`, 'ledger-broken-line');
      break;
    }
    if (index === last) throw brokenLine(state.file, state.line, `${last + 1} columns`, 'more', 'ledger-broken-line');
    at += 1;
  }
  checkRow(state);
  sink(view);
  return bytes[at] === LF ? at : at + 1;
}

function takeText(state: State, { name, place }: Column, bytes: Buffer, start: number, end: number): void {
  const { view } = state;
  if (place === TRADE) {
    view.tradeStart = start;
    view.tradeEnd = end;
  } else if (place === ORDER && end > start) {
    view.orderStart = start;
    view.orderEnd = end;
  } else if (place === ORIGINAL) {
    view.originalStart = start;
    view.originalEnd = end;
  } else if (name !== null) takeField(state, name, bytes, start, end);
}

/** Where a field ends: at a comma, a line feed, or a carriage return before one; -1 when there is a quote in it. */
function textEnd(bytes: Buffer, words: DataView, start: number): number {
  for (let at = findLow(words, start); ; at = findLow(words, at + 1)) {
    const byte = bytes[at] as number;
    if (byte === COMMA || byte === LF || (byte === CR && bytes[at + 1] === LF)) return at;
    if (byte === QUOTE) return -1;
  }
}

/** Takes a word, number or time, and finds its end on the way where it is as it mostly is. */
function quickEnd(state: State, column: Column, bytes: Buffer, words: DataView, start: number): number {
  const { view } = state;
  if (column.way === NUMBER) {
    const negative = bytes[start] === 45;
    const first = negative ? start + 1 : start;
    let at = first;
    let value = 0;
    for (let digit = (bytes[at] as number) - 48; digit >= 0 && digit <= 9; digit = (bytes[at] as number) - 48) {
      value = value * 10 + digit;
      at += 1;
    }
    if (at > first && at - first <= 15 && !(negative && value === 0) && endsAt(bytes, at)) {
      if (column.name === 'amount_minor') view.amountMinor = negative ? -value : value;
      else view.feeMinor = negative ? -value : value;
      return at;
    }
  } else if (column.way === WORD) {
    const { last } = column;
    const size = last.length;
    if (isAt(column.lastWords, words, start)) return start + size;
    let index = 0;
    while (index < size && bytes[start + index] === last[index]) index += 1;
    if (index === size && size > 0 && endsAt(bytes, start + size)) return start + size;
  } else if (endsAt(bytes, start + TIME_BYTES) && takeTime(state, bytes, words, start)) return start + TIME_BYTES;
  const end = textEnd(bytes, words, start);
  if (end >= 0 && column.name !== null) takeField(state, column.name, bytes, start, end);
  if (end >= 0 && column.way === WORD) keepWord(column, Buffer.from(bytes.subarray(start, end)));
  return end;
}

/** A time of that length; nearly every one has the last one's day and zone. */
function takeTime(state: State, bytes: Buffer, words: DataView, start: number): boolean {
  const clock = isAt(state.day, words, start) && isAt(state.zone, words, start + ZONE_AT) ? clockAt(bytes, start + CLOCK_AT) : -1;
  if (clock >= 0) {
    state.view.at = state.midnight + clock;
    return true;
  }
  const at = momentAt(bytes, start, start + TIME_BYTES, state.moment);
  if (at !== at) return false;
  state.view.at = at;
  const own = clockAt(bytes, start + CLOCK_AT);
  if (own >= 0 && ZONE_SIGNS.includes(bytes[start + ZONE_AT] as number)) {
    state.day = wordsOf(bytes.subarray(start, start + CLOCK_AT));
    state.zone = wordsOf(bytes.subarray(start + ZONE_AT, start + TIME_BYTES));
    state.midnight = at - own;
  }
  return true;
}

/** What only quotes hold together is never looked for in a plain row. */
function keepWord(column: Column, text: Buffer): void {
  const plain = text.length > 0 && !text.includes(COMMA) && !text.includes(QUOTE);
  column.last = plain ? text : NO_TEXT;
  column.lastWords = plain ? wordsOf(Buffer.concat([text, Buffer.of(COMMA)])) : NO_WORDS;
}

function endsAt(bytes: Buffer, at: number): boolean {
  const byte = bytes[at];
  return byte === COMMA || byte === LF || (byte === CR && bytes[at + 1] === LF);
}

/** The header, empty lines, and rows with quotes. @returns where the next line begins. */
function takeSlowLine(state: State, bytes: Buffer, from: number): number {
  const feed = bytes.indexOf(LF, from);
  if (feed - from > LIMITS.statementLineBytesMax) throw brokenLine(state.file, state.line, `at most ${LIMITS.statementLineBytesMax} bytes`, `${feed - from}`);
  const text = bytes.toString('utf8', from, bytes[feed - 1] === CR && feed > from ? feed - 1 : feed);
  if (state.columns.length === 0) state.columns = columnsOf(state, fieldsOf(state, text));
  else if (text !== '') takeQuotedRow(state, fieldsOf(state, text));
  return feed + 1;
}

function columnsOf({ file, line }: State, fields: readonly string[]): Column[] {
  const names = fields.map((field) => field.trim().toLowerCase());
  const missing = LEDGER_COLUMNS_MUST.find((name) => !names.includes(name));
  if (missing !== undefined) throw brokenLine(file, line, `a header with ${LEDGER_COLUMNS.join(',')}`, `none named ${missing}`, 'ledger-header');
  const doubled = LEDGER_COLUMNS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (doubled !== undefined) throw brokenLine(file, line, `one column ${doubled}`, 'two', 'ledger-header');
  return names.map((text) => {
    const name = LEDGER_COLUMNS.find((known) => known === text) ?? null;
    return { name, way: name === null ? TEXT : (WAYS[name] ?? TEXT), place: name === null ? 0 : (PLACES[name] ?? 0), last: NO_TEXT, lastWords: NO_WORDS };
  });
}

function takeQuotedRow(state: State, fields: readonly string[]): void {
  const { columns, view, sink } = state;
  if (fields.length !== columns.length) throw brokenLine(state.file, state.line, `${columns.length} columns`, `${fields.length}`, 'ledger-broken-line');
  const bytes = Buffer.from(fields.join(''), 'utf8');
  view.bytes = bytes;
  let at = 0;
  for (const [index, field] of fields.entries()) {
    const end = at + Buffer.byteLength(field);
    const column = columns[index];
    if (column !== undefined && column.name !== null) takeField(state, column.name, bytes, at, end);
    if (column !== undefined && column.way === WORD) keepWord(column, Buffer.from(field, 'utf8'));
    at = end;
  }
  checkRow(state);
  sink(view);
}

/** A line field by field (RFC 4180; a quoted field ends in its line). */
function fieldsOf({ file, line }: State, text: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    if (fields.length >= COLUMNS_MAX) throw brokenLine(file, line, `at most ${COLUMNS_MAX} columns`, 'more', 'ledger-broken-line');
    if (text[at] !== '"') {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      const field = text.slice(at, end);
      if (field.includes('"')) throw brokenLine(file, line, 'quotes around a whole field', 'a quote inside one', 'ledger-broken-line');
      fields.push(field);
      at = end;
      continue;
    }
    let field = '';
    for (at += 1; ; at += 1) {
      const quote = text.indexOf('"', at);
      if (quote < 0) throw brokenLine(file, line, 'a closing quote', 'the end of the line', 'ledger-broken-line');
      field += text.slice(at, quote);
      at = quote + 1;
      if (text[at] !== '"') break;
      field += '"';
    }
    if (at < text.length && text[at] !== ',') throw brokenLine(file, line, 'a comma after a closing quote', 'other text', 'ledger-broken-line');
    fields.push(field);
  }
  return fields;
}
