/** Wallets that a store's technician set up from a till: which connector, and its settings sealed. */
import type { Migration } from '../migration.ts';

export const walletSetup: Migration = {
  name: '0090-wallet-setup',
  // sealed: AES-256-GCM over the form, by a key that is not in this database; null where the connector needs none.
  statements: [
    `create table wallet_setup (
      store text not null,
      wallet text not null,
      connector text not null,
      sealed text,
      changed_at bigint not null,
      changed_by text not null,
      primary key (store, wallet)
    )`,
  ],
};
