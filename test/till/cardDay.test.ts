/** A day of cards by the acquirer's file: matched by order, carried over midnight, worked by its causes, settled against the bank. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BreakView, WorkbenchView } from '#contract/views.ts';
import type { TillInput } from '#contract/till.ts';
import { Refusal } from '#core/refusal.ts';
import { hearDevice } from '#till/hearDevice.ts';
import type { Screen } from '#till/till.ts';
import { balance, MORNING, openDesk, type Desk, type DeskOptions, type DeskSeat } from '#test/kit/tillOnFile.ts';
import { madeFile, madeReading, type MadeLine } from '#test/kit/walletFiles.ts';

const DAY = '2026-03-02';
const NEXT = '2026-03-03';
const HOUR = 3_600_000;
const MIDNIGHT = Date.parse(`${NEXT}T00:00:00+08:00`);
const approval = { operatorId: 'man2', pin: '2223' };

let desk: Desk;
let manager: DeskSeat;
let reading: ReturnType<typeof madeReading>;
let files = 0;

async function open(options: DeskOptions = {}): Promise<void> {
  desk = openDesk({ enrolled: true, ...options, shop: { cards: 'store-and-forward', ...options.shop } });
  reading = madeReading({ read: () => Promise.reject(new Refusal('statement-unknown-format', 'no file of the test')), contents: () => Promise.resolve([]), preview: () => Promise.reject(new Error('not in this test')) });
  Object.assign(desk.till.ports, { statements: reading });
  manager = desk.seat('manager');
  const screen: Screen = { seat: manager.seat, tell: () => undefined, lastActAt: desk.clock.now() };
  desk.till.memory.screens.add(screen);
  await manager.ask('shift.open', { floatMinor: 100_000 });
  await desk.pass(1);
}
beforeEach(() => open());
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  expect(desk.storage.balances().reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0);
  desk.double.hangUp();
  desk.close();
});

const turn = () => new Promise((done) => setImmediate(done));
async function swipe(sku = 'TEA') {
  await manager.ask('basket.add', { sku });
  hearDevice(desk.till, { kind: 'card', device: 'c', card: { brand: 'visa', lastFour: '1111', expiry: '3012', encrypted: true, use: 'forward', ksn: 'ffff9876543210e0a1b2', ciphertext: '2:9f3c51d07be2468aac13579bdf02468a', badge: null } });
  await turn();
  const orderId = desk.storage.lastAttempts(1)[0]?.orderId ?? '';
  return () => {
    const attempt = desk.storage.attempt(orderId);
    if (attempt === null) throw new Error('no attempt');
    return attempt;
  };
}
async function sell(sku = 'TEA') {
  const sold = await swipe(sku);
  await desk.drain();
  return sold();
}
type Sold = Awaited<ReturnType<typeof sell>>;
const fee = (amount: number) => Math.round(amount * 0.015);
const lineOf = (sold: Sold, over: Partial<MadeLine> = {}): MadeLine => ({ order: sold.orderId, trade: sold.tradeId ?? `P${sold.orderId}`, amount: sold.amountMinor, fee: fee(sold.amountMinor), at: sold.endedAt ?? sold.startedAt, ...over });
const batchOf = (day: string) => day.replaceAll('-', '');

/** The day's batch with the payout that closes it, under a reference as the bank shows it. */
async function give(day: string, lines: readonly MadeLine[], { batch = batchOf(day), payout = `TX${batchOf(day).slice(1)}XT` }: { batch?: string; payout?: string } = {}): Promise<void> {
  files += 1;
  const name = `settlement-${files}.csv`;
  const net = lines.reduce((sum, { amount, fee: kept = 0 }) => sum + amount - kept, 0);
  reading.put(name, madeFile('adyen-settlement', day, [...lines.map((line) => ({ ...line, batch })), ...(net === 0 ? [] : [{ kind: 'payout' as const, trade: payout, amount: -net, batch }])], name));
  await manager.ask('statement.import', { name, base64: 'eA==' });
}
async function bank(day: string, lines: readonly MadeLine[]): Promise<void> {
  files += 1;
  const name = `bank-${files}.xml`;
  reading.put(name, madeFile('camt053', day, lines.map((line) => ({ kind: 'payout', ...line })), name));
  await manager.ask('statement.import', { name, base64: 'eA==' });
}
const bench = (day = DAY): Promise<WorkbenchView> => manager.ask('reconcile.read', { day });
const told = ({ breaks }: WorkbenchView) => breaks.map(({ kind, cause, suggestion, state, wallet }) => `${wallet} ${kind} ${cause} ${suggestion} ${state}`);
const act = (entry: BreakView | undefined, action: TillInput<'reconcile.act'>['action'], day = DAY) => manager.ask('reconcile.act', { day, key: entry?.key ?? '', action, note: 'as suggested', approval });
const cards = (view: WorkbenchView) => view.wallets.find(({ wallet }) => wallet === 'card')?.lines;

