/** Baskets that are part paid and given up: the money goes back the way it came, and the books say so at every moment. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { balance, codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
const manager = { operatorId: 'man', pin: '2222' };
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  await cashier.ask('basket.add', { sku: 'TEA' });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});
const turn = () => new Promise((done) => setImmediate(done));
const books = () => ['drawer', 'customer-funds', 'clearing:alipay', 'revenue'].map((account) => balance(desk, account));
async function partByWallet(amountMinor: number): Promise<void> {
  await cashier.ask('pay.part', { amountMinor });
  await cashier.ask('scan', { text: codeOf('alipay'), symbology: null, source: 'virtual' });
  await turn();
}

describe('a part-paid basket', () => {
  test('has its cash in the books at once, as the customer\'s, and the shift expects it in the drawer [T216]', async () => {
    await cashier.ask('pay.cash', { amountMinor: 500, givenMinor: 1_000 });
    expect(books()).toEqual([10_500, -500, 0, 0]);
    expect(desk.storage.shiftTally().cashExpectedMinor).toBe(10_500);
    const { basket } = await cashier.ask('till.state', {});
    await cashier.ask('pay.cash', { amountMinor: basket.dueMinor, givenMinor: basket.cashDueMinor });
    expect(books().slice(0, 2)).toEqual([11_250, 0]);
    expect(desk.storage.shiftTally().cashExpectedMinor).toBe(11_250);
    expect(desk.storage.dayTally().tenders['cash']).toMatchObject({ count: 2, amountMinor: 1_250 });
  });

  test('is voided by a manager\'s word: cash goes out of the drawer, the wallet\'s part is refunded, and nothing is left owed [T217]', async () => {
    await cashier.ask('pay.cash', { amountMinor: 500, givenMinor: 500 });
    await partByWallet(300);
    expect(books()).toEqual([10_500, -800, 300, 0]);
    expect(await cashier.code('basket.void', { reason: 'changed mind' })).toBe('approval-needed');
    const state = await cashier.ask('basket.void', { reason: 'changed mind', approval: manager });
    expect(state.basket).toMatchObject({ lines: [], tenders: [] });
    expect(balance(desk, 'drawer')).toBe(10_000);
    await desk.drain();
    expect(books()).toEqual([10_000, 0, 0, 0]);
    expect(desk.double.net('alipay')).toBe(0);
    expect(desk.storage.shiftTally().cashExpectedMinor).toBe(10_000);
    expect(desk.storage.status().lastReceipt).toBe(0);
    expect(await cashier.code('shift.close', { counts: [{ denominationMinor: 10_000, pieces: 1 }] })).toBe('ok');
  });

  test('whose wallet part is still out is not voided before its word is in [T218]', async () => {
    await cashier.ask('pay.cash', { amountMinor: 500, givenMinor: 500 });
    desk.double.payer = () => 'never';
    await cashier.ask('scan', { text: codeOf('alipay'), symbology: null, source: 'virtual' });
    expect(await cashier.code('basket.void', { reason: 'changed mind', approval: manager })).toBe('basket-locked');
    await desk.drain();
    expect(await cashier.code('basket.void', { reason: 'changed mind', approval: manager })).toBe('ok');
    expect(books()).toEqual([10_000, 0, 0, 0]);
  });
});
