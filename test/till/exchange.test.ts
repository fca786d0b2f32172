/** Exchange in one sale: old goods against new ones, the difference paid or given back, never more than was paid; and part-paid baskets on hold. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { balance, codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
const approval = { operatorId: 'man', pin: '2222' };
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 100_000 });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});
const turn = () => new Promise((done) => setImmediate(done));
const state = () => cashier.ask('till.state', {});
async function payCash(): Promise<void> {
  const { basket } = await state();
  await cashier.ask('pay.cash', { amountMinor: basket.dueMinor, givenMinor: Math.max(1, basket.cashDueMinor) });
}
async function payWallet(n = 1): Promise<void> {
  await cashier.ask('scan', { text: codeOf('alipay', n), symbology: null, source: 'virtual' });
  await turn();
}
const add = (sku: string, pieces = 1) => cashier.ask('basket.add', { sku, quantityMilli: pieces * 1_000 });
const bring = (receipt: number, line = 1, pieces = 1) => cashier.code('exchange.bring', { receipt, lines: [{ line, quantityMilli: pieces * 1_000 }], reason: 'too small', approval });
const books = () => ['drawer', 'customer-funds', 'refunds-due', 'clearing:alipay'].map((account) => balance(desk, account) + 0);
const sinceHead = (seq: number) => desk.storage.entriesAfter(seq, 100).map((entry) => entry.kind);
/** All accounts of one currency sum to zero, and none of the customers' money is left anywhere. */
function settled(): void {
  expect(desk.storage.balances().reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0);
  expect([balance(desk, 'customer-funds'), balance(desk, 'refunds-due'), desk.double.net('alipay') - balance(desk, 'clearing:alipay')].map((minor) => minor + 0)).toEqual([0, 0, 0]);
}

describe('an exchange', () => {
  test('takes the difference for dearer goods in cash: one commit, one receipt that shows both, the drawer richer by the difference [T243]', async () => {
    await add('TEA');
    await payWallet();
    await add('RICE');
    expect(await cashier.code('exchange.bring', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'too small' })).toBe('approval-needed');
    expect(await bring(1)).toBe('ok');
    const { basket } = await state();
    expect(basket).toMatchObject({ totalMinor: 3_333, dueMinor: 2_083, returns: [{ receipt: 1, amountMinor: 1_250, lines: [{ line: 1, quantityMilli: 1_000 }] }] });
    const { seq } = desk.storage.head();
    await payCash();
    expect(sinceHead(seq)).toEqual(['refund.completed', 'sale.completed', 'drawer.opened']);
    expect(books()).toEqual([102_080, 0, 0, 1_250]);
    expect([balance(desk, 'rounding'), balance(desk, 'revenue') + balance(desk, 'tax:900') + balance(desk, 'tax:1300')]).toEqual([3, -3_333]);
    expect(await cashier.ask('receipt.read', { receipt: 2 })).toMatchObject({ totalMinor: 3_333, returns: [{ receipt: 1, amountMinor: 1_250 }], tenders: [{ kind: 'cash', amountMinor: 2_083 }] });
    expect(await cashier.ask('receipt.read', { receipt: 1 })).toMatchObject({ refundableMinor: 0, refunds: [{ amountMinor: 1_250, state: 'exchanged' }] });
    expect(desk.storage.dayTally()).toMatchObject({ totalMinor: 4_583, refundMinor: 1_250, cashExpectedMinor: 102_080, tenders: { cash: { amountMinor: 2_080 }, alipay: { amountMinor: 1_250, refundMinor: 0 }, exchange: { amountMinor: 1_250, refundMinor: 1_250 } } });
    settled();
  });

  test('takes the difference by a wallet, even if its word comes late and after a restart [T244]', async () => {
    await add('TEA');
    await payCash();
    await add('RICE');
    expect(await bring(1)).toBe('ok');
    desk.double.trouble = (verb) => (verb === 'charge' ? 'cut' : 'none');
    await payWallet();
    desk = desk.restart({ cut: true });
    cashier = desk.seat('cashier');
    await desk.drain();
    expect(desk.double.orders()).toMatchObject([{ amountMinor: 2_083, state: 'paid' }]);
    expect((await cashier.ask('receipt.read', { receipt: 2 })).returns).toMatchObject([{ receipt: 1, amountMinor: 1_250 }]);
    expect(books()).toEqual([101_250, 0, 0, 2_083]);
    settled();
  });

  test('gives what is over back to the tender it came from, and what stays can still go back there, never more than was paid by it [T245]', async () => {
    await add('RICE');
    await payWallet();
    expect(await bring(1)).toBe('ok');
    expect(await cashier.code('exchange.finish', {})).toBe('exchange-needs-goods');
    await add('TEA');
    expect(await cashier.code('pay.cash', { amountMinor: 100, givenMinor: 100 })).toBe('exchange-covered');
    const { ending } = await cashier.ask('exchange.finish', {});
    expect(ending).toMatchObject({ light: 'yes', reason: 'exchanged-back', receipt: 2, amountMinor: 0, back: [{ to: 'alipay', amountMinor: 2_083 }] });
    await desk.drain();
    expect(books()).toEqual([100_000, 0, 0, 1_250]);
    expect(await cashier.code('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'again', approval })).toBe('already-refunded');
    expect(await cashier.code('refund.start', { receipt: 2, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'after all', approval })).toBe('ok');
    await desk.drain();
    expect(books()).toEqual([100_000, 0, 0, 0]);
    expect(desk.double.orders()).toMatchObject([{ amountMinor: 3_333, refundedMinor: 3_333 }]);
    settled();
  });

  test('keeps its receipt to itself until it is finished, taken out or voided [T246]', async () => {
    await add('TEA', 2);
    await payCash();
    await add('RICE');
    expect(await bring(1)).toBe('ok');
    const refund = () => cashier.code('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'second', approval });
    expect(await refund()).toBe('receipt-in-exchange');
    await cashier.ask('basket.hold', {});
    expect(await refund()).toBe('receipt-in-exchange');
    expect(await bring(1)).toBe('receipt-in-exchange');
    await cashier.ask('basket.recall', { id: (await state()).held[0]!.id });
    expect(await bring(1, 1, 3)).toBe('already-refunded');
    expect(await bring(1, 1, 2)).toBe('ok');
    expect((await state()).basket.returns).toHaveLength(1);
    await cashier.ask('exchange.drop', { receipt: 1 });
    expect((await state()).basket).toMatchObject({ dueMinor: 3_333 });
    expect((await state()).basket.returns).toBeUndefined();
    expect(await bring(1)).toBe('ok');
    await cashier.ask('basket.void', { reason: 'left' });
    expect(await refund()).toBe('ok');
    settled();
  });

  test('any chain of exchanges and returns, in cash and by wallet, never gives back more than was paid and leaves nothing owed [T247]', async () => {
    let codes = 10;
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ sku: fc.constantFrom('TEA', 'RICE', 'SALT', 'FEN'), pieces: fc.integer({ min: 1, max: 4 }), old: fc.option(fc.nat(3), { nil: null }), back: fc.integer({ min: 1, max: 4 }), wallet: fc.boolean(), only: fc.boolean() }), { minLength: 2, maxLength: 6 }), async (steps) => {
      const first = desk.storage.status().lastReceipt;
      const before = balance(desk, 'drawer') + balance(desk, 'clearing:alipay');
      for (const { sku, pieces, old, back, wallet, only } of steps) {
        const receipt = old === null ? null : desk.storage.status().lastReceipt - old;
        if (only && receipt !== null && receipt > first) {
          await cashier.code('refund.start', { receipt, lines: [{ line: 1, quantityMilli: back * 1_000 }], reason: 'back', approval });
          continue;
        }
        await add(sku, pieces);
        if (receipt !== null && receipt > first) await bring(receipt, 1, back);
        const { basket } = await state();
        if (basket.dueMinor <= 0) await cashier.ask('exchange.finish', {});
        else if (wallet) await payWallet((codes += 1));
        else await payCash();
        await cashier.ask('pay.dismiss', {});
      }
      await desk.drain();
      settled();
      // All that is left goes back, from the newest: then the shop has what it had.
      for (let receipt = desk.storage.status().lastReceipt; receipt > first; receipt -= 1) {
        for (let piece = 0; piece < 4; piece += 1) await cashier.code('refund.start', { receipt, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'rest', approval });
      }
      await desk.drain();
      settled();
      expect(desk.double.doubleCharged()).toEqual([]);
      expect(desk.double.orders().filter((order) => order.refundedMinor > order.amountMinor)).toEqual([]);
      expect(balance(desk, 'drawer') + balance(desk, 'clearing:alipay')).toBeGreaterThanOrEqual(before);
      expect(balance(desk, 'revenue') + 0).toBe(0);
    }), { numRuns: 25, seed: 20_261_126 });
  });
});

