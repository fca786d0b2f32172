/** WeChat Pay's trade bill, type ALL: UTF-8 with BOM, CRLF, 27 columns, a backtick before every value. Source: pay.weixin.qq.com, format-trade. */
import { formatMinor } from '#core/money.ts';
import type { Bill } from '../../ports.ts';
import type { BillLine } from './billLine.ts';
import { timeText } from '../shared/shanghai.ts';

const COLUMNS =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,' +
  '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const APP = 'wx5a4d9b0c1e2f3a6b';
const MERCHANT = '1900000001';
const PAYER = 'oSandboxPayer000000000000000';
const EOL = '\r\n';

export function wechatBill(lines: readonly BillLine[], day: string): Bill {
  let charged = 0;
  let returned = 0;
  let fees = 0;
  const rows = lines.map((line) => {
    if (line.kind === 'charge') charged += line.amountMinor;
    else returned += line.amountMinor;
    fees += line.kind === 'charge' ? line.feeMinor : -line.feeMinor;
    return row(line);
  });
  const totals = [String(lines.length), money(charged), money(returned), '0.00', fee(fees), money(charged), money(returned)];
  const text = [COLUMNS, ...rows, SUMMARY, ticked(totals)].map((line) => line + EOL).join('');
  return { name: `${MERCHANT}All${day}.csv`, bytes: new TextEncoder().encode(`\uFEFF${text}`) };
}

function row(line: BillLine): string {
  const isCharge = line.kind === 'charge';
  const state = isCharge ? 'SUCCESS' : line.kind === 'refund' ? 'REFUND' : 'REVOKED';
  const amount = money(line.amountMinor);
  return ticked([
    timeText(line.at), APP, MERCHANT, '0', '', line.tradeId, line.orderId, PAYER, 'MICROPAY', state, 'OTHERS', line.currency,
    isCharge ? amount : '0.00', '0.00',
    isCharge ? '0' : line.refundTradeId, isCharge ? '0' : line.refundId, isCharge ? '0.00' : amount, '0.00', isCharge ? '' : 'ORIGINAL', isCharge ? '' : 'SUCCESS',
    line.subject.replace(/[`\r\n]/g, ' '), '', fee(isCharge ? line.feeMinor : -line.feeMinor), '0.60%',
    isCharge ? amount : '0.00', isCharge ? '0.00' : amount, '',
  ]);
}

const ticked = (values: readonly string[]) => values.map((value) => `\`${value}`).join(',');
const money = (minor: number) => formatMinor(minor, 'CNY');
/** Rounded to the cent, yet printed with five decimals. */
const fee = (minor: number) => `${formatMinor(minor, 'CNY')}000`;
