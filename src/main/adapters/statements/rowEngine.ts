/** Windows of rows in memory that rows.as.ts reads: rows that look as the program says leave records, the others are the reader's. */
import { LIMITS } from '#core/limits.ts';
import { ROWS_WASM } from './rowsWasm.ts';

/** Where things lie in the memory; rows.as.ts has the same numbers. */
const PROGRAM_AT = 0x1000;
const RECORDS_AT = 0x11000;
const WINDOW_AT = 0x20000;
const RECORD_BYTES = 96;
const RECORDS_MAX = 512;
const PAGE = 0x10000;
/** Bytes are compared 16 at a time, each block with a mask of what counts. */
const BLOCK = 16;
const OP_WORDS = 4;
/** So many bytes behind a window's end are looked at at most: a program's texts are no longer. */
const SLACK = RECORDS_AT - PROGRAM_AT;

/** Of a record, in reals and in words of four bytes: numbers first, then where each range begins and ends in the window. */
export const RECORD_REALS = RECORD_BYTES / 8;
export const RECORD_WORDS = RECORD_BYTES / 4;
export const RANGES = 18;

type NumberPlace = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
type RangePlace = 0 | 1 | 2;

/** One step of a program. An empty `whole` is NaN; `day` and `clock` are milliseconds, a `choice` is the number of the text that stands there, with what ends it. */
export type Op =
  | { readonly op: 'literal'; readonly bytes: Uint8Array }
  | { readonly op: 'text'; readonly range: RangePlace; readonly empty: boolean }
  | { readonly op: 'skip' }
  | { readonly op: 'whole'; readonly number: NumberPlace; readonly empty: boolean }
  | { readonly op: 'cents' | 'clock' | 'day'; readonly number: NumberPlace }
  | { readonly op: 'choice'; readonly number: NumberPlace; readonly texts: readonly Uint8Array[] };

const CODES = { literal: 1, text: 2, skip: 3, cents: 4, whole: 5, clock: 6, day: 7, choice: 8 } as const;

export type RowEngine = {
  /** The memory that windows are read into. */
  readonly window: Buffer;
  /** The records, as reals and as words. */
  readonly reals: Float64Array;
  readonly words: Int32Array;
  /** Reads rows from `from` on, a place in the window, to `end`. @returns how many have left their records; none before there is a program. */
  scan(from: number, end: number): number;
  /** Where the last `scan` stopped. */
  stoppedAt(): number;
  /** A program too large for its memory leaves none. */
  setProgram(ops: readonly Op[]): void;
};

type Exports = { readonly scan: (from: number, end: number, most: number, lineMax: number) => number; readonly stoppedAt: WebAssembly.Global<'i32'> };

let compiled: WebAssembly.Module | null = null;

/** @param windowBytes of the largest window. */
export function createRowEngine(windowBytes: number): RowEngine {
  compiled ??= new WebAssembly.Module(Buffer.from(ROWS_WASM, 'base64'));
  const pages = Math.ceil((WINDOW_AT + windowBytes + SLACK) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { scan, stoppedAt } = new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Exports;
  const { buffer } = memory;
  let ready = false;
  return {
    window: Buffer.from(buffer, WINDOW_AT, windowBytes),
    reals: new Float64Array(buffer, RECORDS_AT, RECORDS_MAX * RECORD_REALS),
    words: new Int32Array(buffer, RECORDS_AT, RECORDS_MAX * RECORD_WORDS),
    scan: (from, end) => (ready ? scan(from, end, RECORDS_MAX, LIMITS.statementLineBytesMax) : 0),
    stoppedAt: () => stoppedAt.value,
    setProgram: (ops) => {
      ready = putProgram(buffer, ops);
    },
  };
}

/** @returns whether there was room. */
function putProgram(memory: ArrayBuffer, ops: readonly Op[]): boolean {
  const bytes = new Uint8Array(memory, 0, RECORDS_AT);
  const words = new Int32Array(memory, 0, RECORDS_AT / 4);
  const choices = ops.reduce((sum, op) => sum + (op.op === 'choice' ? op.texts.length : 0), 0);
  let word = PROGRAM_AT / 4;
  let choice = word + (ops.length + 1) * OP_WORDS;
  let free = (choice + choices * OP_WORDS) * 4;
  /** Where the blocks are, how many, how long the text is. */
  const putBlocks = (text: Uint8Array): [number, number, number] => {
    const at = free;
    const blocks = Math.ceil(text.length / BLOCK);
    free += blocks * BLOCK * 2;
    for (let block = 0; block < blocks && free <= RECORDS_AT; block += 1) {
      const part = text.subarray(block * BLOCK, (block + 1) * BLOCK);
      const to = at + block * BLOCK * 2;
      bytes.fill(0, to, to + BLOCK * 2);
      bytes.set(part, to);
      bytes.fill(0xff, to + BLOCK, to + BLOCK + part.length);
    }
    return [at, blocks, text.length];
  };
  if (free > RECORDS_AT) return false;
  for (const op of ops) {
    words[word] = CODES[op.op];
    if (op.op === 'literal') words.set(putBlocks(op.bytes), word + 1);
    else if (op.op === 'text') words.set([op.range, op.empty ? 1 : 0], word + 1);
    else if (op.op === 'choice') {
      words.set([op.number, choice * 4, op.texts.length], word + 1);
      for (const text of op.texts) {
        words.set(putBlocks(text), choice);
        choice += OP_WORDS;
      }
    } else if (op.op === 'whole') words.set([op.number, op.empty ? 1 : 0], word + 1);
    else if (op.op !== 'skip') words[word + 1] = op.number;
    word += OP_WORDS;
  }
  words[word] = 0;
  return free <= RECORDS_AT;
}
