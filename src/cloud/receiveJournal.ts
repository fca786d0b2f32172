/** Takes a till's journal in: entries are appended if and only if they continue the chain that is here. */
import type { KeyObject } from 'node:crypto';
import type { JournalAck } from '#contract/cloud.ts';
import type { Caller } from './caller.ts';
import { countIn } from './chainRows.ts';
import { readBatch, readFresh } from './journalBatch.ts';
import type { Batch, FreshEntry } from './journalBatch.ts';
import type { JournalArrivals } from './journalArrivals.ts';
import { JOURNAL_COLUMNS, journalRows } from './journalRows.ts';
import { ZERO_HASH } from './keys.ts';
import type { BackendKeys } from './keys.ts';
import { CloudRefusal } from './ports.ts';
import type { CopyIn, Database, Sql } from './ports.ts';

type Head = { seq: number; hash: string };

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
 * Appends what is new of a batch; entries that are here already must be the same ones. One that came before the batch it follows waits for it, a second at most.
 * @param bytes a batch as `contract/journalLines` writes it, unaltered: the hash is over what came. @param digest of them, proved.
 * @throws CloudRefusal 400 `bad-request`; 422 `bad-hash`, `broken-batch`, `bad-head-signature`; 403 `other-till`; 409 `gap`, `fork` (with the head that is here)
 */
export async function receiveJournal(database: Database, arrivals: JournalArrivals, caller: Caller, key: KeyObject, bytes: Buffer, digest: string): Promise<Head> {
  const again = arrivals.seen(caller, digest);
  // Delivered again: it was proved when it was taken in, and only what is held counts.
  if (again !== null && (await isHeld(database.sql, caller, again))) return readHead(database.sql, caller);
  const since = performance.now();
  const batch = readBatch(caller, key, bytes);
  const last = { seq: batch.firstSeq + batch.placed.length - 1, hash: batch.placed.at(-1)?.hash ?? '' };
  const fresh = once((skip) => freshOf(caller, batch, skip));
  for (let tries = 0; tries < TRIES_MAX;) {
    const head = await readHead(database.sql, caller);
    const known = Math.min(batch.placed.length, head.seq - batch.firstSeq + 1);
    if (known < 0 && batch.firstSeq >= 1) {
      // Read now, it goes in at once when its turn comes.
      fresh(0);
      if (await arrivals.awaitHead(caller, since)) continue;
    }
    await refuseFork(database.sql, caller, head, batch, known);
    if (known === batch.placed.length) return head;
    const rows = fresh(known);
    if (await database.transaction((sql, copy) => append(sql, copy, caller, head, last, rows))) {
      arrivals.taken(caller, digest, last);
      return last;
    }
    tries += 1;
  }
  throw new CloudRefusal(503, 'busy', 'the journal of this till is being written by others; send the batch again');
}

/** The entries of a batch that are new here, and as rows. */
type Fresh = { readonly entries: readonly FreshEntry[]; readonly rows: Uint8Array };

function freshOf(caller: Caller, batch: Batch, skip: number): Fresh {
  const entries = readFresh(caller, batch, skip);
  return { entries, rows: journalRows(caller, batch.bytes, entries) };
}

/** Remembers its last value. */
function once<Value>(make: (given: number) => Value): (given: number) => Value {
  let made: { readonly given: number; readonly value: Value } | null = null;
  return (given) => {
    if (made?.given !== given) made = { given, value: make(given) };
    return made.value;
  };
}

/** What the batch and the journal here both hold must be equal, and the batch must touch the head. */
async function refuseFork(sql: Sql, { store, till }: Caller, head: Head, { firstSeq, prevHash, placed }: Batch, known: number): Promise<void> {
  if (firstSeq < 1 || known < 0) throw new CloudRefusal(409, 'gap', `entries before ${firstSeq} are missing here`, head);
  const fork = (seq: number) => new CloudRefusal(409, 'fork', `entry ${seq} differs from the one that is here: this ledger was copied or restored; nothing was taken in`, { ...head, forkSeq: seq });
  if (known === 0) {
    if (prevHash !== head.hash) throw fork(firstSeq);
    return;
  }
  // Each hash holds all before it: where the last of the overlap is equal, all of it is.
  const end = firstSeq + known - 1;
  const same = end === head.seq ? head.hash === placed[known - 1]?.hash : await isHeld(sql, { store, till }, { seq: end, hash: placed[known - 1]?.hash ?? '' });
  if (same) return;
  const here = await sql<Head>`
    select seq, hash from journal_entry where store = ${store} and till = ${till} and seq between ${firstSeq} and ${end} order by seq`;
  const nth = placed.slice(0, known).findIndex((entry, index) => here[index]?.hash !== entry.hash);
  throw fork(firstSeq + Math.max(0, nth));
}

async function isHeld(sql: Sql, { store, till }: Caller, { seq, hash }: Head): Promise<boolean> {
  const rows = await sql`select 1 from journal_entry where store = ${store} and till = ${till} and seq = ${seq} and hash = ${hash}`;
  return rows.length === 1;
}

/** Moves the head and appends, or does nothing when the head has moved meanwhile; the chain's figures move with the journal or not at all. */
async function append(sql: Sql, copy: CopyIn, caller: Caller, head: Head, last: Head, { entries, rows }: Fresh): Promise<boolean> {
  const { store, till } = caller;
  const moved = await sql`
    update journal_head set seq = ${last.seq}, hash = ${last.hash}
    where store = ${store} and till = ${till} and seq = ${head.seq} and hash = ${head.hash}
    returning 1`;
  if (moved.length === 0) return false;
  await copy(JOURNAL_COLUMNS, rows);
  await countIn(sql, caller, entries.map(({ entry }) => entry));
  return true;
}