describe('the acquirer\'s file', () => {
  test('the acquirer\'s file is the file of the cards that the shop takes: matched by order, in the checklist, the prediction, the fees and the proof of the day [D260]', async () => {
    const [tea, other] = [await sell(), await sell()];
    const closing = async () => (await manager.ask('day.read', {})).checklist.find(({ item }) => item === 'files');
    desk.clock.at = MIDNIGHT + 10 * HOUR;
    await manager.ask('shift.close', { counts: [{ denominationMinor: 10_000, pieces: 10 }] });
    await manager.ask('day.verify', {});
    await manager.ask('day.close', { carry: [] });
    await manager.ask('shift.open', { floatMinor: 100_000 });
    expect(await closing()).toMatchObject({ state: 'attention', count: 1 });
    expect(cards(await bench())).toBeNull();
    await give(DAY, [lineOf(tea), lineOf(other)]);
    expect(await closing()).toMatchObject({ state: 'done' });
    const view = await bench();
    expect(told(view)).toEqual([]);
    expect([cards(view), view.totals.matchedCount]).toEqual([3, 2]);
    const gross = tea.amountMinor + other.amountMinor;
    const kept = fee(tea.amountMinor) + fee(other.amountMinor);
    const [settled] = await manager.ask('settlement.read', { to: DAY, days: 1 });
    expect(settled?.rows).toEqual([expect.objectContaining({ wallet: 'card', predicted: { grossMinor: gross, feeMinor: kept, netMinor: gross - kept, count: 2 }, billed: { grossMinor: gross, feeMinor: kept, netMinor: gross - kept }, differenceMinor: 0 })]);
    expect((await manager.ask('fees.audit', { from: DAY, to: DAY })).wallets).toEqual([expect.objectContaining({ wallet: 'card', lines: 2, chargedMinor: kept, contractMinor: kept, overMinor: 0 })]);
    expect([balance(desk, 'fees:card'), balance(desk, 'fees-withheld:card')]).toEqual([kept, -kept]);
    expect(await manager.ask('day.proof', { day: DAY })).toEqual([expect.objectContaining({ tender: 'card', provedMinor: gross, lines: 2, missing: 0 })]);
  });

  test('in a shop without cards, or in another currency, the same file is an acquirer\'s settlement as before [D261]', async () => {
    const sold = await sell();
    desk.double.hangUp();
    const name = 'euro.csv';
    const file = madeFile('adyen-settlement', DAY, [{ ...lineOf(sold), batch: '7' }], name);
    reading.put(name, { ...file, currency: 'EUR', lines: file.lines.map((line) => ({ ...line, currency: 'EUR' })), totals: file.totals.map((sum) => ({ ...sum, currency: 'EUR' })) });
    await manager.ask('statement.import', { name, base64: 'eA==' });
    expect(desk.storage.statementFiles(DAY).map(({ wallet }) => wallet)).toEqual(['adyen:7']);
    expect(cards(await bench())).toBeNull();
    desk.close();
    await open({ shop: { cards: undefined as never } });
    await give(DAY, [{ order: 'SOMEBODY1', amount: 500, fee: 8, at: MORNING }]);
    expect(desk.storage.statementFiles(DAY).map(({ wallet }) => wallet)).toEqual(['adyen:20260302']);
    expect(balance(desk, 'fees:card')).toBe(0);
  });

  test('of two batches, the later cannot push the earlier out of a day: it is refused whole; the same batch again takes the place of the first [D262]', async () => {
    const [tea, other] = [await sell(), await sell()];
    await give(DAY, [lineOf(tea)], { batch: '41' });
    await expect(give(DAY, [lineOf(other)], { batch: '42' })).rejects.toMatchObject({ code: 'statement-other-batch' });
    expect(cards(await bench())).toBe(2);
    await give(DAY, [lineOf(tea), lineOf(other)], { batch: '41' });
    expect([cards(await bench()), told(await bench()).length, balance(desk, 'fees:card')]).toEqual([3, 0, fee(tea.amountMinor) + fee(other.amountMinor)]);
  });
});

