/** Cards by an encrypting reader at a real till: charged with a line, kept encrypted without one, forwarded once, and nowhere to be found afterwards. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TillEvent } from '#contract/views.ts';
import { LIMITS } from '#core/limits.ts';
import { openLog } from '#main/adapters/log/openLog.ts';
import { hearDevice } from '#till/hearDevice.ts';
import type { SwipedCard } from '#till/ports.ts';
import type { Screen } from '#till/till.ts';
import { balance, openDesk, PLACE, type Desk, type DeskOptions, type DeskSeat } from '#test/kit/tillOnFile.ts';

const KSN = 'ffff9876543210e0a1b2';
const CIPHERTEXT = '9f3c51d07be2468aac13579bdf02468ace13579b';
const ENCRYPTED: SwipedCard = { brand: 'visa', lastFour: '1111', expiry: '3012', encrypted: true, use: 'forward', ksn: KSN, ciphertext: `2:${CIPHERTEXT}`, badge: null };

let desk: Desk;
let cashier: DeskSeat;
let events: TillEvent[];
function sit(): void {
  cashier = desk.seat('cashier');
  events = [];
  const screen: Screen = { seat: cashier.seat, tell: (event) => { events.push(event); }, lastActAt: desk.clock.now() };
  desk.till.memory.screens.add(screen);
}
async function open(options: DeskOptions = {}): Promise<void> {
  desk = openDesk({ enrolled: true, ...options, shop: { cards: 'store-and-forward', ...options.shop } });
  sit();
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  await desk.pass(1);
}
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});

const swipe = (over: Partial<SwipedCard> = {}) => hearDevice(desk.till, { kind: 'card', device: 'c', card: { ...ENCRYPTED, ...over } });
const came = () => events.flatMap((event) => (event.kind === 'card' ? [event.result.trouble?.code ?? event.result.outcome] : []));
const turn = () => new Promise((done) => setImmediate(done));
async function sell(over: Partial<SwipedCard> = {}, sku = 'TEA'): Promise<string> {
  await cashier.ask('basket.add', { sku });
  swipe(over);
  await turn();
  return desk.storage.lastAttempts(1)[0]?.orderId ?? '';
}
const cut = () => { desk.double.trouble = () => 'unreachable'; };
const mend = () => { desk.double.trouble = () => 'none'; };
/** The line is down once two questions went unanswered. */
async function lineDown(): Promise<void> {
  cut();
  await desk.pass(40);
}
const kept = () => desk.till.ports.cards?.list().length ?? -1;
const stands = (orderId: string) => `${desk.storage.attempt(orderId)?.state} ${desk.storage.status().lastReceipt} ${balance(desk, 'clearing:card')} ${desk.double.net('card')}`;

