/** Reads rows that look as a program says, 16 bytes at a time; others are left to the reader. AssemblyScript: `node scripts/wasm.ts` makes rowsWasm.ts of it. */

/** Where things lie in the memory; rowEngine.ts has the same numbers. What a record says is counted from the window's beginning. */
const PROGRAM: usize = 0x1000;
const RECORDS: usize = 0x11000;
const WINDOW: usize = 0x20000;
/** A record: nine numbers, three ranges. */
const RECORD_BYTES: usize = 96;
const RANGES_AT: usize = 72;

/** An operation is four words: its code, then which number or range of the record it fills, then the rest of what it takes. */
const OP_BYTES: usize = 16;
/** These bytes: where they are, in how many blocks (of 16 bytes and a mask of 16), how long. */
const LITERAL = 1;
/** A text up to a comma, a line end or a quote; whether it may be empty. */
const TEXT = 2;
/** The same, of no interest. */
const SKIP = 3;
/** A decimal of two digits, and zeros behind them, as minor units. */
const CENTS = 4;
/** A whole number of 15 digits at most; whether it may be missing, which leaves NaN. */
const WHOLE = 5;
/** HH:MM:SS as milliseconds. */
const CLOCK = 6;
/** YYYY-MM-DD from 1971 to 2099, as milliseconds from 1970 to its midnight. */
const DAY = 7;
/** One of several texts, as its number: where the first is (as a literal's words), how many. */
const CHOICE = 8;

/** Where `scan` stopped: at a row that is not as the program says, or at the end. */
export let stoppedAt: i32 = 0;

/**
 * Reads rows from `from` on until `end`, `most` at most.
 * @param lineMax a row with more bytes is not taken.
 * @returns how many; each has left its record.
 */
export function scan(from: i32, end: i32, most: i32, lineMax: i32): i32 {
  const stop = WINDOW + <usize>end;
  let row = WINDOW + <usize>from;
  let record = RECORDS;
  let count = 0;
  while (count < most && row < stop) {
    const next = take(row, record);
    if (next === 0 || next - row > <usize>lineMax) break;
    row = next;
    record += RECORD_BYTES;
    count += 1;
  }
  stoppedAt = <i32>(row - WINDOW);
  return count;
}

/** @returns where the row ends, or 0 when it is not as the program says. */
function take(row: usize, record: usize): usize {
  let at = row;
  let op = PROGRAM;
  while (true) {
    const place = <usize>load<i32>(op, 4);
    switch (load<i32>(op)) {
      case LITERAL: {
        if (!isAt(place, load<i32>(op, 8), at)) return 0;
        at += <usize>load<i32>(op, 12);
        break;
      }
      case TEXT: {
        const end = textEnd(at);
        if (end === at && load<i32>(op, 8) === 0) return 0;
        const range = record + RANGES_AT + (place << 3);
        store<i32>(range, <i32>(at - WINDOW));
        store<i32>(range, <i32>(end - WINDOW), 4);
        at = end;
        break;
      }
      case SKIP: {
        at = textEnd(at);
        break;
      }
      case CENTS: {
        const first = at;
        let value: i64 = 0;
        let digit = digitAt(at);
        while (digit <= 9) {
          value = value * 10 + digit;
          at += 1;
          digit = digitAt(at);
        }
        const tens = digitAt(at + 1);
        const ones = digitAt(at + 2);
        if (at === first || at - first > 13 || load<u8>(at) !== 0x2e || tens > 9 || ones > 9) return 0;
        at += 3;
        while (load<u8>(at) === 0x30) at += 1;
        store<f64>(record + (place << 3), <f64>(value * 100 + tens * 10 + ones));
        break;
      }
      case WHOLE: {
        const negative = load<u8>(at) === 0x2d;
        if (negative) at += 1;
        const first = at;
        let value: i64 = 0;
        let digit = digitAt(at);
        while (digit <= 9) {
          value = value * 10 + digit;
          at += 1;
          digit = digitAt(at);
        }
        const none = at === first && !negative && load<i32>(op, 8) === 1;
        if (!none && (at === first || at - first > 15 || (negative && value === 0))) return 0;
        store<f64>(record + (place << 3), none ? NaN : <f64>(negative ? -value : value));
        break;
      }
      case CLOCK: {
        const hours = pairAt(at);
        const minutes = pairAt(at + 3);
        const seconds = pairAt(at + 6);
        if (hours > 23 || minutes > 59 || seconds > 59 || load<u8>(at, 2) !== 0x3a || load<u8>(at, 5) !== 0x3a) return 0;
        store<f64>(record + (place << 3), <f64>(((hours * 60 + minutes) * 60 + seconds) * 1000));
        at += 8;
        break;
      }
      case DAY: {
        const days = dayAt(at);
        if (days < 0) return 0;
        store<f64>(record + (place << 3), <f64>days * 86_400_000);
        at += 10;
        break;
      }
      case CHOICE: {
        const count = load<i32>(op, 12);
        let chosen = 0;
        let choice = <usize>load<i32>(op, 8);
        while (chosen < count && !isAt(<usize>load<i32>(choice), load<i32>(choice, 4), at)) {
          chosen += 1;
          choice += OP_BYTES;
        }
        if (chosen === count) return 0;
        store<f64>(record + (place << 3), <f64>chosen);
        at += <usize>load<i32>(choice, 8);
        break;
      }
      default: return at;
    }
    op += OP_BYTES;
  }
}

