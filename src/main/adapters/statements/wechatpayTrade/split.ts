/** Splits a trade bill's row into fields, four bytes at a time: any row, also one that is as no other. */
import { findLow } from '../bytes.ts';
import { brokenLine } from '../trouble.ts';
import type { Columns } from './columns.ts';

const LF = 10;
const CR = 13;
const COMMA = 44;
const BACKTICK = 96;
export const COLUMNS_MAX = 64;

/**
 * @param starts is left with where each field begins, and one more: a field ends two bytes before the next, at its comma.
 * @param row where the row's first backtick is. @returns where its line feed is. @throws Refusal when it has not as many fields as the header.
 */
export function splitRow(file: string, starts: Int32Array, columns: Columns, bytes: Buffer, view: DataView, row: number, line: number): number {
  const last = columns.count - 1;
  let column = 0;
  let at = row + 1;
  starts[0] = at;
  for (;;) {
    at = findLow(view, at);
    const byte = bytes[at] as number;
    if (byte === COMMA && bytes[at + 1] === BACKTICK) {
      column += 1;
      if (column > last) throw brokenLine(file, line, `${last + 1} columns`, 'more');
      at += 2;
      starts[column] = at;
    } else if (byte === LF) {
      break;
    } else if (byte === COMMA && columns.free[column] === 0) {
      throw brokenLine(file, line, 'a backtick at the beginning of each field', `none in column ${column + 2}`);
    } else at += 1;
  }
  if (column !== last) throw brokenLine(file, line, `${last + 1} columns`, `${column + 1}`);
  starts[column + 1] = (bytes[at - 1] === CR ? at - 1 : at) + 2;
  return at;
}
