/** Alipay's business detail: GBK, CRLF, lines beginning with `#` around 25 columns, a tab after text values. Source: opendocs.alipay.com, bill download. */
import { formatMinor } from '#core/money.ts';
import type { Bill } from '../../ports.ts';
import type { BillLine } from './billLine.ts';
import { encodeGbk } from './gbk.ts';
import { dayEnd, dayStart, timeText } from '../shared/shanghai.ts';

/** Partner id and 0156. */
const ACCOUNT = '20885200000000010156';
const COLUMNS =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,' +
  '券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注';
const EOL = '\r\n';

export function alipayBill(lines: readonly BillLine[], day: string, now: number): Bill {
  const charges = lines.filter((line) => line.kind === 'charge');
  const returns = lines.filter((line) => line.kind !== 'charge');
  const sum = (some: readonly BillLine[]) => some.reduce((total, line) => total + line.amountMinor, 0);
  const text = [
    '#支付宝业务明细查询',
    `#账号：[${ACCOUNT}]`,
    `#起始日期：[${chinese(dayStart(day))}]   终止日期：[${chinese(dayEnd(day))}]`,
    `#${'-'.repeat(41)}业务明细列表${'-'.repeat(40)}`,
    COLUMNS,
    ...lines.map(row),
    `#${'-'.repeat(41)}业务明细列表结束${'-'.repeat(36)}`,
    `#交易合计：${charges.length}笔，商家实收共${money(sum(charges))}元，商家优惠共0.00元`,
    `#退款合计：${returns.length}笔，商家实收退款共${money(0 - sum(returns))}元，商家优惠退款共0.00元`,
    `#导出时间：[${chinese(now)}]`,
  ].map((line) => line + EOL).join('');
  return { name: `${ACCOUNT}_${day.replaceAll('-', '')}_业务明细.csv`, bytes: encodeGbk(text) };
}

function row(line: BillLine): string {
  const isCharge = line.kind === 'charge';
  const amount = money(isCharge ? line.amountMinor : -line.amountMinor);
  // The fee is the merchant's cost: negative when charged, given back with a refund.
  const fee = money(isCharge ? 0 - line.feeMinor : line.feeMinor);
  const subject = line.subject.replace(/[,\t\r\n]/g, ' ');
  return [
    `${line.tradeId}\t`, `${line.orderId}\t`, `${isCharge ? '交易' : '退款'}\t`, subject, timeText(line.createdAt), timeText(line.at), '\t', '\t', '\t', '\t', '*(sandbox)\t',
    amount, amount, '0.00', '0.00', '0.00', '0.00', '0.00', '', '0.00\t', '0.00', `${line.refundId}\t`, fee, '0.00', '',
  ].join(',');
}

const money = (minor: number) => formatMinor(minor, 'CNY');

/** `2026年01月31日 00:00:00` */
function chinese(at: number): string {
  const text = timeText(at);
  return `${text.slice(0, 4)}年${text.slice(5, 7)}月${text.slice(8, 10)}日${text.slice(10)}`;
}
