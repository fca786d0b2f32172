/** Orders that a customer scans: how an order and its payer meet, and the sandbox's scripted customers. */
import type { Migration } from '../migration.ts';

export const presented: Migration = {
  name: '0030-presented',
  statements: [
    // expires_at: of presented and in-app orders; after it the wallet takes no payment.
    `alter table charge add column kind text not null default 'scanned', add column expires_at bigint`,
    `alter table sandbox_charge add column expires_at bigint`,
    // What the next customers do who scan a shown code; null: nobody comes.
    `alter table sandbox_wallet add column scan_mode text, add column scan_delay_ms bigint not null default 0`,
  ],
};
