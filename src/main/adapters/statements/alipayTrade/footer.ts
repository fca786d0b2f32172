/** The footer of an Alipay business detail: counts and sums of payments and refunds, which the rows must equal. */
import { formatMinor, parseMinor } from '#core/money.ts';
import type { StatementControl, StatementControls } from '#core/statement.ts';
import { brokenLine, totalsDiffer, truncated } from '../trouble.ts';

/** What the rows add up to. */
export type AlipaySums = { charges: number; chargedMinor: number; chargeDiscountMinor: number; refunds: number; refundedMinor: number; refundDiscountMinor: number };

export type FooterLine = { readonly line: number; readonly text: string };

/** @throws Refusal when one of the two lines of totals is missing, cut, or differs: then both numbers are shown. */
export function checkFooter(file: string, lastLine: number, footer: readonly FooterLine[], sums: AlipaySums): StatementControls {
  const charges = totalsOf(file, lastLine, footer, '#交易合计', /^#交易合计：(\d+)笔，商家实收共(-?[\d.]+)元，商家优惠共(-?[\d.]+)元/);
  const refunds = totalsOf(file, lastLine, footer, '#退款合计', /^#退款合计：(\d+)笔，商家实收退款共(-?[\d.]+)元，商家优惠退款共(-?[\d.]+)元/);
  if (!footer.some(({ text }) => /^#导出时间：\[.*\]/.test(text))) throw truncated(file, lastLine + 1, 'the line #导出时间：[...] that ends the file');
  return [
    compare(file, charges.line, { name: '交易合计 笔', unit: 'rows', own: charges.rows, read: sums.charges }),
    compare(file, charges.line, { name: '商家实收共', unit: 'minor', own: charges.received, read: sums.chargedMinor }),
    compare(file, charges.line, { name: '商家优惠共', unit: 'minor', own: charges.discount, read: sums.chargeDiscountMinor }),
    compare(file, refunds.line, { name: '退款合计 笔', unit: 'rows', own: refunds.rows, read: sums.refunds }),
    compare(file, refunds.line, { name: '商家实收退款共', unit: 'minor', own: refunds.received, read: sums.refundedMinor }),
    compare(file, refunds.line, { name: '商家优惠退款共', unit: 'minor', own: refunds.discount, read: sums.refundDiscountMinor }),
  ];
}

type Totals = { line: number; rows: number; received: number; discount: number };

function totalsOf(file: string, lastLine: number, footer: readonly FooterLine[], start: string, shape: RegExp): Totals {
  const found = footer.find(({ text }) => text.startsWith(start));
  if (found === undefined) throw truncated(file, lastLine + 1, `the line ${start}`);
  const match = shape.exec(found.text);
  const received = parseMinor(match?.[2] ?? '', 'CNY');
  const discount = parseMinor(match?.[3] ?? '', 'CNY');
  if (match === null || received === null || discount === null) throw brokenLine(file, found.line, `${start} with a count and two sums`, 'another text');
  return { line: found.line, rows: Number(match[1]), received, discount };
}

function compare(file: string, line: number, control: StatementControl): StatementControl {
  const { name, unit, own, read } = control;
  if (!Number.isSafeInteger(read)) throw brokenLine(file, line, `rows whose ${name} can be added up exactly`, 'a sum beyond 15 digits');
  if (own === read) return control;
  throw unit === 'rows' ? totalsDiffer(file, line, name, String(own), String(read)) : totalsDiffer(file, line, name, formatMinor(own, 'CNY'), formatMinor(read, 'CNY'));
}
