/** The end of a sale: what a fully paid basket becomes in the journal. */
import { assert } from '#core/assert.ts';
import { emptyBasket, type Basket } from '#core/basket.ts';
import type { Draft, SaleCompleted, SoldLine } from '#core/journal.ts';
import { priceBasket, type PricedLine } from '#core/sale.ts';
import type { EndingView } from '#contract/views.ts';
import { exchangeOf } from './bookExchange.ts';
import { newSaleId, type Till } from './till.ts';

function sold(line: PricedLine): SoldLine {
  return {
    line: line.line, sku: line.sku, name: line.name, unit: line.unit, quantityMilli: line.quantityMilli, unitMinor: line.unitMinor, taxRateBp: line.taxRateBp, totalMinor: line.totalMinor,
    ...(line.listMinor === null ? {} : { listMinor: line.listMinor }), ...(line.discountMinor === 0 ? {} : { discountMinor: line.discountMinor }),
    ...(line.couponMinor === 0 ? {} : { couponMinor: line.couponMinor }),
  };
}

export type Completion = { readonly drafts: Draft[]; readonly basket: Basket; readonly payload: SaleCompleted };

/** Drafts for a basket whose tenders cover what it costs; `roundingMinor` is what cash added to make it payable in coins. */
export function completion(till: Till, basket: Basket, shift: number, roundingMinor: number): Completion {
  const priced = priceBasket(basket, till.shop.taxMode);
  const exchange = exchangeOf(till, basket, shift, till.storage.status().lastReceipt + 1, Math.max(0, -priced.dueMinor));
  assert(priced.dueMinor === 0 || (priced.dueMinor < 0 && exchange.tenders.length + exchange.drafts.length > 0), 'a completed sale is paid in full');
  assert(priced.lines.length > 0, 'a completed sale has goods');
  const coupons = priced.coupons.filter(({ takesMinor }) => takesMinor > 0).map(({ code, name, takesMinor }) => ({ code, name, amountMinor: takesMinor }));
  const payload: SaleCompleted = {
    saleId: basket.saleId, receipt: till.storage.status().lastReceipt + 1, shift, currency: till.shop.currency, taxMode: till.shop.taxMode, lines: priced.lines.map(sold),
    discountMinor: priced.discountMinor, taxes: priced.taxes, totalMinor: priced.totalMinor, roundingMinor, tenders: [...exchange.tenders, ...basket.tenders], ...exchange.about,
    ...(coupons.length === 0 ? {} : { coupons }),
  };
  return { drafts: [...exchange.drafts, { kind: 'sale.completed', payload }], basket: emptyBasket(newSaleId(till)), payload };
}

/** How a sale was paid, in one word. */
export function tenderOf({ tenders, returns, coupons }: Pick<SaleCompleted, 'tenders' | 'returns' | 'coupons'>): EndingView['tender'] {
  const [first, ...more] = tenders.filter((tender) => tender.kind !== 'exchange');
  if (first === undefined) return returns !== undefined ? 'exchange' : coupons === undefined ? 'split' : 'coupon';
  return more.length > 0 ? 'split' : first.kind === 'cash' ? 'cash' : first.wallet;
}

/** What was taken for a sale, without the worth of goods that came back for it. */
export function takenMinor({ totalMinor, roundingMinor, tenders }: Pick<SaleCompleted, 'totalMinor' | 'roundingMinor' | 'tenders'>): number {
  return totalMinor + roundingMinor - tenders.reduce((sum, tender) => sum + (tender.kind === 'exchange' ? tender.amountMinor : 0), 0);
}

/** The light at the end of a completed sale. */
export function completedEnding(till: Till, payload: SaleCompleted): EndingView {
  const cash = payload.tenders.filter((tender) => tender.kind === 'cash');
  const tender = tenderOf(payload);
  const onlySwapped = tender === 'exchange';
  const isCovered = tender === 'coupon';
  const reason = onlySwapped ? (payload.back === undefined ? 'exchanged' : 'exchanged-back') : tender === 'split' ? 'split-paid' : isCovered ? 'coupon-covered' : tender === 'cash' ? 'cash-received' : 'wallet-paid';
  return {
    light: 'yes', reason, saleId: payload.saleId, receipt: payload.receipt, amountMinor: takenMinor(payload), ...(payload.back === undefined ? {} : { back: payload.back.map((one) => ({ ...one })) }),
    changeMinor: cash.reduce((sum, one) => sum + one.changeMinor, 0), givenMinor: cash.reduce((sum, one) => sum + one.givenMinor, 0),
    tender, at: till.ports.clock.now(),
  };
}
