/** Takes a till's journal in: entries are appended if and only if they continue the chain that is here. */
import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { JournalAck, ShippedEntry } from '#contract/cloud.ts';
import { canonicalJson } from '#core/canonical.ts';
import type { Json } from '#core/canonical.ts';
import type { Caller } from './caller.ts';
import { isSignedBy, ZERO_HASH } from './keys.ts';
import type { BackendKeys } from './keys.ts';
import { CloudRefusal } from './ports.ts';
import { countIn } from './chainRows.ts';
import type { Database, Sql } from './ports.ts';

type Head = { seq: number; hash: string };
type Checked = Head & { prevHash: string; body: string; entry: ShippedEntry };

/** Another batch of the same till may come between; so often is the head read anew. */
const TRIES_MAX = 5;

export async function readHead(sql: Sql, { store, till }: Caller): Promise<Head> {
  const [head] = await sql<Head>`select seq, hash from journal_head where store = ${store} and till = ${till}`;
  return head ?? { seq: 0, hash: ZERO_HASH };
}

export async function acknowledge(keys: BackendKeys, { store, till }: Caller, head: Head): Promise<JournalAck> {
  const key = await keys.of(store);
  return { ...head, signature: key.sign(`${till} ${head.seq} ${head.hash}`) };
}

/**
 * Appends what is new of a batch; entries that are here already must be the same ones.
 * @param entries as parsed from the request's bytes, unaltered: the hash is over what came.
 * @throws CloudRefusal 422 `bad-hash`, `broken-batch`, `bad-head-signature`; 403 `other-till`; 409 `gap`, `fork` (with the head that is here)
 */
export async function receiveJournal(database: Database, caller: Caller, key: KeyObject, entries: readonly ShippedEntry[], headSignature: string): Promise<Head> {
  const checked = checkBatch(caller, entries);
  const last = checked.at(-1);
  if (last === undefined || !isSignedBy(key, last.hash, headSignature)) {
    throw new CloudRefusal(422, 'bad-head-signature', 'the batch is not signed by this till; nothing was taken in');
  }
  const { sql } = database;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const head = await readHead(sql, caller);
    await refuseFork(sql, caller, head, checked);
    const fresh = checked.filter((entry) => entry.seq > head.seq);
    if (fresh.length === 0) return head;
    if (await database.transaction((inside) => appendAndCount(inside, caller, head, fresh))) return { seq: last.seq, hash: last.hash };
  }
  throw new CloudRefusal(503, 'busy', 'the journal of this till is being written by others; send the batch again');
}

/** The batch by itself: one till, no gap inside, every hash right. */
function checkBatch(caller: Caller, entries: readonly ShippedEntry[]): Checked[] {
  let before: Checked | null = null;
  return entries.map((entry) => {
    if (entry.till !== caller.till) throw new CloudRefusal(403, 'other-till', 'the batch holds an entry of another till; nothing was taken in', { seq: entry.seq });
    const { prevHash, hash, ...rest } = entry;
    const body = canonicalJson(rest as Json);
    if (createHash('sha256').update(`${prevHash}\n${body}`).digest('hex') !== hash) {
      throw new CloudRefusal(422, 'bad-hash', `entry ${entry.seq} does not have the hash it claims; nothing was taken in`, { seq: entry.seq });
    }
    if (before !== null && (entry.seq !== before.seq + 1 || prevHash !== before.hash)) {
      throw new CloudRefusal(422, 'broken-batch', `entry ${entry.seq} does not follow the one before it; nothing was taken in`, { seq: entry.seq });
    }
    before = { seq: entry.seq, hash, prevHash, body, entry };
    return before;
  });
}

/** What the batch and the journal here both hold must be equal, and the batch must touch the head. */
async function refuseFork(sql: Sql, { store, till }: Caller, head: Head, batch: readonly Checked[]): Promise<void> {
  const first = batch[0];
  if (first === undefined) return;
  if (first.seq > head.seq + 1) throw new CloudRefusal(409, 'gap', `entries before ${first.seq} are missing here`, head);
  const fork = (seq: number) => new CloudRefusal(409, 'fork', `entry ${seq} differs from the one that is here: this ledger was copied or restored; nothing was taken in`, { ...head, forkSeq: seq });
  const overlap = batch.filter((entry) => entry.seq <= head.seq);
  if (overlap.length > 0) {
    const here = await sql<Head>`
      select seq, hash from journal_entry where store = ${store} and till = ${till} and seq between ${first.seq} and ${overlap.at(-1)?.seq ?? 0}`;
    const hashes = new Map(here.map((row) => [row.seq, row.hash]));
    for (const entry of overlap) if (hashes.get(entry.seq) !== entry.hash) throw fork(entry.seq);
  }
  const next = batch[overlap.length];
  if (next !== undefined && next.seq === head.seq + 1 && next.prevHash !== head.hash) throw fork(next.seq);
}

/** The chain's figures move with the journal or not at all. */
async function appendAndCount(sql: Sql, caller: Caller, head: Head, fresh: readonly Checked[]): Promise<boolean> {
  if (!(await append(sql, caller, head, fresh))) return false;
  await countIn(sql, caller, fresh.map(({ entry }) => entry));
  return true;
}

/** One statement: moves the head and appends, or does nothing when the head has moved meanwhile. */
async function append(sql: Sql, { store, till }: Caller, head: Head, fresh: readonly Checked[]): Promise<boolean> {
  const last = fresh.at(-1);
  if (last === undefined) return true;
  const rows = await sql`
    with moved as (
      update journal_head set seq = ${last.seq}, hash = ${last.hash}
      where store = ${store} and till = ${till} and seq = ${head.seq} and hash = ${head.hash}
      returning 1
    ), added as (
      insert into journal_entry (store, till, seq, hash, body)
      select ${store}, ${till}, item.seq, item.hash, item.body
      from moved, unnest(${fresh.map((entry) => entry.seq)}::bigint[], ${fresh.map((entry) => entry.hash)}::text[], ${fresh.map((entry) => entry.body)}::text[]) as item (seq, hash, body)
    )
    select 1 from moved`;
  return rows.length === 1;
}
