/** Reads an Alipay business summary: a row for each store and their total, which the detail of the same day must equal. */
import type { StatementControl } from '#core/statement.ts';
import { dayOf } from '../calendar.ts';
import { checked } from '../controls.ts';
import { amountOf, emitter } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { checkCount, tableOf } from '../header.ts';
import type { Table } from '../header.ts';
import { eachLine } from '../lines.ts';
import type { LineSink, ScanEnd, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';

const CURRENCY = 'CNY';
const HEADING_LINES_MAX = 20;

const NAMES = {
  store: ['门店编号'], charges: ['交易订单总笔数'], refunds: ['退款订单总笔数'], received: ['商家实收(元)'], fee: ['服务费(元)'], share: ['分润(元)'], net: ['实收净额(元)'],
} as const;
type Column = keyof typeof NAMES;
const MUST = ['charges', 'refunds', 'received', 'fee', 'net'] as const satisfies readonly Column[];
type Sums = { charges: number; refunds: number; received: number; fee: number; net: number };

type State = { readonly file: string; readonly emit: Emit; part: 'heading' | 'rows' | 'footer'; day: string | null; table: Table<Column> | null; readonly sums: Sums; controls: StatementControl[]; ended: boolean };

export function alipaySummaryScanner(file: string, sink: LineSink): Scanner {
  const state: State = { file, emit: emitter(file, sink), part: 'heading', day: null, table: null, sums: { charges: 0, refunds: 0, received: 0, fee: 0, net: 0 }, controls: [], ended: false };
  const lines = eachLine(file, (text, line) => takeLine(state, text, line));
  return { window: lines.window, line: lines.line, end: () => endOf(state, lines.line()) };
}

function takeLine(state: State, text: string, line: number): void {
  const { file } = state;
  if (state.part === 'heading') {
    if (line > HEADING_LINES_MAX) throw brokenLine(file, line, 'the header of the table', 'a further line before it');
    const period = /起始日期：\[(\d{4})年(\d{2})月(\d{2})日/.exec(text);
    if (period !== null) state.day = dayOf(Number(period[1]), Number(period[2]), Number(period[3]));
    if (text.startsWith('#')) return;
    state.table = tableOf(text.split(','), NAMES, MUST, file, line);
    state.part = 'rows';
  } else if (text.startsWith('#')) {
    if (text.includes('列表结束')) state.part = 'footer';
    if (/^#导出时间：\[.*\]/.test(text)) state.ended = true;
  } else if (state.part === 'rows') takeRow(state, text.split(','), line);
  else if (text.trim() !== '') throw brokenLine(file, line, 'nothing after the end of the list but lines beginning with #', 'a further line', 'statement-extra-line');
}

function takeRow(state: State, fields: string[], line: number): void {
  const { file, table, sums, emit, day } = state;
  if (table === null) return;
  checkCount(fields, table.count, file, line);
  const row: Sums = {
    charges: countOf(file, line, table.of(fields, 'charges')), refunds: countOf(file, line, table.of(fields, 'refunds')), received: amountOf(file, line, table.of(fields, 'received'), CURRENCY, '商家实收'),
    fee: amountOf(file, line, table.of(fields, 'fee'), CURRENCY, '服务费'), net: amountOf(file, line, table.of(fields, 'net'), CURRENCY, '实收净额'),
  };
  const share = table.has('share') ? amountOf(file, line, table.of(fields, 'share'), CURRENCY, '分润') : 0;
  if (row.received + row.fee + share !== row.net) throw brokenLine(file, line, '商家实收, 服务费 and 分润 that add up to 实收净额', 'another sum', 'statement-totals-differ');
  if ((fields[0] ?? '').trim() === '合计') {
    if (state.controls.length > 0) throw brokenLine(file, line, 'one row 合计', 'two');
    state.controls = (['charges', 'refunds', 'received', 'fee', 'net'] as const).map((key) => checked(file, line, { name: `合计 ${NAMES[key][0]}`, unit: key === 'charges' || key === 'refunds' ? 'rows' : 'minor', own: row[key], read: sums[key] }, CURRENCY));
    return;
  }
  if (day === null) throw brokenLine(file, line, 'a line 起始日期：[...] above the table', 'none');
  for (const key of ['charges', 'refunds', 'received', 'fee', 'net'] as const) sums[key] += row[key];
  emit({ line, kind: 'adjustment', amountMinor: row.received, feeMinor: 0 - row.fee, netMinor: row.net, currency: CURRENCY, day, tradeId: table.of(fields, 'store') });
}

function countOf(file: string, line: number, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw brokenLine(file, line, 'a number of orders', quoted(text));
  return Number(text);
}

function endOf(state: State, lastLine: number): ScanEnd {
  if (state.part === 'heading') throw truncated(state.file, lastLine + 1, 'the header of the table');
  if (state.controls.length === 0) throw truncated(state.file, lastLine + 1, 'the row 合计');
  if (state.part === 'rows') throw truncated(state.file, lastLine + 1, 'the end of the list');
  if (!state.ended) throw truncated(state.file, lastLine + 1, 'the line #导出时间：[...] that ends the file');
  return { day: state.day, controls: state.controls, proof: 'complete' };
}
