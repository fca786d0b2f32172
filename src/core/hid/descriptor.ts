/** A HID report descriptor, parsed: which bits of which report mean what. After the USB HID 1.11 definition, section 6.2.2. */
import { LIMITS } from '../limits.ts';
import { readItems } from './descriptorItems.ts';
import type { DescriptorFault, DescriptorFaultCode, Item } from './descriptorItems.ts';

export type ReportKind = 'input' | 'output' | 'feature';

/** A usage with its page: `page * 65536 + id`. */
export type Usage = number;

export function usage(page: number, id: number): Usage {
  return page * 65536 + id;
}

export type Collection = { readonly usage: Usage; readonly kind: number; readonly parent: number | null };

/** `count` equal elements of `bitSize` bits, one after the other. */
export type Field = {
  readonly report: ReportKind;
  /** 0 when the device does not number its reports. */
  readonly reportId: number;
  /** Of its first bit, counted from the byte after the report id. */
  readonly bitOffset: number;
  readonly bitSize: number;
  readonly count: number;
  /** Usages in order; element i of a variable has the i-th, the last one serves all that follow. An array's elements choose among them. */
  readonly usages: readonly { readonly from: Usage; readonly to: Usage }[];
  readonly isConstant: boolean;
  readonly isVariable: boolean;
  readonly isRelative: boolean;
  readonly logicalMin: number;
  readonly logicalMax: number;
  readonly unit: number;
  readonly unitExponent: number;
  /** Index into `collections`; null outside of all. */
  readonly collection: number | null;
};

export type ReportShape = { readonly report: ReportKind; readonly reportId: number; readonly bits: number };

/** All that could be read. A descriptor with faults is still worth its sound fields; the caller decides. */
export type Descriptor = {
  readonly fields: readonly Field[];
  readonly collections: readonly Collection[];
  readonly reports: readonly ReportShape[];
  /** Reports begin with their id. */
  readonly isNumbered: boolean;
  readonly faults: readonly DescriptorFault[];
  readonly bytes: Uint8Array;
};

type Globals = { page: number; logicalMin: number; logicalMaxSigned: number; logicalMaxUnsigned: number; unit: number; unitExponent: number; bitSize: number; count: number; reportId: number };
type LocalUsage = { from: number; to: number; isWhole: boolean };
type State = {
  globals: Globals; stack: Globals[]; usages: LocalUsage[]; usageMin: LocalUsage | null; open: number[];
  fields: Field[]; collections: Collection[]; sizes: Map<string, ReportShape>; isNumbered: boolean; faults: DescriptorFault[];
};

const REPORT_OF: Readonly<Record<number, ReportKind>> = { 0x8: 'input', 0x9: 'output', 0xb: 'feature' };

/** Never throws: what is wrong stands in `faults`, what is sound in `fields`. */
export function parseDescriptor(bytes: Uint8Array): Descriptor {
  const state: State = {
    globals: { page: 0, logicalMin: 0, logicalMaxSigned: 0, logicalMaxUnsigned: 0, unit: 0, unitExponent: 0, bitSize: 0, count: 0, reportId: 0 },
    stack: [], usages: [], usageMin: null, open: [], fields: [], collections: [], sizes: new Map(), isNumbered: false, faults: [],
  };
  const { items, faults } = readItems(bytes);
  state.faults.push(...faults);
  for (const item of items) {
    if (item.type === 'main') readMain(state, item);
    else if (item.type === 'global') readGlobal(state, item);
    else if (item.type === 'local') readLocal(state, item);
  }
  if (state.open.length > 0) fail(state, 'collection-not-closed', bytes.length, `${state.open.length} collection(s) are not closed: the descriptor was cut off, or an End Collection is missing`);
  if (state.stack.length > 0) fail(state, 'push-without-pop', bytes.length, 'a Push has no Pop');
  return { fields: state.fields, collections: state.collections, reports: [...state.sizes.values()], isNumbered: state.isNumbered, faults: state.faults, bytes };
}

function fail(state: State, code: DescriptorFaultCode, offset: number, words: string): void {
  if (state.faults.length < LIMITS.hidFaultsMax) state.faults.push({ code, offset, words });
}

