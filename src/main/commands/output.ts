/** Writes large results in full and in order, however slow the reader is. */
import { closeSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { Refusal } from '#core/refusal.ts';

/** Texts on their way to a file, gathered so that few and large pieces are written. */
export type Sink = { readonly handle: number; readonly bytes: Buffer; used: number };

const SINK_BYTES = 256 * 1024;
/** What one code unit takes at most in UTF-8. */
const UNIT_BYTES_MAX = 3;

/**
 * Writes a file whole or not at all: what stood there before stays until the new one is complete. `-` is standard output.
 * @throws Refusal when it can't be written, such as on a full disk.
 */
export function writeWhole(target: string, write: (sink: Sink) => void): void {
  if (target === '-') {
    writeThrough(1, write);
    return;
  }
  const found = lstatSync(target, { throwIfNoEntry: false });
  // A pipe or a device is written to as it is; a plain file is replaced.
  const part = found === undefined || found.isFile() ? `${target}.part` : null;
  try {
    const handle = openSync(part ?? target, 'w');
    try {
      writeThrough(handle, write);
    } finally {
      closeSync(handle);
    }
    if (part !== null) renameSync(part, target);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (error instanceof Refusal || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
    if (part !== null) rmSync(part, { force: true });
    const why = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : `the system said ${code ?? 'no'}`;
    throw new Refusal('report-unwritable', `${target}: the report can't be written there, ${why}. Nothing was changed; make space or name another file, and run it again.`, { file: target });
  }
}

export function put(sink: Sink, text: string): void {
  const bytesMax = text.length * UNIT_BYTES_MAX;
  if (sink.used + bytesMax > SINK_BYTES) drain(sink);
  if (bytesMax > SINK_BYTES) writeAll(sink.handle, text);
  else sink.used += sink.bytes.write(text, sink.used, 'utf8');
}

function writeThrough(handle: number, write: (sink: Sink) => void): void {
  const sink = { handle, bytes: Buffer.allocUnsafe(SINK_BYTES), used: 0 };
  write(sink);
  drain(sink);
}

function drain(sink: Sink): void {
  writeBytes(sink.handle, sink.bytes.subarray(0, sink.used));
  sink.used = 0;
}

/** Writes all of a text to an open file or to standard output (1). A reader that went away ends the command quietly. */
export function writeAll(handle: number, text: string): void {
  writeBytes(handle, Buffer.from(text, 'utf8'));
}

function writeBytes(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(handle, bytes, at);
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
        continue;
      }
      if (code === 'EPIPE') process.exit(0);
      throw error;
    }
  }
}
