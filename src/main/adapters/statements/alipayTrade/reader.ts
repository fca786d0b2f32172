/** Reads an Alipay business detail (业务明细): `#` lines around a table whose refunds are negative already. */
import { emptyLine } from '#core/statement.ts';
import { parseMinor } from '#core/money.ts';
import { LIMITS } from '#core/limits.ts';
import type { ScannedLine } from '#core/statement.ts';
import { clockAt, dayAt } from '../fields.ts';
import type { LineSink, ScanEnd, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';
import { checkFooter } from './footer.ts';
import type { AlipaySums, FooterLine } from './footer.ts';

const LF = 10;
const CR = 13;
const BEIJING_MS = 8 * 3_600_000;
const CURRENCY = 'CNY';
const HEADING_LINES_MAX = 20;

/** Columns that are read; names by the export itself, brackets in either width. The buyer's account and all texts are left alone. */
const NAMES = { trade: '支付宝交易号', order: '商户订单号', type: '业务类型', created: '创建时间', finished: '完成时间', received: '商家实收（元）', discount: '商家优惠（元）', request: '退款批次号/请求号', fee: '服务费（元）', share: '分润（元）' } as const;
type Column = keyof typeof NAMES;

type State = {
  readonly file: string;
  readonly sink: LineSink;
  part: 'heading' | 'rows' | 'footer';
  line: number;
  crlf: boolean | null;
  day: string | null;
  count: number;
  place: Readonly<Record<Column, number>>;
  readonly view: ScannedLine;
  readonly sums: AlipaySums;
  readonly footer: FooterLine[];
};

export function alipayTradeScanner(file: string, sink: LineSink): Scanner {
  const state: State = {
    file, sink, part: 'heading', line: 0, crlf: null, day: null, count: 0, place: { trade: -1, order: -1, type: -1, created: -1, finished: -1, received: -1, discount: -1, request: -1, fee: -1, share: -1 },
    view: emptyLine(), sums: { charges: 0, chargedMinor: 0, chargeDiscountMinor: 0, refunds: 0, refundedMinor: 0, refundDiscountMinor: 0 }, footer: [],
  };
  return {
    window: (bytes, from, end, unended) => {
      for (let at = from; at < end; ) {
        const feed = bytes.indexOf(LF, at);
        takeLine(state, bytes, at, feed, unended && feed + 1 >= end);
        at = feed + 1;
      }
    },
    end: () => endOf(state),
    line: () => state.line,
  };
}

function takeLine(state: State, bytes: Buffer, from: number, feed: number, unended: boolean): void {
  const { file } = state;
  state.line += 1;
  if (feed - from > LIMITS.statementLineBytesMax) throw brokenLine(file, state.line, `at most ${LIMITS.statementLineBytesMax} bytes`, `${feed - from}`);
  const crlf = feed > from && bytes[feed - 1] === CR;
  state.crlf ??= crlf;
  if (crlf !== state.crlf && !unended) throw brokenLine(file, state.line, `lines ending in ${state.crlf ? 'CR LF' : 'LF'} as the first does`, crlf ? 'CR LF' : 'LF', 'statement-line-ends');
  const text = bytes.toString('utf8', from, crlf ? feed - 1 : feed);
  if (state.part === 'heading') takeHeading(state, text);
  else if (state.part === 'rows') takeRow(state, text);
  else if (text.startsWith('#')) state.footer.push({ line: state.line, text });
  else if (text.trim() !== '') throw brokenLine(file, state.line, 'nothing after the end of the list but lines beginning with #', 'a further line', 'statement-extra-line');
}

function takeHeading(state: State, text: string): void {
  const { file, line } = state;
  if (text.startsWith('#')) {
    const period = /起始日期：\[(\d{4})年(\d{2})月(\d{2})日 00:00:00\]\s+终止日期：\[(\d{4})年(\d{2})月(\d{2})日 00:00:00\]/.exec(text);
    if (period !== null) state.day = oneDay(`${period[1]}-${period[2]}-${period[3]}`, `${period[4]}-${period[5]}-${period[6]}`);
    if (line > HEADING_LINES_MAX) throw brokenLine(file, line, 'the header of the table', 'a further line beginning with #');
    return;
  }
  const names = text.split(',').map((name) => name.trim().replace('(元)', '（元）'));
  const place = {} as Record<Column, number>;
  for (const column of Object.keys(NAMES) as Column[]) {
    place[column] = names.indexOf(NAMES[column]);
    if (place[column] < 0) throw brokenLine(file, line, `a column ${NAMES[column]}`, 'none of that name');
    if (names.lastIndexOf(NAMES[column]) !== place[column]) throw brokenLine(file, line, `one column ${NAMES[column]}`, 'two');
  }
  state.place = place;
  state.count = names.length;
  state.part = 'rows';
}

/** The period's end is exclusive. */
function oneDay(first: string, after: string): string | null {
  return Date.parse(`${after}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`) === 86_400_000 ? first : null;
}

function takeRow(state: State, text: string): void {
  const { file, line, place, view, sums } = state;
  if (text.startsWith('#')) {
    if (!text.includes('明细列表结束')) throw brokenLine(file, line, 'a row or the end of the list', 'another line beginning with #');
    state.part = 'footer';
    return;
  }
  const fields = text.split(',');
  if (fields.length !== state.count) throw brokenLine(file, line, `${state.count} columns`, `${fields.length}`);
  const field = (column: Column) => (fields[place[column]] ?? '').trim();
  const type = field('type');
  if (type !== '交易' && type !== '退款') throw brokenLine(file, line, '交易 or 退款 in 业务类型', quoted(type));
  const charge = type === '交易';
  const received = amountOf(state, field('received'), 'received');
  const discount = amountOf(state, field('discount'), 'discount');
  const fee = amountOf(state, field('fee'), 'fee');
  const share = amountOf(state, field('share'), 'share');
  if (charge ? received < 0 : received > 0) throw brokenLine(file, line, charge ? 'a payment with 0.00 or more in 商家实收' : 'a refund with 0.00 or less in 商家实收', quoted(field('received')));
  if (charge) {
    sums.charges += 1;
    sums.chargedMinor += received;
    sums.chargeDiscountMinor += discount;
  } else {
    sums.refunds += 1;
    sums.refundedMinor += received;
    sums.refundDiscountMinor += discount;
  }
  takeTime(state, field('finished') === '' ? field('created') : field('finished'));
  view.line = line;
  view.kind = charge ? 'charge' : 'refund';
  view.amountMinor = received;
  // The export prints what the merchant pays as negative; here a cost is positive.
  view.feeMinor = 0 - fee;
  view.netMinor = received + fee + share;
  takeIds(state, charge, field('trade'), field('order'), field('request'));
  state.sink(view);
}

function takeIds(state: State, charge: boolean, trade: string, order: string, request: string): void {
  const { view } = state;
  if (trade === '') throw brokenLine(state.file, state.line, 'a number in 支付宝交易号', 'nothing');
  const own = charge ? order : request;
  const original = charge ? '' : order;
  const bytes = Buffer.from(`${own}${trade}${original}`, 'utf8');
  view.bytes = bytes;
  view.orderStart = 0;
  view.orderEnd = Buffer.byteLength(own);
  view.tradeStart = view.orderEnd;
  view.tradeEnd = view.tradeStart + Buffer.byteLength(trade);
  view.originalStart = view.tradeEnd;
  view.originalEnd = bytes.length;
}

function amountOf(state: State, text: string, column: Column): number {
  const value = /^-?0*(?:\.0*)?$/.test(text) && text.startsWith('-') ? null : parseMinor(text, CURRENCY);
  if (value === null || text.startsWith('+')) throw brokenLine(state.file, state.line, `an amount in ${NAMES[column]}`, quoted(text));
  return value;
}

function takeTime(state: State, text: string): void {
  const bytes = Buffer.from(text, 'latin1');
  const day = dayAt(bytes, 0);
  const clock = clockAt(bytes, 11);
  if (bytes.length !== 19 || bytes[10] !== 32 || Number.isNaN(day) || clock < 0) throw brokenLine(state.file, state.line, 'a time YYYY-MM-DD HH:MM:SS that exists in 完成时间', quoted(text));
  state.view.at = day + clock - BEIJING_MS;
  state.view.day = text.slice(0, 10);
}

function endOf(state: State): ScanEnd {
  const { file, line, sums } = state;
  if (state.part === 'heading') throw truncated(file, line + 1, 'the header of the table');
  if (state.part === 'rows') throw truncated(file, line + 1, 'a further row or the end of the list');
  return { day: state.day, controls: checkFooter(file, line, state.footer, sums), proof: 'complete' };
}
