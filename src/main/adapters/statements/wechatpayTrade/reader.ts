/** Reads a WeChat Pay trade bill from bytes: finds the fields of each row without making strings, checks and sums them. */
import { emptyLine } from '#core/statement.ts';
import { minorDigits } from '#core/money.ts';
import { LIMITS } from '#core/limits.ts';
import type { ScannedLine, StatementStatus } from '#core/statement.ts';
import { centsAt, clockAt, dayAt, isWord } from '../fields.ts';
import { viewOf } from '../bytes.ts';
import type { LineSink, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';
import { columnsOf } from './columns.ts';
import type { Columns } from './columns.ts';
import { createRowEngine, RANGES, RECORD_REALS, RECORD_WORDS } from '../rowEngine.ts';
import type { RowEngine } from '../rowEngine.ts';
import { COLUMNS_MAX, splitRow } from './split.ts';
import { CLOCK, createTemplate, DAY, FEE, learn, ORDER, ORDERED, SETTLED, TRADE } from './template.ts';
import type { Template } from './template.ts';
import { checkTotals } from './totals.ts';
import type { Sums } from './totals.ts';

const LF = 10;
const CR = 13;
const BACKTICK = 96;
const DAY_BYTES = 10;
const BEIJING_MS = 8 * 3_600_000;

type State = {
  readonly file: string;
  readonly sink: LineSink;
  /** What the next line must be. */
  part: 'header' | 'rows' | 'totals' | 'end';
  line: number;
  crlf: boolean;
  columns: Columns | null;
  /** Where the fields of the row begin, and one more: a field ends two bytes before the next. */
  readonly starts: Int32Array;
  /** Where the windows lie, once the feed has asked, and what the rows in it have in common, once there is a header. */
  engine: RowEngine | null;
  template: Template | null;
  readonly view: ScannedLine;
  readonly sums: Sums;
  /** The day of the last row: nearly every row has the same. */
  dayMs: number;
  currency: string;
  currencyCode: number;
  totalNames: string;
  totalValues: string;
  totalsLine: number;
  /** The last value must be whole when no line end vouches for it. */
  unended: boolean;
};

export function wechatpayTradeScanner(file: string, sink: LineSink): Scanner {
  const state: State = {
    file, sink, part: 'header', line: 0, crlf: false, columns: null, starts: new Int32Array(COLUMNS_MAX + 1), engine: null, template: null, view: emptyLine(),
    sums: { rows: 0, settled: 0, refunded: 0, topUpRefunded: 0, fee: 0, ordered: 0, asked: 0 },
    dayMs: Number.NaN, currency: '', currencyCode: 0, totalNames: '', totalValues: '', totalsLine: 0, unended: false,
  };
  return {
    window: (bytes, from, end, unended) => takeWindow(state, bytes, from, end, unended),
    end: () => {
      if (state.part === 'header') throw truncated(file, state.line + 1, 'the header line of a trade bill');
      if (state.part === 'rows') throw truncated(file, state.line + 1, 'a further row or the summary line');
      if (state.part === 'totals') throw truncated(file, state.line + 1, 'the values of the summary');
      return checkTotals(state);
    },
    line: () => state.line,
    memory: (bytes) => {
      state.engine ??= createRowEngine(bytes);
      return state.engine.window;
    },
  };
}

function takeWindow(state: State, bytes: Buffer, from: number, end: number, unended: boolean): void {
  const words = viewOf(bytes, end);
  let at = from;
  while (at < end) {
    if (state.part === 'rows' && bytes[at] === BACKTICK) at = takeRows(state, bytes, words, at, end, unended);
    else at = takeTextLine(state, bytes, at, end, unended);
  }
}

/** The few lines that are not rows: header, summary header, summary values. */
function takeTextLine(state: State, bytes: Buffer, from: number, end: number, unended: boolean): number {
  const { file } = state;
  const feed = bytes.indexOf(LF, from);
  state.line += 1;
  const last = feed + 1 >= end;
  const text = bytes.toString('utf8', from, bytes[feed - 1] === CR && feed > from ? feed - 1 : feed);
  if (state.part === 'header') {
    state.crlf = bytes[feed - 1] === CR;
    state.columns = columnsOf(text, file, state.line);
    state.template = state.engine === null ? null : createTemplate(state.engine, state.columns);
    state.part = 'rows';
    return feed + 1;
  }
  if (!(unended && last) && state.crlf !== (bytes[feed - 1] === CR)) throw mixedEnds(state);
  if (state.part === 'rows') {
    if (!text.startsWith('总')) throw brokenLine(file, state.line, 'a row beginning with a backtick, or the summary', text === '' ? 'an empty line' : 'other text');
    state.totalNames = text;
    state.part = 'totals';
  } else if (state.part === 'totals') {
    state.totalValues = text;
    state.totalsLine = state.line;
    state.unended = unended && last;
    state.part = 'end';
  } else if (text.trim() !== '') {
    throw brokenLine(file, state.line, 'nothing after the summary', 'a further line', 'statement-extra-line');
  }
  return feed + 1;
}

function mixedEnds(state: State): Error {
  return brokenLine(state.file, state.line, `lines ending in ${state.crlf ? 'CR LF' : 'LF'} as the first does`, state.crlf ? 'LF' : 'CR LF', 'statement-line-ends');
}

/** @returns where it stopped, at a line that is no row. */
function takeRows(state: State, bytes: Buffer, view: DataView, from: number, end: number, unended: boolean): number {
  const { columns, crlf, starts, template } = state;
  if (columns === null) throw brokenLine(state.file, state.line, 'a header', 'none');
  const plain = template?.engine.window === bytes ? template : null;
  let row = from;
  while (row < end && bytes[row] === BACKTICK) {
    if (plain !== null && takePlainRows(state, plain, row, end) > 0) {
      row = plain.engine.stoppedAt();
      continue;
    }
    state.line += 1;
    const feed = splitRow(state.file, starts, columns, bytes, view, row, state.line);
    if ((bytes[feed - 1] === CR) !== crlf && !(unended && feed + 1 >= end)) throw mixedEnds(state);
    if (feed - row > LIMITS.statementLineBytesMax) throw brokenLine(state.file, state.line, `at most ${LIMITS.statementLineBytesMax} bytes`, `${feed - row}`);
    takeRow(state, columns, bytes);
    if (plain !== null && state.view.kind === 'charge') learn(plain, bytes, starts, feed);
    row = feed + 1;
  }
  return row;
}

/** The hot path: payments that are as the program says. @returns how many. */
function takePlainRows(state: State, { engine, topUpRefunded, asked }: Template, from: number, end: number): number {
  const { view, sums } = state;
  const { reals, words } = engine;
  const rows = engine.scan(from, end);
  if (rows === 0) return 0;
  view.bytes = engine.window;
  view.kind = 'charge';
  view.status = 'success';
  view.originalStart = 0;
  view.originalEnd = 0;
  for (let index = 0; index < rows; index += 1) {
    const real = index * RECORD_REALS;
    const word = index * RECORD_WORDS + RANGES;
    const settled = reals[real + SETTLED] as number;
    const fee = reals[real + FEE] as number;
    const dayMs = reals[real + DAY] as number;
    if (dayMs !== state.dayMs) turnDay(state, dayMs);
    state.line += 1;
    view.line = state.line;
    view.at = dayMs + (reals[real + CLOCK] as number) - BEIJING_MS;
    view.amountMinor = settled;
    view.feeMinor = fee;
    view.netMinor = settled - fee;
    view.orderStart = words[word + ORDER * 2] as number;
    view.orderEnd = words[word + ORDER * 2 + 1] as number;
    view.tradeStart = words[word + TRADE * 2] as number;
    view.tradeEnd = words[word + TRADE * 2 + 1] as number;
    sums.rows += 1;
    sums.settled += settled;
    sums.fee += fee;
    sums.topUpRefunded += topUpRefunded;
    sums.ordered += reals[real + ORDERED] as number;
    sums.asked += asked;
    state.sink(view);
  }
  return rows;
}

function turnDay(state: State, dayMs: number): void {
  state.dayMs = dayMs;
  state.view.day = new Date(dayMs).toISOString().slice(0, DAY_BYTES);
}

function takeRow(state: State, columns: Columns, bytes: Buffer): void {
  const { view, sums } = state;
  const settled = amountOf(state, bytes, columns.settled, '应结订单金额');
  const fee = amountOf(state, bytes, columns.fee, '手续费');
  const refunded = amountOf(state, bytes, columns.refunded, '退款金额');
  takeTime(state, bytes, columns.time);
  takeCurrency(state, bytes, columns.currency);
  view.bytes = bytes;
  view.line = state.line;
  view.amountMinor = settled - refunded;
  view.feeMinor = fee;
  view.netMinor = settled - refunded - fee;
  takeIds(state, columns, bytes, settled, refunded);
  sums.rows += 1;
  sums.settled += settled;
  sums.fee += fee;
  sums.refunded += refunded;
  sums.topUpRefunded += amountOf(state, bytes, columns.topUpRefunded, '充值券退款金额');
  sums.ordered += amountOf(state, bytes, columns.ordered, '订单金额');
  sums.asked += amountOf(state, bytes, columns.asked, '申请退款金额');
  state.sink(view);
}

function endOf(state: State, column: number): number {
  return (state.starts[column + 1] as number) - 2;
}

function amountOf(state: State, bytes: Buffer, column: number, name: string): number {
  if (column < 0) return 0;
  const start = state.starts[column] as number;
  const end = endOf(state, column);
  const value = centsAt(bytes, start, end);
  if (value !== value) throw brokenLine(state.file, state.line, `an amount in ${name}`, quoted(bytes.toString('utf8', start, end)));
  return value;
}

function takeTime(state: State, bytes: Buffer, column: number): void {
  const start = state.starts[column] as number;
  const dayMs = dayAt(bytes, start);
  const clock = clockAt(bytes, start + DAY_BYTES + 1);
  if (clock < 0 || dayMs !== dayMs || bytes[start + DAY_BYTES] !== 32 || endOf(state, column) - start !== 19) {
    throw brokenLine(state.file, state.line, 'a time YYYY-MM-DD HH:MM:SS that exists', quoted(bytes.toString('utf8', start, endOf(state, column))));
  }
  if (dayMs !== state.dayMs) turnDay(state, dayMs);
  state.view.at = dayMs + clock - BEIJING_MS;
}

function takeCurrency(state: State, bytes: Buffer, column: number): void {
  const start = state.starts[column] as number;
  const end = endOf(state, column);
  const code = ((bytes[start] as number) << 16) | ((bytes[start + 1] as number) << 8) | (bytes[start + 2] as number);
  if (code === state.currencyCode && end - start === 3) return;
  const text = bytes.toString('utf8', start, end);
  if (state.currencyCode !== 0) throw brokenLine(state.file, state.line, `the currency ${state.currency} throughout`, quoted(text));
  if (!/^[A-Z]{3}$/.test(text)) throw brokenLine(state.file, state.line, 'a currency of three letters', quoted(text));
  state.currency = text;
  state.currencyCode = code;
  state.view.currency = text;
  // The row's amounts were read with two decimals already; a currency with others is refused rather than misread.
  if (minorDigits(text) !== 2) throw brokenLine(state.file, state.line, 'a currency with two decimals', quoted(text));
}

function takeIds(state: State, columns: Columns, bytes: Buffer, settled: number, refunded: number): void {
  const { view } = state;
  const { starts } = state;
  const start = starts[columns.state] as number;
  const end = endOf(state, columns.state);
  view.orderStart = starts[columns.order] as number;
  view.orderEnd = endOf(state, columns.order);
  view.tradeStart = starts[columns.trade] as number;
  view.tradeEnd = endOf(state, columns.trade);
  view.originalStart = 0;
  view.originalEnd = 0;
  if (view.orderStart === view.orderEnd) throw brokenLine(state.file, state.line, 'an order number in 商户订单号', 'nothing');
  if (isWord(bytes, start, end, 'SUCCESS')) {
    if (settled < 0 || refunded !== 0) throw brokenLine(state.file, state.line, 'a payment with an amount of 0.00 or more and nothing refunded', 'other signs');
    view.kind = 'charge';
    view.status = 'success';
    return;
  }
  view.originalStart = view.orderStart;
  view.originalEnd = view.orderEnd;
  if (isWord(bytes, start, end, 'REVOKED')) {
    view.kind = 'reversal';
    view.status = 'revoked';
    return;
  }
  if (!isWord(bytes, start, end, 'REFUND') || columns.refundState < 0) {
    throw brokenLine(state.file, state.line, 'SUCCESS, REFUND or REVOKED in 交易状态 as this kind of bill has them', quoted(bytes.toString('utf8', start, end)));
  }
  if (settled !== 0 || refunded < 0) throw brokenLine(state.file, state.line, 'a refund with 0.00 settled and a positive 退款金额', 'other signs');
  view.kind = 'refund';
  view.status = refundStatus(state, bytes, columns.refundState);
  view.orderStart = starts[columns.refundOrder] as number;
  view.orderEnd = idEnd(bytes, view.orderStart, endOf(state, columns.refundOrder));
  view.tradeStart = starts[columns.refundTrade] as number;
  view.tradeEnd = idEnd(bytes, view.tradeStart, endOf(state, columns.refundTrade));
}

/** The bill prints a lone 0 where there is no number. */
function idEnd(bytes: Buffer, start: number, end: number): number {
  return end - start === 1 && bytes[start] === 48 ? start : end;
}

function refundStatus(state: State, bytes: Buffer, column: number): StatementStatus {
  const start = state.starts[column] as number;
  const end = endOf(state, column);
  if (isWord(bytes, start, end, 'SUCCESS')) return 'success';
  if (isWord(bytes, start, end, 'PROCESSING')) return 'processing';
  if (isWord(bytes, start, end, 'FAIL') || isWord(bytes, start, end, 'CHANGE') || isWord(bytes, start, end, 'ABNORMAL') || isWord(bytes, start, end, 'CLOSED')) return 'failed';
  throw brokenLine(state.file, state.line, 'SUCCESS, PROCESSING, FAIL, CHANGE, ABNORMAL or CLOSED in 退款状态', quoted(bytes.toString('utf8', start, end)));
}
