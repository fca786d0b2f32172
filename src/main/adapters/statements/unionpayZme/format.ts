/** UnionPay error flow file (ZME): how to know it, and its reader. */
import type { Format } from '../scanner.ts';

export const unionpayZme: Format = {
  id: 'unionpay-zme',
  feed: 'raw-lines',
  sniff: (head, name) => (/ZME_/.test(name) && /^[A-Z0-9]{3} [0-9 ]{11} [0-9 ]{11} \d{6} \d{10} /.test(head) ? 1 : 0),
  scan: async (file, sink) => (await import('./reader.ts')).unionpayZmeScanner(file, sink),
};
