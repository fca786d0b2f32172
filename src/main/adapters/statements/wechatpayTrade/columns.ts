/** The columns of a WeChat Pay trade bill by header name: ALL (27), SUCCESS (20), REFUND (29) and the older merchants' 24. */
import { brokenLine, quoted } from '../trouble.ts';

/** Position of each column that is read; -1 where this kind of bill has none. */
export type Columns = {
  count: number;
  time: number;
  trade: number;
  order: number;
  state: number;
  currency: number;
  settled: number;
  refundTrade: number;
  refundOrder: number;
  refunded: number;
  topUpRefunded: number;
  refundState: number;
  fee: number;
  ordered: number;
  asked: number;
  /** 1 where a comma may stand inside the text (no backtick follows it). */
  free: Uint8Array;
};

/** Names by the merchant platform's format page; the second of a pair is the older bill's. */
const NAMES = {
  time: ['交易时间'],
  trade: ['微信订单号'],
  order: ['商户订单号'],
  state: ['交易状态'],
  currency: ['货币种类'],
  settled: ['应结订单金额', '总金额'],
  refundTrade: ['微信退款单号'],
  refundOrder: ['商户退款单号'],
  refunded: ['退款金额'],
  topUpRefunded: ['充值券退款金额', '企业红包退款金额'],
  refundState: ['退款状态'],
  fee: ['手续费'],
  ordered: ['订单金额'],
  asked: ['申请退款金额'],
} as const;

const MUST = ['time', 'trade', 'order', 'state', 'currency', 'settled', 'fee'] as const;
const REFUND = ['refundTrade', 'refundOrder', 'refunded', 'refundState'] as const;
const FREE_TEXT = new Set(['商品名称', '商户数据包', '费率备注', '设备号']);
const COUNT_MAX = 64;

/** @throws Refusal when a column that is needed is missing or stands twice. */
export function columnsOf(header: string, file: string, line: number): Columns {
  const names = header.split(',').map((name) => name.trim().replace(/^`/, ''));
  if (names.length > COUNT_MAX) throw brokenLine(file, line, `at most ${COUNT_MAX} columns`, `${names.length}`);
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined) throw brokenLine(file, line, 'each column once', `${quoted(doubled)} twice`);
  const place = (wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name));
  const columns: Columns = {
    count: names.length,
    time: place(NAMES.time), trade: place(NAMES.trade), order: place(NAMES.order), state: place(NAMES.state), currency: place(NAMES.currency),
    settled: place(NAMES.settled), refundTrade: place(NAMES.refundTrade), refundOrder: place(NAMES.refundOrder), refunded: place(NAMES.refunded),
    topUpRefunded: place(NAMES.topUpRefunded), refundState: place(NAMES.refundState), fee: place(NAMES.fee), ordered: place(NAMES.ordered), asked: place(NAMES.asked),
    free: Uint8Array.from(names, (name) => (FREE_TEXT.has(name) ? 1 : 0)),
  };
  const refundColumns = REFUND.filter((name) => columns[name] >= 0);
  const missing = [...MUST, ...(refundColumns.length > 0 ? REFUND : [])].find((name) => columns[name] < 0);
  if (missing !== undefined) throw brokenLine(file, line, `a column ${NAMES[missing].join(' or ')}`, 'none of that name');
  return columns;
}

/** The row sum that each total of the summary line must equal, by the total's name; the second of a pair is the older bill's. */
export const TOTALS: Readonly<Record<string, 'rows' | 'settled' | 'refunded' | 'topUpRefunded' | 'fee' | 'ordered' | 'asked'>> = {
  总交易单数: 'rows',
  应结订单总金额: 'settled', 总交易额: 'settled',
  退款总金额: 'refunded', 总退款金额: 'refunded',
  充值券退款总金额: 'topUpRefunded', 总企业红包退款金额: 'topUpRefunded',
  手续费总金额: 'fee',
  订单总金额: 'ordered',
  申请退款总金额: 'asked',
};
