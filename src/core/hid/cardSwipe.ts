/** One swipe to one event: clear tracks end here, encrypted ones go on as they came. */
import { brandOf, isPaymentNumber, luhnFits } from './cardNumber.ts';
import { numberDigits, readTrack } from './cardTrack.ts';
import type { TrackFacts } from './cardTrack.ts';
import { fault, ignored } from './event.ts';
import type { CardEvent, DeviceEvent, EncryptedTrack } from './event.ts';

export type CardSettings = {
  readonly tokenOf: ((number: Uint8Array) => string) | null;
  readonly memberPrefixes: readonly string[];
  readonly isPractice: boolean;
};

/** Views into the report, not copies; the report is overwritten once the event is made. `null`: nothing was read there. */
export type Tracks = readonly [Uint8Array | null, Uint8Array | null, Uint8Array | null];

type Read = { readonly track: Uint8Array; readonly facts: TrackFacts };

/** Track 2 has what a payment needs, then 1; track 3 only where there is nothing else. */
const ORDER: readonly (1 | 2 | 3)[] = [2, 1, 3];

function best(tracks: Tracks): Read | null {
  for (const place of ORDER) {
    const track = tracks[place - 1];
    const facts = track === null || track === undefined ? 'no-start' : readTrack(track, place);
    if (typeof facts !== 'string' && track !== null && track !== undefined) return { track, facts };
  }
  return null;
}

export function clearSwipe(tracks: Tracks, hadErrors: boolean, settings: CardSettings, atMs: number): DeviceEvent {
  const read = best(tracks);
  if (read === null) {
    const isEmpty = tracks.every((track) => track === null);
    if (isEmpty && !hadErrors) return ignored('no-track', 'A swipe without any data: no magnetic stripe, or it was swiped the wrong way round.', atMs);
    return fault('track-unreadable', 'The card could not be read; nothing was charged. Swipe it again, a little faster or slower.', atMs);
  }
  const { facts } = read;
  const digits = numberDigits(read.track, facts);
  const isPayment = onAnyTrack(tracks, settings);
  const token = isPayment ? null : settings.tokenOf?.(digits) ?? null;
  const brand = isPayment ? brandOf(digits) : null;
  const checkDigitOk = isPayment ? luhnFits(digits) : null;
  digits.fill(0);
  return {
    type: 'card', use: isPayment ? (settings.isPractice ? 'practice' : 'refused') : 'member', brand, last4: facts.last4, expiry: facts.expiry, serviceCode: facts.serviceCode,
    checkDigitOk, encrypted: false, ksn: null, tracks: [], token, atMs,
  };
}

/** A card whose second track is the shop's own may still be a payment card on its first. */
function onAnyTrack(tracks: Tracks, settings: CardSettings): boolean {
  return tracks.some((track, index) => {
    const facts = track === null ? 'no-start' : readTrack(track, index === 0 ? 1 : index === 1 ? 2 : 3);
    if (track === null || typeof facts === 'string') return false;
    const digits = numberDigits(track, facts);
    const isPayment = isPaymentNumber(digits, settings.memberPrefixes);
    digits.fill(0);
    return isPayment;
  });
}

/** @param masked what the reader shows of the tracks; of it brand, last four and expiry are taken, and no name. @param encrypted copies that the event keeps. */
export function encryptedSwipe(masked: Tracks, encrypted: readonly EncryptedTrack[], ksn: Uint8Array, atMs: number): CardEvent {
  const read = best(masked);
  const digits = read === null ? null : numberDigits(read.track, read.facts);
  const brand = digits === null ? null : brandOf(digits);
  digits?.fill(0);
  return {
    type: 'card', use: 'forward', brand, last4: read?.facts.last4 ?? null, expiry: read?.facts.expiry ?? null, serviceCode: read?.facts.serviceCode ?? null,
    checkDigitOk: null, encrypted: true, ksn: hexOf(ksn), tracks: encrypted, token: null, atMs,
  };
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
