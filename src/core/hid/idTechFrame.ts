/** ID TECH's encrypted output: `02 length payload xor sum 03`, in one report or over several. Its buffer is overwritten after use. */
import { LIMITS } from '../limits.ts';
import { clearSwipe, encryptedSwipe } from './cardSwipe.ts';
import type { CardSettings, Tracks } from './cardSwipe.ts';
import { looksClear } from './cardTrack.ts';
import { fault, ignored } from './event.ts';
import type { Decoder, DeviceEvent, EncryptedTrack } from './event.ts';

const STX = 0x02;
const ETX = 0x03;
const OVERHEAD = 6;
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

type Cursor = { readonly take: (bytes: number) => Uint8Array | null; readonly left: () => number };

function cursorOver(payload: Uint8Array, start: number): Cursor {
  let at = start;
  return {
    take: (bytes) => {
      if (at + bytes > payload.length) return null;
      at += bytes;
      return payload.subarray(at - bytes, at);
    },
    left: () => payload.length - at,
  };
}

/** null: the parts do not add up to the payload. */
function readPayload(payload: Uint8Array, settings: CardSettings, atMs: number): DeviceEvent | null {
  if (payload.length < 5) return null;
  const lengths = [payload[2] ?? 0, payload[3] ?? 0, payload[4] ?? 0];
  const isEnhanced = ((payload[0] ?? 0) & 0x80) !== 0;
  return isEnhanced ? readEnhanced(payload, lengths, settings, atMs) : readOriginal(payload, lengths, settings, atMs);
}

const padded = (bytes: number, block: number): number => Math.ceil(bytes / block) * block;

function readEnhanced(payload: Uint8Array, lengths: readonly number[], settings: CardSettings, atMs: number): DeviceEvent | null {
  const [sent, encrypted] = [payload[5] ?? 0, payload[6] ?? 0];
  const cursor = cursorOver(payload, 7);
  if (((payload[1] ?? 0) & 0x40) !== 0) {
    const optional = cursor.take(1);
    if (optional === null || cursor.take(optional[0] ?? 0) === null) return null;
  }
  const block = (sent & 0x10) === 0 ? 8 : 16;
  const masked = lengths.map((length, index) => ((sent >> index) & 1) === 1 ? cursor.take(length) : new Uint8Array(0));
  const ciphertexts = lengths.map((length, index) => ((encrypted >> index) & 1) === 1 ? cursor.take(padded(length, block)) : new Uint8Array(0));
  const session = (encrypted & 0x40) === 0 ? 0 : SESSION_BYTES;
  const hashes = [3, 4, 5].filter((bit) => ((encrypted >> bit) & 1) === 1).length * HASH_BYTES;
  const serial = (sent & 0x80) === 0 ? 0 : SERIAL_BYTES;
  if (cursor.take(session + hashes + serial) === null) return null;
  const ksn = (encrypted & 0x80) === 0 ? new Uint8Array(0) : cursor.take(KSN_BYTES);
  if (ksn === null || cursor.left() !== 0 || [...masked, ...ciphertexts].includes(null)) return null;
  const tracks = ciphertexts.flatMap((bytes, index): EncryptedTrack[] => bytes === null || bytes.length === 0 ? [] : [{ track: index === 0 ? 1 : index === 1 ? 2 : 3, ciphertext: bytes.slice(), clearBytes: lengths[index] ?? null }]);
  return judged(tracksOf(masked), tracks, ksn, settings, atMs);
}

/** The older form has no word on what is in it: it is known by its size. */
function readOriginal(payload: Uint8Array, lengths: readonly number[], settings: CardSettings, atMs: number): DeviceEvent | null {
  const shown = (lengths[0] ?? 0) + (lengths[1] ?? 0) + (lengths[2] ?? 0);
  const cursor = cursorOver(payload, 5);
  const masked = tracksOf(lengths.map((length) => cursor.take(length)));
  if (cursor.left() === 0 && payload.length === 5 + shown) return clearSwipe(masked, false, settings, atMs);
  for (const counted of [3, 2]) {
    const bytes = lengths.slice(0, counted).reduce((a, b) => a + b, 0);
    const hashes = lengths.slice(0, counted).filter((length) => length > 0).length * HASH_BYTES;
    if (payload.length !== 5 + shown + padded(bytes, 8) + hashes + KSN_BYTES || bytes === 0) continue;
    const ciphertext = payload.slice(5 + shown, 5 + shown + padded(bytes, 8));
    return judged(masked, [{ track: null, ciphertext, clearBytes: bytes }], payload.subarray(payload.length - KSN_BYTES), settings, atMs);
  }
  return null;
}

