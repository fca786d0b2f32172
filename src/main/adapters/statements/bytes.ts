/** Looks at a window's bytes four at a time; a window has `SLACK_BYTES` more behind its end, whose content does not matter. */

/** So many bytes may be looked at behind a window's last line feed. */
export const SLACK_BYTES = 8;

const HIGH_BITS = 0x8080_8080 | 0;
/** One more than a comma, four times. */
const ABOVE_COMMA = 0x2d2d_2d2d;

/** The window's bytes for reading whole words. @throws RangeError when it has no slack: its feed must give it. */
export function viewOf(bytes: Uint8Array, end: number): DataView {
  if (bytes.length < end + SLACK_BYTES) throw new RangeError('a window must have slack behind its end');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The first byte from `at` on that is a comma or below it: a separator, a line end, a quote, a blank. There must be one: a line ends in a line feed. */
export function findLow(view: DataView, at: number): number {
  let word = view.getInt32(at, true);
  let low = (word - ABOVE_COMMA) & ~word & HIGH_BITS;
  while (low === 0) {
    at += 4;
    word = view.getInt32(at, true);
    low = (word - ABOVE_COMMA) & ~word & HIGH_BITS;
  }
  // The lowest bit that is set is of the first such byte; what borrows set lies above it.
  return at + ((31 - Math.clz32(low & -low)) >>> 3);
}

/** A text as words, the last one filled up with zeros: their number, the mask of the last, the words. */
export type Words = Int32Array;

/** Those of no text: it is nowhere. */
export const NO_WORDS: Words = Int32Array.of(0, 0);

export function wordsOf(text: Uint8Array): Words {
  const padded = new Uint8Array(Math.ceil(text.length / 4) * 4);
  padded.set(text);
  const view = new DataView(padded.buffer);
  const rest = text.length & 3;
  return Int32Array.of(padded.length / 4, rest === 0 ? -1 : (1 << (rest * 8)) - 1, ...Array.from({ length: padded.length / 4 }, (_, index) => view.getInt32(index * 4, true)));
}

/** Whether the text stands at `at`; fewer than four bytes behind it may be looked at. */
export function isAt(words: Words, view: DataView, at: number): boolean {
  const whole = (words[0] as number) + 1;
  if (whole === 1) return false;
  for (let word = 2; word < whole; word += 1, at += 4) if (view.getInt32(at, true) !== words[word]) return false;
  return (view.getInt32(at, true) & (words[1] as number)) === words[whole];
}
