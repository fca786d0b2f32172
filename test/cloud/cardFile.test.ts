/** The sandbox acquirer's day file: what it says of each card by its own book, read by the reader of such files, and nothing of a card in it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueBill } from '#cloud/connectors/sandbox/bills.ts';
import { openBook, type Book } from '#cloud/connectors/sandbox/book.ts';
import { sandboxAcquirer } from '#cloud/connectors/sandbox/connector.ts';
import { advanceClock, readBook, setBillSettings } from '#cloud/connectors/sandbox/controls.ts';
import type { BillSettings } from '#cloud/connectors/sandbox/bills.ts';
import { openDatabase } from '#cloud/db/open.ts';
import type { Bill, Database } from '#cloud/ports.ts';
import type { Statement } from '#core/statement.ts';
import { readStatement } from '#main/adapters/statements/registry.ts';
import { newOrderId } from '../kit/tillAtBackend.ts';
import { inMemory } from '../kit/freshDatabase.ts';

const DAY = '2026-03-10';
const NEXT = '2026-03-11';
const NOON = Date.parse(`${DAY}T12:00:00+08:00`);
const MINUTE = 60_000;

let database: Database;
let stores = 0;
beforeAll(async () => { database = await openDatabase(await inMemory()); });
afterAll(() => database?.close());

/** An acquirer of a store of its own, whose clock the test moves. */
function acquirer() {
  stores += 1;
  const store = `cards${stores}`;
  const at = { wall: NOON };
  const book: Book = openBook(database, () => at.wall);
  const connector = sandboxAcquirer(book);
  const pay = async (amountMinor: number, lastFour = '1111') => {
    const order = { store, orderId: newOrderId(), amountMinor, currency: 'CNY', kind: 'scanned' as const, sentAt: at.wall, expiresAt: null, authCode: '', subject: 'Corner shop', card: { brand: 'visa', lastFour, ksn: 'ffff9876543210e0c3d4', ciphertext: '2:77aa51d07be2468aac13579bdf02468a' } };
    const answer = await connector.pay(order);
    at.wall += MINUTE;
    return { ...order, answer };
  };
  type Paid = Awaited<ReturnType<typeof pay>>;
  const giveBack = async (order: Paid, amountMinor: number) => {
    const refundId = newOrderId();
    await connector.refund({ ...order, amountMinor, paidMinor: order.amountMinor, refundSentAt: at.wall, refundId, reason: '' });
    at.wall += MINUTE;
    return refundId;
  };
  const file = async (day: string): Promise<Bill> => {
    await advanceClock(book, store, Date.parse(`${day}T00:00:00+08:00`) + 34 * 3_600_000);
    const bill = await issueBill(book, store, 'card', day);
    if (bill === null) throw new Error(`no file of ${day}`);
    return bill;
  };
  const net = async () => (await readBook(book, store)).wallets.find(({ wallet }) => wallet === 'card')?.netMinor;
  const plant = (faults: BillSettings['faults']) => setBillSettings(book, store, { early: false, faults });
  return { at, book, store, connector, pay, giveBack, file, net, plant };
}

const read = (bill: Bill): Promise<Statement> => readStatement({ bytes: bill.bytes, name: bill.name });
const told = ({ lines }: Statement) => lines.map(({ kind, amountMinor, feeMinor, netMinor }) => `${kind} ${amountMinor} ${feeMinor} ${netMinor}`);
const trades = ({ lines }: Statement) => lines.filter(({ kind }) => kind !== 'payout');

