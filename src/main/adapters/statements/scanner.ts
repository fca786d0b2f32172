/** What a format's reader is: a scanner that is pushed windows of whole lines and gives normal-form lines to a sink. */
import type { ScannedLine, SourceId, StatementControls, StatementProof } from '#core/statement.ts';
import type { PaymentMethod } from '#core/wallets.ts';

/** Called once a line; the object and its bytes are reused afterwards. */
export type LineSink = (line: ScannedLine) => void;

/** What is known when the file has ended and its own totals agreed. */
export type ScanEnd = {
  /** The one day that the file itself states; null when it states none. */
  readonly day: string | null;
  readonly controls: StatementControls;
  readonly proof: StatementProof;
};

export type Scanner = {
  /**
   * Takes whole lines: `bytes[from, end)` is UTF-8 and ends with a line feed (when `unended`, one that the file does not have).
   * @throws Refusal at the first line that is not as it must be.
   */
  window(bytes: Buffer, from: number, end: number, unended: boolean): void;
  /** @throws Refusal when something is missing at the end or the totals differ. */
  end(): ScanEnd;
  /** The last line looked at, from 1. */
  line(): number;
  /** Memory of that many bytes that it wants its windows in. */
  memory?(bytes: number): Buffer;
};

/** Takes decoded text piece by piece, for formats whose lines say nothing (XML). */
export type TextScanner = Pick<Scanner, 'end' | 'line'> & {
  /** @throws Refusal at the first thing that is not as it must be. */
  chunk(text: string): void;
};

/**
 * A format: its name, how to know it, and its reader, which is loaded when a file is read by it. `lines` is fed whole lines of UTF-8 whatever the file is written in, `raw-lines` whole lines of
 * the file's own bytes, `text` decoded text. With `survey` the file is read twice: what its scanner finds is given to `scan` as `facts`.
 */
export type Format = {
  readonly id: SourceId;
  /** The wallet that a mapping names; else the source's. */
  readonly wallet?: PaymentMethod | null;
  /** How surely a file that begins so is of this format, 0 to 1. `head` is decoded already. */
  readonly sniff: (head: string, name: string) => number;
} & (
  | { readonly feed: 'lines' | 'raw-lines'; readonly scan: (file: string, sink: LineSink, facts: Facts) => Promise<Scanner>; readonly survey?: (file: string) => Promise<Surveyor> }
  | { readonly feed: 'text'; readonly scan: (file: string, sink: LineSink) => Promise<TextScanner> }
);

export type Facts = Readonly<Record<string, string>>;
export type Surveyor = Pick<Scanner, 'window' | 'line'> & { /** @throws Refusal when what must be known can't be. */ end(): Facts };
