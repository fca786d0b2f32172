/**
 * A month of one shop on the real till, the sandbox wallets and the sandbox acquirer of cards: late files, cut-offs, refunds across days, fee errors, double
 * charges, missing and short payouts. A manager does what each difference suggests and nothing else, and ends with none open and with books that tie out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Envelope } from '#contract/define.ts';
import type { TillInput } from '#contract/till.ts';
import type { StatementFileView, WorkbenchView } from '#contract/views.ts';
import { dayIn, nextDay } from '#core/time.ts';
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';
import { composeTill, type RunningTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { openShop, sellOne, type Floor } from '#main/practice/floor.ts';
import { newRandom } from '#main/practice/random.ts';
import { drain, newPracticeClock, type PracticeClock } from '#main/practice/virtualTime.ts';
import { madeFile, madeReading, type MadeLine } from '#test/kit/walletFiles.ts';
import { seedBackend } from '../kit/freshDatabase.ts';

const ZONE = 'Asia/Shanghai';
const full = process.env['TILLBOOK_SOAK'] === 'full';
const DAYS = Number(process.env['TILLBOOK_SOAK_DAYS'] ?? (full ? 30 : 5));
const SALES_A_DAY = full ? 10 : 6;
const seed = Number(process.env['TILLBOOK_SOAK_SEED'] ?? 7);
/** After the last sale: time for the wallets to answer, to pay, and for what is left to be written off. */
const TAIL_DAYS = 12;
const FILED = ['wechatpay', 'alipay', 'card'] as const;
const PAYER: Readonly<Record<string, string>> = { wechatpay: 'TENPAY SETTLEMENT', alipay: 'ALIPAY SETTLEMENT' };

const folder = mkdtempSync(join(tmpdir(), 'tillbook-month-'));
let running: RunningTill;
let clock: PracticeClock;
let floor: Floor;
let first: string;
let reading: ReturnType<typeof madeReading>;

type Fault = TillInput<'sandbox.bills'>['faults'][number];
let faults: Fault[] = [];
/** What the wallets mend when they are asked: as if their support had found it. */
const mended = new Set<string>();
const seen = new Map<string, number>();
/** Kinds of differences that the acquirer's files had. */
const seenOfCards = new Set<string>();
/** Lines of refunds by card that matched on the day after their payment. */
let seenOfRefunds = 0;

