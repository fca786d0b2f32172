/** Who may give something away, and how: the cashier's limit, the manager's PIN for one action, and PINs that hold. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { nodeCrypto } from '#main/adapters/crypto/nodeCrypto.ts';
import { codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
const manager = { operatorId: 'man', pin: '2222' };
beforeEach(async () => {
  desk = openDesk();
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  await cashier.ask('basket.add', { sku: 'TEA' });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});
const overrides = () => desk.storage.entriesAfter(0, 1_000).filter((entry) => entry.kind === 'permission.overridden').map((entry) => entry.payload);
const total = async () => (await cashier.ask('till.state', {})).basket.totalMinor;

describe('approvals', () => {
  test('above the limit a cashier needs a manager\'s PIN: none, a wrong one, the own one or a technician\'s do not do [S9a]', async () => {
    await cashier.ask('basket.add', { sku: 'RICE' });
    await cashier.ask('pay.cash', { amountMinor: 4_583, givenMinor: 5_000 });
    await cashier.ask('basket.add', { sku: 'TEA' });
    desk.double.payer = () => 'never';
    const asked: [Parameters<DeskSeat['raw']>[0], Record<string, unknown>][] = [
      ['basket.discountLine', { line: 1, discount: { kind: 'percent', bp: 2_100 } }], ['basket.discountLine', { line: 1, discount: { kind: 'amount', minor: 251 } }], ['basket.discountAll', { bp: 2_001 }], ['basket.price', { line: 1, unitMinor: 1 }],
      ['drawer.open', { reason: 'change' }], ['refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'returned' }],
    ];
    const { state } = await cashier.ask('scan', { text: codeOf('wechatpay'), symbology: null, source: 'virtual' });
    const setAside = state.payment!.orderId;
    const before = desk.storage.head().seq;
    const all = [...asked.slice(4), ['pay.setAside', { orderId: setAside }] as const];
    const said: string[] = [];
    const tryAll = async (calls: readonly (readonly [string, Record<string, unknown>])[]) => {
      for (const [name, input] of calls) {
        for (const approval of [undefined, { operatorId: 'man', pin: '9999' }, { operatorId: 'cas', pin: '1111' }, { operatorId: 'cas2', pin: '1112' }, { operatorId: 'tec', pin: '3333' }, { operatorId: 'nobody', pin: '2222' }]) {
          const reply = await cashier.raw(name, approval === undefined ? input : { ...input, approval });
          said.push(reply.ok ? `${name} ok` : reply.code);
        }
      }
    };
    const refusals = ['approval-needed', 'wrong-pin', 'approver-may-not', 'approver-may-not', 'approver-may-not', 'wrong-pin'];
    await tryAll(all);
    expect(said).toEqual(all.flatMap(() => refusals));
    await new Promise((done) => setImmediate(done));
    expect(desk.storage.entriesAfter(before, 100).map((entry) => entry.kind).filter((kind) => kind !== 'payment.observed')).toEqual([]);
    await cashier.ask('pay.setAside', { orderId: setAside, approval: manager });
    said.length = 0;
    await tryAll(asked.slice(0, 4));
    expect(said).toEqual(asked.slice(0, 4).flatMap(() => refusals));
    expect(await total()).toBe(1_250);
  });

  test('an approval is on record with its action, amount and sale, in the same commit as what it allowed [S9b]', async () => {
    await cashier.ask('basket.discountLine', { line: 1, discount: { kind: 'percent', bp: 5_000 }, approval: manager });
    await cashier.ask('basket.price', { line: 1, unitMinor: 1_000, approval: manager });
    const { basket } = await cashier.ask('till.state', {});
    expect(overrides()).toEqual([
      { action: 'discount-over-limit', approver: 'man', saleId: basket.saleId, amountMinor: 625 }, { action: 'price-override', approver: 'man', saleId: basket.saleId, amountMinor: 1_000 },
    ]);
    expect(basket.totalMinor).toBe(500);
  });

  test('within the limit nobody is asked, and a manager needs nobody [S9c]', async () => {
    expect(await cashier.code('basket.discountLine', { line: 1, discount: { kind: 'percent', bp: 2_000 } })).toBe('ok');
    expect(await cashier.code('basket.discountAll', { bp: 2_000 })).toBe('ok');
    const boss = desk.seat('manager');
    expect(await boss.code('basket.price', { line: 1, unitMinor: 1 })).toBe('ok');
    expect(overrides()).toEqual([]);
  });

  test('an approved discount can\'t be made to give away more by other quantities or goods, nor a small one to grow past the limit [S9d]', async () => {
    await cashier.ask('basket.quantity', { line: 1, quantityMilli: 10_000 });
    await cashier.ask('basket.discountLine', { line: 1, discount: { kind: 'amount', minor: 2_500 } });
    expect(await cashier.code('basket.quantity', { line: 1, quantityMilli: 3_000 })).toBe('discount-approved-for-less');
    await cashier.ask('basket.discountLine', { line: 1, discount: null });
    await cashier.ask('basket.quantity', { line: 1, quantityMilli: 1_000 });
    await cashier.ask('basket.discountLine', { line: 1, discount: { kind: 'percent', bp: 5_000 }, approval: manager });
    expect(await cashier.code('basket.quantity', { line: 1, quantityMilli: 9_000 })).toBe('discount-approved-for-less');
    await cashier.ask('basket.discountLine', { line: 1, discount: null });
    await cashier.ask('basket.discountAll', { bp: 5_000, approval: manager });
    expect(await cashier.code('basket.add', { sku: 'CAKE' })).toBe('discount-approved-for-less');
    expect(await desk.seat('manager').code('basket.add', { sku: 'CAKE' })).toBe('ok');
    expect(await cashier.code('basket.remove', { line: 2 })).toBe('ok');
  });

  test('what was approved is what is kept: a basket that changed during the PIN is not touched [S9e]', async () => {
    const other = desk.seat('cashier', 'cas2');
    const slow = cashier.code('basket.discountLine', { line: 1, discount: { kind: 'percent', bp: 9_000 }, approval: manager });
    await other.ask('basket.hold', {});
    await other.ask('basket.add', { sku: 'CAKE' });
    expect(await slow).toBe('basket-changed');
    expect(await total()).toBe(9_999);
  });

  test('the journal names an approver only when that person\'s PIN was judged [S9f]', async () => {
    desk.double.payer = () => 'never';
    const { state } = await cashier.ask('scan', { text: codeOf('wechatpay'), symbology: null, source: 'virtual' });
    await new Promise((done) => setImmediate(done));
    await desk.seat('manager').ask('pay.setAside', { orderId: state.payment!.orderId, approval: { operatorId: 'man2', pin: '0000' } });
    const entry = desk.storage.entriesAfter(0, 1_000).find((one) => one.kind === 'payment.set-aside');
    expect(entry?.payload).toMatchObject({ approver: 'man' });
  });
});

describe('PINs', () => {
  test('ten wrong tries lock a PIN for good, across restarts, also the right one, also as an approval [S10a]', async () => {
    let judged = 0;
    const count = () => {
      const { crypto } = desk.till.ports;
      const before = { ...crypto };
      Object.assign(crypto, { checkSecret: (secret: string, verifier: string) => {
        judged += 1;
        return before.checkSecret(secret, verifier);
      } });
    };
    count();
    const said: string[] = [];
    for (let n = 0; n < 40; n += 1) {
      if (n % 4 === 3) {
        const { double, clock } = desk;
        desk.storage.close();
        desk = openDesk({ folder: desk.folder, double, clock: { at: clock.at - 86_400_000 * n, now() { return this.at; } } });
        count();
      }
      const seat = desk.seat(null);
      said.push(await seat.code('session.signIn', { operatorId: 'man', pin: String(5_000 + n) }));
    }
    expect(said.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'wrong-pin'));
    expect(new Set(said.slice(10))).toEqual(new Set(['pin-locked']));
    expect(judged).toBe(10);
    expect(await desk.seat(null).code('session.signIn', { operatorId: 'man', pin: '2222' })).toBe('pin-locked');
    expect(await desk.seat('cashier').code('basket.price', { line: 1, unitMinor: 1, approval: manager })).toBe('pin-locked');
    expect(judged).toBe(10);
  });

  test('guesses sent all at once are counted one by one [S10b]', async () => {
    const said = await Promise.all(Array.from({ length: 50 }, (_, n) => desk.seat(null).code('session.signIn', { operatorId: 'man', pin: String(6_000 + n) })));
    expect(said.filter((code) => code === 'wrong-pin')).toHaveLength(10);
    expect(said.filter((code) => code === 'pin-locked')).toHaveLength(40);
  });

  test('a right PIN signs in, is on record, and forgets the wrong tries before it; a name that does not exist tells nothing [S10c]', async () => {
    const seat = desk.seat(null);
    for (let n = 0; n < 9; n += 1) await seat.code('session.signIn', { operatorId: 'man', pin: '0000' });
    expect(await seat.code('session.signIn', { operatorId: 'man', pin: '2222' })).toBe('ok');
    expect(seat.seat.operator?.id).toBe('man');
    expect(desk.storage.person('man')?.tries).toBe(0);
    expect(desk.storage.entryAt(desk.storage.head().seq)).toMatchObject({ kind: 'operator.signed-in', operator: 'man' });
    expect(await desk.seat(null).code('session.signIn', { operatorId: 'nobody', pin: '2222' })).toBe('wrong-pin');
  });

  test('a locked screen does nothing until someone signs in [S10d]', async () => {
    await cashier.ask('session.lock', {});
    expect([await cashier.code('basket.add', { sku: 'TEA' }), await cashier.code('pay.cash', { amountMinor: 1, givenMinor: 1 })]).toEqual(['sign-in-first', 'sign-in-first']);
    await cashier.ask('session.signIn', { operatorId: 'cas2', pin: '1112' });
    expect(await cashier.code('basket.add', { sku: 'TEA' })).toBe('ok');
  });

  test('a PIN is kept as a slow salted verifier, and only the right one fits [S10e]', async () => {
    const crypto = nodeCrypto(generateKeyPairSync('ed25519').privateKey);
    const [one, two] = [await crypto.hashSecret('2468'), await crypto.hashSecret('2468')];
    expect(one).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect(one).not.toBe(two);
    expect([await crypto.checkSecret('2468', one), await crypto.checkSecret('2469', one), await crypto.checkSecret('2468', two), await crypto.checkSecret('2468', 'plain$2468')]).toEqual([true, false, true, false]);
  });
});
