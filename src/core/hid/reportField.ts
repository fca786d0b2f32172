/** Where a usage stands in a report, and the value that stands there. */
import type { Descriptor, Field, Usage } from './descriptor.ts';

/** A run of elements with one usage. `bitOffset` counts from the report's first byte as the driver gives it, id included. */
export type Place = { readonly reportId: number; readonly bitOffset: number; readonly bitSize: number; readonly count: number; readonly isSigned: boolean };

/** The usage of element `index` of a variable; null for padding and arrays. */
export function usageAt(field: Field, index: number): Usage | null {
  const only = field.usages.length === 1 ? field.usages[0] : undefined;
  // An array of one usage is a plain buffer; of several, its elements are indices.
  if (!field.isVariable) return only !== undefined && only.from === only.to ? only.from : null;
  let rest = index;
  for (const { from, to } of field.usages) {
    if (rest <= to - from) return from + rest;
    rest -= to - from + 1;
  }
  return field.usages.at(-1)?.to ?? null;
}

/** The first input field with this usage, also inside a longer list of usages. */
export function findInput(descriptor: Descriptor, wanted: Usage): Place | null {
  for (const field of descriptor.fields) {
    if (field.report !== 'input' || field.isConstant && field.usages.length === 0) continue;
    if (!field.usages.some(({ from, to }) => wanted >= from && wanted <= to)) continue;
    let index = 0;
    while (index < field.count && usageAt(field, index) !== wanted) index += 1;
    if (index === field.count) continue;
    let count = 1;
    while (index + count < field.count && usageAt(field, index + count) === wanted) count += 1;
    return { reportId: field.reportId, bitOffset: field.bitOffset + index * field.bitSize + (descriptor.isNumbered ? 8 : 0), bitSize: field.bitSize, count, isSigned: field.logicalMin < 0 };
  }
  return null;
}

/** Bytes of an input report as the driver gives it, id included; null when there is no such report. */
export function inputBytes(descriptor: Descriptor, reportId: number): number | null {
  const shape = descriptor.reports.find((one) => one.report === 'input' && one.reportId === reportId);
  return shape === undefined ? null : Math.ceil(shape.bits / 8) + (descriptor.isNumbered ? 1 : 0);
}

/** Whole bytes of a place, its offset and length; null when it does not begin on a byte. */
export function byteRange(place: Place): { readonly offset: number; readonly length: number } | null {
  const bits = place.bitSize * place.count;
  return place.bitOffset % 8 === 0 && bits % 8 === 0 ? { offset: place.bitOffset / 8, length: bits / 8 } : null;
}

/** The first element's value, up to 32 bits; bits past the report's end are 0. */
export function valueAt(report: Uint8Array, place: Place): number {
  const size = Math.min(place.bitSize, 32);
  let value = 0;
  for (let i = size - 1; i >= 0; i -= 1) {
    const bit = place.bitOffset + i;
    value = value * 2 + (((report[bit >> 3] ?? 0) >> (bit & 7)) & 1);
  }
  return place.isSigned && value >= 2 ** (size - 1) ? value - 2 ** size : value;
}