async function ask<Value>(name: string, input: unknown): Promise<Value> {
  const reply: Envelope = await floor.manager.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.code}: ${reply.message}`);
  return reply.value as Value;
}

async function moveTo(day: string, hour: string): Promise<void> {
  clock.notBefore(Date.parse(`${day}T${hour}:00+08:00`));
  await running.till.ports.backend.sandbox.advance(clock.now());
  await drain(running.till, clock);
}

beforeAll(async () => {
  clock = newPracticeClock();
  first = nextDay(dayIn(clock.now(), ZONE));
  clock.notBefore(Date.parse(`${first}T09:00:00+08:00`));
  await seedBackend(folder);
  running = await composeTill(loadConfig(folder, { practice: true }), { clock, ticking: false });
  reading = madeReading(running.till.ports.statements);
  Object.assign(running.till.ports, { statements: reading });
  await running.backendReady;
  await running.till.ports.backend.sandbox.advance(clock.now());
  floor = await openShop(running, clock, newRandom(seed));
});

afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The last sale by card of the day before: its goods come back the day after. */
let toComeBack: number | null = null;
async function bringBack(): Promise<void> {
  const lines = toComeBack === null ? undefined : running.till.storage.sale(toComeBack)?.payload.lines;
  if (toComeBack === null || lines === undefined) return;
  await ask('refund.start', { receipt: toComeBack, lines: lines.map(({ line, quantityMilli }) => ({ line, quantityMilli })), reason: 'returned' }).catch((error: unknown) => {
    // A customer of the day before may have been faster.
    if (!/already-refunded|more-than-paid/.test(String(error))) throw error;
  });
  toComeBack = null;
}

/** A day of selling, the last sales of it near midnight. */
async function sellDay(day: string): Promise<void> {
  await moveTo(day, '10:00');
  await bringBack();
  for (let sale = 0; sale < 3; sale += 1) toComeBack = (await sellOne(floor, 'card'))?.receipt ?? toComeBack;
  for (let sold = 0, tries = 0; sold < SALES_A_DAY && tries < 100; tries += 1) if (await sellOne(floor) !== null) sold += 1;
  await moveTo(day, '23:56');
  for (let sale = 0; sale < 2; sale += 1) await sellOne(floor);
  await moveTo(day, '23:59');
  await sellOne(floor, 'card');
  await drain(running.till, clock);
}

/** Each kind of trouble in its turn. */
function plantedOn(n: number, day: string): Fault[] {
  const wallet: ChargeableWallet = n % 2 === 0 ? 'wechatpay' : 'alipay';
  const kinds: Fault['kind'][] = ['missing', 'fee-differs', 'double', 'extra', 'amount-differs'];
  const kind = kinds[n % kinds.length];
  const ofCards: Fault['kind'][] = ['missing', 'double', 'refund-missing', 'fee-differs', 'amount-differs', 'extra'];
  const card = ofCards[n % ofCards.length];
  return [...(kind === undefined ? [] : [{ wallet, day, kind, line: 0 }]), ...(card === undefined ? [] : [{ wallet: 'card' as const, day, kind: card, line: 0 }])];
}

/** Files of all days so far: each third of one wallet, and of the cards, comes two days late, and what a wallet mended comes again. */
async function fetchFiles(today: string): Promise<void> {
  await running.till.ports.backend.sandbox.bills({ early: false, faults: faults.filter((fault) => !mended.has(`${fault.day} ${fault.wallet}`)) });
  for (let day = nextDay(today, -6); day < today; day = nextDay(day)) {
    if (day < first) continue;
    for (const wallet of FILED) {
      const late = (wallet === 'wechatpay' && dayNumber(day) % 3 === 2) || (wallet === 'card' && dayNumber(day) % 3 === 1);
      if (late && nextDay(day, 3) > today) continue;
      await ask<{ file: StatementFileView } | null>('statement.fetch', { wallet, day });
    }
  }
}

const dayNumber = (day: string) => Math.round((Date.parse(day) - Date.parse(first)) / 86_400_000);

/** The bank two days after each batch: weekends as one, one batch a week late, one short; rent and cash besides. */
const paid = new Set<string>();
let paidMinor = 0;
async function bankFile(today: string): Promise<void> {
  const lines: MadeLine[] = [{ kind: 'transfer', amount: -8_000, day: today, reference: 'RENT' }];
  for (const wallet of FILED) {
    const due: { key: string; netMinor: number; n: number; reference: string }[] = [];
    for (const file of running.till.storage.statementFiles(null)) {
      const n = dayNumber(file.day);
      const key = `${file.day} ${wallet}`;
      const payday = n % 7 === 4 ? n + 4 : n % 7 === 5 ? n + 3 : n % 7 === 1 && wallet === 'alipay' ? n + 6 : n + 4;
      if (file.wallet !== wallet || file.supersededBy !== null || paid.has(key) || dayNumber(today) < payday) continue;
      due.push({ key, netMinor: file.amountMinor - file.feeMinor, n, reference: referenceOf(wallet, file.day) });
    }
    if (due.length === 0) continue;
    for (const { key } of due) paid.add(key);
    const net = due.reduce((sum, { netMinor }) => sum + netMinor, 0);
    // Of days without a payment nothing comes, and nothing is short.
    const short = net === 0 ? 0 : due.some(({ n }) => n % 7 === 2 && wallet === 'wechatpay') ? 55 : due.some(({ n }) => n % 7 === 3 && wallet === 'card') ? 30 : 0;
    const amount = net - short;
    if (amount === 0) continue;
    paidMinor += amount;
    lines.push({ kind: 'payout', amount, day: today, reference: [...new Set(due.map(({ reference }) => reference))].join(' ') });
  }
  const name = `bank-${today}.xml`;
  reading.put(name, madeFile('camt053', today, lines, name));
  await ask('statement.import', { name, base64: 'eA==' });
}

/** As banks write them: a wallet's payer by name, an acquirer's payouts by their references. */
function referenceOf(wallet: PaymentMethod, day: string): string {
  return wallet === 'card' ? (running.till.storage.statementRows(day, wallet).find(({ kind }) => kind === 'payout')?.tradeId ?? '') : (PAYER[wallet] ?? '');
}

/** Does what each open difference suggests. @returns how many were open at last. */
async function work(today: string): Promise<number> {
  let open = 0;
  for (let day = nextDay(today, -10); day <= today; day = nextDay(day)) {
    if (day < first) continue;
    for (let round = 0; round < 60; round += 1) {
      const bench = await ask<WorkbenchView>('reconcile.read', { day });
      const [entry] = bench.breaks.filter(({ state }) => state === 'open');
      if (entry === undefined) break;
      seen.set(`${entry.kind} ${entry.cause} ${entry.suggestion}`, (seen.get(`${entry.kind} ${entry.cause} ${entry.suggestion}`) ?? 0) + 1);
      if (entry.wallet === 'card') seenOfCards.add(entry.kind);
      if (entry.suggestion === 'ask-wallet' && entry.kind === 'missing-in-statement') mended.add(`${day} ${entry.wallet}`);
      await ask('reconcile.act', { day, key: entry.key, action: entry.suggestion, note: 'as suggested', approval: { operatorId: 'han', pin: '5555' } });
    }
    open += (await ask<WorkbenchView>('reconcile.read', { day })).totals.openCount;
  }
  await drain(running.till, clock);
  return open;
}

test(`${DAYS} days of one shop end with nothing open by the suggestions alone, and the books tie out to the unit [M230]`, { timeout: 7_200_000 }, async () => {
  let open = 0;
  for (let n = 0; n < DAYS + TAIL_DAYS; n += 1) {
    const day = nextDay(first, n);
    if (n > 0) {
      await moveTo(day, '09:30');
      await fetchFiles(day);
      await bankFile(day);
      open = await work(day);
    }
    if (n < DAYS) {
      faults = [...faults, ...plantedOn(n, day)];
      await sellDay(day);
    }
  }
  const last = nextDay(first, DAYS + TAIL_DAYS - 1);
  const left: string[] = [];
  for (let day = first; day <= last; day = nextDay(day)) for (const entry of (await ask<WorkbenchView>('reconcile.read', { day })).breaks) if (entry.state !== 'resolved') left.push(`${day} ${entry.key} ${entry.state} ${entry.cause} ${entry.suggestion}`);
  expect(left).toEqual([]);
  expect(open).toBe(0);
  for (const file of running.till.storage.statementFiles(null)) if (file.wallet === 'card' && file.supersededBy === null) seenOfRefunds += running.till.storage.statementRows(file.day, 'card').filter(({ kind, originalId, day }) => kind === 'refund' && originalId !== null && originalId.slice(0, 6) < day.replaceAll('-', '').slice(2)).length;
  const balanceOf = (account: string) => running.till.storage.balances().filter((row) => row.account === account).reduce((sum, row) => sum + row.amountMinor, 0);
  for (const wallet of FILED) expect([wallet, balanceOf(`clearing:${wallet}`) + 0, balanceOf(`fees-withheld:${wallet}`) + 0]).toEqual([wallet, 0, 0]);
  expect(balanceOf('bank')).toBe(paidMinor);
  expect(running.till.storage.balances().reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0);
  const kinds = new Set([...seen.keys()].map((key) => key.split(' ')[0]));
  for (const kind of ['missing-in-statement', 'fee-differs', 'duplicate-in-statement', 'amount-differs']) expect(['card', kind, seenOfCards.has(kind)]).toEqual(['card', kind, true]);
  expect(seenOfRefunds).toBeGreaterThan(0);
  for (const kind of ['missing-in-statement', 'missing-in-ledger', 'fee-differs', 'duplicate-in-statement', 'amount-differs', 'payout-differs']) expect([kind, kinds.has(kind)]).toEqual([kind, true]);
});
