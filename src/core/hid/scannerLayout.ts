/** Where a scanner's report has its length, AIM identifier, data and continuation flag: from the descriptor, else from the profile. */
import type { Descriptor } from './descriptor.ts';
import { usage } from './descriptor.ts';
import type { LayoutName } from './profile.ts';
import { byteRange, findInput, inputBytes } from './reportField.ts';

/** Offsets in bytes from the report's first, id included. */
export type ScannerLayout = {
  /** null: the device does not number its reports. */
  readonly reportId: number | null;
  /** Bytes of a whole report; a leading 0 in front of an unnumbered one is taken off. */
  readonly bytes: number;
  readonly length: number;
  /** Little-endian. */
  readonly lengthBytes: 1 | 2;
  /** Three bytes that need not stand together; null: no AIM identifier in the report. */
  readonly aim: readonly [number, number, number] | null;
  readonly data: { readonly offset: number; readonly length: number };
  readonly vendorSymbology: number | null;
  /** null: no flag; a full block may be followed by another. */
  readonly more: { readonly offset: number; readonly bit: number } | null;
  /** With a layout that is only guessed, an AIM identifier may begin at these offsets, the first that fits wins; else data begin at `data`. */
  readonly guess: readonly number[];
};

const BAR_CODE = 0x8c;
const BYTE_COUNT = usage(0x01, 0x3b);
const DATA = usage(BAR_CODE, 0xfe);
const MORE = usage(BAR_CODE, 0xff);

const AIM: ScannerLayout = { reportId: 2, bytes: 64, length: 1, lengthBytes: 1, aim: [2, 3, 4], data: { offset: 5, length: 56 }, vendorSymbology: 61, more: { offset: 63, bit: 0 }, guess: [] };
const PLAIN: ScannerLayout = { ...AIM, aim: null, data: { offset: 2, length: 56 }, vendorSymbology: 62 };

const NAMED: Partial<Readonly<Record<LayoutName, ScannerLayout>>> = {
  'hid-pos-aim': AIM,
  'hid-pos-plain': PLAIN,
  'microscan': { ...AIM, reportId: 1, aim: null, data: { offset: 2, length: 62 }, vendorSymbology: null, more: null },
  'symbol-block': { ...AIM, reportId: null, length: 0, aim: null, data: { offset: 1, length: 63 }, vendorSymbology: null, more: null },
};

/** Neither descriptor nor profile: a `]` decides, one byte later as well (some Zebra and Datalogic scanners). */
export const GUESSED: ScannerLayout = { ...PLAIN, guess: [2, 3] };

export function namedLayout(name: LayoutName): ScannerLayout | null {
  return NAMED[name] ?? null;
}

/** @returns null when the descriptor has no scanned data on the bar code page, or they do not begin on a byte. */
export function layoutOf(descriptor: Descriptor): ScannerLayout | null {
  const dataPlace = findInput(descriptor, DATA);
  const data = dataPlace === null ? null : byteRange(dataPlace);
  if (dataPlace === null || data === null) return null;
  const { reportId } = dataPlace;
  const inReport = (wanted: number) => {
    const place = findInput(descriptor, wanted);
    return place !== null && place.reportId === reportId ? place : null;
  };
  const byteOf = (wanted: number) => {
    const place = inReport(wanted);
    return place === null ? null : byteRange(place)?.offset ?? null;
  };
  const more = inReport(MORE);
  const aim = aimPlaces(inReport(usage(BAR_CODE, 0xfb)), byteOf(usage(BAR_CODE, 0xfb)), byteOf(usage(BAR_CODE, 0xfc)), byteOf(usage(BAR_CODE, 0xfd)));
  const count = inReport(BYTE_COUNT) ?? inReport(usage(BAR_CODE, 0x3b));
  // Where nobody names it, it stands before what it counts.
  const length = (count === null ? null : byteRange(count)?.offset) ?? (aim === null ? data.offset : aim[0]) - 1;
  if (length < (descriptor.isNumbered ? 1 : 0)) return null;
  const bytes = inputBytes(descriptor, reportId) ?? 0;
  // The vendor's own symbology stands behind the data of the layout with AIM bytes.
  const vendor = data.offset + data.length;
  const isTaken = aim === null || aim.includes(vendor) || vendor === length || vendor >= bytes - 1 || (more !== null && more.bitOffset >> 3 === vendor);
  return {
    reportId: descriptor.isNumbered ? reportId : null, bytes, length, lengthBytes: count !== null && count.bitSize === 16 ? 2 : 1, aim, data,
    vendorSymbology: isTaken ? null : vendor,
    more: more === null ? null : { offset: more.bitOffset >> 3, bit: more.bitOffset & 7 },
    guess: [],
  };
}

/** Some descriptors name all three identifiers as one run of the first usage. */
function aimPlaces(firstPlace: { readonly count: number } | null, first: number | null, second: number | null, third: number | null): readonly [number, number, number] | null {
  if (first === null) return null;
  if (second !== null && third !== null) return [first, second, third];
  return firstPlace !== null && firstPlace.count === 3 ? [first, first + 1, first + 2] : null;
}
