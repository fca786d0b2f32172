/** Alipay business summary (业务明细(汇总)): how to know it, and its reader. */
import { normalTitle } from '../header.ts';
import type { Format } from '../scanner.ts';

export const alipaySummary: Format = {
  id: 'alipay-summary',
  feed: 'lines',
  sniff: (head) => (head.slice(0, 4000).split('\n').some((line) => /^门店编号\s*,门店名称\s*,交易订单总笔数/.test(normalTitle(line))) ? 1 : 0),
  scan: async (file, sink) => (await import('./reader.ts')).alipaySummaryScanner(file, sink),
};
