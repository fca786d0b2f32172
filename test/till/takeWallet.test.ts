/** Charging a wallet at a real till: what the line and the wallet may do, and what becomes of the money. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TillState } from '#contract/views.ts';
import { tick } from '#till/resolve.ts';
import { balance, codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';
import type { Trouble } from '#test/kit/walletDouble.ts';

let desk: Desk;
let cashier: DeskSeat;
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});

const turn = () => new Promise((done) => setImmediate(done));
async function charge(wallet: 'wechatpay' | 'alipay' | 'unionpay' = 'wechatpay', sku = 'TEA'): Promise<string> {
  await cashier.ask('basket.add', { sku });
  const { result, state } = await cashier.ask('scan', { text: codeOf(wallet), symbology: null, source: 'virtual' });
  expect(result.outcome).toBe('charging');
  await turn();
  return state.payment!.orderId;
}
const state = (): Promise<TillState> => cashier.ask('till.state', {});
const kinds = (from = 0) => desk.storage.entriesAfter(from, 1_000).map((entry) => entry.kind);
/** The state of the charge, the receipts there are, and what the wallet holds by our book and by its own. */
const stands = (orderId: string, wallet = 'wechatpay') => `${desk.storage.attempt(orderId)?.state} ${desk.storage.status().lastReceipt} ${balance(desk, `clearing:${wallet}`)} ${desk.double.net(wallet)}`;

