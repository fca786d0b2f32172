/** The sandbox's bill files: the wallets' own forms, and sums that equal the wallet's book. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBook } from '#cloud/connectors/sandbox/book.ts';
import { issueBill, readBillSettings } from '#cloud/connectors/sandbox/bills.ts';
import { sandboxConnector } from '#cloud/connectors/sandbox/connector.ts';
import { advanceClock, readBook, setBehaviour, setBillSettings } from '#cloud/connectors/sandbox/controls.ts';
import { encodeGbk } from '#cloud/connectors/sandbox/gbk.ts';
import { openDatabase } from '#cloud/db/open.ts';
import type { Database } from '#cloud/ports.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { newCode, newOrderId } from '../kit/tillAtBackend.ts';
import { inMemory } from '../kit/freshDatabase.ts';

const DAY = '2026-03-10';
const NOON = Date.parse('2026-03-10T04:00:00Z');
const MINUTE = 60_000;
const fen = (text: string) => Math.round(Number(text.replace(/[`\t]/g, '')) * 100);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

describe('bills', () => {
  let database: Database;
  let shops = 0;
  beforeAll(async () => {
    database = await openDatabase(await inMemory());
  });
  afterAll(() => database?.close());

  /** A day's trade: paid, declined, late, reversed, refunded in part; then on to the next day's ten o'clock. */
  async function trade(wallet: ChargeableWallet, subject = 'Tee, 红茶') {
    shops += 1;
    const store = `bill${shops}`;
    let wall = NOON;
    const book = openBook(database, () => wall);
    const connector = sandboxConnector(book, wallet);
    const pay = async (amountMinor: number, ending?: string) => {
      const order = { store, orderId: newOrderId(), amountMinor, currency: 'CNY', kind: 'scanned' as const, sentAt: wall, expiresAt: null, authCode: newCode(ending), subject };
      await connector.pay(order);
      wall += MINUTE;
      return order;
    };
    const orders = [await pay(1_999), await pay(1), await pay(10_050), await pay(333, '0002'), await pay(4_444, '0004'), await pay(777, '0003'), await pay(88, '0005')];
    for (let tries = 0; tries < 2; tries += 1) await connector.reverse(orders[4]!);
    await connector.refund({ ...orders[2]!, amountMinor: 2_525, paidMinor: orders[2]!.amountMinor, refundSentAt: wall, refundId: newOrderId(), reason: '' });
    await connector.refund({ ...orders[0]!, amountMinor: 1_999, paidMinor: orders[0]!.amountMinor, refundSentAt: wall, refundId: newOrderId(), reason: '' });
    await advanceClock(book, store, Date.parse('2026-03-11T02:00:00Z'));
    const net = (await readBook(book, store)).wallets.find((line) => line.wallet === wallet)?.netMinor;
    return { store, book, wallet, orders, net, bill: await issueBill(book, store, wallet, DAY) };
  }

  test('WeChat Pay\'s bill has BOM, CRLF, 27 columns with backticks, and its rows sum to its summary and to the book [C70]', async () => {
    const { bill, net } = await trade('wechatpay', 'Tee 红茶');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bill?.bytes);
    expect(text.startsWith('\uFEFF交易时间,公众账号ID')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const lines = text.slice(1).trimEnd().split('\r\n');
    const rows = lines.slice(1, -2).map((line) => line.split(','));
    expect(lines[0]?.split(',')).toHaveLength(27);
    expect(rows.every((row) => row.length === 27 && row.every((cell) => cell.startsWith('`')))).toBe(true);
    expect(rows.map((row) => row[9] ?? '').sort((a, b) => a.localeCompare(b))).toEqual(['`REFUND', '`REFUND', '`REVOKED', '`SUCCESS', '`SUCCESS', '`SUCCESS', '`SUCCESS', '`SUCCESS']);
    const column = (index: number) => rows.map((row) => fen(row[index] ?? ''));
    const totals = lines.at(-1)?.split(',').map((cell) => cell.slice(1)) ?? [];
    expect(totals[0]).toBe(String(rows.length));
    expect(fen(totals[1] ?? '')).toBe(sum(column(12)));
    expect(fen(totals[2] ?? '')).toBe(sum(column(16)));
    expect(fen(totals[4] ?? '')).toBe(sum(column(22)));
    expect(sum(column(12)) - sum(column(16))).toBe(net);
    expect(rows.every((row) => /^`-?\d+\.\d{5}$/.test(row[22] ?? ''))).toBe(true);
    expect(rows[0]?.[22]).toBe('`0.12000');
  });

  test('Alipay\'s detail is GBK with its frame, 25 columns and footers that add up to the book [C71]', async () => {
    const { bill, net } = await trade('alipay');
    const lines = new TextDecoder('gbk', { fatal: true }).decode(bill?.bytes).trimEnd().split('\r\n');
    expect(lines.slice(0, 3).map((line) => line.slice(0, 6))).toEqual(['#支付宝业务', '#账号：[2', '#起始日期：']);
    expect(lines[4]?.split(',')).toHaveLength(25);
    const rows = lines.slice(5, -4).map((line) => line.split(','));
    expect(rows.every((row) => row.length === 25 && row[0]?.endsWith('\t'))).toBe(true);
    const received = (kind: string) => sum(rows.filter((row) => row[2] === `${kind}\t`).map((row) => fen(row[12] ?? '')));
    expect(lines.at(-3)).toContain(`商家实收共${(received('交易') / 100).toFixed(2)}元`);
    expect(lines.at(-2)).toContain(`商家实收退款共${(received('退款') / 100).toFixed(2)}元`);
    expect(received('交易') + received('退款')).toBe(net);
    expect(rows.filter((row) => row[2] === '退款\t').every((row) => (row[21] ?? '').length > 8)).toBe(true);
    expect(bill?.name).toMatch(/^2088\d{16}_20260310_业务明细\.csv$/);
  });

  test('UnionPay\'s flow has 607 bytes a line, also with Chinese, and settles to the book less fees [C72]', async () => {
    const { bill, net } = await trade('unionpay');
    const lines = Buffer.from(bill?.bytes ?? []).toString('latin1').split('\r\n').slice(0, -1);
    expect(lines.every((line) => line.length === 607)).toBe(true);
    const signed = (text: string) => (text.startsWith('D') ? -1 : 1) * Number(text.slice(1));
    const field = (offset: number, bytes: number) => sum(lines.map((line) => signed(line.slice(offset, offset + bytes))));
    const fee = 66 + 12 + 1 + 4 + 1 + 2 + 1 + 21 + 1 + 2 + 1 + 32 + 1 + 2 + 1 + 6 + 1 + 10 + 1;
    expect(field(fee + 14, 13) - field(fee, 13)).toBe(net);
    expect(bill?.name).toBe('INN26031088ZM_898000000000001');
  });

  test('a day\'s file is there from nine the next morning, or early when asked for; a day without trade has no rows [C73]', async () => {
    const { store, book } = await trade('wechatpay');
    expect(await issueBill(book, store, 'wechatpay', '2026-03-11')).toBeNull();
    expect(await issueBill(book, store, 'wechatpay', '2026-03-12')).toBeNull();
    await setBillSettings(book, store, { early: true, faults: [] });
    const early = await issueBill(book, store, 'wechatpay', '2026-03-11');
    expect(new TextDecoder().decode(early?.bytes).trimEnd().split('\r\n').at(-1)).toBe('`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00');
    await setBehaviour(book, store, { wallet: 'wechatpay', mode: 'down', delayMs: 0 });
    expect(await issueBill(book, store, 'wechatpay', DAY)).toBeNull();
  });

  test('planted faults change the file and nothing else [C74]', async () => {
    const { store, book, orders, bill, net } = await trade('wechatpay', 'Tee');
    await setBillSettings(book, store, {
      early: false,
      faults: [
        { wallet: 'wechatpay', day: DAY, kind: 'missing', line: 0 }, { wallet: 'wechatpay', day: DAY, kind: 'extra', line: 1 },
        { wallet: 'wechatpay', day: DAY, kind: 'amount-differs', line: 2 }, { wallet: 'wechatpay', day: DAY, kind: 'fee-differs', line: 3 },
        { wallet: 'wechatpay', day: '2026-03-09', kind: 'missing', line: 1 },
      ],
    });
    const rowsOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes).trimEnd().split('\r\n').slice(1, -2).map((line) => line.split(','));
    const before = rowsOf(bill?.bytes);
    const after = rowsOf((await issueBill(book, store, 'wechatpay', DAY))?.bytes);
    expect(after).toHaveLength(before.length);
    const find = (rows: string[][], orderId: string) => rows.filter((row) => row[6] === `\`${orderId}` && row[9] === '`SUCCESS');
    expect(find(after, orders[0]!.orderId)).toEqual([]);
    expect(after.filter((row) => !before.some((one) => one[6] === row[6]))).toHaveLength(1);
    expect(fen(find(after, orders[2]!.orderId)[0]?.[12] ?? '')).toBe(orders[2]!.amountMinor + 100);
    expect(fen(find(after, orders[4]!.orderId)[0]?.[22] ?? '') - fen(find(before, orders[4]!.orderId)[0]?.[22] ?? '')).toBe(1);
    expect((await readBook(book, store)).wallets.find((line) => line.wallet === 'wechatpay')?.netMinor).toBe(net);
    expect((await readBillSettings(book, store)).faults).toHaveLength(5);
  });

  test('GBK is written as the platform reads it; what it lacks becomes a question mark [C75]', () => {
    const text = '支付宝交易号：￥€ 龍 ABC\t（元）';
    expect(new TextDecoder('gbk', { fatal: true }).decode(encodeGbk(text))).toBe(text);
    expect(Buffer.from(encodeGbk('a🍵한b')).toString('latin1')).toBe('a??b');
  });
});
