/** Codes that the customer scans, with a line and without one, and goods handed over at risk. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TillState } from '#contract/views.ts';
import { LIMITS } from '#core/limits.ts';
import { readOwnCode } from '#core/shownCode.ts';
import { balance, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  await desk.pass(1);
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});

const turn = () => new Promise((done) => setImmediate(done));
const state = (): Promise<TillState> => cashier.ask('till.state', {});
const manager = { operatorId: 'man', pin: '2222' };
async function show(wallet: 'wechatpay' | 'alipay' | 'unionpay' | 'any' = 'alipay', sku = 'TEA'): Promise<string> {
  await cashier.ask('basket.add', { sku });
  const shown = await cashier.ask('pay.show', { wallet });
  await turn();
  return shown.payment!.orderId;
}
async function cutLine(): Promise<void> {
  desk.double.trouble = () => 'unreachable';
  await desk.pass(40);
  expect((await state()).channels.find((channel) => channel.name === 'backend')?.health).toBe('down');
}
const stands = (orderId: string, wallet = 'alipay') => `${desk.storage.attempt(orderId)?.state} ${desk.storage.status().lastReceipt} ${balance(desk, `clearing:${wallet}`)} ${desk.double.net(wallet)} ${balance(desk, 'customer-funds')}`;

describe('a shown code', () => {
  test('stands on the display with its order until a phone pays it, found by push or by asking [T200]', async () => {
    const pushed = await show();
    expect((await state()).payment).toMatchObject({ state: 'payer-acting', light: 'not-yet', lastFour: '', shown: { by: 'wallet', content: `https://qr.alipay.com/bax${pushed}` } });
    desk.double.scan(pushed, 'alipay');
    desk.double.push(pushed);
    expect(stands(pushed)).toBe('paid 1 1250 1250 0');
    await cashier.ask('pay.dismiss', {});
    const asked = await show();
    desk.double.scan(asked, 'alipay');
    await desk.pass(5);
    expect(stands(asked)).toBe('paid 2 2500 2500 0');
    expect((await state()).payment).toBeNull();
  });

  test('that nobody scans is asked for a last time after three minutes and closed; a scan after that takes no money [T201]', async () => {
    const orderId = await show();
    await desk.pass(175);
    expect(desk.storage.attempt(orderId)?.state).toBe('payer-acting');
    await desk.pass(15);
    expect(stands(orderId)).toBe('reversed 0 0 0 0');
    desk.double.scan(orderId, 'alipay');
    expect(desk.double.net('alipay')).toBe(0);
  });

  test('of another order, amount, merchant or wallet is never shown, though its checksum is right, and the charge is closed [T202]', async () => {
    const { writeOwnCode } = await import('#core/shownCode.ts');
    const account = { id: '26', identifier: 'com.alipay', value: '123456789012345', category: '5411', country: 'CN', name: 'Test shop', city: 'Shanghai' };
    const about = (request: { orderId: string; amountMinor: number; currency: string }) => ({ orderId: request.orderId, amountMinor: request.amountMinor, currency: request.currency });
    desk.double.content = (request) => writeOwnCode(account, about(request));
    await show();
    expect((await state()).payment?.shown?.content).toContain('com.alipay');
    await cashier.ask('pay.cancel', { orderId: (await state()).payment!.orderId });
    await desk.drain();
    const bad: readonly ((request: Parameters<typeof about>[0]) => string)[] = [
      (request) => writeOwnCode(account, { ...about(request), orderId: 'SOMEBODYELSES1' }), (request) => writeOwnCode(account, { ...about(request), amountMinor: request.amountMinor - 1 }),
      (request) => writeOwnCode({ ...account, value: '999999999999999' }, about(request)), (request) => writeOwnCode({ ...account, identifier: 'com.qq.weixin.pay' }, about(request)),
      (request) => `${writeOwnCode(account, about(request)).slice(0, -1)}0x`, () => 'weixin://wxpay/bizpayurl?pr=OTHER', () => 'https://pay.example/p/test/x',
    ];
    for (const content of bad) {
      desk.double.content = content;
      await cashier.ask('pay.dismiss', {});
      await cashier.ask('pay.show', { wallet: 'alipay' });
      await turn();
      expect((await state()).payment).toMatchObject({ cancelling: true, shown: { content: null } });
      await desk.drain();
    }
    expect(desk.logged.filter((line) => line.includes('shown-code-refused'))).toHaveLength(bad.length);
    expect(desk.double.net('alipay')).toBe(0);
  });

  test('for every wallet is booked to the one that paid it, and its refund goes there [T203]', async () => {
    const orderId = await show('any');
    expect((await state()).payment).toMatchObject({ shown: { by: 'any', content: `https://pay.example/p/test/${orderId}` } });
    desk.double.scan(orderId, 'unionpay');
    await desk.pass(4);
    expect(stands(orderId, 'unionpay')).toBe('paid 1 1250 1250 0');
    expect(balance(desk, 'clearing:wechatpay')).toBe(0);
    const receipt = await desk.seat('manager').ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'back' });
    expect(receipt.tenders[0]).toMatchObject({ wallet: 'unionpay', orderId });
    await desk.drain();
    expect(desk.double.net('unionpay')).toBe(0);
  });

  test('is fetched again after a restart, and the order is the same one [T204]', async () => {
    const orderId = await show();
    desk = desk.restart({ cut: true });
    cashier = desk.seat('cashier');
    await desk.pass(1);
    expect((await state()).payment).toMatchObject({ orderId, shown: { content: `https://qr.alipay.com/bax${orderId}` } });
    desk.double.scan(orderId, 'alipay');
    await desk.drain();
    expect(stands(orderId)).toBe('paid 1 1250 1250 0');
  });

  test('whose request is cut, lost, doubled or answered for another order charges at most once and ends by the wallet\'s word [T205]', async () => {
    for (const trouble of ['cut', 'lost', 'twice', 'stray', 'late', 'refused'] as const) {
      desk.double.trouble = (verb) => (verb === 'show' ? trouble : 'none');
      const orderId = await show('wechatpay');
      if (desk.double.orders().some((order) => order.orderId === orderId)) desk.double.scan(orderId, 'wechatpay');
      await desk.drain();
      expect(desk.double.doubleCharged(), trouble).toEqual([]);
      expect(balance(desk, 'clearing:wechatpay'), trouble).toBe(desk.double.net('wechatpay'));
      expect(desk.storage.openAttempts(), trouble).toEqual([]);
      await cashier.ask('pay.dismiss', {});
    }
  });
});

describe('without a line', () => {
  test('the till writes the code by itself, bound to order, amount and merchant; it stays unknown until the line is back, then ends by the wallet\'s word [T206]', async () => {
    await cutLine();
    const orderId = await show('unionpay');
    const { payment, waiting } = await state();
    expect(payment).toMatchObject({ state: 'unknown', light: 'not-yet', shown: { by: 'own' } });
    expect(readOwnCode(payment!.shown!.content!)).toMatchObject({ orderId, amount: '12.50' });
    expect(waiting).toMatchObject([{ kind: 'charge', id: orderId, wallet: 'unionpay', amountMinor: 1_250, atRisk: false }]);
    await desk.pass(300);
    expect(desk.storage.attempt(orderId)).toMatchObject({ state: 'unknown', reverses: 0 });
    desk.double.scan(orderId, 'unionpay', 1_250);
    desk.double.trouble = () => 'none';
    await desk.pass(60);
    expect(stands(orderId, 'unionpay')).toBe('paid 1 1250 1250 0');
  });

  test('one that nobody scanned is closed when the line is back, and not before [T207]', async () => {
    await cutLine();
    const orderId = await show('wechatpay');
    await desk.pass(600);
    desk.double.trouble = () => 'none';
    await desk.pass(60);
    expect(stands(orderId, 'wechatpay')).toBe('reversed 0 0 0 0');
  });

  test('one code for every wallet, or a wallet whose account is not known, is refused in words and nothing is begun [T208]', async () => {
    await cutLine();
    await cashier.ask('basket.add', { sku: 'TEA' });
    expect(await cashier.code('pay.show', { wallet: 'any' })).toBe('no-line-for-any');
    desk.storage.setSetting('merchant.alipay', 'null');
    expect(desk.storage.openAttempts()).toEqual([]);
  });

  test('goods go out at risk by a manager\'s word alone, within the limits of sale, till and hours, and it is on record [T209]', async () => {
    const first = await show('alipay');
    expect(await cashier.code('pay.acceptAtRisk', { orderId: first, approval: manager })).toBe('line-is-there');
    await cashier.ask('pay.cancel', { orderId: first });
    await desk.drain();
    await cashier.ask('pay.dismiss', {});
    await cutLine();
    const shown = await cashier.ask('pay.show', { wallet: 'alipay' });
    const { orderId } = shown.payment!;
    expect(await cashier.code('pay.acceptAtRisk', { orderId })).toBe('approval-needed');
    expect(await cashier.code('pay.acceptAtRisk', { orderId, approval: { operatorId: 'cas2', pin: '1112' } })).toBe('approver-may-not');
    const taken = await cashier.ask('pay.acceptAtRisk', { orderId, approval: manager });
    expect(taken).toMatchObject({ ending: { light: 'yes', reason: 'at-risk', receipt: 1 }, payment: null, waiting: [{ id: orderId, atRisk: true }] });
    expect(desk.storage.entriesAfter(0, 1_000).map((entry) => entry.kind).slice(-3)).toEqual(['permission.overridden', 'payment.accepted-at-risk', 'sale.completed']);
    expect(balance(desk, 'customer-funds')).toBe(1_250);
    expect(await cashier.code('pay.cancel', { orderId })).toBe('accepted-at-risk');
    await cashier.ask('basket.add', { sku: 'TEA' });
    const old = (await cashier.ask('pay.show', { wallet: 'alipay' })).payment!.orderId;
    desk.clock.at += LIMITS.atRiskHoursFirst * 3_600_000;
    expect(await cashier.code('pay.acceptAtRisk', { orderId: old, approval: manager })).toBe('risk-limit-hours');
  });

  test('more than a sale or the till may have at risk is refused [T210]', async () => {
    await cutLine();
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('basket.quantity', { line: 1, quantityMilli: 1000 * (Math.floor(LIMITS.atRiskSaleMinorFirst / 1_250) + 1) });
    const big = (await cashier.ask('pay.show', { wallet: 'alipay' })).payment!.orderId;
    expect(await cashier.code('pay.acceptAtRisk', { orderId: big, approval: manager })).toBe('risk-limit-sale');
    await cashier.ask('pay.setAside', { orderId: big, approval: manager });
    await cashier.ask('basket.quantity', { line: 1, quantityMilli: 1000 * Math.floor(LIMITS.atRiskSaleMinorFirst / 1_250) });
    for (let sales = 0; sales < LIMITS.atRiskTillMinorFirst / LIMITS.atRiskSaleMinorFirst; sales += 1) {
      const { orderId } = (await cashier.ask('pay.show', { wallet: 'alipay' })).payment!;
      await cashier.ask('pay.acceptAtRisk', { orderId, approval: manager });
      await cashier.ask('basket.add', { sku: 'TEA' });
      await cashier.ask('basket.quantity', { line: 1, quantityMilli: 1000 * Math.floor(LIMITS.atRiskSaleMinorFirst / 1_250) });
    }
    const { orderId } = (await cashier.ask('pay.show', { wallet: 'alipay' })).payment!;
    expect(await cashier.code('pay.acceptAtRisk', { orderId, approval: manager })).toBe('risk-limit-till');
  });

  test('what was handed over at risk is booked when the wallet says paid, and written off when it never was [T211]', async () => {
    await cutLine();
    const risk = async () => {
      const orderId = await show('alipay');
      await cashier.ask('pay.acceptAtRisk', { orderId, approval: manager });
      await cashier.ask('pay.dismiss', {});
      return orderId;
    };
    const paid = await risk();
    const lost = await risk();
    desk.double.scan(paid, 'alipay', 1_250);
    desk.double.trouble = () => 'none';
    await desk.pass(300);
    expect(desk.storage.attempt(paid)?.state).toBe('paid');
    expect(desk.storage.attempt(lost)?.state).toBe('reversed');
    expect([balance(desk, 'clearing:alipay'), balance(desk, 'customer-funds'), balance(desk, 'write-offs'), desk.double.net('alipay')]).toEqual([1_250, 0, 1_250, 1_250]);
    expect(desk.storage.openRefunds()).toEqual([]);
    expect((await state()).waiting).toEqual([]);
  });

  test('while the line is down only the probe goes out, and what waits is asked for a few at a time, never while money is being taken [T212]', async () => {
    await cutLine();
    for (let sales = 0; sales < 8; sales += 1) {
      const orderId = await show('alipay');
      await cashier.ask('pay.acceptAtRisk', { orderId, approval: manager });
    }
    const calls: string[] = [];
    desk.double.trouble = (verb, id) => {
      calls.push(`${verb} ${id}`);
      return 'unreachable';
    };
    await desk.pass(60);
    expect(calls.filter((call) => !call.startsWith('status') && !call.startsWith('ship'))).toEqual([]);
    expect(calls.filter((call) => call.startsWith('status')).length).toBeGreaterThan(5);
    // The line is back while a charge is on its way: nothing drains beside it.
    calls.length = 0;
    desk.double.trouble = (verb, id) => {
      calls.push(`${verb} ${id}`);
      return verb === 'charge' ? 'hang' : 'none';
    };
    await desk.pass(16);
    const { settle, tick } = await import('#till/resolve.ts');
    await settle(desk.till);
    const open = desk.storage.openAttempts().length;
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('scan', { text: '130000000000000099', symbology: null, source: 'virtual' });
    const before = calls.length;
    tick(desk.till);
    await turn();
    expect(open).toBeLessThanOrEqual(8);
    expect(calls.slice(before).filter((call) => call.startsWith('show') || call.startsWith('reverse'))).toEqual([]);
    desk.double.hangUp();
    await desk.drain();
    expect(balance(desk, 'clearing:wechatpay')).toBe(desk.double.net('wechatpay'));
  });
});
