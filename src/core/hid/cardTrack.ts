/** One track of a card (ISO/IEC 7813), read in place: where its number stands, its expiry and service code. No part of it is copied but those. */

export type TrackFacts = {
  /** Of the number's bytes within the track, digits and mask characters; spaces of track 1 are inside. */
  readonly number: { readonly from: number; readonly to: number };
  /** Track 1 of format B or track 2 with a separator: laid out as a payment card's. */
  readonly isBankFormat: boolean;
  readonly last4: string | null;
  /** YYMM as on the track. */
  readonly expiry: string | null;
  readonly serviceCode: string | null;
};

export type TrackFault = 'no-start' | 'no-end' | 'too-long' | 'lrc' | 'no-number' | 'bad-character';

const [PERCENT, PLUS, SEMICOLON, EQUALS, QUESTION, CARET, SPACE, STAR] = [0x25, 0x2b, 0x3b, 0x3d, 0x3f, 0x5e, 0x20, 0x2a];
/** With sentinels and LRC, ISO/IEC 7811. */
const LENGTH_MAX: Readonly<Record<1 | 2 | 3, number>> = { 1: 79, 2: 40, 3: 107 };
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** The start sentinel names the track; a reader may send track 3 with `;` or `+`. */
export function trackKind(track: Uint8Array): 1 | 2 | 3 | null {
  return track[0] === PERCENT ? 1 : track[0] === SEMICOLON ? 2 : track[0] === PLUS ? 3 : null;
}

/** @param track from its start sentinel; what is behind the end sentinel is an LRC, if anything. @param place on which of the card's three tracks it was read. */
export function readTrack(track: Uint8Array, place: 1 | 2 | 3): TrackFacts | TrackFault {
  const kind = trackKind(track);
  if (kind === null) return 'no-start';
  if (track.length > LENGTH_MAX[place]) return 'too-long';
  const end = track.indexOf(QUESTION);
  if (end < 0 || track.length > end + 2) return 'no-end';
  for (let i = 0; i < end; i += 1) if (!isOfTrack(track[i] ?? 0, kind)) return 'bad-character';
  if (track.length === end + 2 && lrcOf(track.subarray(0, end + 1), kind) !== track[end + 1]) return 'lrc';
  return kind === 1 ? readFirst(track, end) : readNumeric(track, end);
}

function isOfTrack(byte: number, kind: 1 | 2 | 3): boolean {
  return kind === 1 ? byte >= 0x20 && byte <= 0x5f || byte >= 0x61 && byte <= 0x7a : byte >= 0x30 && byte <= 0x3f || byte === STAR || byte === PLUS;
}

/** Longitudinal redundancy check: with it, every column of bits over all characters has an even number of ones. @param track both sentinels included. */
export function lrcOf(track: Uint8Array, kind: 1 | 2 | 3): number {
  const [base, bits] = kind === 1 ? [0x20, 0x3f] : [0x30, 0x0f];
  let sum = 0;
  for (const byte of track) sum ^= byte - base;
  return base + (sum & bits);
}

/** `%B number ^ name ^ YYMM SSS ... ?`; a missing expiry or service code is the separator alone. */
function readFirst(track: Uint8Array, end: number): TrackFacts | TrackFault {
  const isBank = track[1] === 0x42 || track[1] === 0x62;
  const from = isBank ? 2 : 1;
  const firstCaret = track.indexOf(CARET);
  if (!isBank || firstCaret < 0) return member(track, from, firstCaret < 0 ? end : firstCaret);
  const secondCaret = track.indexOf(CARET, firstCaret + 1);
  return withDates(track, { from, to: firstCaret }, secondCaret < 0 ? end : secondCaret + 1, end, CARET);
}

/** `; number = YYMM SSS ... ?` */
function readNumeric(track: Uint8Array, end: number): TrackFacts | TrackFault {
  const equals = track.indexOf(EQUALS);
  return equals < 0 ? member(track, 1, end) : withDates(track, { from: 1, to: equals }, equals + 1, end, EQUALS);
}

function member(track: Uint8Array, from: number, to: number): TrackFacts | TrackFault {
  return to <= from ? 'no-number' : { number: { from, to }, isBankFormat: false, last4: last4Of(track, from, to), expiry: null, serviceCode: null };
}

function withDates(track: Uint8Array, number: { from: number; to: number }, at: number, end: number, separator: number): TrackFacts | TrackFault {
  if (number.to <= number.from) return 'no-number';
  const expiry = track[at] === separator ? null : digitsAt(track, at, 4, end);
  const serviceAt = track[at] === separator ? at + 1 : at + 4;
  const serviceCode = track[serviceAt] === separator ? null : digitsAt(track, serviceAt, 3, end);
  return { number, isBankFormat: true, last4: last4Of(track, number.from, number.to), expiry, serviceCode };
}

function digitsAt(track: Uint8Array, at: number, count: number, end: number): string | null {
  if (at + count > end) return null;
  let text = '';
  for (let i = at; i < at + count; i += 1) {
    if (!isDigit(track[i])) return null;
    text += String.fromCharCode(track[i] ?? 0);
  }
  return text;
}

/** null for numbers so short that four digits would be most of them. */
function last4Of(track: Uint8Array, from: number, to: number): string | null {
  let text = '';
  for (let i = to - 1; i >= from && text.length < 4; i -= 1) {
    if (track[i] === SPACE) continue;
    if (!isDigit(track[i])) return null;
    text = String.fromCharCode(track[i] ?? 0) + text;
  }
  return text.length === 4 && to - from >= 8 ? text : null;
}

/** The number's digits without spaces, in a buffer that the caller overwrites. Mask characters count as 0. */
export function numberDigits(track: Uint8Array, { number }: TrackFacts): Uint8Array {
  const digits = new Uint8Array(number.to - number.from);
  let length = 0;
  for (let i = number.from; i < number.to; i += 1) {
    const byte = track[i] ?? 0;
    if (byte === SPACE) continue;
    digits[length] = byte === STAR ? 0x30 : byte;
    length += 1;
  }
  return digits.subarray(0, length);
}

/** Text of a track that nobody encrypted: from a start sentinel to an end sentinel, printable all along. Ciphertext is not like that. */
export function looksClear(field: Uint8Array): boolean {
  const end = field.indexOf(QUESTION);
  if (trackKind(field) === null || end < 4) return false;
  for (let i = 0; i < end; i += 1) if ((field[i] ?? 0) < 0x20 || (field[i] ?? 0) > 0x7a) return false;
  return true;
}

/** Six digits in a row, or printable for the most part: by chance in one of ten million ciphertexts. A damaged clear track must not pass for ciphertext. */
export function mayBeClear(field: Uint8Array): boolean {
  let [run, printable] = [0, 0];
  for (const byte of field) {
    run = isDigit(byte) ? run + 1 : 0;
    if (run >= 6) return true;
    if (byte >= 0x20 && byte <= 0x5f) printable += 1;
  }
  return field.length >= 16 && printable > field.length * 0.75;
}
