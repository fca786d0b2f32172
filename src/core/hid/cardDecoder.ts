/** Reports of card readers that hold a whole swipe: MagTek and its copies, MagneSafe, the standard's page 0x8E, ID TECH MiniMag. Each report is overwritten. */
import type { CardLayout, Range, SafeLayout } from './cardLayout.ts';
import { clearSwipe, encryptedSwipe } from './cardSwipe.ts';
import type { CardSettings, Tracks } from './cardSwipe.ts';
import { looksClear, mayBeClear } from './cardTrack.ts';
import { fault, ignored } from './event.ts';
import type { Decoder, DeviceEvent, EncryptedTrack } from './event.ts';
import { readFrame } from './idTechFrame.ts';
import type { Quirks } from './profile.ts';

export function openCardDecoder(layout: CardLayout, quirks: Quirks, settings: CardSettings): Decoder {
  let isIn = false;
  const once = (events: DeviceEvent[], report: Uint8Array, atMs: number): DeviceEvent[] => {
    if (layout.cardStatus === null || quirks.reportsTwice !== true) return events;
    const wasIn = isIn;
    const isInNow = ((report[layout.cardStatus] ?? 0) & 1) === 1;
    isIn = isInNow && events.some((event) => event.type === 'card');
    return wasIn && !isInNow ? [ignored('repeated-card', 'The same card, taken out again.', atMs)] : events;
  };
  return {
    reads: `${layout.reportId === null ? 'reports without id' : `report ${layout.reportId}`}: ${layout.output === null ? `three tracks of ${layout.tracks[0].length} bytes at ${layout.tracks[0].offset}` : 'output in one piece'}${layout.safe === null ? '' : ', encrypted, with key serial number'}`,
    feed: (given, atMs) => {
      // Some libraries put a 0 in front of reports that have no id.
      const report = layout.reportId === null && given.length === layout.bytes + 1 && given[0] === 0 ? given.subarray(1) : given;
      try {
        if (layout.reportId !== null && report[0] !== layout.reportId) return [ignored('unknown-report', 'A report that is not one of a swipe.', atMs)];
        return once([readSwipe(layout, settings, report, atMs)], report, atMs);
      } finally {
        given.fill(0);
      }
    },
    idle: () => [],
    dueMs: () => null,
    close: () => [],
  };
}

const short = (atMs: number) => fault('report-too-short', 'A swipe whose report was cut short; nothing was charged. Swipe the card again.', atMs);
const beyond = (atMs: number) => fault('length-beyond-field', 'A swipe that claims more data than it can hold; nothing was charged. Swipe the card again.', atMs);

/** One whole swipe. The caller overwrites the report. */
export function readSwipe(layout: CardLayout, settings: CardSettings, report: Uint8Array, atMs: number): DeviceEvent {
  if (report.length < Math.max(...layout.lengths) + 1) return short(atMs);
  if (layout.output !== null) return readOutput(layout.output, layout, settings, report, atMs);
  const fields = fieldsOf(report, layout.lengths, layout.tracks, layout.status);
  if (fields === 'length-beyond-field') return beyond(atMs);
  if (fields === 'report-too-short') return short(atMs);
  if (layout.safe !== null) return readSafe(layout.safe, fields, settings, report, atMs);
  return clearSwipe(fields.tracks, fields.hadErrors, settings, atMs);
}

type Fields = { readonly tracks: Tracks; readonly hadErrors: boolean };

/** Nothing past a field's length is looked at: it may be the card before. */
function fieldsOf(report: Uint8Array, lengths: readonly number[], ranges: readonly Range[], status: readonly number[] | null): Fields | 'length-beyond-field' | 'report-too-short' {
  const tracks: (Uint8Array | null)[] = [];
  let hadErrors = false;
  for (const [index, { offset, length: room }] of ranges.entries()) {
    const isBad = status !== null && ((report[status[index] ?? 0] ?? 0) & 1) === 1;
    const length = report[lengths[index] ?? 0] ?? 0;
    hadErrors ||= isBad;
    if (length > room) return 'length-beyond-field';
    if (length > 0 && offset + length > report.length) return 'report-too-short';
    tracks.push(length === 0 || isBad ? null : report.subarray(offset, offset + length));
  }
  return { tracks: [tracks[0] ?? null, tracks[1] ?? null, tracks[2] ?? null], hadErrors };
}

