/** Rows of the journal's table as COPY reads them in its binary form: lengths before the bytes, so that neither side looks for ends and escapes. */
import type { Caller } from './caller.ts';

/** The table and its columns, in the order in which the rows have them. */
export const JOURNAL_COLUMNS = 'journal_entry (store, till, seq, hash, body)';

/** Eleven fixed bytes, no flags, no extension. */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);
const COLUMNS = 5;
const SEQ_BYTES = 8;
const HASH_BYTES = 64;
const HIGH = 2 ** 32;

/** @param rows their bodies lie in `bytes` from `from` up to `to`; hashes are 64 hex digits */
export function journalRows({ store, till }: Caller, bytes: Buffer, rows: readonly { readonly seq: number; readonly hash: string; readonly from: number; readonly to: number }[]): Uint8Array {
  const before = Buffer.concat([int16(COLUMNS), field(store), field(till), int32(SEQ_BYTES)]);
  let size = HEADER.length + TRAILER.length;
  for (const { from, to } of rows) size += before.length + SEQ_BYTES + 4 + HASH_BYTES + 4 + to - from;
  const all = Buffer.allocUnsafe(size);
  let end = HEADER.copy(all);
  for (const { seq, hash, from, to } of rows) {
    end += before.copy(all, end);
    end = all.writeUInt32BE(Math.floor(seq / HIGH), end);
    end = all.writeUInt32BE(seq % HIGH, end);
    end = all.writeInt32BE(HASH_BYTES, end);
    end += all.write(hash, end, 'latin1');
    end = all.writeInt32BE(to - from, end);
    end += bytes.copy(all, end, from, to);
  }
  TRAILER.copy(all, end);
  return all;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const field = (text: string): Buffer => Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)]);
