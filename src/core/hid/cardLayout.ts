/** Where a card reader's report has its tracks: from the descriptor by usage, else from the profile. Offsets in bytes, report id included. */
import type { Descriptor, Usage } from './descriptor.ts';
import { usage } from './descriptor.ts';
import type { LayoutName } from './profile.ts';
import { byteRange, findInput, inputBytes } from './reportField.ts';

export type Range = { readonly offset: number; readonly length: number };
type Three<T> = readonly [T, T, T];

/** What an encrypting reader of MagTek's adds. */
export type SafeLayout = {
  /** Two bytes, the high one first. */
  readonly encryptionStatus: number;
  readonly ksn: Range;
  readonly maskedLengths: Three<number>;
  readonly masked: Three<Range>;
  /** How long each track was before it was encrypted. */
  readonly clearLengths: Three<number>;
};

export type CardLayout = {
  readonly reportId: number | null;
  readonly bytes: number;
  /** Bit 0 of each: an error on that track. null on page 0x8E, which has none. */
  readonly status: Three<number> | null;
  readonly lengths: Three<number>;
  readonly tracks: Three<Range>;
  /** Insert readers only: bit 0, the card is in. */
  readonly cardStatus: number | null;
  readonly safe: SafeLayout | null;
  /** ID TECH MiniMag: the output stands in one piece, its length in two bytes, the low one first. */
  readonly output: { readonly lengthAt: number; readonly range: Range } | null;
};

const ranges = (offset: number, length: number): Three<Range> => [{ offset, length }, { offset: offset + length, length }, { offset: offset + 2 * length, length }];

const MAGTEK: CardLayout = { reportId: null, bytes: 337, status: [0, 1, 2], lengths: [3, 4, 5], tracks: ranges(7, 110), cardStatus: null, safe: null, output: null };
const SAFE: SafeLayout = { encryptionStatus: 493, ksn: { offset: 495, length: 10 }, maskedLengths: [505, 506, 507], masked: ranges(508, 112), clearLengths: [852, 853, 854] };
const MAGNESAFE: CardLayout = { ...MAGTEK, bytes: 856, tracks: ranges(7, 112), safe: SAFE };
const IDTECH: CardLayout = { ...MAGTEK, bytes: 509, output: { lengthAt: 7, range: { offset: 9, length: 500 } } };

export function namedCardLayout(name: LayoutName): CardLayout | null {
  return name === 'magtek' ? MAGTEK : name === 'magnesafe' ? MAGNESAFE : name === 'idtech-fixed' ? IDTECH : null;
}

/** ID TECH readers can be set to either; a report that begins no frame is told by its length. */
export function idTechLayout(report: Uint8Array): CardLayout | null {
  return report.length >= IDTECH.bytes ? IDTECH : report.length >= MAGTEK.bytes ? MAGTEK : null;
}

const VENDOR = 0xff00;
const MSR = 0x8e;

/** @returns null when the descriptor has no card tracks that begin on a byte. */
export function cardLayoutOf(descriptor: Descriptor): CardLayout | null {
  return vendorLayout(descriptor) ?? msrLayout(descriptor);
}

function threeOf<T>(read: (index: 0 | 1 | 2) => T | null): Three<T> | null {
  const [a, b, c] = [read(0), read(1), read(2)];
  return a === null || b === null || c === null ? null : [a, b, c];
}

function reader(descriptor: Descriptor): { range: (wanted: Usage) => Range | null; at: (wanted: Usage) => number | null } {
  const range = (wanted: Usage) => {
    const place = findInput(descriptor, wanted);
    return place === null ? null : byteRange(place);
  };
  return { range, at: (wanted) => range(wanted)?.offset ?? null };
}

/** MagTek's usages on page 0xFF00; ID TECH and others have copied them. */
function vendorLayout(descriptor: Descriptor): CardLayout | null {
  const { range, at } = reader(descriptor);
  const three = (first: number) => threeOf((index) => range(usage(VENDOR, first + index)));
  const bytesAt = (first: number) => threeOf((index) => at(usage(VENDOR, first + index)));
  const [status, lengths, tracks] = [bytesAt(0x20), bytesAt(0x28), three(0x30)];
  if (status === null || lengths === null || tracks === null) return null;
  const [encryptionStatus, ksn, maskedLengths, masked, clearLengths] = [at(usage(VENDOR, 0x42)), range(usage(VENDOR, 0x46)), bytesAt(0x47), three(0x4a), bytesAt(0x51)];
  const isWhole = encryptionStatus !== null && ksn !== null && ksn.length === 10 && maskedLengths !== null && masked !== null && clearLengths !== null;
  // The manual's own example of this descriptor is printed in part only; its track fields still tell the model.
  const isSafe = tracks[0].length === 112 && tracks[0].offset === 7;
  const place = findInput(descriptor, usage(VENDOR, 0x30));
  const bytes = inputBytes(descriptor, place?.reportId ?? 0) ?? 0;
  return {
    reportId: descriptor.isNumbered ? place?.reportId ?? 0 : null, status, lengths, tracks, output: null,
    bytes: isWhole || !isSafe ? bytes : MAGNESAFE.bytes,
    cardStatus: isSafe ? null : at(usage(VENDOR, 0x39)),
    safe: isWhole ? { encryptionStatus, ksn, maskedLengths, masked, clearLengths } : isSafe ? SAFE : null,
  };
}

function msrLayout(descriptor: Descriptor): CardLayout | null {
  const { range, at } = reader(descriptor);
  const lengths = threeOf((index) => at(usage(MSR, 0x11 + index)));
  const tracks = threeOf((index) => range(usage(MSR, 0x21 + index)));
  if (lengths === null || tracks === null) return null;
  const place = findInput(descriptor, usage(MSR, 0x21));
  return {
    reportId: descriptor.isNumbered ? place?.reportId ?? 0 : null, bytes: inputBytes(descriptor, place?.reportId ?? 0) ?? 0,
    status: null, lengths, tracks, cardStatus: null, safe: null, output: null,
  };
}
