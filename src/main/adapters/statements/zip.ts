/** Reads entries of a zip within caps: names as GBK where the archive does not say UTF-8, no path may leave its folder. */
import { createInflateRaw } from 'node:zlib';
import iconv from 'iconv-lite';
import { LIMITS } from '#core/limits.ts';
import { unusable } from './trouble.ts';

export type ZipEntry = { readonly name: string; readonly method: 0 | 8; readonly packed: Buffer; readonly size: number };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const UTF8_NAME = 0x0800;
const ENCRYPTED = 0x0001;

export function isZip(head: Buffer): boolean {
  return head.length >= 4 && head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/** The files in a zip. @throws Refusal when it is cut, too large, encrypted, or names a path outside its folder. */
export function zipEntries(bytes: Buffer, file: string): ZipEntry[] {
  const end = endOfDirectory(bytes, file);
  const count = bytes.readUInt16LE(end + 10);
  if (count > LIMITS.zipEntriesMax) throw unusable(file, 'statement-zip', `the zip holds ${count} files, more than ${LIMITS.zipEntriesMax}.`);
  const entries: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged(file);
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry = entryAt(bytes, at, nameLength, file);
    if (entry !== null) entries.push(entry);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The unpacked bytes, chunk by chunk. @throws Refusal past the caps of size and ratio, or when the entry is damaged. */
export async function* unzipped(entry: ZipEntry, file: string): AsyncGenerator<Buffer> {
  if (entry.method === 0) {
    yield entry.packed;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  inflate.end(entry.packed);
  let size = 0;
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length;
      checkCaps(size, entry.packed.length, file);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'Refusal' ? error : damaged(file);
  }
  if (size !== entry.size) throw damaged(file);
}

export function checkCaps(unpacked: number, packed: number, file: string): void {
  if (unpacked > LIMITS.statementBytesMax) throw unusable(file, 'statement-too-large', `it unpacks to more than ${LIMITS.statementBytesMax} bytes.`);
  if (unpacked > 16 * 1024 * 1024 && unpacked > packed * LIMITS.unpackRatioMax) throw unusable(file, 'statement-too-large', `it unpacks to more than ${LIMITS.unpackRatioMax} times its size.`);
}

function damaged(file: string): Error {
  return unusable(file, 'statement-damaged', 'the packed file is damaged or was cut.');
}

function endOfDirectory(bytes: Buffer, file: string): number {
  const lowest = Math.max(0, bytes.length - 22 - 65_535);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  throw damaged(file);
}

function entryAt(bytes: Buffer, at: number, nameLength: number, file: string): ZipEntry | null {
  const flags = bytes.readUInt16LE(at + 8);
  const method = bytes.readUInt16LE(at + 10);
  const packedSize = bytes.readUInt32LE(at + 20);
  const size = bytes.readUInt32LE(at + 24);
  const local = bytes.readUInt32LE(at + 42);
  const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
  const name = (flags & UTF8_NAME) !== 0 ? rawName.toString('utf8') : iconv.decode(rawName, 'gb18030');
  if (leavesFolder(name)) throw unusable(file, 'statement-zip', 'the zip names a file outside its own folder.');
  if (name.endsWith('/')) return null;
  if ((flags & ENCRYPTED) !== 0) throw unusable(file, 'statement-zip', 'the zip is encrypted; unpack it first.');
  if (method !== 0 && method !== 8) throw unusable(file, 'statement-zip', 'the zip uses a packing other than deflate; unpack it first.');
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_HEADER) throw damaged(file);
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + packedSize > bytes.length) throw damaged(file);
  checkCaps(size, Math.max(packedSize, 1), file);
  return { name, method, packed: bytes.subarray(start, start + packedSize), size };
}

function leavesFolder(name: string): boolean {
  return name.includes('\u0000') || /^(?:[\\/]|[A-Za-z]:)/.test(name) || name.split(/[\\/]/).includes('..');
}
