/** The reports that a device of a class would send, for the virtual bench: practice and tests go through the same decoders as the shop. */
import { lrcOf } from './cardTrack.ts';
import type { CardLayout } from './cardLayout.ts';
import type { WeightEvent, WeightUnit } from './event.ts';
import type { ScaleLayout } from './scaleDecoder.ts';
import type { ScannerLayout } from './scannerLayout.ts';

/** @param symbology `]E0`; sent in the layouts that have a place for it. @param vendorSymbology the vendor's letter for it. */
export function scanReports(layout: ScannerLayout, code: Uint8Array, symbology: string, vendorSymbology = 0): Uint8Array[] {
  const room = layout.data.length;
  const reports: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < code.length; at += room) {
    const part = code.subarray(at, at + room);
    const report = new Uint8Array(layout.bytes);
    if (layout.reportId !== null) report[0] = layout.reportId;
    report[layout.length] = part.length;
    report.set(part, layout.data.offset);
    for (const [index, place] of (layout.aim ?? []).entries()) report[place] = symbology.charCodeAt(index);
    if (layout.vendorSymbology !== null) report[layout.vendorSymbology] = vendorSymbology;
    if (layout.more !== null && at + room < code.length) report[layout.more.offset] = 1 << layout.more.bit;
    reports.push(report);
  }
  return reports;
}

/** Tracks with their sentinels, `%B...?`, `;...?`; null: nothing on that track. */
export type WrittenTracks = readonly [string | null, string | null, string | null];

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0) & 0x7f);

/** What a reader sends that does not encrypt. @param withLrc some readers send the check character as well. */
export function swipeReport(layout: CardLayout, tracks: WrittenTracks, withLrc = false): Uint8Array {
  const report = new Uint8Array(layout.bytes);
  if (layout.reportId !== null) report[0] = layout.reportId;
  for (const [index, track] of tracks.entries()) putTrack(report, layout.lengths[index], layout.tracks[index], track === null ? null : checked(ascii(track), index, withLrc));
  return report;
}

function checked(track: Uint8Array, index: number, withLrc: boolean): Uint8Array {
  return withLrc ? Uint8Array.of(...track, lrcOf(track, index === 0 ? 1 : 2)) : track;
}

function putTrack(report: Uint8Array, lengthAt: number | undefined, range: { readonly offset: number; readonly length: number } | undefined, track: Uint8Array | null): void {
  if (track === null || lengthAt === undefined || range === undefined) return;
  const sent = track.subarray(0, range.length);
  report[lengthAt] = sent.length;
  report.set(sent, range.offset);
}

export type EncryptedSwipe = {
  readonly tracks: WrittenTracks;
  /** As the reader shows them: digits in the middle replaced. */
  readonly masked: WrittenTracks;
  /** 10 bytes. */
  readonly ksn: Uint8Array;
  /** Encrypts a track that was padded with zeros to whole blocks of 8; the bench's own, no real key. */
  readonly encrypt: (padded: Uint8Array, track: 1 | 2 | 3) => Uint8Array;
};

/** What a MagneSafe reader sends. @returns null when the layout is not an encrypting reader's. */
export function encryptedReport(layout: CardLayout, swipe: EncryptedSwipe): Uint8Array | null {
  const { safe } = layout;
  if (safe === null) return null;
  const report = new Uint8Array(layout.bytes);
  if (layout.reportId !== null) report[0] = layout.reportId;
  for (const [index, track] of swipe.tracks.entries()) {
    if (track === null) continue;
    const padded = new Uint8Array(Math.ceil(track.length / 8) * 8);
    padded.set(ascii(track));
    putTrack(report, layout.lengths[index], layout.tracks[index], swipe.encrypt(padded, index === 0 ? 1 : index === 1 ? 2 : 3));
    report[safe.clearLengths[index] ?? 0] = track.length;
    const masked = swipe.masked[index] ?? null;
    putTrack(report, safe.maskedLengths[index], safe.masked[index], masked === null ? null : ascii(masked));
  }
  // Key injected, encryption on.
  report[safe.encryptionStatus + 1] = 6;
  report.set(swipe.ksn.subarray(0, safe.ksn.length), safe.ksn.offset);
  return report;
}

/** Digits between the first `keepFirst` and the last four as 0, the rest behind the service code too: what encrypting readers show. */
export function maskedTrack(track: string, keepFirst = 4): string {
  const [start, separator] = track.startsWith('%') ? [2, '^'] : [1, '='];
  const end = track.indexOf(separator);
  if (end < 0) return track.replaceAll(/\d/g, '0');
  const number = track.slice(start, end);
  const shown = number.slice(0, keepFirst) + number.slice(keepFirst, -4).replaceAll(/\d/g, '0') + number.slice(-4);
  const rest = track.slice(end);
  const datesAt = separator === '=' ? 1 : rest.indexOf('^', 1) + 1;
  return track.slice(0, start) + shown + rest.slice(0, datesAt + 4) + rest.slice(datesAt + 4).replaceAll(/\d/g, '0');
}

const STATUS: Readonly<Record<WeightEvent['state'], number>> = { 'stable-at-zero': 2, 'moving': 3, 'stable': 4, 'below-zero': 5, 'over-limit': 6 };
const UNIT: Readonly<Record<WeightUnit, number>> = { mg: 1, g: 2, kg: 3, oz: 11, lb: 12 };

/** @param value a whole number, `value` x 10^`exponent` of `unit`. */
export function weightReport(layout: ScaleLayout, weight: Pick<WeightEvent, 'state' | 'value' | 'exponent' | 'unit'>): Uint8Array {
  const report = new Uint8Array(layout.value + layout.valueBytes);
  if (layout.reportId !== null) report[0] = layout.reportId;
  report[layout.status] = STATUS[weight.state];
  report[layout.unit] = UNIT[weight.unit];
  report[layout.exponent] = weight.exponent & 0xff;
  for (let i = 0; i < layout.valueBytes; i += 1) report[layout.value + i] = Math.floor(Math.abs(weight.value) / 256 ** i) & 0xff;
  return report;
}
