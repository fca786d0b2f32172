/** The proof of one payment: what was intended, sent, asked, answered and booked, each with its entry's number and hash. */
import { Refusal } from '#core/refusal.ts';
import { lightOf } from '#core/tender.ts';
import type { Entry } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import type { ProofRow, ProofView } from '#contract/views.ts';
import { businessDayOf, commit, operatorOf, type Seat, type Till } from './till.ts';

const PAGE = 500;

/** Where the order's own counter says that it begins; the whole journal where it says nothing. */
function beginningOf(till: Till, orderId: string): number {
  const seq = Number(orderId.slice(-13, -6));
  const entry = Number.isSafeInteger(seq) && seq > 0 ? till.storage.entryAt(seq) : null;
  return entry?.kind === 'payment.intended' && entry.payload.orderId === orderId ? seq - 1 : 0;
}

/** Whether an entry speaks of the order; `refunds` grows by those of its money. */
function concerns(entry: Entry, orderId: string, refunds: Set<string>): boolean {
  if (entry.kind === 'sale.completed') return entry.payload.tenders.some((tender) => tender.kind !== 'cash' && tender.orderId === orderId);
  if (entry.kind === 'refund.intended' && entry.payload.orderId === orderId) refunds.add(entry.payload.refundId);
  if (entry.kind === 'refund.observed') return refunds.has(entry.payload.refundId);
  return 'orderId' in entry.payload && entry.payload.orderId === orderId;
}

function rowOf(entry: Entry): ProofRow {
  const row = { seq: entry.seq, hash: entry.hash, at: entry.at, kind: entry.kind, act: null, state: null, code: null, amountMinor: null, askedAt: null };
  switch (entry.kind) {
    case 'payment.intended': return { ...row, amountMinor: entry.payload.amountMinor };
    case 'payment.sent': return { ...row, act: entry.payload.act };
    case 'payment.observed': return { ...row, act: entry.payload.act, state: entry.payload.state, code: entry.payload.code, amountMinor: entry.payload.amountMinor, askedAt: entry.payload.askedAt };
    case 'payment.resolved': return { ...row, state: entry.payload.outcome, amountMinor: entry.payload.amountMinor };
    case 'sale.completed': return { ...row, amountMinor: entry.payload.totalMinor };
    case 'refund.intended': case 'refund.completed': return { ...row, amountMinor: entry.payload.amountMinor };
    case 'refund.observed': return { ...row, state: entry.payload.state, code: entry.payload.code };
    case 'refund.resolved': return { ...row, state: entry.payload.outcome, amountMinor: entry.payload.amountMinor };
    default: return row;
  }
}

/** Walks the journal in small pages, so that the till goes on selling. Throws `Refusal` `no-such-payment`. */
export async function readProof(till: Till, orderId: string): Promise<ProofView> {
  const { storage, shop } = till;
  if (storage.attempt(orderId) === null) throw new Refusal('no-such-payment', 'The till knows no such payment. Nothing was changed.');
  const refunds = new Set<string>();
  const rows: ProofRow[] = [];
  let receipt: number | null = null;
  const head = storage.head();
  for (let seq = beginningOf(till, orderId); seq < head.seq && rows.length < LIMITS.proofRowsMax; seq += PAGE) {
    for (const entry of storage.entriesAfter(seq, PAGE)) {
      if (entry.seq > head.seq || !concerns(entry, orderId, refunds)) continue;
      // A later receipt may name the order too: an exchange for its goods.
      if (entry.kind === 'sale.completed') receipt ??= entry.payload.receipt;
      rows.push(rowOf(entry));
    }
    await till.ports.pause();
  }
  // Read last: what the wallet said meanwhile is in the state, and in the next proof's rows.
  const attempt = storage.attempt(orderId);
  if (attempt === null) throw new Refusal('no-such-payment', 'The till knows no such payment. Nothing was changed.');
  const { saleId, wallet, amountMinor, currency, state, tradeId, startedAt, lastFour, brand } = attempt;
  return {
    shop: shop.name, till: shop.till, orderId, saleId, receipt, wallet, brand: brand ?? null, lastFour, amountMinor, currency, state, light: lightOf(attempt), tradeId, startedAt, atRisk: attempt.atRisk === true,
    at: till.ports.clock.now(), rows: rows.slice(0, LIMITS.proofRowsMax), more: rows.length >= LIMITS.proofRowsMax, head: { seq: head.seq, hash: head.hash },
  };
}

/** The proof as a PDF; that it was handed out is in the journal before it is. Throws as `readProof`, and `Fault` `print-failed`. */
export async function proofPdf(till: Till, seat: Seat, orderId: string, language: 'en' | 'zh' | 'ko'): Promise<{ name: string; bytes: Uint8Array }> {
  const view = await readProof(till, orderId);
  const { bytes, sha256 } = await till.ports.receipts.proof(view, language);
  const day = businessDayOf(till);
  commit(till, operatorOf(seat).id, [{ kind: 'data.exported', payload: { what: `proof ${orderId}`, format: 'pdf', from: day, to: day, rows: view.rows.length, sha256 } }]);
  return { name: `proof-${orderId}.pdf`, bytes };
}
