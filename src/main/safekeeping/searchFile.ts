/** Searches one file for forms of a text, in pieces that overlap, whatever its size. */
import { closeSync, openSync, readSync } from 'node:fs';
import { countIn, type Count, type Form } from './forms.ts';

const PIECE_BYTES = 1 << 20;

export type Searched = { readonly bytes: number; readonly counts: readonly Count[] };

/**
 * Never in a process that has the same file open in SQLite: POSIX gives up all locks of a process on a file when it closes any handle to it.
 * @param groups forms that are counted together @throws Error when the file can't be read
 */
export function searchFile(path: string, groups: readonly (readonly Form[])[], moved: (bytes: number) => void): Searched {
  const longest = Math.max(1, ...groups.flat().map((form) => form.bytes.length));
  const buffer = Buffer.alloc(PIECE_BYTES + longest + 2);
  const counts = groups.map((): Count => ({ hits: 0, candidates: 0 }));
  const handle = openSync(path, 'r');
  let bytes = 0;
  try {
    for (let kept = 0, from = 0; ;) {
      const read = readSync(handle, buffer, kept, buffer.length - kept, null);
      const length = kept + read;
      // What begins near the end is counted with the next piece; one byte before it is kept for the look at its neighbour.
      const to = read === 0 ? length : Math.max(from, length - longest - 1);
      const piece = buffer.subarray(0, length);
      for (const [index, forms] of groups.entries()) countIn(piece, forms, from, to, counts[index] ?? { hits: 0, candidates: 0 });
      if (read === 0) return { bytes, counts };
      bytes += read;
      moved(read);
      const start = Math.max(0, to - 1);
      piece.copy(buffer, 0, start);
      from = to - start;
      kept = length - start;
    }
  } finally {
    closeSync(handle);
  }
}
