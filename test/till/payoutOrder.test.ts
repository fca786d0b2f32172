/** Batches and bank lines in any order, decided upon in between: whatever they were paired with before, each is in the books once. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { BreakView } from '#contract/views.ts';
import type { Draft } from '#core/journal.ts';
import { Refusal } from '#core/refusal.ts';
import type { SourceId } from '#core/statement.ts';
import { nextDay } from '#core/time.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { threeWayOf } from '#till/payouts.ts';
import { balance, codeOf, MORNING, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';
import { madeFile, madeReading, type MadeLine } from '#test/kit/walletFiles.ts';

const RUNS = Number(process.env['TILLBOOK_PAYOUT_RUNS'] ?? 30);
const DAY_MS = 86_400_000;
const FIRST = '2026-03-02';
const PAYER = { wechatpay: 'TENPAY SETTLEMENT', alipay: 'ALIPAY SETTLEMENT', unionpay: 'UNIONPAY' } as const;
const approval = { operatorId: 'man2', pin: '2223' };

type Batch = { readonly day: string; readonly wallet: ChargeableWallet; readonly line: MadeLine; readonly netMinor: number };
type Work = { readonly desk: Desk; readonly manager: DeskSeat; readonly give: (source: SourceId, day: string, lines: readonly MadeLine[]) => Promise<void> };

const open: Desk[] = [];
afterEach(() => {
  for (const desk of open.splice(0)) {
    expect(desk.bugs).toEqual([]);
    desk.close();
  }
});

async function begin(): Promise<Work> {
  const desk = openDesk();
  open.push(desk);
  const reading = madeReading({ read: () => Promise.reject(new Refusal('statement-unknown-format', 'no file of the test')), contents: () => Promise.resolve([]), preview: () => Promise.reject(new Error('not in this test')) });
  Object.assign(desk.till.ports, { statements: reading });
  const manager = desk.seat('manager');
  await manager.ask('shift.open', { floatMinor: 100_000 });
  let files = 0;
  return { desk, manager, give: async (source, day, lines) => {
    files += 1;
    const name = `${source}-${day}-${files}.csv`;
    reading.put(name, madeFile(source, day, lines, name));
    await manager.ask('statement.import', { name, base64: 'eA==' });
  } };
}

/** One sale of one wallet on the nth day. */
async function sell({ desk, manager }: Work, n: number, sku: string, pieces: number, wallet: ChargeableWallet): Promise<Batch> {
  desk.clock.at = Math.max(desk.clock.at, MORNING + n * DAY_MS);
  await manager.ask('basket.add', { sku, quantityMilli: pieces * 1000 });
  const { state } = await manager.ask('scan', { text: codeOf(wallet, n + 1), symbology: null, source: 'virtual' });
  await desk.drain();
  const sold = desk.storage.attempt(state.payment?.orderId ?? '');
  if (sold === null) throw new Error('no attempt');
  const fee = Math.round(sold.amountMinor * 0.006);
  return { day: nextDay(FIRST, n), wallet, netMinor: sold.amountMinor - fee, line: { order: sold.orderId, trade: sold.tradeId ?? '', amount: sold.amountMinor, fee, at: sold.endedAt ?? sold.startedAt } };
}

const bill = (work: Work, { day, wallet, line }: Batch) => work.give(wallet === 'wechatpay' ? 'wechatpay-trade' : 'alipay-trade', day, [line]);
const received = (amount: number, wallet: ChargeableWallet = 'wechatpay'): MadeLine => ({ kind: 'payout', amount, reference: PAYER[wallet] });

async function breaksOf({ manager }: Work): Promise<(BreakView & { day: string })[]> {
  const { days } = await manager.ask('reconcile.read', { day: FIRST });
  const views = [];
  for (const day of new Set([...days, ...Array.from({ length: 12 }, (_, n) => nextDay(FIRST, n))])) for (const entry of (await manager.ask('reconcile.read', { day })).breaks) views.push({ ...entry, day });
  return views;
}

const act = ({ manager }: Work, { day, key }: BreakView & { day: string }, action: 'write-off' | 'adjust' | 'ask-wallet' | 'wait' | 'reopen', over: object = {}) => manager.ask('reconcile.act', { day, key, action, note: 'seen', approval, ...over });

