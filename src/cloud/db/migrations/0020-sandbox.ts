/** The sandbox wallets' own book: kept apart from the backend's rows, so that the one can judge the other. */
import type { Migration } from '../migration.ts';

export const sandbox: Migration = {
  name: '0020-sandbox',
  statements: [
    // now_ms: the clock was last moved to; salt: for the hashes of used payment codes; bills: JSON of the planted faults.
    `create table sandbox_store (
      store text not null,
      now_ms bigint not null,
      salt text not null,
      bills text not null,
      primary key (store)
    )`,
    `create table sandbox_wallet (
      store text not null,
      wallet text not null,
      mode text not null,
      delay_ms bigint not null,
      primary key (store, wallet)
    )`,
    // One row per charge taken in, not per order: charging an order twice takes the money twice and shows. Money is taken at pays_at unless closed before.
    `create table sandbox_charge (
      store text not null,
      wallet text not null,
      order_id text not null,
      attempt integer not null,
      amount_minor bigint not null,
      currency text not null,
      subject text not null,
      trade_id text not null,
      mode text not null,
      code_hash text,
      received_at bigint not null,
      pays_at bigint,
      closed_at bigint,
      reverse_tries integer not null default 0,
      refunded_minor bigint not null default 0,
      primary key (store, wallet, order_id, attempt),
      check (refunded_minor between 0 and amount_minor)
    )`,
    `create index sandbox_charge_code on sandbox_charge (store, wallet, code_hash)`,
    `create table sandbox_refund (
      store text not null,
      wallet text not null,
      refund_id text not null,
      order_id text not null,
      amount_minor bigint not null,
      currency text not null,
      trade_id text not null,
      received_at bigint not null,
      done_at bigint not null,
      primary key (store, wallet, refund_id)
    )`,
  ],
};
