/** A signed request works once: nonces are kept for the time in which their signature could pass, shared by all instances. */
import type { Caller } from './caller.ts';
import type { Database } from './ports.ts';

/** Twice the allowed skew and a minute: older signatures are refused by their time. */
const KEEP_MS = 660_000;
const PURGE_EVERY_MS = 60_000;

export type Nonces = {
  /** True the first time, false when the till used this nonce before. */
  claim(caller: Caller, nonce: string): Promise<boolean>;
};

type Item = Caller & { nonce: string };
const keyOf = ({ till, nonce }: Pick<Item, 'till' | 'nonce'>) => `${till} ${nonce}`;

/** Not waited for on the disk: what a request does is idempotent by itself. */
export function nonces({ sql, gather }: Database, now: () => number): Nonces {
  const purgedAt = new Map<string, number>();

  async function purge(store: string): Promise<void> {
    if (now() - (purgedAt.get(store) ?? 0) < PURGE_EVERY_MS) return;
    purgedAt.set(store, now());
    await sql`delete from nonce where store = ${store} and expires_at < ${now()}`;
  }

  const claim = gather((item: Item) => item.store, keyOf, async (items) => {
    const store = items[0]?.store ?? '';
    const rows = await sql<{ till: string; nonce: string }>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true))
      insert into nonce (store, till, nonce, expires_at)
      select ${store}, item.till, item.nonce, ${now() + KEEP_MS}::bigint
      from quick, unnest(${items.map((item) => item.till)}::text[], ${items.map((item) => item.nonce)}::text[]) as item (till, nonce)
      order by item.till, item.nonce
      on conflict do nothing returning till, nonce`;
    await purge(store);
    const fresh = new Set(rows.map(keyOf));
    return items.map((item) => fresh.has(keyOf(item)));
  });

  return { claim: ({ store, till }, nonce) => claim({ store, till, nonce }) };
}
