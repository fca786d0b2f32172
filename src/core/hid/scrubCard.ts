/** A card reader's report without the card: numbers to first digits of the brand, zeros and last four; names, ciphertext, hashes and stale bytes to nothing. */
import type { CardLayout, Range } from './cardLayout.ts';
import { brandOf, isPaymentNumber } from './cardNumber.ts';
import { looksClear, lrcOf, numberDigits, readTrack, trackKind } from './cardTrack.ts';
import type { CardBrand } from './event.ts';
import { frameParts } from './idTechFrame.ts';

/** Beginnings by which `brandOf` knows the brand again. */
const BEGINNING: Readonly<Record<CardBrand, string>> = {
  visa: '4', mastercard: '51', amex: '34', unionpay: '62', jcb: '3528', discover: '6011', diners: '36', maestro: '50', mir: '2200', rupay: '82', troy: '9792',
};
/** A payment card of no known brand. */
const UNKNOWN_BRAND = '61';
const [ZERO, LETTER_X, SPACE, QUESTION, CARET, EQUALS] = [0x30, 0x58, 0x20, 0x3f, 0x5e, 0x3d];

/** A track of the same length, sentinels, separators, expiry and service code; a track that cannot be read is all 0. */
function scrubTrack(track: Uint8Array, place: 1 | 2 | 3): Uint8Array {
  const out = new Uint8Array(track.length);
  const facts = readTrack(track, place);
  const kind = trackKind(track);
  if (typeof facts === 'string' || kind === null) return out;
  const digits = numberDigits(track, facts);
  const brand = brandOf(digits);
  const beginning = isPaymentNumber(digits, []) ? (brand === null ? UNKNOWN_BRAND : BEGINNING[brand]) : '';
  digits.fill(0);
  const end = track.indexOf(QUESTION);
  for (let i = 0; i <= end; i += 1) out[i] = keptByte(track[i] ?? 0, kind);
  out[0] = track[0] ?? 0;
  if (kind === 1 && facts.number.from === 2) out[1] = track[1] ?? 0;
  let position = 0;
  for (let i = facts.number.from; i < facts.number.to; i += 1) {
    if (track[i] === SPACE) continue;
    out[i] = beginning.charCodeAt(position) || ZERO;
    position += 1;
  }
  if (facts.last4 !== null) keepLast(track, out, facts.number.to, 4);
  keepDates(track, out, facts.expiry, facts.serviceCode, kind, end);
  if (track.length > end + 1) out[end + 1] = lrcOf(out.subarray(0, end + 1), kind);
  return out;
}

function keptByte(byte: number, kind: 1 | 2 | 3): number {
  if (byte === QUESTION || (kind === 1 ? byte === CARET || byte === SPACE : byte === EQUALS)) return byte;
  return kind === 1 && (byte < ZERO || byte > 0x39) ? LETTER_X : ZERO;
}

function keepLast(track: Uint8Array, out: Uint8Array, to: number, count: number): void {
  let left = count;
  for (let i = to - 1; left > 0; i -= 1) {
    if (track[i] === SPACE) continue;
    out[i] = track[i] ?? 0;
    left -= 1;
  }
}

function keepDates(track: Uint8Array, out: Uint8Array, expiry: string | null, serviceCode: string | null, kind: 1 | 2 | 3, end: number): void {
  const separator = kind === 1 ? CARET : EQUALS;
  const first = track.indexOf(separator);
  const at = kind === 1 ? track.indexOf(CARET, first + 1) + 1 : first + 1;
  if (first < 0 || at <= 0 || at > end) return;
  const copy = (from: number, count: number) => { for (let i = from; i < from + count; i += 1) out[i] = track[i] ?? 0; };
  if (expiry !== null) copy(at, 4);
  if (serviceCode !== null) copy(expiry === null ? at + 1 : at + 4, 3);
}

/** By the report's layout, field by field. */
export function scrubSwipe(layout: CardLayout, given: Uint8Array): Uint8Array {
  const lead = layout.reportId === null && given.length === layout.bytes + 1 && given[0] === 0 ? 1 : 0;
  const report = given.subarray(lead);
  const whole = new Uint8Array(given.length);
  const out = whole.subarray(lead);
  const keep = (at: number) => { if (at < out.length) out[at] = report[at] ?? 0; };
  if (layout.reportId !== null) keep(0);
  if (layout.reportId !== null && report[0] !== layout.reportId) return whole;
  for (const at of [...(layout.status ?? []), ...layout.lengths, ...(layout.cardStatus === null ? [] : [layout.cardStatus])]) keep(at);
  if (layout.output !== null) {
    scrubOutput(layout.output, report, out);
    return whole;
  }
  scrubFields(report, out, layout.lengths, layout.tracks);
  const { safe } = layout;
  if (safe !== null) {
    for (const at of [safe.encryptionStatus, safe.encryptionStatus + 1, ...safe.maskedLengths, ...safe.clearLengths]) keep(at);
    for (let i = 0; i < safe.ksn.length; i += 1) keep(safe.ksn.offset + i);
    scrubFields(report, out, safe.maskedLengths, safe.masked);
  }
  return whole;
}

