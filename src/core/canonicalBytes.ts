/** Whether bytes are RFC 8785 canonical JSON, told in one pass over them without building the value. */

/** Digits that every integer of that length can be told exactly by. */
const DIGITS_MAX = 15;
const DEPTH_MAX = 64;

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** From here on a byte begins a character that UTF-16 orders otherwise than UTF-8. */
const PAST_BMP = 0xf0;

/** 1: stands for itself in a string; 0: ends it, or is for the slow way. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0));
const WORDS = ['true', 'false', 'null'].map((word) => Uint8Array.from(word, (letter) => letter.charCodeAt(0)));

/** Not plain enough to be told here: it may be canonical all the same. */
const UNSURE = -1;

/** Where a record's members lie: four numbers each, the key's first byte and the one behind it, the value's likewise. */
export type Spans = number[];

/**
 * Walks the record that begins at `at`. It is certainly canonical, once the bytes are valid UTF-8, where its end is told. Null: not told here
 * (escapes, fractions, exponents, long numbers, keys outside the BMP, deep nesting, or no canonical JSON at all); then only reading the text and
 * writing it again tells.
 * @param spans gets the record's own members when given. @returns the index behind the record; there may be more bytes after it.
 */
export function plainRecordEnd(bytes: Uint8Array, at: number, to: number, spans?: Spans): number | null {
  const end = at < to && bytes[at] === OPEN ? record(bytes, at, to, 0, spans) : UNSURE;
  return end === UNSURE ? null : end;
}

/** @returns the index behind the value that begins at `at`, or UNSURE. */
function value(bytes: Uint8Array, at: number, to: number, depth: number): number {
  const first = at < to ? bytes[at] ?? 0 : 0;
  if (first === QUOTE) return string(bytes, at, to);
  if (first === MINUS || (first >= ZERO && first <= NINE)) return integer(bytes, at, to);
  if (first === OPEN) return depth < DEPTH_MAX ? record(bytes, at, to, depth) : UNSURE;
  if (first === OPEN_LIST) return depth < DEPTH_MAX ? list(bytes, at, to, depth) : UNSURE;
  return word(bytes, at, to);
}

function string(bytes: Uint8Array, at: number, to: number): number {
  let end = at + 1;
  while (end < to && PLAIN[bytes[end] ?? 0] === 1) end += 1;
  return end < to && bytes[end] === QUOTE ? end + 1 : UNSURE;
}

function integer(bytes: Uint8Array, at: number, to: number): number {
  const start = bytes[at] === MINUS ? at + 1 : at;
  let end = start;
  while (end < to && (bytes[end] ?? 0) >= ZERO && (bytes[end] ?? 0) <= NINE) end += 1;
  const digits = end - start;
  if (digits === 0 || digits > DIGITS_MAX) return UNSURE;
  // No leading zero, and no minus before a zero. What follows a number is judged by who asked: a point or an exponent fits nowhere.
  return bytes[start] === ZERO && (digits > 1 || start > at) ? UNSURE : end;
}

function word(bytes: Uint8Array, at: number, to: number): number {
  for (const letters of WORDS) {
    if (at + letters.length > to) continue;
    let same = 0;
    while (same < letters.length && bytes[at + same] === letters[same]) same += 1;
    if (same === letters.length) return at + same;
  }
  return UNSURE;
}

function list(bytes: Uint8Array, at: number, to: number, depth: number): number {
  if (bytes[at + 1] === CLOSE_LIST && at + 1 < to) return at + 2;
  for (let next = at + 1; ;) {
    const end = value(bytes, next, to, depth + 1);
    if (end === UNSURE || end >= to) return UNSURE;
    if (bytes[end] === CLOSE_LIST) return end + 1;
    if (bytes[end] !== COMMA) return UNSURE;
    next = end + 1;
  }
}

function record(bytes: Uint8Array, at: number, to: number, depth: number, spans?: Spans): number {
  if (bytes[at + 1] === CLOSE && at + 1 < to) return at + 2;
  let keyFrom = 0;
  let keyTo = 0;
  for (let next = at + 1; ;) {
    if (bytes[next] !== QUOTE) return UNSURE;
    const behindKey = string(bytes, next, to);
    if (behindKey === UNSURE || behindKey >= to || bytes[behindKey] !== COLON) return UNSURE;
    if (keyTo > 0 && !comesBefore(bytes, keyFrom, keyTo, next + 1, behindKey - 1)) return UNSURE;
    keyFrom = next + 1;
    keyTo = behindKey - 1;
    const end = value(bytes, behindKey + 1, to, depth + 1);
    if (end === UNSURE || end >= to) return UNSURE;
    spans?.push(keyFrom, keyTo, behindKey + 1, end);
    if (bytes[end] === CLOSE) return end + 1;
    if (bytes[end] !== COMMA) return UNSURE;
    next = end + 1;
  }
}

/** True when the one key stands before the other by UTF-16 code units; below PAST_BMP the bytes have that order too. */
function comesBefore(bytes: Uint8Array, from: number, to: number, otherFrom: number, otherTo: number): boolean {
  let at = from;
  for (let other = otherFrom; at < to && other < otherTo; at += 1, other += 1) {
    const one = bytes[at] ?? 0;
    const two = bytes[other] ?? 0;
    if (one !== two) return one < two && two < PAST_BMP;
  }
  return to - from < otherTo - otherFrom;
}
