/** Stripe balance history: how to know it, and its reader. */
import { normalTitle } from '../header.ts';
import type { Format } from '../scanner.ts';

export const stripeBalance: Format = {
  id: 'stripe-balance',
  feed: 'lines',
  sniff: (head) => {
    const first = head.split('\n', 1)[0] ?? '';
    // An extract without its header is known by the ids of its first row.
    if (/^"?txn_\w{8,}"?,"?[a-z_]+"?,"?\w*"?,"?-?\d+\.\d+/.test(first.replace(/^\ufeff/, ''))) return 0.9;
    const titles = first.split(',').map((title) => normalTitle(title.replaceAll('"', '')));
    return ['id', 'type', 'source', 'amount', 'fee', 'net', 'currency'].every((title) => titles.includes(title)) && titles.some((title) => title.startsWith('created')) ? 1 : 0;
  },
  scan: async (file, sink) => (await import('./reader.ts')).stripeBalanceScanner(file, sink),
};
