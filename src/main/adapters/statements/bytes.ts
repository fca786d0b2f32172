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
