/** The items of a report descriptor, one after the other: short ones of 0, 1, 2 or 4 bytes of data, and long ones. */
import { LIMITS } from '../limits.ts';

export type DescriptorFaultCode =
  | 'empty' | 'too-long' | 'item-cut-off' | 'reserved-item' | 'collection-not-closed' | 'collection-not-open' | 'too-deep'
  | 'push-without-pop' | 'pop-without-push' | 'report-id-zero' | 'report-id-late' | 'no-size' | 'too-large' | 'usage-range';

/** `offset`: of the item's first byte. */
export type DescriptorFault = { readonly code: DescriptorFaultCode; readonly offset: number; readonly words: string };

type ItemType = 'main' | 'global' | 'local' | 'long';

/** `size`: bytes of data; the value of more than 4 (a long item) is 0. */
export type Item = { readonly offset: number; readonly type: ItemType; readonly tag: number; readonly size: number; readonly unsigned: number; readonly signed: number };

const TYPES: readonly (ItemType | null)[] = ['main', 'global', 'local', null];
const LONG_ITEM = 0xfe;

export function readItems(bytes: Uint8Array): { readonly items: readonly Item[]; readonly faults: readonly DescriptorFault[] } {
  const items: Item[] = [];
  const faults: DescriptorFault[] = [];
  const fail = (code: DescriptorFaultCode, offset: number, words: string) => { if (faults.length < LIMITS.hidFaultsMax) faults.push({ code, offset, words }); };
  if (bytes.length === 0) fail('empty', 0, 'the descriptor is empty');
  if (bytes.length > LIMITS.hidDescriptorBytesMax) fail('too-long', LIMITS.hidDescriptorBytesMax, `the descriptor is longer than ${LIMITS.hidDescriptorBytesMax} bytes; the rest was not read`);
  const end = Math.min(bytes.length, LIMITS.hidDescriptorBytesMax);
  let offset = 0;
  while (offset < end) {
    const prefix = bytes[offset] ?? 0;
    const isLong = prefix === LONG_ITEM;
    const size = isLong ? (bytes[offset + 1] ?? 0) : [0, 1, 2, 4][prefix & 3] ?? 0;
    const data = offset + (isLong ? 3 : 1);
    if (data + size > end) {
      fail('item-cut-off', offset, `the item at byte ${offset} wants ${size} byte(s) of data and the descriptor ends before`);
      break;
    }
    const type = isLong ? 'long' : TYPES[(prefix >> 2) & 3] ?? null;
    if (type === null) fail('reserved-item', offset, `the item at byte ${offset} is of a reserved type and was passed over`);
    else items.push({ offset, type, tag: isLong ? (bytes[offset + 2] ?? 0) : prefix >> 4, size, ...(isLong ? { unsigned: 0, signed: 0 } : valueOf(bytes, data, size)) });
    offset = data + size;
  }
  return { items, faults };
}

function valueOf(bytes: Uint8Array, at: number, size: number): { unsigned: number; signed: number } {
  let unsigned = 0;
  for (let i = size - 1; i >= 0; i -= 1) unsigned = unsigned * 256 + (bytes[at + i] ?? 0);
  const span = 2 ** (size * 8);
  return { unsigned, signed: size > 0 && unsigned >= span / 2 ? unsigned - span : unsigned };
}
