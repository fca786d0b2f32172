/** A receipt's words in the customer's language, and its figures, quantities and times as they are printed. */
import { LIMITS } from '#core/limits.ts';
import { formatMinor, type Currency } from '#core/money.ts';
import type { ReceiptView } from '#contract/views.ts';

export type Language = 'en' | 'zh' | 'ko';

type RefundState = ReceiptView['refunds'][number]['state'];
type Wallet = NonNullable<ReceiptView['tenders'][number]['wallet']>;

export type Words = {
  readonly receipt: string; readonly till: string; readonly servedBy: string; readonly copy: string;
  readonly discount: string; readonly coupon: string; readonly saved: string; readonly priceChanged: string;
  readonly subtotal: string; readonly total: string; readonly rounding: string; readonly toPay: string;
  readonly tax: string; readonly taxRate: string; readonly net: string; readonly taxIncluded: string;
  readonly cash: string; readonly given: string; readonly change: string; readonly code: string; readonly trade: string;
  readonly returned: string; readonly difference: string; readonly back: string; readonly refunds: string; readonly refundable: string; readonly kg: string;
  readonly thanks: string; readonly entry: string;
  readonly wallets: Readonly<Record<Wallet, string>>;
  readonly refundStates: Readonly<Record<RefundState, string>>;
};

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    receipt: 'Receipt', till: 'Till', servedBy: 'Served by', copy: 'COPY', discount: 'Discount', coupon: 'Coupon', saved: 'Saved in all', priceChanged: 'price changed',
    subtotal: 'Subtotal', total: 'Total', rounding: 'Rounding', toPay: 'To pay', tax: 'Tax', taxRate: 'Tax rate', net: 'Net', taxIncluded: 'Tax included in the total',
    cash: 'Cash', given: 'Given', change: 'Change', code: 'code ending', trade: 'Trade no.', returned: 'Brought back, receipt', difference: 'Difference', back: 'Given back', refunds: 'Refunds', refundable: 'Still refundable', kg: 'kg', thanks: 'Thank you', entry: 'Ledger entry',
    wallets: { wechatpay: 'WeChat Pay', alipay: 'Alipay', unionpay: 'UnionPay', card: 'Card' },
    refundStates: { intended: 'on its way', accepted: 'on its way', refunded: 'refunded', failed: 'failed', unknown: 'not known yet', exchanged: 'exchanged' },
  },
  zh: {
    receipt: '小票', till: '收银台', servedBy: '收银员', copy: '副本 COPY', discount: '优惠', coupon: '优惠券', saved: '共优惠', priceChanged: '已改价',
    subtotal: '小计', total: '合计', rounding: '舍入', toPay: '应付', tax: '税', taxRate: '税率', net: '不含税', taxIncluded: '合计中所含税额',
    cash: '现金', given: '收到', change: '找零', code: '付款码尾号', trade: '交易单号', returned: '退回，小票', difference: '差额', back: '退还', refunds: '退款', refundable: '尚可退款', kg: '千克', thanks: '谢谢惠顾', entry: '账簿条目',
    wallets: { wechatpay: '微信支付', alipay: '支付宝', unionpay: '云闪付', card: '银行卡' },
    refundStates: { intended: '处理中', accepted: '处理中', refunded: '已退款', failed: '失败', unknown: '结果未知', exchanged: '已换货' },
  },
  ko: {
    receipt: '영수증', till: '계산대', servedBy: '담당', copy: '사본 COPY', discount: '할인', coupon: '쿠폰', saved: '총 할인', priceChanged: '가격 변경',
    subtotal: '소계', total: '합계', rounding: '단수 조정', toPay: '결제할 금액', tax: '세금', taxRate: '세율', net: '공급가액', taxIncluded: '합계에 포함된 세금',
    cash: '현금', given: '받은 돈', change: '거스름돈', code: '결제 코드 끝자리', trade: '거래 번호', returned: '반품, 영수증', difference: '차액', back: '돌려드림', refunds: '환불', refundable: '환불 가능 금액', kg: 'kg', thanks: '감사합니다', entry: '원장 항목',
    wallets: { wechatpay: '위챗페이', alipay: '알리페이', unionpay: '유니온페이', card: '카드' },
    refundStates: { intended: '처리 중', accepted: '처리 중', refunded: '환불됨', failed: '실패', unknown: '결과 미확인', exchanged: '교환됨' },
  },
};

/** One printable line: no control, format or private character survives, every space is a plain one, and it ends somewhere. */
export function printable(text: string): string {
  const flat = text.toWellFormed().normalize('NFC').replaceAll(/[\p{Cc}\p{Z}]+/gu, ' ').replaceAll(/[\p{Cf}\p{Co}\uFE00-\uFE0F]/gu, '').trim();
  const characters = Array.from(flat);
  return characters.length > LIMITS.nameCharsMax ? `${characters.slice(0, LIMITS.nameCharsMax).join('')}…` : flat;
}

/** `1,234.50`; a true minus sign. Exact: no float is made of it. */
export function figure(amountMinor: number, currency: Currency): string {
  const [whole = '', fraction] = formatMinor(Math.abs(amountMinor), currency).split('.', 2);
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${amountMinor < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Thousandths as a plain number: pieces without decimals where they are whole, weights always with three. */
export function quantity(quantityMilli: number, unit: 'piece' | 'kg', words: Words): string {
  const whole = Math.trunc(quantityMilli / 1000);
  const rest = String(Math.abs(quantityMilli % 1000)).padStart(3, '0');
  if (unit === 'kg') return `${whole}.${rest} ${words.kg}`;
  return rest === '000' ? String(whole) : `${whole}.${rest}`;
}

/** Basis points as per cent: `1300` is `13%`, `950` is `9.5%`. */
export function percent(basisPoints: number): string {
  return `${String(basisPoints / 100)}%`;
}

/** Date and time to the second in the shop's zone, with its offset: `2026-11-22 23:02:27 GMT+8`, the same in every language. */
export function moment(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'shortOffset' }).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}:${of('second')} ${of('timeZoneName')}`;
}
