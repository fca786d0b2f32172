/** A printer that is only pretended: catches the bytes, answers as a printer does, and misbehaves when it is told to. */
import type { PrinterPretence } from '#contract/printer.ts';
import { LineTrouble, newInbox, type PrinterLine } from './printerLine.ts';

export type VirtualPrinter = {
  readonly open: () => PrinterLine;
  /** Takes what was caught since the last time. */
  readonly taken: () => Uint8Array;
  pretence: PrinterPretence;
};

const BYTES_MAX = 8 * 1024 * 1024;
/** Answers to DLE EOT 1 to 4 of a printer that is well. */
const WELL = 0x12;

export function virtualPrinter(): VirtualPrinter {
  let caught: Uint8Array[] = [];
  let length = 0;

  const statusOf = (what: number, pretence: PrinterPretence): number => {
    if (pretence === 'paper-out') return what === 1 ? WELL | 0x08 : what === 2 ? WELL | 0x20 : what === 4 ? WELL | 0x60 : WELL;
    if (pretence === 'cover-open') return what === 1 ? WELL | 0x08 : what === 2 ? WELL | 0x04 : WELL;
    return WELL;
  };
  const self: VirtualPrinter = {
    pretence: 'well',
    taken() {
      const bytes = Buffer.concat(caught);
      caught = [];
      length = 0;
      return bytes;
    },
    open() {
      const inbox = newInbox();
      let ended = false;
      return {
        async write(bytes) {
          await Promise.resolve();
          if (ended) throw new LineTrouble('cut-off');
          if (self.pretence === 'silent') return;
          if (bytes.length === 3 && bytes[0] === 0x10) return inbox.push(Uint8Array.of(statusOf(bytes[2] ?? 1, self.pretence)));
          if (bytes.length === 3 && bytes[0] === 0x1d && bytes[1] === 0x72) return inbox.push(Uint8Array.of(0));
          if (length + bytes.length <= BYTES_MAX) caught.push(bytes.slice());
          length += bytes.length;
          if (self.pretence === 'cut-off') {
            ended = true;
            inbox.end();
          }
        },
        next: (waitMs) => inbox.next(waitMs),
        close: () => { ended = true; },
      };
    },
  };
  return self;
}