describe('what does not agree', () => {
  test('each difference of a card is named by its cause with one suggestion: missing, amount, fee, refund missing, a stranger\'s line [D263]', async () => {
    const sold = [await sell(), await sell(), await sell(), await sell()] as const;
    await manager.ask('refund.start', { receipt: 4, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'returned' });
    await desk.drain();
    await give(DAY, [lineOf(sold[1], { amount: sold[1].amountMinor + 100 }), lineOf(sold[2], { fee: fee(sold[2].amountMinor) + 20 }), lineOf(sold[3]), { order: 'SOMEBODY1', trade: 'P9', amount: 700, fee: 11, at: MORNING }]);
    expect(told(await bench()).toSorted()).toEqual([
      'card amount-differs unknown ask-wallet open', 'card fee-differs fee-above-contract book-fee open', 'card missing-in-ledger unknown ask-wallet open',
      'card missing-in-statement unknown ask-wallet open', 'card missing-in-statement unknown ask-wallet open',
    ]);
    const missing = (await bench()).breaks.filter(({ kind }) => kind === 'missing-in-statement');
    expect(missing.map(({ ledger }) => ledger?.amountMinor).toSorted((a = 0, b = 0) => (a ?? 0) - (b ?? 0))).toEqual([-sold[3].amountMinor, sold[0].amountMinor]);
    expect((await manager.ask('fees.audit', { from: DAY, to: DAY })).overcharges).toEqual([expect.objectContaining({ wallet: 'card', orderId: sold[2].orderId, overMinor: 20 })]);
  });

  test('an order that the acquirer charged twice is found, and its second charge goes back to the card [D264]', async () => {
    const sold = await sell();
    desk.clock.at = MIDNIGHT + 10 * HOUR;
    await give(DAY, [lineOf(sold), lineOf(sold, { trade: 'P-SECOND' })]);
    expect(told(await bench())).toEqual(['card duplicate-in-statement double-charge refund-customer open']);
    await act((await bench()).breaks[0], 'refund-customer');
    await desk.drain();
    const [refund] = desk.storage.refundsBetween(MIDNIGHT, MIDNIGHT + 20 * HOUR);
    expect(refund).toMatchObject({ wallet: 'card', orderId: sold.orderId, amountMinor: sold.amountMinor, state: 'refunded' });
    expect((await bench()).totals.openCount).toBe(0);
    await give(NEXT, [{ kind: 'refund', order: refund?.refundId ?? '', original: sold.orderId, trade: 'M1', amount: -sold.amountMinor, at: refund?.lastActAt ?? 0, day: NEXT }]);
    expect([(await bench()).totals.openCount, (await bench(NEXT)).totals.openCount, (await bench(NEXT)).totals.matchedCount]).toEqual([0, 0, 1]);
  });

  test('declined and reversed cards expect no line, and one that stands in the file all the same is money to be given back [D265]', async () => {
    desk.double.payer = () => 'decline';
    await sell();
    desk.double.payer = () => 'later';
    await manager.ask('basket.void', { reason: 'left' });
    const acting = await swipe();
    await manager.ask('pay.cancel', { orderId: acting().orderId });
    await desk.drain();
    expect(acting().state).toBe('reversed');
    await give(DAY, []);
    expect(told(await bench())).toEqual([]);
    await give(DAY, [lineOf(acting())]);
    expect(told(await bench())).toEqual(['card status-differs late-success refund-customer open']);
  });
});

