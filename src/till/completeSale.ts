/** The end of a sale: what a fully paid basket becomes in the journal. */
import { assert } from '#core/assert.ts';
import { emptyBasket, type Basket } from '#core/basket.ts';
import type { Draft, SaleCompleted, SoldLine } from '#core/journal.ts';
import { priceBasket, type PricedLine } from '#core/sale.ts';
import type { EndingView } from '#contract/views.ts';
import { newSaleId, type Till } from './till.ts';

function sold(line: PricedLine): SoldLine {
  return {
    line: line.line, sku: line.sku, name: line.name, unit: line.unit, quantityMilli: line.quantityMilli, unitMinor: line.unitMinor, taxRateBp: line.taxRateBp, totalMinor: line.totalMinor,
    ...(line.listMinor === null ? {} : { listMinor: line.listMinor }), ...(line.discountMinor === 0 ? {} : { discountMinor: line.discountMinor }),
  };
}

export type Completion = { readonly drafts: Draft[]; readonly basket: Basket; readonly payload: SaleCompleted };

/** Drafts for a basket whose tenders cover what it costs; `roundingMinor` is what cash added to make it payable in coins. */
export function completion(till: Till, basket: Basket, shift: number, roundingMinor: number): Completion {
  const priced = priceBasket(basket, till.shop.taxMode);
  assert(priced.dueMinor === 0, 'a completed sale is paid in full');
  assert(priced.lines.length > 0, 'a completed sale has goods');
  const payload: SaleCompleted = {
    saleId: basket.saleId, receipt: till.storage.status().lastReceipt + 1, shift, currency: till.shop.currency, taxMode: till.shop.taxMode, lines: priced.lines.map(sold),
    discountMinor: priced.discountMinor, taxes: priced.taxes, totalMinor: priced.totalMinor, roundingMinor, tenders: basket.tenders,
  };
  return { drafts: [{ kind: 'sale.completed', payload }], basket: emptyBasket(newSaleId(till)), payload };
}

/** The light at the end of a completed sale. */
export function completedEnding(till: Till, payload: SaleCompleted): EndingView {
  const cash = payload.tenders.filter((tender) => tender.kind === 'cash');
  const first = payload.tenders[0];
  const tender = payload.tenders.length > 1 || first === undefined ? 'split' : first.kind === 'cash' ? 'cash' : first.wallet;
  return {
    light: 'yes', reason: tender === 'split' ? 'split-paid' : tender === 'cash' ? 'cash-received' : 'wallet-paid', saleId: payload.saleId, receipt: payload.receipt, amountMinor: payload.totalMinor + payload.roundingMinor,
    changeMinor: cash.reduce((sum, tender) => sum + tender.changeMinor, 0), givenMinor: cash.reduce((sum, tender) => sum + tender.givenMinor, 0),
    tender, at: till.ports.clock.now(),
  };
}