function tracksOf(parts: readonly (Uint8Array | null)[]): Tracks {
  const [a, b, c] = parts.map((part) => (part === null || part.length === 0 ? null : part));
  return [a ?? null, b ?? null, c ?? null];
}

/** Encrypted only with a key serial number and ciphertext that is none in clear. */
function judged(masked: Tracks, tracks: readonly EncryptedTrack[], ksn: Uint8Array, settings: CardSettings, atMs: number): DeviceEvent {
  const isClear = tracks.some(({ ciphertext }) => looksClear(ciphertext));
  if (tracks.length > 0 && !isClear && ksn.some((byte) => byte !== 0)) return encryptedSwipe(masked, tracks, ksn, atMs);
  for (const { ciphertext } of tracks) ciphertext.fill(0);
  if (tracks.length > 0) return fault('encryption-unsure', 'The reader\'s data are not encrypted as it says; nothing was charged.', atMs);
  return clearSwipe(masked, false, settings, atMs);
}

/** For readers whose frame spans several reports: its own length says when it is whole. */
export function openFrameDecoder(reportId: number | null, settings: CardSettings): Decoder {
  const buffer = new Uint8Array(LIMITS.cardFrameBytesMax);
  let [filled, wanted, lastMs] = [0, 0, 0];
  const reset = () => {
    buffer.fill(0);
    [filled, wanted] = [0, 0];
  };
  const giveUp = (code: 'part-without-successor' | 'device-gone', atMs: number): DeviceEvent[] => {
    if (filled === 0) return [];
    reset();
    return [fault(code, 'The card reader stopped in the middle of a swipe; nothing was charged. Swipe the card again.', atMs)];
  };
  const idle = (atMs: number): DeviceEvent[] => (filled > 0 && atMs - lastMs >= LIMITS.scanPartMsMax ? giveUp('part-without-successor', atMs) : []);
  const take = (data: Uint8Array, atMs: number): DeviceEvent[] => {
    if (filled === 0) {
      if (data[0] !== STX) return [data.every((byte) => byte === 0) ? ignored('empty', 'A report without data.', atMs) : fault('part-without-predecessor', 'The end of a swipe came without its beginning; it was not used. Swipe the card again.', atMs)];
      wanted = (data[1] ?? 0) + (data[2] ?? 0) * 256 + OVERHEAD;
      if (data.length < 3 || wanted > buffer.length) return [fault('length-beyond-field', 'A swipe that claims more data than a card has; nothing was charged. Swipe the card again.', atMs)];
    }
    const part = data.subarray(0, wanted - filled);
    buffer.set(part, filled);
    filled += part.length;
    lastMs = atMs;
    if (filled < wanted) return [];
    try {
      return [readFrame(buffer.subarray(0, wanted), settings, atMs)];
    } finally {
      reset();
    }
  };
  return {
    reads: `${reportId === null ? 'reports without id' : `report ${reportId}`}: an encrypted frame over as many reports as it takes`,
    feed: (report, atMs) => {
      const before = idle(atMs);
      try {
        if (reportId !== null && report[0] !== reportId) return [...before, ignored('unknown-report', 'A report that is not one of a swipe.', atMs)];
        return [...before, ...take(reportId === null ? report : report.subarray(1), atMs)];
      } finally {
        report.fill(0);
      }
    },
    idle,
    dueMs: () => (filled === 0 ? null : lastMs + LIMITS.scanPartMsMax),
    close: (atMs) => giveUp('device-gone', atMs),
  };
}
