/** A report descriptor in words, field by field, for the technician's page: data, no text of a screen. */
import type { Descriptor, Field, ReportKind } from './descriptor.ts';
import type { DescriptorFault } from './descriptorItems.ts';
import { usageAt } from './reportField.ts';
import { usageName } from './usageNames.ts';

export type ExplainedField = {
  /** Byte and bit of its first bit in the report as the driver gives it, id included. */
  readonly at: string;
  readonly size: string;
  readonly usages: readonly string[];
  readonly kind: 'value' | 'choice' | 'padding';
  readonly range: string;
};
export type ExplainedReport = { readonly report: ReportKind; readonly id: number | null; readonly bytes: number; readonly fields: readonly ExplainedField[] };
export type Explained = { readonly applications: readonly string[]; readonly reports: readonly ExplainedReport[]; readonly faults: readonly DescriptorFault[] };

export function explainDescriptor(descriptor: Descriptor): Explained {
  return {
    applications: descriptor.collections.filter((one) => one.parent === null).map((one) => usageName(one.usage)),
    reports: descriptor.reports.map(({ report, reportId, bits }) => ({
      report, id: descriptor.isNumbered ? reportId : null, bytes: Math.ceil(bits / 8) + (descriptor.isNumbered ? 1 : 0),
      fields: descriptor.fields.filter((field) => field.report === report && field.reportId === reportId).flatMap((field) => explainField(field, descriptor.isNumbered ? 8 : 0)),
    })),
    faults: descriptor.faults,
  };
}

/** A variable with several usages is as many rows as it has runs of one usage. */
function explainField(field: Field, shift: number): ExplainedField[] {
  const range = `${field.logicalMin}..${field.logicalMax}`;
  const row = (from: number, count: number, usages: readonly string[], kind: ExplainedField['kind']): ExplainedField => {
    const bit = field.bitOffset + shift + from * field.bitSize;
    const whole = bit % 8 === 0 && (field.bitSize * count) % 8 === 0;
    return { at: whole ? `byte ${bit / 8}` : `byte ${Math.floor(bit / 8)} bit ${bit % 8}`, size: count === 1 ? `${field.bitSize} bits` : `${count} x ${field.bitSize} bits`, usages, kind, range };
  };
  if (field.isConstant) return [row(0, field.count, [], 'padding')];
  if (usageAt(field, 0) === null) return [row(0, field.count, field.usages.map(({ from, to }) => (from === to ? usageName(from) : `${usageName(from)} to ${usageName(to)}`)), field.isVariable ? 'value' : 'choice')];
  const rows: ExplainedField[] = [];
  let from = 0;
  while (from < field.count) {
    const first = usageAt(field, from) ?? 0;
    let count = 1;
    while (from + count < field.count && usageAt(field, from + count) === first) count += 1;
    rows.push(row(from, count, [usageName(first)], 'value'));
    from += count;
  }
  return rows;
}
