/** ID TECH's encrypted output, `02 length payload xor sum 03`: its checks, its parts and the card in it. */
import { clearSwipe, encryptedSwipe } from './cardSwipe.ts';
import type { CardSettings, Tracks } from './cardSwipe.ts';
import { mayBeClear } from './cardTrack.ts';
import { fault } from './event.ts';
import type { DeviceEvent, EncryptedTrack } from './event.ts';

export const STX = 0x02;
const ETX = 0x03;
/** Bytes of a frame around its payload. */
export const OVERHEAD = 6;
const HASH_BYTES = 20;
const SESSION_BYTES = 8;
const SERIAL_BYTES = 10;
const KSN_BYTES = 10;

const broken = (atMs: number): DeviceEvent => fault('frame-broken', 'The card reader\'s data arrived damaged; nothing was charged. Swipe the card again.', atMs);

/** @param frame from STX on; bytes behind its ETX are not looked at. */
export function readFrame(frame: Uint8Array, settings: CardSettings, atMs: number): DeviceEvent {
  const length = (frame[1] ?? 0) + (frame[2] ?? 0) * 256;
  if (frame[0] !== STX || frame.length < length + OVERHEAD || frame[length + 5] !== ETX) return broken(atMs);
  const payload = frame.subarray(3, 3 + length);
  let [xor, sum] = [0, 0];
  for (const byte of payload) [xor, sum] = [xor ^ byte, (sum + byte) & 0xff];
  if (xor !== frame[length + 3] || sum !== frame[length + 4]) return broken(atMs);
  return readPayload(payload, settings, atMs) ?? broken(atMs);
}

type Range = { readonly offset: number; readonly length: number };
/** Where the parts of a payload stand. `ksn` of length 0: none was sent. */
export type FrameParts = {
  readonly masked: readonly [Range | null, Range | null, Range | null];
  readonly encrypted: readonly (Range & { readonly track: 1 | 2 | 3 | null; readonly clearBytes: number })[];
  readonly ksn: Range;
};

const padded = (bytes: number, block: number): number => Math.ceil(bytes / block) * block;
const bitsSet = (byte: number, bits: readonly number[]): number => bits.filter((bit) => ((byte >> bit) & 1) === 1).length;

/** @returns null when the parts do not add up to the payload. */
export function frameParts(payload: Uint8Array): FrameParts | null {
  if (payload.length < 5) return null;
  const lengths = [payload[2] ?? 0, payload[3] ?? 0, payload[4] ?? 0];
  return ((payload[0] ?? 0) & 0x80) !== 0 ? enhancedParts(payload, lengths) : originalParts(payload, lengths);
}

function enhancedParts(payload: Uint8Array, lengths: readonly number[]): FrameParts | null {
  const [sent, told] = [payload[5] ?? 0, payload[6] ?? 0];
  // Track status bit 6: a count of optional bytes comes first.
  let at = 7 + (((payload[1] ?? 0) & 0x40) === 0 ? 0 : 1 + (payload[7] ?? 0));
  const take = (length: number): Range => {
    at += length;
    return { offset: at - length, length };
  };
  const block = (sent & 0x10) === 0 ? 8 : 16;
  const [a, b, c] = lengths.map((length, index) => (((sent >> index) & 1) === 1 && length > 0 ? take(length) : null));
  const encrypted = lengths.flatMap((length, index): FrameParts['encrypted'] => {
    if (((told >> index) & 1) === 0 || length === 0) return [];
    return [{ ...take(padded(length, block)), track: index === 0 ? 1 : index === 1 ? 2 : 3, clearBytes: length }];
  });
  take(((told & 0x40) === 0 ? 0 : SESSION_BYTES) + bitsSet(told, [3, 4, 5]) * HASH_BYTES + ((sent & 0x80) === 0 ? 0 : SERIAL_BYTES));
  const ksn = take((told & 0x80) === 0 ? 0 : KSN_BYTES);
  return at === payload.length ? { masked: [a ?? null, b ?? null, c ?? null], encrypted, ksn } : null;
}

/** The older form has no word on what is in it: it is known by its size. */
function originalParts(payload: Uint8Array, lengths: readonly number[]): FrameParts | null {
  let at = 5;
  const [a, b, c] = lengths.map((length) => {
    at += length;
    return length === 0 ? null : { offset: at - length, length };
  });
  const masked: FrameParts['masked'] = [a ?? null, b ?? null, c ?? null];
  if (payload.length === at) return { masked, encrypted: [], ksn: { offset: at, length: 0 } };
  for (const counted of [3, 2]) {
    const bytes = lengths.slice(0, counted).reduce((sum, length) => sum + length, 0);
    const hashes = lengths.slice(0, counted).filter((length) => length > 0).length * HASH_BYTES;
    if (bytes === 0 || payload.length !== at + padded(bytes, 8) + hashes + KSN_BYTES) continue;
    return { masked, encrypted: [{ offset: at, length: padded(bytes, 8), track: null, clearBytes: bytes }], ksn: { offset: payload.length - KSN_BYTES, length: KSN_BYTES } };
  }
  return null;
}

/** Encrypted only with a key serial number and ciphertext that is none in clear. */
function readPayload(payload: Uint8Array, settings: CardSettings, atMs: number): DeviceEvent | null {
  const parts = frameParts(payload);
  if (parts === null) return null;
  const view = ({ offset, length }: Range) => payload.subarray(offset, offset + length);
  const [a, b, c] = parts.masked.map((range) => (range === null ? null : view(range)));
  const masked: Tracks = [a ?? null, b ?? null, c ?? null];
  if (parts.encrypted.length === 0) return clearSwipe(masked, false, settings, atMs);
  const isClear = parts.encrypted.some((range) => mayBeClear(view(range)));
  if (isClear || view(parts.ksn).every((byte) => byte === 0)) return fault('encryption-unsure', 'The reader\'s data are not encrypted as it says; nothing was charged.', atMs);
  const tracks = parts.encrypted.map((range): EncryptedTrack => ({ track: range.track, ciphertext: view(range).slice(), clearBytes: range.clearBytes }));
  return encryptedSwipe(masked, tracks, view(parts.ksn), atMs);
}