function readGlobal(state: State, item: Item): void {
  const { globals } = state;
  switch (item.tag) {
    case 0x0: globals.page = item.unsigned; break;
    case 0x1: globals.logicalMin = item.signed; break;
    case 0x2: globals.logicalMaxSigned = item.signed; globals.logicalMaxUnsigned = item.unsigned; break;
    case 0x5: globals.unitExponent = item.size === 1 && item.unsigned < 16 ? (item.unsigned > 7 ? item.unsigned - 16 : item.unsigned) : item.signed; break;
    case 0x6: globals.unit = item.unsigned; break;
    case 0x7: globals.bitSize = item.unsigned; break;
    case 0x8: readReportId(state, item); break;
    case 0x9: globals.count = item.unsigned; break;
    case 0xa:
      if (state.stack.length >= LIMITS.hidDepthMax) fail(state, 'too-deep', item.offset, 'Push is nested too deep');
      else state.stack.push({ ...globals });
      break;
    case 0xb: {
      const top = state.stack.pop();
      if (top === undefined) fail(state, 'pop-without-push', item.offset, 'a Pop has no Push before it');
      else state.globals = top;
      break;
    }
    default: // Physical minimum and maximum: no device of a till needs them.
  }
}

function readReportId(state: State, item: Item): void {
  if (item.unsigned < 1 || item.unsigned > 255) {
    fail(state, 'report-id-zero', item.offset, `the report id ${item.unsigned} is outside of 1 to 255`);
    return;
  }
  if (!state.isNumbered && state.fields.length > 0) fail(state, 'report-id-late', item.offset, 'a report id comes after fields that have none');
  state.isNumbered = true;
  state.globals.reportId = item.unsigned;
}

function readLocal(state: State, item: Item): void {
  const one: LocalUsage = { from: item.unsigned, to: item.unsigned, isWhole: item.size === 4 };
  if (item.tag === 0x0) addUsage(state, one);
  else if (item.tag === 0x1) state.usageMin = one;
  else if (item.tag === 0x2) {
    const from = state.usageMin;
    state.usageMin = null;
    if (from === null || from.isWhole !== one.isWhole || from.from > one.to) fail(state, 'usage-range', item.offset, 'a usage maximum has no fitting minimum');
    else addUsage(state, { from: from.from, to: one.to, isWhole: one.isWhole });
  }
}

function addUsage(state: State, one: LocalUsage): void {
  if (state.usages.length < LIMITS.hidUsagesMax) state.usages.push(one);
}

/** A short usage belongs to the page that holds when the main item comes, as the systems' own parsers read it. */
function usagesOf(state: State): { from: Usage; to: Usage }[] {
  const { page } = state.globals;
  return state.usages.map(({ from, to, isWhole }) => (isWhole ? { from, to } : { from: usage(page, from), to: usage(page, to) }));
}

function readMain(state: State, item: Item): void {
  const report = REPORT_OF[item.tag];
  if (report !== undefined) addField(state, item, report);
  else if (item.tag === 0xa) openCollection(state, item);
  else if (item.tag === 0xc && state.open.pop() === undefined) fail(state, 'collection-not-open', item.offset, 'an End Collection closes nothing');
  // Locals live until the next main item.
  state.usages = [];
  state.usageMin = null;
}

function openCollection(state: State, item: Item): void {
  if (state.open.length >= LIMITS.hidDepthMax) fail(state, 'too-deep', item.offset, 'collections are nested too deep');
  state.collections.push({ usage: usagesOf(state)[0]?.from ?? 0, kind: item.unsigned, parent: state.open.at(-1) ?? null });
  state.open.push(state.collections.length - 1);
}

function addField(state: State, item: Item, report: ReportKind): void {
  const { bitSize, count, reportId, logicalMin, logicalMaxSigned, logicalMaxUnsigned, unit, unitExponent } = state.globals;
  const key = `${report} ${reportId}`;
  const bitOffset = state.sizes.get(key)?.bits ?? 0;
  const bits = bitSize * count;
  if (bits === 0) {
    fail(state, 'no-size', item.offset, 'a field has no size or no count');
    return;
  }
  if (bitOffset + bits > LIMITS.hidReportBytesMax * 8) {
    fail(state, 'too-large', item.offset, `a report is larger than ${LIMITS.hidReportBytesMax} bytes`);
    return;
  }
  state.sizes.set(key, { report, reportId, bits: bitOffset + bits });
  state.fields.push({
    report, reportId, bitOffset, bitSize, count, usages: usagesOf(state),
    isConstant: (item.unsigned & 1) !== 0, isVariable: (item.unsigned & 2) !== 0, isRelative: (item.unsigned & 4) !== 0,
    logicalMin, logicalMax: logicalMin < 0 ? logicalMaxSigned : logicalMaxUnsigned, unit, unitExponent, collection: state.open.at(-1) ?? null,
  });
}
