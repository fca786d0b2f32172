/** Both sides as packed rows, reached by order id: what the rules look rows up in. */
import { assert } from '../assert.ts';
import { Refusal } from '../refusal.ts';
import type { SourceId } from '../statement.ts';
import { BATCH_REALS, BATCH_ROWS, BATCH_WORDS, codeOf, IN_AMOUNT, IN_AT, IN_FEE, IN_HASH, IN_KIND, IN_LINE, IN_NAMES, IN_ORDER, IN_ORIGINAL, IN_STATUS, IN_TRADE } from './batch.ts';
import type { Batch } from './batch.ts';
import { createOrders, ENTRY, ENTRY_LEDGER, ENTRY_STATEMENT, lookAhead, orderOf } from './orders.ts';
import type { Orders } from './orders.ts';
import { addRowTo, chain, codesOf, createSide, CURRENCIES_MAX, FILES_MAX, makeRoom, orderAt, setIds, tradeAt, WALLETS_MAX } from './rows.ts';
import type { Side } from './rows.ts';
import { copyText, createTexts, sameWords, textAt } from './texts.ts';
import type { Texts } from './texts.ts';

export type Books = {
  readonly texts: Texts;
  readonly orders: Orders;
  readonly ledger: Side;
  readonly statement: Side;
  readonly currencies: string[];
  readonly wallets: string[];
  /** Statement files in the order they were opened. */
  readonly files: { readonly file: string; readonly source: SourceId; readonly wallet: number }[];
  /** Pairs that were matched without being kept: how many, and their sums by currency, minor units. */
  readonly agreed: { pairs: number; readonly ledgerMinor: Float64Array; readonly statementMinor: Float64Array };
};

/** One of two parts of all orders, by their hashes: the first has `FIRST_EIGHTHS` of eight, and the rows without an order id. */
export type Part = 0 | 1;

/** The thread with the first part reads the ledger, which is read sooner than the statements. */
export const FIRST_EIGHTHS = 5;

export type Expected = { readonly ledgerRows: number; readonly statementLines: number; readonly textBytes: number };

/** Expected sizes only save copying; memory is taken when it is written to. */
export function createBooks(expected: Expected): Books {
  return {
    texts: createTexts(expected.textBytes), orders: createOrders(Math.max(expected.ledgerRows, expected.statementLines)),
    ledger: createSide(expected.ledgerRows), statement: createSide(expected.statementLines), currencies: [], wallets: [], files: [],
    agreed: { pairs: 0, ledgerMinor: new Float64Array(CURRENCIES_MAX), statementMinor: new Float64Array(CURRENCIES_MAX) },
  };
}

/** Names a statement file before its lines are added. @returns its number. */
export function addStatementFile(books: Books, file: string, source: SourceId, wallet: string): number {
  if (books.files.length >= FILES_MAX) throw new Refusal('too-many-files', `More than ${FILES_MAX} statement files at once; give fewer. Nothing is booked.`);
  return books.files.push({ file, source, wallet: codeOf(books.wallets, wallet, WALLETS_MAX, 'wallets') }) - 1;
}

/** Adds a batch of ledger rows, or of lines of the statement file of that number; of these the rows of one part where one is named. The batch may be used again. */
export function addBatch(books: Books, batch: Batch, file: number | null, part: Part | null = null): void {
  const currencies = codesOfNames(books.currencies, batch.currencies, CURRENCIES_MAX, 'currencies');
  const wallets = codesOfNames(books.wallets, batch.wallets, WALLETS_MAX, 'wallets');
  const count = ownRows(batch, part);
  makeRoom(file === null ? books.ledger : books.statement, count);
  lookAhead(books.orders, books.texts, batch.words, IN_HASH, BATCH_WORDS, own, count, found);
  lookAcross(books, file === null ? books.statement : books.ledger, file === null ? ENTRY_STATEMENT : ENTRY_LEDGER, count);
  if (file === null) {
    for (let place = 0; place < count; place += 1) {
      const index = own[place] as number;
      const codes = codesIn(batch, index, currencies, wallets[(batch.words[index * BATCH_WORDS + IN_NAMES] as number) >>> 8] as number, 0);
      addRow(books, batch, index, codes, books.ledger, ENTRY_LEDGER, books.statement, ENTRY_STATEMENT);
    }
  } else {
    const wallet = books.files[file]?.wallet;
    assert(wallet !== undefined, 'a statement file is named before its lines');
    for (let place = 0; place < count; place += 1) {
      const index = own[place] as number;
      addRow(books, batch, index, codesIn(batch, index, currencies, wallet, file), books.statement, ENTRY_STATEMENT, books.ledger, ENTRY_LEDGER);
    }
  }
}

