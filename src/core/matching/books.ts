/** Both sides as columns of packed numbers, indexed by order id: what the rules look rows up in. */
import { assert } from '../assert.ts';
import { Refusal } from '../refusal.ts';
import { STATEMENT_KINDS, STATEMENT_STATUSES } from '../statement.ts';
import type { ScannedLine, SourceId } from '../statement.ts';
import { LEDGER_STATUSES } from './ledgerRow.ts';
import type { LedgerKind, LedgerStatus } from './ledgerRow.ts';
import { addText, createTexts, equalTexts, sameText, textLength } from './texts.ts';
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

/** Rows of one side: 48 bytes each, three reals and then six words, so that a row touches one or two cache lines. */
export type Side = { reals: Float64Array; words: Int32Array; rows: number };

export const REALS = 6;
export const WORDS = 12;
export const AMOUNT = 0;
export const FEE = 1;
export const AT = 2;
export const ORDER = 6;
export const TRADE = 7;
export const ORIGINAL = 8;
/** The next row of the same side and order id, plus one; 0 ends the chain. */
export const NEXT = 9;
export const CODES = 10;
export const LINE = 11;

/** Codes: kind 3 bits, currency 7, wallet 8; then status 3; then, for a statement line, its file 10. */
export const SHARED_MASK = (1 << 18) - 1;
const CURRENCIES_MAX = 128;
const WALLETS_MAX = 256;
const FILES_MAX = 1024;

/** Slots of the order-id table: hash, text, first ledger row plus one, first statement row plus one. */
export const SLOT = 4;
export const SLOT_LEDGER = 2;
export const SLOT_STATEMENT = 3;

export type Books = {
  readonly texts: Texts;
  slots: Int32Array;
  ids: number;
  readonly ledger: Side;
  readonly statement: Side;
  readonly currencies: string[];
  readonly wallets: string[];
  /** Statement files in the order they were opened. */
  readonly files: { readonly file: string; readonly source: SourceId; readonly wallet: number }[];
};

/** Expected sizes only save copying; memory is taken when it is written to. */
export function createBooks(expected: { ledgerRows: number; statementLines: number; textBytes: number }): Books {
  let slots = 1024;
  while (slots < Math.max(expected.ledgerRows, expected.statementLines) * 1.5) slots *= 2;
  return {
    texts: createTexts(expected.textBytes), slots: new Int32Array(slots * SLOT), ids: 0,
    ledger: createSide(expected.ledgerRows), statement: createSide(expected.statementLines), currencies: [], wallets: [], files: [],
  };
}

/** Names a statement file before its lines are added. @returns its number. */
export function addStatementFile(books: Books, file: string, source: SourceId, wallet: string): number {
  if (books.files.length >= FILES_MAX) throw new Refusal('too-many-files', `More than ${FILES_MAX} statement files at once; give fewer. Nothing is booked.`);
  return books.files.push({ file, source, wallet: codeOf(books.wallets, wallet, WALLETS_MAX, 'wallets') }) - 1;
}

export function addLedgerRow(books: Books, row: ScannedLedgerRow): void {
  const side = books.ledger;
  const index = claim(side);
  const { words, reals } = side;
  const at = index * WORDS;
  const kind = row.kind === 'charge' ? 0 : 1;
  assert(row.orderEnd > row.orderStart, 'a ledger row has an order id');
  const slot = slotOf(books, row.bytes, row.orderStart, row.orderEnd);
  words[at + ORDER] = books.slots[slot + 1] as number;
  words[at + TRADE] = tradeRef(books, row, books.statement, books.slots[slot + SLOT_STATEMENT] as number);
  words[at + ORIGINAL] = addText(books.texts, row.bytes, row.originalStart, row.originalEnd);
  words[at + CODES] = kind | (codeOf(books.currencies, row.currency, CURRENCIES_MAX, 'currencies') << 3)
    | (codeOf(books.wallets, row.wallet, WALLETS_MAX, 'wallets') << 10) | (LEDGER_STATUSES.indexOf(row.status) << 18);
  words[at + NEXT] = books.slots[slot + SLOT_LEDGER] as number;
  books.slots[slot + SLOT_LEDGER] = index + 1;
  reals[index * REALS + AMOUNT] = row.amountMinor;
  reals[index * REALS + FEE] = row.feeMinor;
  reals[index * REALS + AT] = row.at;
}

