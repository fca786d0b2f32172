/** Reads a WeChat Pay fund flow bill: every movement of the merchant's account, unsigned with its direction beside it. */
import type { StatementControl, StatementKind } from '#core/statement.ts';
import { LIMITS } from '#core/limits.ts';
import { dayAndClock, momentOf } from '../calendar.ts';
import { checked } from '../controls.ts';
import { amountOf, emitter } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { normalTitle, tableOf } from '../header.ts';
import type { Table } from '../header.ts';
import { eachLine } from '../lines.ts';
import type { LineSink, ScanEnd, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';

const ZONE_MINUTES = 480;
const CURRENCY = 'CNY';

const NAMES = {
  time: ['记账时间'], order: ['微信支付业务单号'], flow: ['资金流水单号'], type: ['业务类型'], direction: ['收支类型'], amount: ['收支金额(元)', '收支金额'],
  balance: ['账户结余(元)', '账户结余'], voucher: ['业务凭证号'],
} as const;
type Column = keyof typeof NAMES;
const MUST = ['time', 'flow', 'type', 'direction', 'amount'] as const satisfies readonly Column[];

/** What each kind of business is in normal form; any other is an adjustment, which waits for a person. */
const KINDS: Readonly<Record<string, StatementKind>> = { 交易: 'charge', 退款: 'refund', 扣除交易手续费: 'fee', 退还交易手续费: 'fee', 提现: 'payout', 充值: 'transfer', 自动提现: 'payout' };

/** Totals of the summary by name. */
const TOTALS: Readonly<Record<string, keyof Sums>> = { 资金流水总笔数: 'rows', 收入笔数: 'rowsIn', 收入金额: 'in', 支出笔数: 'rowsOut', 支出金额: 'out' };

type Sums = { rows: number; rowsIn: number; rowsOut: number; in: number; out: number };
type State = { readonly file: string; readonly emit: Emit; part: 'header' | 'rows' | 'totals' | 'end'; table: Table<Column> | null; readonly sums: Sums; names: string[]; controls: StatementControl[] };

export function wechatpayFundflowScanner(file: string, sink: LineSink): Scanner {
  const state: State = { file, emit: emitter(file, sink), part: 'header', table: null, sums: { rows: 0, rowsIn: 0, rowsOut: 0, in: 0, out: 0 }, names: [], controls: [] };
  const lines = eachLine(file, (text, line, unended) => takeLine(state, text, line, unended));
  return {
    window: lines.window,
    line: lines.line,
    end(): ScanEnd {
      if (state.part !== 'end') throw truncated(file, lines.line() + 1, state.part === 'header' ? 'the header line of a fund flow bill' : state.part === 'rows' ? 'a further row or the summary line' : 'the values of the summary');
      return { day: null, controls: state.controls, proof: 'complete' };
    },
  };
}

function takeLine(state: State, text: string, line: number, unended: boolean): void {
  const { file } = state;
  if (state.part === 'header') {
    state.table = tableOf(text.split(','), NAMES, MUST, file, line);
    state.part = 'rows';
  } else if (state.part === 'rows' && text.startsWith('`')) {
    takeRow(state, text, line);
  } else if (state.part === 'rows') {
    state.names = text.split(',').map(normalTitle);
    if (!state.names.includes('资金流水总笔数')) throw brokenLine(file, line, 'a row beginning with a backtick, or the summary', text === '' ? 'an empty line' : 'other text');
    state.part = 'totals';
  } else if (state.part === 'totals') {
    takeTotals(state, text, line, unended);
    state.part = 'end';
  } else if (text.trim() !== '') {
    throw brokenLine(file, line, 'nothing after the summary', 'a further line', 'statement-extra-line');
  }
}

function takeRow(state: State, text: string, line: number): void {
  const { file, table, sums, emit } = state;
  if (table === null) return;
  // A comma may stand inside of a remark: fields are apart at a comma that a backtick follows.
  const fields = text.slice(1).split(',`');
  if (fields.length !== table.count) throw brokenLine(file, line, `${table.count} columns`, `${fields.length}`);
  const amount = amountOf(file, line, table.of(fields, 'amount'), CURRENCY, '收支金额');
  const direction = table.of(fields, 'direction');
  if (amount < 0 || (direction !== '收入' && direction !== '支出')) throw brokenLine(file, line, '收入 or 支出 in 收支类型 and an amount without sign', quoted(direction));
  if (table.of(fields, 'balance') !== '') amountOf(file, line, table.of(fields, 'balance'), CURRENCY, '账户结余');
  const time = dayAndClock(table.of(fields, 'time'));
  if (time === null || table.of(fields, 'time').length !== 19) throw brokenLine(file, line, 'a time YYYY-MM-DD HH:MM:SS that exists in 记账时间', quoted(table.of(fields, 'time')));
  const income = direction === '收入';
  sums.rows += 1;
  sums[income ? 'rowsIn' : 'rowsOut'] += 1;
  sums[income ? 'in' : 'out'] += amount;
  const kind = KINDS[table.of(fields, 'type')] ?? 'adjustment';
  if (table.of(fields, 'flow') === '') throw brokenLine(file, line, 'a number in 资金流水单号', 'nothing');
  emit({
    line, kind, amountMinor: income ? amount : 0 - amount, currency: CURRENCY, day: time.day, at: momentOf(time.day, time.clockMs, ZONE_MINUTES), tradeId: table.of(fields, 'flow'),
    orderId: table.of(fields, 'voucher').slice(0, LIMITS.nameCharsMax), reference: table.of(fields, 'order'),
  });
}

function takeTotals(state: State, text: string, line: number, unended: boolean): void {
  const { file, names, sums } = state;
  const values = text.split(',').map((value) => value.trim());
  if (values.length !== names.length) throw brokenLine(file, line, `${names.length} totals as named above`, `${values.length}`);
  // A total cut within its decimals would still be a number; only a line end or all its decimals vouch for it.
  if (unended && !/\.\d{2}$/.test(values.at(-1) ?? '')) throw brokenLine(file, line, 'a total with all its decimals at the end of the file', quoted(values.at(-1) ?? ''), 'statement-truncated');
  for (const [index, name] of names.entries()) {
    const total = TOTALS[name];
    if (total === undefined) continue;
    const value = values[index] ?? '';
    const rows = total.startsWith('rows');
    const own = !value.startsWith('`') ? Number.NaN : rows ? Number(/^`(\d{1,9})(?:\.0*)?$/.exec(value)?.[1] ?? Number.NaN) : amountOf(file, line, value.slice(1), CURRENCY, name);
    if (Number.isNaN(own)) throw brokenLine(file, line, `the total ${name} behind a backtick`, quoted(value));
    state.controls.push(checked(file, line, { name, unit: rows ? 'rows' : 'minor', own, read: sums[total] }, CURRENCY));
  }
  const missing = Object.keys(TOTALS).find((name) => !names.includes(name));
  if (missing !== undefined) throw brokenLine(file, line, `the total ${missing}`, 'none of that name');
}
