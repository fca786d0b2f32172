/** Makes a receipt's PDF. */
import { Fault } from '#core/refusal.ts';
import type { ReceiptPrinter } from '#till/ports.ts';

export function receiptPrinter(_options: { timeZone: string }): ReceiptPrinter {
  return { pdf: async () => { throw new Fault('print-failed', 'Not yet.'); } };
}
