/** Both sides as packed rows, reached by order id: what the rules look rows up in. */
import { assert } from '../assert.ts';
import { Refusal } from '../refusal.ts';
import type { SourceId } from '../statement.ts';
import { BATCH_REALS, BATCH_WORDS, codeOf, IN_AMOUNT, IN_AT, IN_FEE, IN_HASH, IN_KIND, IN_LINE, IN_NAMES, IN_ORDER, IN_ORIGINAL, IN_STATUS, IN_TRADE } from './batch.ts';
import type { Batch } from './batch.ts';
import { addOrder, createOrders, ENTRY, ENTRY_LEDGER, ENTRY_STATEMENT, findOrder, touchSlots } from './orders.ts';
import type { Orders } from './orders.ts';
import { chain, codesOf, createSide, CURRENCIES_MAX, FILES_MAX, makeRoom, orderAt, setIds, setRow, tradeAt, WALLETS_MAX } from './rows.ts';
import type { Side } from './rows.ts';
import { addWords, copyText, createTexts, sameWords, textAt } from './texts.ts';
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
  const side = file === null ? books.ledger : books.statement;
  const currencies = Int32Array.from(batch.currencies, (name) => codeOf(books.currencies, name, CURRENCIES_MAX, 'currencies'));
  const wallets = Int32Array.from(batch.wallets, (name) => codeOf(books.wallets, name, WALLETS_MAX, 'wallets'));
  const fileWallet = file === null ? 0 : (books.files[file]?.wallet ?? -1);
  assert(fileWallet >= 0, 'a statement file is named before its lines');
  makeRoom(side, batch.rows);
  touchSlots(books.orders, batch.words, IN_HASH, BATCH_WORDS, batch.rows);
  const shift = file === null ? addWords(books.texts, batch.texts.words, 1, batch.texts.used) : 0;
  const { words, reals } = batch;
  const first = side.rows;
  for (let index = 0; index < batch.rows; index += 1) {
    const word = index * BATCH_WORDS;
    const real = index * BATCH_REALS;
    const row = first + index;
    const names = words[word + IN_NAMES] as number;
    const wallet = file === null ? (wallets[names >>> 8] as number) : fileWallet;
    const codes = codesOf(words[word + IN_KIND] as number, currencies[names & 255] as number, wallet, words[word + IN_STATUS] as number, file ?? 0);
    setRow(side, row, reals[real + IN_AMOUNT] as number, reals[real + IN_FEE] as number, reals[real + IN_AT] as number, codes, words[word + IN_LINE] as number);
    if (file === null) placeLedgerRow(books, batch, word, row, shift);
    else placeStatementLine(books, batch, word, row);
  }
  side.rows = first + batch.rows;
}

/** The order id of a row; null when it has none. */
export function orderIdAt(books: Books, side: Side, row: number): string | null {
  const order = orderAt(side, row);
  return order === 0 ? null : textAt(books.texts, books.orders.entries[(order - 1) * ENTRY] as number);
}

function placeLedgerRow(books: Books, batch: Batch, word: number, row: number, shift: number): void {
  const { orders, texts, ledger } = books;
  const { words } = batch;
  const hash = words[word + IN_HASH] as number;
  const text = words[word + IN_ORDER] as number;
  const known = findOrder(orders, texts, hash, batch.texts.words, text);
  const order = known >= 0 ? known : addOrder(orders, texts, hash, text + shift);
  const trade = words[word + IN_TRADE] as number;
  const original = words[word + IN_ORIGINAL] as number;
  setIds(ledger, row, order + 1, trade === 0 ? 0 : trade + shift, original === 0 ? 0 : original + shift);
  takeHead(orders, order, ENTRY_LEDGER, ledger, row);
}

function placeStatementLine(books: Books, batch: Batch, word: number, row: number): void {
  const { orders, texts, ledger, statement } = books;
  const { words } = batch;
  const theirs = batch.texts.words;
  const text = words[word + IN_ORDER] as number;
  const trade = words[word + IN_TRADE] as number;
  const original = words[word + IN_ORIGINAL] as number;
  let order = -1;
  let ledgerTrade = 0;
  if (text !== 0) {
    const hash = words[word + IN_HASH] as number;
    order = findOrder(orders, texts, hash, theirs, text);
    if (order < 0) order = addOrder(orders, texts, hash, copyText(texts, theirs, text));
    const ledgerRow = orders.entries[order * ENTRY + ENTRY_LEDGER] as number;
    if (ledgerRow > 0) ledgerTrade = tradeAt(ledger, ledgerRow - 1);
  }
  // Nearly always the trade id is the one that the ledger has under the same order id: then its text is shared.
  const shared = trade !== 0 && ledgerTrade !== 0 && sameWords(texts.words, ledgerTrade, theirs, trade);
  setIds(statement, row, order + 1, shared ? ledgerTrade : trade === 0 ? 0 : copyText(texts, theirs, trade), original === 0 ? 0 : copyText(texts, theirs, original));
  if (order >= 0) takeHead(orders, order, ENTRY_STATEMENT, statement, row);
}

/** A row becomes the first of its order; the one that was follows it. */
function takeHead(orders: Orders, order: number, head: number, side: Side, row: number): void {
  const at = order * ENTRY + head;
  const before = orders.entries[at] as number;
  if (before > 0) chain(side, row, before - 1);
  orders.entries[at] = row + 1;
}
