/** Reads a table by a mapping: columns by their titles, signs, dates and words as the mapping says, everything else refused. */
import type { StatementKind, StatementStatus } from '#core/statement.ts';
import type { MappedColumn, StatementMapping } from '#core/statementMapping.ts';
import { momentOf } from '../calendar.ts';
import { recordScanner } from '../delimited.ts';
import { currencyOf, emitter, minorOf } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { checkCount, tableOf } from '../header.ts';
import type { Names, Table } from '../header.ts';
import type { LineSink, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';
import { headerFingerprint } from './header.ts';
import { mappedTime } from './time.ts';

/** Kinds that take money out of what the shop is paid. */
const OUT: ReadonlySet<StatementKind> = new Set(['refund', 'reversal', 'fee', 'payout', 'chargeback']);

type State = { readonly file: string; readonly emit: Emit; readonly mapping: StatementMapping; table: Table<MappedColumn> | null };

export function mappedScanner(file: string, sink: LineSink, mapping: StatementMapping): Scanner {
  const state: State = { file, emit: emitter(file, sink), mapping, table: null };
  const records = recordScanner(file, {
    delimiter: mapping.delimiter,
    take(fields, line) {
      if (line < mapping.headerLine) return;
      if (state.table === null) state.table = headerOf(state, fields, line);
      else if (!fields.every((field) => field.trim() === '') && !mapping.skip.some((start) => (fields[0] ?? '').startsWith(start))) takeRow(state, state.table, fields, line);
    },
  });
  const { columns } = mapping;
  return {
    ...records,
    end() {
      records.close();
      if (state.table === null) throw truncated(file, records.line() + 1, `the header in line ${mapping.headerLine}`);
      return { day: null, controls: [], proof: columns.net !== undefined && columns.fee !== undefined ? 'lines' : 'none' };
    },
  };
}

function headerOf({ mapping, file }: State, fields: readonly string[], line: number): Table<MappedColumn> {
  const { columns } = mapping;
  if (headerFingerprint(fields) !== mapping.fingerprint) throw brokenLine(file, line, `the header that the mapping "${mapping.name}" was made for`, 'another', 'statement-mapping');
  if (columns.date === undefined || (columns.amount === undefined && columns.credit === undefined && columns.debit === undefined)) {
    throw brokenLine(file, line, 'a mapping with a date and an amount', 'one without', 'statement-mapping');
  }
  const named = Object.entries(columns) as [MappedColumn, string][];
  return tableOf(fields, Object.fromEntries(named.map(([column, title]) => [column, [title]])) as unknown as Names<MappedColumn>, named.map(([column]) => column), file, line);
}

function takeRow(state: State, table: Table<MappedColumn>, fields: readonly string[], line: number): void {
  const { file, mapping, emit } = state;
  const { columns } = mapping;
  checkCount(fields, table.count, file, line);
  const text = (column: MappedColumn) => (columns[column] === undefined ? '' : table.of(fields, column));
  const currency = currencyOf(file, line, text('currency') === '' ? (mapping.currency ?? '') : text('currency'));
  const amountIn = (column: 'amount' | 'credit' | 'debit' | 'fee' | 'net') => {
    const value = minorOf(text(column).replace(/^\+/, ''), currency, mapping.decimal, true);
    if (value === null) throw brokenLine(file, line, `an amount in ${columns[column] ?? column}`, quoted(text(column)));
    return value;
  };
  const optional = (column: 'credit' | 'debit' | 'fee') => (text(column) === '' ? 0 : amountIn(column));
  const printed = columns.amount === undefined ? optional('credit') - Math.abs(optional('debit')) : amountIn('amount');
  const kind = kindOf(state, text('kind'), mapping.sign === 'inverted' ? 0 - printed : printed, line);
  const amountMinor = signed(state, kind, printed, line);
  const fee = mapping.feeSign === 'cost-positive' ? optional('fee') : 0 - optional('fee');
  const net = columns.net === undefined ? amountMinor - fee : mapping.sign === 'as-printed' ? amountIn('net') : signed(state, kind, amountIn('net'), line);
  if (columns.net !== undefined && columns.fee !== undefined && amountMinor - fee !== net) throw brokenLine(file, line, 'an amount less its fee that is the net', 'another sum', 'statement-totals-differ');
  const when = mappedTime(text('date'), text('clock'), mapping.dateOrder);
  if (when === null) throw brokenLine(file, line, `a time that exists, written ${mapping.dateOrder}, in ${columns.date ?? ''}`, quoted(`${text('date')} ${text('clock')}`.trim()));
  emit({
    line, kind, amountMinor, feeMinor: fee, netMinor: net, currency, day: when.day, at: when.clockMs === null ? Number.NaN : momentOf(when.day, when.clockMs, when.zoneMinutes ?? mapping.zoneMinutes), status: statusOf(state, text('status'), line),
    orderId: text('orderId'), tradeId: text('tradeId'), originalId: text('originalId'), batch: text('batch'), reference: text('reference').slice(0, 200),
  });
}

function kindOf({ file, mapping }: State, word: string, amount: number, line: number): StatementKind {
  const { columns, kinds, kindElse } = mapping;
  if (columns.kind !== undefined) {
    const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
    if (kind === undefined) throw brokenLine(file, line, `a word in ${columns.kind} that the mapping knows`, quoted(word), 'statement-mapping');
    return kind;
  }
  return kindElse === 'by-sign' ? (amount < 0 ? 'refund' : 'charge') : kindElse;
}

function signed({ file, mapping }: State, kind: StatementKind, printed: number, line: number): number {
  if (mapping.sign === 'as-printed') return printed;
  if (mapping.sign === 'inverted') return 0 - printed;
  if (printed < 0) throw brokenLine(file, line, 'an amount without sign, as the mapping says', 'a negative one');
  return OUT.has(kind) ? 0 - printed : printed;
}

function statusOf({ file, mapping }: State, word: string, line: number): StatementStatus {
  if (mapping.columns.status === undefined) return 'success';
  const status = Object.hasOwn(mapping.statuses, word) ? mapping.statuses[word] : undefined;
  if (status === undefined) throw brokenLine(file, line, `a word in ${mapping.columns.status} that the mapping knows`, quoted(word), 'statement-mapping');
  return status;
}
