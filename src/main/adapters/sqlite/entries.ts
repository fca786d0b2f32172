/** Journal entries as rows: appending with the hash chain, reading back. */
import { hash, randomFillSync } from 'node:crypto';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { plainRecordEnd } from '#core/canonicalBytes.ts';
import { uuidV7 } from '#core/ids.ts';
import { LIMITS } from '#core/limits.ts';
import type { JournalRun } from '#contract/journalLines.ts';
import { GENESIS, hashedTextOf, PAYLOAD_VERSION, type Draft, type Entry, type EntryHead } from '#core/journal.ts';
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

/** Around a payload stand an entry's other members and its hash; their bytes are fewer. */
const AROUND_BYTES = 400;

/** How far a batch reaches that begins after an entry, and how many that are. */
const FITTING = `
  select max(seq), count(*) from (
    select seq, sum(octet_length(payload) + ${AROUND_BYTES}) over (order by seq) as bytes from entry where seq > @after order by seq limit @entriesMax
  ) where bytes <= @bytesMax or seq = @after + 1`;

/**
 * By turns the text that was hashed, as core/journal's `hashedTextOf` writes it, and its hash: made inside the engine, which takes a fifth of the time that
 * rows take. Read along the primary key, so in its order; a test holds the bytes against it.
 */
const LINES = `
  select cast(group_concat(
    '{"at":' || at || ',"businessDay":' || json_quote(day) || ',"id":"' || substr(hexId, 1, 8) || '-' || substr(hexId, 9, 4) || '-' || substr(hexId, 13, 4) || '-' || substr(hexId, 17, 4) || '-' || substr(hexId, 21)
    || '","kind":' || json_quote(kind) || ',"operator":' || json_quote(operator) || ',"payload":' || payload || ',"seq":' || seq || ',"till":' || @till || ',"version":' || version || '}' || char(10) || lower(hex(hash)) || char(10),
  '') as blob) from (select *, lower(hex(id)) as hexId from entry where seq > @after and seq <= @to order by seq)`;

export type Journal = {
  head(): EntryHead;
  /** Inside a transaction of the caller's. */
  append(draft: Draft, at: number, businessDay: string, operator: string): Entry;
  after(seq: number, limit: number): Entry[];
  /** As `after`, as the text that was hashed, as many as fit into a batch. */
  run(seq: number): JournalRun | null;
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
  const hashOf = db.prepare('select hash from entry where seq = ?').pluck();
  const fitting = db.prepare(FITTING).raw();
  const lines = db.prepare(LINES).pluck();
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
    const found = hashOf.get(seq - 1) as Buffer | undefined;
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
    run(seq) {
      const [to, count] = fitting.get({ after: seq, entriesMax: LIMITS.journalBatchMax, bytesMax: LIMITS.journalBatchBytesMax }) as [number | null, number];
      if (to === null) return null;
      const last = { seq: to, hash: (hashOf.get(to) as Buffer).toString('hex') };
      return { prevHash: previous(seq + 1), last, count, lines: lines.get({ after: seq, to, till: JSON.stringify(till) }) as Buffer, more: hashOf.get(to + 1) !== undefined };
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
