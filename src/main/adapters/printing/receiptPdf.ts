/** Receipts and proofs of payment as PDF files, drawn beside the till. */
import { createHash } from 'node:crypto';
import { Fault } from '#core/refusal.ts';
import type { ReceiptPrinter } from '#till/ports.ts';
import { drawingThread, type DrawingThread } from './drawingThread.ts';

/** @param options.timeZone the shop's IANA zone, in which times are printed */
export function receiptPrinter(options: { readonly timeZone: string }, draw: DrawingThread = drawingThread()): ReceiptPrinter {
  return {
    async pdf(receipt, language, copy) {
      try {
        return await draw('pdf', { receipt, language, copy, timeZone: options.timeZone });
      } catch (error) {
        throw new Fault('print-failed', 'The receipt could not be made into a PDF. The sale and its money are on record as they were; show the receipt on the screen, and try again.', { reason: String((error as Error).message).slice(0, 200) });
      }
    },
    async proof(proof, language) {
      try {
        const bytes = await draw('proof', { proof, language, timeZone: options.timeZone });
        return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
      } catch (error) {
        throw new Fault('print-failed', 'The proof could not be made into a PDF. The payment is on record as it was; look at its evidence on the screen, and try again.', { reason: String((error as Error).message).slice(0, 200) });
      }
    },
  };
}
