/** Rows on their way into the books: a few thousand in flat buffers, which may come from another thread. */
import { LEDGER_STATUSES } from './ledgerRow.ts';
import type { LedgerKind, LedgerStatus } from './ledgerRow.ts';
import { hashOf } from './orders.ts';
import { createTexts, addText } from './texts.ts';
import type { Texts } from './texts.ts';
import { Refusal } from '../refusal.ts';
import { STATEMENT_KINDS, STATEMENT_STATUSES } from '../statement.ts';
import type { ScannedLine } from '../statement.ts';

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

/** Rows of 48 bytes, three reals and then six words; their ids are texts of the batch's own. */
export type Batch = {
  reals: Float64Array;
  words: Int32Array;
  readonly texts: Texts;
  rows: number;
  /** What the currency and wallet codes of this batch mean. */
  currencies: string[];
  wallets: string[];
};

export const BATCH_ROWS = 2048;
export const REALS = 6;
export const WORDS = 12;
export const AMOUNT = 0;
export const FEE = 1;
export const AT = 2;
/** Words of a row. In a batch the first is the hash of the order id; in the books the order's number plus one, 0 for a line without one. */
export const ORDER = 6;
export const TRADE = 7;
export const ORIGINAL = 8;
/** In a batch the text of the order id; in the books the next row of the same side and order, plus one, 0 ending the chain. */
export const NEXT = 9;
/** Codes: kind 3 bits, currency 7, wallet 8, status 3; in the books then, for a statement line, its file 10. */
export const CODES = 10;
export const LINE = 11;

export const CURRENCIES_MAX = 128;
export const WALLETS_MAX = 256;
export const ID_BYTES_MAX = 4096;
const TEXT_BYTES = BATCH_ROWS * 112;

export function createBatch(): Batch {
  const buffer = new ArrayBuffer(BATCH_ROWS * WORDS * 4);
  return { reals: new Float64Array(buffer), words: new Int32Array(buffer), texts: createTexts(TEXT_BYTES), rows: 0, currencies: [], wallets: [] };
}

export function isFull(batch: Batch): boolean {
  return batch.rows === BATCH_ROWS;
}

/** Makes a batch empty. Texts are zeroed where they end, so nothing of an earlier one stays behind a shorter one. */
export function clearBatch(batch: Batch): void {
  batch.texts.words.fill(0, 0, batch.texts.used);
  batch.texts.used = 1;
  batch.rows = 0;
}

/** @throws Refusal when an id is longer than any wallet's, or there are more currencies or wallets than can be. */
export function putLedgerRow(batch: Batch, row: ScannedLedgerRow): void {
  const status = LEDGER_STATUSES.indexOf(row.status);
  const codes = (row.kind === 'charge' ? 0 : 1) | (codeOf(batch.currencies, row.currency, CURRENCIES_MAX, 'currencies') << 3)
    | (codeOf(batch.wallets, row.wallet, WALLETS_MAX, 'wallets') << 10) | (status << 18);
  put(batch, row, codes, 0);
}

/** The line's wallet is its file's and known to the books. */
export function putStatementLine(batch: Batch, line: ScannedLine): void {
  const kind = line.kind === 'charge' ? 0 : STATEMENT_KINDS.indexOf(line.kind);
  const status = line.status === 'success' ? 0 : STATEMENT_STATUSES.indexOf(line.status);
  put(batch, line, kind | (codeOf(batch.currencies, line.currency, CURRENCIES_MAX, 'currencies') << 3) | (status << 18), line.line);
}

/** Few names, usually one: a short list is quicker than a map. */
export function codeOf(names: string[], name: string, max: number, what: string): number {
  if (names[0] === name) return 0;
  const known = names.indexOf(name);
  if (known >= 0) return known;
  if (names.length >= max) throw new Refusal('too-many-names', `More than ${max} ${what} in one reconciliation. Nothing is booked; check the columns of the ledger file.`);
  return names.push(name) - 1;
}

function put(batch: Batch, row: ScannedLedgerRow | ScannedLine, codes: number, line: number): void {
  const order = row.orderEnd - row.orderStart;
  const trade = row.tradeEnd - row.tradeStart;
  const original = row.originalEnd - row.originalStart;
  if (order > ID_BYTES_MAX || trade > ID_BYTES_MAX || original > ID_BYTES_MAX) {
    throw new Refusal('id-too-long', `An id of more than ${ID_BYTES_MAX} bytes is no order or trade number. Nothing is booked; check the file.`);
  }
  const { words, reals, rows, texts } = batch;
  const at = rows * WORDS;
  const { bytes } = row;
  reals[rows * REALS + AMOUNT] = row.amountMinor;
  reals[rows * REALS + FEE] = row.feeMinor;
  reals[rows * REALS + AT] = row.at;
  const ref = addText(texts, bytes, row.orderStart, row.orderEnd);
  words[at + NEXT] = ref;
  words[at + TRADE] = addText(texts, bytes, row.tradeStart, row.tradeEnd);
  words[at + ORIGINAL] = addText(texts, bytes, row.originalStart, row.originalEnd);
  words[at + ORDER] = ref === 0 ? 0 : hashOf(texts.words, ref);
  words[at + CODES] = codes;
  words[at + LINE] = line;
  batch.rows = rows + 1;
}
