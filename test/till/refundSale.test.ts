/** Giving money back: never more than was paid, to where it came from, to the unit. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { balance, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let manager: DeskSeat;
beforeEach(async () => {
  desk = openDesk();
  manager = desk.seat('manager');
  await manager.ask('shift.open', { floatMinor: 100_000 });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

async function sell(goods: readonly (readonly [string, number])[]): Promise<void> {
  for (const [sku, quantityMilli] of goods) await manager.ask('basket.add', { sku, quantityMilli });
  const { basket } = await manager.ask('till.state', {});
  await manager.ask('pay.cash', { amountMinor: basket.dueMinor, givenMinor: Math.max(1, basket.cashDueMinor) });
}
const back = (receipt: number, line: number, quantityMilli: number) => manager.code('refund.start', { receipt, lines: [{ line, quantityMilli }], reason: 'returned' });

describe('refunds', () => {
  test('cash handed back in pieces is rounded as a whole: pieces of 5 fen do not add up to more than was paid [S9g]', async () => {
    await sell([['SALT', 4_000]]);
    expect(balance(desk, 'drawer')).toBe(100_020);
    const drawer: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      expect(await back(1, 1, 1_000)).toBe('ok');
      drawer.push(balance(desk, 'drawer') - 100_000);
    }
    expect(drawer).toEqual([10, 10, 0, 0]);
    expect([balance(desk, 'revenue'), balance(desk, 'tax:600'), balance(desk, 'rounding')].map((minor) => minor + 0)).toEqual([0, 0, 0]);
    expect(await back(1, 1, 1_000)).toBe('already-refunded');
  });

  test('a sale that was rounded down for coins gives back what was taken, not what was priced [S9h]', async () => {
    await sell([['FEN', 3_000], ['SALT', 6_000], ['FEN', 1_000]]);
    const taken = balance(desk, 'drawer') - 100_000;
    expect(taken).toBe(30);
    expect(await back(1, 1, 4_000)).toBe('ok');
    expect(await back(1, 2, 6_000)).toBe('ok');
    expect(balance(desk, 'drawer')).toBe(100_000);
  });

  test('any pieces in any order never give back more than was paid, by line, by sale and in cash, and all of them give back all [S9i]', async () => {
    let receipt = 0;
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('TEA', 'RICE', 'SALT', 'FEN', 'APPLE'), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 4 }), fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 5 })), { maxLength: 12 }), async (goods, returns) => {
      const before = balance(desk, 'drawer');
      await sell(goods.map(([sku, n]) => [sku, n * 1000] as const));
      const sold = desk.storage.lastSales(1)[0];
      if (sold === undefined || sold.receipt === receipt) {
        await manager.ask('basket.void', { reason: 'free' });
        return;
      }
      receipt = sold.receipt;
      const paid = balance(desk, 'drawer') - before;
      for (const [line, pieces] of returns) await back(receipt, line, pieces * 1000);
      expect(balance(desk, 'drawer')).toBeGreaterThanOrEqual(before);
      expect(balance(desk, 'drawer')).toBeLessThanOrEqual(before + paid);
      const view = await manager.ask('receipt.read', { receipt });
      expect(view.refundableMinor).toBeGreaterThanOrEqual(0);
      for (const line of view.lines) for (let milli = line.quantityMilli; milli > 0; milli -= 1000) await back(receipt, line.line, 1_000);
      expect((await manager.ask('receipt.read', { receipt })).refundableMinor).toBe(0);
      expect(balance(desk, 'drawer')).toBe(before);
    }), { numRuns: 25 });
  }, 120_000);

  test('a receipt that does not exist, a line that is not on it and a part that is too much are refused with nothing booked [D1]', async () => {
    await sell([['TEA', 2_000]]);
    const head = desk.storage.head();
    expect([await back(9, 1, 1_000), await back(1, 7, 1_000), await back(1, 1, 2_001)]).toEqual(['no-such-receipt', 'no-such-line', 'already-refunded']);
    expect(desk.storage.head()).toEqual(head);
  });

  test('a receipt shows what came back, and every copy of it is on record [D2]', async () => {
    await sell([['TEA', 2_000]]);
    await back(1, 1, 1_000);
    const receipt = await manager.ask('receipt.read', { receipt: 1 });
    expect(receipt).toMatchObject({ totalMinor: 2_500, refundableMinor: 1_250, refunds: [{ amountMinor: 1_250, state: 'refunded' }], copies: 0, code: 'TBR1:T1:1:5A2E' });
    const names = [await manager.ask('receipt.pdf', { receipt: 1, language: 'en' }), await manager.ask('receipt.pdf', { receipt: 1, language: 'zh' })].map((file) => file.name);
    expect(names).toEqual(['receipt-T1-1.pdf', 'receipt-T1-1-copy-1.pdf']);
    expect(desk.storage.printsOfReceipt(1)).toBe(2);
  });
});