function scrubFields(report: Uint8Array, out: Uint8Array, lengths: readonly number[], ranges: readonly Range[]): void {
  for (const [index, { offset, length: room }] of ranges.entries()) {
    const length = report[lengths[index] ?? 0] ?? 0;
    if (length === 0 || length > room || offset + length > report.length) continue;
    const field = report.subarray(offset, offset + length);
    // Ciphertext stays out, at its length: even encrypted, a track may not be kept.
    if (looksClear(field)) out.set(scrubTrack(field, index === 0 ? 1 : index === 1 ? 2 : 3), offset);
  }
}

function scrubOutput(output: { readonly lengthAt: number; readonly range: Range }, report: Uint8Array, out: Uint8Array): void {
  const length = (report[output.lengthAt] ?? 0) + (report[output.lengthAt + 1] ?? 0) * 256;
  const { offset } = output.range;
  if (length > output.range.length || offset + length > report.length) return;
  out.set(report.subarray(output.lengthAt, output.lengthAt + 2), output.lengthAt);
  const data = report.subarray(offset, offset + length);
  if (data[0] === 2) {
    out.set(scrubFrame(data), offset);
    return;
  }
  let at = 0;
  while (at < data.length) {
    const place = data[at] === 0x25 ? 1 : data[at] === 0x3b ? 2 : data[at] === 0x2b ? 3 : null;
    const end = data.indexOf(QUESTION, at);
    if (place !== null && end < 0) return;
    if (place === null) {
      at += 1;
      continue;
    }
    out.set(scrubTrack(data.subarray(at, end + 1), place), offset + at);
    at = end + 1;
  }
}

/** A frame of the same parts with its checks made again; one that does not add up is all 0 but its head. */
function scrubFrame(frame: Uint8Array): Uint8Array {
  const out = new Uint8Array(frame.length);
  const length = (frame[1] ?? 0) + (frame[2] ?? 0) * 256;
  out.set(frame.subarray(0, 3));
  const payload = frame.subarray(3, 3 + length);
  const parts = frame.length < length + 6 ? null : frameParts(payload);
  if (parts === null) return out;
  const clean = out.subarray(3, 3 + length);
  clean.set(payload.subarray(0, ((payload[0] ?? 0) & 0x80) === 0 ? 5 : 7));
  if (((payload[0] ?? 0) & 0x80) !== 0 && ((payload[1] ?? 0) & 0x40) !== 0) clean[7] = payload[7] ?? 0;
  for (const [index, range] of parts.masked.entries()) {
    if (range !== null) clean.set(scrubTrack(payload.subarray(range.offset, range.offset + range.length), index === 0 ? 1 : index === 1 ? 2 : 3), range.offset);
  }
  clean.set(payload.subarray(parts.ksn.offset, parts.ksn.offset + parts.ksn.length), parts.ksn.offset);
  let [xor, sum] = [0, 0];
  for (const byte of clean) [xor, sum] = [xor ^ byte, (sum + byte) & 0xff];
  out.set([xor, sum, 3], 3 + length);
  return out;
}

/** The reports of one frame, scrubbed together and cut as they came. */
export function scrubFrameReports(reports: readonly Uint8Array[], reportId: number | null): Uint8Array[] {
  const skip = reportId === null ? 0 : 1;
  const joined = new Uint8Array(reports.reduce((sum, report) => sum + Math.max(0, report.length - skip), 0));
  let at = 0;
  for (const report of reports) {
    joined.set(report.subarray(skip), at);
    at += Math.max(0, report.length - skip);
  }
  const length = (joined[1] ?? 0) + (joined[2] ?? 0) * 256 + 6;
  const clean = joined[0] === 2 && joined.length >= 3 ? scrubFrame(joined.subarray(0, Math.min(length, joined.length))) : new Uint8Array(0);
  joined.fill(0);
  at = 0;
  return reports.map((report) => {
    const out = new Uint8Array(report.length);
    if (skip === 1 && report.length > 0) out[0] = report[0] ?? 0;
    const part = clean.subarray(at, at + Math.max(0, report.length - skip));
    out.set(part, Math.min(skip, out.length));
    at += Math.max(0, report.length - skip);
    return out;
  });
}
