/** The program is not updated while anything waits: each thing that can wait is named and counted. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tick } from '#till/resolve.ts';
import { updateView } from '#till/updateGate.ts';
import { codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
beforeEach(async () => {
  desk = openDesk({ enrolled: true, shop: { cards: 'store-and-forward' } });
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

const shipped = async () => {
  tick(desk.till);
  await desk.till.memory.shipping;
};
const waits = () => updateView(desk.till).waits.map(({ what, count }) => `${count} ${what}`);

test('a sale on the counter, an undecided payment, a refund, a kept card, an entry not shipped: each holds an update up, and their end lets it go [T257]', async () => {
  expect(waits()).toEqual([`${desk.storage.head().seq} unshipped`]);
  await shipped();
  expect(updateView(desk.till)).toEqual({ may: true, waits: [] });
  await cashier.ask('basket.add', { sku: 'TEA' });
  expect(waits()).toEqual(['1 sale']);
  desk.double.trouble = (verb) => (verb === 'charge' || verb === 'ask' ? 'cut' : 'none');
  await cashier.ask('scan', { text: codeOf('alipay', 1), symbology: null, source: 'virtual' });
  await shipped();
  expect(waits()).toEqual(expect.arrayContaining(['1 sale', '1 charges']));
  desk.double.trouble = () => 'none';
  await desk.drain();
  await shipped();
  desk.till.ports.cards?.keep({ orderId: 'ORDER123', at: desk.clock.now(), card: { brand: null, lastFour: null, ksn: '0'.repeat(20), ciphertext: '1:00' } });
  expect(waits()).toContain('1 cards');
  desk.till.ports.cards?.drop('ORDER123');
  const { basket } = await cashier.ask('till.state', {});
  if (basket.lines.length > 0) await cashier.ask('pay.cash', { amountMinor: basket.cashDueMinor, givenMinor: basket.cashDueMinor });
  await desk.drain();
  await shipped();
  expect(updateView(desk.till).may).toBe(true);
});
