/** Feeds a scanner windows of whole lines from one buffer that is used again and again, so that memory stays flat. */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
import iconv from 'iconv-lite';
import { LIMITS } from '#core/limits.ts';
import { SLACK_BYTES } from './bytes.ts';
import { brokenLine, unusable } from './trouble.ts';

const LF = 10;
const WINDOW = 1024 * 1024;
/** The first reads are small and grow: a reader has seen the end of a window before its code is optimised. */
const FIRST_READ = 16 * 1024;
const TEXT_PIECE = 64 * 1024;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** What a decoder leaves where bytes were no text. */
const REPLACEMENT = Buffer.from([0xef, 0xbf, 0xbd]);

/** Takes whole lines; `line()` is the last line looked at. A taker may give the memory that it wants its windows in. */
export type WindowTaker = { window(bytes: Buffer, from: number, end: number, unended: boolean): void; line(): number; memory?(bytes: number): Buffer };

type Feed = { readonly buffer: Buffer; have: number; total: number; first: boolean; readonly file: string; readonly taker: WindowTaker; /** What it came from: checked UTF-8, text out of a decoder, or bytes that are nobody's business here. */ readonly from: Origin };

export type Origin = 'utf8' | 'decoded' | 'raw';

function feedFor(file: string, taker: WindowTaker, from: Origin): Feed {
  const bytes = WINDOW + LIMITS.statementLineBytesMax + SLACK_BYTES;
  return { buffer: taker.memory?.(bytes) ?? Buffer.allocUnsafe(bytes), have: 0, total: 0, first: true, file, taker, from };
}

/** Feeds a plain file; `tap` sees its bytes as they are. @throws Refusal when it changes while it is read. */
export function feedFile(path: string, file: string, taker: WindowTaker, tap: (bytes: Buffer) => void = () => {}, from: 'utf8' | 'raw' = 'utf8'): void {
  const feed = feedFor(file, taker, from);
  const handle = openSync(path, 'r');
  try {
    const before = fstatSync(handle);
    for (;;) {
      const read = readSync(handle, feed.buffer, feed.have, room(feed), null);
      if (read === 0) break;
      tap(feed.buffer.subarray(feed.have, feed.have + read));
      feed.have += read;
      feed.total += read;
      giveWhole(feed);
    }
    if (feed.total !== before.size) throw changed(file);
    checkUnchanged(handle, before, file);
  } finally {
    closeSync(handle);
  }
  giveRest(feed);
}

/** A stretch of a file's bytes: it has the lines that begin in it. */
export type Piece = { readonly from: number; readonly to: number };

/** Feeds pieces of a plain file in UTF-8 for as long as `next` names one, so that several threads may share the file. @throws Refusal as `feedFile`. */
export function feedPieces(path: string, file: string, taker: WindowTaker, next: () => Piece | null): void {
  const feed = feedFor(file, taker, 'utf8');
  const handle = openSync(path, 'r');
  try {
    const before = fstatSync(handle);
    for (let piece = next(); piece !== null; piece = next()) {
      const end = lineStart(handle, piece.to, before.size);
      let at = lineStart(handle, piece.from, before.size);
      feed.first = at === 0;
      while (at < end) {
        const read = readSync(handle, feed.buffer, feed.have, Math.min(room(feed), end - at), at);
        if (read === 0) throw changed(file);
        at += read;
        feed.have += read;
        feed.total += read;
        giveWhole(feed);
      }
      if (feed.have > 0) giveRest(feed);
      feed.have = 0;
    }
    checkUnchanged(handle, before, file);
  } finally {
    closeSync(handle);
  }
}

/** Where the first line begins that begins at `at` or behind. Within a line that is too long it is a place that lies too far behind its beginning for the line to be taken. */
function lineStart(handle: number, at: number, size: number): number {
  if (at <= 0 || at >= size) return Math.max(0, Math.min(at, size));
  const bytes = Buffer.allocUnsafe(LIMITS.statementLineBytesMax + 2);
  const read = readSync(handle, bytes, 0, bytes.length, at - 1);
  const feed = bytes.subarray(0, read).indexOf(LF);
  return feed < 0 ? Math.min(size, at - 1 + read) : at + feed;
}

function checkUnchanged(handle: number, before: Stats, file: string): void {
  const after = fstatSync(handle);
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(file);
}

function changed(file: string): Error {
  return unusable(file, 'statement-changed', 'the file changed while it was read.', 'Nothing was taken from it; wait until it is complete and give it again.');
}

/** Feeds chunks; a decoder that they came through has left a mark where bytes were no text. */
export async function feedChunks(chunks: AsyncIterable<Buffer>, file: string, taker: WindowTaker, from: Origin): Promise<void> {
  const feed = feedFor(file, taker, from);
  for await (const chunk of chunks) {
    feed.total += chunk.length;
    for (let at = 0; at < chunk.length; ) {
      const part = Math.min(room(feed), chunk.length - at);
      chunk.copy(feed.buffer, feed.have, at, at + part);
      feed.have += part;
      at += part;
      giveWhole(feed);
    }
  }
  giveRest(feed);
}