/** Does what each open payout suggests, once. @param byHand settles what is missing by an entry of its own instead. */
async function follow(work: Work, byHand = false): Promise<number> {
  const waiting = (await breaksOf(work)).filter(({ state }) => state === 'open');
  for (const entry of waiting) {
    if (byHand && entry.suggestion === 'write-off' && entry.cause === 'payout-missing') await act(work, entry, 'adjust', { adjustment: { debit: 'write-offs', credit: `clearing:${entry.wallet}`, amountMinor: Math.abs(entry.amountMinor) } });
    else await act(work, entry, entry.suggestion as 'write-off');
  }
  return waiting.length;
}

/** To the end: what was settled by hand and has no payout is opened again, and the suggestions followed until nothing is open. */
async function finish(work: Work): Promise<void> {
  for (const entry of await breaksOf(work)) if (entry.resolution?.action === 'adjust') await act(work, entry, 'reopen');
  for (let round = 0; round < 6 && (await breaksOf(work)).some(({ state }) => state !== 'resolved'); round += 1) {
    await follow(work);
    work.desk.clock.at += 4 * DAY_MS;
  }
  expect((await breaksOf(work)).filter(({ state }) => state !== 'resolved').map(({ key, state, cause, suggestion }) => [key, state, cause, suggestion])).toEqual([]);
}

const books = ({ desk }: Work) => Object.fromEntries(['bank', 'write-offs', 'clearing:wechatpay', 'clearing:alipay', 'fees-withheld:wechatpay', 'fees-withheld:alipay'].map((account) => [account, balance(desk, account) + 0]));
const settled = (bank: number, lost: number) => ({ bank, 'write-offs': lost, 'clearing:wechatpay': 0, 'clearing:alipay': 0, 'fees-withheld:wechatpay': 0, 'fees-withheld:alipay': 0 });

/** Asks, lets the days for an answer go by, and writes off what is still open. */
async function writeOff(work: Work): Promise<void> {
  await follow(work);
  work.desk.clock.at += 4 * DAY_MS;
  await follow(work);
}

