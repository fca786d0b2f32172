/** Reads a PayPal activity export: gross and fee make net, each row with the balance after it; conversions are pairs of rows. */
import type { StatementControl, StatementKind, StatementStatus } from '#core/statement.ts';
import { formatMinor } from '#core/money.ts';
import { clockOf, momentOf, zoneMinutesOf } from '../calendar.ts';
import { recordScanner } from '../delimited.ts';
import { currencyOf, emitter, minorOf } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { checkCount, tableOf } from '../header.ts';
import type { Table } from '../header.ts';
import { onceEach } from '../repeats.ts';
import type { Facts, LineSink, Scanner } from '../scanner.ts';
import { brokenLine, quoted, totalsDiffer, truncated } from '../trouble.ts';
import { MUST, NAMES } from './columns.ts';
import type { Column } from './columns.ts';
import { paypalDay } from './survey.ts';
import type { DateOrder } from './survey.ts';

/** By words of the type, the first that fits; sign decides where a payment goes the other way. Any other is an adjustment, which waits for a person. */
const KINDS: readonly (readonly [RegExp, StatementKind])[] = [
  [/chargeback|dispute/i, 'chargeback'], [/refund/i, 'refund'], [/reversal|reversed/i, 'reversal'], [/currency conversion/i, 'transfer'], [/withdrawal|transfer to bank|payout to bank/i, 'payout'],
  [/deposit|bank deposit|add funds/i, 'transfer'], [/\bfees?\b/i, 'fee'], [/hold|release|reserve/i, 'adjustment'], [/payment|checkout|purchase|sale/i, 'charge'],
];

const STATUSES: Readonly<Record<string, StatementStatus>> = {
  completed: 'success', cleared: 'success', paid: 'success', refunded: 'success', 'partially refunded': 'success', pending: 'processing', 'in progress': 'processing', held: 'processing', processing: 'processing', uncleared: 'processing',
  denied: 'failed', failed: 'failed', canceled: 'revoked', cancelled: 'revoked', expired: 'failed', reversed: 'revoked', returned: 'revoked', voided: 'revoked', removed: 'revoked',
};

type Balance = { minor: number; line: number };
type State = { readonly file: string; readonly emit: Emit; readonly order: DateOrder; readonly mark: '.' | ','; table: Table<Column> | null; readonly balances: Map<string, Balance>; chained: boolean; rows: number };

export function paypalActivityScanner(file: string, sink: LineSink, facts: Facts): Scanner {
  const give = emitter(file, sink);
  const once = onceEach(file, 'Transaction ID');
  const emit: Emit = (line) => {
    once(line.tradeId ?? '', line.line);
    give(line);
  };
  const state: State = { file, emit, order: facts['order'] as DateOrder, mark: facts['mark'] === ',' ? ',' : '.', table: null, balances: new Map(), chained: true, rows: 0 };
  const records = recordScanner(file, {
    delimiter: ',',
    take(fields, line) {
      if (state.table === null) state.table = tableOf(fields, NAMES, MUST, file, line);
      else takeRow(state, state.table, fields, line);
    },
  });
  return {
    ...records,
    end() {
      records.close();
      if (state.table === null) throw truncated(file, 1, 'a header');
      const controls: StatementControl[] = state.chained && state.rows > 0 ? [...state.balances].map(([currency, { minor }]) => ({ name: `last balance ${currency}`, unit: 'minor', own: minor, read: minor })) : [];
      return { day: null, controls, proof: state.rows > 0 ? 'lines' : 'none' };
    },
  };
}

function takeRow(state: State, table: Table<Column>, fields: readonly string[], line: number): void {
  const { file, emit } = state;
  checkCount(fields, table.count, file, line);
  const currency = currencyOf(file, line, table.of(fields, 'currency'));
  const amount = (column: 'gross' | 'fee' | 'net' | 'balance') => {
    const text = table.of(fields, column);
    // Here a fee of nothing is printed as -0.00 by some accounts: it is nothing all the same.
    const value = column === 'fee' && /^-?0?(?:[.,]0*)?$/.test(text) ? 0 : minorOf(text, currency, state.mark, true);
    if (value === null) throw brokenLine(file, line, `an amount in ${NAMES[column][0]}`, quoted(text));
    return value;
  };
  const [gross, fee, net] = [amount('gross'), amount('fee'), amount('net')];
  if (gross + fee !== net) throw brokenLine(file, line, 'a Gross and a Fee that make Net', 'another sum', 'statement-totals-differ');
  const status = STATUSES[table.of(fields, 'status').toLowerCase()];
  if (status === undefined) throw brokenLine(file, line, 'a status that is known', quoted(table.of(fields, 'status')));
  if (table.has('balance') && table.of(fields, 'balance') !== '') chain(state, line, currency, { net, balance: amount('balance') });
  else state.chained = false;
  const day = paypalDay(table.of(fields, 'date'), state.order);
  const clock = clockOf(table.of(fields, 'time'));
  if (day === null || clock === null) throw brokenLine(file, line, 'a day and a time that exist', quoted(`${table.of(fields, 'date')} ${table.of(fields, 'time')}`));
  const zone = zoneMinutesOf(table.of(fields, 'zone'));
  const kind = kindOf(table.of(fields, 'type'), gross);
  const back = kind === 'refund' || kind === 'chargeback' || kind === 'reversal';
  const invoice = table.of(fields, 'invoice');
  if (table.of(fields, 'id') === '') throw brokenLine(file, line, 'a number in Transaction ID', 'nothing');
  state.rows += 1;
  emit({
    line, kind, amountMinor: gross, feeMinor: 0 - fee, netMinor: net, currency, day, at: zone === null ? Number.NaN : momentOf(day, clock, zone), status, tradeId: table.of(fields, 'id'),
    orderId: back ? '' : invoice, originalId: back ? invoice : '', reference: table.of(fields, 'original'),
  });
}

/** The balance after a row must be the one before and its net: a row that is missing or changed shows here. Older rows first or last. */
function chain(state: State, line: number, currency: string, { net, balance }: { readonly net: number; readonly balance: number }): void {
  const before = state.balances.get(currency);
  if (before !== undefined && before.minor + net !== balance && state.chained) {
    throw totalsDiffer(state.file, line, `balance in ${currency}`, formatMinor(balance, currency), formatMinor(before.minor + net, currency));
  }
  state.balances.set(currency, { minor: balance, line });
}

function kindOf(type: string, gross: number): StatementKind {
  const kind = KINDS.find(([shape]) => shape.test(type))?.[1] ?? 'adjustment';
  return kind === 'charge' && gross < 0 ? 'adjustment' : kind;
}
