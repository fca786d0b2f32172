/** Alipay business detail: how to know it, and its reader. */
import type { Format } from '../scanner.ts';

export const alipayTrade: Format = {
  id: 'alipay-trade',
  feed: 'lines',
  sniff: (head, name) => {
    const top = head.slice(0, 4000);
    if (name.includes('汇总') || top.includes('门店编号,门店名称,交易订单总笔数')) return 0;
    return (top.includes('支付宝业务明细查询') ? 0.5 : 0) + (/支付宝交易号\s*,商户订单号\s*,业务类型/.test(top) ? 0.5 : 0);
  },
  scan: async (file, sink) => (await import('./reader.ts')).alipayTradeScanner(file, sink),
};
