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
  const { seq: firstSeq } = readEntry(caller, bytes, first, rememberedTexts());
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

/**
 * An entry read in one pass over its bytes, and of its payload only what is folded; null where it is not written plainly enough (strings with
 * escapes, other numbers than plain integers): that is read the long way. The members' order is RFC 8785's, so one that is written so and no otherwise is canonical.
 */
function readPlain(bytes: Buffer, { from, to }: Placed, texts: Texts): ReadEntry | null {
  const at = integerEnd(bytes, behind(bytes, from, AT), to);
  const day = stringEnd(bytes, behind(bytes, at, DAY), to);
  const id = stringEnd(bytes, behind(bytes, day, ID), to);
  const kindFrom = behind(bytes, id, KIND);
  const kindTo = stringEnd(bytes, kindFrom, to);
  const operator = stringEnd(bytes, behind(bytes, kindTo, OPERATOR), to);
  const payloadFrom = behind(bytes, operator, PAYLOAD);
  if (payloadFrom === NOWHERE) return null;
  const spans: Spans = [];
  const payloadTo = plainRecordEnd(bytes, payloadFrom, to, spans);
  if (payloadTo === null) return null;
  const seq = integerEnd(bytes, behind(bytes, payloadTo, SEQ), to);
  const till = stringEnd(bytes, behind(bytes, seq, TILL), to);
  const version = integerEnd(bytes, behind(bytes, till, VERSION), to);
  if (version !== to - 1 || bytes[version] !== CLOSE) return null;
  const kind = texts(bytes, kindFrom, kindTo);
  return {
    at: integerOf(bytes, from + AT.length, at), businessDay: texts(bytes, at + DAY.length, day), kind, operator: texts(bytes, kindTo + OPERATOR.length, operator),
    payload: pick(bytes, spans, FOLDED_NAMES.get(kind) ?? [], texts), seq: integerOf(bytes, payloadTo + SEQ.length, seq), till: texts(bytes, seq + TILL.length, till),
  };
}

const AT = Buffer.from('{"at":');
const DAY = Buffer.from(',"businessDay":"');
const ID = Buffer.from('","id":"');
const KIND = Buffer.from('","kind":"');
const OPERATOR = Buffer.from('","operator":"');
const PAYLOAD = Buffer.from('","payload":');
const SEQ = Buffer.from(',"seq":');
const TILL = Buffer.from(',"till":"');
const VERSION = Buffer.from('","version":');
const NOWHERE = -1;
const CLOSE = 0x7d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;
const DIGITS_MAX = 15;

/** The index behind a text that must stand at `at`. */
function behind(bytes: Buffer, at: number, text: Buffer): number {
  if (at === NOWHERE) return NOWHERE;
  for (let nth = 0; nth < text.length; nth += 1) if (bytes[at + nth] !== text[nth]) return NOWHERE;
  return at + text.length;
}

/** The index of the quote that ends a string whose characters all stand for themselves. */
function stringEnd(bytes: Buffer, from: number, to: number): number {
  if (from === NOWHERE) return NOWHERE;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at;
    if (byte < 0x20 || byte === BACKSLASH) return NOWHERE;
  }
  return NOWHERE;
}

/** The index behind a plain integer that is not negative. */
function integerEnd(bytes: Buffer, from: number, to: number): number {
  if (from === NOWHERE) return NOWHERE;
  let at = from;
  while (at < to && (bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= NINE) at += 1;
  const digits = at - from;
  return digits === 0 || digits > DIGITS_MAX || (bytes[from] === ZERO && digits > 1) ? NOWHERE : at;
}

function integerOf(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (bytes[at] ?? 0) - ZERO;
  return value;
}

/** Reads a stretch of bytes as text. */
type Texts = (bytes: Buffer, from: number, to: number) => string;

const REMEMBERED = 64;

/** A batch says the same few things over and over: a text whose bytes stood there before is not made again. */
function rememberedTexts(): Texts {
  const slots: { from: number; to: number; text: string }[] = [];
  return (bytes, from, to) => {
    // Length, first and last byte tell most of them apart; the bytes decide.
    const slot = (to - from + 7 * (bytes[from] ?? 0) + 13 * (bytes[to - 1] ?? 0)) % REMEMBERED;
    const known = slots[slot];
    if (known !== undefined && known.to - known.from === to - from && isSame(bytes, known.from, from, to)) return known.text;
    const text = bytes.toString('utf8', from, to);
    slots[slot] = { from, to, text };
    return text;
  };
}

function isSame(bytes: Buffer, other: number, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] !== bytes[other + at - from]) return false;
  return true;
}

const FOLDED_NAMES: ReadonlyMap<string, readonly { readonly name: string; readonly bytes: Buffer }[]> = new Map(Object.entries(FOLDED).map(([kind, names]) => [kind, names.map((name) => ({ name, bytes: Buffer.from(name) }))]));

function pick(bytes: Buffer, spans: Spans, names: readonly { readonly name: string; readonly bytes: Buffer }[], texts: Texts): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  if (names.length === 0) return picked;
  for (let at = 0; at < spans.length; at += 4) {
    const [keyFrom = 0, keyTo = 0, from = 0, to = 0] = [spans[at], spans[at + 1], spans[at + 2], spans[at + 3]];
    const found = names.find((one) => one.bytes.length === keyTo - keyFrom && behind(bytes, keyFrom, one.bytes) === keyTo);
    if (found === undefined) continue;
    picked[found.name] = integerEnd(bytes, from, to) === to ? integerOf(bytes, from, to) : JSON.parse(texts(bytes, from, to));
  }
  return picked;
}

/** @throws CloudRefusal 422 `bad-hash` when the text is not the one text its value has; 400 `bad-request`; 403 `other-till` */
function readEntry(caller: Caller, bytes: Buffer, place: Placed, texts: Texts): ReadEntry {
  const entry = readPlain(bytes, place, texts) ?? readAny(bytes, place);
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
  const texts = rememberedTexts();
  return placed.slice(skip).map((place, nth) => {
    const entry = readEntry(caller, bytes, place, texts);
    const seq = firstSeq + skip + nth;
    if (entry.seq !== seq) throw new CloudRefusal(422, 'broken-batch', `entry ${entry.seq} does not follow the one before it; ${nothing}`, { seq: entry.seq });
    return { ...place, seq, entry };
  });
}
