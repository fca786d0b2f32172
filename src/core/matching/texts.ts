/** Texts kept as UTF-8 in one slab, each by a number: a million order numbers without a million strings. */

/**
 * Texts one after the other, each beginning at a whole word: its length in bytes, then its bytes, the last word filled up with zeros,
 * so that two texts are compared a word at a time. A reference is the word where a text begins; 0 is no text.
 */
export type Texts = { words: Int32Array; bytes: Uint8Array; used: number };

/** @param bytesExpected memory is only taken when it is written to, so a generous number costs nothing. */
export function createTexts(bytesExpected: number): Texts {
  const words = new Int32Array(Math.max(256, Math.ceil(bytesExpected / 4)));
  return { words, bytes: new Uint8Array(words.buffer), used: 1 };
}

/** Words that a text of that many bytes takes. */
export function wordsOf(length: number): number {
  return 1 + ((length + 3) >>> 2);
}

/** Puts `bytes[start, end)` at the end, without looking whether it is there already. @returns its reference; 0 for nothing. */
export function addText(texts: Texts, bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 0;
  makeRoom(texts, wordsOf(length));
  const ref = texts.used;
  texts.words[ref] = length;
  const to = (ref + 1) << 2;
  for (let index = 0; index < length; index += 1) texts.bytes[to + index] = bytes[start + index] as number;
  texts.used = ref + wordsOf(length);
  return ref;
}

/** Puts a text of another slab at the end. */
export function copyText(texts: Texts, from: Int32Array, ref: number): number {
  const length = from[ref] as number;
  if (length === 0) return 0;
  const size = wordsOf(length);
  makeRoom(texts, size);
  const to = texts.used;
  const { words } = texts;
  for (let index = 0; index < size; index += 1) words[to + index] = from[ref + index] as number;
  texts.used = to + size;
  return to;
}

/** Puts whole words of texts at the end at once. @returns what to add to their references. */
export function addWords(texts: Texts, from: Int32Array, start: number, end: number): number {
  makeRoom(texts, end - start);
  const shift = texts.used - start;
  texts.words.set(from.subarray(start, end), texts.used);
  texts.used += end - start;
  return shift;
}

/** Whether text `a` of one slab equals text `b` of another, or of the same; neither is 0. */
export function sameWords(one: Int32Array, a: number, other: Int32Array, b: number): boolean {
  const length = one[a] as number;
  if (length !== other[b]) return false;
  const size = (length + 3) >>> 2;
  for (let index = 1; index <= size; index += 1) if (one[a + index] !== other[b + index]) return false;
  return true;
}

/** The text of a reference; null for 0. */
export function textAt(texts: Texts, ref: number): string | null {
  if (ref === 0) return null;
  const start = (ref + 1) << 2;
  return decodeUtf8(texts.bytes.subarray(start, start + (texts.words[ref] as number)));
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

function makeRoom(texts: Texts, more: number): void {
  const need = texts.used + more;
  if (need <= texts.words.length) return;
  const words = new Int32Array(Math.max(need, texts.words.length * 2));
  words.set(texts.words.subarray(0, texts.used));
  texts.words = words;
  texts.bytes = new Uint8Array(words.buffer);
}

/** Valid UTF-8 as text. */
function decodeUtf8(bytes: Uint8Array): string {
  if (bytes.length <= 256 && bytes.every((byte) => byte < 0x80)) return String.fromCharCode(...bytes);
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] as number;
    const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let code = size === 1 ? lead : lead & (0xff >>> (size + 1));
    for (let more = 1; more < size; more += 1) code = (code << 6) | ((bytes[at + more] ?? 0) & 0x3f);
    text += String.fromCodePoint(code);
    at += size;
  }
  return text;
}
