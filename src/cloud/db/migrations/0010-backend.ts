/** The backend's tables. Every key begins with the store, and nothing draws from a sequence, so that the schema spreads over shards. */
import type { Migration } from '../migration.ts';

export const backend: Migration = {
  name: '0010-backend',
  statements: [
    `create table till_key (
      store text not null,
      till text not null,
      n integer not null,
      public_key text not null,
      enrolled_at bigint not null,
      revoked_at bigint,
      primary key (store, till, n)
    )`,
    `create table enrol_code (
      store text not null,
      code_hash text not null,
      expires_at bigint not null,
      used_by text,
      primary key (store, code_hash)
    )`,
    `create table backend_key (
      store text not null,
      private_key text not null,
      public_key text not null,
      primary key (store)
    )`,
    `create table nonce (
      store text not null,
      till text not null,
      nonce text not null,
      expires_at bigint not null,
      primary key (store, till, nonce)
    )`,
    // wallet null = tombstone: reversed before the charge ever came. answered_at null = claimed, the wallet's word is still out.
    `create table charge (
      store text not null,
      order_id text not null,
      till text not null,
      wallet text,
      amount_minor bigint not null,
      currency text not null,
      state text not null,
      code text not null,
      trade_id text,
      retry_reverse boolean not null default false,
      claimed_at bigint not null,
      answered_at bigint,
      refund_claimed_minor bigint not null default 0,
      primary key (store, order_id),
      check (refund_claimed_minor between 0 and amount_minor)
    )`,
    `create index charge_open on charge (store, till) where state in ('unknown', 'payer-acting', 'not-found')`,
    `create table refund (
      store text not null,
      refund_id text not null,
      till text not null,
      order_id text not null,
      wallet text not null,
      amount_minor bigint not null,
      currency text not null,
      state text not null,
      code text not null,
      trade_id text,
      claimed_at bigint not null,
      answered_at bigint,
      primary key (store, refund_id)
    )`,
    `create table journal_head (
      store text not null,
      till text not null,
      seq bigint not null,
      hash text not null,
      primary key (store, till)
    )`,
    // body: canonical JSON of the entry without prevHash and hash, exactly the text that was hashed.
    `create table journal_entry (
      store text not null,
      till text not null,
      seq bigint not null,
      hash text not null,
      body text not null,
      primary key (store, till, seq)
    )`,
  ],
};
