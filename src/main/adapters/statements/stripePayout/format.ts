/** Stripe itemised payouts: how to know it, and its reader. */
import { normalTitle } from '../header.ts';
import type { Format } from '../scanner.ts';

export const stripePayout: Format = {
  id: 'stripe-payout',
  feed: 'lines',
  sniff: (head) => {
    const titles = (head.split('\n', 1)[0] ?? '').split(',').map((title) => normalTitle(title.replaceAll('"', '')));
    return ['balance_transaction_id', 'currency', 'gross', 'fee', 'net', 'reporting_category'].every((title) => titles.includes(title)) ? 1 : 0;
  },
  scan: async (file, sink) => (await import('./reader.ts')).stripePayoutScanner(file, sink),
};