describe('a payout that was decided before it was paired', () => {
  test('a line booked and written off alone, and its batch written off as missing, are one payout in the books once they are paired; the manager reads what became of it [D223]', async () => {
    const work = await begin();
    const batch = await sell(work, 0, 'TEA', 4, 'wechatpay');
    await work.give('camt053', '2026-03-04', [received(batch.netMinor)]);
    await writeOff(work);
    expect(books(work)).toMatchObject({ bank: batch.netMinor, 'write-offs': -batch.netMinor, 'clearing:wechatpay': batch.line.amount });
    await bill(work, batch);
    expect(books(work)).toEqual(settled(batch.netMinor, 0));
    const [ended, ...others] = await breaksOf(work);
    expect(others).toEqual([]);
    expect(ended).toMatchObject({ state: 'resolved', cause: 'paid-after-all', amountMinor: batch.netMinor, statement: { netMinor: batch.netMinor }, bank: { amountMinor: batch.netMinor } });
    expect(ended?.steps.map(({ action }) => action)).toEqual(['ask-wallet', 'write-off', 'undo-write-off']);
    expect(ended === undefined ? '' : await work.manager.code('reconcile.act', { day: ended.day, key: ended.key, action: 'write-off', note: '' })).toBe('break-resolved');
    const { seq } = work.desk.storage.head();
    await work.manager.ask('reconcile.run', { from: FIRST, to: '2026-03-06' });
    expect(work.desk.storage.entriesAfter(seq, 100).filter(({ kind }) => kind === 'break.resolved')).toEqual([]);
  });

  test('a short payout written off in two halves, then as one pair, loses the shortage alone [D224]', async () => {
    const work = await begin();
    const batch = await sell(work, 0, 'TEA', 4, 'wechatpay');
    await bill(work, batch);
    await work.give('camt053', '2026-03-09', [{ kind: 'transfer', amount: -8_000, reference: 'RENT' }]);
    await writeOff(work);
    expect(books(work)).toEqual(settled(0, batch.netMinor));
    await work.give('camt053', '2026-03-05', [received(batch.netMinor - 55)]);
    await writeOff(work);
    expect(books(work)).toEqual(settled(batch.netMinor - 55, 55));
    await work.give('camt053', '2026-03-05', [received(batch.netMinor - 20)]);
    await writeOff(work);
    expect(books(work)).toEqual(settled(batch.netMinor - 20, 20));
    await work.give('camt053', '2026-03-05', [received(batch.netMinor)]);
    expect(books(work)).toEqual(settled(batch.netMinor, 0));
  });

  test('what was settled by an entry of a person\'s is booked back when the payout comes, and what no file shows any more is taken out [D225]', async () => {
    const work = await begin();
    const batch = await sell(work, 0, 'TEA', 4, 'wechatpay');
    await bill(work, batch);
    await work.give('camt053', '2026-03-09', [{ kind: 'transfer', amount: -8_000, reference: 'RENT' }]);
    await follow(work);
    work.desk.clock.at += 4 * DAY_MS;
    await follow(work, true);
    expect(books(work)).toMatchObject({ 'write-offs': batch.netMinor });
    await work.give('camt053', '2026-03-05', [received(batch.netMinor)]);
    expect(books(work)).toEqual(settled(batch.netMinor, 0));
    expect((await breaksOf(work)).map(({ cause, steps }) => [cause, steps.at(-1)?.action])).toEqual([['paid-after-all', 'undo-adjust']]);
    await work.give('camt053', '2026-03-05', []);
    expect(books(work)).toMatchObject({ bank: 0, 'write-offs': 0, 'clearing:wechatpay': batch.netMinor });
    expect((await breaksOf(work)).map(({ cause, state }) => [cause, state])).toEqual([['payout-missing', 'open']]);
  });

  test('of a short payout that is settled by hand, what did come is booked, and the entry is booked back once the rest comes [D229]', async () => {
    const work = await begin();
    const batch = await sell(work, 0, 'TEA', 4, 'wechatpay');
    await bill(work, batch);
    await work.give('camt053', '2026-03-05', [received(batch.netMinor - 55)]);
    const [short] = await breaksOf(work);
    if (short === undefined) throw new Error('no break');
    for (const action of ['refund-customer', 'resolve-as-paid', 'book-fee', 'undo-write-off'] as const) expect(await work.manager.code('reconcile.act', { day: short.day, key: short.key, action, note: '' })).toBe('not-of-a-payout');
    await act(work, short, 'adjust', { adjustment: { debit: 'over-short', credit: 'clearing:wechatpay', amountMinor: 55 } });
    expect(books(work)).toEqual(settled(batch.netMinor - 55, 0));
    expect(balance(work.desk, 'over-short')).toBe(55);
    await work.give('camt053', '2026-03-05', [received(batch.netMinor)]);
    expect([books(work), balance(work.desk, 'over-short') + 0]).toEqual([settled(batch.netMinor, 0), 0]);
  });

  test('two payouts of a day in the same words are decided one by one [D226]', async () => {
    const work = await begin();
    await work.give('camt053', '2026-03-04', [received(700), received(300)]);
    await writeOff(work);
    expect((await breaksOf(work)).map(({ amountMinor, state }) => [amountMinor, state])).toEqual([[700, 'resolved'], [300, 'resolved']]);
    expect(books(work)).toEqual(settled(1_000, -1_000));
  });
});

test("between trades and the wallet's account a write-off books fees and the difference; the money is booked once, when the bank has it [D227a]", async () => {
  const work = await begin();
  const batch = await sell(work, 0, 'TEA', 4, 'wechatpay');
  await bill(work, batch);
  const fee = batch.line.fee ?? 0;
  const flow = (short: number) => work.give('wechatpay-fundflow', FIRST, [{ amount: batch.line.amount - short }, { kind: 'fee', amount: -fee }]);
  await flow(30);
  await writeOff(work);
  expect(books(work)).toMatchObject({ bank: 0, 'write-offs': 30, 'clearing:wechatpay': batch.netMinor - 30, 'fees-withheld:wechatpay': 0 });
  await work.give('wechatpay-fundflow', '2026-03-04', [{ kind: 'payout', amount: 30 - batch.netMinor, batch: 'W77' }]);
  await work.give('camt053', '2026-03-05', [{ ...received(batch.netMinor - 30), reference: 'TENPAY W77' }]);
  await writeOff(work);
  expect(books(work)).toEqual(settled(batch.netMinor - 30, 30));
});

test('a day whose fees ate all that was owed is settled without a payout [D227b]', async () => {
  const work = await begin();
  const batch = await sell(work, 0, 'TEA', 1, 'wechatpay');
  await bill(work, { ...batch, line: { ...batch.line, fee: batch.line.amount } });
  await work.give('camt053', '2026-03-09', [{ kind: 'transfer', amount: -8_000, reference: 'RENT' }]);
  expect(books(work)).toEqual(settled(0, 0));
});

