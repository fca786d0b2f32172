/** Reads a batch of a till's journal as it came over the line and proves it by itself: form, hashes, order, the till's own signature. */
import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { plainRecordEnd, type Spans } from '#core/canonicalBytes.ts';
import { LIMITS } from '#core/limits.ts';
import type { Caller } from './caller.ts';
import { FOLDED } from './chainFold.ts';
import { isSignedBy } from './keys.ts';
import { CloudRefusal } from './ports.ts';

const LF = 0x0a;
const HASH_BYTES = 64;

/** An entry as it lies in the batch: bytes `from` up to `to` are the text that was hashed. */
type Placed = { readonly from: number; readonly to: number; readonly hash: string };
export type Batch = { readonly bytes: Buffer; readonly firstSeq: number; readonly prevHash: string; readonly placed: readonly Placed[] };

/** Members of an entry that the backend reads, with what they must be. */
const MEMBERS = { at: 'number', businessDay: 'string', id: 'string', kind: 'string', operator: 'string', payload: 'object', seq: 'number', till: 'string', version: 'number' } as const;
export type ReadEntry = { readonly at: number; readonly businessDay: string; readonly kind: string; readonly operator: string; readonly payload: Readonly<Record<string, unknown>>; readonly seq: number; readonly till: string };
export type FreshEntry = Placed & { readonly seq: number; readonly entry: ReadEntry };

const nothing = 'nothing was taken in';
const noBatch = () => new CloudRefusal(400, 'bad-request', `the body is no journal batch; ${nothing}`);

/**
 * The form, every hash, and the till's signature over the last of them.
 * @throws CloudRefusal 400 `bad-request`; 422 `bad-hash`, `bad-head-signature`; 403 `other-till`
 */
export function readBatch(caller: Caller, key: KeyObject, bytes: Buffer): Batch {
  const { prevHash, placed, signature } = placeLines(bytes);
  const first = placed[0];
  const last = placed.at(-1);
  if (first === undefined || last === undefined || !isUtf8(bytes)) throw noBatch();
  const { seq: firstSeq } = readEntry(caller, bytes, first);
  let hashFrom = 0;
  for (const [nth, { from, to, hash: claimed }] of placed.entries()) {
    if (hash('sha256', bytes.subarray(hashFrom, to), 'hex') !== claimed) {
      throw new CloudRefusal(422, 'bad-hash', `entry ${firstSeq + nth} does not have the hash it claims; ${nothing}`, { seq: firstSeq + nth });
    }
    hashFrom = to + 1;
    if (from > to) throw noBatch();
  }
  if (!isSignedBy(key, last.hash, signature)) throw new CloudRefusal(422, 'bad-head-signature', `the batch is not signed by this till; ${nothing}`);
  return { bytes, firstSeq, prevHash, placed };
}

/** By turns a hash and an entry, last the signature; each line ended by a line feed. */
function placeLines(bytes: Buffer): { prevHash: string; placed: Placed[]; signature: string } {
  const placed: Placed[] = [];
  const prevHash = hashAt(bytes, 0);
  for (let at = HASH_BYTES + 1; placed.length <= LIMITS.journalBatchMax;) {
    const end = bytes.indexOf(LF, at);
    if (end === -1) throw noBatch();
    if (end === bytes.length - 1) return { prevHash, placed, signature: bytes.toString('latin1', at, end) };
    placed.push({ from: at, to: end, hash: hashAt(bytes, end + 1) });
    at = end + 1 + HASH_BYTES + 1;
  }
  throw noBatch();
}

function hashAt(bytes: Buffer, at: number): string {
  const text = bytes.toString('latin1', at, at + HASH_BYTES);
  if (bytes[at + HASH_BYTES] !== LF || !/^[0-9a-f]{64}$/.test(text)) throw noBatch();
  return text;
}

