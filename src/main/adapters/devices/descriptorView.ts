/** A report descriptor field by field, as the technician reads it. */
import type { DescriptorFieldView } from '#contract/deviceViews.ts';
import type { Descriptor, Field } from '#core/hid/descriptor.ts';

const FIELDS_MAX = 200;
const USAGES_MAX = 32;
const PAGE = 65_536;

/** HID Point of Sale Usage Tables 1.02, and what else stands in such descriptors. */
const NAMES: Readonly<Record<number, string>> = {
  [0x8c * PAGE + 0xfb]: 'AIM identifier 1', [0x8c * PAGE + 0xfc]: 'AIM identifier 2', [0x8c * PAGE + 0xfd]: 'AIM identifier 3', [0x8c * PAGE + 0xfe]: 'decoded data', [0x8c * PAGE + 0xff]: 'decoded data continued', [1 * PAGE + 0x3b]: 'byte count',
  [0x8c * PAGE + 0x5f]: 'prevent read', [0x8c * PAGE + 0x60]: 'initiate read', [0x8c * PAGE + 0x85]: 'error beep', [0x8c * PAGE + 0x86]: 'good-read beep',
  [0x8d * PAGE + 0x40]: 'weight', [0x8d * PAGE + 0x41]: 'power of ten', [0x8d * PAGE + 0x50]: 'weight unit', [0x8d * PAGE + 0x70]: 'scale status',
  [0x8e * PAGE + 0x11]: 'track 1 length', [0x8e * PAGE + 0x12]: 'track 2 length', [0x8e * PAGE + 0x13]: 'track 3 length', [0x8e * PAGE + 0x20]: 'track 1 data', [0x8e * PAGE + 0x21]: 'track 2 data', [0x8e * PAGE + 0x22]: 'track 3 data',
};
const PAGES: Readonly<Record<number, string>> = { 1: 'generic desktop', 7: 'keyboard', 8: 'light', 0x8c: 'bar code scanner', 0x8d: 'weighing', 0x8e: 'magnetic stripe reader' };

function usagesOf(field: Field): number[] {
  return field.usages.flatMap(({ from, to }) => Array.from({ length: Math.min(USAGES_MAX, to - from + 1) }, (_, index) => from + index)).slice(0, USAGES_MAX);
}

function nameOf(usages: readonly number[], isConstant: boolean): string {
  const named = [...new Set(usages.flatMap((usage) => NAMES[usage] ?? []))];
  if (named.length > 0) return named.join(', ');
  const page = Math.floor((usages[0] ?? 0) / PAGE);
  if (usages.length === 0 || isConstant) return 'padding';
  return PAGES[page] ?? (page >= 0xff00 ? 'vendor' : 'other');
}

export function fieldViews(descriptor: Descriptor): DescriptorFieldView[] {
  return descriptor.fields.slice(0, FIELDS_MAX).map((field) => {
    const usages = usagesOf(field);
    return {
      report: field.report, reportId: descriptor.isNumbered ? field.reportId : null, bitOffset: field.bitOffset, bitSize: field.bitSize, count: field.count,
      usagePage: Math.floor((usages[0] ?? 0) / PAGE), usages: usages.map((usage) => usage % PAGE), name: nameOf(usages, field.isConstant),
    };
  });
}
