/** A receipt with everything on it that a printer can stumble over. */
import type { ReceiptView } from '#contract/views.ts';

export const sampleLine = (over: Partial<ReceiptView['lines'][number]> = {}): ReceiptView['lines'][number] => ({
  line: 1, sku: 'latte', name: { en: 'Caffè latte', zh: '拿铁咖啡', ko: '카페 라떼' }, unit: 'piece', quantityMilli: 2000, unitMinor: 2800, grossMinor: 5600,
  discountMinor: 0, discount: null, priceOverridden: false, totalMinor: 5600, taxRateBp: 600, ...over,
});

export const SAMPLE_RECEIPT: ReceiptView = {
  receipt: 1042, saleId: 'sale-1', at: Date.UTC(2026, 10, 22, 15, 2, 27), businessDay: '2026-11-22', operator: 'Li Na', shop: 'Corner Pantry 街角杂货', till: 'T2', currency: 'CNY',
  lines: [
    sampleLine(),
    sampleLine({ line: 2, sku: 'apple', name: { en: 'Fuji apples', zh: '富士苹果', ko: '부사 사과' }, unit: 'kg', quantityMilli: 1285, unitMinor: 1280, grossMinor: 1645, discountMinor: 165, totalMinor: 1480, taxRateBp: 900 }),
    sampleLine({ line: 3, sku: 'rice', name: { en: 'Jasmine rice from the north, new harvest, vacuum packed, five kilograms', zh: '东北五常稻花香大米新米真空包装五公斤装', ko: '북부산 햅쌀 진공 포장 오 킬로그램' }, quantityMilli: 1000, unitMinor: 129900, grossMinor: 129900, totalMinor: 129900, taxRateBp: 900, priceOverridden: true }),
  ],
  discountMinor: 165, taxes: [{ rateBp: 600, netMinor: 5283, taxMinor: 317 }, { rateBp: 900, netMinor: 120532, taxMinor: 10848 }], taxMode: 'inclusive', totalMinor: 136980, roundingMinor: 0,
  tenders: [
    { kind: 'wallet', wallet: 'wechatpay', amountMinor: 100000, givenMinor: 0, changeMinor: 0, tradeId: '4200002468202611221234567890', orderId: 'o1', lastFour: '7731' },
    { kind: 'cash', wallet: null, amountMinor: 36980, givenMinor: 40000, changeMinor: 3020, tradeId: null, orderId: null, lastFour: null },
  ],
  code: 'TBR1:T2:1042:8A3F', copies: 0, refunds: [], refundableMinor: 136980, entrySeq: 2077,
};
