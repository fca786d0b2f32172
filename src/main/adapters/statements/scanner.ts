/** What a format's reader is: a scanner that is pushed windows of whole lines and gives normal-form lines to a sink. */
import type { ScannedLine, SourceId, StatementControls } from '#core/statement.ts';

/** Called once a line; the object and its bytes are reused afterwards. */
export type LineSink = (line: ScannedLine) => void;

/** What is known when the file has ended and its own totals agreed. */
export type ScanEnd = {
  /** Days as the file itself states them; null when it states none. */
  readonly day: string | null;
  readonly currency: string | null;
  readonly controls: StatementControls;
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
};

/** A format: its name, how to know it, and its reader. */
export type Format = {
  readonly id: SourceId;
  /** How surely a file that begins so is of this format, 0 to 1. `head` is decoded already. */
  readonly sniff: (head: string, name: string) => number;
  readonly scan: (file: string, sink: LineSink) => Scanner;
};
