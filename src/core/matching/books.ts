/** Both sides as columns of packed numbers, reached by order id: what the rules look rows up in. */
import { assert } from '../assert.ts';
import { Refusal } from '../refusal.ts';
import type { SourceId } from '../statement.ts';
import { AMOUNT, AT, codeOf, CODES, CURRENCIES_MAX, FEE, LINE, NEXT, ORDER, ORIGINAL, REALS, TRADE, WALLETS_MAX, WORDS } from './batch.ts';
import type { Batch } from './batch.ts';
import { addOrder, createOrders, ENTRY, ENTRY_LEDGER, ENTRY_STATEMENT, findOrder, touchSlots } from './orders.ts';
import type { Orders } from './orders.ts';
import { addWords, copyText, createTexts, sameWords, textAt } from './texts.ts';
import type { Texts } from './texts.ts';

/** Rows of one side, laid out as in a batch, so that a row touches one or two cache lines. */
export type Side = { reals: Float64Array; words: Int32Array; rows: number };

/** Kind, currency and wallet of the codes: what both sides must share. */
export const SHARED_MASK = (1 << 18) - 1;
const FILE_SHIFT = 21;
const FILES_MAX = 1024;

export type Books = {
  readonly texts: Texts;
  readonly orders: Orders;
  readonly ledger: Side;
  readonly statement: Side;
  readonly currencies: string[];
  readonly wallets: string[];
  /** Statement files in the order they were opened. */
  readonly files: { readonly file: string; readonly source: SourceId; readonly wallet: number }[];
};

/** Expected sizes only save copying; memory is taken when it is written to. */
export function createBooks(expected: { ledgerRows: number; statementLines: number; textBytes: number }): Books {
  return {
    texts: createTexts(expected.textBytes), orders: createOrders(Math.max(expected.ledgerRows, expected.statementLines)),
    ledger: createSide(expected.ledgerRows), statement: createSide(expected.statementLines), currencies: [], wallets: [], files: [],
  };
}

/** Names a statement file before its lines are added. @returns its number. */
export function addStatementFile(books: Books, file: string, source: SourceId, wallet: string): number {
  if (books.files.length >= FILES_MAX) throw new Refusal('too-many-files', `More than ${FILES_MAX} statement files at once; give fewer. Nothing is booked.`);
  return books.files.push({ file, source, wallet: codeOf(books.wallets, wallet, WALLETS_MAX, 'wallets') }) - 1;
}

/**
 * Adds a batch of ledger rows, or of lines of the statement file of that number. The batch may be used again.
 * A ledger's ids are mostly new and are taken over together; a statement's are mostly the ledger's and are only compared.
 */
export function addBatch(books: Books, batch: Batch, file: number | null): void {
  const { texts, orders } = books;
  const side = file === null ? books.ledger : books.statement;
  makeRoom(side, batch.rows);
  touchSlots(orders, batch.words, ORDER, WORDS, batch.rows);
  recode(books, batch, file);
  const shift = file === null ? addWords(texts, batch.texts.words, 1, batch.texts.used) : 0;
  const { words, reals } = side;
  const own = batch.words;
  const first = side.rows;
  for (let row = 0; row < batch.rows; row += 1) {
    const from = row * WORDS;
    const to = (first + row) * WORDS;
    if (file === null) placeLedgerRow(books, batch, from, to, first + row, shift);
    else placeStatementLine(books, batch, from, to, first + row);
    words[to + CODES] = own[from + CODES] as number;
    words[to + LINE] = own[from + LINE] as number;
    const real = (first + row) * REALS;
    reals[real + AMOUNT] = batch.reals[row * REALS + AMOUNT] as number;
    reals[real + FEE] = batch.reals[row * REALS + FEE] as number;
    reals[real + AT] = batch.reals[row * REALS + AT] as number;
  }
  side.rows = first + batch.rows;
}

