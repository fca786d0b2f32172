/** Texts kept as UTF-8 in one slab, each by a number: a million order numbers without a million strings. */
import { assert } from '../assert.ts';

/** Bytes that are kept one after the other; a reference is where a text begins, 0 is no text. */
export type Texts = { slab: Uint8Array; used: number };

const LENGTH_BYTES = 2;
export const TEXT_BYTES_MAX = 0xffff;

/** @param bytesExpected memory is only taken when it is written to, so a generous number costs nothing. */
export function createTexts(bytesExpected: number): Texts {
  return { slab: new Uint8Array(Math.max(1024, bytesExpected)), used: LENGTH_BYTES };
}

export function addText(texts: Texts, bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 0;
  assert(length <= TEXT_BYTES_MAX, 'an id has at most 65535 bytes');
  const need = texts.used + LENGTH_BYTES + length;
  if (need > texts.slab.length) {
    const larger = new Uint8Array(Math.max(need, texts.slab.length * 2));
    larger.set(texts.slab.subarray(0, texts.used));
    texts.slab = larger;
  }
  const { slab, used } = texts;
  slab[used] = length & 0xff;
  slab[used + 1] = length >>> 8;
  let to = used + LENGTH_BYTES;
  for (let at = start; at < end; at += 1, to += 1) slab[to] = bytes[at] as number;
  texts.used = need;
  return used;
}

export function sameText(texts: Texts, ref: number, bytes: Uint8Array, start: number, end: number): boolean {
  const { slab } = texts;
  const length = end - start;
  if (((slab[ref] as number) | ((slab[ref + 1] as number) << 8)) !== length) return false;
  const from = ref + LENGTH_BYTES;
  for (let index = 0; index < length; index += 1) if (slab[from + index] !== bytes[start + index]) return false;
  return true;
}

/** Whether two references name equal texts. */
export function equalTexts(texts: Texts, a: number, b: number): boolean {
  if (a === b) return true;
  if (a === 0 || b === 0) return false;
  const start = b + LENGTH_BYTES;
  return sameText(texts, a, texts.slab, start, start + textLength(texts, b));
}

/** The text of a reference; null for 0. */
export function textAt(texts: Texts, ref: number): string | null {
  if (ref === 0) return null;
  return decodeUtf8(texts.slab, ref + LENGTH_BYTES, ref + LENGTH_BYTES + textLength(texts, ref));
}

export function textLength(texts: Texts, ref: number): number {
  return (texts.slab[ref] as number) | ((texts.slab[ref + 1] as number) << 8);
}

/** A text's UTF-8 bytes; a lone surrogate becomes U+FFFD, as everywhere. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >>> 6), 0x80 | (code & 0x3f));
    else if (code >= 0xd800 && code < 0xe000) bytes.push(0xef, 0xbf, 0xbd);
    else if (code < 0x10000) bytes.push(0xe0 | (code >>> 12), 0x80 | ((code >>> 6) & 0x3f), 0x80 | (code & 0x3f));
    else bytes.push(0xf0 | (code >>> 18), 0x80 | ((code >>> 12) & 0x3f), 0x80 | ((code >>> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return Uint8Array.from(bytes);
}

/** Valid UTF-8 as text. */
function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; ) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      at += 1;
      continue;
    }
    const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let code = lead & (0xff >>> (size + 1));
    for (let more = 1; more < size; more += 1) code = (code << 6) | ((bytes[at + more] ?? 0) & 0x3f);
    text += String.fromCodePoint(code);
    at += size;
  }
  return text;
}
