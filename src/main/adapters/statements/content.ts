/** Opens what a person gives: a file or bytes, plain, gzip or zip, in any of the encodings wallets use; always as UTF-8 in the end. */
import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import iconv from 'iconv-lite';
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import { unusable } from './trouble.ts';
import { checkCaps, isZip, unzipped, zipEntries } from './zip.ts';

/** A statement as given: a path, or bytes that came by the network with the name they came under. */
export type StatementInput = { readonly path: string; readonly name?: string } | { readonly bytes: Uint8Array; readonly name: string };

/** One statement's text, unpacked but in the file's own encoding. `open` may be called again. */
export type Content = {
  readonly name: string;
  /** Set when the content is a plain file that can be read straight from the disk. */
  readonly path: string | null;
  /** Its size where that is known before reading, else 0. */
  readonly bytes: number;
  readonly open: () => AsyncIterable<Buffer>;
};

export type Encoding = 'utf8' | 'gb18030' | 'utf16-le' | 'utf16-be';

const HEAD_BYTES = 64 * 1024;

/** The contents of an input: one, or for a zip one for each file in it. @throws Refusal when it can't be read or is past the caps. */
export function contentsOf(input: StatementInput): Content[] {
  const name = input.name ?? ('path' in input ? basename(input.path) : '');
  const head = 'path' in input ? fileHead(input.path, name) : Buffer.from(input.bytes.subarray(0, 4));
  if (isZip(head)) {
    const packed = 'path' in input ? readFileSync(input.path) : Buffer.from(input.bytes);
    return zipEntries(packed, name).map((entry) => ({ name: `${name}/${entry.name}`, path: null, bytes: entry.size, open: () => unzipped(entry, `${name}/${entry.name}`) }));
  }
  if (head[0] === 0x1f && head[1] === 0x8b) return [{ name, path: null, bytes: 0, open: () => gunzipped(input, name) }];
  if ('path' in input) return [{ name, path: input.path, bytes: fileSize(input.path), open: () => createReadStream(input.path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer> }];
  const bytes = Buffer.from(input.bytes);
  return [{ name, path: null, bytes: bytes.length, open: () => once(bytes) }];
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

/** What the content is written in, by its first line that is not plain ASCII; GBK is a part of GB18030. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf16-le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf16-be';
  for (let at = 0; at < head.length; ) {
    const feed = head.indexOf(10, at);
    const line = head.subarray(at, feed < 0 ? head.length : feed);
    if (!isAscii(line)) return isUtf8(line) ? 'utf8' : 'gb18030';
    at += line.length + 1;
  }
  return 'utf8';
}

export function decodeHead(head: Buffer, encoding: Encoding): string {
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

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

async function* gunzipped(input: StatementInput, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  let packed = 0;
  if ('path' in input) {
    const source = createReadStream(input.path, { highWaterMark: 256 * 1024 });
    packed = fileSize(input.path);
    source.on('error', (error) => gunzip.destroy(error));
    source.pipe(gunzip);
  } else {
    packed = input.bytes.length;
    gunzip.end(Buffer.from(input.bytes));
  }
  let size = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length;
      checkCaps(size, packed, name);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : unusable(name, 'statement-damaged', 'the gzip is damaged or was cut.');
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
