/** Feeds a scanner windows of whole lines from one buffer that is used again and again, so that memory stays flat. */
import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { LIMITS } from '#core/limits.ts';
import { brokenLine, unusable } from './trouble.ts';

const LF = 10;
const WINDOW = 1024 * 1024;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** What a decoder leaves where bytes were no text. */
const REPLACEMENT = Buffer.from([0xef, 0xbf, 0xbd]);

/** Takes whole lines; `line()` is the last line looked at. */
export type WindowTaker = { window(bytes: Buffer, from: number, end: number, unended: boolean): void; line(): number };

type Feed = { readonly buffer: Buffer; have: number; total: number; first: boolean; readonly file: string; readonly taker: WindowTaker; readonly decoded: boolean };

function feedFor(file: string, taker: WindowTaker, decoded: boolean): Feed {
  return { buffer: Buffer.allocUnsafe(WINDOW + LIMITS.statementLineBytesMax), have: 0, total: 0, first: true, file, taker, decoded };
}

/** Feeds a plain file; `tap` sees its bytes as they are. @throws Refusal when it changes while it is read. */
export function feedFile(path: string, file: string, taker: WindowTaker, tap: (bytes: Buffer) => void = () => {}): void {
  const feed = feedFor(file, taker, false);
  const handle = openSync(path, 'r');
  try {
    const before = fstatSync(handle);
    for (;;) {
      const read = readSync(handle, feed.buffer, feed.have, feed.buffer.length - 1 - feed.have, null);
      if (read === 0) break;
      tap(feed.buffer.subarray(feed.have, feed.have + read));
      feed.have += read;
      feed.total += read;
      giveWhole(feed);
    }
    const after = fstatSync(handle);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || feed.total !== before.size) {
      throw unusable(file, 'statement-changed', 'the file changed while it was read.', 'Nothing was taken from it; wait until it is complete and give it again.');
    }
  } finally {
    closeSync(handle);
  }
  giveRest(feed);
}

/** Feeds chunks; `decoded` says that they came through a decoder, which leaves a mark where bytes were no text. */
export async function feedChunks(chunks: AsyncIterable<Buffer>, file: string, taker: WindowTaker, decoded: boolean): Promise<void> {
  const feed = feedFor(file, taker, decoded);
  for await (const chunk of chunks) {
    feed.total += chunk.length;
    for (let at = 0; at < chunk.length; ) {
      const part = Math.min(feed.buffer.length - 1 - feed.have, chunk.length - at);
      chunk.copy(feed.buffer, feed.have, at, at + part);
      feed.have += part;
      at += part;
      giveWhole(feed);
    }
  }
  giveRest(feed);
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
  const { buffer, file, taker, decoded } = feed;
  const from = feed.first && buffer.subarray(0, 3).equals(BOM) ? 3 : 0;
  feed.first = false;
  const text = buffer.subarray(from, end);
  if (!isUtf8(text)) throw brokenLine(file, taker.line() + badLine(text), 'text in one encoding throughout', 'bytes that are no UTF-8', 'statement-encoding');
  const mark = text.indexOf(BOM);
  if (mark >= 0) throw brokenLine(file, taker.line() + lineOf(text, mark), 'a byte order mark at the beginning of the file only', 'one here', 'statement-encoding');
  const broken = decoded ? text.indexOf(REPLACEMENT) : -1;
  if (broken >= 0) throw brokenLine(file, taker.line() + lineOf(text, broken), 'text in one encoding throughout', 'bytes that are no GB18030', 'statement-encoding');
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
