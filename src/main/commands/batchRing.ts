/** A ring of batches in shared memory: one thread fills them, the other takes them in the same order; neither copies. */
import { BATCH_BYTES, clearBatch, createBatch } from '#core/matching/batch.ts';
import type { Batch } from '#core/matching/batch.ts';

const BATCHES = 8;
/** Words before each batch: state, rows, used words of text, file, number of currencies, currencies as three letters each. */
const STATE = 0;
const ROWS = 1;
const USED = 2;
const FILE = 3;
const CURRENCIES = 4;
const HEAD_WORDS = 256;
/** Bytes for the names of a ledger's wallets; the first word behind the currencies says how many are used, the one before it whether the batch is for one thread alone. */
const NAMES_BYTES = 4096;
const NAMES = HEAD_WORDS - 1;
const WHOLE = HEAD_WORDS - 2;
const SLOT_BYTES = HEAD_WORDS * 4 + NAMES_BYTES + BATCH_BYTES;

/** The number of the file whose batches are a ledger's. */
const LEDGER_FILE = -1;

const FREE = 0;
const FULL = 1;
const END = 2;

type Slot = { readonly head: Int32Array; readonly names: Uint8Array; readonly batch: Batch };
export type Ring = { readonly memory: SharedArrayBuffer; readonly slots: readonly Slot[]; next: number };

/** A ledger has more names of wallets than fit between the threads. */
export class TooManyNames extends Error {}

/** Takes a batch; its file is null for a ledger's. `whole`: all its rows are for who takes it, whatever their part. */
export type Take = (batch: Batch, file: number | null, whole: boolean) => void;

/** Each thread has a ring of its own over the same memory. */
export function createRing(memory: SharedArrayBuffer = new SharedArrayBuffer(BATCHES * SLOT_BYTES)): Ring {
  const slots = Array.from({ length: BATCHES }, (_, index) => ({
    head: new Int32Array(memory, index * SLOT_BYTES, HEAD_WORDS), names: new Uint8Array(memory, index * SLOT_BYTES + HEAD_WORDS * 4, NAMES_BYTES),
    batch: createBatch(memory, index * SLOT_BYTES + HEAD_WORDS * 4 + NAMES_BYTES),
  }));
  return { memory, slots, next: 0 };
}

/** The next batch to fill, empty; null while the other thread has not taken what was in it. */
export function freeBatch(ring: Ring): Batch | null {
  const { head, batch } = slotAt(ring);
  if (Atomics.load(head, STATE) !== FREE) return null;
  clearBatch(batch);
  return batch;
}

/** Gives the batch that was filled to the other thread. @throws TooManyNames */
export function publish(ring: Ring, file: number | null, whole: boolean): void {
  const { head, names, batch } = slotAt(ring);
  const written = file === null ? Buffer.from(JSON.stringify(batch.wallets)) : Buffer.alloc(0);
  if (written.length > NAMES_BYTES) throw new TooManyNames('more names than fit');
  names.set(written);
  head[NAMES] = written.length;
  head[WHOLE] = whole ? 1 : 0;
  head[ROWS] = batch.rows;
  head[USED] = batch.texts.used;
  head[FILE] = file ?? LEDGER_FILE;
  head[CURRENCIES] = batch.currencies.length;
  for (const [index, name] of batch.currencies.entries()) head[CURRENCIES + 1 + index] = (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2);
  Atomics.store(head, STATE, FULL);
  ring.next += 1;
}

/** Says that no further batch comes; call it when there is a free one. */
export function finish(ring: Ring): void {
  Atomics.store(slotAt(ring).head, STATE, END);
}

/** Takes the next batch if it is there. @returns whether one was taken, or the end is reached. */
export function takeNext(ring: Ring, take: Take): 'taken' | 'none' | 'end' {
  const { head, names, batch } = slotAt(ring);
  const state = Atomics.load(head, STATE);
  if (state !== FULL) return state === END ? 'end' : 'none';
  batch.rows = head[ROWS] as number;
  batch.texts.used = head[USED] as number;
  batch.currencies.length = 0;
  for (let index = 0; index < (head[CURRENCIES] as number); index += 1) {
    const letters = head[CURRENCIES + 1 + index] as number;
    batch.currencies.push(String.fromCharCode(letters >>> 16, (letters >>> 8) & 255, letters & 255));
  }
  const used = head[NAMES] as number;
  if (used > 0) batch.wallets.splice(0, batch.wallets.length, ...(JSON.parse(Buffer.from(names.slice(0, used)).toString()) as string[]));
  const file = head[FILE] as number;
  take(batch, file === LEDGER_FILE ? null : file, head[WHOLE] === 1);
  Atomics.store(head, STATE, FREE);
  ring.next += 1;
  return 'taken';
}

function slotAt(ring: Ring): Slot {
  const slot = ring.slots[ring.next % BATCHES];
  if (slot === undefined) throw new RangeError('a ring has batches');
  return slot;
}