/** Strings without escapes and plain integers alone: everything else is read the long way. */
const HEAD = /^\{"at":(0|[1-9]\d{0,14}),"businessDay":"([^"\\]*)","id":"[^"\\]*","kind":"([^"\\]*)","operator":"([^"\\]*)","payload":\{/;
const TAIL = /^,"seq":([1-9]\d{0,14}),"till":"([^"\\]*)","version":(?:0|[1-9]\d{0,14})\}$/;
/** Bytes of which none is a control character. */
const PRINTED = /^[\x20-\x7e\x80-\xff]+$/;
const HEAD_BYTES_MAX = 400;

/**
 * An entry read in one pass over its bytes, and of its payload only what is folded; null where it is not written plainly enough.
 * The members' order is RFC 8785's, so one that is written so and no otherwise is canonical.
 */
function readPlain(bytes: Buffer, { from, to }: Placed): ReadEntry | null {
  // Byte by byte, so that places in the text are places in the bytes.
  const head = HEAD.exec(bytes.toString('latin1', from, Math.min(to, from + HEAD_BYTES_MAX)));
  if (head === null || !PRINTED.test(head[0])) return null;
  const payloadFrom = from + head[0].length - 1;
  const spans: Spans = [];
  const payloadTo = plainRecordEnd(bytes, payloadFrom, to, spans);
  if (payloadTo === null) return null;
  const tail = TAIL.exec(bytes.toString('latin1', payloadTo, to));
  if (tail === null || !PRINTED.test(tail[0])) return null;
  const kind = utf8(head[3]);
  return { at: Number(head[1]), businessDay: utf8(head[2]), kind, operator: utf8(head[4]), payload: pick(bytes, spans, FOLDED[kind] ?? []), seq: Number(tail[1]), till: utf8(tail[2]) };
}

/** Text whose bytes were read as characters. */
const utf8 = (latin1 = ''): string => (/^[\x20-\x7e]*$/.test(latin1) ? latin1 : Buffer.from(latin1, 'latin1').toString('utf8'));

function pick(bytes: Buffer, spans: Spans, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  if (names.length === 0) return picked;
  for (let at = 0; at < spans.length; at += 4) {
    const name = bytes.toString('latin1', spans[at], spans[at + 1]);
    if (names.includes(name)) picked[name] = JSON.parse(bytes.toString('utf8', spans[at + 2], spans[at + 3]));
  }
  return picked;
}

/** @throws CloudRefusal 422 `bad-hash` when the text is not the one text its value has; 400 `bad-request`; 403 `other-till` */
function readEntry(caller: Caller, bytes: Buffer, place: Placed): ReadEntry {
  const entry = readPlain(bytes, place) ?? readAny(bytes, place);
  if (entry.till !== caller.till) throw new CloudRefusal(403, 'other-till', `the batch holds an entry of another till; ${nothing}`, { seq: entry.seq });
  return entry;
}

function readAny(bytes: Buffer, { from, to }: Placed): ReadEntry {
  const text = bytes.toString('utf8', from, to);
  let value: unknown;
  try { value = JSON.parse(text); } catch { throw noBatch(); }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noBatch();
  const members = value as Record<string, unknown>;
  for (const [name, type] of Object.entries(MEMBERS)) {
    const member = members[name];
    if (typeof member !== type || member === null || Array.isArray(member) || (type === 'number' && !Number.isSafeInteger(member))) throw new CloudRefusal(400, 'bad-request', `the body does not fit: entries.${name}`);
  }
  const entry = value as ReadEntry;
  // One value, one text: whoever reads the entry later and hashes it by the rule gets the same hash.
  if (canonicalJson(value as Json) !== text) {
    throw new CloudRefusal(422, 'bad-hash', `entry ${entry.seq} is not written in canonical form, so its hash proves nothing; ${nothing}`, { seq: entry.seq });
  }
  return entry;
}

/**
 * The batch's entries from the `skip`th on, read. Those before are the same bytes as what is here already, by their hash.
 * @throws CloudRefusal 422 `broken-batch` where one does not follow the one before it, and as `readEntry`
 */
export function readFresh(caller: Caller, { bytes, firstSeq, placed }: Batch, skip: number): FreshEntry[] {
  return placed.slice(skip).map((place, nth) => {
    const entry = readEntry(caller, bytes, place);
    const seq = firstSeq + skip + nth;
    if (entry.seq !== seq) throw new CloudRefusal(422, 'broken-batch', `entry ${entry.seq} does not follow the one before it; ${nothing}`, { seq: entry.seq });
    return { ...place, seq, entry };
  });
}