describe('a part-paid basket on hold', () => {
  test('keeps what was paid of it, is recalled in another shift and finished there, each drawer right [T248]', async () => {
    await add('TEA');
    await cashier.ask('pay.cash', { amountMinor: 500, givenMinor: 1_000 });
    const held = await cashier.ask('basket.hold', {});
    expect(held).toMatchObject({ basket: { lines: [], tenders: [] }, held: [{ totalMinor: 1_250, paidMinor: 500 }] });
    expect(books().slice(0, 2)).toEqual([100_500, -500]);
    expect(await cashier.code('shift.close', { counts: [{ denominationMinor: 100, pieces: 1_005 }] })).toBe('ok');
    desk = desk.restart();
    cashier = desk.seat('cashier', 'cas2');
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    await cashier.ask('basket.recall', { id: (await state()).held[0]!.id });
    expect((await state()).basket).toMatchObject({ dueMinor: 750, tenders: [{ kind: 'cash', amountMinor: 500 }] });
    expect(await cashier.code('basket.add', { sku: 'RICE' })).toBe('basket-part-paid');
    await payCash();
    expect(desk.storage.shiftTally().cashExpectedMinor).toBe(10_750);
    expect(books().slice(0, 2)).toEqual([10_750, 0]);
    settled();
  });

  test('is not put away while a wallet\'s word is out, and one on the counter makes room for one that is recalled [T249]', async () => {
    await add('TEA');
    await cashier.ask('pay.cash', { amountMinor: 500, givenMinor: 500 });
    desk.double.payer = () => 'never';
    await payWallet();
    expect(await cashier.code('basket.hold', {})).toBe('basket-locked');
    await desk.drain();
    await cashier.ask('basket.hold', {});
    const id = (await state()).held[0]!.id;
    await add('RICE');
    await cashier.ask('pay.cash', { amountMinor: 1_000, givenMinor: 1_000 });
    await cashier.ask('basket.recall', { id });
    expect(await state()).toMatchObject({ basket: { totalMinor: 1_250, dueMinor: 750 }, held: [{ totalMinor: 3_333, paidMinor: 1_000 }] });
    await cashier.ask('basket.void', { reason: 'left', approval });
    expect(books().slice(0, 2)).toEqual([101_000, -1_000]);
  });
});
