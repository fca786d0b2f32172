/** Reads an Alipay account detail: income and outgo in columns of their own, outgo negative, fees and withdrawals as rows. */
import type { StatementControl, StatementKind } from '#core/statement.ts';
import { dayAndClock, momentOf } from '../calendar.ts';
import { checked } from '../controls.ts';
import { amountOf, emitter, minorOf } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { checkCount, tableOf } from '../header.ts';
import type { Table } from '../header.ts';
import { eachLine } from '../lines.ts';
import type { LineSink, ScanEnd, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';

const ZONE_MINUTES = 480;
const CURRENCY = 'CNY';
const HEADING_LINES_MAX = 20;

const NAMES = {
  flow: ['账务流水号'], trade: ['业务流水号'], order: ['商户订单号', '业务订单号'], time: ['发生时间'], income: ['收入金额(+元)', '收入金额(元)'], outgo: ['支出金额(-元)', '支出金额(元)'],
  balance: ['账户余额(元)'], type: ['业务类型'],
} as const;
type Column = keyof typeof NAMES;
const MUST = ['flow', 'time', 'income', 'outgo'] as const satisfies readonly Column[];

/** What each kind of business is in normal form; any other is an adjustment, which waits for a person. */
const KINDS: Readonly<Record<string, StatementKind>> = {
  在线支付: 'charge', 交易付款: 'charge', 交易: 'charge', 收单: 'charge', 退款: 'refund', 交易退款: 'refund', '退款(交易退款)': 'refund', 收费: 'fee', 服务费: 'fee', '收费(服务费)': 'fee', 退费: 'fee', 提现: 'payout', 转账: 'transfer', 充值: 'transfer',
};

type State = {
  readonly file: string; readonly emit: Emit; part: 'heading' | 'rows' | 'footer'; table: Table<Column> | null;
  readonly sums: { in: number; out: number; rowsIn: number; rowsOut: number }; readonly controls: StatementControl[]; ended: boolean;
};

export function alipayAccountScanner(file: string, sink: LineSink): Scanner {
  const state: State = { file, emit: emitter(file, sink), part: 'heading', table: null, sums: { in: 0, out: 0, rowsIn: 0, rowsOut: 0 }, controls: [], ended: false };
  const lines = eachLine(file, (text, line) => takeLine(state, text, line));
  return { window: lines.window, line: lines.line, end: () => endOf(state, lines.line()) };
}

function takeLine(state: State, text: string, line: number): void {
  const { file } = state;
  // Spreadsheet programs pad the lines around the table with commas.
  const bare = text.startsWith('#') ? text.replace(/[,\s]+$/, '') : text;
  if (state.part === 'heading') {
    if (line > HEADING_LINES_MAX) throw brokenLine(file, line, 'the header of the table', 'a further line before it');
    if (bare.startsWith('#')) return;
    state.table = tableOf(text.split(','), NAMES, MUST, file, line);
    state.part = 'rows';
  } else if (state.part === 'rows') {
    if (!bare.startsWith('#')) takeRow(state, text.split(','), line);
    else if (bare.includes('明细列表结束')) state.part = 'footer';
    else throw brokenLine(file, line, 'a row or the end of the list', 'another line beginning with #');
  } else if (bare.startsWith('#')) takeFooter(state, bare, line);
  else if (text.replaceAll(',', '').trim() !== '') throw brokenLine(file, line, 'nothing after the end of the list but lines beginning with #', 'a further line', 'statement-extra-line');
}

function takeRow(state: State, fields: string[], line: number): void {
  const { file, table, sums, emit } = state;
  if (table === null) return;
  checkCount(fields, table.count, file, line);
  const income = sided(file, line, table.of(fields, 'income'), '收入金额');
  const outgo = sided(file, line, table.of(fields, 'outgo'), '支出金额');
  if (income < 0 || outgo > 0 || (income !== 0 && outgo !== 0)) throw brokenLine(file, line, 'an income of 0.00 or more or an outgo of 0.00 or less', 'other signs');
  if (income > 0) sums.rowsIn += 1;
  if (outgo < 0) sums.rowsOut += 1;
  sums.in += income;
  sums.out += outgo;
  if (table.of(fields, 'balance') !== '') amountOf(file, line, table.of(fields, 'balance'), CURRENCY, '账户余额');
  const time = dayAndClock(table.of(fields, 'time'));
  if (time === null) throw brokenLine(file, line, 'a time YYYY-MM-DD HH:MM:SS that exists in 发生时间', quoted(table.of(fields, 'time')));
  const flow = table.of(fields, 'flow');
  if (flow === '') throw brokenLine(file, line, 'a number in 账务流水号', 'nothing');
  const kind = KINDS[table.of(fields, 'type')] ?? 'adjustment';
  emit({
    line, kind, amountMinor: income + outgo, currency: CURRENCY, day: time.day, at: momentOf(time.day, time.clockMs, ZONE_MINUTES), tradeId: flow,
    orderId: table.of(fields, 'order'), reference: table.of(fields, 'trade'),
  });
}

/** An empty cell is no movement on that side; some exports print a lone blank. */
function sided(file: string, line: number, text: string, what: string): number {
  return text === '' ? 0 : amountOf(file, line, text.replace(/^\+/, ''), CURRENCY, what);
}

function takeFooter(state: State, text: string, line: number): void {
  const { file, sums } = state;
  if (/^#导出时间：\[.*\]/.test(text)) state.ended = true;
  const match = /^#(支出|收入)合计：(\d{1,9})笔，共(-?[\d.]+)元/.exec(text);
  if (match === null) {
    if (/^#(?:支出|收入)合计/.test(text)) throw brokenLine(file, line, `${text.slice(0, 5)} with a count and a sum`, 'another text');
    return;
  }
  const out = match[1] === '支出';
  const own = minorOf(match[3] ?? '', CURRENCY);
  if (own === null) throw brokenLine(file, line, 'a sum', quoted(match[3] ?? ''));
  state.controls.push(checked(file, line, { name: `${match[1]}合计 笔`, unit: 'rows', own: Number(match[2]), read: out ? sums.rowsOut : sums.rowsIn }, CURRENCY));
  // The sum of outgo is printed with its sign or without.
  state.controls.push(checked(file, line, { name: `${match[1]}合计`, unit: 'minor', own: out ? 0 - Math.abs(own) : own, read: out ? sums.out : sums.in }, CURRENCY));
}

function endOf(state: State, lastLine: number): ScanEnd {
  if (state.part === 'heading') throw truncated(state.file, lastLine + 1, 'the header of the table');
  if (state.part === 'rows') throw truncated(state.file, lastLine + 1, 'a further row or the end of the list');
  if (state.controls.length !== 4) throw truncated(state.file, lastLine + 1, 'the lines #支出合计 and #收入合计');
  if (!state.ended) throw truncated(state.file, lastLine + 1, 'the line #导出时间：[...] that ends the file');
  return { day: null, controls: state.controls, proof: 'complete' };
}