test('a payout stays paid when its batch grows too old to be looked at and its line does not yet [D227c]', async () => {
  const work = await begin();
  const batch = await sell(work, 0, 'TEA', 4, 'wechatpay');
  await bill(work, batch);
  await work.give('camt053', '2026-03-04', [received(batch.netMinor)]);
  for (const days of [44, 45, 46, 47, 48, 54, 56, 58]) {
    work.desk.clock.at = MORNING + days * DAY_MS;
    await work.give('camt053', nextDay(FIRST, days), [{ kind: 'transfer', amount: -8_000, reference: 'RENT' }]);
    expect([await breaksOf(work), books(work)]).toEqual([[], settled(batch.netMinor, 0)]);
  }
});

test('entries of an earlier version, which name no parts and booked a payout twice, are made up for as soon as the payout agrees [D228]', async () => {
  const work = await begin();
  const batch = await sell(work, 0, 'TEA', 4, 'wechatpay');
  await bill(work, batch);
  const short = batch.netMinor - 55;
  const { storage } = work.desk;
  const common = { day: FIRST, wallet: 'wechatpay', currency: 'CNY', note: '', approver: null } as const;
  const line = { ...common, day: '2026-03-05' };
  const commitOf = (drafts: readonly Draft[]) => storage.commit({ at: work.desk.clock.now(), businessDay: FIRST, operator: 'system', drafts });
  const payout = `payout-differs:wechatpay:payout:${FIRST}`;
  commitOf([
    { kind: 'break.resolved', payload: { ...common, key: `payout:bank:wechatpay ${FIRST}`, kind: 'payout', action: 'book-payout', amountMinor: 0, feeMinor: batch.line.fee ?? 0 } },
    { kind: 'break.resolved', payload: { ...common, key: payout, kind: 'payout-differs', action: 'write-off', amountMinor: batch.netMinor } },
    { kind: 'break.resolved', payload: { ...line, key: `payout:bank:2026-03-05 ${short}`, kind: 'payout', action: 'book-payout', amountMinor: short, feeMinor: 0 } },
    { kind: 'break.resolved', payload: { ...line, key: 'payout-differs:wechatpay:payout:TENPAY SETTLEMENT', kind: 'payout-differs', action: 'write-off', amountMinor: -short } },
  ]);
  const newest = (key: string) => storage.payoutResolutions(FIRST).find(({ payload }) => payload.key === key)?.seq ?? 0;
  commitOf([
    { kind: 'break.resolved', payload: { ...common, key: `payout:bank:wechatpay ${FIRST}`, kind: 'payout', action: 'book-payout', amountMinor: short, feeMinor: 0, previous: newest(`payout:bank:wechatpay ${FIRST}`) } },
    { kind: 'break.resolved', payload: { ...common, key: payout, kind: 'payout-differs', action: 'write-off', amountMinor: 55, previous: newest(payout) } },
  ]);
  expect(books(work)).toMatchObject({ bank: 2 * short, 'clearing:wechatpay': -batch.netMinor });
  await work.give('camt053', '2026-03-05', [received(short)]);
  await writeOff(work);
  expect(books(work)).toEqual(settled(short, 55));
  await work.give('camt053', '2026-03-05', [received(batch.netMinor)]);
  expect(books(work)).toEqual(settled(batch.netMinor, 0));
});

const batchPlan = fc.record({
  sku: fc.constantFrom('TEA', 'RICE', 'CAKE'), pieces: fc.integer({ min: 1, max: 4 }), wallet: fc.constantFrom('wechatpay' as const, 'wechatpay' as const, 'alipay' as const),
  paid: fc.constantFrom('exact', 'exact', 'short', 'split', 'combined', 'never'), off: fc.integer({ min: 1, max: 60 }), days: fc.integer({ min: 1, max: 4 }), named: fc.boolean(),
});
const planOf = fc.array(batchPlan, { minLength: 2, maxLength: 5 }).chain((batches) => fc.record({
  batches: fc.constant(batches),
  steps: fc.array(fc.oneof(
    { weight: 3, arbitrary: fc.record({ what: fc.constant('bill' as const), n: fc.nat(batches.length - 1) }) },
    { weight: 3, arbitrary: fc.record({ what: fc.constant('bank' as const), n: fc.nat(11) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('wrong bank' as const), n: fc.nat(11) }) },
    { weight: 4, arbitrary: fc.record({ what: fc.constantFrom('follow' as const, 'by hand' as const), n: fc.nat(4) }) },
  ), { maxLength: 14 }),
}));
type Plan = typeof planOf extends fc.Arbitrary<infer Value> ? Value : never;

