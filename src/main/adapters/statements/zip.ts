/** Reads entries of a zip within caps: names as GBK where the archive does not say UTF-8, no path may leave its folder. */
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import iconv from 'iconv-lite';
import { LIMITS } from '#core/limits.ts';
import { unusable } from './trouble.ts';

/** The part of a workbook that names its sheets. */
export const WORKBOOK = 'xl/workbook.xml';

/** Where packed bytes lie: on disk they are read piece by piece, so that a large archive is never in memory. */
export type PackedBytes = { readonly size: number; read(at: number, length: number): Buffer; stream(at: number, length: number): Readable };

export type ZipEntry = { readonly name: string; readonly method: 0 | 8; readonly packedSize: number; readonly size: number; readonly crc: number; readonly packed: () => Readable };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const UTF8_NAME = 0x0800;
const ENCRYPTED = 0x0001;
const TAIL_BYTES = 22 + 65_535;
const DIRECTORY_BYTES_MAX = 1024 * 1024;

export function isZip(head: Buffer): boolean {
  return head.length >= 4 && head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

export function packedBuffer(bytes: Buffer): PackedBytes {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length), stream: (at, length) => Readable.from([bytes.subarray(at, at + length)], { objectMode: false }) };
}

export function packedFile(path: string): PackedBytes {
  const handle = openSync(path, 'r');
  const size = fstatSync(handle).size;
  closeSync(handle);
  return {
    size,
    read(at, length) {
      const bytes = Buffer.alloc(Math.min(length, Math.max(0, size - at)));
      const open = openSync(path, 'r');
      try {
        return bytes.subarray(0, readSync(open, bytes, 0, bytes.length, at));
      } finally {
        closeSync(open);
      }
    },
    stream: (at, length) => (length === 0 ? Readable.from([]) : createReadStream(path, { start: at, end: at + length - 1, highWaterMark: 256 * 1024 })),
  };
}

/** The files in a zip. @throws Refusal when it is cut, too large, encrypted, or names a path outside its folder. */
export function zipEntries(source: PackedBytes, file: string): ZipEntry[] {
  const end = endOfDirectory(source, file);
  const count = end.readUInt16LE(10);
  if (count > LIMITS.zipEntriesMax) throw unusable(file, 'statement-zip', `the zip holds ${count} files, more than ${LIMITS.zipEntriesMax}.`);
  const size = end.readUInt32LE(12);
  if (size > DIRECTORY_BYTES_MAX) throw damaged(file);
  const directory = source.read(end.readUInt32LE(16), size);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged(file);
    const nameLength = directory.readUInt16LE(at + 28);
    const entry = entryAt(source, directory, at, nameLength, file);
    if (entry !== null) entries.push(entry);
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** The unpacked bytes, chunk by chunk. @throws Refusal past the caps of size and ratio, or when the entry is damaged. */
export async function* unzipped(entry: ZipEntry, file: string): AsyncGenerator<Buffer> {
  const packed = entry.packed();
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  const stream = entry.method === 0 ? packed : packed.pipe(inflate);
  packed.once('error', (error) => inflate.destroy(error));
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      checkCaps(size, entry.packedSize, file);
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'Refusal' ? error : damaged(file);
  } finally {
    packed.destroy();
    inflate.destroy();
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(file);
}

export function checkCaps(unpacked: number, packed: number, file: string): void {
  if (unpacked > LIMITS.statementBytesMax) throw unusable(file, 'statement-too-large', `it unpacks to more than ${LIMITS.statementBytesMax} bytes.`);
  if (unpacked > 16 * 1024 * 1024 && unpacked > packed * LIMITS.unpackRatioMax) throw unusable(file, 'statement-too-large', `it unpacks to more than ${LIMITS.unpackRatioMax} times its size.`);
}

function damaged(file: string): Error {
  return unusable(file, 'statement-damaged', 'the packed file is damaged or was cut.');
}

function endOfDirectory(source: PackedBytes, file: string): Buffer {
  const tail = source.read(Math.max(0, source.size - TAIL_BYTES), TAIL_BYTES);
  for (let at = tail.length - 22; at >= 0; at -= 1) if (tail.readUInt32LE(at) === END_OF_DIRECTORY) return tail.subarray(at);
  throw damaged(file);
}

function entryAt(source: PackedBytes, directory: Buffer, at: number, nameLength: number, file: string): ZipEntry | null {
  const flags = directory.readUInt16LE(at + 8);
  const method = directory.readUInt16LE(at + 10);
  const packedSize = directory.readUInt32LE(at + 20);
  const size = directory.readUInt32LE(at + 24);
  const rawName = directory.subarray(at + 46, at + 46 + nameLength);
  const name = (flags & UTF8_NAME) !== 0 ? rawName.toString('utf8') : iconv.decode(rawName, 'gb18030');
  if (leavesFolder(name)) throw unusable(file, 'statement-zip', 'the zip names a file outside its own folder.');
  if (name.endsWith('/')) return null;
  if ((flags & ENCRYPTED) !== 0) throw unusable(file, 'statement-zip', 'the zip is encrypted; unpack it first.');
  if (method !== 0 && method !== 8) throw unusable(file, 'statement-zip', 'the zip uses a packing other than deflate; unpack it first.');
  const local = directory.readUInt32LE(at + 42);
  const header = source.read(local, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw damaged(file);
  const start = local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + packedSize > source.size) throw damaged(file);
  checkCaps(size, Math.max(packedSize, 1), file);
  return { name, method, packedSize, size, crc: directory.readUInt32LE(at + 16), packed: () => source.stream(start, packedSize) };
}

function leavesFolder(name: string): boolean {
  return name.includes('\u0000') || /^(?:[\\/]|[A-Za-z]:)/.test(name) || name.split(/[\\/]/).includes('..');
}

/** Whether a zip is an XLSX workbook. */
export function isWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === WORKBOOK) && entries.some(({ name }) => name === '[Content_Types].xml');
}
