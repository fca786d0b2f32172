/** WeChat Pay fund flow bill: how to know it, and its reader. */
import { normalTitle } from '../header.ts';
import type { Format } from '../scanner.ts';

export const wechatpayFundflow: Format = {
  id: 'wechatpay-fundflow',
  feed: 'lines',
  sniff: (head) => {
    const header = normalTitle(head.slice(0, 2000).split('\n', 1)[0] ?? '');
    return ['记账时间', '微信支付业务单号', '资金流水单号', '收支类型', '收支金额'].filter((name) => header.includes(name)).length / 5;
  },
  scan: async (file, sink) => (await import('./reader.ts')).wechatpayFundflowScanner(file, sink),
};
