/** A recorded device trace: JSON lines, a header and then reports with their times, scrubbed before they are written. A field fault becomes a test by its trace. */
import { LIMITS } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { hexOf } from './cardSwipe.ts';
import type { DeviceInfo } from './chooseProfile.ts';
import { parseDescriptor } from './descriptor.ts';
import type { Profile } from './profile.ts';
import { profileText } from './profileText.ts';
import { bytesOfHex, readProfile } from './readProfile.ts';

/** The first line. Serial numbers are left out: traces are shared. */
export type TraceHeader = {
  readonly device: DeviceInfo & { readonly product: string | null };
  /** Hex. */
  readonly descriptor: string | null;
  readonly profile: Profile | null;
  /** UTC milliseconds of time 0. */
  readonly startedAtMs: number;
};

/** `in` and `out` as seen from the till; `gone` and `back`: unplugged and plugged in again. `atMs` counts from the start. */
export type TraceEntry =
  | { readonly atMs: number; readonly kind: 'in' | 'out'; readonly report: Uint8Array; readonly isScrubbed: boolean }
  | { readonly atMs: number; readonly kind: 'gone' | 'back' };

const VERSION = 1;

export function traceHeaderLine(header: TraceHeader): string {
  const { device, descriptor, profile, startedAtMs } = header;
  return `${JSON.stringify({ trace: 'tillbook-device', version: VERSION, device, descriptor, profile: profile === null ? null : JSON.parse(profileText(profile)) as unknown, startedAtMs })}\n`;
}

/** The report must have been scrubbed (`openScrubber`). */
export function traceLine(entry: TraceEntry): string {
  if (!('report' in entry)) return `${JSON.stringify({ t: entry.atMs, d: entry.kind })}\n`;
  return `${JSON.stringify({ t: entry.atMs, d: entry.kind, hex: hexOf(entry.report), ...(entry.isScrubbed ? { scrubbed: true } : {}) })}\n`;
}

/** Reads line by line, so that a long trace needs no memory. `header` and `entry` throw `Refusal` `trace-unusable`, naming the line. */
export type TraceReader = { header(line: string): TraceHeader; entry(line: string): TraceEntry };

export function openTraceReader(): TraceReader {
  let line = 0;
  let lastMs = 0;
  const refuse = (words: string): never => {
    throw new Refusal('trace-unusable', `Line ${line} of the trace ${words}. Nothing was replayed from there on; ask for the trace again.`, { line });
  };
  const parse = (text: string): Readonly<Record<string, unknown>> => {
    line += 1;
    if (line > LIMITS.traceLinesMax) refuse(`is past the ${LIMITS.traceLinesMax} that a trace may have`);
    if (text.length > LIMITS.traceLineCharsMax) refuse(`is longer than ${LIMITS.traceLineCharsMax} characters`);
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch { /* said below */ }
    return refuse('is no JSON object: it was cut off or changed');
  };
  return {
    header: (text) => {
      const value = parse(text);
      if (value['trace'] !== 'tillbook-device') refuse('is no head of a device trace');
      if (value['version'] !== VERSION) refuse(`is of version ${String(value['version']).slice(0, 20)}, this till reads version ${VERSION}`);
      return readHeader(value, refuse);
    },
    entry: (text) => {
      const entry = readEntry(parse(text), refuse);
      if (entry.atMs < lastMs) refuse('goes back in time');
      lastMs = entry.atMs;
      return entry;
    },
  };
}

const HEX = /^(?:[0-9a-f]{2})*$/i;
const isId = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535;
const isTime = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value < 1e14;

function readHeader(value: Readonly<Record<string, unknown>>, refuse: (words: string) => never): TraceHeader {
  const device = (typeof value['device'] === 'object' && value['device'] !== null ? value['device'] : refuse('does not name its device')) as Readonly<Record<string, unknown>>;
  const { vendorId, productId, usagePage, usage } = device;
  if (!isId(vendorId) || !isId(productId) || !isId(usagePage) || !isId(usage)) return refuse('does not identify its device');
  const product = typeof device['product'] === 'string' ? device['product'].slice(0, LIMITS.nameCharsMax) : null;
  const descriptor = value['descriptor'];
  if (descriptor !== null && (typeof descriptor !== 'string' || !HEX.test(descriptor) || descriptor.length > LIMITS.hidDescriptorBytesMax * 2)) return refuse('has a report descriptor that is none');
  const read = value['profile'] === null ? null : readProfile(value['profile']);
  if (read !== null && !read.ok) return refuse(`has a profile that cannot be read (${read.problems[0]?.path ?? ''} ${read.problems[0]?.words ?? ''})`);
  if (!isTime(value['startedAtMs'])) return refuse('does not say when it began');
  return { device: { vendorId, productId, usagePage, usage, product }, descriptor, profile: read === null ? null : read.profile, startedAtMs: value['startedAtMs'] };
}

function readEntry(value: Readonly<Record<string, unknown>>, refuse: (words: string) => never): TraceEntry {
  const { t: atMs, d: kind, hex, scrubbed } = value;
  if (!isTime(atMs)) return refuse('has no time');
  if (kind === 'gone' || kind === 'back') return { atMs, kind };
  if (kind !== 'in' && kind !== 'out') return refuse('has no direction');
  if (typeof hex !== 'string' || !HEX.test(hex) || hex.length > LIMITS.hidReportBytesMax * 2) return refuse('has a report that is no hex');
  return { atMs, kind, report: bytesOfHex(hex), isScrubbed: scrubbed === true };
}

/** The header's descriptor, parsed: from the system, else the profile's. */
export function traceDescriptor(header: TraceHeader): ReturnType<typeof parseDescriptor> | null {
  const hex = header.descriptor ?? header.profile?.descriptor ?? null;
  return hex === null ? null : parseDescriptor(bytesOfHex(hex));
}
