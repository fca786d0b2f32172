/** The sandbox's three wallets under the connectors' common rules, and the rules that are one wallet's own. */
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBook } from '#cloud/connectors/sandbox/book.ts';
import { advanceClock, readBook, sandboxNow, setBehaviour } from '#cloud/connectors/sandbox/controls.ts';
import { sandboxConnector } from '#cloud/connectors/sandbox/connector.ts';
import { scanShown, setCustomers } from '#cloud/connectors/sandbox/shown.ts';
import { openDatabase } from '#cloud/db/open.ts';
import type { Database } from '#cloud/ports.ts';
import { CHARGEABLE } from '#core/wallets.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { newCode, newOrderId } from '../kit/tillAtBackend.ts';
import { connectorConformance } from './connector.ts';
import type { ConnectorRig } from './connector.ts';
import { inMemory } from '../kit/freshDatabase.ts';

let database: Database;
let shops = 0;
/** Noon in Beijing: no clearing day ends within a test. */
const NOON = Date.parse('2026-03-10T04:00:00Z');

beforeAll(async () => {
  database = await openDatabase(await inMemory());
});
afterAll(() => database?.close());

function rigOf(wallet: ChargeableWallet): ConnectorRig & { store: string } {
  shops += 1;
  const store = `rig${shops}`;
  let wall = NOON;
  const book = openBook(database, () => wall);
  return {
    store,
    connector: sandboxConnector(book, wallet),
    behave: (mode, delayMs = 0) => setBehaviour(book, store, { wallet, mode, delayMs }),
    async pass(ms) {
      wall += ms;
      await Promise.resolve();
    },
    netMinor: async () => (await readBook(book, store)).wallets.find((line) => line.wallet === wallet)?.netMinor ?? 0,
    order: (changes) => ({ store, orderId: newOrderId(), amountMinor: 100 + randomInt(9_900), currency: 'CNY', kind: 'scanned', sentAt: wall, expiresAt: null, authCode: newCode(), subject: 'Tee', ...changes }),
    newId: newOrderId,
    async scan(orderId, mode, delayMs = 0) {
      await scanShown(book, store, { wallet, orderId, mode, delayMs });
    },
    now: () => wall,
    forgetsReversed: false,
    paidPresented: wallet === 'wechatpay' ? 'paid' : 'reversed',
  };
}

CHARGEABLE.forEach((wallet, index) => connectorConformance(`sandbox ${wallet}`, `C5${index}`, () => Promise.resolve(rigOf(wallet))));

