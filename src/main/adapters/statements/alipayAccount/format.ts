/** Alipay account detail (账务明细): how to know it, and its reader. */
import { normalTitle } from '../header.ts';
import type { Format } from '../scanner.ts';

export const alipayAccount: Format = {
  id: 'alipay-account',
  feed: 'lines',
  sniff: (head) => {
    const top = head.slice(0, 4000);
    return (top.includes('支付宝账务明细') ? 0.5 : 0) + (top.split('\n').some((line) => /^账务流水号,.*收入金额.*支出金额/.test(normalTitle(line))) ? 0.8 : 0);
  },
  scan: async (file, sink) => (await import('./reader.ts')).alipayAccountScanner(file, sink),
};