/** The rows of the batch in hand that are added, by their places in it. */
const own = new Int32Array(BATCH_ROWS);
/** Where their orders' entries probably are. */
const found = new Int32Array(BATCH_ROWS);

/** Reads the other side's rows of the orders found, as `lookAhead` does. */
function lookAcross({ orders: { entries, touched } }: Books, other: Side, head: number, count: number): void {
  let seen = 0;
  for (let place = 0; place < count; place += 1) seen ^= tradeAt(other, Math.max(0, (entries[(found[place] as number) + head] as number) - 1));
  touched[0] = seen;
}

/** Finds the rows of a part, or all. @returns how many. No branch hangs on the hash: every second guess would be wrong. */
function ownRows({ words, rows }: Batch, part: Part | null): number {
  let count = 0;
  for (let index = 0; index < rows; index += 1) {
    own[count] = index;
    const ofRow = (((words[index * BATCH_WORDS + IN_HASH] as number) >>> 29) + 8 - FIRST_EIGHTHS) >>> 3;
    count += part === null ? 1 : 1 ^ part ^ ofRow;
  }
  return count;
}

/** The order id of a row; null when it has none. */
export function orderIdAt(books: Books, side: Side, row: number): string | null {
  const order = orderAt(side, row);
  return order === 0 ? null : textAt(books.texts, books.orders.entries[(order - 1) * ENTRY] as number);
}

/** What the codes of a batch are in the books. */
function codesOfNames(known: string[], names: readonly string[], max: number, what: string): Int32Array {
  return Int32Array.from(names, (name) => codeOf(known, name, max, what));
}

function codesIn(batch: Batch, index: number, currencies: Int32Array, wallet: number, file: number): number {
  const { words } = batch;
  const word = index * BATCH_WORDS;
  return codesOf(words[word + IN_KIND] as number, currencies[(words[word + IN_NAMES] as number) & 255] as number, wallet, words[word + IN_STATUS] as number, file);
}

/** Puts a row at the end of its side and makes it the first of its order there. */
function addRow(books: Books, batch: Batch, index: number, codes: number, side: Side, head: number, other: Side, otherHead: number): void {
  const { orders, texts } = books;
  const { words, reals } = batch;
  const theirs = batch.texts.words;
  const word = index * BATCH_WORDS;
  const real = index * BATCH_REALS;
  const text = words[word + IN_ORDER] as number;
  const trade = words[word + IN_TRADE] as number;
  const original = words[word + IN_ORIGINAL] as number;
  const row = addRowTo(side, reals[real + IN_AMOUNT] as number, reals[real + IN_FEE] as number, reals[real + IN_AT] as number, codes, words[word + IN_LINE] as number);
  let order = -1;
  let known = 0;
  if (text !== 0) {
    const hash = words[word + IN_HASH] as number;
    order = orderOf(orders, texts, hash, theirs, text);
    const otherRow = orders.entries[order * ENTRY + otherHead] as number;
    if (otherRow > 0) known = tradeAt(other, otherRow - 1);
  }
  // Nearly always the trade id is the one that the other side has under the same order id: then its text is shared.
  const shared = trade !== 0 && known !== 0 && sameWords(texts.words, known, theirs, trade);
  setIds(side, row, order + 1, shared ? known : trade === 0 ? 0 : copyText(texts, theirs, trade), original === 0 ? 0 : copyText(texts, theirs, original));
  if (order >= 0) takeHead(orders, order, head, side, row);
}

/** A row becomes the first of its order; the one that was follows it. */
function takeHead(orders: Orders, order: number, head: number, side: Side, row: number): void {
  const at = order * ENTRY + head;
  const before = orders.entries[at] as number;
  if (before > 0) chain(side, row, before - 1);
  orders.entries[at] = row + 1;
}