describe('with a line', () => {
  beforeEach(() => open());

  test('a card is charged by the discipline of a wallet: its order is in the journal before the first byte leaves [K200]', async () => {
    const seen: string[][] = [];
    desk.double.trouble = (verb) => {
      if (verb === 'charge') seen.push(desk.storage.entriesAfter(0, 1_000).map((entry) => entry.kind));
      return 'none';
    };
    const orderId = await sell();
    expect(seen[0]?.slice(-2)).toEqual(['payment.intended', 'payment.sent']);
    expect(stands(orderId)).toBe('paid 1 1250 1250');
    expect(came()).toEqual(['offered']);
    expect(desk.double.cards).toEqual([{ brand: 'visa', lastFour: '1111', ksn: KSN, ciphertext: `2:${CIPHERTEXT}` }]);
    expect(kept()).toBe(0);
  });

  test('its tender and its receipt have the brand and the last four digits, and the day counts it as card [K201]', async () => {
    await sell();
    const receipt = await cashier.ask('receipt.read', { receipt: 1 });
    expect(receipt.tenders).toMatchObject([{ kind: 'card', wallet: 'card', brand: 'visa', lastFour: '1111', amountMinor: 1_250 }]);
    expect(await desk.seat('manager').ask('day.read', {})).toMatchObject({ tenders: [{ tender: 'card', count: 1, amountMinor: 1_250 }] });
    expect((await cashier.ask('till.state', {})).ending).toMatchObject({ light: 'yes', tender: 'card' });
  });

  test('what the acquirer does not answer is asked again, reversed until definite, and charged once at most [K202]', async () => {
    for (const [trouble, end] of [['lost', 'reversed 0 0 0'], ['cut', 'paid 1 1250 1250'], ['stray', 'paid 2 2500 2500']] as const) {
      let first = true;
      desk.double.trouble = (verb) => {
        const hit = verb === 'charge' && first;
        if (verb === 'charge') first = false;
        return hit ? trouble : 'none';
      };
      const orderId = await sell();
      expect(desk.storage.attempt(orderId)?.state).toBe('unknown');
      await desk.drain();
      expect(stands(orderId), trouble).toBe(end);
      await cashier.ask('basket.void', { reason: 'left' });
    }
    expect(desk.double.doubleCharged()).toEqual([]);
  });

  test('declined keeps the basket and takes nothing; a second swipe while one is open is refused [K203]', async () => {
    desk.double.payer = () => 'decline';
    const orderId = await sell();
    expect(stands(orderId)).toBe('declined 0 0 0');
    expect(await cashier.ask('till.state', {})).toMatchObject({ ending: { light: 'no' }, basket: { lines: [{ sku: 'TEA' }] } });
    desk.double.payer = () => 'later';
    swipe();
    swipe();
    expect(came()).toEqual(['offered', 'offered', 'payment-open']);
    await desk.drain();
  });

  test('only what the decoder gives to be forwarded is charged: clear, practice and member cards are not [K204]', async () => {
    await cashier.ask('basket.add', { sku: 'TEA' });
    swipe({ use: 'refused', encrypted: false, ksn: null, ciphertext: null });
    swipe({ use: 'practice', encrypted: false, ksn: null, ciphertext: null });
    swipe({ use: 'member', brand: null, encrypted: false, ksn: null, ciphertext: null, badge: 'nobody' });
    // What the word says decides, not what stands beside it.
    swipe({ use: 'refused' });
    expect(came()).toEqual(['clear-refused', 'clear-refused', 'unknown-card', 'clear-refused']);
    expect(desk.double.cards).toEqual([]);
    expect(desk.storage.openAttempts()).toEqual([]);
  });

  test('money goes back to the card by the receipt, in parts and never more than was paid [K205]', async () => {
    await cashier.ask('basket.add', { sku: 'TEA' });
    const orderId = await sell();
    const manager = desk.seat('manager');
    const back = () => manager.code('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'returned' });
    expect(stands(orderId)).toBe('paid 1 2500 2500');
    expect(await back()).toBe('ok');
    await desk.drain();
    expect(stands(orderId)).toBe('paid 1 1250 1250');
    expect(await back()).toBe('ok');
    expect(await back()).toBe('already-refunded');
    await desk.drain();
    expect(stands(orderId)).toBe('paid 1 0 0');
    expect(balance(desk, 'refunds-due')).toBe(0);
  });
});

test('a clear card of the practice shop is charged with nothing in it, and a shop without an acquirer takes none [K206]', async () => {
  await open({ shop: { practice: true } });
  await sell({ use: 'practice', encrypted: false, ksn: null, ciphertext: null });
  expect(desk.double.cards).toEqual([{ brand: 'visa', lastFour: '1111', ksn: '0'.repeat(20), ciphertext: '1:00' }]);
  desk.close();
  desk = openDesk({ enrolled: true });
  sit();
  await cashier.ask('shift.open', { floatMinor: 0 });
  await sell();
  expect(came()).toEqual(['no-acquirer']);
  expect(desk.double.cards).toEqual([]);
});

describe('without a line', () => {
  beforeEach(async () => {
    await open();
    await lineDown();
  });

  test('a card is kept encrypted, the sale is made, and it is forwarded once when the line is back, then deleted [K207]', async () => {
    const orderId = await sell();
    expect(came()).toEqual(['stored']);
    expect(stands(orderId)).toBe('intended 1 0 0');
    expect(balance(desk, 'customer-funds')).toBe(1_250);
    expect(kept()).toBe(1);
    expect((await cashier.ask('till.state', {})).ending).toMatchObject({ light: 'yes', reason: 'card-stored', tender: 'card' });
    await desk.pass(120);
    expect(desk.double.cards).toEqual([]);
    mend();
    await desk.pass(20);
    expect(stands(orderId)).toBe('paid 1 1250 1250');
    expect(balance(desk, 'customer-funds')).toBe(0);
    expect(desk.double.cards).toHaveLength(1);
    expect(kept()).toBe(0);
  });

  test('whatever the line does to the forwarding, the same order goes again and the card is charged once [K208]', async () => {
    const orderId = await sell();
    const troubles = ['lost', 'unreachable', 'cut', 'refused', 'cut', 'none'] as const;
    let nth = 0;
    desk.double.trouble = (verb) => (verb === 'charge' ? troubles[Math.min(nth++, troubles.length - 1)] ?? 'none' : 'none');
    await desk.pass(120);
    expect(stands(orderId)).toBe('paid 1 1250 1250');
    expect(nth).toBe(troubles.length);
    expect(desk.double.doubleCharged()).toEqual([]);
    expect(kept()).toBe(0);
  });

  test('it outlives the till\'s end, and a card whose order was never written is swept away [K209]', async () => {
    const orderId = await sell();
    desk.till.ports.cards?.keep({ orderId: 'NEVERWRITTEN1', at: 1, card: { brand: null, lastFour: null, ksn: KSN, ciphertext: '1:00' } });
    desk = desk.restart({ cut: true });
    expect(kept()).toBe(2);
    mend();
    await desk.pass(20);
    expect(stands(orderId)).toBe('paid 1 1250 1250');
    expect(desk.double.orders().map((order) => order.orderId)).toEqual([orderId]);
    expect(kept()).toBe(0);
  });

  test('declined when it is forwarded, the sale stands and the shop\'s loss is written off [K210]', async () => {
    desk.double.payer = () => 'decline';
    const orderId = await sell();
    mend();
    await desk.pass(20);
    expect(stands(orderId)).toBe('declined 1 0 0');
    expect([balance(desk, 'write-offs'), balance(desk, 'customer-funds')]).toEqual([1_250, 0]);
    expect(kept()).toBe(0);
  });

  test('one sale, all that waits on the till, and the hours have limits of their own; beyond them nothing is charged and nothing kept [K211]', async () => {
    const sum = () => desk.storage.openAttempts().reduce((total, attempt) => total + attempt.amountMinor, 0);
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('basket.quantity', { line: 1, quantityMilli: (Math.floor(LIMITS.storedCardSaleMinorFirst / 1_250) + 1) * 1_000 });
    swipe();
    expect(came()).toEqual(['card-limit-sale']);
    await cashier.ask('basket.quantity', { line: 1, quantityMilli: Math.floor(LIMITS.storedCardSaleMinorFirst / 1_250) * 1_000 });
    for (let sales = 0; sum() + 30_000 <= LIMITS.storedCardTillMinorFirst; sales += 1) {
      if (sales > 0) {
        await cashier.ask('basket.add', { sku: 'TEA' });
        await cashier.ask('basket.quantity', { line: 1, quantityMilli: 24_000 });
      }
      swipe();
    }
    expect(sum()).toBe(LIMITS.storedCardTillMinorFirst);
    await sell();
    expect(came().at(-1)).toBe('card-limit-till');
    const held = kept();
    mend();
    await desk.pass(60);
    await lineDown();
    desk.clock.at += LIMITS.storedCardHoursFirst * 3_600_000;
    swipe();
    expect(came().at(-1)).toBe('card-limit-hours');
    expect([held, kept()]).toEqual([5, 0]);
  });

  test('a manager sets how much is taken by card without a line; the change holds at once, is on record, and cards that wait are forwarded all the same [K221]', async () => {
    const boss = desk.seat('manager');
    expect((await boss.ask('payments.watch', { days: 1 })).cardLimits).toEqual({ saleMinorMax: LIMITS.storedCardSaleMinorFirst, tillMinorMax: LIMITS.storedCardTillMinorFirst, hoursMax: LIMITS.storedCardHoursFirst });
    expect(await cashier.code('payments.cardLimits', { saleMinorMax: 1, tillMinorMax: 1, hoursMax: 1 })).toBe('not-allowed');
    expect(await boss.code('payments.cardLimits', { saleMinorMax: 2, tillMinorMax: 1, hoursMax: 1 })).toBe('risk-limits-contradict');
    expect(await boss.code('payments.cardLimits', { saleMinorMax: 1, tillMinorMax: 2, hoursMax: 73 })).toBe('bad-request');
    await lineDown();
    const orderId = await sell();
    expect(kept()).toBe(1);
    await boss.ask('payments.cardLimits', { saleMinorMax: 1_249, tillMinorMax: 9_000, hoursMax: 1 });
    expect(desk.storage.entriesAfter(0, 500).some((entry) => entry.kind === 'config.changed' && entry.operator === 'man' && entry.payload.what === 'card.limits' && entry.payload.to === 'sale 1249, till 9000, 1 h')).toBe(true);
    await sell();
    expect(came().at(-1)).toBe('card-limit-sale');
    await boss.ask('payments.cardLimits', { saleMinorMax: 1_250, tillMinorMax: 2_000, hoursMax: 1 });
    swipe();
    expect(came().at(-1)).toBe('card-limit-till');
    await boss.ask('payments.cardLimits', { saleMinorMax: 1_250, tillMinorMax: 9_000, hoursMax: 1 });
    desk.clock.at += 3_600_001;
    swipe();
    expect(came().at(-1)).toBe('card-limit-hours');
    await boss.ask('payments.cardLimits', { saleMinorMax: 1_250, tillMinorMax: 9_000, hoursMax: 3 });
    swipe();
    expect(came().at(-1)).toBe('stored');
    mend();
    await desk.pass(60);
    expect(kept()).toBe(0);
    expect(stands(orderId)).toMatch(/^paid/);
  });

  test('where the shop allows it with a line only, a card without one takes no money and keeps nothing [K212]', async () => {
    desk.close();
    await open({ shop: { cards: 'online' } });
    await lineDown();
    const orderId = await sell();
    expect(stands(orderId)).toBe('declined 0 0 0');
    expect(readdirSync(desk.folder)).not.toContain('held-cards.db');
  });
});

function found(folder: string, secrets: readonly string[]): string[] {
  const forms = (secret: string) => {
    const raw = Buffer.from(secret, 'hex');
    const text = Buffer.from(secret);
    return [text, Buffer.from(secret.toUpperCase()), raw, Buffer.from(raw.toString('base64').slice(0, -3)), Buffer.from(text.toString('base64').slice(0, -3)), Buffer.from(secret, 'utf16le'), Buffer.from([...secret].toReversed().join(''))];
  };
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
    const content = readFileSync(join(entry.parentPath, entry.name));
    return secrets.some((secret) => forms(secret).some((form) => content.includes(form))) ? [entry.name] : [];
  });
}

