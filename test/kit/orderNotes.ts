/** A connector's notes on orders in memory, for rules that are not about a restart. */
import type { OrderNotes } from '#cloud/ports.ts';

export function notesInMemory(): OrderNotes {
  const kept = new Map<string, string>();
  return {
    read: (store, orderId) => Promise.resolve(kept.get(`${store} ${orderId}`) ?? null),
    write: (store, orderId, note) => {
      kept.set(`${store} ${orderId}`, note);
      return Promise.resolve();
    },
  };
}
