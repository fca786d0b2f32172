/** BER-TLV, strictly: tags and lengths as ISO/IEC 8825-1 has them, definite form only. */

export type BerObject = {
  /** Upper-case hexadecimal, `5F20`. */
  readonly tag: string;
  readonly value: Uint8Array;
};

export type BerResult = { readonly objects: readonly BerObject[]; readonly error: string | null };

/** Bytes of a tag and of a length: more than these no payment code needs. */
const TAG_BYTES_MAX = 3;
const LENGTH_BYTES_MAX = 3;

/** Takes one level apart; errors in words without values. */
export function readBer(bytes: Uint8Array): BerResult {
  const objects: BerObject[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tagEnd = endOfTag(bytes, at);
    if (tagEnd === null) return { objects, error: `no tag at byte ${at + 1}` };
    const tag = hexOf(bytes.subarray(at, tagEnd));
    const first = bytes[tagEnd];
    if (first === undefined) return { objects, error: `${tag} has no length` };
    const more = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80) return { objects, error: `${tag} has no definite length` };
    if (more > LENGTH_BYTES_MAX || tagEnd + 1 + more > bytes.length) return { objects, error: `${tag} has a length that does not fit` };
    let size = more === 0 ? first : 0;
    for (let index = 0; index < more; index += 1) size = size * 256 + (bytes[tagEnd + 1 + index] ?? 0);
    const from = tagEnd + 1 + more;
    if (from + size > bytes.length) return { objects, error: `${tag} is shorter than its length ${size}` };
    objects.push({ tag, value: bytes.subarray(from, from + size) });
    at = from + size;
  }
  return { objects, error: null };
}

function endOfTag(bytes: Uint8Array, at: number): number | null {
  const first = bytes[at] ?? 0;
  if (first === 0x00 || first === 0xff) return null;
  if ((first & 0x1f) !== 0x1f) return at + 1;
  for (let end = at + 2; end <= at + TAG_BYTES_MAX && end <= bytes.length; end += 1) {
    if (((bytes[end - 1] ?? 0x80) & 0x80) === 0) return end;
  }
  return null;
}

export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).toUpperCase().padStart(2, '0');
  return text;
}

/** Bytes of hexadecimal text of even length, or null. */
export function bytesOfHex(text: string): Uint8Array | null {
  if (!/^(?:[0-9A-Fa-f]{2})*$/.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16));
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of Base64 (RFC 4648), padding optional, or null. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const body = text.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(body) || body.length % 4 === 1 || (body.length !== text.length && text.length % 4 !== 0)) return null;
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const character of body) {
    buffer = ((buffer << 6) | BASE64.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (buffer >> bits) & 0xff;
      at += 1;
    }
  }
  return bytes;
}
