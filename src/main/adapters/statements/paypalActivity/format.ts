/** PayPal activity: how to know it, and its reader. */
import { normalTitle } from '../header.ts';
import type { Format } from '../scanner.ts';

export const paypalActivity: Format = {
  id: 'paypal-activity',
  feed: 'lines',
  sniff: (head) => {
    const titles = (head.split('\n', 1)[0] ?? '').split(',').map((title) => normalTitle(title.replaceAll('"', '')));
    const wanted = ['date', 'time', 'type', 'status', 'currency', 'gross', 'fee', 'net', 'transaction id'];
    return wanted.filter((title) => titles.includes(title)).length / wanted.length;
  },
  scan: async (file, sink, facts) => (await import('./reader.ts')).paypalActivityScanner(file, sink, facts),
  survey: async (file) => (await import('./survey.ts')).paypalSurveyor(file),
};
