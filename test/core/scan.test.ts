/** What a scan is, and which rule decides where a text could be two things. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withCheckDigit } from '#core/barcode/checkDigit.ts';
import { labelRule } from '#core/barcode/label.ts';
import { badgeCode, receiptCode } from '#core/barcode/ownCodes.ts';
import { crc16 } from '#core/emvQr/crc16.ts';
import { LIMITS } from '#core/limits.ts';
import { interpretScan } from '#core/scan.ts';
import type { ScanMeaning, ScanSettings } from '#core/scan.ts';

const GS = '\u001d';
const GTIN = '09501234543215';
const EAN = '9501234543215';
const WECHAT = '134567890123456789';
const body = '00020126070003abc5204541153031565802CN5904SHOP6004CITY6304';
const MERCHANT = body + crc16(body);
const CONSUMER = Buffer.from('85054350563031' + '610B4F05A0000005555A026200', 'hex').toString('base64');

const kindOf = (text: string, aim: string | null = null, settings?: ScanSettings): string => {
  const meaning = interpretScan(text, aim, settings);
  return meaning.kind === 'broken' ? `broken ${meaning.as}` : meaning.kind === 'unknown' ? `unknown ${meaning.reason}` : meaning.kind;
};

describe('scans', () => {
  test('each kind of text is told by what it is [B60]', () => {
    const rows: [text: string, kind: string][] = [
      [EAN, 'goods'], ['96385074', 'goods'], ['036000291452', 'goods'], [`1${withCheckDigit('9501234543210').slice(0, 12)}${withCheckDigit('19501234543210').slice(-1)}`, 'goods'],
      [WECHAT, 'wallet-code'], ['2812345678901234', 'wallet-code'], ['6212345678901234567', 'wallet-code'],
      [MERCHANT, 'merchant-code'], [CONSUMER, 'consumer-code'], ['https://qr.alipay.com/x', 'wallet-link'], ['wxp://abc', 'wallet-link'],
      [`01${GTIN}`, 'gs1'], [`01${GTIN}10L1${GS}17271231`, 'gs1'], [`(01)${GTIN}(10)L1`, 'gs1'], [`https://id.example/01/${GTIN}`, 'gs1'],
      [receiptCode({ till: 'T1', receiptNo: '7' }), 'receipt'], [badgeCode('ana'), 'badge'],
      ['https://example.org/menu', 'unknown web-address'], ['SHELF-12', 'unknown unrecognised'], ['', 'unknown empty'], ['12345', 'unknown unrecognised'],
    ];
    expect(rows.map(([text]) => [text, kindOf(text)])).toEqual(rows);
  });

  test('what is clearly meant but damaged is broken, never goods and never unknown [B61]', () => {
    const rows: [text: string, kind: string][] = [
      [EAN.slice(0, -1) + '4', 'broken gtin'], [`${CONSUMER.slice(0, -4)}`, 'broken consumer-code'], ['TBR1:T1:7:0000', 'broken receipt'], ['TBB1:', 'broken badge'],
      [`(01)${GTIN.slice(0, -1)}4`, 'broken gs1'], [`https://id.example/01/${GTIN.slice(0, -1)}4`, 'broken gs1'], [`]C101${GTIN.slice(0, -1)}4`, 'broken gs1'],
    ];
    expect(rows.map(([text]) => [text, kindOf(text)])).toEqual(rows);
    expect(interpretScan(`${MERCHANT.slice(0, -4)}0000`, null)).toMatchObject({ kind: 'merchant-code', valid: false });
  });

  test('the AIM identifier decides, in front of the text or beside it [B62]', () => {
    const rows: [text: string, aim: string | null, kind: string][] = [
      [`]E0${EAN}`, null, 'goods'], [EAN, ']E0', 'goods'], [WECHAT, ']Q1', 'wallet-code'], [`]C0${WECHAT}`, null, 'wallet-code'],
      [WECHAT, ']C1', 'broken gs1'], [WECHAT, ']I0', 'unknown unrecognised'], [EAN, ']E4', 'broken gtin'], ['96385074', ']E4', 'goods'],
      [`00${withCheckDigit('395012345432101230')}`, ']C1', 'gs1'], ['TESTING', ']C1', 'broken gs1'], ['', ']C1', 'broken gs1'], [`${GS}01${GTIN}`, ']d2', 'gs1'],
      [`01${GTIN}|]e010L1`, ']e0', 'gs1'], [`${EAN}12`, ']E3', 'goods'], [`${EAN}12345`, ']E3', 'goods'], [`${EAN}123`, ']E3', 'broken gtin'],
      [`${EAN.slice(0, -1)}4`, ']C0', 'unknown unrecognised'], [EAN, ']y9', 'goods'],
    ];
    expect(rows.map(([text, aim]) => [text, aim, kindOf(text, aim)])).toEqual(rows);
  });

  test('eight digits that the scanner calls EAN/UPC but not EAN-8 are UPC-E [B63]', () => {
    expect(interpretScan('04252614', ']E0')).toMatchObject({ kind: 'goods', symbology: 'UPC-E', gtin14: '00042100005264' });
  });

  test('a composite gives the article of its first part and the data of its second [B64]', () => {
    expect(interpretScan(`${EAN}|]e017271231${GS}10L1`, ']E0')).toMatchObject({
      kind: 'gs1', symbology: 'EAN-13', gtin14: GTIN, elements: [{ ai: '01', value: GTIN }, { ai: '17', value: '271231' }, { ai: '10', value: 'L1' }],
    });
    expect(kindOf(`${EAN}|]e017271331`, ']E0')).toBe('broken gs1');
  });

  test('a label is read by the shop\'s rules, with and without an AIM identifier; without a rule it is goods for use inside [B65]', () => {
    const settings = { labelRules: [labelRule('21.....{NNDDD}.', 'weight')] };
    const code = withCheckDigit('2155555012340');
    const label = { kind: 'label', measure: 'weight', item: withCheckDigit('2155555000000'), value: { unscaled: 1234, decimals: 3 } };
    expect(interpretScan(code, null, settings)).toMatchObject(label);
    expect(interpretScan(code, ']E0', settings)).toMatchObject(label);
    expect(interpretScan(code, null)).toMatchObject({ kind: 'goods', restricted: true });
    expect(kindOf(`${code.slice(0, 12)}${(Number(code.slice(12)) + 1) % 10}`, null, settings)).toBe('broken gtin');
  });

  test('a coupon is told by the shop\'s prefix, but a payment code never is one [B66]', () => {
    const settings = { couponPrefixes: ['SAVE-', '134', '99', ''] };
    expect(interpretScan('SAVE-10', null, settings)).toEqual({ kind: 'coupon', code: 'SAVE-10' });
    expect(kindOf(withCheckDigit('9900000000010'), null, settings)).toBe('coupon');
    expect(kindOf(withCheckDigit('9900000000010'), ']E0', settings)).toBe('coupon');
    expect(kindOf(WECHAT, null, settings)).toBe('wallet-code');
    expect(kindOf(EAN, null, settings)).toBe('goods');
    expect(kindOf('SAVE-10', null)).toBe('unknown unrecognised');
  });

  test('twelve digits are UPC-A by their check digit unless a Code 128 or QR held them and the shop takes LINE Pay [B67]', () => {
    const settings = { country: 'TH', wallets: ['linepay'] };
    expect(kindOf('036000291452', null, settings)).toBe('goods');
    expect(kindOf('036000291452', ']C0', settings)).toBe('wallet-code');
    expect(kindOf('036000291453', null, settings)).toBe('wallet-code');
    expect(kindOf('036000291453', null)).toBe('broken gtin');
  });

  test('nineteen digits from 01 are e-CNY, or an article where the shop does not take e-CNY and all fits [B68]', () => {
    const code = `01${GTIN}107`;
    expect(kindOf(code)).toBe('wallet-code');
    expect(kindOf(code, null, { wallets: ['ecny'] })).toBe('wallet-code');
    expect(kindOf(code, null, { wallets: ['wechatpay'] })).toBe('gs1');
    expect(kindOf(code, ']C1', { wallets: ['ecny'] })).toBe('gs1');
    expect(kindOf(`01${GTIN.slice(0, -1)}4107`, null, { wallets: ['wechatpay'] })).toBe('wallet-code');
  });

  test('control characters make nothing that acts, and are not given on [B69]', () => {
    for (const text of ['\u001b@HELLO', `${EAN}\u0010\u0004`, 'A\u0000B', `\u001bp0${GS}A`, 'x\u007f', 'x\u0085y', `12${GS}\u001b`, 'a\nb']) {
      expect(interpretScan(text, null), JSON.stringify(text)).toEqual({ kind: 'unknown', reason: 'control-characters', symbology: null, text: null });
    }
    expect(kindOf(`${EAN}\r\n`)).toBe('goods');
    expect(kindOf(`01${GTIN}\u001b@`, ']C1')).toBe('broken gs1');
    expect(kindOf(`(10)A\u001b`)).toBe('unknown control-characters');
  });

  test('too long a text is refused unread [B70]', () => {
    expect(interpretScan('1'.repeat(LIMITS.scanCharsMax + 1), null)).toEqual({ kind: 'unknown', reason: 'too-long', symbology: null, text: null });
    expect(kindOf('A'.repeat(LIMITS.scanCharsMax))).toBe('unknown unrecognised');
  });

  test('nothing that may be a payment code or a card is given on [B71]', () => {
    const secrets = ['165112298638468293', '1234567890123456', WECHAT, '2812345678901234', CONSUMER, '6212345678901234567'];
    for (const secret of secrets) expect(JSON.stringify(interpretScan(secret, null)), secret).not.toContain(secret.slice(2, -2));
    fc.assert(fc.property(fc.stringMatching(/^\d{15,40}$/), (text) => {
      const meaning = interpretScan(text, null);
      if (meaning.kind === 'unknown' || meaning.kind === 'wallet-code') expect(JSON.stringify(meaning)).not.toContain(text.slice(0, -5));
    }));
    expect(interpretScan('SHELF-12', null)).toMatchObject({ text: 'SHELF-12' });
  });

  test('any text has a meaning, with any identifier [B72]', () => {
    const kinds = new Set<ScanMeaning['kind']>();
    const end = fc.stringMatching(/^[0-9A-Za-z/?=&%+.-]{0,30}$/);
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }), fc.stringMatching(/^\d{0,40}$/), fc.stringMatching(/^(?:1[0-5]\d{16}|2[5-9]\d{16,22}|62\d{17})$/),
      fc.stringMatching(/^(?:\d{8}|\d{12,14})$/).map((digits) => withCheckDigit(digits)), end.map((rest) => `01${GTIN}${rest}`),
      end.map((rest) => `https://a/01/${GTIN}${rest}`), end.map((rest) => `000201${rest.padEnd(20, '0')}`),
      fc.base64String({ maxLength: 60 }).map((rest) => `hQVDUFYwMW${rest}`), end.map((rest) => `(01)${GTIN}(${rest}`),
    );
    fc.assert(fc.property(text, fc.option(fc.constantFrom(']C1', ']E0', ']E3', ']E4', ']Q1', ']e0', ']I1', ']Z9', 'x'), { freq: 1 }), (given, aim) => {
      kinds.add(interpretScan(given, aim, { country: 'JP', wallets: ['linepay', 'alipay'] }).kind);
    }), { numRuns: 2000 });
    expect([...kinds]).toEqual(expect.arrayContaining(['unknown', 'goods', 'broken', 'gs1', 'wallet-code', 'merchant-code']));
  });

  // Each of these is the worst there is for one reader; a step worse than linear would run into the test's time limit.
  test('long hostile texts are read as fast as short ones are [B73]', () => {
    const max = LIMITS.scanCharsMax;
    const long = (start: string, unit: string): string => start + unit.repeat(Math.floor((max - start.length) / unit.length));
    const hostile = [
      long('', '1'), long('', '6304'), long('0002', '0100'), long('000201', '6209020912'), long('000201', '2699'), long(`01${GTIN}`, '11271231'), long(`01${GTIN}10`, `A${GS}10`),
      long(`01${GTIN}`, `99%${GS}`), long(`https://a/01/${GTIN}?`, '89=A&'), long(`https://a/01/${GTIN}?`, '%2'), long('https://a', '/01/1'), long('https://', 'a.'), long('https://a/', '?'),
      long('hQVDUFYw', 'YQBh'), long('hQVDUFYw', '='), `850543505630316182${'0200'}${'6180'.repeat(800)}`, long('8505435056303161', '63'), long('(01)', '('), long('(10)', '\\('), long('x', '\r\n'),
      long('', '😀'), long('000201', '5902😀😀'), long(' ', ' '), long('a', '://'), long('SAVE', '-'), long('TBR1:', ':'), long('fp', 'a'),
    ];
    for (let round = 0; round < 100; round += 1) {
      for (const text of hostile) {
        for (const aim of [null, ']C1', ']E0']) expect(interpretScan(text, aim, { couponPrefixes: ['SAVE'] }).kind).not.toBe('goods');
      }
    }
  });
});
