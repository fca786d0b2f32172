/** Receipts as PDF: what a customer reads, finds, copies and scans on the paper. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceiptView } from '#contract/views.ts';
import { broken } from '#main/adapters/printing/receiptBlocks.ts';
import { receiptPrinter } from '#main/adapters/printing/receiptPdf.ts';
import { receiptRows, type Row } from '#main/adapters/printing/receiptRows.ts';
import { figure, percent, printable, quantity, WORDS } from '#main/adapters/printing/receiptWords.ts';

const line = (over: Partial<ReceiptView['lines'][number]>): ReceiptView['lines'][number] => ({
  line: 1, sku: 'latte', name: { en: 'Caffè latte', zh: '拿铁咖啡', ko: '카페 라떼' }, unit: 'piece', quantityMilli: 2000, unitMinor: 2800, grossMinor: 5600,
  discountMinor: 0, discount: null, priceOverridden: false, totalMinor: 5600, taxRateBp: 600, ...over,
});

export const RECEIPT: ReceiptView = {
  receipt: 1042, saleId: 'sale-1', at: Date.UTC(2026, 10, 22, 15, 2, 27), businessDay: '2026-11-22', operator: 'Li Na', shop: 'Corner Pantry 街角杂货', till: 'T2', currency: 'CNY',
  lines: [
    line({}),
    line({ line: 2, sku: 'apple', name: { en: 'Fuji apples', zh: '富士苹果', ko: '부사 사과' }, unit: 'kg', quantityMilli: 1285, unitMinor: 1280, grossMinor: 1645, discountMinor: 165, totalMinor: 1480, taxRateBp: 900 }),
    line({ line: 3, sku: 'rice', name: { en: 'Jasmine rice from the north, new harvest, vacuum packed, five kilograms', zh: '东北五常稻花香大米新米真空包装五公斤装', ko: '북부산 햅쌀 진공 포장 오 킬로그램' }, quantityMilli: 1000, unitMinor: 129900, grossMinor: 129900, totalMinor: 129900, taxRateBp: 900, priceOverridden: true }),
  ],
  discountMinor: 165, taxes: [{ rateBp: 600, netMinor: 5283, taxMinor: 317 }, { rateBp: 900, netMinor: 120532, taxMinor: 10848 }], taxMode: 'inclusive', totalMinor: 136980, roundingMinor: 0,
  tenders: [
    { kind: 'wallet', wallet: 'wechatpay', amountMinor: 100000, givenMinor: 0, changeMinor: 0, tradeId: '4200002468202611221234567890', orderId: 'o1', lastFour: '7731' },
    { kind: 'cash', wallet: null, amountMinor: 36980, givenMinor: 40000, changeMinor: 3020, tradeId: null, orderId: null, lastFour: null },
  ],
  code: 'TBR1:T2:1042:8A3F', copies: 0, refunds: [], refundableMinor: 136980, entrySeq: 2077,
};

const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!poppler) console.warn('SKIPPED: pdftotext is not on this machine, so no receipt was read back from its PDF.');

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'tillbook-receipt-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const printer = receiptPrinter({ timeZone: 'Asia/Shanghai' });

async function textOf(receipt: ReceiptView, language: 'en' | 'zh' | 'ko' = 'en', copy = 1): Promise<string> {
  const file = join(folder, 'receipt.pdf');
  writeFileSync(file, await printer.pdf(receipt, language, copy));
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

const words = (rows: readonly Row[]) => rows.map((row) => (row.kind === 'pair' ? `${row.left} | ${row.right}` : row.kind === 'columns' ? row.cells.join(' | ') : 'text' in row ? row.text : row.kind));
const rows = (over: Partial<ReceiptView>, copy = 1) => words(receiptRows({ ...RECEIPT, ...over }, 'en', copy, 'Asia/Shanghai'));

describe('what stands on a receipt', () => {
  test.each(['en', 'zh', 'ko'] as const)('coupons stand below the goods by name and code in %s, and the right-hand column adds up [P74]', (language) => {
    const coupons = [{ code: 'SPRING-10', name: { en: 'Spring', zh: '春季', ko: '봄' }, amountMinor: 200 }, { code: 'FIVE', name: { en: 'Five off' }, amountMinor: 500 }];
    const receipt: ReceiptView = { ...RECEIPT, coupons, discountMinor: 865, totalMinor: 136_280, lines: RECEIPT.lines.map((one, index) => (index < 2 ? { ...one, couponMinor: 350, discountMinor: one.discountMinor + 350, totalMinor: one.totalMinor - 350 } : one)) };
    const all = receiptRows(receipt, language, 1, 'Asia/Shanghai');
    const from = all.findIndex((row) => row.kind === 'rule');
    const goods = all.slice(from, all.findIndex((row, index) => row.kind === 'rule' && index > from));
    const minor = (right: string) => (right === '' ? 0 : Number(right.replace('−', '-').replaceAll(/[,.]/g, '')));
    expect(goods.reduce((sum, row) => sum + (row.kind === 'pair' ? minor(row.right) : 0), 0)).toBe(136_280);
    const tail = goods.slice(-4).map((row) => (row.kind === 'pair' ? `${row.left} ${row.right}`.trim() : ''));
    const word = { en: 'Coupon', zh: '优惠券', ko: '쿠폰' }[language];
    expect(tail).toEqual([`${coupons[0]?.name[language] ?? ''} −2.00`, `${word} SPRING-10`, 'Five off −5.00', `${word} FIVE`]);
  });

  test('the right-hand column of goods and discounts adds up to the total [R1]', () => {
    const all = receiptRows(RECEIPT, 'en', 1, 'Asia/Shanghai');
    const last = all.findIndex((row) => row.kind === 'pair' && row.final === true);
    const sum = all.slice(4, last).reduce((total, row) => total + (row.kind === 'pair' ? Number(row.right.replaceAll(',', '').replace('−', '-')) : 0), 0);
    expect(sum.toFixed(2)).toBe('1369.80');
    expect(words(all)[last]).toBe('Total CNY | 1,369.80');
  });

  test('only the sum that is final carries the double rule [R2]', () => {
    const final = (receipt: ReceiptView) => words(receiptRows(receipt, 'en', 1, 'Asia/Shanghai').filter((row) => row.kind === 'pair' && row.final === true));
    expect(final(RECEIPT)).toEqual(['Total CNY | 1,369.80']);
    expect(final({ ...RECEIPT, roundingMinor: -3 })).toEqual(['To pay CNY | 1,369.77']);
  });

  test('quantity and unit price stand under the goods, weights with three decimals, and a changed price says so [R3]', () => {
    expect(rows({})).toEqual(expect.arrayContaining(['2 × 28.00 | ', '1.285 kg × 12.80 | ', 'Discount | −1.65', '1 × 1,299.00, price changed | ']));
  });

  test('taxes stand by rate: taken out of an inclusive total, put on an exclusive one [R4]', () => {
    expect(rows({})).toEqual(expect.arrayContaining(['6% | 52.83 | 3.17', '9% | 1,205.32 | 108.48']));
    const exclusive = rows({ taxMode: 'exclusive', totalMinor: 136980 });
    expect(exclusive).toEqual(expect.arrayContaining(['Subtotal | 1,258.15', 'Tax 6% | 3.17', 'Tax 9% | 108.48', 'Total CNY | 1,369.80']));
  });

  test('a wallet shows its name, the end of its code and the trade number; cash shows what was given and the change [R5]', () => {
    expect(rows({})).toEqual(expect.arrayContaining(['WeChat Pay | 1,000.00', 'code ending 7731 | ', 'Trade no. 4200002468202611221234567890 | ', 'Cash | 369.80', 'Given | 400.00', 'Change | 30.20']));
  });

  test('refunds show their state, and what may still be refunded [R6]', () => {
    const shown = rows({ refunds: [{ refundId: 'r1', at: RECEIPT.at, amountMinor: 2800, state: 'unknown' }], refundableMinor: 134180 });
    expect(shown).toEqual(expect.arrayContaining(['not known yet | −28.00', 'Still refundable | 1,341.80']));
  });

  test('the first print carries no mark, the second is COPY 1 [R7]', () => {
    expect(rows({}, 1).some((row) => row.includes('COPY'))).toBe(false);
    expect(rows({}, 2)).toContain('COPY 1');
    expect(rows({}, 4)).toContain('COPY 3');
  });

  test('the time is the shop\'s own, whatever the machine\'s zone [R8]', () => {
    expect(rows({})).toContain('2026-11-22 23:02:27 GMT+8');
    expect(words(receiptRows(RECEIPT, 'en', 1, 'America/New_York'))).toContain('2026-11-22 10:02:27 GMT-5');
  });

  test('figures have as many decimals as their currency, grouped, exact at the largest amounts [R9]', () => {
    expect([figure(1234567, 'KRW'), figure(-1234567, 'CNY'), figure(1234567, 'KWD'), figure(5, 'CNY'), figure(99_999_999_999, 'CNY')]).toEqual(['1,234,567', '−12,345.67', '1,234.567', '0.05', '999,999,999.99']);
    expect([quantity(1000, 'piece', WORDS.en), quantity(1500, 'piece', WORDS.en), quantity(5, 'kg', WORDS.zh), percent(950)]).toEqual(['1', '1.500', '0.005 千克', '9.5%']);
  });

  test('a name cannot bring control, direction or private characters onto the paper [R10]', () => {
    expect(printable('A\u001b@\u001dV\u0000B\r\nC\u202egnp.exe\u2066\ue000\u200b')).toBe('A @ V B Cgnp.exe');
    expect(printable('\ud800x')).toBe('\ufffdx');
    expect(Array.from(printable('x'.repeat(5000)))).toHaveLength(201);
    expect(rows({ lines: [line({ name: { en: '\u0007\u200b' } })] })).toContain('latte | 56.00');
  });
});

describe('lines', () => {
  test('words break at spaces, wide scripts anywhere, and a word too long for a line inside itself [R11]', () => {
    const measure = (text: string) => Array.from(text).length;
    expect(broken('one two three', 7, measure)).toEqual(['one two', 'three']);
    expect(broken('東北大米新米', 4, measure)).toEqual(['東北大米', '新米']);
    expect(broken('abcdefghij', 4, measure)).toEqual(['abcd', 'efgh', 'ij']);
    expect(broken('', 4, measure)).toEqual(['']);
  });
});

describe('the file', () => {
  test('is one page 80 mm wide, as long as what stands on it [R12]', async () => {
    const size = async (receipt: ReceiptView) => (await PDFDocument.load(await printer.pdf(receipt, 'en', 1))).getPages().map((page) => page.getSize());
    const [short] = await size({ ...RECEIPT, lines: [line({})] });
    const [long] = await size(RECEIPT);
    expect(short?.width).toBeCloseTo(226.77, 1);
    expect(long?.height).toBeGreaterThan((short?.height ?? 0) + 40);
  });

  test('a basket of 500 lines is printed to its end, over more than one page where a viewer would refuse it [R13]', async () => {
    const many = { ...RECEIPT, lines: Array.from({ length: 500 }, (_, index) => line({ line: index + 1, discountMinor: 1 })) };
    const pages = (await PDFDocument.load(await printer.pdf(many, 'en', 1))).getPages();
    expect(pages.length).toBeGreaterThan(1);
    expect(Math.max(...pages.map((page) => page.getHeight()))).toBeLessThanOrEqual(14_400);
  });

  test('is the same bytes for the same receipt [R14]', async () => {
    const twice = [await printer.pdf(RECEIPT, 'zh', 1), await receiptPrinter({ timeZone: 'Asia/Shanghai' }).pdf(RECEIPT, 'zh', 1)];
    expect(Buffer.from(twice[0] ?? []).equals(Buffer.from(twice[1] ?? []))).toBe(true);
  });

  test.skipIf(!poppler)('says in three languages what was sold, as text that can be found and copied [R15]', async () => {
    const en = await textOf(RECEIPT, 'en');
    for (const part of ['Corner Pantry 街角杂货', 'Receipt 1042', 'Till T2', 'Caffè latte', '2 × 28.00', 'Total CNY', '1,369.80', 'WeChat Pay', '4200002468202611221234567890', 'TBR1:T2:1042:8A3F', 'Ledger entry 2077']) expect(en).toContain(part);
    const zh = await textOf(RECEIPT, 'zh', 2);
    for (const part of ['拿铁咖啡', '富士苹果', '合计 CNY', '微信支付', '找零', '副本 COPY 1', '谢谢惠顾']) expect(zh).toContain(part);
    const ko = await textOf(RECEIPT, 'ko');
    for (const part of ['카페 라떼', '합계 CNY', '위챗페이', '거스름돈', '감사합니다']) expect(ko).toContain(part);
  });

  test.skipIf(!poppler)('a character that no font has becomes a box, and the rest of the receipt stands [R16]', async () => {
    const text = await textOf({ ...RECEIPT, shop: 'Shop \u{1F9F8}\u{E0041}\u0F40', lines: [line({ name: { en: '\u{10FFFF}\u1780 tea ᚠ' } })] });
    expect(text).toContain('tea');
    expect(text).toContain('Total CNY');
  });
});
