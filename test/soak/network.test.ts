/** A till on its real ledger against the real backend over a line that fails in twelve ways, with crashes of both: the wallets' own book is the judge. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#cloud/db/open.ts';
import type { Database } from '#cloud/ports.ts';
import { CHARGEABLE } from '#core/wallets.ts';
import { newRandom, type Random } from '#main/practice/random.ts';
import { LINE_FAULTS, lineDouble, type LineDouble, type LineFault } from '#test/kit/lineDouble.ts';
import { balance, MORNING, openDesk, quickCrypto, type Desk, type DeskSeat, type TestClock } from '#test/kit/tillOnFile.ts';
import { postgresInstalled, startPostgres, type TestPostgres } from '#test/kit/postgres.ts';
import { swipe } from '#test/kit/swipe.ts';
import { walletDouble, type WalletDouble } from '#test/kit/walletDouble.ts';
import { isEnded } from '#core/tender.ts';
import { tick, nextDueAt } from '#till/resolve.ts';
import type { PaymentBackend } from '#till/ports.ts';
import { Fault } from '#core/refusal.ts';
import { inMemory } from '../kit/freshDatabase.ts';

const full = process.env['TILLBOOK_SOAK'] === 'full';
/** Orders of each fault. */
const ORDERS = Number(process.env['TILLBOOK_SOAK_ORDERS'] ?? (full ? 10_000 : 15));
const SEED = Number(process.env['TILLBOOK_SOAK_SEED'] ?? Date.now() % 1_000_000);
/** The backend's database; PGlite in memory unless told, or in the long form, where PostgreSQL is installed. */
const onPostgres = (process.env['TILLBOOK_SOAK_ENGINE'] ?? (full ? 'postgresql' : 'pglite')) === 'postgresql' && postgresInstalled();
const BATCH = 100;
/** One of so many customers has a card. */
const CARD_ONE_OF = 6;
/** Of all calls while the line is bad. */
const FAULT_SHARE = 0.45;
/** The till looks around at least so often. */
const STEP_MS = 5_000;
const HEALED_MS = 600_000;
/** How the sandbox treats a code, by its last four digits. */
const ENDINGS: readonly (readonly [string, number])[] = [['', 50], ['0001', 12], ['0002', 8], ['0003', 8], ['0004', 8], ['0005', 8], ['0006', 6]];

let database: Database;
let stores = 0;
let server: TestPostgres | null = null;
beforeAll(async () => {
  // What is judged here is the money, not the disk: a server of its own takes half the work off this process.
  if (onPostgres) server = await startPostgres(['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']);
  database = await openDatabase(server === null ? await inMemory() : { url: await server.database(), connectionsMax: 4 });
});
afterAll(async () => {
  await database?.close();
  await server?.stop();
});

type World = { desk: Desk; cashier: DeskSeat; line: LineDouble; clock: TestClock; random: Random; crashes: number; cards: number; stored: number; wrap: (backend: PaymentBackend) => PaymentBackend };

/** The double of the port, with the real line in the place of its own. */
function port(clock: TestClock, line: LineDouble, wrap: World['wrap']): WalletDouble {
  return { ...walletDouble(clock), backend: wrap({ ...line.backend, updates: () => () => undefined }) };
}

/** Lets things happen in virtual time until `done` or `ms` have passed. */
async function live(world: World, ms: number, done: () => boolean): Promise<void> {
  const { line, clock } = world;
  const end = clock.at + ms;
  for (let steps = 0; steps < 20_000; steps += 1) {
    line.due();
    await line.idle();
    tick(world.desk.till);
    await line.idle();
    if (done() || clock.at >= end) return;
    const due = nextDueAt(world.desk.till);
    const next = Math.min(line.nextAt(), due > clock.at ? due : Number.POSITIVE_INFINITY, clock.at + STEP_MS, end);
    clock.at = Math.max(clock.at + 1, next);
  }
  throw new Error('it never ends');
}

async function crash(world: World): Promise<void> {
  const { random, line } = world;
  world.crashes += 1;
  const which = random.below(3);
  if (which !== 0) line.crash();
  if (which !== 1) {
    world.desk = world.desk.restart({ cut: true });
    world.cashier = world.desk.seat('cashier');
  }
  await line.idle();
}

const code = (random: Random, nth: number): string => {
  const [prefix, length] = random.weighted<readonly [string, number]>([[['13', 18], 40], [['28', 18], 35], [['62', 19], 25]]);
  const ending = random.weighted(ENDINGS) || String(1_000 + random.below(9_000));
  return `${prefix}${String(nth).padStart(length - prefix.length - ending.length, '0')}${ending}`;
};

/** A customer holds out a phone, or swipes a card at the encrypting reader. */
async function present(world: World, nth: number): Promise<string | null> {
  const { random, desk, cashier } = world;
  if (random.below(CARD_ONE_OF) === 0) {
    const orderId = swipe(desk, cashier, random.weighted(ENDINGS) || String(1_000 + random.below(9_000)));
    world.cards += 1;
    if (orderId !== null && desk.storage.attempt(orderId)?.stored === true) world.stored += 1;
    return orderId;
  }
  const { state } = await cashier.ask('scan', { text: code(random, nth), symbology: null, source: 'virtual' });
  return state.payment?.orderId ?? null;
}

