/** A manager's figures of a period: whose drawer is off, what is open; read beside the selling till. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let manager: DeskSeat;
beforeEach(() => {
  desk = openDesk();
  manager = desk.seat('manager');
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});

async function shift(operator: string, countedMinor: number): Promise<void> {
  const seat = desk.seat('cashier', operator);
  await seat.ask('shift.open', { floatMinor: 1_000 });
  await seat.ask('shift.close', { counts: [{ denominationMinor: 1, pieces: countedMinor }] });
}

describe('figures', () => {
  test('cash differences add up by operator, short and over apart, the worst first [D200]', async () => {
    await shift('cas', 900);
    await shift('cas2', 1_050);
    await shift('cas', 1_030);
    const { cash, breaks } = await manager.ask('figures.read', { from: '2026-03-01', to: '2026-03-31' });
    expect(cash).toEqual([{ operator: 'CAS', shifts: 2, shortMinor: -100, overMinor: 30, netMinor: -70 }, { operator: 'CAS2', shifts: 1, shortMinor: 0, overMinor: 50, netMinor: 50 }]);
    expect(breaks).toEqual([]);
    expect((await manager.ask('figures.read', { from: '2026-03-03', to: '2026-03-31' })).cash).toEqual([]);
    expect(cash.reduce((sum, row) => sum + row.netMinor, 0)).toBe(-desk.storage.balances().filter((row) => row.account === 'over-short').reduce((sum, row) => sum + row.amountMinor, 0));
  });

  test('a range that is none, or longer than two months, is refused; and no cashier asks [D201]', async () => {
    expect([await manager.code('figures.read', { from: '2026-03-02', to: '2026-03-01' }), await manager.code('figures.read', { from: '2026-01-01', to: '2026-03-31' }), await desk.seat('cashier').code('figures.read', { from: '2026-03-01', to: '2026-03-01' })]).toEqual(['days-out-of-range', 'days-out-of-range', 'not-allowed']);
  });
});
