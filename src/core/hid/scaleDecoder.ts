/** Reports of a scale (page 0x8D) to weights: state, unit, a signed power of ten and the value. */
import type { Descriptor } from './descriptor.ts';
import { usage } from './descriptor.ts';
import { fault, ignored } from './event.ts';
import type { Decoder, DeviceEvent, WeightEvent, WeightUnit } from './event.ts';
import { byteRange, findInput } from './reportField.ts';

/** Offsets in bytes, report id included; the value is little-endian. */
export type ScaleLayout = { readonly reportId: number | null; readonly status: number; readonly unit: number; readonly exponent: number; readonly value: number; readonly valueBytes: number };

/** Five bytes behind a report id, as postal scales send them. */
export const SCALE: ScaleLayout = { reportId: 3, status: 1, unit: 2, exponent: 3, value: 4, valueBytes: 2 };

const WEIGHING = 0x8d;

/** Status and unit are one-of-many fields in the standard's descriptor, so they are found by their place around the value (0x40) and the exponent (0x41). */
export function scaleLayoutOf(descriptor: Descriptor): ScaleLayout | null {
  const value = findInput(descriptor, usage(WEIGHING, 0x40));
  const exponent = findInput(descriptor, usage(WEIGHING, 0x41));
  const [valueAt, exponentAt] = [value === null ? null : byteRange(value), exponent === null ? null : byteRange(exponent)];
  if (value === null || valueAt === null || exponentAt === null || valueAt.length > 4) return null;
  const first = descriptor.isNumbered ? 1 : 0;
  if (exponentAt.offset < first + 2) return null;
  return { reportId: descriptor.isNumbered ? value.reportId : null, status: first, unit: exponentAt.offset - 1, exponent: exponentAt.offset, value: valueAt.offset, valueBytes: valueAt.length };
}

/** HID POS 1.02, 4.8: which of the weight units. */
const UNITS: Readonly<Record<number, WeightUnit>> = { 1: 'mg', 2: 'g', 3: 'kg', 11: 'oz', 12: 'lb' };
/** Milligrams of one, the international avoirdupois ounce and pound exact. */
const MILLIGRAMS: Readonly<Record<WeightUnit, number>> = { mg: 1, g: 1000, kg: 1_000_000, oz: 28_349.523125, lb: 453_592.37 };
const STATES: Readonly<Record<number, WeightEvent['state']>> = { 2: 'stable-at-zero', 3: 'moving', 4: 'stable', 5: 'below-zero', 6: 'over-limit' };

export function openScaleDecoder(layout: ScaleLayout): Decoder {
  return {
    reads: `${layout.reportId === null ? 'reports without id' : `report ${layout.reportId}`}: weight of ${layout.valueBytes} bytes at ${layout.value}`,
    feed: (report, atMs) => [readWeight(layout, report, atMs)],
    idle: () => [],
    dueMs: () => null,
    close: () => [],
  };
}

function readWeight(layout: ScaleLayout, report: Uint8Array, atMs: number): DeviceEvent {
  if (layout.reportId !== null && report[0] !== layout.reportId) return ignored('unknown-report', 'A report that is no weight.', atMs);
  if (report.length < layout.value + layout.valueBytes) return fault('report-too-short', 'A weight that was cut short; it was not used.', atMs);
  const status = report[layout.status] ?? 0;
  const unit = UNITS[report[layout.unit] ?? 0];
  if (status === 1) return fault('scale-fault', 'The scale reports a fault. Take everything off it and switch it off and on.', atMs);
  if (status === 7 || status === 8) return fault('scale-fault', status === 7 ? 'The scale must be calibrated before it may be used for selling.' : 'The scale must be set to zero: take everything off and press its zero key.', atMs);
  const raw = report[layout.exponent] ?? 0;
  const exponent = raw > 127 ? raw - 256 : raw;
  let value = 0;
  for (let i = layout.valueBytes - 1; i >= 0; i -= 1) value = value * 256 + (report[layout.value + i] ?? 0);
  const state = STATES[status];
  if (state === undefined || unit === undefined || exponent < -6 || exponent > 3) return fault('scale-fault', 'A weight in a state or unit that is not known; it was not used.', atMs);
  // Some scales say "stable at zero" with a weight on them: the value decides.
  const told = state === 'stable-at-zero' && value !== 0 ? 'stable' : state;
  if (told === 'below-zero') value = -value;
  return { type: 'weight', state: told, value, exponent, unit, milligrams: Math.round(exactly(value, exponent) * MILLIGRAMS[unit]), text: `${decimal(value, exponent)} ${unit}`, atMs };
}

/** Powers of ten by division, so that 6452 x 10^-1 is 645.2. */
function exactly(value: number, exponent: number): number {
  return exponent < 0 ? value / 10 ** -exponent : value * 10 ** exponent;
}

function decimal(value: number, exponent: number): string {
  if (exponent >= 0) return String(value * 10 ** exponent);
  const digits = String(Math.abs(value)).padStart(1 - exponent, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}
