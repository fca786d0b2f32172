/** Reads Stripe's itemised payouts: columns as the caller chose them, each payout the negative sum of what it pays out. */
import type { StatementControl, StatementKind } from '#core/statement.ts';
import { dayAndClock, momentOf } from '../calendar.ts';
import { checked } from '../controls.ts';
import { recordScanner } from '../delimited.ts';
import { amountOf, currencyOf, emitter } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { checkCount, tableOf } from '../header.ts';
import type { Table } from '../header.ts';
import { onceEach } from '../repeats.ts';
import type { LineSink, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';

const NAMES = {
  payout: ['automatic_payout_id', 'payout_id'], id: ['balance_transaction_id'], created: ['created_utc', 'created'], currency: ['currency'], gross: ['gross'], fee: ['fee'], net: ['net'],
  category: ['reporting_category'], source: ['source_id'], intent: ['payment_intent_id'], charge: ['charge_id'], order: ['payment_metadata[order_id]', 'order_id'],
} as const;
type Column = keyof typeof NAMES;
const MUST = ['id', 'created', 'currency', 'gross', 'fee', 'net', 'category'] as const satisfies readonly Column[];

/** docs.stripe.com/reports/reporting-categories; any other is an adjustment, which waits for a person. */
const KINDS: Readonly<Record<string, StatementKind>> = {
  charge: 'charge', charge_failure: 'reversal', refund: 'refund', refund_failure: 'refund', partial_capture_reversal: 'reversal', dispute: 'chargeback', dispute_reversal: 'chargeback', fee: 'fee', network_cost: 'fee', tax: 'fee',
  payout: 'payout', payout_reversal: 'payout', transfer: 'transfer', transfer_reversal: 'transfer', topup: 'transfer', topup_reversal: 'transfer',
};

/** What one payout of the file has, and what its own row says. */
type Payout = { items: number; itemsMinor: number; paidMinor: number; line: number; currency: string };
const PAYOUTS_MAX = 10_000;

export function stripePayoutScanner(file: string, sink: LineSink): Scanner {
  const give = emitter(file, sink);
  const once = onceEach(file, 'balance_transaction_id');
  const emit: Emit = (line) => {
    once(line.tradeId ?? '', line.line);
    give(line);
  };
  const payouts = new Map<string, Payout>();
  let table: Table<Column> | null = null;
  const records = recordScanner(file, {
    delimiter: ',',
    take(fields, line) {
      if (table === null) table = tableOf(fields, NAMES, MUST, file, line);
      else takeRow(file, emit, payouts, table, fields, line);
    },
  });
  return {
    ...records,
    end() {
      records.close();
      if (table === null) throw truncated(file, 1, 'a header');
      const controls: StatementControl[] = [];
      let whole = payouts.size > 0;
      for (const [id, { paidMinor, itemsMinor, items, line, currency }] of payouts) {
        // A payout without its own row can't be proved, nor one by hand, whose items are never listed.
        if (id === '' || line === 0 || items === 0) whole = false;
        else controls.push(checked(file, line, { name: `payout ${id}`, unit: 'minor', own: 0 - paidMinor, read: itemsMinor }, currency));
      }
      return { day: null, controls, proof: whole ? 'complete' : payouts.size > 0 ? 'lines' : 'none' };
    },
  };
}

function takeRow(file: string, emit: Emit, payouts: Map<string, Payout>, table: Table<Column>, fields: readonly string[], line: number): void {
  checkCount(fields, table.count, file, line);
  const currency = currencyOf(file, line, table.of(fields, 'currency'));
  const gross = amountOf(file, line, table.of(fields, 'gross'), currency, 'gross');
  const fee = amountOf(file, line, table.of(fields, 'fee'), currency, 'fee');
  const net = amountOf(file, line, table.of(fields, 'net'), currency, 'net');
  if (gross - fee !== net) throw brokenLine(file, line, 'a gross less fee that is net', 'another sum', 'statement-totals-differ');
  const category = table.of(fields, 'category');
  if (!/^[a-z_]{2,60}$/.test(category)) throw brokenLine(file, line, 'a reporting_category', quoted(category));
  const created = dayAndClock(table.of(fields, 'created'));
  if (created === null) throw brokenLine(file, line, 'a time YYYY-MM-DD HH:MM:SS that exists in created', quoted(table.of(fields, 'created')));
  const id = table.of(fields, 'payout');
  const kind = KINDS[category] ?? 'adjustment';
  const payout = payouts.get(id) ?? { items: 0, itemsMinor: 0, paidMinor: 0, line: 0, currency };
  if (payouts.size >= PAYOUTS_MAX) throw brokenLine(file, line, `at most ${PAYOUTS_MAX} payouts`, 'more');
  if (payout.currency !== currency) throw brokenLine(file, line, `the currency ${payout.currency} of this payout`, currency);
  if (kind === 'payout') {
    payout.paidMinor += net;
    payout.line = line;
  } else {
    payout.items += 1;
    payout.itemsMinor += net;
  }
  payouts.set(id, payout);
  const refund = kind === 'refund' || kind === 'chargeback' || kind === 'reversal';
  if (table.of(fields, 'id') === '') throw brokenLine(file, line, 'a balance_transaction_id', 'nothing');
  emit({
    line, kind, amountMinor: gross, feeMinor: fee, netMinor: net, currency, day: created.day, at: momentOf(created.day, created.clockMs, 0), tradeId: table.of(fields, 'id'),
    orderId: refund ? '' : table.of(fields, 'order'), originalId: refund ? table.of(fields, 'order') : '', batch: id,
    reference: [table.of(fields, 'source'), table.of(fields, 'intent'), table.of(fields, 'charge')].filter((text, index, all) => text !== '' && all.indexOf(text) === index).join(' '),
  });
}
