/** Unpacks a WOFF 1.0 font file into the plain OpenType file inside it (W3C WOFF 1.0, sections 4 and 5). */
import { inflateSync } from 'node:zlib';
import { assert } from '#core/assert.ts';

const HEADER = 44;
const ENTRY = 20;
const TABLES_MAX = 64;
const TABLE_BYTES_MAX = 16 * 1024 * 1024;

/** The font library's own inflater fails on some sound files, so the system's is used. Throws on a file that is no WOFF. */
export function sfntOfWoff(woff: Uint8Array): Uint8Array {
  const from = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  assert(from.getUint32(0) === 0x774f4646, 'a WOFF file starts with wOFF');
  const count = from.getUint16(12);
  assert(count > 0 && count <= TABLES_MAX, 'a font has a sane number of tables');
  const tables = Array.from({ length: count }, (_, index) => {
    const at = HEADER + index * ENTRY;
    const offset = from.getUint32(at + 4);
    const packed = woff.subarray(offset, offset + from.getUint32(at + 8));
    const length = from.getUint32(at + 12);
    const bytes = packed.byteLength < length ? inflateSync(packed, { maxOutputLength: TABLE_BYTES_MAX }) : packed;
    assert(bytes.byteLength === length, 'a font table is as long as its entry says');
    return { tag: from.getUint32(at), checksum: from.getUint32(at + 16), bytes };
  });
  const padded = (length: number) => (length + 3) & ~3;
  const start = 12 + 16 * count;
  const sfnt = new Uint8Array(start + tables.reduce((sum, table) => sum + padded(table.bytes.byteLength), 0));
  const to = new DataView(sfnt.buffer);
  const power = Math.floor(Math.log2(count));
  to.setUint32(0, from.getUint32(4));
  to.setUint16(4, count);
  to.setUint16(6, 16 * 2 ** power);
  to.setUint16(8, power);
  to.setUint16(10, 16 * (count - 2 ** power));
  let place = start;
  tables.forEach((table, index) => {
    const at = 12 + 16 * index;
    to.setUint32(at, table.tag);
    to.setUint32(at + 4, table.checksum);
    to.setUint32(at + 8, place);
    to.setUint32(at + 12, table.bytes.byteLength);
    sfnt.set(table.bytes, place);
    place += padded(table.bytes.byteLength);
  });
  return sfnt;
}
