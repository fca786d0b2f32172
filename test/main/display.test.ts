/** The customer's display: a seat of its own that shows goods and money, and nothing of who sells or who bought before. */
import { afterEach, describe, expect, test } from 'vitest';
import { displayState, mayDisplay } from '#till/showDisplay.ts';
import { TILL_CALLS } from '#contract/till.ts';
import { codeOf, openDesk, type Desk } from '../kit/tillOnFile.ts';

let desk: Desk | null = null;
afterEach(() => {
  desk?.close();
  desk = null;
});

describe('what the display is given', () => {
  test('goods, total and the payment’s state are there; no name, order, code, other sale or channel is [DS1]', async () => {
    desk = openDesk({ enrolled: true });
    const cashier = desk.seat('cashier');
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    const { products } = await cashier.ask('catalogue.page', { category: null, page: 1, size: 3 });
    // A sale before, a held basket, and a charge under way: all of them must stay out of sight.
    const first = await cashier.ask('basket.add', { sku: products[0]?.sku ?? '' });
    await cashier.ask('pay.cash', { amountMinor: first.basket.dueMinor, givenMinor: first.basket.cashDueMinor });
    await cashier.ask('basket.add', { sku: products[1]?.sku ?? '' });
    await cashier.ask('basket.hold', {});
    await cashier.ask('basket.add', { sku: products[2]?.sku ?? '' });
    desk.double.payer = () => 'never';
    await cashier.ask('scan', { text: codeOf('wechatpay'), symbology: null, source: 'typed' });
    const own = await cashier.ask('till.state', {});
    const shown = displayState(desk.till);
    expect(shown.basket.totalMinor).toBe(own.basket.totalMinor);
    expect(shown.payment).toMatchObject({ wallet: 'wechatpay', amountMinor: own.payment?.amountMinor, orderId: '', lastFour: '', tradeId: null, evidence: [] });
    expect([shown.operator, shown.held, shown.lastPayments, shown.channels, shown.shift?.openedBy]).toEqual([null, [], [], [], '']);
    const text = JSON.stringify(shown);
    for (const secret of [own.payment?.orderId, own.operator?.name, own.operator?.id, own.lastPayments[0]?.orderId, codeOf('wechatpay').slice(-4)]) if (secret !== undefined && secret !== null && secret !== '') expect(text).not.toContain(`"${secret}"`);
  });

  test('it may ask for its state and choose its language, and for nothing else [DS2]', () => {
    const open = Object.entries(TILL_CALLS).filter(([name, call]) => call.standing === 'anyone' && mayDisplay(name)).map(([name]) => name);
    // All other calls ask for a role, and nobody can sign in here.
    expect([open.sort(), mayDisplay('session.signIn'), mayDisplay('session.people')]).toEqual([['display.language', 'till.state'], false, false]);
  });
});
