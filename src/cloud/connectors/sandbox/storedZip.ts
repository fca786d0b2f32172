/** Packs files into a zip without compressing them, as UnionPay hands out a day's files together. */

export type Packed = { readonly name: string; readonly bytes: Uint8Array };

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Sizes and the CRC of both headers: version 2.0, nothing packed, no date. */
function about(name: Uint8Array, bytes: Uint8Array): number[] {
  return [...two(20), ...two(0), ...two(0), ...two(0), ...two(0x21), ...four(crc32(bytes)), ...four(bytes.length), ...four(bytes.length), ...two(name.length), ...two(0)];
}

const two = (value: number) => [value & 255, (value >>> 8) & 255];
const four = (value: number) => [...two(value), ...two(value >>> 16)];

export function storedZip(files: readonly Packed[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name: text, bytes } of files) {
    const name = new TextEncoder().encode(text);
    const local = Uint8Array.from([...four(0x04034b50), ...about(name, bytes)]);
    directory.push(Uint8Array.from([...four(0x02014b50), ...two(20), ...about(name, bytes), ...two(0), ...two(0), ...two(0), ...four(0), ...four(at)]), name);
    parts.push(local, name, bytes);
    at += local.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Uint8Array.from([...four(0x06054b50), ...two(0), ...two(0), ...two(files.length), ...two(files.length), ...four(size), ...four(at), ...two(0)]);
  const all = [...parts, ...directory, end];
  const zip = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of all) {
    zip.set(part, to);
    to += part.length;
  }
  return zip;
}
