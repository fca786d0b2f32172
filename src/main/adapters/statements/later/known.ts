/** Files that are recognised by name but not read: a person learns what was given and what to give instead. */

export type KnownFormat = { readonly title: string; readonly sniff: (head: string, name: string) => number; readonly instead: string };

const TRADE_BILL = 'Give the trade bill (交易账单) of the same day instead.';
const DETAIL = 'Give the business detail (业务明细) of the same day instead.';

export const KNOWN_FORMATS: readonly KnownFormat[] = [
  { title: 'a WeChat Pay fund flow bill', sniff: (head) => (head.includes('资金流水单号') && head.includes('收支类型') ? 1 : 0), instead: TRADE_BILL },
  { title: 'an Alipay account detail', sniff: (head) => (head.includes('账务明细') || /账务流水号\s*,/.test(head) ? 1 : 0), instead: DETAIL },
  { title: 'an Alipay business summary', sniff: (head, name) => (name.includes('业务明细(汇总)') || /门店编号\s*,门店名称\s*,交易订单总笔数/.test(head) ? 1 : 0), instead: DETAIL },
];
