/** Connectors' notes on orders, in the database; old ones go as new ones come. */
import type { Database, OrderNotes } from './ports.ts';

/** Longer than any wallet lets an order be reversed or voided. */
const KEPT_MS = 8 * 86_400_000;

export function orderNotes({ sql }: Pick<Database, 'sql'>, connector: string, now: () => number): OrderNotes {
  return {
    async read(store, orderId) {
      const [row] = await sql<{ note: string }>`select note from order_note where store = ${store} and connector = ${connector} and order_id = ${orderId}`;
      return row?.note ?? null;
    },
    async write(store, orderId, note) {
      await sql`
        insert into order_note (store, connector, order_id, note, at) values (${store}, ${connector}, ${orderId}, ${note}, ${now()})
        on conflict (store, connector, order_id) do update set note = excluded.note, at = excluded.at`;
      await sql`delete from order_note where store = ${store} and at < ${now() - KEPT_MS}`;
    },
  };
}