/** What the bank gets, by the day on which it does. */
function bankOf(plan: Plan, batches: readonly Batch[]): Map<string, MadeLine[]> {
  const lines = new Map<string, MadeLine[]>();
  const carried = { wechatpay: 0, alipay: 0, unionpay: 0 };
  const add = (day: string, amount: number, wallet: ChargeableWallet, named = true) => { lines.set(day, [...(lines.get(day) ?? []), named ? received(amount, wallet) : { ...received(amount), reference: 'TRANSFER' }]); };
  for (const [n, { day, wallet, netMinor }] of batches.entries()) {
    const { paid, off, days, named } = plan.batches[n] ?? { paid: 'never', off: 0, days: 1, named: true };
    const due = netMinor + carried[wallet];
    const payday = nextDay(day, days);
    if (paid === 'combined') carried[wallet] = due;
    else carried[wallet] = 0;
    if (paid === 'exact') add(payday, due, wallet, named);
    if (paid === 'short') add(payday, due - off, wallet);
    if (paid === 'split') { add(payday, off, wallet); add(nextDay(payday), due - off, wallet); }
  }
  for (let n = 0; n < 12; n += 1) lines.set(nextDay(FIRST, n), [...(lines.get(nextDay(FIRST, n)) ?? []), { kind: 'transfer', amount: -8_000, reference: 'RENT' }]);
  return lines;
}

async function run(plan: Plan): Promise<void> {
  const work = await begin();
  const batches: Batch[] = [];
  for (const [n, { sku, pieces, wallet }] of plan.batches.entries()) batches.push(await sell(work, n, sku, pieces, wallet));
  const bank = bankOf(plan, batches);
  const billed = new Set<Batch>();
  const billOnce = async (batch: Batch | undefined) => {
    if (batch === undefined || billed.has(batch)) return;
    billed.add(batch);
    await bill(work, batch);
  };
  for (const { what, n } of plan.steps) {
    const day = nextDay(FIRST, n);
    if (what === 'bill') await billOnce(batches[n]);
    else if (what === 'bank') await work.give('camt053', day, bank.get(day) ?? []);
    else if (what === 'wrong bank') await work.give('camt053', day, (bank.get(day) ?? []).map((line, at) => (at === 0 ? { ...line, amount: line.amount + 7 } : line)));
    else {
      await follow(work, what === 'by hand');
      // The span of the third book is not to run out.
      if (n < 2 || work.desk.clock.at > MORNING + 22 * DAY_MS) continue;
      work.desk.clock.at += 4 * DAY_MS;
      await follow(work, what === 'by hand');
    }
  }
  for (const batch of batches) await billOnce(batch);
  for (const [day, lines] of bank) await work.give('camt053', day, lines);
  await work.give('camt053', nextDay(FIRST, 16), [{ kind: 'transfer', amount: -8_000, reference: 'RENT' }]);
  await finish(work);
  const third = threeWayOf(work.desk.till);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  const groups = [...(third?.matches ?? []), ...(third?.breaks ?? [])];
  const got = sum(groups.flatMap((group) => group.bank.map(({ amountMinor }) => amountMinor)));
  expect(books(work)).toEqual(settled(got, sum(batches.map(({ netMinor }) => netMinor)) - got));
  expect(sum(groups.flatMap((group) => group.batches.map(({ netMinor }) => netMinor)))).toBe(sum(batches.map(({ netMinor }) => netMinor)));
  expect(work.desk.storage.balances().reduce((total, row) => total + row.amountMinor, 0)).toBe(0);
}

test('in any order of files, corrected ones too, with the suggestions followed at any time, every unit ends in the books once [D227]', { timeout: 300_000 }, async () => {
  await fc.assert(fc.asyncProperty(planOf, async (plan) => {
    await run(plan);
    for (const desk of open.splice(0)) {
      expect(desk.bugs).toEqual([]);
      desk.close();
    }
  }), { numRuns: RUNS });
});