/** Encryption status, MagneSafe V5: bit 0 keys used up, bit 1 key injected, bit 2 encryption on. */
function readSafe(safe: SafeLayout, fields: Fields, settings: CardSettings, report: Uint8Array, atMs: number): DeviceEvent {
  if (report.length < Math.max(safe.ksn.offset + safe.ksn.length, ...safe.maskedLengths.map((at) => at + 1))) return short(atMs);
  const status = (report[safe.encryptionStatus] ?? 0) * 256 + (report[safe.encryptionStatus + 1] ?? 0);
  const ksn = report.subarray(safe.ksn.offset, safe.ksn.offset + safe.ksn.length);
  const present = fields.tracks.filter((track) => track !== null);
  // Without keys such a reader sends clear tracks in the fields of the encrypted ones.
  if (present.some((track) => looksClear(track))) return clearSwipe(fields.tracks, fields.hadErrors, settings, atMs);
  const masked = fieldsOf(report, safe.maskedLengths, safe.masked, null);
  if (typeof masked === 'string') return masked === 'length-beyond-field' ? beyond(atMs) : short(atMs);
  const isEncrypting = (status & 6) === 6 && ksn.some((byte) => byte !== 0);
  if (present.length === 0) {
    if ((status & 1) === 1) return fault('encryption-unsure', 'The reader has used up its keys and reads no cards any more; nothing was charged. It must be given new ones.', atMs);
    // A card was read, but there is no ciphertext to charge it with.
    const hasMasked = masked.tracks.some((track) => track !== null);
    return isEncrypting && hasMasked ? { ...encryptedSwipe(masked.tracks, [], ksn, atMs), use: 'refused' } : clearSwipe(fields.tracks, fields.hadErrors, settings, atMs);
  }
  if (!isEncrypting || present.some((track) => mayBeClear(track))) return fault('encryption-unsure', 'It is not sure that the reader encrypted its data, so they were not used; nothing was charged. Swipe the card again.', atMs);
  return encryptedSwipe(masked.tracks, copies(fields.tracks, safe, report), ksn, atMs);
}

function copies(tracks: Tracks, safe: SafeLayout, report: Uint8Array): EncryptedTrack[] {
  return tracks.flatMap((track, index): EncryptedTrack[] => {
    if (track === null) return [];
    const clear = report[safe.clearLengths[index] ?? 0] ?? 0;
    return [{ track: index === 0 ? 1 : index === 1 ? 2 : 3, ciphertext: track.slice(), clearBytes: clear > 0 && clear <= track.length ? clear : null }];
  });
}

/** MiniMag: clear tracks one after the other, or an encrypted frame. */
function readOutput(output: { readonly lengthAt: number; readonly range: Range }, layout: CardLayout, settings: CardSettings, report: Uint8Array, atMs: number): DeviceEvent {
  const length = (report[output.lengthAt] ?? 0) + (report[output.lengthAt + 1] ?? 0) * 256;
  if (length > output.range.length) return beyond(atMs);
  if (output.range.offset + length > report.length) return short(atMs);
  const data = report.subarray(output.range.offset, output.range.offset + length);
  if (data[0] === 0x02) return readFrame(data, settings, atMs);
  const hadErrors = layout.status !== null && layout.status.some((at) => ((report[at] ?? 0) & 1) === 1);
  return clearSwipe(cutTracks(data), hadErrors, settings, atMs);
}

/** Tracks in one piece, with or without line ends between them: each from its start sentinel to its end sentinel. The third begins like the second. */
function cutTracks(data: Uint8Array): Tracks {
  const found: [Uint8Array | null, Uint8Array | null, Uint8Array | null] = [null, null, null];
  let at = 0;
  while (at < data.length) {
    const kind = data[at] === 0x25 ? 0 : data[at] === 0x3b ? (found[1] === null ? 1 : 2) : data[at] === 0x2b ? 2 : null;
    const end = data.indexOf(0x3f, at);
    if (kind !== null && end < 0) break;
    if (kind !== null && found[kind] === null) found[kind] = data.subarray(at, end + 1);
    at = kind === null ? at + 1 : end + 1;
  }
  return found;
}
