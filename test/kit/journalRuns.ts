/** Journal runs in a test's hands: taken apart into lines, and made from them. */
import type { JournalRun } from '#contract/journalLines.ts';

export type RunLine = { readonly hash: string; readonly text: string };

/** Entry and hash by turns, as they stand. */
export function linesOf({ lines }: Pick<JournalRun, 'lines'>): RunLine[] {
  const texts = Buffer.from(lines).toString('utf8').split('\n').slice(0, -1);
  return Array.from({ length: texts.length / 2 }, (_, nth) => ({ text: texts[2 * nth] ?? '', hash: texts[2 * nth + 1] ?? '' }));
}

/** @param firstSeq of the first line */
export function runFrom(prevHash: string, firstSeq: number, lines: readonly RunLine[]): JournalRun {
  return { prevHash, last: { seq: firstSeq + lines.length - 1, hash: lines.at(-1)?.hash ?? '' }, count: lines.length, more: false, lines: Buffer.from(lines.map(({ text, hash }) => `${text}\n${hash}\n`).join('')) };
}
