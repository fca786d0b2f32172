/** A receipt as it is shown, printed and refunded from: the sale's own entry with what came back since. */
import { mulDiv } from '#core/money.ts';
import { Refusal } from '#core/refusal.ts';
import { receiptCode } from '#core/barcode/ownCodes.ts';
import type { EntryOf, SoldLine } from '#core/journal.ts';
import type { ReceiptView } from '#contract/views.ts';
import type { CustomerRefund } from './storage.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

export function saleOfReceipt(till: Till, receipt: number): EntryOf<'sale.completed'> {
  const sale = till.storage.sale(receipt);
  if (sale === null) throw new Refusal('no-such-receipt', 'This till has no receipt with that number. Nothing was changed; check the number and the till that printed it.', { receipt });
  return sale;
}

/** The customer's name for who served: the operator's, as the shop knows them now. */
const nameOf = (till: Till, operator: string) => till.storage.person(operator)?.name ?? operator;

function lineView(line: SoldLine): ReceiptView['lines'][number] {
  return {
    line: line.line, sku: line.sku, name: line.name, unit: line.unit, quantityMilli: line.quantityMilli, unitMinor: line.unitMinor, grossMinor: mulDiv(line.unitMinor, line.quantityMilli, 1000),
    discountMinor: line.discountMinor ?? 0, discount: null, priceOverridden: line.listMinor !== undefined, totalMinor: line.totalMinor, taxRateBp: line.taxRateBp, ...(line.couponMinor === undefined ? {} : { couponMinor: line.couponMinor }),
  };
}

/** How the wallet's side of a refund stands; cash is done when it is booked. */
function refundState(till: Till, refund: CustomerRefund): ReceiptView['refunds'][number]['state'] {
  if (refund.payload.into !== undefined) return 'exchanged';
  return refund.payload.to === 'cash' ? 'refunded' : (till.storage.refund(refund.payload.refundId)?.state ?? 'intended');
}

export function readReceipt(till: Till, receipt: number): ReceiptView {
  const sale = saleOfReceipt(till, receipt);
  const { payload } = sale;
  const refunds = till.storage.refundsOfReceipt(receipt);
  const refunded = refunds.reduce((sum, refund) => sum + refund.payload.amountMinor, 0);
  return {
    receipt, saleId: payload.saleId, at: sale.at, businessDay: sale.businessDay, operator: nameOf(till, sale.operator === 'system' ? shiftOperator(till) : sale.operator), shop: till.shop.name, till: till.shop.till,
    currency: payload.currency, lines: payload.lines.map(lineView), discountMinor: payload.discountMinor, taxes: [...payload.taxes], taxMode: payload.taxMode, totalMinor: payload.totalMinor, roundingMinor: payload.roundingMinor,
    tenders: payload.tenders.filter((tender) => tender.kind !== 'exchange').map((tender) => (tender.kind === 'cash'
      ? { kind: 'cash', wallet: null, amountMinor: tender.amountMinor, givenMinor: tender.givenMinor, changeMinor: tender.changeMinor, tradeId: null, orderId: null, lastFour: null }
      : { kind: tender.kind, wallet: tender.wallet, amountMinor: tender.amountMinor, givenMinor: 0, changeMinor: 0, tradeId: tender.tradeId, orderId: tender.orderId, lastFour: tender.lastFour, ...(tender.kind === 'card' ? { brand: tender.brand } : {}) })),
    code: receiptCode({ till: till.shop.till, receiptNo: String(receipt) }), copies: till.storage.printsOfReceipt(receipt),
    refunds: refunds.map((refund) => ({ refundId: refund.payload.refundId, at: refund.at, amountMinor: refund.payload.amountMinor, state: refundState(till, refund) })),
    refundableMinor: payload.totalMinor - refunded, entrySeq: sale.seq,
    ...(payload.returns === undefined ? {} : { returns: payload.returns.map((one) => ({ ...one, lines: one.lines.map((line) => ({ ...line })) })) }), ...(payload.back === undefined ? {} : { back: payload.back.map((one) => ({ ...one })) }),
    ...(payload.coupons === undefined ? {} : { coupons: payload.coupons.map((one) => ({ ...one })) }),
  };
}

function shiftOperator(till: Till): string {
  return till.storage.status().shift?.openedBy ?? 'system';
}

/** The receipt as a PDF; the second and later ones are marked as copies, and every one is in the journal before it is handed out. */
export async function receiptPdf(till: Till, seat: Seat, receipt: number, language: 'en' | 'zh' | 'ko'): Promise<{ name: string; bytes: Uint8Array }> {
  const view = readReceipt(till, receipt);
  const copy = view.copies + 1;
  const bytes = await till.ports.receipts.pdf(view, language, copy);
  commit(till, operatorOf(seat).id, [{ kind: 'receipt.printed', payload: { receipt, copy, by: 'pdf' } }]);
  return { name: `receipt-${till.shop.till}-${receipt}${copy > 1 ? `-copy-${copy - 1}` : ''}.pdf`, bytes };
}
