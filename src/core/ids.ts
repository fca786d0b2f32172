/** Ids: time-ordered UUIDs for entries and sales, merchant order numbers for charges; made from given time and randomness. */
import { assert } from './assert.ts';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** RFC 9562 UUIDv7 from UTC milliseconds and 10 random bytes. */
export function uuidV7(atMs: number, random: Uint8Array): string {
  assert(random.length >= 10, 'a UUIDv7 takes 10 random bytes');
  const time = Math.trunc(atMs).toString(16).padStart(12, '0');
  const byte = (index: number) => random[index] ?? 0;
  const tail = [HEX[0x70 | (byte(0) & 0x0f)], HEX[byte(1)], HEX[0x80 | (byte(2) & 0x3f)], HEX[byte(3)]].join('');
  const node = [4, 5, 6, 7, 8, 9].map((index) => HEX[byte(index)]).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4)}-${node}`;
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Merchant order number: date, till, a counter and 6 random characters; letters and digits only, at most 25
 * (WeChat Pay takes 32, UnionPay 8 to 40 without `-` or `_`, the reference of an EMVCo code 25). Two copies of one ledger never make the same one.
 */
export function orderNumber(day: string, till: string, counter: number, random: Uint8Array): string {
  const tail = Array.from(random.slice(0, 6), (byte) => LETTERS[byte % 32]).join('');
  return `${day.replaceAll('-', '').slice(2)}${till.replace(/[^A-Za-z0-9]/g, '').slice(0, 6)}${String(counter).padStart(7, '0')}${tail}`.slice(0, 32);
}

/** The one number under which money goes back for a reason: `D` a second charge of the order, `F` a refund that could not be paid out. So it cannot go back twice. */
export function returnNumber(id: string, why: 'D' | 'F'): string {
  return `${id.slice(0, 31)}${why}`;
}