test('no card waits for an acquirer that the backend has never had [K220]', async () => {
  await open();
  desk.double.acquirer = false;
  await desk.pass(20);
  await lineDown();
  await sell();
  expect([came(), kept(), desk.storage.status().lastReceipt]).toEqual([['no-acquirer'], 0, 0]);
});

test('ciphertext and key serial number are at rest in their own store alone until they are forwarded, and nowhere after [K213]', async () => {
  const folder = mkdtempSync(join(PLACE, 'tillbook-card-'));
  const log = openLog(join(folder, 'log'));
  await open({ folder, log });
  const secrets = [KSN, CIPHERTEXT];
  await sell();
  expect(found(folder, secrets)).toEqual([]);
  await lineDown();
  await sell();
  expect(found(folder, secrets)).toEqual(['held-cards.db']);
  await sell({ ciphertext: '2:0011223344556677' });
  desk = desk.restart({ cut: true });
  expect(found(folder, secrets)).toEqual(['held-cards.db']);
  mend();
  await desk.pass(30);
  expect(kept()).toBe(0);
  expect(found(folder, [...secrets, '0011223344556677'])).toEqual([]);
  desk = desk.restart();
  expect(found(folder, [...secrets, '0011223344556677'])).toEqual([]);
  // Its last four digits are there on purpose.
  expect(readFileSync(join(folder, 'ledger.db')).includes('"lastFour":"1111"')).toBe(true);
  expect(desk.double.cards).toHaveLength(3);
});
