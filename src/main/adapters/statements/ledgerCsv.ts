/** Reads anybody's ledger from CSV (UTF-8, header required, columns by name) for reconciling without a till. */
import { statSync } from 'node:fs';
import { LIMITS } from '#core/limits.ts';
import type { ScannedLedgerRow } from '#core/matching/batch.ts';
import { findLow, viewOf } from './bytes.ts';
import { checkRow, LEDGER_COLUMNS, LEDGER_COLUMNS_MUST, takeField } from './ledgerColumns.ts';
import type { LedgerColumn, RowState } from './ledgerColumns.ts';
import { createLedgerTemplate, learn, takeRecord } from './ledgerTemplate.ts';
import type { LedgerTemplate } from './ledgerTemplate.ts';
import { createRowEngine } from './rowEngine.ts';
import type { RowEngine } from './rowEngine.ts';
import { brokenLine, unusable } from './trouble.ts';
import type { WindowTaker } from './windows.ts';

const LF = 10;
const CR = 13;
const COMMA = 44;
const QUOTE = 34;
const COLUMNS_MAX = 64;

/** Called once a row; the object and its bytes are reused afterwards. */
export type RowSink = (row: ScannedLedgerRow) => void;

type State = RowState & {
  readonly sink: RowSink;
  /** By place in the file; null for one that nobody asks for. */
  columns: (LedgerColumn | null)[];
  /** Where the fields of the row begin, and one more: a field ends one byte before the next. */
  readonly starts: Int32Array;
  /** Where the windows lie, once the feed has asked, and what the rows in it have in common, once there is a header. */
  engine: RowEngine | null;
  template: LedgerTemplate | null;
};

export type LedgerScanner = WindowTaker & { /** @throws Refusal when there was not even a header. */ end(): void };

export function ledgerCsvScanner(file: string, sink: RowSink): LedgerScanner {
  const state: State = {
    file, sink, line: 0, columns: [], starts: new Int32Array(COLUMNS_MAX + 1), engine: null, template: null, moment: { day: new Uint8Array(10), dayMs: Number.NaN },
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
    memory: (bytes) => {
      state.engine ??= createRowEngine(bytes);
      return state.engine.window;
    },
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
    const template = state.template?.engine.window === bytes ? state.template : null;
    if (template !== null && takePlainRows(state, template, at, end) > 0) {
      at = template.engine.stoppedAt();
      continue;
    }
    state.line += 1;
    const quotable = state.columns.length > 0 && bytes[at] !== LF && bytes[at] !== CR;
    const feed = quotable ? takeRow(state, template, bytes, words, at) : -1;
    at = feed >= 0 ? feed + 1 : takeSlowLine(state, bytes, at);
  }
}

/** The hot path: rows that are as the program says. @returns how many. */
function takePlainRows(state: State, template: LedgerTemplate, from: number, end: number): number {
  const { view, sink } = state;
  const rows = template.engine.scan(from, end);
  view.bytes = template.engine.window;
  for (let index = 0; index < rows; index += 1) {
    state.line += 1;
    takeRecord(template, index, view);
    checkRow(state);
    sink(view);
  }
  return rows;
}

/** Any row without a quote in it. @returns where its line feed is, or -1 for a row that has one. */
function takeRow(state: State, template: LedgerTemplate | null, bytes: Buffer, words: DataView, from: number): number {
  const { columns, starts, view, sink } = state;
  const last = columns.length - 1;
  let end = -1;
  starts[0] = from;
  for (const index of columns.keys()) {
    end = textEnd(bytes, words, starts[index] as number);
    if (end < 0) return -1;
    if ((bytes[end] === COMMA) !== index < last) throw brokenLine(state.file, state.line, `${last + 1} columns`, index < last ? `${index + 1}` : 'more', 'ledger-broken-line');
    starts[index + 1] = end + 1;
  }
  view.bytes = bytes;
  for (const [index, name] of columns.entries()) if (name !== null) takeField(state, name, bytes, starts[index] as number, (starts[index + 1] as number) - 1);
  checkRow(state);
  const feed = bytes[end] === LF ? end : end + 1;
  if (template !== null) learn(template, view, bytes, starts, feed);
  sink(view);
  return feed;
}

/** Where a field ends: at a comma, a line feed, or a carriage return before one; -1 when there is a quote in it. */
function textEnd(bytes: Buffer, words: DataView, start: number): number {
  for (let at = findLow(words, start); ; at = findLow(words, at + 1)) {
    const byte = bytes[at] as number;
    if (byte === COMMA || byte === LF || (byte === CR && bytes[at + 1] === LF)) return at;
    if (byte === QUOTE) return -1;
  }
}

/** The header, empty lines, and rows with quotes. @returns where the next line begins. */
function takeSlowLine(state: State, bytes: Buffer, from: number): number {
  const feed = bytes.indexOf(LF, from);
  if (feed - from > LIMITS.statementLineBytesMax) throw brokenLine(state.file, state.line, `at most ${LIMITS.statementLineBytesMax} bytes`, `${feed - from}`);
  const text = bytes.toString('utf8', from, bytes[feed - 1] === CR && feed > from ? feed - 1 : feed);
  if (state.columns.length === 0) {
    state.columns = columnsOf(state, fieldsOf(state, text));
    state.template = state.engine === null ? null : createLedgerTemplate(state.engine, state.columns);
  } else if (text !== '') takeQuotedRow(state, fieldsOf(state, text));
  return feed + 1;
}

function columnsOf({ file, line }: State, fields: readonly string[]): (LedgerColumn | null)[] {
  const names = fields.map((field) => field.trim().toLowerCase());
  const missing = LEDGER_COLUMNS_MUST.find((name) => !names.includes(name));
  if (missing !== undefined) throw brokenLine(file, line, `a header with ${LEDGER_COLUMNS.join(',')}`, `none named ${missing}`, 'ledger-header');
  const doubled = LEDGER_COLUMNS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (doubled !== undefined) throw brokenLine(file, line, `one column ${doubled}`, 'two', 'ledger-header');
  return names.map((text) => LEDGER_COLUMNS.find((known) => known === text) ?? null);
}

function takeQuotedRow(state: State, fields: readonly string[]): void {
  const { columns, view, sink } = state;
  if (fields.length !== columns.length) throw brokenLine(state.file, state.line, `${columns.length} columns`, `${fields.length}`, 'ledger-broken-line');
  const bytes = Buffer.from(fields.join(''), 'utf8');
  view.bytes = bytes;
  let at = 0;
  for (const [index, field] of fields.entries()) {
    const end = at + Buffer.byteLength(field);
    const name = columns[index];
    if (name !== undefined && name !== null) takeField(state, name, bytes, at, end);
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
