/** A line to a printer, whatever it is made of: bytes out, bytes back, and never a wait without an end. */
import type { PrinterTrouble } from '#contract/printer.ts';

export type PrinterLine = {
  /** Resolves when the system has taken the bytes: not when they are on paper. Throws `LineTrouble`. */
  write(bytes: Uint8Array): Promise<void>;
  /** The next byte from the printer; null when none came in `waitMs`. Throws `LineTrouble` `cut-off` when the line has ended. */
  next(waitMs: number): Promise<number | null>;
  close(): void;
};

/** Why a line could not be opened, or ended. */
export class LineTrouble extends Error {
  override readonly name = 'LineTrouble';
  readonly reason: PrinterTrouble;
  constructor(reason: PrinterTrouble) {
    super(reason);
    this.reason = reason;
  }
}

/** A printer that takes no byte for so long is stuck: out of paper, or hung. */
export const WRITE_MS_MAX = 10_000;

/** What a promise gives, or `LineTrouble` when it takes too long; the promise itself goes on. */
export async function within<Value>(promise: Promise<Value>, ms: number, reason: PrinterTrouble): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => { timer = setTimeout(() => failed(new LineTrouble(reason)), ms); });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export type Inbox = { readonly push: (bytes: Uint8Array) => void; readonly end: () => void; readonly next: (waitMs: number) => Promise<number | null> };

const INBOX_MAX = 4_096;

/** Bytes that came, in order. A printer that babbles fills nothing: what is too much is dropped. */
export function newInbox(): Inbox {
  const bytes: number[] = [];
  let ended = false;
  let wake: (() => void) | null = null;
  return {
    push(came) {
      for (const byte of came) if (bytes.length < INBOX_MAX) bytes.push(byte);
      wake?.();
    },
    end() {
      ended = true;
      wake?.();
    },
    async next(waitMs) {
      if (bytes.length === 0 && !ended) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, waitMs);
          wake = () => { clearTimeout(timer); done(); };
        });
        wake = null;
      }
      const byte = bytes.shift();
      if (byte === undefined && ended) throw new LineTrouble('cut-off');
      return byte ?? null;
    },
  };
}