function placeLedgerRow(books: Books, batch: Batch, from: number, to: number, row: number, shift: number): void {
  const { orders, texts } = books;
  const { words } = books.ledger;
  const own = batch.words;
  const hash = own[from + ORDER] as number;
  const ref = own[from + NEXT] as number;
  const known = findOrder(orders, texts, hash, batch.texts.words, ref);
  const order = known >= 0 ? known : addOrder(orders, texts, hash, ref + shift);
  const { entries } = orders;
  words[to + ORDER] = order + 1;
  words[to + NEXT] = entries[order * ENTRY + ENTRY_LEDGER] as number;
  entries[order * ENTRY + ENTRY_LEDGER] = row + 1;
  const trade = own[from + TRADE] as number;
  const original = own[from + ORIGINAL] as number;
  words[to + TRADE] = trade === 0 ? 0 : trade + shift;
  words[to + ORIGINAL] = original === 0 ? 0 : original + shift;
}

function placeStatementLine(books: Books, batch: Batch, from: number, to: number, row: number): void {
  const { orders, texts } = books;
  const { words } = books.statement;
  const own = batch.words;
  const theirs = batch.texts.words;
  const ref = own[from + NEXT] as number;
  const trade = own[from + TRADE] as number;
  let ledgerTrade = 0;
  if (ref !== 0) {
    const hash = own[from + ORDER] as number;
    const known = findOrder(orders, texts, hash, theirs, ref);
    const order = known >= 0 ? known : addOrder(orders, texts, hash, copyText(texts, theirs, ref));
    const { entries } = orders;
    const ledgerRow = entries[order * ENTRY + ENTRY_LEDGER] as number;
    if (ledgerRow > 0) ledgerTrade = books.ledger.words[(ledgerRow - 1) * WORDS + TRADE] as number;
    words[to + ORDER] = order + 1;
    words[to + NEXT] = entries[order * ENTRY + ENTRY_STATEMENT] as number;
    entries[order * ENTRY + ENTRY_STATEMENT] = row + 1;
  }
  // Nearly always the trade id is the one that the ledger has under the same order id: then its text is shared.
  if (trade !== 0) words[to + TRADE] = ledgerTrade !== 0 && sameWords(texts.words, ledgerTrade, theirs, trade) ? ledgerTrade : copyText(texts, theirs, trade);
  const original = own[from + ORIGINAL] as number;
  if (original !== 0) words[to + ORIGINAL] = copyText(texts, theirs, original);
}

/** Turns the batch's codes of currency, wallet and file into those of the books, in place. */
function recode(books: Books, batch: Batch, file: number | null): void {
  const currencies = Int32Array.from(batch.currencies, (name) => codeOf(books.currencies, name, CURRENCIES_MAX, 'currencies'));
  const wallets = Int32Array.from(batch.wallets, (name) => codeOf(books.wallets, name, WALLETS_MAX, 'wallets'));
  const fileWallet = file === null ? 0 : (books.files[file]?.wallet ?? -1);
  assert(fileWallet >= 0, 'a statement file is named before its lines');
  const fileBits = file === null ? 0 : file << FILE_SHIFT;
  const { words } = batch;
  for (let at = CODES; at < batch.rows * WORDS; at += WORDS) {
    const codes = words[at] as number;
    const wallet = file === null ? (wallets[(codes >>> 10) & 255] as number) : fileWallet;
    words[at] = (codes & ~SHARED_MASK) | (codes & 7) | ((currencies[(codes >>> 3) & 127] as number) << 3) | (wallet << 10) | fileBits;
  }
}

/** The statement file of a line, by its codes. */
export function fileOf(books: Books, codes: number): Books['files'][number] | undefined {
  return books.files[codes >>> FILE_SHIFT];
}

/** The order id of a row; null when it has none. */
export function orderIdAt(books: Books, side: Side, row: number): string | null {
  const order = side.words[row * WORDS + ORDER] as number;
  return order === 0 ? null : textAt(books.texts, books.orders.entries[(order - 1) * ENTRY] as number);
}

function createSide(rowsExpected: number): Side {
  const buffer = new ArrayBuffer(Math.max(64, Math.ceil(rowsExpected)) * WORDS * 4);
  return { reals: new Float64Array(buffer), words: new Int32Array(buffer), rows: 0 };
}

function makeRoom(side: Side, more: number): void {
  const need = (side.rows + more) * WORDS;
  if (need <= side.words.length) return;
  const words = new Int32Array(Math.max(need, side.words.length * 2));
  words.set(side.words);
  side.words = words;
  side.reals = new Float64Array(words.buffer);
}
