/** What a chain's manager looks at, made from the journals as they come in; it can be thrown away and made again. Every key begins with the store. */
import type { Migration } from '../migration.ts';

export const chain: Migration = {
  name: '0060-chain',
  statements: [
    // Which stores see each other; small, and the same on every shard. A store without a row sees itself alone.
    `create table chain_store (store text primary key, chain text not null)`,
    `create index chain_store_chain on chain_store (chain, store)`,
    // seq: the entry up to which the till's journal is counted in here.
    `create table till_state (
      store text not null,
      till text not null,
      seq bigint not null,
      at bigint not null,
      business_day text,
      day_opened_at bigint,
      shift bigint,
      operator text,
      last_z bigint not null,
      last_z_day text,
      primary key (store, till)
    )`,
    `create table till_day (
      store text not null,
      day text not null,
      till text not null,
      currency text not null,
      opened_at bigint,
      closed_at bigint,
      z bigint,
      last_seq bigint not null,
      sales bigint not null,
      total_minor bigint not null,
      refunds bigint not null,
      refund_minor bigint not null,
      primary key (store, day, till)
    )`,
    `create table till_day_tender (
      store text not null,
      day text not null,
      till text not null,
      tender text not null,
      count bigint not null,
      amount_minor bigint not null,
      refund_minor bigint not null,
      primary key (store, day, till, tender)
    )`,
    `create table till_day_breaks (
      store text not null,
      day text not null,
      till text not null,
      wallet text not null,
      open bigint not null,
      open_minor bigint not null,
      primary key (store, day, till, wallet)
    )`,
    `create index till_day_breaks_open on till_day_breaks (store, till) where open > 0`,
  ],
};