export function addStatementLine(books: Books, line: ScannedLine, file: number): void {
  const side = books.statement;
  const index = claim(side);
  const { words, reals } = side;
  const at = index * WORDS;
  const wallet = books.files[file]?.wallet;
  assert(wallet !== undefined, 'a statement file is named before its lines');
  if (line.orderEnd > line.orderStart) {
    const slot = slotOf(books, line.bytes, line.orderStart, line.orderEnd);
    words[at + ORDER] = books.slots[slot + 1] as number;
    words[at + TRADE] = tradeRef(books, line, books.ledger, books.slots[slot + SLOT_LEDGER] as number);
    words[at + NEXT] = books.slots[slot + SLOT_STATEMENT] as number;
    books.slots[slot + SLOT_STATEMENT] = index + 1;
  } else {
    words[at + TRADE] = addText(books.texts, line.bytes, line.tradeStart, line.tradeEnd);
  }
  words[at + ORIGINAL] = addText(books.texts, line.bytes, line.originalStart, line.originalEnd);
  words[at + CODES] = kindCode(line.kind) | (codeOf(books.currencies, line.currency, CURRENCIES_MAX, 'currencies') << 3)
    | (wallet << 10) | (statusCode(line.status) << 18) | (file << 21);
  words[at + LINE] = line.line;
  reals[index * REALS + AMOUNT] = line.amountMinor;
  reals[index * REALS + FEE] = line.feeMinor;
  reals[index * REALS + AT] = line.at;
}

function kindCode(kind: ScannedLine['kind']): number {
  return kind === 'charge' ? 0 : STATEMENT_KINDS.indexOf(kind);
}

function statusCode(status: ScannedLine['status']): number {
  return status === 'success' ? 0 : STATEMENT_STATUSES.indexOf(status);
}

function createSide(rowsExpected: number): Side {
  const buffer = new ArrayBuffer(Math.max(64, Math.ceil(rowsExpected)) * WORDS * 4);
  return { reals: new Float64Array(buffer), words: new Int32Array(buffer), rows: 0 };
}

/** The next row's number, with room for it. */
function claim(side: Side): number {
  const index = side.rows;
  if ((index + 1) * WORDS > side.words.length) {
    const words = new Int32Array(side.words.length * 2);
    words.set(side.words);
    side.words = words;
    side.reals = new Float64Array(words.buffer);
  }
  side.rows = index + 1;
  return index;
}

/** Nearly always the trade id is the one the other side has under the same order id: then its text is shared. */
function tradeRef(books: Books, row: { bytes: Uint8Array; tradeStart: number; tradeEnd: number }, other: Side, otherRow: number): number {
  if (otherRow > 0) {
    const ref = other.words[(otherRow - 1) * WORDS + TRADE] as number;
    if (ref !== 0 && sameText(books.texts, ref, row.bytes, row.tradeStart, row.tradeEnd)) return ref;
  }
  return addText(books.texts, row.bytes, row.tradeStart, row.tradeEnd);
}

/** Few names, usually one: a short list is quicker than a map. */
function codeOf(names: string[], name: string, max: number, what: string): number {
  const known = names[0] === name ? 0 : names.indexOf(name);
  if (known >= 0) return known;
  if (names.length >= max) throw new Refusal('too-many-names', `More than ${max} ${what} in one reconciliation. Nothing is booked; check the columns of the ledger file.`);
  return names.push(name) - 1;
}

/** The slot of an order id, made when it is new. */
function slotOf(books: Books, bytes: Uint8Array, start: number, end: number): number {
  const { texts } = books;
  const hash = hashOf(bytes, start, end);
  const last = books.slots.length - SLOT;
  const { slots } = books;
  let slot = (hash * SLOT) & last;
  for (;;) {
    const ref = slots[slot + 1] as number;
    if (ref === 0) break;
    if (slots[slot] === hash && sameText(texts, ref, bytes, start, end)) return slot;
    slot = (slot + SLOT) & last;
  }
  if ((books.ids + 1) * SLOT * 4 > slots.length * 3) {
    growSlots(books);
    return slotOf(books, bytes, start, end);
  }
  books.ids += 1;
  slots[slot] = hash;
  slots[slot + 1] = addText(texts, bytes, start, end);
  return slot;
}

function growSlots(books: Books): void {
  const old = books.slots;
  const slots = new Int32Array(old.length * 2);
  const last = slots.length - SLOT;
  for (let from = 0; from < old.length; from += SLOT) {
    if (old[from + 1] === 0) continue;
    let to = ((old[from] as number) * SLOT) & last;
    while (slots[to + 1] !== 0) to = (to + SLOT) & last;
    for (let word = 0; word < SLOT; word += 1) slots[to + word] = old[from + word] as number;
  }
  books.slots = slots;
}

/** FNV-1a with a final mix; equality is always judged by the bytes themselves. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** Whether both rows name a trade id and it is the same. */
export function sameTrade(books: Books, ledgerRow: number, statementRow: number): boolean {
  const a = books.ledger.words[ledgerRow * WORDS + TRADE] as number;
  const b = books.statement.words[statementRow * WORDS + TRADE] as number;
  return a !== 0 && b !== 0 && textLength(books.texts, a) > 0 && equalTexts(books.texts, a, b);
}
