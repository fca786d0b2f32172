/** The practice floor: customers with baskets, codes that misbehave, cash, part payments and returns, all through the till's own calls. */
import { randomInt } from 'node:crypto';
import type { Envelope } from '#contract/define.ts';
import type { CouponView } from '#contract/shopCalls.ts';
import type { TillState } from '#contract/views.ts';
import { withCheckDigit } from '#core/barcode/checkDigit.ts';
import type { Coupon } from '#core/coupon.ts';
import { isEnded } from '#core/tender.ts';
import type { RunningTill, SeatHandle } from '../compose.ts';
import type { Random } from './random.ts';
import { step, type PracticeClock } from './virtualTime.ts';
import { hearDevice } from '#till/hearDevice.ts';
import { settle, tick } from '#till/resolve.ts';

export type Floor = { readonly running: RunningTill; readonly clock: PracticeClock; readonly random: Random; readonly cashier: SeatHandle; readonly manager: SeatHandle; readonly products: readonly Goods[] };
type Goods = { readonly sku: string; readonly gtin: string | null; readonly unit: 'piece' | 'kg' };

/** How the sandbox wallet treats a code, by its last four digits, and how often such a customer comes. */
const ENDINGS: readonly (readonly [string, number])[] = [['', 72], ['0001', 7], ['0002', 5], ['0003', 4], ['0004', 4], ['0005', 4], ['0006', 4]];

/** What customers bring along; the second needs more goods than many of them buy. */
const COUPONS: readonly Coupon[] = [
  { code: 'PRACTICE-10', name: { en: 'Ten per cent off', zh: '九折优惠', ko: '10% 할인' }, takes: { kind: 'percent', bp: 1_000 }, leastMinor: 0, from: null, to: null },
  { code: 'PRACTICE-5', name: { en: 'Five off', zh: '立减五元', ko: '5 할인' }, takes: { kind: 'amount', minor: 500 }, leastMinor: 3_000, from: null, to: null },
];

async function ask<Value>(seat: SeatHandle, name: string, input: unknown): Promise<Value> {
  const reply: Envelope = await seat.call(name, input);
  if (!reply.ok) throw Object.assign(new Error(`${name}: ${reply.message}`), { code: reply.code });
  return reply.value as Value;
}

export async function openShop(running: RunningTill, clock: PracticeClock, random: Random): Promise<Floor> {
  const cashier = running.seat();
  // A card's swipe goes to the seat that listens.
  cashier.subscribe(() => undefined);
  const manager = running.seat();
  await ask(cashier, 'session.signIn', { operatorId: 'mei', pin: '1111' });
  await ask(manager, 'session.signIn', { operatorId: 'wang', pin: '3333' });
  const state = await ask<TillState>(cashier, 'till.state', {});
  if (state.shift === null) await ask(cashier, 'shift.open', { floatMinor: 80_000 });
  const kept = new Set((await ask<CouponView[]>(manager, 'coupons.list', {})).map(({ code: one }) => one));
  for (const coupon of COUPONS) if (!kept.has(coupon.code)) await ask(manager, 'coupons.put', { coupon, isNew: true });
  const { products } = running.till.storage.productPage(null, 1, 60);
  return { running, clock, random, cashier, manager, products };
}

/** Sells one basket to its end. Returns what confirms it, or null when the customer left without buying. @param by `card`: whoever comes has one */
export async function sellOne(floor: Floor, by: 'any' | 'card' = 'any'): Promise<{ sale: string; receipt: number } | null> {
  const { cashier, clock, random, running } = floor;
  clock.notBefore(clock.now() + 8_000 + random.below(30_000));
  let state = await ask<TillState>(cashier, 'till.state', {});
  if (state.ending !== null || state.recovered !== null) state = await ask<TillState>(cashier, 'pay.dismiss', {});
  if (state.basket.lines.length === 0) state = await fill(floor);
  const saleId = state.basket.saleId;
  if (random.next() < 0.02 && state.basket.tenders.length === 0) {
    await ask(cashier, 'basket.void', { reason: 'customer left' });
    return null;
  }
  const split = random.next() < 0.1;
  for (let tries = 0; tries < 12; tries += 1) {
    state = await ask<TillState>(cashier, 'till.state', {});
    if (state.basket.saleId !== saleId) break;
    const byCash = tries > 2 || (by === 'any' && random.next() < 0.35);
    const part = split && tries === 0 && state.basket.dueMinor > 200 ? Math.floor(state.basket.dueMinor / 2) : null;
    await (byCash ? payCash(floor, state, part) : by === 'card' || random.next() < 0.15 ? payCard(floor, part) : payWallet(floor, part));
  }
  const last = running.till.storage.lastSales(1)[0];
  const sale = last === undefined ? null : running.till.storage.sale(last.receipt);
  tick(running.till);
  if (sale === null || sale.payload.saleId !== saleId) return null;
  if (random.next() < 0.06) await bringBack(floor);
  return { sale: saleId, receipt: sale.payload.receipt };
}