/** Whether the bytes of so many blocks stand at `at`. */
// @ts-ignore: decorator
@inline
function isAt(blocks: usize, count: i32, at: usize): bool {
  const stop = blocks + (<usize>count << 5);
  let here = at;
  for (let block = blocks; block < stop; block += 32, here += 16) {
    if (v128.any_true(v128.and(v128.xor(v128.load(here), v128.load(block)), v128.load(block, 16)))) return false;
  }
  return true;
}

/** Where the first comma, line end or quote is; there is one, for a window ends with a line feed. */
// @ts-ignore: decorator
@inline
function textEnd(from: usize): usize {
  // Each of the four has a low half byte of its own; in all other places stands a byte that no byte with that low half equals.
  const table = i8x16(1, 0, 0x22, 0, 0, 0, 0, 0, 0, 0, 0x0a, 0, 0x2c, 0x0d, 0, 0);
  const low = i8x16.splat(0x0f);
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const mask = i8x16.bitmask(i8x16.eq(i8x16.swizzle(table, v128.and(bytes, low)), bytes));
    if (mask !== 0) return at + ctz(mask);
    at += 16;
  }
}

/** A digit's value, or more than 9. */
// @ts-ignore: decorator
@inline
function digitAt(at: usize): u32 {
  return <u32>load<u8>(at) - 48;
}

/** Two digits, or more than 99. */
// @ts-ignore: decorator
@inline
function pairAt(at: usize): u32 {
  const tens = digitAt(at);
  const ones = digitAt(at + 1);
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/** The last day read, as 8 and 2 bytes, and its number. */
let lastFront: u64 = 0;
let lastBack: u16 = 0;
let lastDays: i32 = -1;

/** Days from 1970 to the day at `at`, or -1 for one that does not exist. */
function dayAt(at: usize): i32 {
  const front = load<u64>(at);
  const back = load<u16>(at, 8);
  if (front === lastFront && back === lastBack) return lastDays;
  const century = pairAt(at);
  const short = pairAt(at + 2);
  const month = pairAt(at + 5);
  const day = pairAt(at + 8);
  const year = century * 100 + short;
  if (century > 20 || short > 99 || year < 1971 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31 || load<u8>(at, 4) !== 0x2d || load<u8>(at, 7) !== 0x2d) return -1;
  const leap = year % 4 === 0;
  const shortMonth = month === 4 || month === 6 || month === 9 || month === 11;
  if (day === 31 && shortMonth || month === 2 && day > <u32>(leap ? 29 : 28)) return -1;
  // Counted in years that begin in March, so that a leap day is a year's last (H. Hinnant, days_from_civil).
  const since = month > 2 ? year : year - 1;
  const ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const ofEra = (since % 400) * 365 + (since % 400) / 4 - (since % 400) / 100 + ofYear;
  lastFront = front;
  lastBack = back;
  lastDays = <i32>(since / 400 * 146_097 + ofEra) - 719_468;
  return lastDays;
}