describe('a charge', () => {
  test('is in the journal with its order number before anything leaves, and every answer behind it [T22]', async () => {
    const seen: string[][] = [];
    desk.double.trouble = (verb) => {
      if (verb === 'charge') seen.push(kinds());
      return 'none';
    };
    await charge();
    expect(seen[0]?.slice(-2)).toEqual(['payment.intended', 'payment.sent']);
    expect(kinds().slice(-4)).toEqual(['payment.sent', 'payment.observed', 'payment.resolved', 'sale.completed']);
  });

  test('that is paid completes the sale, frees the basket and says yes [T23]', async () => {
    const orderId = await charge();
    expect(stands(orderId)).toBe('paid 1 1250 1250');
    expect(await state()).toMatchObject({ ending: { light: 'yes', receipt: 1, amountMinor: 1_250, tender: 'wechatpay' }, payment: null, basket: { lines: [] } });
    expect(desk.logged).toContain('spoken 1250');
  });

  test('that is declined frees the basket, keeps its goods and says no [T24]', async () => {
    desk.double.payer = () => 'decline';
    const orderId = await charge();
    expect(stands(orderId)).toBe('declined 0 0 0');
    const now = await state();
    expect(now.ending).toMatchObject({ light: 'no', reason: 'declined' });
    expect(now.basket.lines).toHaveLength(1);
  });

  const table: readonly [Trouble, string, string][] = [
    // trouble of the charge alone; where it stands at once; where it ends
    ['none', 'paid 1 1250 1250', 'paid 1 1250 1250'],
    ['twice', 'paid 1 1250 1250', 'paid 1 1250 1250'],
    ['unreachable', 'declined 0 0 0', 'declined 0 0 0'],
    ['lost', 'unknown 0 0 0', 'reversed 0 0 0'],
    ['late', 'unknown 0 0 0', 'paid 1 1250 1250'],
    ['cut', 'unknown 0 0 1250', 'paid 1 1250 1250'],
    ['stray', 'unknown 0 0 1250', 'paid 1 1250 1250'],
    ['refused', 'unknown 0 0 0', 'reversed 0 0 0'],
  ];
  test.each(table)('whose line is in trouble (%s) stands at "%s" and ends at "%s", by the wallet\'s word [T25]', async (trouble, atOnce, atLast) => {
    desk.double.trouble = (verb) => (verb === 'charge' ? trouble : 'none');
    const orderId = await charge();
    expect(stands(orderId)).toBe(atOnce);
    await desk.drain();
    expect(stands(orderId)).toBe(atLast);
    expect(desk.double.doubleCharged()).toEqual([]);
  });

  test('that comes late, behind its own reverse, is refused by the tombstone and takes no money [T26]', async () => {
    desk.double.trouble = (verb) => (verb === 'charge' ? 'late' : 'none');
    desk.double.lateBehind = 'reverse';
    const orderId = await charge('alipay');
    await desk.drain();
    expect(desk.double.codes).toHaveLength(1);
    expect(stands(orderId, 'alipay')).toBe('reversed 0 0 0');
  });

  test('is never sent a second time: one order number, one charge, however long the silence [S3a]', async () => {
    let charges = 0;
    desk.double.trouble = (verb) => {
      if (verb === 'charge') charges += 1;
      return 'lost';
    };
    await charge();
    await desk.pass(600);
    expect(charges).toBe(1);
    desk.double.trouble = () => 'none';
    await desk.drain();
    expect(charges).toBe(1);
  });

  test('with another amount is stuck, nothing is sold, and cancelling safely takes it back [T27]', async () => {
    desk.double.payer = () => 'other-amount';
    const orderId = await charge();
    expect(stands(orderId)).toBe('stuck 0 0 1251');
    expect((await state()).payment).toMatchObject({ light: 'not-yet', state: 'stuck' });
    await desk.pass(120);
    expect(stands(orderId)).toBe('stuck 0 0 1251');
    await cashier.ask('pay.cancel', { orderId });
    await desk.drain();
    expect(stands(orderId)).toBe('reversed 0 0 0');
    expect((await state()).basket.lines).toHaveLength(1);
  });

  test('that is undecided keeps the basket from any other money and from the shift\'s end [T28]', async () => {
    desk.double.payer = () => 'never';
    const orderId = await charge();
    expect([
      await cashier.code('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 }), await cashier.code('scan', { text: codeOf('alipay', 5), symbology: null, source: 'virtual' }), await cashier.code('basket.add', { sku: 'TEA' }),
      await cashier.code('basket.void', { reason: 'x' }), await cashier.code('basket.hold', {}), await cashier.code('shift.close', { counts: [] }), await cashier.code('pay.part', { amountMinor: 5 }), await cashier.code('pay.setAside', { orderId }),
    ]).toEqual(['payment-open', 'payment-open', 'basket-locked', 'basket-locked', 'basket-locked', 'payment-open', 'payment-open', 'approval-needed']);
  });

  test('that is cancelled while the payer still could pay is reversed; one that was paid meanwhile goes back by itself [T29]', async () => {
    desk.double.payer = () => 'never';
    const first = await charge();
    await cashier.ask('pay.cancel', { orderId: first });
    await desk.drain();
    expect(stands(first)).toBe('reversed 0 0 0');
    expect((await state()).ending).toMatchObject({ light: 'no', reason: 'cancelled' });

    desk.double.payer = () => 'later';
    desk.double.payAfterMs = 3_000;
    const { state: now } = await cashier.ask('scan', { text: codeOf('wechatpay', 2), symbology: null, source: 'virtual' });
    await turn();
    const second = now.payment!.orderId;
    await cashier.ask('pay.cancel', { orderId: second });
    await desk.drain();
    expect(stands(second)).toBe('paid 0 0 0');
    expect(desk.storage.refund(`${second}R`)).toMatchObject({ state: 'refunded', cause: 'cancelled', owed: 'customer-funds' });
    expect((await state()).ending).toMatchObject({ light: 'no', reason: 'cancelled-refunding' });
    expect(balance(desk, 'customer-funds')).toBe(0);
  });

  test('set aside by a manager frees the basket for cash, and its late success is refunded by itself, once [T30]', async () => {
    desk.double.payer = () => 'later';
    desk.double.slowRefunds = true;
    desk.double.trouble = (verb) => (verb === 'ask' || verb === 'reverse' ? 'lost' : 'none');
    const orderId = await charge();
    await desk.pass(3);
    await cashier.ask('pay.setAside', { orderId, approval: { operatorId: 'man', pin: '2222' } });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 2_000 });
    await desk.pass(30);
    desk.double.trouble = () => 'none';
    await desk.drain();
    expect(stands(orderId)).toBe('paid 1 0 0');
    expect(desk.storage.refund(`${orderId}R`)).toMatchObject({ state: 'refunded', cause: 'set-aside' });
    desk.double.push(orderId);
    await desk.drain();
    expect(kinds().filter((kind) => kind === 'refund.intended')).toHaveLength(1);
  });

  test('news of money for a charge that was declined sends that money back, once [T31]', async () => {
    desk.double.payer = () => 'decline';
    const orderId = await charge();
    const order = desk.double.orders()[0] as { state: string; charges: number };
    Object.assign(order, { state: 'paid', charges: 1 });
    desk.double.push(orderId);
    desk.double.push(orderId);
    await desk.drain();
    expect(stands(orderId)).toBe('paid 0 0 0');
    expect(kinds().filter((kind) => kind === 'refund.intended')).toHaveLength(1);
    expect((await state()).basket.lines).toHaveLength(1);
  });

  test('a stale word of payment for a charge that was reversed moves no money: the wallet is asked first [T32]', async () => {
    desk.double.payer = () => 'never';
    const orderId = await charge('alipay');
    await desk.drain();
    expect(stands(orderId, 'alipay')).toBe('reversed 0 0 0');
    const order = desk.double.orders()[0] as { state: string };
    order.state = 'paid';
    desk.double.push(orderId);
    order.state = 'reversed';
    expect(desk.storage.attempt(orderId)?.state).toBe('unknown');
    await desk.drain();
    expect(stands(orderId, 'alipay')).toBe('reversed 0 0 0');
    expect(kinds()).not.toContain('refund.intended');
  });

  test('a word of payment that overtakes the reverse under way sells nothing, and the money is back with the customer [T33]', async () => {
    desk.double.payer = () => 'never';
    const orderId = await charge('alipay');
    desk.double.trouble = (verb) => (verb === 'reverse' ? 'hang' : 'none');
    await desk.pass(30);
    for (let n = 0; n < 2; n += 1) {
      tick(desk.till);
      await turn();
    }
    expect(desk.storage.attempt(orderId)?.state).toBe('reversing');
    const order = desk.double.orders()[0] as { state: string; charges: number };
    Object.assign(order, { state: 'paid', charges: 1 });
    desk.double.push(orderId);
    expect(desk.storage.status().lastReceipt).toBe(0);
    desk.double.trouble = () => 'none';
    desk.double.hangUp();
    await desk.drain();
    expect(stands(orderId, 'alipay')).toBe('reversed 0 0 0');
  });

  test('what was open when the till went down is asked for, and never charged again, when it starts [T34]', async () => {
    desk.double.trouble = (verb) => (verb === 'charge' ? 'hang' : 'none');
    const orderId = await charge();
    expect(stands(orderId)).toBe('sent 0 0 1250');
    desk = desk.restart({ cut: true });
    cashier = desk.seat('cashier');
    desk.double.trouble = () => 'none';
    expect(stands(orderId)).toBe('unknown 0 0 1250');
    expect((await state()).payment).toMatchObject({ orderId, light: 'not-yet' });
    await desk.drain();
    expect(stands(orderId)).toBe('paid 1 1250 1250');
    desk = desk.restart({ cut: true });
    cashier = desk.seat('cashier');
    expect((await state()).recovered).toMatchObject({ receipt: 1, amountMinor: 1_250 });
    await cashier.ask('pay.dismiss', {});
    desk = desk.restart({ cut: true });
    cashier = desk.seat('cashier');
    expect((await state()).recovered).toBeNull();
  });

  test('part by wallet and part by cash adds up to one sale, and each part goes back to where it came from [T35]', async () => {
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('pay.part', { amountMinor: 500 });
    await cashier.ask('scan', { text: codeOf('unionpay'), symbology: null, source: 'virtual' });
    await turn();
    expect((await state()).basket).toMatchObject({ dueMinor: 750, tenders: [{ amountMinor: 500 }] });
    await cashier.ask('pay.cash', { amountMinor: 750, givenMinor: 1_000 });
    expect((await state()).ending).toMatchObject({ tender: 'split', receipt: 1, changeMinor: 250 });
    const manager = desk.seat('manager');
    const receipt = await manager.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'returned' });
    await desk.drain();
    expect(receipt.refundableMinor).toBe(0);
    expect(desk.double.net('unionpay')).toBe(0);
    expect(balance(desk, 'drawer')).toBe(10_000);
    expect([balance(desk, 'refunds-due'), balance(desk, 'revenue')]).toEqual([0, 0]);
  });

  test('wallet lights follow real answers: two silences turn a channel off, one answer turns it on [T36]', async () => {
    const lamp = async (name: string) => (await state()).channels.find((channel) => channel.name === name)?.health;
    expect(await lamp('wechatpay')).toBe('unused');
    desk.double.trouble = () => 'lost';
    await charge();
    await desk.pass(12);
    expect(await lamp('backend')).toBe('down');
    desk.double.trouble = () => 'none';
    await desk.drain();
    expect([await lamp('backend'), await lamp('wechatpay')]).toEqual(['ok', 'ok']);
  });
});

describe('while the backend hangs', () => {
  test('cash sells at once, and so does the next basket behind an undecided charge [S14]', async () => {
    desk.double.trouble = () => 'hang';
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
    const orderId = await charge();
    tick(desk.till);
    await cashier.ask('pay.setAside', { orderId, approval: { operatorId: 'man', pin: '2222' } });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
    expect(desk.storage.status().lastReceipt).toBe(2);
  });
});
