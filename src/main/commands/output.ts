/** Writes large results in full and in order, however slow the reader is. */
import { writeSync } from 'node:fs';

/** Writes all of a text to an open file or to standard output (1). A reader that went away ends the command quietly. */
export function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
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
