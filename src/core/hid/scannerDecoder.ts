/** Reports of a bar code scanner to scans: parts joined by their length, answers to commands told apart, nothing half handed on. */
import { LIMITS } from '../limits.ts';
import { fault, ignored } from './event.ts';
import type { Decoder, DeviceEvent } from './event.ts';
import { codeText } from './codeText.ts';
import type { FallbackText } from './codeText.ts';
import type { Quirks } from './profile.ts';
import type { ScannerLayout } from './scannerLayout.ts';

/** One report, read. `data` is a view into the report. */
export type Part = { readonly aim: string | null; readonly vendor: number | null; readonly data: Uint8Array; readonly hasMore: boolean };
type Pending = { readonly aim: string | null; readonly vendor: number | null; readonly parts: Uint8Array[]; bytes: number; readonly startedMs: number; lastMs: number };
/** What may still come of a code that was given up: it must not pass for a code of its own. */
type Lost = { readonly aim: string | null; readonly untilMs: number; /** Until when a part that has more after it goes on with the lost code, instead of beginning the same one again. */ readonly partsUntilMs: number };

/** Parts of one code follow each other within a few milliseconds; nobody scans again that fast. */
const SAME_BURST_MS = 100;

const QUESTION_MARK = 0x3f;

const BROKEN = {
  'report-too-short': 'A report that is shorter than its layout; it was not used. Scan again.',
  'length-beyond-field': 'A report that claims more data than it can hold; it was not used. Scan again.',
} as const;

export function openScannerDecoder(layout: ScannerLayout, quirks: Quirks, fallback: FallbackText | null): Decoder {
  const waitMs = layout.more === null ? quirks.silenceMs ?? 60 : LIMITS.scanPartMsMax;
  let pending: Pending | null = null;
  let lost: Lost | null = null;
  let hasSentAim = false;

  const giveUp = (code: 'part-without-successor' | 'device-gone', words: string, atMs: number): DeviceEvent[] => {
    if (pending === null) return [];
    const one = pending;
    pending = null;
    // A block without a flag that nothing followed was the last one.
    if (layout.more === null && code === 'part-without-successor') return finish(one, quirks, fallback);
    lost = { aim: one.aim, untilMs: atMs + LIMITS.scanPartMsMax, partsUntilMs: -1 };
    return [fault(code, words, atMs)];
  };
  const idle = (atMs: number): DeviceEvent[] => {
    // A clock that was set back must not make a part wait for ever.
    if (pending !== null && atMs < pending.lastMs) pending.lastMs = atMs;
    if (pending === null || atMs - pending.lastMs < waitMs) return [];
    return giveUp('part-without-successor', 'A long code stopped before its last part; nothing of it was used. Scan it again.', atMs);
  };

  const take = (part: Part, atMs: number): DeviceEvent[] => {
    const events: DeviceEvent[] = [];
    if (pending !== null && !continues(pending, part)) {
      events.push(...giveUp('part-without-successor', 'A long code was broken off by another one; nothing of the first was used. Scan it again.', atMs));
      lost = null;
    }
    if (pending === null && isOrphan(part, lost, hasSentAim && layout.aim !== null, atMs)) {
      // Said once when it begins and once at its end, not for each part between.
      const isKnown = lost !== null;
      lost = part.hasMore ? lostAt(part.aim, atMs) : null;
      if (part.hasMore && isKnown) return events;
      return [...events, fault('part-without-predecessor', 'The end of a code came without its beginning; it was not used. Scan it again.', atMs)];
    }
    lost = null;
    if (part.aim !== null) hasSentAim = true;
    if (part.data.length === 0 && pending === null) return [...events, ignored('empty', 'A report without data.', atMs)];
    pending ??= { aim: part.aim, vendor: part.vendor, parts: [], bytes: 0, startedMs: atMs, lastMs: atMs };
    if (pending.bytes + part.data.length > LIMITS.scanBytesMax) {
      pending = null;
      if (part.hasMore) lost = lostAt(part.aim, atMs);
      return [...events, fault('code-too-long', `A code of more than ${LIMITS.scanBytesMax} bytes; nothing of it was used.`, atMs)];
    }
    pending.parts.push(part.data.slice());
    pending.bytes += part.data.length;
    pending.lastMs = atMs;
    if (part.hasMore) return events;
    const whole = pending;
    pending = null;
    return [...events, ...finish(whole, quirks, fallback)];
  };

  return {
    reads: describe(layout),
    feed: (report, atMs) => {
      const before = idle(atMs);
      const read = readPart(layout, report);
      if (typeof read !== 'string') return [...before, ...take(read, atMs)];
      if (read === 'unknown-report') return [...before, ignored('unknown-report', 'A report that is not one of scanned data.', atMs)];
      // Noise is no beginning of a code: only what carries an identifier, where there is a place for one, has parts to come.
      const ownAim = layout.aim !== null && isAim(report, layout.aim) ? aimText(report, layout.aim) : null;
      const isBeginning = read === 'length-beyond-field' && flagOf(layout, report) && (layout.aim === null || ownAim !== null);
      if (pending !== null || isBeginning) lost = lostAt(pending?.aim ?? ownAim, atMs);
      pending = null;
      return [...before, fault(read, BROKEN[read], atMs)];
    },
    idle,
    dueMs: () => (pending === null ? null : pending.lastMs + waitMs),
    close: (atMs) => giveUp('device-gone', 'The scanner went away in the middle of a code; nothing of it was used. Scan it again.', atMs),
  };
}

