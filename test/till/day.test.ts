/** The shift and the day: a blind count, a drawer that adds up, and a close that names everything open. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { balance, codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
let manager: DeskSeat;
beforeEach(() => {
  desk = openDesk();
  cashier = desk.seat('cashier');
  manager = desk.seat('manager');
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});

async function sellCash(sku = 'TEA', given = 5_000): Promise<void> {
  await cashier.ask('basket.add', { sku });
  const { basket } = await cashier.ask('till.state', {});
  await cashier.ask('pay.cash', { amountMinor: basket.dueMinor, givenMinor: given });
}
async function sellWallet(wallet: 'wechatpay' | 'alipay' | 'unionpay', sku = 'RICE'): Promise<void> {
  await cashier.ask('basket.add', { sku });
  await cashier.ask('scan', { text: codeOf(wallet, desk.double.codes.length), symbology: null, source: 'virtual' });
  await desk.drain();
}
const carryAll = ['files', 'unknown', 'breaks', 'held'] as const;
const close = () => manager.raw('day.close', { carry: [...carryAll] });

describe('the shift', () => {
  test('nothing is sold, moved or counted without an open shift, and only one is open at a time [D3]', async () => {
    expect([await cashier.code('basket.add', { sku: 'TEA' }), await cashier.code('cash.move', { direction: 'in', amountMinor: 1, reason: 'x' }), await cashier.code('shift.close', { counts: [] }), await cashier.code('drawer.open', { reason: 'x' })]).toEqual(Array.from({ length: 4 }, () => 'no-shift'));
    expect((await cashier.ask('scan', { text: '6901234567892', symbology: ']E0', source: 'virtual' })).result.outcome).toBe('not-ready');
    await cashier.ask('shift.open', { floatMinor: 1_000 });
    expect(await cashier.code('shift.open', { floatMinor: 1_000 })).toBe('shift-open');
  });

  test('what should be in the drawer is never told before the count, and the difference is booked as over or short [D4]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    await sellCash();
    await cashier.ask('cash.move', { direction: 'in', amountMinor: 2_000, reason: 'change' });
    await cashier.ask('cash.move', { direction: 'out', amountMinor: 500, reason: 'stamps' });
    expect(await cashier.code('cash.move', { direction: 'out', amountMinor: 999_999, reason: 'all' })).toBe('not-enough-cash');
    expect(JSON.stringify(await cashier.ask('till.state', {}))).not.toMatch(/expected|12750/i);
    expect(balance(desk, 'drawer')).toBe(12_750);
    const counted = await cashier.ask('shift.close', { counts: [{ denominationMinor: 10_000, pieces: 1 }, { denominationMinor: 100, pieces: 26 }] });
    expect(counted).toMatchObject({ expectedMinor: 12_750, countedMinor: 12_600, differenceMinor: -150 });
    expect([balance(desk, 'drawer') + 0, balance(desk, 'over-short'), balance(desk, 'safe')]).toEqual([0, 150, 1_100]);
  });

  test('goods on the counter keep the shift open [D5]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    await cashier.ask('basket.add', { sku: 'TEA' });
    expect(await cashier.code('shift.close', { counts: [] })).toBe('basket-open');
    await cashier.ask('basket.hold', {});
    expect(await cashier.code('shift.close', { counts: [{ denominationMinor: 10_000, pieces: 1 }] })).toBe('ok');
  });
});

describe('the day', () => {
  test('X says how the day stands and changes nothing; it adds up by tender, tax, hour and drawer [D6]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    await sellCash('TEA');
    await sellCash('FEN');
    await sellWallet('alipay');
    await manager.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'returned' });
    const head = desk.storage.head();
    const x = await manager.ask('day.x', {});
    expect(x).toMatchObject({ number: 0, sales: { count: 3, totalMinor: 4_584, refundCount: 1, refundMinor: 1_250 }, receipts: { first: 1, last: 3 } });
    expect(x.tenders).toEqual([
      { tender: 'alipay', count: 1, amountMinor: 3_333, refundMinor: 0, expectedMinor: 3_333, countedMinor: null, differenceMinor: null },
      { tender: 'cash', count: 2, amountMinor: 1_250, refundMinor: 1_250, expectedMinor: 10_000, countedMinor: null, differenceMinor: null },
    ]);
    const taxes = x.taxes.filter((tax) => tax.taxMinor !== 0);
    expect(taxes.map((tax) => [tax.rateBp, tax.taxMinor])).toEqual([[900, 275]]);
    const day = await manager.ask('day.read', {});
    expect(day.byHour).toEqual([{ hour: 10, tenders: { cash: 1_250, alipay: 3_333 } }]);
    expect(desk.storage.entriesAfter(head.seq, 10)).toEqual([]);
  });

  test('a day with anything open is not closed: each thing is named, and what may wait is carried by name only [D7]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    await sellCash();
    expect((await manager.raw('day.close', { carry: [...carryAll] }))).toMatchObject({ ok: false });
    desk.double.payer = () => 'never';
    await cashier.ask('basket.add', { sku: 'TEA' });
    const { state } = await cashier.ask('scan', { text: codeOf('wechatpay'), symbology: null, source: 'virtual' });
    await cashier.ask('pay.setAside', { orderId: state.payment!.orderId, approval: { operatorId: 'man', pin: '2222' } });
    await cashier.ask('basket.hold', {});
    expect(await close()).toMatchObject({ ok: false, code: 'close-verified' });
    await manager.ask('day.verify', {});
    expect(await close()).toMatchObject({ ok: false, code: 'close-count' });
    await cashier.ask('shift.close', { counts: [{ denominationMinor: 1_250, pieces: 9 }] });
    await manager.ask('day.verify', {});
    expect(await manager.raw('day.close', { carry: [] })).toMatchObject({ ok: false, code: 'close-unknown', detail: { count: 1, amountMinor: 1_250 } });
    expect(await manager.raw('day.close', { carry: ['unknown'] })).toMatchObject({ ok: false, code: 'close-held', detail: { count: 1, amountMinor: 1_250 } });
    const z = await manager.ask('day.close', { carry: ['unknown', 'held'] });
    expect(z).toMatchObject({ number: 1, sales: { count: 1, totalMinor: 1_250 }, carried: [{ what: 'unknown', count: 1, amountMinor: 1_250 }, { what: 'held', count: 1, amountMinor: 1_250 }] });
    expect(z.code).toBe(`TBZ1:T1:1:${desk.storage.head().seq}:${desk.storage.head().hash}`);
    expect(await close()).toMatchObject({ ok: false, code: 'no-open-day' });
  });

  test('a closed day reads the same for good, the next one starts at nothing, and receipts and Z numbers go on without a gap [D8]', async () => {
    for (let day = 1; day <= 3; day += 1) {
      await cashier.ask('shift.open', { floatMinor: 10_000 });
      for (let n = 0; n < day; n += 1) await sellCash();
      await sellWallet('unionpay');
      await cashier.ask('shift.close', { counts: [{ denominationMinor: 10, pieces: 1_000 + 125 * day }] });
      await manager.ask('day.verify', {});
      expect(await manager.ask('day.close', { carry: [...carryAll] })).toMatchObject({ number: day, businessDay: `2026-03-0${day + 1}`, sales: { count: day + 1 } });
      desk.clock.at += 86_400_000;
    }
    const list = await manager.ask('day.zReports', {});
    expect(list.map((one) => [one.number, one.totalMinor])).toEqual([[3, 7_083], [2, 5_833], [1, 4_583]]);
    const first = await manager.ask('day.z', { number: 1 });
    desk = desk.restart();
    manager = desk.seat('manager');
    cashier = desk.seat('cashier');
    expect(await manager.ask('day.z', { number: 1 })).toEqual(first);
    expect(await manager.code('day.z', { number: 4 })).toBe('no-such-report');
    expect((await manager.ask('day.read', {})).sales.count).toBe(0);
    expect(desk.storage.status()).toMatchObject({ lastReceipt: 9, lastZ: 3, lastShift: 3, shift: null, businessDay: null });
  });

  test('a day left open over midnight goes on under its own date, and no new shift opens in it [D9]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    desk.clock.at += 20 * 3_600_000;
    await sellCash();
    expect(desk.storage.entryAt(desk.storage.head().seq)?.businessDay).toBe('2026-03-02');
    await cashier.ask('shift.close', { counts: [{ denominationMinor: 10, pieces: 1_125 }] });
    expect(await cashier.code('shift.open', { floatMinor: 10_000 })).toBe('day-not-closed');
  });

  test('the seal of a closed day is the till\'s signature over the head before it [D10]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    await cashier.ask('shift.close', { counts: [{ denominationMinor: 100, pieces: 100 }] });
    await manager.ask('day.verify', {});
    const before = desk.storage.head();
    await manager.ask('day.close', { carry: [] });
    const entry = desk.storage.entryAt(before.seq + 1);
    const { createPublicKey, verify } = await import('node:crypto');
    const key = createPublicKey({ key: Buffer.from(desk.till.ports.crypto.publicKey(), 'base64'), format: 'der', type: 'spki' });
    const signature = entry?.kind === 'day.closed' ? entry.payload.signature : '';
    expect(verify(null, Buffer.from(before.hash), key, Buffer.from(signature, 'base64'))).toBe(true);
    expect(verify(null, Buffer.from(entry?.hash ?? ''), key, Buffer.from(signature, 'base64'))).toBe(false);
  });
});

describe('the basket on the counter', () => {
  test('is on disk before the screen shows it, and there again after a power cut [D11]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('basket.discountLine', { line: 1, discount: { kind: 'percent', bp: 1_000 } });
    const before = (await cashier.ask('till.state', {})).basket;
    desk = desk.restart({ cut: true });
    cashier = desk.seat('cashier');
    expect((await cashier.ask('till.state', {})).basket).toEqual(before);
  });

  test('held baskets come back whole, and the one on the counter goes aside for them [D12]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('basket.hold', {});
    await cashier.ask('basket.add', { sku: 'CAKE' });
    const held = (await cashier.ask('till.state', {})).held;
    const now = await cashier.ask('basket.recall', { id: held[0]!.id });
    expect([now.basket.lines.map((line) => line.sku), now.held.map((one) => one.totalMinor)]).toEqual([['TEA'], [9_999]]);
    expect(await cashier.code('basket.recall', { id: held[0]!.id })).toBe('no-such-basket');
    await cashier.ask('basket.void', { reason: 'gone' });
    expect(desk.storage.entryAt(desk.storage.head().seq)).toMatchObject({ kind: 'basket.voided', payload: { totalMinor: 1_250, reason: 'gone' } });
  });

  test('cash: change, rounding to coins, part payments, and what is too little or too much [D13]', async () => {
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    expect(await cashier.code('pay.cash', { amountMinor: 1, givenMinor: 1 })).toBe('empty-basket');
    await cashier.ask('basket.add', { sku: 'RICE' });
    expect((await cashier.ask('till.state', {})).basket).toMatchObject({ dueMinor: 3_333, cashDueMinor: 3_330 });
    expect([await cashier.code('pay.cash', { amountMinor: 3_334, givenMinor: 5_000 }), await cashier.code('pay.cash', { amountMinor: 3_333, givenMinor: 3_329 })]).toEqual(['more-than-due', 'too-little-cash']);
    await cashier.ask('pay.cash', { amountMinor: 1_000, givenMinor: 1_000 });
    expect([await cashier.code('basket.add', { sku: 'TEA' }), await cashier.code('basket.void', { reason: 'x' })]).toEqual(['basket-part-paid', 'approval-needed']);
    const { ending } = await cashier.ask('pay.cash', { amountMinor: 2_333, givenMinor: 3_000 });
    expect(ending).toMatchObject({ light: 'yes', amountMinor: 3_330, givenMinor: 4_000, changeMinor: 670 });
    expect([balance(desk, 'drawer'), balance(desk, 'rounding')]).toEqual([13_330, 3]);
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('basket.discountLine', { line: 1, discount: { kind: 'percent', bp: 10_000 }, approval: { operatorId: 'man', pin: '2222' } });
    expect(await cashier.code('pay.cash', { amountMinor: 1, givenMinor: 1 })).toBe('zero-amount');
  });
});
