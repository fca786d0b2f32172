/** Payment codes: which wallet, by length and first digits. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recognisePaymentCode, walletOfLink } from '#core/paymentCode.ts';
import type { ShopWallets } from '#core/paymentCode.ts';

const walletsOf = (code: string, shop?: ShopWallets): string => recognisePaymentCode(code, shop)?.wallets.join(' ') ?? '-';
const fill = (prefix: string, length: number): string => prefix.padEnd(length, '7');

describe('payment codes', () => {
  test('wallets are told by prefix and length, and a digit more or less is none of them [K1]', () => {
    const rows: [prefix: string, length: number, wallet: string][] = [
      ['10', 18, 'wechatpay'], ['15', 18, 'wechatpay'], ['16', 18, '-'], ['09', 18, '-'], ['13', 17, '-'], ['13', 19, '-'],
      ['25', 16, 'alipay'], ['28', 18, 'alipay'], ['30', 24, 'alipay'], ['28', 15, '-'], ['31', 18, '-'], ['24', 18, '-'],
      ['62', 19, 'unionpay'], ['62', 18, '-'], ['62', 20, '-'],
      ['01', 19, 'ecny'], ['01', 18, '-'],
      ['9000818188', 20, 'paypay'], ['900001', 16, 'rakutenpay'], ['90000002', 18, 'dbarai'], ['31589900', 19, 'merpay'],
      ['31589921', 19, 'aupay'], ['31589931', 19, 'yuchopay'], ['31589940', 19, 'yuchopay'], ['31589995', 19, 'pring'], ['31589941', 19, '-'],
    ];
    expect(rows.map(([prefix, length]) => [prefix, length, walletsOf(fill(prefix, length))])).toEqual(rows);
  });

  test('Alipay+ is told by its published patterns and the reserved lengths, the rest stays Alipay [K2]', () => {
    expect(walletsOf('251001' + '02' + '1'.repeat(16))).toBe('alipay-plus');
    expect(walletsOf('281012' + '9'.repeat(18))).toBe('alipay-plus');
    expect(walletsOf('281013' + '9'.repeat(18))).toBe('alipay');
    expect(walletsOf('289' + '0'.repeat(10) + '6' + '0'.repeat(5))).toBe('alipay-plus');
    expect(walletsOf('289' + '0'.repeat(10) + '5' + '0'.repeat(5))).toBe('alipay');
    expect(walletsOf(fill('28', 25))).toBe('alipay-plus');
    expect(walletsOf(fill('28', 32))).toBe('alipay-plus');
    expect(walletsOf(fill('28', 33))).toBe('-');
    expect(recognisePaymentCode('299999' + '02' + '1'.repeat(16))).toMatchObject({ wallets: ['alipay', 'alipay-plus'], ambiguous: true });
  });

  test('a shop that takes Alipay but not Alipay+ sends such codes to Alipay, whose backend decides [K3]', () => {
    expect(walletsOf('251001' + '02' + '1'.repeat(16), { wallets: ['alipay'] })).toBe('alipay');
    expect(walletsOf('299999' + '02' + '1'.repeat(16), { wallets: ['alipay', 'wechatpay'] })).toBe('alipay');
    expect(walletsOf('251001' + '02' + '1'.repeat(16), { wallets: ['wechatpay'] })).toBe('alipay-plus');
  });

  test('LINE Pay, which has no prefix, is a candidate only by country or the shop\'s wallets [K4]', () => {
    expect(walletsOf(fill('12', 18))).toBe('wechatpay');
    expect(recognisePaymentCode(fill('12', 18), { country: 'TW' })).toMatchObject({ wallets: ['wechatpay', 'linepay'], ambiguous: true });
    expect(walletsOf(fill('12', 18), { country: 'TW', wallets: ['wechatpay'] })).toBe('wechatpay');
    expect(walletsOf(fill('12', 18), { country: 'JP', wallets: ['linepay', 'wechatpay'] })).toBe('wechatpay');
    expect(walletsOf(fill('77', 19), { country: 'JP' })).toBe('linepay');
    expect(walletsOf(fill('77', 12), { wallets: ['linepay'] })).toBe('linepay');
    expect(walletsOf(fill('31589900', 19), { country: 'JP' })).toBe('merpay');
    expect(walletsOf(fill('77', 18), { country: 'CN' })).toBe('-');
  });

  test('a wallet that the shop does not take is still named [K5]', () => {
    expect(walletsOf(fill('62', 19), { wallets: ['wechatpay'] })).toBe('unionpay');
  });

  test('nothing of a code is kept but its last four and its length [K6]', () => {
    const code = '130000000000009876';
    expect(recognisePaymentCode(code)).toEqual({ wallets: ['wechatpay'], ambiguous: false, lastFour: '9876', length: 18 });
    expect(JSON.stringify(recognisePaymentCode(code))).not.toContain(code.slice(0, 8));
  });

  test('Alipay\'s face token is Alipay\'s; letters are no other payment code [K7]', () => {
    expect(walletsOf(`fp${'0a1B'.repeat(8)}f`)).toBe('alipay');
    expect(walletsOf('fpshort')).toBe('-');
    expect(walletsOf('13511229863846829A')).toBe('-');
    expect(walletsOf(' 135112298638468293')).toBe('-');
    expect(walletsOf('１３５１１２２９８６３８４６８２９３')).toBe('-');
  });

  test('links for receiving money are known by their beginning, whatever the case [K8]', () => {
    const rows: [string, string | null][] = [
      ['https://qr.alipay.com/fkx1', 'alipay'], ['HTTPS://QR.ALIPAY.COM/FKX1', 'alipay'], ['http://qr.alipay.com/a', 'alipay'],
      ['wxp://f2f0x', 'wechatpay'], ['weixin://wxpay/bizpayurl?pr=a', 'wechatpay'], ['https://qr.95516.com/1', 'unionpay'],
      ['https://qr.alipay.com.example.org/', null], ['https://example.org/https://qr.alipay.com/', null], ['qr.alipay.com/fkx1', null],
    ];
    expect(rows.map(([link]) => [link, walletOfLink(link)])).toEqual(rows);
  });

  test('any text has an answer, and ambiguous says that there are two or more [K9]', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 80 }), fc.stringMatching(/^\d{10,34}$/)), fc.constantFrom(undefined, 'JP', 'TW', 'CN'), (text, country) => {
      const code = recognisePaymentCode(text, { country });
      if (code === null) return;
      expect(code.wallets.length).toBeGreaterThan(0);
      expect(code.ambiguous).toBe(code.wallets.length > 1);
    }));
  });
});
