/** An X or Z report as rows: section, item, count, amount. */
import type { ExportOrder } from '#till/ports.ts';
import type { Row } from './table.ts';
import { WORDS } from './words.ts';

export function* reportRows({ report, language }: ExportOrder): Generator<Row> {
  if (report === null) return;
  const { value, column } = WORDS[language];
  const of = (name: string) => value[name] ?? name;
  const { sales, receipts } = report;
  yield [of('sales'), column.total, sales.count, sales.totalMinor];
  yield [of('sales'), of('discounts'), null, sales.discountMinor];
  yield [of('sales'), of('refunds'), sales.refundCount, -sales.refundMinor];
  yield [of('sales'), of('net'), null, sales.totalMinor - sales.refundMinor];
  yield [of('receipts'), of('first'), receipts.first, null];
  yield [of('receipts'), of('last'), receipts.last, null];
  for (const tax of report.taxes) {
    yield [of('taxes'), `${column.net} ${String(tax.rateBp / 100)}%`, null, tax.netMinor];
    yield [of('taxes'), `${column.tax} ${String(tax.rateBp / 100)}%`, null, tax.taxMinor];
  }
  for (const row of report.tenders) {
    yield [of('tenders'), of(row.tender), row.count, row.amountMinor];
    if (row.refundMinor !== 0) yield [of('tenders'), `${of(row.tender)}, ${of('refunds')}`, null, -row.refundMinor];
    yield [of('tenders'), `${of(row.tender)}, ${of('expected')}`, null, row.expectedMinor];
    if (row.countedMinor !== null) yield [of('tenders'), `${of(row.tender)}, ${of(row.proof === 'file' ? 'proved' : row.proof === 'part' ? 'partly' : 'counted')}`, row.proof === 'part' ? (row.missing ?? null) : null, row.countedMinor];
    if (row.differenceMinor !== null) yield [of('tenders'), `${of(row.tender)}, ${of('difference')}`, null, row.differenceMinor];
  }
  for (const one of report.signed) yield [of('drawer'), `${column.shift} ${one.shift}, ${one.operator}, ${of('signed')} ${one.approver}`, null, one.differenceMinor];
  for (const item of report.carried) yield [of('carried'), item.what, item.count, item.amountMinor];
  yield [of('head'), report.head.hash, report.head.seq, null];
}
