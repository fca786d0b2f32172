/** UnionPay merchant flow file (ZM): how to know it, and its reader. */
import type { Format } from '../scanner.ts';

export const unionpayZm: Format = {
  id: 'unionpay-zm',
  feed: 'raw-lines',
  sniff: (head, name) => {
    const first = head.split('\n', 1)[0] ?? '';
    const shape = /^[A-Z0-9]{3} [0-9 ]{11} [0-9 ]{11} \d{6} \d{10} .{19} \d{12} /.test(first);
    if (!shape) return 0;
    return /ZM_/.test(name) || /^.{66}\d{12} \d{4} .{2} \d{21} /.test(first) ? 1 : 0.5;
  },
  scan: async (file, sink) => (await import('./reader.ts')).unionpayZmScanner(file, sink),
};
