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

/** What a read of a bill gives: its lines, or where and why it was refused. */
async function readOf(text: string): Promise<object> {
  try {
    const { lines } = await readStatement({ bytes: Buffer.from(text), name: 'bill.csv' });
    return { lines: lines.map((line) => ({ ...line, line: 0 })) };
  } catch (error) {
    const { code, detail } = error as { code: string; detail: { expected: string; found: string } };
    // Only rows together can say that another currency was expected.
    return { code, expected: /currency/.test(detail.expected) ? 'the currency' : detail.expected, found: detail.found };
  }
}

const SPOILT: readonly [string, string][] = [
  [',`SUCCESS', ',`REFUNDED'], [',`CNY', ',`CN'], [',`CNY', ',`JPY'], ['`2026-03-1', '`2026-13-1'], [' 10:', ' 25:'], ['.00,', '.0x,'], [',`OTHERS', ''], [',`OTHERS', ',`OTHERS,`'], [',`0.60%', ',0.60%'], ['`A', '`,`A'],
];

test('each row is read, or refused, as it is when it stands alone, whatever the rows before it had in common [F260]', async () => {
  const random = seeded(260);
  const pick = (limit: number) => Math.floor(random() * limit);
  let refused = 0;
  for (let round = 0; round < 120; round += 1) {
    const varied = { time: random() < 0.7, trade: random() < 0.7, order: random() < 0.8, settled: random() < 0.7, fee: random() < 0.5 };
    const [calm, common] = [random(), (['SUCCESS', 'REFUND', 'REVOKED'] as const)[round % 3] ?? 'SUCCESS'];
    const rows = Array.from({ length: 12 }, (_, index): BillRow => {
      const state = random() < calm ? common : (['SUCCESS', 'REFUND', 'REVOKED'] as const)[pick(3)] ?? 'SUCCESS';
      const n = (key: keyof typeof varied, limit: number) => (varied[key] ? pick(limit) : 5);
      const row: BillRow = { state, time: `2026-03-1${n('time', 9)} 10:0${n('time', 9)}:00`, trade: `42${n('trade', 1e9)}`, order: `A${n('order', 1e6)}`, goods: random() < 0.2 ? 'a,b' : '苹果' };
      return state === 'REFUND' ? { ...row, settled: 0, refunded: 1 + n('settled', 900), refundOrder: `R${index}`, refundTrade: `5${n('trade', 1e6)}` } : { ...row, settled: n('settled', 90_000), fee: n('fee', 500) };
    });
    const lines = wechatBill(rows).split('\r\n');
    const spoilt = random() < 0.6 ? 1 + pick(12) : 0;
    const [from, to] = SPOILT[pick(SPOILT.length)] ?? ['', ''];
    if (spoilt > 0) lines[spoilt] = (lines[spoilt] ?? '').replace(from, to);
    const whole = await readOf(lines.join('\r\n'));
    const alone = await Promise.all(rows.map((row, index) => readOf(wechatBill([row]).split('\r\n').map((line, at) => (at === 1 ? (lines[index + 1] ?? '') : line)).join('\r\n'))));
    const wrong = alone.find((read) => !('lines' in read));
    if (wrong !== undefined) refused += 1;
    expect(whole).toEqual(wrong ?? { lines: alone.flatMap((read) => ('lines' in read ? read.lines : [])) });
  }
  expect(refused).toBeGreaterThan(30);
});

test('a currency that changes is refused with its line, among rows that are all alike and among others [F261]', async () => {
  for (const trade of [(index: number) => `42${index}`, () => '42']) {
    for (const changed of [2, 3, 40]) {
      const rows = Array.from({ length: 60 }, (_, index): BillRow => ({ order: `A${index}`, trade: trade(index), settled: 100 + index, currency: index + 2 === changed ? 'USD' : 'CNY' }));
      await expect(readStatement({ bytes: Buffer.from(wechatBill(rows)), name: 'bill.csv' })).rejects.toMatchObject({ code: 'statement-broken-line', detail: { line: changed === 2 ? 3 : changed } });
    }
  }
});
