/**
 * Reports without their secrets, for traces and raw views: what may be kept is copied, all else is 0. A scrubbed report
 * decodes to the same kind of event: a card to the same brand, last four and expiry, a payment code to a code of the same
 * length and symbology. To be called before the decoder, which overwrites a card reader's reports.
 */
import { LIMITS } from '../limits.ts';
import { interpretScan } from '../scan.ts';
import { codeText } from './codeText.ts';
import type { Descriptor } from './descriptor.ts';
import { idTechLayout } from './cardLayout.ts';
import { OVERHEAD, STX } from './idTechFrame.ts';
import { readingOf } from './reading.ts';
import type { Reading, ReadingProfile } from './reading.ts';
import { readPart } from './scannerDecoder.ts';
import type { ScannerLayout } from './scannerLayout.ts';
import { scrubFrameReports, scrubSwipe } from './scrubCard.ts';

/** `isChanged`: something was taken out, and the reader of a trace is told so. */
export type ScrubbedReport = { readonly atMs: number; readonly report: Uint8Array; readonly isChanged: boolean };

export type Scrubber = {
  /** What can be let go by now: a code's parts are held until it is known what the code is. `report` is not changed. */
  scrub(report: Uint8Array, atMs: number): ScrubbedReport[];
  /** All that is held, as if it were secret: the device is gone, or its part waited too long. */
  flush(): ScrubbedReport[];
};

type Held = { readonly atMs: number; readonly report: Uint8Array };

export function openScrubber(descriptor: Descriptor | null, profile: ReadingProfile | null): Scrubber {
  return scrubberOf(readingOf(descriptor, profile), descriptor?.isNumbered === true);
}

function scrubberOf(reading: Reading, isNumbered: boolean): Scrubber {
  switch (reading.kind) {
    case 'several': return routed(reading.parts.map((part) => ({ reportId: part.reportId, scrubber: scrubberOf(part.reading, true) })));
    case 'scanner': return scannerScrubber(reading.layout);
    case 'card': return each((report) => scrubSwipe(reading.layout, report));
    case 'frame': return frameScrubber(reading.reportId);
    case 'scale': return each((report) => report.slice());
    case 'keyboard': case 'none': return each((report) => blank(report, isNumbered));
  }
}

function routed(parts: readonly { readonly reportId: number; readonly scrubber: Scrubber }[]): Scrubber {
  const rest = each((report) => blank(report, true));
  return {
    scrub: (report, atMs) => (parts.find((part) => part.reportId === report[0])?.scrubber ?? rest).scrub(report, atMs),
    flush: () => parts.flatMap((part) => part.scrubber.flush()),
  };
}

function each(clean: (report: Uint8Array) => Uint8Array): Scrubber {
  return { scrub: (report, atMs) => [changed(report, clean(report), atMs)], flush: () => [] };
}

function changed(before: Uint8Array, report: Uint8Array, atMs: number): ScrubbedReport {
  return { atMs, report, isChanged: !before.every((byte, index) => byte === report[index]) };
}

/** The length and, where there is one, the report id. */
function blank(report: Uint8Array, hasId: boolean): Uint8Array {
  const out = new Uint8Array(report.length);
  if (hasId && report.length > 0) out[0] = report[0] ?? 0;
  return out;
}

/** What may stand in a file: goods, labels, receipts, coupons, a shop's own collection code. All else might be money or a person. */
function mayBeKept(text: string, symbology: string | null): boolean {
  const { kind } = interpretScan(text, symbology);
  return kind === 'goods' || kind === 'label' || kind === 'gs1' || kind === 'receipt' || kind === 'coupon' || kind === 'merchant-code';
}

