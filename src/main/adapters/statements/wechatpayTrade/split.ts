/** Splits a trade bill's rows into fields: stretches that are the same in nearly every row are compared, the rest is searched four bytes at a time. */
import { findLow, wordsOf } from '../bytes.ts';
import { centsAt, isWord } from '../fields.ts';
import { brokenLine } from '../trouble.ts';
import type { Columns } from './columns.ts';

const LF = 10;
const CR = 13;
const COMMA = 44;
const BACKTICK = 96;
const COLUMNS_MAX = 64;
/** A shorter stretch is searched as quickly as it is compared. */
const STRETCH_BYTES_MIN = 6;

export type Split = {
  readonly file: string;
  /** Where each field of the row begins, and one more: a field ends two bytes before the next, at its comma. */
  readonly starts: Int32Array;
  /** The starts of the row before, in the same window. */
  readonly before: Int32Array;
  hasBefore: boolean;
  /**
   * Stretches of neighbouring columns, from the first one's text to the backtick behind the last one's, one after the other: first column, column behind,
   * bytes, words, the bytes of the last word that count, the words, where each column begins. At the end a column that is none.
   */
  stretches: Int32Array;
  learned: boolean;
  /** Amounts of columns that lie in stretches, NaN for all others; they are the row's when it is `plain`: when each stretch was as learned. */
  readonly known: Float64Array;
  plain: boolean;
  /** Nobody asks where the columns within the stretches of a plain row begin: they are not written down. */
  sparse: boolean;
  /** A plain row has the currency, and is the success, that the learned row has and is. */
  sameCurrency: boolean;
  sameSuccess: boolean;
  /** Rows of this window that were plain, and that were not. */
  hits: number;
  misses: number;
};

const HEAD = 5;
const NO_STRETCHES = Int32Array.of(-1);

export function newSplit(file: string): Split {
  const starts = () => new Int32Array(COLUMNS_MAX + 1);
  return { file, starts: starts(), before: starts(), hasBefore: false, stretches: NO_STRETCHES, learned: false, known: new Float64Array(COLUMNS_MAX + 1).fill(Number.NaN), plain: false, sparse: false, sameCurrency: false, sameSuccess: false, hits: 0, misses: 0 };
}

/** Call it before the rows of a window: nothing may be compared with rows of a window that is gone, and what no longer fits is learned anew. */
export function beginWindow(split: Split): void {
  split.hasBefore = false;
  if (split.misses > split.hits) {
    split.learned = false;
    split.stretches = NO_STRETCHES;
    split.sparse = false;
    split.known.fill(Number.NaN);
  }
  split.hits = 0;
  split.misses = 0;
}

/** @param row where the row's first backtick is. @returns where its line feed is. @throws Refusal when it has not as many fields as the header. */
export function splitRow(split: Split, columns: Columns, bytes: Buffer, view: DataView, row: number, line: number): number {
  const feed = walkRow(split, columns, bytes, view, row, line, split.sparse);
  if (split.plain) {
    split.hits += 1;
    return feed;
  }
  if (split.sparse) walkRow(split, columns, bytes, view, row, line, false);
  noteOdd(split, columns, bytes);
  return feed;
}

/** @param sparse whether to pass over the columns within stretches. */
function walkRow(split: Split, columns: Columns, bytes: Buffer, view: DataView, row: number, line: number, sparse: boolean): number {
  const { starts, stretches } = split;
  const last = columns.count - 1;
  let plain = true;
  let column = 0;
  let at = row + 1;
  let stretch = 0;
  let wanted = stretches[0] as number;
  starts[0] = at;
  for (;;) {
    if (column === wanted) {
      const after = stretches[stretch + 1] as number;
      const words = stretch + HEAD;
      const offsets = words + (stretches[stretch + 3] as number);
      if (isAt(stretches, stretch, view, at)) {
        if (!sparse) for (column = wanted + 1; column < after; column += 1) starts[column] = at + (stretches[offsets + column - wanted] as number);
        column = after;
        at += stretches[stretch + 2] as number;
        starts[after] = at;
      } else plain = false;
      stretch = offsets + after - wanted + 1;
      wanted = stretches[stretch] as number;
    }
    at = findLow(view, at);
    const byte = bytes[at] as number;
    if (byte === COMMA && bytes[at + 1] === BACKTICK) {
      column += 1;
      if (column > last) throw brokenLine(split.file, line, `${last + 1} columns`, 'more');
      at += 2;
      starts[column] = at;
    } else if (byte === LF) {
      break;
    } else if (byte === COMMA && columns.free[column] === 0) {
      throw brokenLine(split.file, line, 'a backtick at the beginning of each field', `none in column ${column + 2}`);
    } else at += 1;
  }
  if (column !== last) throw brokenLine(split.file, line, `${last + 1} columns`, `${column + 1}`);
  starts[column + 1] = (bytes[at - 1] === CR ? at - 1 : at) + 2;
  split.plain = plain && split.learned;
  return at;
}

function isAt(stretches: Int32Array, stretch: number, view: DataView, from: number): boolean {
  const first = stretch + HEAD;
  const whole = first + (stretches[stretch + 3] as number) - 1;
  let at = from;
  for (let word = first; word < whole; word += 1, at += 4) if (view.getInt32(at, true) !== stretches[word]) return false;
  return (view.getInt32(at, true) & (stretches[stretch + 4] as number)) === stretches[whole];
}

function noteOdd(split: Split, columns: Columns, bytes: Buffer): void {
  split.misses += 1;
  if (split.learned) return;
  if (split.hasBefore) learn(split, columns, bytes);
  split.before.set(split.starts);
  split.hasBefore = true;
}

/** What two rows that follow each other have in common is taken for what all have, until it no longer fits. */
function learn(split: Split, columns: Columns, bytes: Buffer): void {
  const { starts, before, known } = split;
  const last = columns.count - 1;
  const within = new Uint8Array(COLUMNS_MAX + 1);
  const textOf = (from: Int32Array, column: number, after = column + 1) => bytes.subarray(from[column], from[after]);
  const found: number[] = [];
  for (let first = 0; first < last; first += 1) {
    let after = first;
    while (after < last && textOf(starts, after).equals(textOf(before, after))) after += 1;
    const text = textOf(starts, first, after);
    if (text.length >= STRETCH_BYTES_MIN) {
      found.push(first, after, text.length, ...wordsOf(text), ...starts.subarray(first, after + 1).map((start) => start - (starts[first] as number)));
      within.fill(1, first, after);
      for (let column = first; column < after; column += 1) known[column] = centsAt(bytes, starts[column] as number, (starts[column + 1] as number) - 2);
    }
    first = after;
  }
  split.stretches = Int32Array.from([...found, -1]);
  split.learned = true;
  noteSame(split, columns, bytes, within);
}

/** What a plain row need not be asked. @param within 1 for the columns that lie in stretches. */
function noteSame(split: Split, columns: Columns, bytes: Buffer, within: Uint8Array): void {
  const { starts, known } = split;
  const isWithin = (column: number) => column >= 0 && within[column] === 1;
  const { state } = columns;
  split.sameCurrency = isWithin(columns.currency);
  split.sameSuccess = isWithin(state) && isWord(bytes, starts[state] as number, (starts[state + 1] as number) - 2, 'SUCCESS');
  const amounts = [columns.settled, columns.fee, columns.refunded, columns.topUpRefunded, columns.ordered, columns.asked];
  const asked = [columns.time, columns.order, columns.trade].some(isWithin) || amounts.some((column) => isWithin(column) && Number.isNaN(known[column]));
  split.sparse = !asked && split.sameSuccess;
}
