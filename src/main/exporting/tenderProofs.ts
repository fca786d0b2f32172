/** Finds in the wallets' files the lines of a business day's own charges and refunds, order by order. */
import type { TenderProof } from '#core/tenderProof.ts';
import { readPeriod } from '../adapters/sqlite/readPeriod.ts';

/** The same tenders that the running totals count: what paid completed sales, and what went back for goods. */
export function tenderProofs(ledger: string, day: string): TenderProof[] {
  const reading = readPeriod(ledger);
  try {
    const wanted = new Map<string, string>();
    for (const entry of reading.entries(['sale.completed', 'refund.completed', 'refund.followed'], day, day)) {
      switch (entry.kind) {
        case 'sale.completed': for (const tender of entry.payload.tenders) if (tender.kind === 'wallet' || tender.kind === 'card') wanted.set(tender.orderId, tender.wallet); break;
        case 'refund.completed': if (entry.payload.to !== 'cash' && entry.payload.into === undefined) wanted.set(entry.payload.refundId, entry.payload.to); break;
        // Given in cash after the wallet refused: nothing of it is in the wallet's file.
        case 'refund.followed': if (entry.payload.by === 'cash') wanted.delete(entry.payload.refundId); else if (entry.payload.nextId !== null && wanted.delete(entry.payload.refundId)) wanted.set(entry.payload.nextId, entry.payload.wallet); break;
        default:
      }
    }
    const sums = new Map<string, { tender: string; provedMinor: number; lines: number; missing: number }>();
    for (const [id, tender] of wanted) {
      const sum = sums.get(tender) ?? { tender, provedMinor: 0, lines: 0, missing: 0 };
      sums.set(tender, sum);
      const found = reading.linesOf(id, tender);
      if (found === null) sum.missing += 1;
      else {
        sum.lines += found.lines;
        sum.provedMinor += found.amountMinor;
      }
    }
    return [...sums.values()];
  } finally {
    reading.close();
  }
}