function describe(layout: ScannerLayout): string {
  const id = layout.reportId === null ? 'reports without id' : `report ${layout.reportId}`;
  const aim = layout.guess.length > 0 ? 'AIM bytes if there are any (guessed)' : layout.aim === null ? 'no AIM bytes' : `AIM bytes at ${layout.aim[0]}`;
  return `${id}: length at ${layout.length}, ${aim}, ${layout.data.length} bytes of data at ${layout.data.offset}, ${layout.more === null ? 'no continuation flag' : `continuation at ${layout.more.offset}`}`;
}

function continues(pending: Pending, part: Part): boolean {
  // Some scanners repeat the identifier in each part, others send it once.
  return part.aim === null || (part.aim === pending.aim && (part.vendor === pending.vendor || part.vendor === 0 || part.vendor === null));
}

/** The rest of a code that was given up while its parts were still coming. */
function lostAt(aim: string | null, atMs: number): Lost {
  return { aim, untilMs: atMs + SAME_BURST_MS, partsUntilMs: atMs + SAME_BURST_MS };
}

function isOrphan(part: Part, lost: Lost | null, alwaysSendsAim: boolean, atMs: number): boolean {
  const isOfLost = lost !== null && (part.aim === null || part.aim === lost.aim);
  if (isOfLost && atMs <= (part.hasMore ? lost.partsUntilMs : lost.untilMs)) return true;
  return alwaysSendsAim && part.aim === null && part.data.length > 0;
}

function flagOf(layout: ScannerLayout, report: Uint8Array): boolean {
  return layout.more !== null && (((report[layout.more.offset] ?? 0) >> layout.more.bit) & 1) === 1;
}

export function readPart(layout: ScannerLayout, given: Uint8Array): Part | 'unknown-report' | 'report-too-short' | 'length-beyond-field' {
  // Some libraries put a 0 in front of reports that have no id.
  const report = layout.reportId === null && given.length === layout.bytes + 1 && given[0] === 0 ? given.subarray(1) : given;
  if (layout.reportId !== null && report[0] !== layout.reportId) return 'unknown-report';
  if (report.length < layout.data.offset || (layout.more !== null && report.length <= layout.more.offset)) return 'report-too-short';
  const aimAt = layout.aim?.[0] ?? layout.guess.find((offset) => isAim(report, [offset, offset + 1, offset + 2]));
  const places: readonly [number, number, number] | null = layout.aim ?? (aimAt === undefined ? null : [aimAt, aimAt + 1, aimAt + 2]);
  const offset = layout.aim === null && aimAt !== undefined ? aimAt + 3 : layout.data.offset;
  const length = (report[layout.length] ?? 0) + (layout.lengthBytes === 2 ? (report[layout.length + 1] ?? 0) * 256 : 0);
  if (length > layout.data.length) return 'length-beyond-field';
  if (offset + length > report.length) return 'report-too-short';
  return {
    aim: places !== null && isAim(report, places) ? aimText(report, places) : null,
    vendor: layout.vendorSymbology === null ? null : report[layout.vendorSymbology] ?? 0,
    data: report.subarray(offset, offset + length),
    hasMore: layout.more === null ? length === layout.data.length : flagOf(layout, report),
  };
}

function aimText(report: Uint8Array, places: readonly [number, number, number]): string {
  return places.map((place) => String.fromCharCode(report[place] ?? 0)).join('');
}

function isAim(report: Uint8Array, [flag, letter, modifier]: readonly [number, number, number]): boolean {
  const code = report[letter] ?? 0;
  const digit = report[modifier] ?? 0;
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  const isModifier = (digit >= 0x30 && digit <= 0x39) || (digit >= 0x41 && digit <= 0x5a) || (digit >= 0x61 && digit <= 0x7a);
  return report[flag] === 0x5d && isLetter && isModifier;
}

function finish(whole: Pending, quirks: Quirks, fallback: FallbackText | null): DeviceEvent[] {
  const bytes = new Uint8Array(whole.bytes);
  let at = 0;
  for (const part of whole.parts) {
    bytes.set(part, at);
    at += part.length;
  }
  if (isAnswer(whole, bytes)) return [ignored('command-answer', 'The scanner answered a command; this is no scan.', whole.lastMs)];
  const first = quirks.aimInData === true && isAim(bytes, [0, 1, 2]) ? String.fromCharCode(...bytes.subarray(0, 3)) : null;
  // The identifier counts once, also where a scanner sends it in its place and in the data.
  const aimInData = first !== null && (whole.aim === null || whole.aim === first);
  const symbology = aimInData ? first : whole.aim;
  const content = aimInData ? bytes.slice(3) : bytes;
  if (content.length === 0) return [ignored('empty', 'A code without content.', whole.lastMs)];
  const { text, encoding } = codeText(content, quirks.suffix ?? 'none', fallback);
  return [{ type: 'scan', symbology, bytes: content, text, encoding, atMs: whole.lastMs, durationMs: Math.max(0, whole.lastMs - whole.startedMs), parts: whole.parts.length }];
}

/** `]Z` is data that are no bar code; `]X0` marked `?` is Honeywell's answer to a menu command; 02 00 begins Newland's. */
function isAnswer(whole: Pending, bytes: Uint8Array): boolean {
  if (whole.aim !== null) return whole.aim.startsWith(']Z') || (whole.aim === ']X0' && whole.vendor === QUESTION_MARK);
  return bytes.length >= 2 && bytes[0] === 2 && bytes[1] === 0;
}
