/** Two copies of one ledger, and refunds that a wallet refuses: nothing goes out twice, and a person is told what to do. */
import { copyFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tick } from '#till/resolve.ts';
import { balance, codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});

const turn = () => new Promise((done) => setImmediate(done));
async function sell(n: number): Promise<string> {
  await cashier.ask('basket.add', { sku: 'TEA' });
  const { state } = await cashier.ask('scan', { text: codeOf('alipay', n), symbology: null, source: 'virtual' });
  await turn();
  return state.payment!.orderId;
}
const shipped = async () => {
  tick(desk.till);
  await desk.till.memory.shipping;
};

describe('a copy of the ledger', () => {
  test('that is older than what the backend holds sells and sends nothing, and says what it is and what to do [S13a]', async () => {
    await sell(1);
    await shipped();
    desk.storage.close();
    const copy = `${desk.path}.copy`;
    copyFileSync(desk.path, copy);
    desk = openDesk({ folder: desk.folder, double: desk.double, clock: desk.clock, enrolled: true, crypto: desk.till.ports.crypto });
    cashier = desk.seat('cashier');
    await sell(2);
    await shipped();
    expect(desk.double.entries.at(-1)?.seq).toBe(desk.storage.head().seq);
    desk.storage.close();
    copyFileSync(copy, desk.path);
    desk = openDesk({ folder: desk.folder, double: desk.double, clock: desk.clock, enrolled: true, crypto: desk.till.ports.crypto });
    cashier = desk.seat('cashier');
    const calls: string[] = [];
    const held = desk.double.entries.length;
    // One question tells: the probe, or the first batch that is refused.
    await cashier.ask('cash.move', { direction: 'in', amountMinor: 100, reason: 'change' });
    await shipped();
    desk.double.trouble = (verb) => {
      calls.push(verb);
      return 'none';
    };
    expect((await cashier.ask('till.state', {})).stopped).toEqual({ code: 'ledger-forked' });
    expect(await cashier.code('basket.add', { sku: 'TEA' })).toBe('ledger-forked');
    expect(await cashier.code('pay.show', { wallet: 'any' })).toBe('ledger-forked');
    desk.clock.at += 3_600_000;
    await desk.pass(60);
    expect(calls).toEqual([]);
    expect(desk.double.entries).toHaveLength(held);
    expect(desk.double.orders()).toHaveLength(2);
  });

  test('whose backend was rolled back ships again from there and goes on selling [S13b]', async () => {
    await sell(1);
    await shipped();
    const all = desk.double.entries.length;
    desk.double.entries.splice(3);
    await sell(2);
    for (let tries = 0; tries < 5; tries += 1) {
      desk.clock.at += 120_000;
      await shipped();
    }
    expect((await cashier.ask('till.state', {})).stopped).toBeNull();
    expect(desk.double.entries.length).toBeGreaterThan(all);
    expect(desk.double.entries.map((entry) => entry.seq)).toEqual(desk.double.entries.map((_, index) => index + 1));
  });
});

