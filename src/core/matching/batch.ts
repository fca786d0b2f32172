/** Rows on their way into the books: a few thousand in flat buffers, which may come from another thread. */
import { Refusal } from '../refusal.ts';
import { STATEMENT_KINDS, STATEMENT_STATUSES } from '../statement.ts';
import type { ScannedLine } from '../statement.ts';
import { LEDGER_STATUSES } from './ledgerRow.ts';
import type { LedgerKind, LedgerStatus } from './ledgerRow.ts';
import { hashOf } from './orders.ts';
import { CURRENCIES_MAX, FEE_MINOR_MAX, WALLETS_MAX } from './rows.ts';
import { addText, textsOver, wordsOf } from './texts.ts';
import type { Texts } from './texts.ts';

/** One ledger row while its bytes are in hand; ids are ranges as in `ScannedLine`, `feeMinor` and `at` are NaN when not known. */
export type ScannedLedgerRow = {
  bytes: Uint8Array;
  kind: LedgerKind;
  status: LedgerStatus;
  wallet: string;
  currency: string;
  amountMinor: number;
  feeMinor: number;
  at: number;
  orderStart: number;
  orderEnd: number;
  tradeStart: number;
  tradeEnd: number;
  originalStart: number;
  originalEnd: number;
};

/** Rows of three reals and eight words; their ids are texts of the batch's own. */
export type Batch = {
  readonly reals: Float64Array;
  readonly words: Int32Array;
  readonly texts: Texts;
  rows: number;
  /** With so many rows it is full: few at first and then ever more, so that what is done with a full batch has been seen before the code for its rows is optimised. */
  rowsMax: number;
  /** What the currency and wallet codes of this batch mean. */
  readonly currencies: string[];
  readonly wallets: string[];
  /** The bytes of the last row, and the same for reading whole words: a file's rows come from one buffer. */
  bytes: Uint8Array;
  view: DataView;
};

const NO_BYTES = new Uint8Array(0);
export const BATCH_ROWS = 2048;
const FIRST_ROWS = 32;
export const BATCH_REALS = 3;
export const BATCH_WORDS = 8;
/** Reals of a row. */
export const IN_AMOUNT = 0;
export const IN_FEE = 1;
export const IN_AT = 2;
/** Words of a row: texts of its ids (0 for none), hash of the order id, codes of this batch, line. */
export const IN_ORDER = 0;
export const IN_TRADE = 1;
export const IN_ORIGINAL = 2;
export const IN_HASH = 3;
export const IN_KIND = 4;
export const IN_NAMES = 5;
export const IN_STATUS = 6;
export const IN_LINE = 7;

const ID_BYTES_MAX = 4096;
const TEXT_WORDS = BATCH_ROWS * 28;
const REALS_BYTES = BATCH_ROWS * BATCH_REALS * 8;
const WORDS_BYTES = BATCH_ROWS * BATCH_WORDS * 4;
export const BATCH_BYTES = REALS_BYTES + WORDS_BYTES + TEXT_WORDS * 4;

/** An empty batch over memory of `BATCH_BYTES`, its own or, from `offset` on, one that is shared. */
export function createBatch(buffer: ArrayBufferLike = new ArrayBuffer(BATCH_BYTES), offset = 0): Batch {
  return {
    reals: new Float64Array(buffer, offset, BATCH_ROWS * BATCH_REALS), words: new Int32Array(buffer, offset + REALS_BYTES, BATCH_ROWS * BATCH_WORDS),
    texts: textsOver(new Int32Array(buffer, offset + REALS_BYTES + WORDS_BYTES, TEXT_WORDS)), rows: 0, rowsMax: FIRST_ROWS, currencies: [], wallets: [], bytes: NO_BYTES, view: new DataView(NO_BYTES.buffer),
  };
}

/** Full is also when three more of the longest ids would have no room: a batch never grows. */
export function isFull(batch: Batch): boolean {
  return batch.rows === batch.rowsMax || batch.texts.used + 3 * wordsOf(ID_BYTES_MAX) > TEXT_WORDS;
}

export function clearBatch(batch: Batch): void {
  batch.texts.used = 1;
  batch.rows = 0;
  batch.rowsMax = Math.min(BATCH_ROWS, batch.rowsMax * 2);
}

/** @throws Refusal when an id is longer than any wallet's, a fee larger than any, or there are too many currencies or wallets. */
export function putLedgerRow(batch: Batch, row: ScannedLedgerRow): void {
  const wallet = codeOf(batch.wallets, row.wallet, WALLETS_MAX, 'wallets');
  put(batch, row, row.kind === 'charge' ? 0 : 1, wallet, LEDGER_STATUSES.indexOf(row.status), 0);
}

/** The line's wallet is its file's and known to the books. */
export function putStatementLine(batch: Batch, line: ScannedLine): void {
  put(batch, line, line.kind === 'charge' ? 0 : STATEMENT_KINDS.indexOf(line.kind), 0, line.status === 'success' ? 0 : STATEMENT_STATUSES.indexOf(line.status), line.line);
}

/** The number of a name, given when it is new. Few names, usually one: a short list is quicker than a map. */
export function codeOf(names: string[], name: string, max: number, what: string): number {
  if (names[0] === name) return 0;
  const known = names.indexOf(name);
  if (known >= 0) return known;
  if (names.length >= max) throw new Refusal('too-many-names', `More than ${max} ${what} in one reconciliation. Nothing is booked; check the columns of the ledger file.`);
  return names.push(name) - 1;
}

function put(batch: Batch, row: ScannedLedgerRow | ScannedLine, kind: number, wallet: number, status: number, line: number): void {
  const { words, reals, rows, texts } = batch;
  const { bytes, orderStart, orderEnd, tradeStart, tradeEnd, originalStart, originalEnd, feeMinor } = row;
  if (orderEnd - orderStart > ID_BYTES_MAX || tradeEnd - tradeStart > ID_BYTES_MAX || originalEnd - originalStart > ID_BYTES_MAX) {
    throw new Refusal('id-too-long', `An id of more than ${ID_BYTES_MAX} bytes is no order or trade number. Nothing is booked; check the file.`);
  }
  if (feeMinor > FEE_MINOR_MAX || feeMinor < -FEE_MINOR_MAX) throw new Refusal('fee-too-large', `A fee of more than ${FEE_MINOR_MAX} minor units is no fee. Nothing is booked; check the file.`);
  const real = rows * BATCH_REALS;
  reals[real + IN_AMOUNT] = row.amountMinor;
  reals[real + IN_FEE] = feeMinor;
  reals[real + IN_AT] = row.at;
  const word = rows * BATCH_WORDS;
  if (bytes !== batch.bytes) {
    batch.bytes = bytes;
    batch.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  const { view } = batch;
  const order = addText(texts, view, orderStart, orderEnd);
  words[word + IN_ORDER] = order;
  words[word + IN_TRADE] = addText(texts, view, tradeStart, tradeEnd);
  words[word + IN_ORIGINAL] = addText(texts, view, originalStart, originalEnd);
  words[word + IN_HASH] = order === 0 ? 0 : hashOf(texts.words, order);
  words[word + IN_KIND] = kind;
  words[word + IN_NAMES] = codeOf(batch.currencies, row.currency, CURRENCIES_MAX, 'currencies') | (wallet << 8);
  words[word + IN_STATUS] = status;
  words[word + IN_LINE] = line;
  batch.rows = rows + 1;
}
