/** Reads a Stripe balance history: every balance transaction with amount, fee and net; a payout is a row like others, negative. */
import type { StatementKind } from '#core/statement.ts';
import { dayAndClock, momentOf } from '../calendar.ts';
import { recordScanner } from '../delimited.ts';
import { amountOf, currencyOf, emitter } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { checkCount, tableOf } from '../header.ts';
import type { Table } from '../header.ts';
import { onceEach } from '../repeats.ts';
import type { LineSink, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';

const NAMES = {
  id: ['id'], type: ['Type'], source: ['Source'], amount: ['Amount'], fee: ['Fee', 'Fees'], platformFee: ['Destination Platform Fee'], net: ['Net'], currency: ['Currency'],
  created: ['Created (UTC)', 'Created'], transfer: ['Transfer'],
} as const;
type Column = keyof typeof NAMES;
const MUST = ['id', 'type', 'amount', 'fee', 'net', 'currency', 'created'] as const satisfies readonly Column[];

/** The columns of an export of the dashboard, for an extract that lost its header; amount less fee must be net in every row all the same. */
const HEADER = 'id,Type,Source,Amount,Fee,Destination Platform Fee,Destination Platform Fee Currency,Net,Currency,Created (UTC),Available On (UTC),Description,Customer Facing Amount,Customer Facing Currency,Transfer,Transfer Date (UTC),Transfer Group,a,b,c'.split(',');

/** `transfer` was the payout's name until 2017, and is so still where its source is a payout. */
const KINDS: Readonly<Record<string, StatementKind>> = {
  charge: 'charge', payment: 'charge', refund: 'refund', payment_refund: 'refund', payment_reversal: 'reversal', payment_failure_refund: 'refund', refund_failure: 'adjustment', payout: 'payout', payout_failure: 'payout',
  payout_cancel: 'payout', transfer: 'transfer', transfer_cancel: 'transfer', transfer_refund: 'transfer', stripe_fee: 'fee', stripe_fx_fee: 'fee', application_fee: 'fee', application_fee_refund: 'fee', tax_fee: 'fee', network_cost: 'fee',
  adjustment: 'adjustment', reserve_transaction: 'adjustment', reserved_funds: 'adjustment', topup: 'transfer', topup_reversal: 'transfer', advance: 'adjustment', advance_funding: 'adjustment', contribution: 'adjustment',
  anticipation_repayment: 'adjustment', connect_collection_transfer: 'adjustment', climate_order_purchase: 'adjustment', climate_order_refund: 'adjustment', validation: 'adjustment', issuing_authorization_hold: 'adjustment',
  issuing_authorization_release: 'adjustment', issuing_dispute: 'adjustment', issuing_transaction: 'adjustment', obligation_inbound: 'adjustment', obligation_outbound: 'adjustment', obligation_reversal_inbound: 'adjustment',
  obligation_reversal_outbound: 'adjustment', obligation_payout: 'adjustment', obligation_payout_failure: 'adjustment',
};

export function stripeBalanceScanner(file: string, sink: LineSink): Scanner {
  const give = emitter(file, sink);
  const once = onceEach(file, 'id');
  const emit: Emit = (line) => {
    once(line.tradeId ?? '', line.line);
    give(line);
  };
  let table: Table<Column> | null = null;
  let rows = 0;
  const records = recordScanner(file, {
    delimiter: ',',
    take(fields, line) {
      if (table !== null) {
        rows += 1;
        takeRow(file, emit, table, fields, line);
        return;
      }
      if (!(fields[0] ?? '').startsWith('txn_')) {
        table = tableOf(fields, NAMES, MUST, file, line);
        return;
      }
      if (fields.length < 17 || fields.length > HEADER.length) throw brokenLine(file, line, 'a header, or 17 to 20 columns without one', `${fields.length}`);
      table = tableOf(HEADER.slice(0, fields.length), NAMES, MUST, file, line);
      takeRow(file, emit, table, fields, line);
      rows += 1;
    },
  });
  return {
    ...records,
    end() {
      records.close();
      if (table === null) throw truncated(file, 1, 'a header');
      return { day: null, controls: [], proof: rows > 0 ? 'lines' : 'none' };
    },
  };
}

function takeRow(file: string, emit: Emit, table: Table<Column>, fields: readonly string[], line: number): void {
  checkCount(fields, table.count, file, line);
  const type = table.of(fields, 'type');
  const currency = currencyOf(file, line, table.of(fields, 'currency'));
  const amount = amountOf(file, line, table.of(fields, 'amount'), currency, 'Amount');
  const fee = amountOf(file, line, table.of(fields, 'fee'), currency, 'Fee');
  const net = amountOf(file, line, table.of(fields, 'net'), currency, 'Net');
  if (amount - fee !== net) throw brokenLine(file, line, 'an Amount less Fee that is Net', 'another sum', 'statement-totals-differ');
  const source = table.of(fields, 'source');
  const transfer = table.of(fields, 'transfer');
  const kind = kindOf(type, amount, source, transfer);
  if (kind === null) throw brokenLine(file, line, 'a type of balance transaction that is known', quoted(type));
  const created = dayAndClock(table.of(fields, 'created'));
  if (created === null) throw brokenLine(file, line, 'a time YYYY-MM-DD HH:MM that exists in Created (UTC)', quoted(table.of(fields, 'created')));
  if (!/^txn_\w+$/.test(table.of(fields, 'id'))) throw brokenLine(file, line, 'an id that begins with txn_', quoted(table.of(fields, 'id')));
  emit({
    line, kind, amountMinor: amount, feeMinor: fee, netMinor: net, currency, day: created.day, at: momentOf(created.day, created.clockMs, 0), tradeId: table.of(fields, 'id'),
    reference: source, batch: transfer === '' && kind === 'payout' ? source : transfer,
  });
}

/** A dispute is an adjustment with a dispute for its source, or one that took money. */
function kindOf(type: string, amount: number, source: string, transfer: string): StatementKind | null {
  if (type === 'transfer' && amount < 0 && (source.startsWith('po_') || source === transfer)) return 'payout';
  if (type === 'adjustment' && (/^(?:dp|du)_/.test(source) || source.startsWith('ch_'))) return 'chargeback';
  return KINDS[type] ?? null;
}