describe('a refund that the wallet refuses', () => {
  const manager = { operatorId: 'man', pin: '2222' };
  async function refused(): Promise<string> {
    await sell(1);
    await cashier.ask('pay.dismiss', {});
    desk.double.refuseRefunds = true;
    await cashier.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'back', approval: manager });
    await desk.drain();
    const { waiting } = await cashier.ask('till.state', {});
    expect(waiting).toMatchObject([{ kind: 'refund-failed', wallet: 'alipay', amountMinor: 1_250 }]);
    expect(balance(desk, 'refunds-due')).toBe(-1_250);
    return waiting[0]!.id;
  }

  test('stays in sight, and is asked for again under a new number by a manager\'s word, once [T213]', async () => {
    const refundId = await refused();
    desk.double.refuseRefunds = false;
    expect(await cashier.code('refund.again', { refundId, by: 'wallet' })).toBe('approval-needed');
    await cashier.ask('refund.again', { refundId, by: 'wallet', approval: manager });
    expect(await cashier.code('refund.again', { refundId, by: 'wallet', approval: manager })).toBe('refund-followed');
    await desk.drain();
    expect([balance(desk, 'refunds-due'), balance(desk, 'clearing:alipay'), desk.double.net('alipay')]).toEqual([0, 0, 0]);
    expect((await cashier.ask('till.state', {})).waiting).toEqual([]);
  });

  test('or is given in cash: out of the drawer, off what is owed, in the day\'s and the shift\'s sums, once [T214]', async () => {
    const refundId = await refused();
    const before = desk.storage.shiftTally().cashExpectedMinor;
    await cashier.ask('refund.again', { refundId, by: 'cash', approval: manager });
    expect(await cashier.code('refund.again', { refundId, by: 'cash', approval: manager })).toBe('refund-followed');
    expect(desk.storage.shiftTally().cashExpectedMinor).toBe(before - 1_250);
    expect([balance(desk, 'refunds-due'), balance(desk, 'drawer'), balance(desk, 'clearing:alipay')]).toEqual([0, 10_000 - 1_250, 1_250]);
    expect(desk.storage.dayTally().tenders).toMatchObject({ alipay: { refundMinor: 0 }, cash: { refundMinor: 1_250 } });
    expect(await cashier.code('refund.again', { refundId: 'NOSUCHREFUND', by: 'cash', approval: manager })).toBe('no-such-payment');
  });

  test('one under way or done is not asked for again, and one past the wallet\'s days or parts is refused before it is sent [T215]', async () => {
    await sell(1);
    await cashier.ask('pay.dismiss', {});
    await cashier.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'back', approval: manager });
    const under = (await cashier.ask('till.state', {})).waiting[0]!;
    expect(await cashier.code('refund.again', { refundId: under.id, by: 'cash', approval: manager })).toBe('refund-not-failed');
    await desk.drain();
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('basket.quantity', { line: 1, quantityMilli: 60_000 });
    await cashier.ask('scan', { text: codeOf('alipay', 9), symbology: null, source: 'virtual' });
    await turn();
    const part = { receipt: 2, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'one back', approval: manager };
    for (let parts = 0; parts < 50; parts += 1) await cashier.ask('refund.start', part);
    expect(await cashier.code('refund.start', part)).toBe('refund-parts-over');
    await desk.drain();
    expect(desk.double.net('alipay')).toBe(balance(desk, 'clearing:alipay'));
    desk.clock.at += 361 * 86_400_000;
    expect(await cashier.code('refund.start', part)).toBe('refund-window-over');
  });
});

describe('a PIN that was tried too often', () => {
  test('for approvals locks approvals alone: the manager signs in, and they go again; another manager lets a locked person try again, nobody themselves [S10f]', async () => {
    const guess = { operatorId: 'man', pin: '0000' };
    await sell(1);
    await cashier.ask('pay.dismiss', {});
    const back = (approval: { operatorId: string; pin: string }) => cashier.code('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'back', approval });
    for (let tries = 0; tries < 10; tries += 1) expect(await back(guess)).toBe('wrong-pin');
    expect(await back({ operatorId: 'man', pin: '2222' })).toBe('approval-locked');
    const door = desk.seat(null);
    expect(await door.code('session.signIn', { operatorId: 'man', pin: '2222' })).toBe('ok');
    expect(await back({ operatorId: 'man', pin: '2222' })).toBe('ok');
    for (let tries = 0; tries < 10; tries += 1) await desk.seat(null).code('session.signIn', { operatorId: 'cas2', pin: '0000' });
    expect(await desk.seat(null).code('session.signIn', { operatorId: 'cas2', pin: '1112' })).toBe('pin-locked');
    expect((await desk.seat(null).ask('session.people', {})).find((person) => person.id === 'cas2')?.locked).toBe(true);
    expect(await cashier.code('session.unlock', { operatorId: 'cas2' })).toBe('not-allowed');
    expect(await door.code('session.unlock', { operatorId: 'man' })).toBe('unknown-operator');
    await door.ask('session.unlock', { operatorId: 'cas2' });
    expect(await desk.seat(null).code('session.signIn', { operatorId: 'cas2', pin: '1112' })).toBe('ok');
    expect(desk.storage.entriesAfter(0, 1_000).filter((entry) => entry.kind === 'config.changed').map((entry) => entry.payload)).toContainEqual({ what: 'pin.unlocked', to: 'cas2' });
  });
});

describe('news of an order that this ledger does not know', () => {
  test('is kept as evidence, once, and moves nothing [T219]', async () => {
    await desk.double.backend.charge({ orderId: 'STRANGER0001', wallet: 'alipay', amountMinor: 777, currency: 'CNY', authCode: codeOf('alipay', 77), subject: 'another copy' });
    desk.double.push('STRANGER0001');
    desk.double.push('STRANGER0001');
    const seen = desk.storage.entriesAfter(0, 100).filter((entry) => entry.kind === 'payment.observed');
    expect(seen.map((entry) => entry.payload)).toMatchObject([{ orderId: 'STRANGER0001', act: 'push', state: 'paid', amountMinor: 777 }]);
    expect([balance(desk, 'clearing:alipay'), desk.storage.openAttempts().length, desk.storage.status().lastReceipt]).toEqual([0, 0, 0]);
    await desk.double.backend.refund({ refundId: 'BACK000000001', orderId: 'STRANGER0001', wallet: 'alipay', amountMinor: 777, currency: 'CNY', reason: 'test' });
  });
});
