/** Base64 of bytes, for files that travel inside a call. */
import { Refusal } from '#core/refusal.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int32Array(256).fill(-1);
for (let value = 0; value < ALPHABET.length; value += 1) VALUES[ALPHABET.charCodeAt(value)] = value;

export function base64Encode(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const a = bytes[at] ?? 0;
    const b = bytes[at + 1] ?? 0;
    const c = bytes[at + 2] ?? 0;
    const left = bytes.length - at;
    parts.push(`${ALPHABET[a >> 2]}${ALPHABET[((a & 3) << 4) | (b >> 4)]}${left > 1 ? ALPHABET[((b & 15) << 2) | (c >> 6)] : '='}${left > 2 ? ALPHABET[c & 63] : '='}`);
  }
  return parts.join('');
}

/** @throws Refusal `bad-file` when the text is no base64. */
export function base64Decode(text: string): Uint8Array {
  // A file of megabytes comes this way on the till's own thread: bytes are read faster than characters, and four at a time.
  const codes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) codes[at] = Math.min(text.charCodeAt(at), 255);
  const end = codes.length - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
  const bytes = new Uint8Array((end * 3) >> 2);
  const whole = end - (end % 4);
  let out = 0;
  for (let at = 0; at < whole; at += 4, out += 3) {
    const four = (valueAt(codes, at) << 18) | (valueAt(codes, at + 1) << 12) | (valueAt(codes, at + 2) << 6) | valueAt(codes, at + 3);
    if (four < 0) notWhole();
    bytes[out] = four >> 16;
    bytes[out + 1] = four >> 8;
    bytes[out + 2] = four;
  }
  let rest = 0;
  for (let at = whole; at < end; at += 1) rest |= valueAt(codes, at) << (18 - 6 * (at - whole));
  if (rest < 0) notWhole();
  for (let shift = 16; out < bytes.length; out += 1, shift -= 8) bytes[out] = rest >> shift;
  return bytes;
}

/** Below zero for what is no base64. */
function valueAt(codes: Uint8Array, at: number): number {
  return VALUES[codes[at] ?? 0] ?? -1;
}

function notWhole(): never {
  throw new Refusal('bad-file', 'The file did not arrive whole. Nothing was imported; choose it again.');
}
