/** One code for every wallet: the offer, and each wallet that a customer began to pay it with. */
import type { Migration } from '../migration.ts';

export const offers: Migration = {
  name: '0040-offers',
  statements: [
    `create table offer (
      store text not null,
      order_id text not null,
      till text not null,
      token text not null,
      amount_minor bigint not null,
      currency text not null,
      subject text not null,
      created_at bigint not null,
      expires_at bigint not null,
      closed_at bigint,
      won_by text,
      primary key (store, order_id)
    )`,
    `create unique index offer_token on offer (store, token)`,
    // state: begun, paid (the winner), surplus (paid too, goes back), closed, refunded.
    `create table offer_wallet (
      store text not null,
      order_id text not null,
      wallet text not null,
      kind text not null,
      state text not null,
      code text not null,
      trade_id text,
      began_at bigint not null,
      refund_at bigint,
      primary key (store, order_id, wallet)
    )`,
    `create index offer_wallet_open on offer_wallet (store, order_id) where state in ('begun', 'surplus')`,
    // What a wallet told of an order that nobody here knows: kept, because it may be somebody's money.
    `create table stray_notice (
      store text not null,
      wallet text not null,
      order_id text not null,
      state text not null,
      code text not null,
      trade_id text,
      amount_minor bigint,
      first_at bigint not null,
      last_at bigint not null,
      times integer not null,
      primary key (store, wallet, order_id, state)
    )`,
  ],
};