describe('over midnight', () => {
  test('a card that the acquirer has on the other side of midnight waits for the other file, and closes by itself when it comes [D266]', async () => {
    desk.clock.at = MIDNIGHT - 3_000;
    const sold = await sell();
    await give(DAY, []);
    expect(told(await bench())).toEqual(['card carried cut-off wait carried']);
    await give(NEXT, [lineOf(sold, { at: MIDNIGHT + 1_000, day: NEXT })]);
    expect(told(await bench())).toEqual([]);
    expect((await bench()).totals).toMatchObject({ openCount: 0, matchedCount: 1 });
    expect(told(await bench(NEXT))).toEqual([]);
  });

  test('a card kept without a line is the acquirer\'s on the day that it was forwarded: nothing is open on the day of the sale, before or after [D267]', async () => {
    desk.double.trouble = () => 'unreachable';
    desk.clock.at = MIDNIGHT - 2 * HOUR;
    await desk.pass(40);
    const sold = await swipe();
    expect([sold().state, sold().stored, desk.storage.status().lastReceipt]).toEqual(['intended', true, 1]);
    await give(DAY, []);
    expect(told(await bench())).toEqual([]);
    desk.clock.at = MIDNIGHT + 9 * HOUR;
    desk.double.trouble = () => 'none';
    await desk.pass(60);
    expect(sold().state).toBe('paid');
    await give(DAY, []);
    expect(told(await bench())).toEqual([]);
    await give(NEXT, [lineOf(sold(), { day: NEXT })]);
    expect([told(await bench()), told(await bench(NEXT))]).toEqual([[], []]);
    expect((await bench(NEXT)).totals.matchedCount).toBe(1);
  });

  test('a refund of the next day stands in the next day\'s file under its own number, without the fee, and agrees [D268]', async () => {
    const sold = await sell();
    desk.clock.at = MIDNIGHT + 10 * HOUR;
    await manager.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'returned' });
    await desk.drain();
    const [refund] = desk.storage.refundsBetween(MIDNIGHT, MIDNIGHT + 20 * HOUR);
    await give(DAY, [lineOf(sold)]);
    await give(NEXT, [{ kind: 'refund', order: refund?.refundId ?? '', original: sold.orderId, trade: 'M1', amount: -sold.amountMinor, at: refund?.lastActAt ?? 0, day: NEXT }]);
    expect([told(await bench()), told(await bench(NEXT))]).toEqual([[], []]);
    expect((await manager.ask('settlement.read', { to: NEXT, days: 2 })).flatMap(({ rows }) => rows.map(({ wallet, predicted, differenceMinor }) => [wallet, predicted.feeMinor, differenceMinor]))).toEqual([['card', 0, 0], ['card', fee(sold.amountMinor), 0]]);
  });
});

