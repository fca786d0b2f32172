/** Reads an Adyen settlement detail: columns by name, debit and credit apart; a batch adds up to zero with its payout in it. */
import type { StatementControl, StatementKind } from '#core/statement.ts';
import { dayAndClock, momentOf, zoneMinutesOf } from '../calendar.ts';
import { checked } from '../controls.ts';
import { recordScanner } from '../delimited.ts';
import { amountOf, currencyOf, emitter } from '../emit.ts';
import type { Emit } from '../emit.ts';
import { checkCount, tableOf } from '../header.ts';
import type { Table } from '../header.ts';
import { referenceId, referencesIn } from '../references.ts';
import { onceEach } from '../repeats.ts';
import type { LineSink, Scanner } from '../scanner.ts';
import { brokenLine, quoted, truncated } from '../trouble.ts';

const NAMES = {
  psp: ['Psp Reference'], order: ['Merchant Reference'], created: ['Creation Date'], zone: ['TimeZone'], type: ['Type'], modification: ['Modification Reference'], grossCurrency: ['Gross Currency'],
  grossDebit: ['Gross Debit (GC)'], grossCredit: ['Gross Credit (GC)'], currency: ['Net Currency'], debit: ['Net Debit (NC)'], credit: ['Net Credit (NC)'], commission: ['Commission (NC)'], markup: ['Markup (NC)'],
  scheme: ['Scheme Fees (NC)'], interchange: ['Interchange (NC)'], text: ['Modification Merchant Reference'], batch: ['Batch Number'],
} as const;
type Column = keyof typeof NAMES;
/** The gross too: without it a fee column that lost its name would go unseen. */
const MUST = ['psp', 'order', 'created', 'type', 'modification', 'grossCurrency', 'grossDebit', 'grossCredit', 'currency', 'debit', 'credit', 'batch'] as const satisfies readonly Column[];
/** Together the same in no two journals. */
const ID = ['batch', 'type', 'psp', 'modification', 'created', 'debit', 'credit'] as const;
const FEES = ['commission', 'markup', 'scheme', 'interchange'] as const;

/** docs.adyen.com, settlement detail report: journal types. A type that is not known stops the import. */
const KINDS: Readonly<Record<string, StatementKind>> = {
  settled: 'charge', settledbulk: 'charge', settledinstallment: 'charge', settledexternally: 'charge', refunded: 'refund', refundedbulk: 'refund', refundedexternally: 'refund', refundedreversed: 'adjustment',
  chargeback: 'chargeback', chargebackreversed: 'chargeback', secondchargeback: 'chargeback', chargebackexternally: 'chargeback', chargebackreversedexternally: 'chargeback', fee: 'fee', minimumfee: 'fee', invoicededuction: 'fee',
  paymentcost: 'fee', balancetransfer: 'transfer', internaltransfer: 'transfer', merchantpayin: 'payout', merchantpayout: 'payout', payout: 'payout', payoutreversed: 'payout', payouterror: 'payout', depositcorrection: 'adjustment', matchedstatement: 'adjustment', manualcorrection: 'adjustment',
  reserveadjustment: 'adjustment', authorisationschemefee: 'fee', miscadjustment: 'adjustment', invoicedeductionoffset: 'adjustment',
};

type Batch = { sum: number; line: number; currency: string };
const BATCHES_MAX = 1000;

export function adyenSettlementScanner(file: string, sink: LineSink): Scanner {
  const emit = emitter(file, sink);
  // A batch joined with itself adds up to zero too.
  const once = onceEach(file, 'journal');
  const batches = new Map<string, Batch>();
  let table: Table<Column> | null = null;
  const records = recordScanner(file, {
    delimiter: ',',
    take(fields, line) {
      // Blank lines may stand anywhere; in a workbook a blank row has all its commas.
      if (fields.every((field) => field.trim() === '')) return;
      if (table === null) table = tableOf(fields, NAMES, MUST, file, line);
      else {
        const known = table;
        once(ID.map((column) => known.of(fields, column)).join(' '), line);
        takeRow(file, emit, batches, known, fields, line);
      }
    },
  });
  return {
    ...records,
    end() {
      records.close();
      if (table === null) throw truncated(file, 1, 'a header');
      const controls: StatementControl[] = [];
      for (const [number, { sum, line, currency }] of batches) controls.push(checked(file, line, { name: `sum of batch ${number} with its payout`, unit: 'minor', own: 0, read: sum }, currency));
      return { day: null, controls, proof: controls.length === 0 ? 'none' : 'complete' };
    },
  };
}

