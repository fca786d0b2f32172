/** A large ledger shared by two threads: one takes pieces from the front, the other from the back, until none is left. */
import type { Piece } from '#main/adapters/statements/windows.ts';

/** `left` counts the pieces that nobody has taken; the first one is the front's own, for it has the header. */
export type LedgerShare = { readonly path: string; readonly left: Int32Array; readonly pieces: number; readonly pieceBytes: number };

export function shareLedger(path: string, bytes: number, pieceBytes: number): LedgerShare {
  const pieces = Math.ceil(bytes / pieceBytes);
  const left = new Int32Array(new SharedArrayBuffer(4));
  left[0] = pieces - 1;
  return { path, left, pieces, pieceBytes };
}

/** The next piece from the front. */
export function frontOf(share: LedgerShare): () => Piece | null {
  let taken = 0;
  return () => {
    const piece = taken === 0 || claim(share) ? pieceAt(share, taken) : null;
    taken += 1;
    return piece;
  };
}

/** The header's line, then the next piece from the back. */
export function backOf(share: LedgerShare): () => Piece | null {
  let taken = -1;
  return () => {
    taken += 1;
    if (taken === 0) return { from: 0, to: 1 };
    return claim(share) ? pieceAt(share, share.pieces - taken) : null;
  };
}

function claim({ left }: LedgerShare): boolean {
  return Atomics.sub(left, 0, 1) > 0;
}

function pieceAt({ pieceBytes }: LedgerShare, index: number): Piece {
  return { from: index * pieceBytes, to: (index + 1) * pieceBytes };
}