describe('the acquirer\'s payouts', () => {
  test('the bank\'s line names the payout: it is booked with its fee, one that is short is a break, and two paid as one are told by their names [D269]', async () => {
    const days = [DAY, NEXT, '2026-03-04', '2026-03-05'];
    const nets: number[] = [];
    for (const [n, day] of days.entries()) {
      desk.clock.at = MORNING + n * 24 * HOUR;
      const sold = await sell();
      await give(day, [lineOf(sold, { day })]);
      nets.push(sold.amountMinor - fee(sold.amountMinor));
    }
    const nameOf = (day: string) => `TX${batchOf(day).slice(1)}XT`;
    const [a = 0, b = 0, c = 0, d = 0] = nets;
    await bank('2026-03-06', [{ amount: a, reference: `ADYEN ${nameOf(days[0] ?? '')}` }, { amount: b + c, reference: `${nameOf(days[1] ?? '')} ${nameOf(days[2] ?? '')}` }, { amount: d - 55, reference: nameOf(days[3] ?? '') }]);
    expect((await manager.ask('settlement.read', { to: '2026-03-05', days: 4 })).map(({ day, rows }) => `${day} ${rows[0]?.state} ${rows[0]?.paid?.amountMinor} ${rows[0]?.paid?.days}`)).toEqual([`2026-03-05 differs ${d - 55} 1`, `2026-03-04 paid ${b + c} 2`, `2026-03-03 paid ${b + c} 2`, `2026-03-02 paid ${a} 1`]);
    const short = (await bench('2026-03-05')).breaks;
    expect(short.map(({ kind, cause, wallet, amountMinor, ledger }) => [kind, cause, wallet, amountMinor, ledger?.netMinor])).toEqual([['payout-differs', 'payout-short', 'card', -55, d]]);
    expect([balance(desk, 'bank'), balance(desk, 'clearing:card')]).toEqual([a + b + c, d + fee(desk.storage.lastAttempts(1)[0]?.amountMinor ?? 0)]);
    await act(short[0], 'write-off', '2026-03-05');
    expect([balance(desk, 'bank'), balance(desk, 'clearing:card') + 0, balance(desk, 'fees-withheld:card') + 0, balance(desk, 'write-offs')]).toEqual([a + b + c + d - 55, 0, 0, 55]);
  });

  test('a batch of several days stands on each of its days and is one payout; its own fees and its payout stand on the last, and it leaves the next batch alone [K259]', async () => {
    const first = await sell();
    desk.clock.at = MORNING + 24 * HOUR;
    const second = await sell();
    const net = first.amountMinor + second.amountMinor - fee(first.amountMinor) - fee(second.amountMinor) - 40;
    const closed = '2026-03-04';
    const rows: MadeLine[] = [lineOf(first, { batch: '77' }), lineOf(second, { batch: '77', day: NEXT }), { kind: 'fee', amount: -40, batch: '77', day: closed }, { kind: 'payout', amount: -net, trade: 'TX0000077XT', batch: '77', day: closed }];
    reading.put('week.csv', madeFile('adyen-settlement', DAY, rows, 'week.csv'));
    await manager.ask('statement.import', { name: 'week.csv', base64: 'eA==' });
    expect(desk.storage.statementFiles(null).map(({ wallet, day, lines, amountMinor, feeMinor }) => [wallet, day, lines, amountMinor, feeMinor]).toSorted()).toEqual([
      ['card', DAY, 1, first.amountMinor, fee(first.amountMinor)], ['card', NEXT, 3, second.amountMinor, fee(second.amountMinor) + 40],
    ]);
    desk.clock.at = MORNING + 48 * HOUR;
    const third = await sell();
    await give(closed, [lineOf(third, { day: closed })], { batch: '78' });
    for (const day of [DAY, NEXT, closed]) expect(told(await bench(day))).toEqual([]);
    await bank('2026-03-06', [{ amount: net, reference: 'TX0000077XT' }]);
    expect((await manager.ask('settlement.read', { to: closed, days: 3 })).map(({ day, rows: [row] }) => `${day} ${row?.state}`)).toEqual([`${closed} awaited`, `${NEXT} paid`, `${DAY} paid`]);
    expect([balance(desk, 'bank'), balance(desk, 'clearing:card'), balance(desk, 'fees-withheld:card')]).toEqual([net, third.amountMinor, 0 - fee(third.amountMinor)]);
  });

  test('another acquirer\'s table, mapped as that of the cards, is matched and paid out like it, without batches by its days [K260]', async () => {
    const sold = await sell();
    const net = sold.amountMinor - fee(sold.amountMinor);
    reading.put('acquirer.csv', { ...madeFile('mapped', DAY, [lineOf(sold), { kind: 'payout', amount: -net, at: MORNING }], 'acquirer.csv'), wallet: 'card' });
    await manager.ask('statement.import', { name: 'acquirer.csv', base64: 'eA==' });
    expect([told(await bench()), (await bench()).totals.matchedCount]).toEqual([[], 1]);
    await bank(NEXT, [{ amount: net, reference: '' }]);
    expect((await manager.ask('settlement.read', { to: DAY, days: 1 }))[0]?.rows).toEqual([expect.objectContaining({ wallet: 'card', differenceMinor: 0, state: 'paid' })]);
    expect([balance(desk, 'bank'), balance(desk, 'clearing:card') + 0, balance(desk, 'fees-withheld:card') + 0]).toEqual([net, 0, 0]);
  });
});
