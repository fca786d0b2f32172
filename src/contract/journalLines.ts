/** How a stretch of a till's journal travels: the very text that was hashed, line by line, so that nobody writes it anew to prove it. */

/** Media type of a batch. */
export const JOURNAL_TYPE = 'application/vnd.tillbook.journal';

/** Entries in order without a gap. */
export type JournalRun = {
  /** Hash of the entry before the first, 64 zeros before entry 1; lower-case hex digits. */
  readonly prevHash: string;
  readonly last: { readonly seq: number; readonly hash: string };
  readonly count: number;
  /** By turns an entry (RFC 8785 canonical JSON without `prevHash` and `hash`) and its hash, each ended by a line feed; UTF-8. */
  readonly lines: Uint8Array;
  /** Further entries stand behind these already. */
  readonly more: boolean;
};

/**
 * Lines, each ended by a line feed: the hash before the first entry; then by turns an entry and its hash; last the base64 Ed25519 signature of
 * the till's device key over the last hash (its 64 hex digits in ASCII). SHA-256 over a hash line, its line feed and the entry behind it,
 * as they stand, is the next hash line.
 */
export function journalBatch({ prevHash, lines }: Pick<JournalRun, 'prevHash' | 'lines'>, headSignature: string): Uint8Array {
  const [head, tail] = [ascii(`${prevHash}\n`), ascii(`${headSignature}\n`)];
  const all = new Uint8Array(head.length + lines.length + tail.length);
  all.set(head);
  all.set(lines, head.length);
  all.set(tail, head.length + lines.length);
  return all;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
