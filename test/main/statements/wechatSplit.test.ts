/** Rows of a WeChat bill are mostly alike, and reading counts on it: rows that are not must come out as they stand all the same. */
import { expect, test } from 'vitest';
import { readStatement } from '#main/adapters/statements/registry.ts';
import { billColumns, wechatBill } from '#test/fixtures/statements/make.ts';
import type { BillRow } from '#test/fixtures/statements/make.ts';
import { seeded } from '#test/fixtures/statements/mutate.ts';

const ROWS = 9_000;
/** What a field that is nearly always the same may be for once: longer, shorter, empty, with a separator's half in it, not ASCII. */
const ODD = ['', '0', 'x', 'wx0000000000000002', 'wx000000000000000', 'OTHERS2', 'ÿ', '你好', 'a`b', ' ', '%', 'T1"'];
const CALM = ['公众账号ID', '商户号', '特约商户号', '用户标识', '交易类型', '付款银行', '退款类型', '费率'];

test.each([[0.001], [0.2], [0.9]])('rows that differ from the others in any column are read as they stand, at %s of all rows [F249]', async (share) => {
  const random = seeded(2_026 + share * 1000);
  const pick = (limit: number) => Math.floor(random() * limit);
  const rows = Array.from({ length: ROWS }, (_, index): BillRow => {
    const row = { order: `A${index}`, trade: `42${index}${'7'.repeat(pick(20))}`, settled: pick(1_000_000), fee: pick(500), goods: random() < share ? 'a,b, "c",' : `货品 ${pick(97)}` };
    if (random() >= share) return row;
    if (random() < 0.2) return { ...row, state: 'REFUND', settled: 0, refunded: 1 + pick(1000), refundOrder: `R${index}`, refundTrade: `5${index}`, refundState: 'SUCCESS', fee: 0 };
    return { ...row, fields: Object.fromEntries(Array.from({ length: 1 + pick(3) }, () => [CALM[pick(CALM.length)] ?? '', ODD[pick(ODD.length)] ?? ''])) };
  });
  const text = wechatBill(rows);
  expect(Buffer.byteLength(text)).toBeGreaterThan(1_500_000);
  const { lines, lineCount } = await readStatement({ bytes: Buffer.from(text), name: 'bill.csv' });
  const columns = billColumns('all');
  const of = (fields: readonly string[], name: string) => fields[columns.indexOf(name)] ?? '';
  const minor = (value: string) => Math.round(Number(value) * 100);
  const naive = text.split('\r\n').slice(1, 1 + ROWS).map((line, index) => {
    const fields = line.slice(1).split(',`');
    const refund = of(fields, '交易状态') === 'REFUND';
    return [index + 2, of(fields, refund ? '商户退款单号' : '商户订单号'), of(fields, refund ? '微信退款单号' : '微信订单号'), minor(of(fields, '应结订单金额')) - minor(of(fields, '退款金额')), minor(of(fields, '手续费'))];
  });
  expect(lineCount).toBe(ROWS);
  expect(lines.map(({ line, orderId, tradeId, amountMinor, feeMinor }) => [line, orderId, tradeId, amountMinor, feeMinor])).toEqual(naive);
});

test('a column too few or too many is refused with its line among rows that are all alike [F253]', async () => {
  const lines = wechatBill(Array.from({ length: 200 }, (_, index) => ({ order: `A${index}`, trade: `42${index}`, settled: 100 }))).split('\r\n');
  const row = lines[150] ?? '';
  for (const broken of [row.replace(',`OTHERS', ''), row.replace(',`OTHERS', ',`OTHERS,`OTHERS'), row.replace(',`OTHERS', ',OTHERS'), row.replace('SUCCESS', 'SUCCES')]) {
    expect(broken).not.toBe(row);
    await expect(readStatement({ bytes: Buffer.from([...lines.slice(0, 150), broken, ...lines.slice(151)].join('\r\n')), name: 'bill.csv' })).rejects.toMatchObject({ code: 'statement-broken-line', detail: { line: 151 } });
  }
});