async function fill(floor: Floor): Promise<TillState> {
  const { cashier, random, products } = floor;
  let state = await ask<TillState>(cashier, 'till.state', {});
  for (let left = 1 + random.below(5); left > 0; left -= 1) {
    const goods = random.pick(products);
    if (goods.unit === 'kg' && goods.gtin !== null) {
      const label = withCheckDigit(`${goods.gtin.slice(1, 8)}${String(100 + random.below(2_400)).padStart(5, '0')}0`);
      state = (await ask<{ state: TillState }>(cashier, 'scan', { text: label, symbology: ']E0', source: 'virtual' })).state;
    } else if (goods.gtin !== null) {
      state = (await ask<{ state: TillState }>(cashier, 'scan', { text: goods.gtin.replace(/^0/, ''), symbology: ']E0', source: 'virtual' })).state;
    } else state = await ask<TillState>(cashier, 'basket.add', { sku: goods.sku });
  }
  const line = state.basket.lines[0];
  if (line !== undefined && random.next() < 0.15) state = await ask<TillState>(cashier, 'basket.discountLine', { line: line.line, discount: { kind: 'percent', bp: 500 + random.below(1_500) } });
  if (random.next() < 0.1) state = await ask<TillState>(cashier, 'basket.discountAll', { bp: 100 + random.below(1_400) });
  if (random.next() < 0.1) state = await showCoupon(floor);
  return state;
}

/** Scanned, or refused in words: the goods are too few for it. */
async function showCoupon({ cashier, random }: Floor): Promise<TillState> {
  await ask(cashier, 'scan', { text: random.pick(COUPONS).code, symbology: ']Q1', source: 'virtual' }).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== 'coupon-least-spend') throw error;
  });
  return ask<TillState>(cashier, 'till.state', {});
}

async function payCash(floor: Floor, state: TillState, part: number | null): Promise<void> {
  const due = state.basket.dueMinor;
  const amountMinor = part ?? due;
  const payable = part ?? state.basket.cashDueMinor;
  const givenMinor = Math.ceil(payable / 1_000) * 1_000;
  await ask(floor.cashier, 'pay.cash', { amountMinor, givenMinor });
}

/** A code as a phone would show it: prefix and length of the wallet, the rest by chance, the ending by the script. */
function code(floor: Floor): string {
  const ending = floor.random.weighted(ENDINGS);
  const [prefix, length] = floor.random.weighted<readonly [string, number]>([[['13', 18], 45], [['28', 18], 35], [['6220', 19], 20]]);
  let digits = prefix;
  while (digits.length < length - 4) digits += String(randomInt(10));
  return digits + (ending === '' ? String(1_000 + randomInt(9_000)) : ending);
}

async function payWallet(floor: Floor, part: number | null): Promise<void> {
  const { cashier, clock, running } = floor;
  if (part !== null) await ask(cashier, 'pay.part', { amountMinor: part });
  await running.till.ports.backend.sandbox.advance(clock.now());
  const reply = await ask<{ state: TillState }>(cashier, 'scan', { text: code(floor), symbology: null, source: 'virtual' });
  await decided(floor, reply.state.payment?.orderId);
}

/** As an encrypting reader gives it; what is encrypted is chance, as the sandbox opens nothing. */
async function payCard(floor: Floor, part: number | null): Promise<void> {
  const { cashier, clock, random, running } = floor;
  if (part !== null) await ask(cashier, 'pay.part', { amountMinor: part });
  await running.till.ports.backend.sandbox.advance(clock.now());
  const ending = random.weighted(ENDINGS);
  const hex = (bytes: number) => Buffer.from(running.till.ports.crypto.random(bytes)).toString('hex');
  hearDevice(running.till, { kind: 'card', device: 'practice', card: { brand: 'visa', lastFour: ending === '' ? '1111' : ending, expiry: '3012', encrypted: true, use: 'forward', ksn: hex(10), ciphertext: `2:${hex(24)}`, badge: null } });
  await decided(floor, (await ask<TillState>(cashier, 'till.state', {})).payment?.orderId);
}

/** Moves time until the charge has ended; now and then the cashier cancels first. */
async function decided(floor: Floor, orderId: string | undefined): Promise<void> {
  const { cashier, clock, running } = floor;
  if (orderId === undefined) return;
  if (floor.random.next() < 0.05) await ask(cashier, 'pay.cancel', { orderId }).catch(() => undefined);
  for (let steps = 0; steps < 400; steps += 1) {
    await settle(running.till);
    const attempt = running.till.storage.attempt(orderId);
    if (attempt === null || isEnded(attempt.state) || attempt.state === 'stuck') break;
    await step(running.till, clock);
  }
}

/** A customer brings part of an earlier purchase back. */
async function bringBack(floor: Floor): Promise<void> {
  const { manager, random, running } = floor;
  const last = running.till.storage.status().lastReceipt;
  const receipt = 1 + random.below(last);
  const sale = running.till.storage.sale(receipt);
  const line = sale?.payload.lines[0];
  if (line === undefined) return;
  await ask(manager, 'refund.start', { receipt, lines: [{ line: line.line, quantityMilli: line.unit === 'piece' ? 1000 : line.quantityMilli }], reason: 'returned' }).catch((error: unknown) => {
    if (!['already-refunded', 'nothing-to-refund', 'more-than-paid'].includes(String((error as { code?: unknown }).code))) throw error;
  });
}
