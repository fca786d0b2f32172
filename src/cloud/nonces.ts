/** A signed request works once: nonces are kept for the time in which their signature could pass, shared by all instances. */
import type { Caller } from './backend.ts';
import type { Sql } from './ports.ts';

/** Twice the allowed skew and a minute: older signatures are refused by their time. */
const KEEP_MS = 660_000;
const PURGE_EVERY_MS = 60_000;
const BATCH_MAX = 500;

export type Nonces = {
  /** True the first time, false when the till used this nonce before. */
  claim(caller: Caller, nonce: string): Promise<boolean>;
};

type Waiting = { till: string; nonce: string; resolve: (fresh: boolean) => void; reject: (error: unknown) => void };
type Queue = { waiting: Waiting[]; busy: boolean; purgedAt: number };

/** Requests that arrive together share one statement per store; the write is not waited for on the disk, since every request is idempotent by itself. */
export function nonces(sql: Sql, now: () => number): Nonces {
  const queues = new Map<string, Queue>();

  async function claimBatch(store: string, batch: readonly Waiting[]): Promise<void> {
    const expiresAt = now() + KEEP_MS;
    const rows = await sql<{ till: string; nonce: string }>`
      with quick as materialized (select set_config('synchronous_commit', 'off', true))
      insert into nonce (store, till, nonce, expires_at)
      select ${store}, item.till, item.nonce, ${expiresAt}::bigint
      from quick, unnest(${batch.map((item) => item.till)}::text[], ${batch.map((item) => item.nonce)}::text[]) as item (till, nonce)
      on conflict do nothing returning till, nonce`;
    const fresh = new Set(rows.map((row) => `${row.till} ${row.nonce}`));
    // delete() is true once only: of two equal nonces in one batch the first wins.
    for (const item of batch) item.resolve(fresh.delete(`${item.till} ${item.nonce}`));
  }

  async function drain(store: string, queue: Queue): Promise<void> {
    queue.busy = true;
    while (queue.waiting.length > 0) {
      const batch = queue.waiting.splice(0, BATCH_MAX);
      try {
        await claimBatch(store, batch);
        if (now() - queue.purgedAt > PURGE_EVERY_MS) {
          queue.purgedAt = now();
          await sql`delete from nonce where store = ${store} and expires_at < ${now()}`;
        }
      } catch (error) {
        for (const item of batch) item.reject(error);
      }
    }
    queue.busy = false;
  }

  return {
    claim({ store, till }, nonce) {
      return new Promise((resolve, reject) => {
        let queue = queues.get(store);
        if (queue === undefined) queues.set(store, (queue = { waiting: [], busy: false, purgedAt: now() }));
        queue.waiting.push({ till, nonce, resolve, reject });
        if (!queue.busy) void drain(store, queue);
      });
    },
  };
}
