/** The bytes of a whole code as text: strict UTF-8 first, then the caller's fallback, then byte for byte. */
import type { ScanEvent } from './event.ts';
import type { Suffix } from './profile.ts';

/** @returns null when the bytes are not of that encoding. The platform's decoder (GBK, Shift-JIS, ...) is brought by the adapter. */
export type FallbackText = (bytes: Uint8Array) => string | null;

const SUFFIX: Readonly<Record<Suffix, readonly number[]>> = { none: [], cr: [13], lf: [10], crlf: [13, 10], tab: [9] };

export function codeText(bytes: Uint8Array, suffix: Suffix, fallback: FallbackText | null): Pick<ScanEvent, 'text' | 'encoding'> {
  const body = bytes.subarray(0, bytes.length - suffixLength(bytes, SUFFIX[suffix]));
  const text = utf8(body);
  if (text !== null) return { text, encoding: 'utf-8' };
  const other = fallback?.(body) ?? null;
  return other === null ? { text: latin1(body), encoding: 'latin-1' } : { text: other, encoding: 'fallback' };
}

function suffixLength(bytes: Uint8Array, suffix: readonly number[]): number {
  return suffix.length <= bytes.length && suffix.every((byte, index) => bytes[bytes.length - suffix.length + index] === byte) ? suffix.length : 0;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF; null otherwise. A zone without the platform's TextDecoder. */
function utf8(bytes: Uint8Array): string | null {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : -1;
    if (more < 0 || at + more >= bytes.length) return null;
    let point = more === 0 ? first : first & (0x3f >> more);
    for (let i = 1; i <= more; i += 1) {
      const next = bytes[at + i] ?? 0;
      if ((next & 0xc0) !== 0x80) return null;
      point = point * 64 + (next & 0x3f);
    }
    if (more === 2 && (point < 0x800 || (point >= 0xd800 && point <= 0xdfff)) || more === 3 && (point < 0x10000 || point > 0x10ffff)) return null;
    text += String.fromCodePoint(point);
    at += more + 1;
  }
  return text;
}

/** Text to UTF-8 bytes, for the writers of the virtual bench. A lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  const out: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    const value = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (value < 0x80) out.push(value);
    else if (value < 0x800) out.push(0xc0 | (value >> 6), 0x80 | (value & 63));
    else if (value < 0x10000) out.push(0xe0 | (value >> 12), 0x80 | ((value >> 6) & 63), 0x80 | (value & 63));
    else out.push(0xf0 | (value >> 18), 0x80 | ((value >> 12) & 63), 0x80 | ((value >> 6) & 63), 0x80 | (value & 63));
  }
  return Uint8Array.from(out);
}