async function sellOne(world: World, nth: number): Promise<void> {
  const { random } = world;
  const cash = async () => {
    const { basket } = await world.cashier.ask('till.state', {});
    if (basket.lines.length > 0) await world.cashier.ask('pay.cash', { amountMinor: basket.dueMinor, givenMinor: basket.cashDueMinor });
  };
  await world.cashier.ask('basket.add', { sku: 'TEA' });
  const orderId = await present(world, nth);
  if (orderId === null) return cash();
  const ended = () => {
    const attempt = world.desk.storage.attempt(orderId);
    return attempt === null || isEnded(attempt.state);
  };
  if (random.below(20) === 0) await crash(world);
  if (random.below(12) === 0) {
    await live(world, random.below(20_000), ended);
    if (!ended()) await world.cashier.code('pay.cancel', { orderId });
  }
  await live(world, 120_000, ended);
  // What is still open then is put aside and paid in cash; a late success goes back by itself.
  if (!ended()) await world.cashier.code('pay.setAside', { orderId, approval: { operatorId: 'man', pin: '2222' } });
  await cash();
  await world.cashier.ask('pay.dismiss', {});
}

async function judge(world: World, about: string): Promise<void> {
  world.line.fault = () => null;
  await live(world, HEALED_MS, () => false);
  const { storage } = world.desk;
  expect(storage.openAttempts().map((attempt) => `${attempt.orderId} ${attempt.state}`), `${about}: unknown ten minutes after healing`).toEqual([]);
  expect(storage.openRefunds().map((refund) => refund.state), `${about}: refunds under way`).toEqual([]);
  const { net, doubleCharged } = await world.line.book();
  expect(doubleCharged, `${about}: charged more than once`).toEqual([]);
  expect({ ...Object.fromEntries(CHARGEABLE.map((wallet) => [wallet, balance(world.desk, `clearing:${wallet}`)])), card: balance(world.desk, 'clearing:card') }, `${about}: ledger against the wallets' own book`).toEqual(net);
  expect(balance(world.desk, 'customer-funds'), about).toBe(0);
  expect(world.desk.till.ports.cards?.list(), `${about}: cards kept beyond their charge`).toEqual([]);
  expect(world.desk.bugs, about).toEqual([]);
}

async function trade(faults: readonly LineFault[], orders: number, seed: number, wrap: World['wrap'] = (backend) => backend): Promise<{ crashes: number; sales: number; cards: number; stored: number }> {
  const random = newRandom(seed);
  const clock: TestClock = { at: MORNING, now() { return this.at; } };
  const crypto = quickCrypto();
  stores += 1;
  const line = await lineDouble(database, `shop${stores}`, clock, crypto, random);
  const desk = openDesk({ clock, crypto, enrolled: true, shop: { cards: 'store-and-forward' }, double: port(clock, line, wrap) });
  const world: World = { desk, cashier: desk.seat('cashier'), line, clock, random, crashes: 0, cards: 0, stored: 0, wrap };
  try {
    await world.cashier.ask('shift.open', { floatMinor: 10_000 });
    for (let done = 0; done < orders;) {
      line.fault = () => (random.next() < FAULT_SHARE ? random.pick(faults) : null);
      for (let batch = 0; batch < BATCH && done < orders; batch += 1, done += 1) await sellOne(world, done);
      await judge(world, `seed ${seed}, ${faults.join('+')}, order ${done}`);
    }
    return { crashes: world.crashes, sales: world.desk.storage.status().lastReceipt, cards: world.cards, stored: world.stored };
  } finally {
    await line.idle();
    world.desk.close();
    line.close();
  }
}

const seedOf = (fault: string) => SEED + Number.parseInt(createHash('sha256').update(fault).digest('hex').slice(0, 6), 16);

describe('a line that fails', () => {
  test.each(LINE_FAULTS)('by %s, with crashes of till and backend: at most one charge an order, nothing unknown ten minutes after healing, ledger and wallets agree [N100]', async (fault) => {
    const began = performance.now();
    const { crashes, sales, cards, stored } = await trade([fault], ORDERS, seedOf(fault));
    console.log(`${fault}: seed ${SEED}, ${ORDERS} orders, ${sales} sales, ${cards} cards (${stored} without a line), ${crashes} crashes, ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  });

  test('in all twelve ways at once ends the same [N101]', async () => {
    const began = performance.now();
    const { crashes, sales, cards, stored } = await trade(LINE_FAULTS, ORDERS, SEED);
    console.log(`all: seed ${SEED}, ${ORDERS} orders, ${sales} sales, ${cards} cards (${stored} without a line), ${crashes} crashes, ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  });

  test('the judge sees a till that makes a new number for every try, and passes one that tries again under the same [N102]', async () => {
    const tries = (mint: (orderId: string, nth: number) => string) => (backend: PaymentBackend): PaymentBackend => ({
      ...backend,
      async charge(request) {
        for (let nth = 0; ; nth += 1) {
          try {
            const answer = await backend.charge({ ...request, orderId: mint(request.orderId, nth) });
            return { ...answer, orderId: request.orderId };
          } catch (error) {
            if (nth === 2 || !(error instanceof Fault) || error.code !== 'backend-unknown') throw error;
          }
        }
      },
    });
    await trade(['cut'], 30, 7, tries((orderId) => orderId));
    await expect(trade(['cut'], 30, 7, tries((orderId, nth) => (nth === 0 ? orderId : `${orderId.slice(0, 24)}${nth}`)))).rejects.toThrow(/charged more than once|own book|unknown ten minutes/);
  });
});
