/** One side's rows, packed into 32 bytes each, and how to read them: the only file that knows where what lies. */

export type Side = {
  reals: Float64Array;
  words: Int32Array;
  rows: number;
  /** Amounts by currency, minor units. */
  readonly sums: Float64Array;
  /** Few rows have these: the text of the original order id, and the next row of the same order. */
  readonly originals: Map<number, number>;
  readonly chains: Map<number, number>;
};

const WORDS = 8;
const REALS = 4;
/** A real, then words. */
const AMOUNT = 0;
const FEE = 2;
const AT = 3;
const ORDER = 4;
const TRADE = 5;
const CODES = 6;
const LINE = 7;

/** Fees and times that are not known. */
const NONE = -0x8000_0000;

/** Codes: kind 3 bits, currency 7, wallet 8, status 3, statement file 10; the sign says that the row has a next one. */
const CURRENCY_SHIFT = 3;
const WALLET_SHIFT = 10;
const STATUS_SHIFT = 18;
const FILE_SHIFT = 21;
const CHAINED = 1 << 31;
/** Kind, currency and wallet: what both sides must share. */
const SHARED_MASK = (1 << STATUS_SHIFT) - 1;

export const CURRENCIES_MAX = 128;
export const WALLETS_MAX = 256;
export const FILES_MAX = 1024;
/** Fees are kept in 32 bits: larger ones are refused. */
export const FEE_MINOR_MAX = 0x7fff_ffff;
/** Times are kept in whole seconds, from the beginning of 1970 to 2106. */
const SECONDS_MID = 0x8000_0000;

export function createSide(rowsExpected: number): Side {
  const buffer = new ArrayBuffer(Math.max(64, Math.ceil(rowsExpected)) * WORDS * 4);
  return { reals: new Float64Array(buffer), words: new Int32Array(buffer), rows: 0, sums: new Float64Array(CURRENCIES_MAX), originals: new Map(), chains: new Map() };
}

export function makeRoom(side: Side, more: number): void {
  const need = (side.rows + more) * WORDS;
  if (need <= side.words.length) return;
  const words = new Int32Array(Math.max(need, side.words.length * 2));
  words.set(side.words.subarray(0, side.rows * WORDS));
  side.words = words;
  side.reals = new Float64Array(words.buffer);
}

/** Puts a row at the end. @param feeMinor and `at` (UTC milliseconds): NaN when not known. @returns its number. */
export function addRowTo(side: Side, amountMinor: number, feeMinor: number, at: number, codes: number, line: number): number {
  const { rows: row, sums } = side;
  const word = row * WORDS;
  const currency = (codes >>> CURRENCY_SHIFT) & 127;
  sums[currency] = (sums[currency] as number) + amountMinor;
  side.reals[row * REALS + AMOUNT] = amountMinor;
  side.words[word + FEE] = feeMinor === feeMinor ? feeMinor : NONE;
  side.words[word + AT] = at === at ? Math.floor(at / 1000) - SECONDS_MID : NONE;
  side.words[word + CODES] = codes;
  side.words[word + LINE] = line;
  side.rows = row + 1;
  return row;
}

/** @param order its number plus one, or 0. @param trade reference of its text, or 0. */
export function setIds(side: Side, row: number, order: number, trade: number, original: number): void {
  side.words[row * WORDS + ORDER] = order;
  side.words[row * WORDS + TRADE] = trade;
  if (original !== 0) side.originals.set(row, original);
}

/** Makes `next` follow `row` in the chain of an order; call it after `addRowTo`. */
export function chain(side: Side, row: number, next: number): void {
  side.chains.set(row, next);
  side.words[row * WORDS + CODES] = codesAt(side, row) | CHAINED;
}

export function codesOf(kind: number, currency: number, wallet: number, status: number, file: number): number {
  return kind | (currency << CURRENCY_SHIFT) | (wallet << WALLET_SHIFT) | (status << STATUS_SHIFT) | (file << FILE_SHIFT);
}

function codesAt(side: Side, row: number): number {
  return side.words[row * WORDS + CODES] as number;
}

export function amountAt(side: Side, row: number): number {
  return side.reals[row * REALS + AMOUNT] as number;
}

export function setFee(side: Side, row: number, feeMinor: number): void {
  side.words[row * WORDS + FEE] = feeMinor;
}

/** NaN when not known. */
export function feeAt(side: Side, row: number): number {
  const fee = side.words[row * WORDS + FEE] as number;
  return fee === NONE ? Number.NaN : fee;
}

/** UTC milliseconds of the whole second; NaN when not known. */
export function timeAt(side: Side, row: number): number {
  const seconds = side.words[row * WORDS + AT] as number;
  return seconds === NONE ? Number.NaN : (seconds + SECONDS_MID) * 1000;
}

/** The order's number plus one; 0 for a line without an order id. */
export function orderAt(side: Side, row: number): number {
  return side.words[row * WORDS + ORDER] as number;
}

export function tradeAt(side: Side, row: number): number {
  return side.words[row * WORDS + TRADE] as number;
}

export function originalAt(side: Side, row: number): number {
  return side.originals.get(row) ?? 0;
}

export function lineAt(side: Side, row: number): number {
  return side.words[row * WORDS + LINE] as number;
}

/** The next row of the same side and order, or -1. */
export function nextOf(side: Side, row: number): number {
  return codesAt(side, row) < 0 ? (side.chains.get(row) ?? -1) : -1;
}

export function kindAt(side: Side, row: number): number {
  return codesAt(side, row) & 7;
}

export function currencyAt(side: Side, row: number): number {
  return (codesAt(side, row) >>> CURRENCY_SHIFT) & 127;
}

export function walletAt(side: Side, row: number): number {
  return (codesAt(side, row) >>> WALLET_SHIFT) & 255;
}

export function statusAt(side: Side, row: number): number {
  return (codesAt(side, row) >>> STATUS_SHIFT) & 7;
}

export function fileAt(side: Side, row: number): number {
  return (codesAt(side, row) >>> FILE_SHIFT) & (FILES_MAX - 1);
}

/** Whether two rows are of one kind, currency and wallet, and neither has a next one. */
export function alikeAndAlone(one: Side, a: number, other: Side, b: number): boolean {
  return ((codesAt(one, a) ^ codesAt(other, b)) & SHARED_MASK) === 0 && (codesAt(one, a) | codesAt(other, b)) >= 0;
}

/** Wallet and currency in one number, for keys. */
export function walletAndCurrencyAt(side: Side, row: number): number {
  return (codesAt(side, row) & SHARED_MASK) >>> CURRENCY_SHIFT;
}
