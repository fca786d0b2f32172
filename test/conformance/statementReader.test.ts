/** What every statement reader must do, run unchanged over each format that is read. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#core/refusal.ts';
import type { Statement } from '#core/statement.ts';
import { FORMATS, readStatement } from '#main/adapters/statements/registry.ts';
import { alipayDetail, BUYER, gbk, PAYER, wechatBill } from '#test/fixtures/statements/make.ts';

const wechatRows = [
  { order: 'A1', trade: '4200000001', settled: 1234, fee: 7 },
  { order: 'A2', trade: '4200000002', settled: 500, fee: 3, time: '2026-03-14 23:59:59', goods: '苹果,梨' },
  { order: 'A1', trade: '4200000001', state: 'REFUND' as const, refunded: 234, refundTrade: '5200000001', refundOrder: 'R1', fee: -1 },
];
const charges = wechatRows.slice(0, 2);
const detailRows = [
  { order: 'A1', trade: '2026031422001', received: '12.34', fee: '-0.07' },
  { order: 'A2', trade: '2026031422002', received: '5.00', share: '-1.00' },
  { order: 'A1', trade: '2026031422001', type: '退款', received: '-2.34', request: 'R1', finished: '2026-03-14 11:00:00' },
];
const GOOD = [
  { name: 'wechat-all.csv', source: 'wechatpay-trade', bytes: Buffer.from(wechatBill(wechatRows)), lines: 3, amountMinor: 1500, netMinor: 1491 },
  { name: 'wechat-all-bom-lf.csv', source: 'wechatpay-trade', bytes: Buffer.from(wechatBill(wechatRows, { bom: true, end: '\n' })), lines: 3, amountMinor: 1500, netMinor: 1491 },
  { name: 'wechat-all-gbk.csv', source: 'wechatpay-trade', bytes: gbk(wechatBill(wechatRows)), lines: 3, amountMinor: 1500, netMinor: 1491 },
  { name: 'wechat-success.csv', source: 'wechatpay-trade', bytes: Buffer.from(wechatBill(charges, { kind: 'success' })), lines: 2, amountMinor: 1734, netMinor: 1724 },
  { name: 'wechat-refund.csv', source: 'wechatpay-trade', bytes: Buffer.from(wechatBill(wechatRows.slice(2), { kind: 'refund' })), lines: 1, amountMinor: -234, netMinor: -233 },
  { name: 'wechat-legacy.csv', source: 'wechatpay-trade', bytes: Buffer.from(wechatBill(wechatRows, { kind: 'legacy' })), lines: 3, amountMinor: 1500, netMinor: 1491 },
  { name: 'alipay.csv', source: 'alipay-trade', bytes: gbk(alipayDetail(detailRows)), lines: 3, amountMinor: 1500, netMinor: 1393 },
  { name: 'alipay-utf8.csv', source: 'alipay-trade', bytes: Buffer.from(alipayDetail(detailRows, { end: '\n' })), lines: 3, amountMinor: 1500, netMinor: 1393 },
] as const;

async function outcome(bytes: Uint8Array, name: string): Promise<Statement | Refusal> {
  try {
    return await readStatement({ bytes, name });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const content = ({ lines }: Statement) => lines.map(({ line: _line, ...rest }) => rest);

describe.each(GOOD)('$name', ({ name, source, bytes, lines, amountMinor, netMinor }) => {
  test(`is recognised and read to its own totals: ${name} [F1]`, async () => {
    const read = await readStatement({ bytes, name });
    expect(read).toMatchObject({ source, file: name, day: '2026-03-14', lineCount: lines, amountMinor, netMinor, currency: 'CNY' });
    expect(read.controls.length).toBeGreaterThanOrEqual(5);
    for (const control of read.controls) expect(control.read).toBe(control.own);
    expect(read.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(amountMinor);
    for (const line of read.lines) expect(line.kind === 'refund' ? line.amountMinor < 0 && line.originalId === 'A1' && line.orderId === 'R1' : line.amountMinor > 0).toBe(true);
  });

  test(`lets no personal field past the door: ${name} [F2]`, async () => {
    const text = JSON.stringify(await readStatement({ bytes, name }));
    for (const word of [BUYER, PAYER, '138', '苹果', '某店']) expect(text).not.toContain(word);
  });

  test(`reads the same packed, and knows it by its content: ${name} [F3]`, async () => {
    const plain = await readStatement({ bytes, name });
    const packed = await readStatement({ bytes: gzipSync(bytes), name });
    expect(packed).toEqual(plain);
  });

  test(`a copy cut anywhere is refused with a line, or says the same: ${name} [F4]`, async () => {
    const whole = content(await readStatement({ bytes, name }));
    let refused = 0;
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const read = await outcome(bytes.subarray(0, cut), name);
      if (read instanceof Refusal) {
        refused += 1;
        if (read.code !== 'statement-unknown-format' && read.code !== 'statement-empty') expect(read.message).toMatch(/line \d+/);
      } else expect(content(read)).toEqual(whole);
    }
    expect(refused).toBeGreaterThan(bytes.length - 40);
  });

  test(`a line taken out, doubled or put behind the end is refused: ${name} [F5]`, async () => {
    const end = bytes.includes('\r\n') ? '\r\n' : '\n';
    const parts = bytes.toString('latin1').split(end).filter((part) => part !== '');
    const first = parts.findIndex((part) => /^(?:`2026|2026)/.test(part));
    const without = parts.filter((_, index) => index !== first);
    const doubled = parts.flatMap((part, index) => (index === first ? [part, part] : [part]));
    for (const changed of [without, doubled, [...parts, parts[first] ?? '']]) {
      expect(await outcome(Buffer.from(`${changed.join(end)}${end}`, 'latin1'), name)).toBeInstanceOf(Refusal);
    }
  });

  test(`any bytes changed are refused or leave the totals true: ${name} [F6]`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }), async (changes) => {
      const changed = Buffer.from(bytes);
      for (const [at, value] of changes) changed[at] = value;
      const read = await outcome(changed, name);
      if (read instanceof Refusal) return;
      expect([read.lineCount, read.amountMinor]).toEqual([lines, amountMinor]);
    }), { numRuns: 300 });
  });
});

test('each format is sniffed for its own files only, and every format has a file here [F7]', () => {
  for (const { source, bytes, name } of GOOD) {
    const head = name.includes('gbk') || name === 'alipay.csv' ? new TextDecoder('gbk').decode(bytes) : bytes.toString('utf8');
    for (const format of FORMATS) {
      const sure = format.sniff(head, name);
      if (format.id === source) expect(sure).toBeGreaterThanOrEqual(0.8);
      else expect(sure).toBeLessThan(0.5);
    }
  }
  expect([...new Set(GOOD.map(({ source }) => source))].sort()).toEqual(FORMATS.map(({ id }) => id).sort());
});
