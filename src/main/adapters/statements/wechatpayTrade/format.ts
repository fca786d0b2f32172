/** WeChat Pay trade bill: how to know it, and its reader. */
import type { Format } from '../scanner.ts';

export const wechatpayTrade: Format = {
  id: 'wechatpay-trade',
  feed: 'lines',
  sniff: (head) => {
    const header = head.slice(0, 2000).split('\n', 1)[0] ?? '';
    const names = ['交易时间', '微信订单号', '商户订单号', '交易状态', '货币种类'].filter((name) => header.includes(name)).length;
    return names / 5;
  },
  scan: async (file, sink) => (await import('./reader.ts')).wechatpayTradeScanner(file, sink),
};