function scannerScrubber(layout: ScannerLayout): Scrubber {
  let held: Held[] = [];
  let size = 0;
  const letGo = (isOpen: boolean): ScrubbedReport[] => {
    const out = held.map(({ atMs, report }) => changed(report, cleanPart(layout, report, isOpen), atMs));
    for (const { report } of held) report.fill(0);
    held = [];
    size = 0;
    return out;
  };
  return {
    scrub: (report, atMs) => {
      const part = readPart(layout, report);
      const last = held.at(-1);
      const stale = last !== undefined && atMs - last.atMs >= LIMITS.scanPartMsMax ? letGo(false) : [];
      held.push({ atMs, report: report.slice() });
      size += report.length;
      if (typeof part === 'string') return [...stale, ...(held.length === 1 ? letGo(false) : [])];
      if (part.hasMore && size < LIMITS.scanBytesMax * 2) return stale;
      return [...stale, ...letGo(isOpenCode(layout, held))];
    },
    flush: () => letGo(false),
  };
}

function isOpenCode(layout: ScannerLayout, held: readonly Held[]): boolean {
  const bytes: number[] = [];
  let aim: string | null = null;
  for (const { report } of held) {
    const part = readPart(layout, report);
    if (typeof part === 'string') continue;
    aim ??= part.aim;
    bytes.push(...part.data);
  }
  return mayBeKept(codeText(Uint8Array.from(bytes), 'none', null).text, aim);
}

function cleanPart(layout: ScannerLayout, report: Uint8Array, isOpen: boolean): Uint8Array {
  const out = blank(report, layout.reportId !== null);
  const keep = (at: number) => { if (at >= 0 && at < out.length) out[at] = report[at] ?? 0; };
  const part = readPart(layout, report);
  if (part === 'unknown-report') return out;
  keep(layout.length);
  if (layout.lengthBytes === 2) keep(layout.length + 1);
  if (layout.more !== null) keep(layout.more.offset);
  if (typeof part === 'string') return out;
  if (layout.vendorSymbology !== null) keep(layout.vendorSymbology);
  if (part.aim !== null) for (const at of layout.aim ?? [0, 1, 2].map((i) => part.data.byteOffset - report.byteOffset - 3 + i)) keep(at);
  const offset = part.data.byteOffset - report.byteOffset;
  for (let i = 0; i < part.data.length; i += 1) out[offset + i] = isOpen ? part.data[i] ?? 0 : masked(part.data[i] ?? 0);
  return out;
}

/** A character of the same kind. */
function masked(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return 0x30;
  if (byte >= 0x41 && byte <= 0x5a) return 0x58;
  if (byte >= 0x61 && byte <= 0x7a) return 0x78;
  return byte >= 0x80 ? 0x3f : byte;
}

function frameScrubber(reportId: number | null): Scrubber {
  let held: Held[] = [];
  const letGo = (): ScrubbedReport[] => {
    const reports = scrubFrameReports(held.map(({ report }) => report), reportId);
    const out = held.map(({ atMs, report }, index) => changed(report, reports[index] ?? new Uint8Array(report.length), atMs));
    for (const { report } of held) report.fill(0);
    held = [];
    return out;
  };
  return {
    scrub: (report, atMs) => {
      const last = held.at(-1);
      const stale = last !== undefined && atMs - last.atMs >= LIMITS.scanPartMsMax ? letGo() : [];
      const layout = held.length > 0 || report[0] === STX || reportId !== null ? null : idTechLayout(report);
      if (layout !== null) return [...stale, changed(report, scrubSwipe(layout, report), atMs)];
      held.push({ atMs, report: report.slice() });
      const first = held[0]?.report;
      const skip = reportId === null ? 0 : 1;
      const wanted = (first?.[skip + 1] ?? 0) + (first?.[skip + 2] ?? 0) * 256 + OVERHEAD;
      const have = held.reduce((sum, one) => sum + Math.max(0, one.report.length - skip), 0);
      const isWhole = first?.[skip] !== STX || wanted > LIMITS.cardFrameBytesMax || have >= wanted;
      return isWhole ? [...stale, ...letGo()] : stale;
    },
    flush: letGo,
  };
}