function takeRow(file: string, emit: Emit, batches: Map<string, Batch>, table: Table<Column>, fields: readonly string[], line: number): void {
  checkCount(fields, table.count, file, line);
  const type = table.of(fields, 'type');
  const kind = KINDS[type.toLowerCase().replaceAll(/[^a-z]/g, '')];
  if (kind === undefined) throw brokenLine(file, line, 'a type of journal that is known', quoted(type));
  const currency = currencyOf(file, line, table.of(fields, 'currency'));
  const cell = (column: Column) => (table.of(fields, column) === '' ? 0 : amountOf(file, line, table.of(fields, column), currency, NAMES[column][0]));
  if (table.of(fields, 'debit') !== '' && table.of(fields, 'credit') !== '' && cell('debit') !== 0 && cell('credit') !== 0) throw brokenLine(file, line, 'a Net Debit or a Net Credit', 'both');
  const net = cell('credit') - cell('debit');
  const fee = FEES.reduce((sum, column) => sum + cell(column), 0);
  checkGross(file, line, table, fields, { currency, amount: net + fee });
  const number = table.of(fields, 'batch');
  if (!/^\d{1,9}$/.test(number)) throw brokenLine(file, line, 'a number in Batch Number', quoted(number));
  const batch = batches.get(number) ?? { sum: 0, line, currency };
  if (batch.currency !== currency) throw brokenLine(file, line, `the net currency ${batch.currency} of batch ${number}`, currency);
  batch.sum += net;
  batch.line = line;
  if (batches.set(number, batch).size > BATCHES_MAX) throw brokenLine(file, line, `at most ${BATCHES_MAX} batches`, 'more');
  const created = dayAndClock(table.of(fields, 'created'));
  if (created === null) throw brokenLine(file, line, 'a time YYYY-MM-DD HH:MM:SS that exists in Creation Date', quoted(table.of(fields, 'created')));
  const zone = zoneMinutesOf(table.of(fields, 'zone'));
  const order = table.of(fields, 'order');
  const back = kind === 'refund' || kind === 'chargeback';
  emit({
    line, kind, amountMinor: net + fee, feeMinor: fee, netMinor: net, currency, day: created.day, at: zone === null ? Number.NaN : momentOf(created.day, created.clockMs, zone), orderId: back ? ownIdOf(table, fields, order) : order, originalId: back ? order : '',
    tradeId: kind === 'charge' ? table.of(fields, 'psp') : back || kind === 'payout' ? table.of(fields, 'modification') : '', batch: number,
    reference: kind === 'charge' ? table.of(fields, 'modification') : kind === 'payout' ? referencesIn(`${table.of(fields, 'modification')} ${table.of(fields, 'text')}`) : table.of(fields, 'psp'),
  });
}

/** Our own number of a refund, where the shop gave it one; many give it the payment's, which says nothing. */
function ownIdOf(table: Table<Column>, fields: readonly string[], order: string): string {
  const id = referenceId(table.of(fields, 'text'));
  return id === order ? '' : id;
}

/** Where both are in one currency, gross and net differ by the fees in their columns. */
function checkGross(file: string, line: number, table: Table<Column>, fields: readonly string[], net: { readonly currency: string; readonly amount: number }): void {
  const [debit, credit] = [table.of(fields, 'grossDebit'), table.of(fields, 'grossCredit')];
  if (debit === '' && credit === '') return;
  const currency = currencyOf(file, line, table.of(fields, 'grossCurrency'));
  const gross = (credit === '' ? 0 : amountOf(file, line, credit, currency, 'Gross Credit (GC)')) - (debit === '' ? 0 : amountOf(file, line, debit, currency, 'Gross Debit (GC)'));
  if (currency === net.currency && gross !== net.amount) throw brokenLine(file, line, 'a net that is the gross less the fees in its row', 'another sum', 'statement-totals-differ');
}
