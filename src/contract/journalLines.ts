/** How a stretch of a till's journal travels: the very text that was hashed, line by line, so that nobody writes it anew to prove it. */

/** Media type of a batch. */
export const JOURNAL_TYPE = 'application/vnd.tillbook.journal';

export type JournalLine = {
  readonly seq: number;
  /** 64 lower-case hex digits. */
  readonly hash: string;
  /** RFC 8785 canonical JSON of the entry without `prevHash` and `hash`. */
  readonly text: string;
};

/** Entries in order without a gap; `prevHash` is the hash of the entry before the first, 64 zeros before entry 1. */
export type JournalRun = { readonly prevHash: string; readonly lines: readonly JournalLine[] };

/**
 * Lines, each ended by a line feed: the hash before the first entry; then by turns an entry and its hash; last the base64 Ed25519 signature of
 * the till's device key over the last hash (its 64 hex digits in ASCII). SHA-256 over a hash line, its line feed and the entry behind it,
 * as they stand, is the next hash line.
 */
export function journalText({ prevHash, lines }: JournalRun, headSignature: string): string {
  let text = `${prevHash}\n`;
  for (const line of lines) text += `${line.text}\n${line.hash}\n`;
  return `${text}${headSignature}\n`;
}