test('the file has each card with gross, fee and net, refunds under their own numbers, and a payout that makes the batch add up to zero; its gross is the acquirer\'s book [K250]', async () => {
  const { pay, giveBack, file, net, connector } = acquirer();
  const [first, second] = [await pay(1_999), await pay(10_050)];
  await pay(333, '0002');
  await pay(777, '0003');
  const silent = await pay(4_444, '0004');
  expect((await connector.ask(silent)).state).toBe('paid');
  const refundId = await giveBack(second, 2_525);
  const bill = await file(DAY);
  const statement = await read(bill);
  expect(statement).toMatchObject({ source: 'adyen-settlement', day: DAY, currency: 'CNY', proof: 'complete' });
  expect(statement.controls).toEqual([expect.objectContaining({ name: 'sum of batch 20260310 with its payout', own: 0, read: 0 })]);
  expect(told(statement)).toEqual(['charge 1999 30 1969', 'charge 10050 151 9899', 'charge 4444 67 4377', 'refund -2525 0 -2525', 'payout -13720 0 -13720']);
  expect(statement.lines[0]).toMatchObject({ orderId: first.orderId, tradeId: first.answer.tradeId, at: NOON, batch: '20260310' });
  expect(statement.lines[3]).toMatchObject({ orderId: refundId, originalId: second.orderId });
  expect(trades(statement).reduce((sum, line) => sum + line.amountMinor, 0)).toBe(await net());
  expect(statement.lines[4]?.tradeId).toMatch(/^TX\d{7}XT$/);
});

test('nothing of a card is in the file: no number, no last four, no serial number, no ciphertext [K251]', async () => {
  const { pay, file } = acquirer();
  await pay(1_999, '7391');
  const text = new TextDecoder().decode((await file(DAY)).bytes);
  expect(text).not.toMatch(/7391|ffff98|77aa51|\*/);
  expect(text).toContain('19.99');
});

test('a card that was declined is not in the file, and one that is reversed before its batch closes is in none; afterwards a refund alone gives the money back [K252]', async () => {
  const { at, pay, giveBack, connector, file, net } = acquirer();
  await pay(500, '0002');
  const early = await pay(700);
  expect((await connector.reverse(early)).state).toBe('reversed');
  at.wall = Date.parse(`${DAY}T23:59:30+08:00`);
  const late = await pay(900);
  expect(await connector.reverse(late)).toMatchObject({ state: 'paid', code: '21' });
  await giveBack(late, 900);
  expect(told(await read(await file(DAY)))).toEqual(['charge 900 14 886', 'payout -886 0 -886']);
  expect(told(await read(await file(NEXT)))).toEqual(['refund -900 0 -900', 'payout 900 0 900']);
  expect(await net()).toBe(0);
});

test('the same day is the same file to the byte whenever it is asked for, there from nine the next morning; a day without cards has no line [K253]', async () => {
  const { store, book, pay, file } = acquirer();
  await pay(1_999);
  expect(await issueBill(book, store, 'card', DAY)).toBeNull();
  const bill = await file(DAY);
  await advanceClock(book, store, NOON + 9 * 86_400_000);
  expect(await issueBill(book, store, 'card', DAY)).toEqual(bill);
  expect((await read(await file(NEXT))).lineCount).toBe(0);
});

test.each([
  ['missing', ['charge 300 5 295', 'refund -100 0 -100', 'payout -195 0 -195']], ['double', ['charge 1000 15 985', 'charge 1000 15 985', 'charge 300 5 295', 'refund -100 0 -100', 'payout -2165 0 -2165']],
  ['extra', ['charge 1000 15 985', 'charge 1000 15 985', 'charge 300 5 295', 'refund -100 0 -100', 'payout -2165 0 -2165']], ['fee-differs', ['charge 1000 16 984', 'charge 300 5 295', 'refund -100 0 -100', 'payout -1179 0 -1179']],
  ['amount-differs', ['charge 1100 15 1085', 'charge 300 5 295', 'refund -100 0 -100', 'payout -1280 0 -1280']], ['refund-missing', ['charge 1000 15 985', 'charge 300 5 295', 'payout -1280 0 -1280']],
] as const)('a fault planted into it, %s, changes its lines and its payout, and the file still agrees with itself [K254]', async (kind, lines) => {
  const { pay, giveBack, file, plant, net } = acquirer();
  const first = await pay(1_000);
  await pay(300);
  await giveBack(first, 100);
  await plant([{ wallet: 'card', day: DAY, kind, line: 0 }, { wallet: 'alipay', day: DAY, kind: 'missing', line: 1 }]);
  expect(told(await read(await file(DAY)))).toEqual(lines);
  expect(await net()).toBe(1_200);
});
