/** Makes each exported table from the ledger file: rows are read as they are written, so that a long period needs no more memory than a short one. */
import type { EntryOf } from '#core/journal.ts';
import type { WalletRefund } from '#core/refund.ts';
import type { Attempt } from '#core/tender.ts';
import type { ExportOrder } from '#till/ports.ts';
import type { LedgerReading } from '../adapters/sqlite/readPeriod.ts';
import { reportRows } from './reportRows.ts';
import { localTime, type CellType, type Column, type Row, type Table } from './table.ts';
import { WORDS, type ColumnName } from './words.ts';

export type Shop = { readonly name: string; readonly till: string; readonly currency: string; readonly timeZone: string };

type Made = { readonly columns: readonly (readonly [ColumnName, CellType])[]; readonly rows: (ledger: LedgerReading, order: ExportOrder) => Iterable<Row> };

const TENDERS = ['cash', 'wechatpay', 'alipay', 'unionpay', 'card'] as const;
type Tender = (typeof TENDERS)[number];

function tenderSums(sale: EntryOf<'sale.completed'>['payload']): Record<Tender, number> {
  const sums = { cash: 0, wechatpay: 0, alipay: 0, unionpay: 0, card: 0 };
  for (const tender of sale.tenders) {
    // Widened: a kind of tender that came later is a card or a wallet of its own name.
    const { kind } = tender as { readonly kind: string };
    if (tender.kind === 'exchange') continue;
    if (tender.kind === 'cash') sums.cash += tender.givenMinor - tender.changeMinor;
    else if (kind === 'wallet' && tender.wallet in sums) sums[tender.wallet] += tender.amountMinor;
    else sums.card += tender.amountMinor;
  }
  return sums;
}

function* sales(ledger: LedgerReading, { from, to, language }: ExportOrder): Generator<Row> {
  const { value } = WORDS[language];
  const shifts = new Map<number, string>();
  for (const entry of ledger.entries(['sale.completed', 'refund.completed', 'shift.opened'], from, to)) {
    if (entry.kind === 'shift.opened') shifts.set(entry.payload.shift, entry.operator);
    else if (entry.kind === 'sale.completed') {
      const { payload } = entry;
      const sums = tenderSums(payload);
      // What a wallet's answer completed was rung up by whoever held the shift.
      yield [payload.receipt, entry.at, entry.businessDay, value['sale'] ?? '', entry.operator === 'system' ? (shifts.get(payload.shift) ?? entry.operator) : entry.operator, payload.lines.length, payload.discountMinor, payload.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0), payload.roundingMinor, payload.totalMinor, ...TENDERS.map((tender) => (sums[tender] === 0 ? null : sums[tender])), payload.returns === undefined ? null : payload.returns.map((one) => `${value['exchange'] ?? ''} ${one.receipt}`).join(', ')];
    } else if (entry.kind === 'refund.completed') {
      const { payload } = entry;
      const back = -(payload.amountMinor + payload.roundingMinor);
      yield [payload.receipt, entry.at, entry.businessDay, value['refund'] ?? '', entry.operator, payload.lines.length, 0, -payload.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0), -payload.roundingMinor, -payload.amountMinor, ...TENDERS.map((tender) => (payload.into === undefined && tender === payload.to ? back : null)), payload.into === undefined ? payload.reason : `${payload.reason} (${value['exchange'] ?? ''} ${payload.into})`];
    }
  }
}

function* goods(ledger: LedgerReading, { from, to, language }: ExportOrder): Generator<Row> {
  for (const entry of ledger.entries(['sale.completed'], from, to)) {
    if (entry.kind !== 'sale.completed') continue;
    for (const line of entry.payload.lines) {
      yield [entry.payload.receipt, entry.at, entry.businessDay, line.line, line.sku, (language === 'en' ? undefined : line.name[language]) ?? line.name.en, line.quantityMilli, line.unit, line.unitMinor, line.discountMinor ?? 0, line.totalMinor, line.taxRateBp];
    }
  }
}

function* payments(ledger: LedgerReading, order: ExportOrder): Generator<Row> {
  const { value } = WORDS[order.language];
  const named = (wallet: string) => value[wallet] ?? wallet;
  for (const text of ledger.charges(order.fromMs, order.toMs)) {
    const charge = JSON.parse(text) as Attempt;
    yield [charge.startedAt, named(charge.wallet), value['charge'] ?? '', charge.orderId, charge.tradeId, null, charge.amountMinor, value[charge.state] ?? charge.state, charge.code, charge.endedAt];
  }
  for (const text of ledger.refunds(order.fromMs, order.toMs)) {
    const refund = JSON.parse(text) as WalletRefund;
    yield [refund.startedAt, named(refund.wallet), value['refund'] ?? '', refund.refundId, null, refund.orderId, -refund.amountMinor, value[refund.state] ?? refund.state, refund.code, refund.state === 'refunded' || refund.state === 'failed' ? refund.lastActAt : null];
  }
}

