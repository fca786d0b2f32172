/** Cards on the real till and the real embedded backend: sold by swipes, the acquirer's own file fetched and read, agreed, worked and paid back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Envelope } from '#contract/define.ts';
import type { TillInput } from '#contract/till.ts';
import type { ImportedView, WorkbenchView } from '#contract/views.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { composeTill, type RunningTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { closeByFiles } from '#main/practice/closeByFiles.ts';
import { openShop, sellOne, type Floor } from '#main/practice/floor.ts';
import { newRandom } from '#main/practice/random.ts';
import { drain, newPracticeClock, type PracticeClock } from '#main/practice/virtualTime.ts';
import { seedBackend } from '../kit/freshDatabase.ts';

const ZONE = 'Asia/Shanghai';
const folder = mkdtempSync(join(tmpdir(), 'tillbook-card-day-'));
let running: RunningTill;
let clock: PracticeClock;
let floor: Floor;

async function ask<Value>(name: string, input: unknown): Promise<Value> {
  const reply: Envelope = await floor.manager.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.code}: ${reply.message}`);
  return reply.value as Value;
}
const today = () => dayIn(clock.now(), ZONE);
async function morningAfter(): Promise<void> {
  clock.notBefore(Date.parse(`${nextDay(today())}T10:00:00+08:00`));
  await running.till.ports.backend.sandbox.advance(clock.now());
}
async function sellByCard(count: number): Promise<void> {
  for (let sold = 0, tries = 0; sold < count && tries < 4 * count; tries += 1) if (await sellOne(floor, 'card') !== null) sold += 1;
  await drain(running.till, clock);
}
const cards = async () => (await running.till.ports.backend.sandbox.book()).wallets.find(({ wallet }) => wallet === 'card')?.netMinor ?? 0;
const bills = (faults: TillInput<'sandbox.bills'>['faults']) => running.till.ports.backend.sandbox.bills({ early: false, faults });

beforeAll(async () => {
  clock = newPracticeClock();
  clock.notBefore(Date.parse(`${nextDay(dayIn(clock.now(), ZONE))}T09:00:00+08:00`));
  await seedBackend(folder);
  running = await composeTill(loadConfig(folder, { practice: true }), { clock, ticking: false });
  await running.backendReady;
  await running.till.ports.backend.sandbox.advance(clock.now());
  floor = await openShop(running, clock, newRandom(5));
});
afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a day of swipes, refunds and cards that misbehave agrees with the acquirer\'s file to the last line, and its sum is the acquirer\'s book [K255]', async () => {
  const day = today();
  await sellByCard(12);
  const net = await cards();
  const file = (await closeByFiles(floor)).find(({ wallet }) => wallet === 'card');
  expect(file).toMatchObject({ day, open: 0, amountMinor: net });
  expect(file?.lines ?? 0).toBeGreaterThan(8);
  const { breaks, wallets } = await ask<WorkbenchView>('reconcile.read', { day });
  expect([breaks, wallets.find(({ wallet }) => wallet === 'card')?.lines]).toEqual([[], file?.lines]);
  expect((await ask<ImportedView>('statement.fetch', { wallet: 'card', day })).repeated).toBe(true);
  const rows = running.till.storage.statementRows(day, 'card');
  expect(rows.filter(({ kind }) => kind === 'charge').every(({ orderId, tradeId }) => running.till.storage.attempt(orderId ?? '')?.tradeId === tradeId)).toBe(true);
});

test('a second charge and a missing line are found in the file that the backend hands over; the money goes back to the card, and a mended file closes the rest [K256]', async () => {
  const day = today();
  await sellByCard(6);
  await bills([{ wallet: 'card', day, kind: 'double', line: 0 }, { wallet: 'card', day, kind: 'missing', line: 1 }]);
  const before = await cards();
  await morningAfter();
  await ask('statement.fetch', { wallet: 'card', day });
  const open = async () => (await ask<WorkbenchView>('reconcile.read', { day })).breaks.filter(({ state }) => state === 'open');
  const found = await open();
  expect(found.map(({ kind, suggestion, wallet }) => `${wallet} ${kind} ${suggestion}`).toSorted()).toEqual(['card duplicate-in-statement refund-customer', 'card missing-in-statement ask-wallet']);
  const double = found.find(({ kind }) => kind === 'duplicate-in-statement');
  await ask('reconcile.act', { day, key: double?.key, action: 'refund-customer', note: 'as suggested', approval: { operatorId: 'han', pin: '5555' } });
  await drain(running.till, clock);
  expect(before - await cards()).toBe(Math.abs(double?.amountMinor ?? 0));
  await bills([{ wallet: 'card', day, kind: 'double', line: 0 }]);
  await ask('statement.fetch', { wallet: 'card', day });
  expect(await open()).toEqual([]);
});

test('a day without a card has an empty file of its own, on each such day [K257]', async () => {
  for (let days = 0; days < 2; days += 1) {
    await morningAfter();
    await morningAfter();
    const day = nextDay(today(), -1);
    const fetched = await ask<ImportedView>('statement.fetch', { wallet: 'card', day });
    expect(fetched).toMatchObject({ repeated: false, file: { day, lines: 0 } });
    expect((await ask<WorkbenchView>('reconcile.read', { day })).wallets.find(({ wallet }) => wallet === 'card')?.lines).toBe(0);
  }
});
