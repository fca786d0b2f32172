/** Bad statement files: each is refused once, in one sentence, with file and line; quirks that are no fault are read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Refusal } from '#core/refusal.ts';
import { openStatement, readStatement } from '#main/adapters/statements/registry.ts';
import { statementReading } from '#main/adapters/statements/reading.ts';
import { alipayDetail, gbk, wechatBill } from '#test/fixtures/statements/make.ts';
import { zipOf } from '#test/fixtures/statements/zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-statements-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const one = { order: 'A1', settled: 100, fee: 1 };
const bill = (row: Parameters<typeof wechatBill>[0][number], options?: Parameters<typeof wechatBill>[1]) => Buffer.from(wechatBill([one, row], options));

async function refusalOf(bytes: Uint8Array, name = 'bill.csv'): Promise<Refusal> {
  try {
    await readStatement({ bytes, name });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('WeChat Pay bills that are refused', () => {
  const cases: [string, Buffer, string, number | null, RegExp][] = [
    ['an empty file', Buffer.alloc(0), 'statement-empty', null, /line 1/],
    ['a header alone', Buffer.from(wechatBill([]).split('\r\n')[0] ?? ''), 'statement-truncated', 2, /summary/],
    ['a file that is no bill', Buffer.from('name,age\r\nx,1\r\n'), 'statement-unknown-format', 1, /WeChat Pay trade bill/],
    ['a row with a field too few', Buffer.from(wechatBill([one, one]).replace(',`OTHERS', '')), 'statement-broken-line', 2, /27 columns, found 26/],
    ['a row with a field too many', Buffer.from(wechatBill([one, one]).replace(',`OTHERS', ',`OTHERS,`X')), 'statement-broken-line', 2, /27 columns, found more/],
    ['a field without its backtick', Buffer.from(wechatBill([one, one]).replace(',`OTHERS', ',OTHERS')), 'statement-broken-line', 2, /backtick/],
    ['an amount NaN', bill({ fields: { 应结订单金额: 'NaN' } }), 'statement-broken-line', 3, /应结订单金额, found "NaN"/],
    ['an amount with an exponent', bill({ fields: { 应结订单金额: '1e2' } }), 'statement-broken-line', 3, /1e2/],
    ['an amount with grouping', bill({ fields: { 应结订单金额: '1 000.00' } }), 'statement-broken-line', 3, /1 000/],
    ['a negative zero', bill({ fields: { 应结订单金额: '-0.00' } }), 'statement-broken-line', 3, /-0\.00/],
    ['a part of a fen', bill({ fields: { 手续费: '0.00100' } }), 'statement-broken-line', 3, /手续费/],
    ['a billion digits', bill({ fields: { 应结订单金额: '9'.repeat(5000) } }), 'statement-broken-line', 3, /应结订单金额/],
    ['a negative payment', bill({ settled: -100 }), 'statement-broken-line', 3, /signs/],
    ['a refund printed negative', bill({ state: 'REFUND', refunded: -100, refundOrder: 'R' }), 'statement-broken-line', 3, /positive/],
    ['a day that does not exist', bill({ time: '2026-02-30 10:00:00' }), 'statement-broken-line', 3, /2026-02-30/],
    ['an hour that does not exist', bill({ time: '2026-03-14 24:00:00' }), 'statement-broken-line', 3, /24:00:00/],
    ['an unknown state', bill({ fields: { 交易状态: 'PAID' } }), 'statement-broken-line', 3, /PAID/],
    ['an unknown refund state', bill({ state: 'REFUND', refunded: 1, refundOrder: 'R', refundState: 'MAYBE' }), 'statement-broken-line', 3, /MAYBE/],
    ['a second currency', bill({ currency: 'HKD' }), 'statement-broken-line', 3, /CNY throughout/],
    ['a currency without cents', Buffer.from(wechatBill([{ ...one, currency: 'JPY' }])), 'statement-broken-line', 2, /two decimals/],
    ['a total that differs', Buffer.from(wechatBill([one], { totals: { 应结订单总金额: '2.00' } })), 'statement-totals-differ', 4, /is 2\.00, but its lines add up to 1\.00/],
    ['a count that differs', Buffer.from(wechatBill([one], { totals: { 总交易单数: '2' } })), 'statement-totals-differ', 4, /is 2, but its lines add up to 1/],
    ['a total that is no number', Buffer.from(wechatBill([one], { totals: { 手续费总金额: 'x' } })), 'statement-broken-line', 4, /手续费总金额/],
    ['a line after the summary', Buffer.from(`${wechatBill([one])}x\r\n`), 'statement-extra-line', 5, /further line/],
    ['two files one after the other', Buffer.from(wechatBill([one]) + wechatBill([one], { bom: true })), 'statement-encoding', 5, /byte order mark/],
    ['an empty line between rows', Buffer.from(wechatBill([one, one]).replace('\r\n', '\r\n\r\n')), 'statement-broken-line', 2, /empty line/],
    ['mixed line ends', Buffer.from(wechatBill([one, one]).replace(/\r\n`/, '\n`')), 'statement-line-ends', null, /CR LF/],
    ['bytes that are no text', Buffer.concat([Buffer.from(wechatBill([one, one], { totals: {} }).slice(0, -30)), Buffer.from([0xff, 0xfe, 0x0a])]), 'statement-encoding', null, /line \d/],
    ['a column twice', Buffer.from(wechatBill([one]).replace('设备号', '商户号')), 'statement-broken-line', 1, /twice/],
    ['a column missing', Buffer.from(wechatBill([one]).replace('手续费', '别的')), 'statement-broken-line', 1, /手续费/],
    ['a line without end', Buffer.concat([Buffer.from(wechatBill([one]).slice(0, 600)), Buffer.alloc(3_000_000, 0x61)]), 'statement-broken-line', null, /bytes/],
    ['a hundred thousand columns', Buffer.from(`${wechatBill([one]).split('\r\n')[0] ?? ''}\r\n${'`1,'.repeat(100_000)}\r\n`), 'statement-broken-line', 2, /columns|bytes/],
    ['a gzip that was cut', gzipSync(Buffer.from(wechatBill([one]))).subarray(0, 200), 'statement-damaged', null, /damaged/],
  ];

  test.each(cases)('refuses %s in one sentence with its line [F10]', async (_, bytes, code, line, words) => {
    const refusal = await refusalOf(bytes);
    expect({ code: refusal.code, message: refusal.message }).toEqual({ code, message: expect.stringMatching(words) as string });
    expect(refusal.message).toContain('bill.csv');
    expect(refusal.message).toMatch(/othing (?:was|is)/);
    if (line !== null) expect(refusal.detail['line']).toBe(line);
    expect(refusal.message.length).toBeLessThan(400);
  });
});

describe('Alipay details that are refused', () => {
  const row = { received: '1.00' };
  const cases: [string, Buffer, string, RegExp][] = [
    ['a kind of business that is not known', gbk(alipayDetail([{ ...row, type: '充值' }])), 'statement-broken-line', /line 6.*充值/],
    ['a refund printed positive', gbk(alipayDetail([{ ...row, type: '退款' }])), 'statement-broken-line', /line 6.*0.00 or less/],
    ['a payment printed negative', gbk(alipayDetail([{ received: '-1.00' }])), 'statement-broken-line', /line 6.*0.00 or more/],
    ['a negative zero', gbk(alipayDetail([{ received: '-0.00' }])), 'statement-broken-line', /line 6.*-0\.00/],
    ['a comma within a text', gbk(alipayDetail([{ ...row, goods: 'a,b' }])), 'statement-broken-line', /line 6.*25 columns, found 26/],
    ['a time that does not exist', gbk(alipayDetail([{ ...row, finished: '2026-03-14 10:61:00' }])), 'statement-broken-line', /line 6.*完成时间/],
    ['payments that do not add up', gbk(alipayDetail([row], { charges: '#交易合计：1笔，商家实收共9.00元，商家优惠共0.00元' })), 'statement-totals-differ', /is 9\.00, but its lines add up to 1\.00/],
    ['a count of refunds that differs', gbk(alipayDetail([row], { refunds: '#退款合计：1笔，商家实收退款共0.00元，商家优惠退款共0.00元' })), 'statement-totals-differ', /is 1, but its lines add up to 0/],
    ['bytes that are no GBK', Buffer.concat([gbk(alipayDetail([row])).subarray(0, 900), Buffer.from([0xff, 0x0d, 0x0a])]), 'statement-encoding', /GB18030/],
  ];
  test.each(cases)('refuses %s in one sentence with its line [F11]', async (_, bytes, code, words) => {
    const refusal = await refusalOf(bytes, 'detail.csv');
    expect({ code: refusal.code, message: refusal.message }).toEqual({ code, message: expect.stringMatching(words) as string });
  });
});

describe('quirks that are read', () => {
  test('a count printed as 45.0, a total without decimals and a fee of two are numbers like others [F12]', async () => {
    const bytes = Buffer.from(wechatBill([{ settled: 100, fields: { 手续费: '0.08' } }], { totals: { 总交易单数: '1.0', 手续费总金额: '0.08' } }));
    expect(await readStatement({ bytes, name: 'b' })).toMatchObject({ lineCount: 1, feeMinor: 8 });
    expect((await readStatement({ bytes: Buffer.from(wechatBill([{ settled: 100, fields: { 手续费: '0' } }], { totals: { 手续费总金额: '0' } })), name: 'b' })).feeMinor).toBe(0);
  });

  test('a bill of a day without trades is read and empty [F13]', async () => {
    const read = await readStatement({ bytes: Buffer.from(wechatBill([])), name: '20260314.csv' });
    expect(read).toMatchObject({ lineCount: 0, day: null, currency: null });
    expect(await statementReading().read(Buffer.from(wechatBill([])), 'bill-20260314.csv')).toMatchObject({ day: '2026-03-14', lines: [] });
    await expect(statementReading().read(Buffer.from(wechatBill([])), 'bill.csv')).rejects.toMatchObject({ code: 'statement-day' });
  });

  test('refunds under way, refunds failed and cancelled payments keep what the file says of them [F14]', async () => {
    const rows = [
      { order: 'A', settled: 300 }, { order: 'A', state: 'REFUND' as const, refunded: 100, refundOrder: 'R1', refundTrade: '51', refundState: 'PROCESSING' },
      { order: 'A', state: 'REFUND' as const, refunded: 50, refundOrder: 'R2', refundTrade: '52', refundState: 'FAIL' }, { order: 'B', state: 'REVOKED' as const, refunded: 70 },
    ];
    const { lines } = await readStatement({ bytes: Buffer.from(wechatBill(rows)), name: 'b' });
    expect(lines.map(({ kind, status, orderId, originalId, amountMinor }) => [kind, status, orderId, originalId, amountMinor])).toEqual([
      ['charge', 'success', 'A', null, 300], ['refund', 'processing', 'R1', 'A', -100], ['refund', 'failed', 'R2', 'A', -50], ['reversal', 'revoked', 'B', 'B', -70],
    ]);
  });

  test('a refund without a number of its own has none in normal form [F15]', async () => {
    const { lines } = await readStatement({ bytes: Buffer.from(wechatBill([{ order: 'A', state: 'REFUND', refunded: 1, refundOrder: '0', refundTrade: '0' }])), name: 'b' });
    expect(lines[0]).toMatchObject({ orderId: null, tradeId: null, originalId: 'A' });
    const detail = await readStatement({ bytes: gbk(alipayDetail([{ order: 'A', trade: 'T', type: '退款', received: '-1.00' }])), name: 'd' });
    expect(detail.lines[0]).toMatchObject({ orderId: null, tradeId: 'T', originalId: 'A', amountMinor: -100 });
  });

  test('a fee of Alipay is a cost when printed negative, and the net counts shares too [F16]', async () => {
    const { lines } = await readStatement({ bytes: gbk(alipayDetail([{ received: '10.00', fee: '-0.06', share: '-1.00' }])), name: 'd' });
    expect(lines[0]).toMatchObject({ amountMinor: 1000, feeMinor: 6, netMinor: 894 });
  });

  test('times are moments of Beijing, whatever zone the machine is in [F17]', async () => {
    const { lines } = await readStatement({ bytes: Buffer.from(wechatBill([{ time: '2026-03-14 00:00:01', settled: 1 }])), name: 'b' });
    expect(lines[0]).toMatchObject({ at: Date.UTC(2026, 2, 13, 16, 0, 1), day: '2026-03-14' });
  });

  test('a bill in UTF-16 is read [F18]', async () => {
    const bytes = Buffer.from(wechatBill([{ settled: 100 }], { bom: true }), 'utf16le');
    expect(await readStatement({ bytes, name: 'b' })).toMatchObject({ lineCount: 1, amountMinor: 100 });
  });
});

describe('files of a later part', () => {
  test('a message of the bank that is no statement is refused by name [F19]', async () => {
    const notice = Buffer.from('<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"></Document>');
    expect(await refusalOf(notice)).toMatchObject({ code: 'statement-later-format', message: expect.stringContaining('camt.053') as string });
    expect(await refusalOf(Buffer.from(':20:X\r\n:25:1\r\n:34F:EUR0,\r\n'))).toMatchObject({ code: 'statement-later-format', message: expect.stringContaining('MT940') as string });
  });
});

describe('zip', () => {
  const detail = gbk(alipayDetail([{ received: '1.00' }]));
  const name = gbk('2088_20260314_业务明细.csv');
  const summary = { name: gbk('2088_20260314_业务明细(汇总).csv'), data: gbk('#支付宝业务汇总查询\r\n门店编号,门店名称,交易订单总笔数\r\n') };

  test('the detail in a zip is read past its summary, its GBK name decoded [F20]', async () => {
    const read = await readStatement({ bytes: zipOf([summary, { name, data: detail }]), name: 'bill.zip' });
    expect(read).toMatchObject({ file: 'bill.zip/2088_20260314_业务明细.csv', lineCount: 1, amountMinor: 100 });
    expect((await readStatement({ bytes: zipOf([{ name, data: detail, stored: true }]), name: 'bill.zip' })).contentHash).toBe(read.contentHash);
  });

  test.each([
    ['../x.csv'], ['/etc/x.csv'], ['a/../../x.csv'], ['C:\\x.csv'], ['..\\x.csv'],
  ])('refuses a zip that names %s, outside its folder [F21]', async (path) => {
    expect(await refusalOf(zipOf([{ name: Buffer.from(path), data: detail }]), 'bill.zip')).toMatchObject({ code: 'statement-zip' });
  });

  test('refuses a zip bomb, a cut zip, and a zip of two statements [F22]', async () => {
    const bomb = zipOf([{ name, data: Buffer.concat([detail, Buffer.alloc(64 * 1024 * 1024, 0x23)]) }]);
    expect(await refusalOf(bomb, 'bill.zip')).toMatchObject({ code: 'statement-too-large' });
    const gzip = gzipSync(Buffer.concat([Buffer.from(wechatBill([{ settled: 1 }])), Buffer.alloc(64 * 1024 * 1024, 0x0a)]));
    expect((await refusalOf(gzip)).code).toMatch(/too-large|line-ends/);
    const whole = zipOf([{ name, data: detail }]);
    expect(await refusalOf(whole.subarray(0, whole.length - 30), 'bill.zip')).toMatchObject({ code: 'statement-damaged' });
    expect(await refusalOf(zipOf([{ name, data: detail }, { name: gbk('b.csv'), data: detail }]), 'bill.zip')).toMatchObject({ code: 'statement-zip' });
  });
});

describe('files on disk', () => {
  test('a file that is not there is refused, and one is read twice alike [F23]', async () => {
    await expect(openStatement({ path: join(folder, 'none.csv') })).rejects.toMatchObject({ code: 'statement-unreadable' });
    const path = join(folder, 'bill.csv');
    writeFileSync(path, wechatBill([{ settled: 100 }]));
    const opened = await openStatement({ path });
    const first = await opened.scan(() => {});
    expect(await opened.scan(() => {})).toEqual(first);
    expect(await opened.contentHash()).toBe(first.contentHash);
  });

  test('a bill larger than the buffer is read in windows to the same totals [F24]', async () => {
    const rows = Array.from({ length: 12_000 }, (_, index) => ({ order: `A${index}`, trade: `42${index}`, settled: index + 1, fee: index % 7 }));
    const text = wechatBill(rows);
    expect(text.length).toBeGreaterThan(2_400_000);
    const path = join(folder, 'long.csv');
    writeFileSync(path, text);
    const opened = await openStatement({ path });
    const orders: string[] = [];
    const summary = await opened.scan((line) => orders.push(Buffer.from(line.bytes.slice(line.orderStart, line.orderEnd)).toString()));
    expect(summary).toMatchObject({ lineCount: 12_000, amountMinor: (12_000 * 12_001) / 2 });
    expect(orders).toEqual(rows.map(({ order }) => order));
    const inMemory = await readStatement({ bytes: Buffer.from(text), name: 'long.csv' });
    expect(inMemory.contentHash).toBe(summary.contentHash);
    const cut = join(folder, 'cut.csv');
    writeFileSync(cut, text.slice(0, 2_400_000));
    const opening = await openStatement({ path: cut });
    await expect(opening.scan(() => {})).rejects.toMatchObject({ detail: { line: text.slice(0, 2_400_000).split('\n').length } });
  });
});
