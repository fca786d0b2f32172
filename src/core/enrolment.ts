/** One-time codes that let a till join a backend: how they are spelled, read back however they were typed, and carried by one scan. */
import { assert } from './assert.ts';

/** Crockford's letters: none looks like a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 3;
const GROUP_CHARS = 4;
const CODE_CHARS = GROUPS * GROUP_CHARS;
const SPELLED = new RegExp(`^[${LETTERS}]{${CODE_CHARS}}$`);
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
/** What a scanned enrolment begins with. */
const MARK = 'tillbook:enrol?';

/** @param random twelve random bytes; five bits of each are used: 60 bits. */
export function spellCode(random: Uint8Array): string {
  assert(random.length >= CODE_CHARS, 'a code is made of twelve random bytes');
  return grouped(Array.from(random.slice(0, CODE_CHARS), (byte) => LETTERS[byte % LETTERS.length] ?? '0').join(''));
}

const grouped = (text: string): string => Array.from({ length: GROUPS }, (_, n) => text.slice(n * GROUP_CHARS, (n + 1) * GROUP_CHARS)).join('-');

/** The code as it was spelled, however it was typed: small letters, blanks, O for zero. A code of another make stays as it is, without blanks around it. */
export function tidyCode(typed: string): string {
  const plain = typed.trim().toUpperCase().replaceAll(/[\s-]/g, '').replaceAll(/[OIL]/g, (letter) => LOOKALIKES[letter] ?? letter);
  return SPELLED.test(plain) ? grouped(plain) : typed.trim();
}

export type EnrolmentText = { readonly address: string; readonly store: string; readonly code: string };

/** All that the technician has to enter, as the text of one QR code. */
export function writeEnrolment({ address, store, code }: EnrolmentText): string {
  return `${MARK}a=${encodeURIComponent(address)}&s=${encodeURIComponent(store)}&c=${encodeURIComponent(code)}`;
}

/** Null for what is no enrolment. */
export function readEnrolment(text: string): EnrolmentText | null {
  if (!text.startsWith(MARK) || text.length > 1_000) return null;
  try {
    const parts = new Map(text.slice(MARK.length).split('&').map((part): [string, string] => [part.slice(0, 1), decodeURIComponent(part.slice(2))]));
    const [address, store, code] = [parts.get('a'), parts.get('s'), parts.get('c')];
    return address === undefined || store === undefined || code === undefined ? null : { address, store, code };
  } catch {
    return null;
  }
}

/** A backend's address without the slash at its end; null unless it is https, or plain http to this machine alone. */
export function readAddress(typed: string): string | null {
  const match = /^(https?):\/\/([^\s/?#@]+)((?:\/[^\s?#]*)?)$/i.exec(typed.trim());
  if (match === null) return null;
  const [, scheme = '', host = '', path = ''] = match;
  if (scheme.toLowerCase() === 'http' && !/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(host)) return null;
  return `${scheme.toLowerCase()}://${host}${path.replace(/\/+$/, '')}`;
}
