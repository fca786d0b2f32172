/** Texts kept as UTF-8 in one slab, each by a number: a million order numbers without a million strings. */

/** Set in some byte of a word that is not plain ASCII. */
const HIGH_BITS = 0x8080_8080 | 0;

/**
 * Texts one after the other, each beginning at a whole word: its length in bytes, then its bytes, the last word filled up with zeros,
 * so that two texts are compared a word at a time. A reference is the word where a text begins; 0 is no text.
 */
export type Texts = { words: Int32Array; bytes: Uint8Array; used: number };

/** @param bytesExpected memory is only taken when it is written to, so a generous number costs nothing. */
export function createTexts(bytesExpected: number): Texts {
  return textsOver(new Int32Array(Math.max(256, Math.ceil(bytesExpected / 4))));
}

/** No texts yet, over memory whose content does not matter. */
export function textsOver(words: Int32Array): Texts {
  return { words, bytes: new Uint8Array(words.buffer, words.byteOffset, words.byteLength), used: 1 };
}

/** Words that a text of that many bytes takes. */
export function wordsOf(length: number): number {
  return 1 + ((length + 3) >>> 2);
}

/** Puts the bytes from `start` to before `end` at the end, without looking whether they are there already. @returns their reference; 0 for nothing. */
export function addText(texts: Texts, bytes: DataView, start: number, end: number): number {
  const length = end - start;
  if (length === 0) return 0;
  makeRoom(texts, wordsOf(length));
  const { words, used: ref } = texts;
  words[ref] = length;
  let at = start;
  let word = ref + 1;
  for (; at + 4 <= end; at += 4, word += 1) words[word] = bytes.getInt32(at, true);
  if (at < end) {
    words[word] = bytes.getUint8(at) | (at + 1 < end ? bytes.getUint8(at + 1) << 8 : 0) | (at + 2 < end ? bytes.getUint8(at + 2) << 16 : 0);
    word += 1;
  }
  texts.used = word;
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
  const { words, bytes } = texts;
  const length = words[ref] as number;
  const end = ref + 1 + ((length + 3) >>> 2);
  let high = 0;
  for (let word = ref + 1; word < end; word += 1) high |= words[word] as number;
  const start = (ref + 1) << 2;
  return (high & HIGH_BITS) === 0 ? decodeAscii(bytes, start, start + length) : decodeUtf8(bytes.subarray(start, start + length));
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

/** Eight bytes at a time: order numbers are short, and most of a report is them. */
function decodeAscii(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let at = start;
  for (; at + 8 <= end; at += 8) {
    text += String.fromCharCode(
      bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number, bytes[at + 3] as number,
      bytes[at + 4] as number, bytes[at + 5] as number, bytes[at + 6] as number, bytes[at + 7] as number,
    );
  }
  for (; at < end; at += 1) text += String.fromCharCode(bytes[at] as number);
  return text;
}

/** Valid UTF-8 as text. */
function decodeUtf8(bytes: Uint8Array): string {
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
