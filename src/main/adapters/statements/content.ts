/** Opens what a person gives: a file or bytes, plain, gzip or zip, in any of the encodings wallets use; always as UTF-8 in the end. */
import { closeSync, createReadStream, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import iconv from 'iconv-lite';
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import type { Encoding } from './encodings.ts';
import type { Content, StatementInput } from './input.ts';
import { unusable } from './trouble.ts';
import { checkCaps, isWorkbook, isZip, packedBuffer, packedFile, unzipped, zipEntries } from './zip.ts';

const HEAD_BYTES = 64 * 1024;

/** The contents of an input: one, or for a zip one for each file in it, for a workbook one for each sheet. @throws Refusal when it can't be read or is past the caps. */
export async function contentsOf(input: StatementInput): Promise<Content[]> {
  const name = input.name ?? ('path' in input ? basename(input.path) : '');
  const head = 'path' in input ? fileHead(input.path, name) : Buffer.from(input.bytes.subarray(0, 4));
  const stamp = 'path' in input ? { stamp: () => stampOf(input.path) } : {};
  if (isZip(head)) {
    const entries = zipEntries('path' in input ? packedFile(input.path) : packedBuffer(viewOf(input.bytes)), name);
    if (isWorkbook(entries)) return (await (await import('./xlsx/workbook.ts')).sheetContents(entries, name)).map((sheet) => ({ ...sheet, ...stamp }));
    return entries.map((entry) => ({ name: `${name}/${entry.name}`, path: null, bytes: entry.size, open: () => unzipped(entry, `${name}/${entry.name}`), ...stamp }));
  }
  if (head[0] === 0x1f && head[1] === 0x8b) return [{ name, path: null, bytes: 0, open: () => gunzipped(input, name), ...stamp }];
  if ('path' in input) return [{ name, path: input.path, bytes: fileSize(input.path), open: () => createReadStream(input.path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>, ...stamp }];
  const bytes = viewOf(input.bytes);
  return [{ name, path: null, bytes: bytes.length, open: () => once(bytes) }];
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function stampOf(path: string): string {
  const { size, mtimeMs, ino } = statSync(path);
  return `${size} ${mtimeMs} ${ino}`;
}

/** The first bytes, for recognising the format. */
export async function headOf(content: Content): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of content.open()) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

export function decodeHead(head: Buffer, encoding: Encoding): string {
  // The decoder's tables take longer to load than all else of a plain file's reader.
  if (encoding === 'utf8') return head.toString('utf8').replace(/^\ufeff/, '');
  return iconv.decode(head, encoding);
}

/** The content as UTF-8, chunk by chunk, whatever it is written in; `tap` sees the bytes as they are. */
export async function* asUtf8(content: Content, encoding: Encoding, tap: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  const decoder = encoding === 'utf8' ? null : iconv.getDecoder(encoding);
  for await (const chunk of content.open()) {
    tap(chunk);
    yield decoder === null ? chunk : Buffer.from(decoder.write(chunk), 'utf8');
  }
  if (decoder !== null) yield Buffer.from(decoder.end() ?? '', 'utf8');
}

function fileHead(path: string, name: string): Buffer {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    throw new Refusal('statement-unreadable', `${name}: the file is not there or may not be read. Nothing is booked; check the path.`, { file: name });
  }
  try {
    const { size } = fstatSync(handle);
    if (!fstatSync(handle).isFile()) throw unusable(name, 'statement-unreadable', 'it is not a file.');
    if (size === 0) throw unusable(name, 'statement-empty', 'the file is empty (line 1: expected a header, found nothing).');
    if (size > LIMITS.statementBytesMax) throw unusable(name, 'statement-too-large', `it is larger than ${LIMITS.statementBytesMax} bytes.`);
    const head = Buffer.alloc(4);
    return head.subarray(0, readSync(handle, head, 0, 4, 0));
  } finally {
    closeSync(handle);
  }
}

const PIECE_BYTES = 1024 * 1024;

/** In pieces, so that whoever counts them sees how far the reading is. */
async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length || at === 0; at += PIECE_BYTES) yield await Promise.resolve(bytes.subarray(at, at + PIECE_BYTES));
}

async function* gunzipped(input: StatementInput, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  const source = 'path' in input ? createReadStream(input.path, { highWaterMark: 256 * 1024 }) : Readable.from([viewOf(input.bytes)], { objectMode: false });
  const packed = 'path' in input ? fileSize(input.path) : input.bytes.length;
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let size = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length;
      checkCaps(size, packed, name);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : unusable(name, 'statement-damaged', 'the gzip is damaged or was cut.');
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function fileSize(path: string): number {
  const handle = openSync(path, 'r');
  try {
    return fstatSync(handle).size;
  } finally {
    closeSync(handle);
  }
}