/** Decodes chunks to text for a reader that takes it piece by piece. @throws Refusal at bytes that are no text, and at a byte order mark within. */
export async function feedText(chunks: AsyncIterable<Buffer>, file: string, encoding: string, taker: { chunk(text: string): void; line(): number }): Promise<void> {
  const decoder = encoding === 'utf8' ? null : iconv.getDecoder(encoding);
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let first = true;
  const give = (text: string) => {
    const plain = first && text.startsWith('\ufeff') ? text.slice(1) : text;
    if (text !== '') first = false;
    if (plain.includes('\ufeff') || plain.includes('\u00ef\u00bb\u00bf')) throw brokenLine(file, taker.line(), 'a byte order mark at the beginning of the file only', 'a further one', 'statement-encoding');
    if (decoder !== null && plain.includes('\ufffd')) throw brokenLine(file, taker.line(), 'text in one encoding throughout', `bytes that are no ${encoding}`, 'statement-encoding');
    taker.chunk(plain);
  };
  const decode = (chunk: Buffer | null) => {
    if (decoder !== null) return chunk === null ? (decoder.end() ?? '') : decoder.write(chunk);
    try {
      return chunk === null ? utf8.decode() : utf8.decode(chunk, { stream: true });
    } catch {
      throw brokenLine(file, taker.line(), 'text in one encoding throughout', 'bytes that are no UTF-8', 'statement-encoding');
    }
  };
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    for (let at = 0; at < chunk.length; at += TEXT_PIECE) give(decode(chunk.subarray(at, at + TEXT_PIECE)));
  }
  if (total === 0) throw unusable(file, 'statement-empty', 'the file is empty (line 1: expected a header, found nothing).');
  give(decode(null));
}

/** How many bytes still fit: one is kept for a line feed that the file may lack. */
function room({ buffer, have, total }: Feed): number {
  return Math.min(buffer.length - 1 - SLACK_BYTES - have, FIRST_READ + total);
}

function giveWhole(feed: Feed): void {
  const { buffer, have } = feed;
  const end = have === 0 ? 0 : buffer.lastIndexOf(LF, have - 1) + 1;
  if (end > 0) give(feed, end, false);
  const rest = have - end;
  if (rest >= LIMITS.statementLineBytesMax) throw brokenLine(feed.file, feed.taker.line() + 1, `a line of at most ${LIMITS.statementLineBytesMax} bytes`, 'a longer one');
  if (end > 0) buffer.copyWithin(0, end, have);
  feed.have = rest;
}

function giveRest(feed: Feed): void {
  if (feed.total === 0) throw unusable(feed.file, 'statement-empty', 'the file is empty (line 1: expected a header, found nothing).');
  if (feed.have === 0) return;
  feed.buffer[feed.have] = LF;
  give(feed, feed.have + 1, true);
}

function give(feed: Feed, end: number, unended: boolean): void {
  const { buffer, file, taker } = feed;
  if (feed.from === 'raw') {
    taker.window(buffer, 0, end, unended);
    return;
  }
  const from = feed.first && buffer.subarray(0, 3).equals(BOM) ? 3 : 0;
  feed.first = false;
  const text = buffer.subarray(from, end);
  if (!isUtf8(text)) throw brokenLine(file, taker.line() + badLine(text), 'text in one encoding throughout', 'bytes that are no UTF-8', 'statement-encoding');
  const mark = text.indexOf(BOM);
  if (mark >= 0) throw brokenLine(file, taker.line() + lineOf(text, mark), 'a byte order mark at the beginning of the file only', 'one here', 'statement-encoding');
  const broken = feed.from === 'decoded' ? text.indexOf(REPLACEMENT) : -1;
  if (broken >= 0) throw brokenLine(file, taker.line() + lineOf(text, broken), 'text in one encoding throughout', 'bytes that are none (GB18030 or as the file declares)', 'statement-encoding');
  if (from < end) taker.window(buffer, from, end, unended);
}

/** Lines from the window's beginning to `at`, counted from 1. */
function lineOf(text: Buffer, at: number): number {
  let lines = 1;
  for (let feed = text.indexOf(LF); feed >= 0 && feed < at; feed = text.indexOf(LF, feed + 1)) lines += 1;
  return lines;
}

function badLine(text: Buffer): number {
  let line = 1;
  for (let at = 0; at < text.length; line += 1) {
    const feed = text.indexOf(LF, at);
    const end = feed < 0 ? text.length : feed + 1;
    if (!isUtf8(text.subarray(at, end))) return line;
    at = end;
  }
  return line;
}
