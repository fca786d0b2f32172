/** Journal entries as rows: appending with the hash chain, reading back. */
import { hash, randomFillSync } from 'node:crypto';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { plainRecordEnd } from '#core/canonicalBytes.ts';
import { uuidV7 } from '#core/ids.ts';
import type { JournalRun } from '#contract/journalLines.ts';
import { entryTextOf, GENESIS, hashedTextOf, PAYLOAD_VERSION, type Draft, type Entry, type EntryHead } from '#core/journal.ts';
import type { StoredEntry } from '#core/verify.ts';
import type { Db } from './open.ts';

/** `id` and `hash` as lower-case hex: SQLite writes them sooner than a buffer is made of either. */
type EntryRow = { seq: number; id: string; at: number; day: string; operator: string; kind: string; version: number; payload: string; hash: string };

const pool = new Uint8Array(10 * 256);
let pooled = pool.length;
function tenRandomBytes(): Uint8Array {
  if (pooled >= pool.length) {
    randomFillSync(pool);
    pooled = 0;
  }
  pooled += 10;
  return pool.subarray(pooled - 10, pooled);
}

const idBytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
function idText(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const encoder = new TextEncoder();
let scratch = new Uint8Array(16 * 1024);

/** Whether a payload's text is certainly canonical; if not, it may be all the same. */
function isPlain(text: string): boolean {
  if (text.length * 3 > scratch.length) scratch = new Uint8Array(text.length * 3);
  const { written } = encoder.encodeInto(text, scratch);
  return plainRecordEnd(scratch, 0, written) === written;
}

/** Rows read at a time when all are walked: another statement may run between two pages. */
const ALL_PAGE = 500;

export type Journal = {
  head(): EntryHead;
  /** Inside a transaction of the caller's. */
  append(draft: Draft, at: number, businessDay: string, operator: string): Entry;
  after(seq: number, limit: number): Entry[];
  /** As `after`, as the text that was hashed. */
  run(seq: number, limit: number): JournalRun;
  at(seq: number): Entry | null;
  /** Those after `seq`, or all. */
  all(seq?: number): IterableIterator<Entry>;
  /** The same with what the verifier need not write anew. */
  stored(seq?: number): IterableIterator<StoredEntry>;
  /** Forgets the head in memory; it is read again from the file. */
  forget(): void;
};

export function openJournal(db: Db, till: string): Journal {
  const insert = db.prepare('insert into entry(seq, id, at, day, operator, kind, version, payload, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const last = db.prepare('select seq, hash from entry order by seq desc limit 1');
  const page = db.prepare('select seq, lower(hex(id)) as id, at, day, operator, kind, version, payload, lower(hex(hash)) as hash from entry where seq > ? order by seq limit ?');
  const hashBefore = db.prepare('select hash from entry where seq = ?').pluck();
  let head: EntryHead | null = null;

  const readHead = (): EntryHead => {
    const row = last.get() as { seq: number; hash: Buffer } | undefined;
    return row === undefined ? GENESIS : { seq: row.seq, hash: row.hash.toString('hex') };
  };
  /** What is no JSON any more reads as nothing: its hash then does not fit, and the verifier can say which entry it is. */
  const payloadOf = (text: string): unknown => {
    try { return JSON.parse(text); } catch { return null; }
  };
  const rowToEntry = (row: EntryRow, prevHash: string): Entry => ({
    seq: row.seq, id: idText(row.id), till, at: row.at, businessDay: row.day, operator: row.operator, kind: row.kind, version: row.version,
    payload: payloadOf(row.payload), prevHash, hash: row.hash,
  }) as Entry;
  const previous = (seq: number): string => {
    if (seq <= 1) return GENESIS.hash;
    const found = hashBefore.get(seq - 1) as Buffer | undefined;
    return found === undefined ? GENESIS.hash : found.toString('hex');
  };

  return {
    head: () => (head ??= readHead()),
    append(draft, at, businessDay, operator) {
      head ??= readHead();
      const payloadText = canonicalJson(draft.payload as unknown as Json);
      const entry = { seq: head.seq + 1, id: uuidV7(at, tenRandomBytes()), till, at, businessDay, operator, kind: draft.kind, version: PAYLOAD_VERSION };
      const digest = hash('sha256', hashedTextOf(head.hash, entry, payloadText), 'hex');
      insert.run(entry.seq, idBytes(entry.id), at, businessDay, operator, entry.kind, entry.version, payloadText, Buffer.from(digest, 'hex'));
      const whole = { ...entry, payload: draft.payload, prevHash: head.hash, hash: digest } as Entry;
      head = { seq: entry.seq, hash: whole.hash };
      return whole;
    },
    after(seq, limit) {
      let prev = previous(seq + 1);
      return (page.all(seq, limit) as EntryRow[]).map((row) => {
        const entry = rowToEntry(row, prev);
        prev = entry.hash;
        return entry;
      });
    },
    run(seq, limit) {
      const lines = (page.all(seq, limit) as EntryRow[]).map((row) => ({
        seq: row.seq, hash: row.hash,
        text: entryTextOf({ seq: row.seq, id: idText(row.id), till, at: row.at, businessDay: row.day, operator: row.operator, kind: row.kind as Entry['kind'], version: row.version }, row.payload),
      }));
      return { prevHash: previous(seq + 1), lines };
    },
    at(seq) {
      const row = page.get(seq - 1, 1) as EntryRow | undefined;
      return row === undefined || row.seq !== seq ? null : rowToEntry(row, previous(seq));
    },
    *all(after = 0) {
      for (const { entry } of walk(after, false)) yield entry;
    },
    stored: (after = 0) => walk(after, true),
    forget: () => { head = null; },
  };

  function* walk(after: number, texts: boolean): IterableIterator<StoredEntry> {
    let seq = after;
    let prev = previous(seq + 1);
    for (;;) {
      const rows = page.all(seq, ALL_PAGE) as EntryRow[];
      for (const row of rows) {
        const entry = rowToEntry(row, prev);
        prev = entry.hash;
        yield { entry, canonicalPayload: texts && isPlain(row.payload) ? row.payload : null };
      }
      const last = rows.at(-1);
      if (last === undefined) return;
      seq = last.seq;
    }
  }
}