function* drawer(ledger: LedgerReading, { from, to, language }: ExportOrder): Generator<Row> {
  const { value } = WORDS[language];
  const row = (entry: { readonly at: number; readonly businessDay: string; readonly operator: string }, shift: number, kind: string, amountMinor: number | null, reason: string, counted: readonly [number, number, number] | null = null): Row =>
    [entry.at, entry.businessDay, shift, value[kind] ?? kind, entry.operator, amountMinor, ...(counted ?? [null, null, null]), reason];
  for (const entry of ledger.entries(['shift.opened', 'shift.closed', 'cash.moved', 'drawer.opened', 'sale.completed', 'refund.completed'], from, to)) {
    switch (entry.kind) {
      case 'shift.opened': yield row(entry, entry.payload.shift, 'opened', entry.payload.floatMinor, ''); break;
      case 'shift.closed': yield row(entry, entry.payload.shift, 'closed', -entry.payload.countedMinor, '', [entry.payload.expectedMinor, entry.payload.countedMinor, entry.payload.differenceMinor]); break;
      case 'cash.moved': yield row(entry, entry.payload.shift, `moved-${entry.payload.direction}`, entry.payload.direction === 'in' ? entry.payload.amountMinor : -entry.payload.amountMinor, entry.payload.reason); break;
      // A drawer opened by a sale is told by the sale.
      case 'drawer.opened': if (entry.payload.reason !== 'sale') yield row(entry, entry.payload.shift, 'kick', null, entry.payload.reason); break;
      case 'sale.completed': {
        const { cash } = tenderSums(entry.payload);
        if (cash !== 0) yield row(entry, entry.payload.shift, 'cash-sale', cash, String(entry.payload.receipt));
        break;
      }
      case 'refund.completed': if (entry.payload.to === 'cash' && entry.payload.into === undefined) yield row(entry, entry.payload.shift, 'cash-refund', -(entry.payload.amountMinor + entry.payload.roundingMinor), entry.payload.reason); break;
      default:
    }
  }
}

function* statement(ledger: LedgerReading, { from, to, language }: ExportOrder): Generator<Row> {
  const { value } = WORDS[language];
  for (const line of ledger.statementLines(from, to)) {
    yield [line.fileDay, value[line.wallet] ?? line.wallet, line.source, line.name, line.line, line.kind, line.orderId, line.tradeId, line.originalId, line.amountMinor, line.feeMinor, line.netMinor, line.at, line.status];
  }
}

function* breaks(_ledger: LedgerReading, { breaks: found }: ExportOrder): Generator<Row> {
  for (const one of found) yield [one.day, one.kind, one.wallet, one.state, one.cause, one.suggestion, one.amountMinor, one.ageDays, one.owner, one.orderId, one.tradeId, one.oursMinor, one.theirsMinor, one.decision, one.decidedBy, one.decidedAt, one.note];
}

const TABLES: Readonly<Record<Exclude<ExportOrder['what'], 'audit'>, Made>> = {
  sales: { rows: sales, columns: [['receipt', 'count'], ['time', 'time'], ['day', 'day'], ['kind', 'text'], ['operator', 'text'], ['items', 'count'], ['discount', 'money'], ['tax', 'money'], ['rounding', 'money'], ['total', 'money'], ...TENDERS.map((tender) => [tender, 'money'] as const), ['reason', 'text']] },
  goods: { rows: goods, columns: [['receipt', 'count'], ['time', 'time'], ['day', 'day'], ['line', 'count'], ['sku', 'text'], ['name', 'text'], ['quantity', 'milli'], ['unit', 'text'], ['price', 'money'], ['discount', 'money'], ['amount', 'money'], ['taxRate', 'rate']] },
  payments: { rows: payments, columns: [['time', 'time'], ['wallet', 'text'], ['kind', 'text'], ['order', 'text'], ['trade', 'text'], ['original', 'text'], ['amount', 'money'], ['state', 'text'], ['code', 'text'], ['ended', 'time']] },
  drawer: { rows: drawer, columns: [['time', 'time'], ['day', 'day'], ['shift', 'count'], ['kind', 'text'], ['operator', 'text'], ['amount', 'money'], ['expected', 'money'], ['counted', 'money'], ['difference', 'money'], ['reason', 'text']] },
  statement: { rows: statement, columns: [['day', 'day'], ['wallet', 'text'], ['source', 'text'], ['file', 'text'], ['line', 'count'], ['kind', 'text'], ['order', 'text'], ['trade', 'text'], ['original', 'text'], ['amount', 'money'], ['fee', 'money'], ['net', 'money'], ['time', 'time'], ['status', 'text']] },
  breaks: { rows: breaks, columns: [['day', 'day'], ['kind', 'text'], ['wallet', 'text'], ['state', 'text'], ['cause', 'text'], ['suggestion', 'text'], ['amount', 'money'], ['age', 'count'], ['owner', 'text'], ['order', 'text'], ['trade', 'text'], ['ours', 'money'], ['theirs', 'money'], ['decision', 'text'], ['by', 'text'], ['time', 'time'], ['note', 'text']] },
  report: { rows: (_ledger, order) => reportRows(order), columns: [['section', 'text'], ['item', 'text'], ['count', 'count'], ['amount', 'money']] },
};

export function tableOf(ledger: LedgerReading, order: ExportOrder & { readonly what: Exclude<ExportOrder['what'], 'audit'> }, shop: Shop): Table {
  const words = WORDS[order.language];
  const made = TABLES[order.what];
  const columns = made.columns.map(([name, type]): Column => ({ title: words.column[name], type }));
  const title = order.report === null || order.what !== 'report' ? words.what[order.what] : order.report.number === 0 ? `X ${words.what.report}` : `Z ${String(order.report.number).padStart(4, '0')}`;
  const period = order.from === order.to ? order.from : `${order.from} – ${order.to}`;
  return {
    title, currency: shop.currency, timeZone: shop.timeZone, columns, rows: made.rows(ledger, order),
    about: [`${words.about.shop}: ${shop.name}`, `${words.about.till}: ${shop.till}`, `${words.about.period}: ${period}`, `${words.about.made}: ${localTime(order.at, shop.timeZone)}, ${order.by}`],
  };
}
