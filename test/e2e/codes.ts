/** Codes that customers and goods show in these tests. Every payment code carries one run of digits by which a leak is found. */
import { writeMerchantCode } from '#core/emvQr/writeMerchantCode.ts';

/** Ten digits in the middle of every payment code: if they are found anywhere, a code was kept. */
export const CANARY = '7391846205';

const HEADS = { wechatpay: '13', alipay: '28', unionpay: '62', ecny: '01' } as const;
const LENGTHS = { wechatpay: 18, alipay: 18, unionpay: 19, ecny: 19 } as const;
/** What the sandbox wallets make of the last four digits. */
const ENDINGS = { pays: '5818', confirms: '0001', declines: '0002', silent: '0003', silentCharged: '0004' } as const;

let made = 0;

/** A fresh code, because a wallet takes a code only once. */
export function customerCode(wallet: keyof typeof HEADS, ending: keyof typeof ENDINGS = 'pays'): string {
  made += 1;
  const head = `${HEADS[wallet]}${CANARY}`;
  const tail = ENDINGS[ending];
  return `${head}${String(made).padStart(LENGTHS[wallet] - head.length - tail.length, '0')}${tail}`;
}

export const GOODS = {
  oatLatte: { gtin: '6901001000379', name: 'Oat latte' },
  water: { gtin: '6901001002960', name: 'Spring water' },
  tofu: { gtin: '6901001009990', name: 'Tofu' },
  seaweed: { gtin: '6901001011474', name: 'Seaweed sheets' },
} as const;

export const NO_SUCH_GOODS = '2099999999998';
/** An oat latte's code with its check digit off by one. */
export const BROKEN_EAN = '6901001000378';
/** A conforming merchant's code, the kind that stands at a counter for customers to scan. */
export const COUNTER_CODE = writeMerchantCode({
  accounts: [{ id: '26', identifier: 'com.example.pay', fields: { '01': '0000123456' } }],
  category: '5411', amount: { currency: 'CNY', amountMinor: 1_234 }, country: 'CN', name: 'TEA HOUSE', city: 'SHANGHAI',
});