describe('sandbox wallets by themselves', () => {
  test('WeChat Pay refuses a reverse within 15 seconds of the charge [C60]', async () => {
    const { connector, order, pass } = rigOf('wechatpay');
    const one = order();
    await connector.pay(one);
    await pass(14_999);
    expect(await connector.reverse(one)).toMatchObject({ state: 'unknown', retryReverse: true });
    await pass(1);
    expect((await connector.reverse(one)).state).toBe('reversed');
  });

  test('Alipay asks to cancel a doubtful order again before it is definite [C61]', async () => {
    const { connector, order, behave } = rigOf('alipay');
    await behave('silent-paid');
    const one = order();
    await connector.pay(one);
    expect(await connector.reverse(one)).toMatchObject({ state: 'unknown', retryReverse: true });
    expect(await connector.reverse(one)).toMatchObject({ state: 'reversed', retryReverse: false });
  });

  test('UnionPay voids only within the clearing day, which ends at 23:00 [C62]', async () => {
    const { connector, order, pass, netMinor } = rigOf('unionpay');
    const [early, late] = [order(), order()];
    await connector.pay(early);
    await connector.pay(late);
    await pass(11 * 3_600_000 - 1);
    expect((await connector.reverse(early)).state).toBe('reversed');
    await pass(1);
    expect((await connector.reverse(late)).state).toBe('paid');
    expect(await netMinor()).toBe(late.amountMinor);
  });

  test('a code\'s last four digits script one charge and no other [C63]', async () => {
    const { connector, order } = rigOf('wechatpay');
    const states = async (ending: string) => (await connector.pay(order({ authCode: newCode(ending) }))).state;
    expect(await Promise.all(['0001', '0002', '0003', '0004', '0005', '0006', '0007', '1234'].map(states))).toEqual(
      ['payer-acting', 'declined', 'unknown', 'unknown', 'unknown', 'unknown', 'paid', 'paid']);
    expect(await states('9999')).toBe('paid');
  });

  test('the book shows an order that was charged twice: it does not lean on the backend [C64]', async () => {
    const { connector, order, store } = rigOf('wechatpay');
    const one = order({ amountMinor: 500 });
    await connector.pay(one);
    await connector.pay(one);
    const book = await readBook(openBook(database, () => NOON), store);
    expect(book.doubleCharged).toEqual([one.orderId]);
    expect(book.wallets.find((line) => line.wallet === 'wechatpay')).toMatchObject({ charges: 2, netMinor: 1_000 });
  });

  test('customers who come by themselves pay, come twice, or pay while the wallet lies [W100]', async () => {
    const shown = async (mode: 'pay' | 'twice' | 'lie', delayMs: number) => {
      const { connector, order, store, pass } = rigOf('wechatpay');
      const book = openBook(database, () => NOON);
      await setCustomers(book, store, { wallet: 'wechatpay', mode, delayMs });
      const { authCode: _none, ...one } = order({ kind: 'presented' });
      await connector.present({ ...one, expiresAt: NOON + 120_000 });
      const before = await connector.ask(one);
      await pass(delayMs);
      const after = await connector.ask(one);
      await advanceClock(book, store, NOON + delayMs);
      return [before.state, after.state, (await readBook(book, store)).doubleCharged.length];
    };
    expect(await shown('pay', 5_000)).toEqual(['payer-acting', 'paid', 0]);
    expect(await shown('twice', 5_000)).toEqual(['payer-acting', 'paid', 1]);
    expect(await shown('lie', 5_000)).toEqual(['unknown', 'paid', 0]);
  });

  test('the clock only moves forward, and a charge with a delay in moved time is answered at once [C65]', async () => {
    const { connector, order, store, behave } = rigOf('alipay');
    const book = openBook(database, () => NOON);
    const ahead = NOON + 86_400_000;
    expect(await advanceClock(book, store, ahead)).toBe(ahead);
    expect(await advanceClock(book, store, NOON)).toBe(ahead);
    await behave('pay', 5_000);
    const one = order();
    let slept = false;
    const timer = setTimeout(() => (slept = true), 4_900);
    expect((await connector.pay(one)).state).toBe('payer-acting');
    clearTimeout(timer);
    // Slow as the machine may be, the answer came before the delay: nobody slept it out.
    expect(slept).toBe(false);
    await advanceClock(book, store, ahead + 5_000);
    expect((await connector.ask(one)).state).toBe('paid');
  });

  test('a clock that was moved ahead goes on from there with the wall clock, also for whoever opens the books later in real time [D220]', async () => {
    const { connector, order, store, behave } = rigOf('alipay');
    let wall = NOON;
    await advanceClock(openBook(database, () => wall), store, NOON + 3_600_000);
    wall += 60_000;
    const later = openBook(database, () => wall);
    expect(await sandboxNow(later, store)).toBe(NOON + 3_660_000);
    await behave('pay', 30_000);
    const one = order();
    await connector.pay(one);
    const net = async () => (await readBook(later, store)).wallets.find((line) => line.wallet === 'alipay')?.netMinor ?? 0;
    expect(await net()).toBe(one.amountMinor);
    wall = NOON;
    expect(await sandboxNow(later, store)).toBe(NOON + 3_600_000);
    expect(await net()).toBe(0);
    wall = NOON + 30_000;
    expect(await net()).toBe(one.amountMinor);
  });
});
