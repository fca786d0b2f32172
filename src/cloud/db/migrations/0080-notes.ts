/** Connectors' notes on orders: what must outlive a process, such as the time of a void, by which alone it can be asked for. */
import type { Migration } from '../migration.ts';

export const notes: Migration = {
  name: '0080-notes',
  statements: [
    `create table order_note (
      store text not null,
      connector text not null,
      order_id text not null,
      note text not null,
      at bigint not null,
      primary key (store, connector, order_id)
    )`,
    'create index order_note_age on order_note (store, at)',
  ],
};
