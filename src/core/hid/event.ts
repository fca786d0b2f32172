/**
 * What a device said, as data: every report fed to a decoder ends as one of these, or waits for its next part.
 *
 * How to use it (see `openDecoder.ts`): one decoder per open device, fed with every input report in order.
 *
 *     const decoder = openDecoder({ descriptor: parseDescriptor(bytes), profile });
 *     device.on('data', (report) => handle(decoder.feed(report, Date.now())));   // a card reader's decoder overwrites `report`
 *     setTimeout(() => handle(decoder.idle(Date.now())), decoder.dueMs() - Date.now()); // when dueMs() is not null
 *     on unplug or error: handle(decoder.close(Date.now()));
 */

/** One scanned code, whole: parts joined, the AIM identifier taken off once. What it means is `core/scan`'s business. */
export type ScanEvent = {
  readonly type: 'scan';
  /** The AIM identifier such as `]Q1`; null when the scanner does not tell. */
  readonly symbology: string | null;
  /** The code's bytes as the scanner sent them, all parts, suffix included. */
  readonly bytes: Uint8Array;
  /** `bytes` as text, without the suffix that the profile names. */
  readonly text: string;
  /** How the text was read: strict UTF-8, the fallback that the caller gave, or byte for byte. */
  readonly encoding: 'utf-8' | 'fallback' | 'latin-1';
  /** When its last part came, UTC milliseconds as given to `feed`. */
  readonly atMs: number;
  /** From its first to its last part. */
  readonly durationMs: number;
  /** How many reports it took. */
  readonly parts: number;
};

/**
 * What may be done with a card:
 * `forward`: encrypted by the reader, `tracks` and `ksn` go to the payment module as they are;
 * `member`: a card that is no payment card (staff, loyalty, gift), known by `token`;
 * `practice`: a clear payment card, taken because the caller practises;
 * `refused`: a clear payment card. Nothing but brand, last four and expiry is left of it.
 */
export type CardUse = 'forward' | 'member' | 'practice' | 'refused';

/** `track` is null when all tracks are one block. `clearBytes`: how much of the decrypted block is track, the rest is padding; null when the reader does not tell. */
export type EncryptedTrack = { readonly track: 1 | 2 | 3 | null; readonly ciphertext: Uint8Array; readonly clearBytes: number | null };

export type CardBrand = 'visa' | 'mastercard' | 'amex' | 'unionpay' | 'jcb' | 'discover' | 'diners' | 'maestro' | 'mir' | 'rupay' | 'troy';

/** One swipe. No track, no whole card number and no name ever stands here. */
export type CardEvent = {
  readonly type: 'card';
  readonly use: CardUse;
  readonly brand: CardBrand | null;
  readonly last4: string | null;
  /** As on the track: YYMM. */
  readonly expiry: string | null;
  readonly serviceCode: string | null;
  /** The number's check digit (Luhn) fits; null where it tells nothing: a masked number can pass, a member's number need not. */
  readonly checkDigitOk: boolean | null;
  readonly encrypted: boolean;
  /** Key serial number of an encrypting reader, hex; null on a clear reader. */
  readonly ksn: string | null;
  /** Empty unless encrypted. */
  readonly tracks: readonly EncryptedTrack[];
  /** By the caller's `tokenOf`, for a `member` card only. */
  readonly token: string | null;
  readonly atMs: number;
};

export type WeightUnit = 'mg' | 'g' | 'kg' | 'oz' | 'lb';

/** A scale's word. The weight is exact: `value` x 10^`exponent` of `unit`. */
export type WeightEvent = {
  readonly type: 'weight';
  /** Only a `stable` weight may be sold. */
  readonly state: 'stable' | 'stable-at-zero' | 'moving' | 'below-zero' | 'over-limit';
  readonly value: number;
  readonly exponent: number;
  readonly unit: WeightUnit;
  /** Ounces and pounds are rounded to the nearest milligram. */
  readonly milligrams: number;
  /** As a person reads it: `645.2 oz`. */
  readonly text: string;
  readonly atMs: number;
};

/** Expected, and no business of the till's. */
export type IgnoredCode = 'unknown-report' | 'command-answer' | 'empty' | 'no-track' | 'control-keys' | 'repeated-card' | 'no-decoder';

/** Something went wrong at the device or on the line; the person at the till repeats what they did. */
export type FaultCode =
  | 'report-too-short' | 'report-too-long' | 'length-beyond-field' | 'code-too-long'
  | 'part-without-successor' | 'part-without-predecessor' | 'device-gone'
  | 'track-unreadable' | 'frame-broken' | 'encryption-unsure' | 'scale-fault';

/** `reason` is a sentence in English and never quotes a byte of what was read; `code` names it in every language. */
export type IgnoredEvent = { readonly type: 'ignored'; readonly code: IgnoredCode; readonly reason: string; readonly atMs: number };
export type FaultEvent = { readonly type: 'fault'; readonly code: FaultCode; readonly reason: string; readonly atMs: number };

export type DeviceEvent = ScanEvent | CardEvent | WeightEvent | IgnoredEvent | FaultEvent;

/** A device's reports, one after the other, to events. Holds no more than one unfinished code or frame. */
export type Decoder = {
  /** How reports are read, for the technician: `hid-pos with AIM bytes at 2`. */
  readonly reads: string;
  /** @param report one input report as the driver gives it: the report id first, if the device numbers its reports. A card reader's decoder overwrites it with zeros. */
  feed(report: Uint8Array, atMs: number): DeviceEvent[];
  /** To be called when `dueMs()` has come: gives up what has waited too long. */
  idle(atMs: number): DeviceEvent[];
  /** When `idle` has something to give up, in the clock of `feed`; null when nothing waits. */
  dueMs(): number | null;
  /** The device is gone or is being closed: what was unfinished is dropped and said. */
  close(atMs: number): DeviceEvent[];
};

export function ignored(code: IgnoredCode, reason: string, atMs: number): IgnoredEvent {
  return { type: 'ignored', code, reason, atMs };
}

export function fault(code: FaultCode, reason: string, atMs: number): FaultEvent {
  return { type: 'fault', code, reason, atMs };
}
