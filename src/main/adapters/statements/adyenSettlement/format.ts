/** Adyen settlement detail: how to know it, and its reader. */
import { normalTitle } from '../header.ts';
import type { Format } from '../scanner.ts';

export const adyenSettlement: Format = {
  id: 'adyen-settlement',
  feed: 'lines',
  sniff: (head) => {
    const titles = (head.slice(0, 4000).split('\n').find((line) => line.trim() !== '') ?? '').split(',').map((title) => normalTitle(title.replaceAll('"', '')));
    return ['psp reference', 'merchant reference', 'type', 'modification reference', 'net debit (nc)', 'net credit (nc)'].filter((title) => titles.includes(title)).length / 6;
  },
  scan: async (file, sink) => (await import('./reader.ts')).adyenSettlementScanner(file, sink),
};
