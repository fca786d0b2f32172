/** The workbench's verbs on a real ledger: decisions are entries, late news ends by itself, contradiction reopens, two people above a limit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BreakView, WorkbenchView } from '#contract/views.ts';
import type { TillInput } from '#contract/till.ts';
import { Fault, Refusal } from '#core/refusal.ts';
import type { SourceId } from '#core/statement.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { dayMatching } from '#main/matching/dayMatching.ts';
import { runDay } from '#till/runDay.ts';
import { balance, codeOf, openDesk, MORNING, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';
import { madeFile, madeReading, type MadeLine } from '#test/kit/walletFiles.ts';

const DAY = '2026-03-02';
const NEXT = '2026-03-03';
const DAY_MS = 86_400_000;

let desk: Desk;
let manager: DeskSeat;
let reading: ReturnType<typeof madeReading>;
let codes = 0;
let files = 0;
beforeEach(async () => {
  desk = openDesk();
  reading = madeReading({ read: () => Promise.reject(new Refusal('statement-unknown-format', 'no file of the test')), contents: () => Promise.resolve([]), preview: () => Promise.reject(new Error('not in this test')) });
  Object.assign(desk.till.ports, { statements: reading });
  manager = desk.seat('manager');
  await manager.ask('shift.open', { floatMinor: 100_000 });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  expect(desk.storage.balances().reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0);
  desk.close();
});

/** Sells over a wallet. @returns the order as the ledger has it. */
async function sell(sku: string, pieces: number, wallet: ChargeableWallet = 'wechatpay') {
  await manager.ask('basket.add', { sku, quantityMilli: pieces * 1000 });
  codes += 1;
  const { state } = await manager.ask('scan', { text: codeOf(wallet, codes), symbology: null, source: 'virtual' });
  await desk.drain();
  const attempt = desk.storage.attempt(state.payment?.orderId ?? '');
  if (attempt === null) throw new Error('no attempt');
  return attempt;
}

type Sold = Awaited<ReturnType<typeof sell>>;
const fee = (amount: number) => Math.round(amount * 0.006);
const lineOf = (sold: Sold, over: Partial<MadeLine> = {}): MadeLine => ({ order: sold.orderId, trade: sold.tradeId ?? `T${sold.orderId}`, amount: sold.amountMinor, fee: fee(sold.amountMinor), at: sold.endedAt ?? sold.startedAt, ...over });

async function give(source: SourceId, day: string, lines: readonly MadeLine[]): Promise<void> {
  files += 1;
  const name = `${source}-${day}-${files}.csv`;
  reading.put(name, madeFile(source, day, lines, name));
  await manager.ask('statement.import', { name, base64: 'eA==' });
}
const bench = (day = DAY): Promise<WorkbenchView> => manager.ask('reconcile.read', { day });
const told = ({ breaks }: WorkbenchView) => breaks.map(({ kind, cause, suggestion, state }) => `${kind} ${cause} ${suggestion} ${state}`);
const act = (entry: BreakView, action: TillInput<'reconcile.act'>['action'], over: Partial<TillInput<'reconcile.act'>> = {}) => manager.ask('reconcile.act', { day: DAY, key: entry.key, action, note: '', ...over });
const approval = { operatorId: 'man2', pin: '2223' };
async function only(day = DAY): Promise<BreakView> {
  const { breaks } = await bench(day);
  const [entry] = breaks;
  if (entry === undefined || breaks.length !== 1) throw new Error(`expected one break, found ${breaks.map(({ key }) => key).join(', ')}`);
  return entry;
}

describe('late news', () => {
  test('a charge of unknown outcome that the file shows paid is paid by it, with the line as evidence, and its money goes back when the basket is gone [D100]', async () => {
    desk.double.trouble = (verb) => (verb === 'charge' ? 'cut' : verb === 'ask' || verb === 'reverse' ? 'lost' : 'none');
    await manager.ask('basket.add', { sku: 'TEA' });
    const { state } = await manager.ask('scan', { text: codeOf('wechatpay', 900), symbology: null, source: 'virtual' });
    await desk.pass(3);
    const orderId = state.payment?.orderId ?? '';
    await manager.ask('pay.setAside', { orderId });
    await desk.pass(3);
    expect(desk.storage.attempt(orderId)?.state).not.toBe('paid');
    desk.double.trouble = () => 'none';
    await give('wechatpay-trade', DAY, [{ order: orderId, trade: 'W1', amount: 1_250, fee: 8, at: MORNING }]);
    expect(desk.storage.attempt(orderId)).toMatchObject({ state: 'paid', tradeId: 'W1' });
    expect(desk.storage.attempt(orderId)?.evidence.map(({ code }) => code)).toContain('wechatpay-trade:2');
    expect((await bench()).totals).toMatchObject({ openCount: 0, matchedCount: 1 });
    await desk.drain();
    expect([balance(desk, 'customer-funds') + 0, balance(desk, 'clearing:wechatpay') + 0, desk.double.net('wechatpay')]).toEqual([0, 0, 0]);
  });

  test('a carried row closes itself when the next day\'s file brings its line, and is missing when that file does not [D101]', async () => {
    desk.clock.at = Date.parse('2026-03-02T23:57:00+08:00');
    const [late, lost] = [await sell('TEA', 1), await sell('RICE', 1)];
    await give('wechatpay-trade', DAY, []);
    expect(told(await bench())).toEqual(['carried cut-off wait carried', 'carried cut-off wait carried']);
    desk.clock.at += 12 * 3_600_000;
    await give('wechatpay-trade', NEXT, [lineOf(late, { at: Date.parse('2026-03-03T00:01:00+08:00') })]);
    const after = await bench();
    expect(told(after)).toEqual(['missing-in-statement unknown ask-wallet open']);
    expect([after.totals.matchedCount, after.breaks[0]?.orderIds]).toEqual([1, [lost.orderId]]);
    expect(told(await bench(NEXT))).toEqual([]);
  });
});

describe('neighbouring days', () => {
  test("a refund that the next day's file shows of this day's charge is that day's, and no difference on either [D221]", async () => {
    const sold = await sell('TEA', 1);
    await give('wechatpay-trade', DAY, [lineOf(sold)]);
    desk.clock.at += DAY_MS;
    await manager.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'returned' });
    await desk.drain();
    const [refund] = desk.storage.refundsBetween(desk.clock.at - DAY_MS, desk.clock.at + DAY_MS);
    if (refund === undefined) throw new Error('no refund');
    await give('wechatpay-trade', NEXT, [{ kind: 'refund', order: refund.refundId, original: sold.orderId, amount: -refund.amountMinor, fee: -fee(refund.amountMinor), at: refund.lastActAt }]);
    await manager.ask('reconcile.run', { from: DAY, to: NEXT });
    const [own, next] = [await bench(DAY), await bench(NEXT)];
    expect([told(own), own.totals.matchedCount, told(next), next.totals.matchedCount]).toEqual([[], 1, [], 1]);
  });
});

describe('a refund that the backend refuses for good', () => {
  test('a customer\'s refund after a double charge was refunded is refused once, stays in sight, and is given another way [D222]', async () => {
    await sell('TEA', 1);
    let asked = 0;
    desk.till.ports.backend.refund = () => {
      asked += 1;
      return Promise.reject(new Fault('backend-refused', 'more than was paid', { code: 'refund-exceeds-paid', status: 409 }));
    };
    await manager.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'returned' });
    await desk.drain();
    const [refund] = desk.storage.refundsBetween(0, desk.clock.at + DAY_MS);
    expect([asked, refund?.state, refund?.code, desk.storage.openRefunds()]).toEqual([1, 'failed', 'refund-exceeds-paid', []]);
    expect((await manager.ask('payments.watch', { days: 14 })).refunds).toMatchObject([{ refundId: refund?.refundId, state: 'failed' }]);
    expect(balance(desk, 'refunds-due')).toBe(-(refund?.amountMinor ?? 0));
    expect(await manager.code('refund.again', { refundId: refund?.refundId ?? '', by: 'cash', approval })).toBe('ok');
    expect(balance(desk, 'refunds-due') + 0).toBe(0);
  });
});

describe('decisions', () => {
  test('a difference written off stays so when the day is run again, and reopens when its rows say something else [D102]', async () => {
    const sold = await sell('TEA', 2);
    await give('wechatpay-trade', DAY, [lineOf(sold, { amount: sold.amountMinor - 100 })]);
    await act(await only(), 'write-off', { note: 'agreed by telephone' });
    expect(balance(desk, 'write-offs')).toBe(100);
    await manager.ask('reconcile.run', { from: DAY, to: NEXT });
    expect(await only()).toMatchObject({ state: 'resolved', reopened: false, resolution: { action: 'write-off', note: 'agreed by telephone' } });
    await give('wechatpay-trade', DAY, [lineOf(sold, { amount: sold.amountMinor - 300 })]);
    expect(await only()).toMatchObject({ state: 'open', reopened: true, resolution: null, steps: [{ action: 'write-off', by: 'MAN' }] });
  });

  test('what was written off and then comes is found by itself, and the write-off is taken back [D103]', async () => {
    const sold = await sell('TEA', 2);
    await give('wechatpay-trade', DAY, []);
    await act(await only(), 'write-off');
    expect(balance(desk, 'clearing:wechatpay')).toBe(0);
    await give('wechatpay-trade', DAY, [lineOf(sold)]);
    const came = await only();
    expect(came).toMatchObject({ cause: 'came-after-write-off', suggestion: 'undo-write-off', state: 'open' });
    await act(came, 'undo-write-off');
    expect([balance(desk, 'write-offs') + 0, balance(desk, 'clearing:wechatpay'), (await bench()).breaks.length]).toEqual([0, sold.amountMinor, 0]);
    expect(await manager.code('reconcile.act', { day: DAY, key: came.key, action: 'undo-write-off', note: '' })).toBe('no-such-break');
  });

  test('above the limit a second manager signs, never the same, and above the largest write-off nobody does [S9k]', async () => {
    const sold = await sell('CAKE', 3);
    await give('wechatpay-trade', DAY, []);
    const entry = await only();
    const writeOff = (by?: { operatorId: string; pin: string }) => manager.code('reconcile.act', { day: DAY, key: entry.key, action: 'write-off', note: '', approval: by });
    expect(await writeOff()).toBe('approval-needed');
    expect(await writeOff({ operatorId: 'man', pin: '2222' })).toBe('approver-may-not');
    expect(await writeOff({ operatorId: 'cas', pin: '1111' })).toBe('approver-may-not');
    expect(balance(desk, 'write-offs')).toBe(0);
    const rules = await manager.ask('reconcile.rules', {});
    await manager.ask('reconcile.saveRules', { ...rules, writeOffMinorMax: sold.amountMinor - 1 });
    expect(await writeOff(approval)).toBe('write-off-too-large');
    expect(await manager.code('reconcile.saveRules', rules)).toBe('approval-needed');
    await manager.ask('reconcile.saveRules', { ...rules, approval });
    expect(await writeOff(approval)).toBe('ok');
    expect((await only()).steps).toMatchObject([{ action: 'write-off', by: 'MAN', approver: 'MAN2' }]);
  });

  test('a break has an owner, notes and a history, and none of them decides it [D104]', async () => {
    await sell('TEA', 1);
    await give('wechatpay-trade', DAY, []);
    await act(await only(), 'assign', { owner: 'man2' });
    await act(await only(), 'note', { note: 'called their support' });
    expect(await only()).toMatchObject({ state: 'open', owner: 'MAN2', steps: [{ action: 'assign', owner: 'MAN2' }, { action: 'note', note: 'called their support' }] });
    expect(await manager.code('reconcile.act', { day: DAY, key: (await only()).key, action: 'assign', note: '', owner: 'cas' })).toBe('owner-unknown');
    desk.clock.at += 4 * DAY_MS;
    expect(await only()).toMatchObject({ ageDays: 4, owner: 'MAN2' });
  });

  test('waiting lasts until its day; a wallet that was asked and mends nothing leaves a write-off [D105]', async () => {
    await sell('TEA', 1);
    await give('wechatpay-trade', DAY, []);
    await act(await only(), 'wait', { until: '2026-03-04' });
    expect(await only()).toMatchObject({ state: 'carried', until: '2026-03-04' });
    expect((await manager.ask('day.read', {})).breaks.open).toBe(0);
    desk.clock.at += 3 * DAY_MS;
    expect((await manager.ask('day.read', {})).breaks).toEqual({ open: 1, atStakeMinor: 1_250 });
    expect(await only()).toMatchObject({ state: 'open', suggestion: 'ask-wallet' });
    await act(await only(), 'ask-wallet');
    expect(await only()).toMatchObject({ state: 'carried', suggestion: 'wait', until: '2026-03-07' });
    desk.clock.at += 3 * DAY_MS;
    expect(await only()).toMatchObject({ state: 'open', suggestion: 'write-off' });
  });

  test('a break is made up for by an entry between two accounts; drawer and sales are not adjusted by hand [D106]', async () => {
    await sell('TEA', 1);
    await give('wechatpay-trade', DAY, []);
    const entry = await only();
    const adjust = (debit: string, credit: string) => manager.code('reconcile.act', { day: DAY, key: entry.key, action: 'adjust', note: 'paid in cash later', adjustment: { debit, credit, amountMinor: 1_250 } });
    for (const [debit, credit] of [['drawer', 'clearing:wechatpay'], ['revenue', 'clearing:wechatpay'], ['tax:1300', 'bank'], ['bank', 'bank']] as const) expect(await adjust(debit, credit)).toBe('account-not-adjustable');
    expect(await adjust('safe', 'clearing:wechatpay')).toBe('ok');
    expect([balance(desk, 'clearing:wechatpay') + 0, (await only()).state]).toEqual([0, 'resolved']);
    const free = (amountMinor: number, by?: { operatorId: string; pin: string }) => manager.code('books.adjust', { debit: 'fees:alipay', credit: 'clearing:alipay', amountMinor, reason: 'fee of the contract', approval: by });
    expect([await free(500), await free(50_000), await free(50_000, approval)]).toEqual(['ok', 'approval-needed', 'ok']);
    expect(balance(desk, 'fees:alipay')).toBe(50_500);
    expect(await desk.seat('cashier').code('books.adjust', { debit: 'safe', credit: 'bank', amountMinor: 1, reason: 'x' })).toBe('not-allowed');
  });

  test('an order that the wallet charged twice is refunded once, and a refund that it could not pay out is sent again [D107]', async () => {
    const [sold, other] = [await sell('TEA', 1), await sell('RICE', 1)];
    await give('wechatpay-trade', DAY, [lineOf(sold), lineOf(sold, { trade: 'W2' }), lineOf(other)]);
    await act(await only(), 'refund-customer');
    expect(desk.storage.openRefunds().map(({ amountMinor, cause }) => [amountMinor, cause])).toEqual([[1_250, 'reconciliation']]);
    expect((await only()).state).toBe('resolved');
    await desk.drain();
    const sales = desk.storage.lastSales(1);
    await manager.ask('refund.start', { receipt: sales[0]?.receipt ?? 0, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'returned' });
    await desk.drain();
    const [refund] = desk.storage.refundsBetween(MORNING, desk.clock.at + 1).filter(({ orderId }) => orderId === other.orderId);
    expect([refund?.state, balance(desk, 'refunds-due') + 0]).toEqual(['refunded', 0]);
    await give('wechatpay-trade', DAY, [lineOf(sold), lineOf(sold, { trade: 'W2' }), lineOf(other), { kind: 'refund', order: refund?.refundId ?? '', trade: 'W9', original: other.orderId, amount: -(refund?.amountMinor ?? 0), status: 'failed', at: MORNING }]);
    const failed = (await bench()).breaks.find(({ cause }) => cause === 'refund-failed');
    expect(failed?.suggestion).toBe('refund-customer');
    await act(failed ?? (await only()), 'refund-customer');
    expect(desk.storage.openRefunds().map(({ refundId, amountMinor }) => [refundId.at(-1), amountMinor])).toEqual([['F', 3_333]]);
    expect(balance(desk, 'refunds-due')).toBe(-3_333);
    expect(await manager.code('reconcile.act', { day: DAY, key: failed?.key ?? '', action: 'refund-customer', note: '' })).toBe('break-resolved');
  });
});

describe('the third book', () => {
  test('a payout that agrees is booked once, with the fee kept back; one that is short is a break with three sides [D108]', async () => {
    const first = await sell('TEA', 4);
    await give('wechatpay-trade', DAY, [lineOf(first)]);
    desk.clock.at += DAY_MS;
    const second = await sell('RICE', 3);
    await give('wechatpay-trade', NEXT, [lineOf(second)]);
    const net = (sold: Sold) => sold.amountMinor - fee(sold.amountMinor);
    await give('camt053', '2026-03-04', [{ kind: 'payout', amount: net(first), day: NEXT, reference: 'TENPAY' }, { kind: 'payout', amount: net(second) - 40, day: '2026-03-04', reference: 'TENPAY' }]);
    expect([balance(desk, 'bank'), balance(desk, 'clearing:wechatpay'), balance(desk, 'fees-withheld:wechatpay')]).toEqual([net(first), second.amountMinor, -fee(second.amountMinor)]);
    const entry = await only(NEXT);
    expect(entry).toMatchObject({ kind: 'payout-differs', cause: 'payout-short', amountMinor: -40, ledger: { netMinor: net(second) }, statement: { netMinor: net(second) }, bank: { amountMinor: net(second) - 40 } });
    expect((await manager.ask('day.read', {})).breaks).toEqual({ open: 1, atStakeMinor: 40 });
    expect((await manager.ask('settlement.read', { to: NEXT, days: 2 })).flatMap(({ day, rows }) => rows.map(({ state, differenceMinor }) => [day, state, differenceMinor]))).toEqual([[NEXT, 'differs', 0], [DAY, 'paid', 0]]);
    await act(entry, 'write-off', { day: NEXT });
    expect(['bank', 'clearing:wechatpay', 'fees-withheld:wechatpay', 'write-offs'].map((account) => balance(desk, account) + 0)).toEqual([net(first) + net(second) - 40, 0, 0, 40]);
    await manager.ask('reconcile.run', { from: DAY, to: NEXT });
    expect(balance(desk, 'bank')).toBe(net(first) + net(second) - 40);
  });
});

describe('fees, files and long work', () => {
  test('contracts are kept by an entry, decide the fee that is expected, and over-charges are listed with their sum [D109]', async () => {
    const sold = await sell('CAKE', 1);
    await manager.ask('fees.save', { contracts: [{ wallet: 'wechatpay', currency: 'CNY', ratePpm: 3_800, perItemMinor: 0, minMinor: 0, capMinor: null, rounding: 'half-up', refunds: 'returned', from: null, to: null }] });
    expect(desk.storage.entryAt(desk.storage.head().seq)).toMatchObject({ kind: 'config.changed', payload: { what: 'fees.contracts' } });
    await give('wechatpay-trade', DAY, [lineOf(sold)]);
    expect(await only()).toMatchObject({ kind: 'fee-differs', cause: 'fee-above-contract', amountMinor: 22 });
    expect(await manager.ask('fees.audit', { from: DAY, to: NEXT })).toMatchObject({ wallets: [{ wallet: 'wechatpay', lines: 1, chargedMinor: 60, contractMinor: 38, overMinor: 22, overLines: 1 }], overcharges: [{ orderId: sold.orderId, overMinor: 22 }] });
    expect(await manager.code('fees.save', { contracts: [{ wallet: 'wechatpay', currency: 'CNY', ratePpm: 1, perItemMinor: 0, minMinor: 9, capMinor: 8, rounding: 'half-up', refunds: 'kept', from: null, to: null }] })).toBe('contract-contradicts');
  });

  test('of several files each is taken or refused by itself, and what is cancelled is said to be [D110]', async () => {
    const sold = await sell('TEA', 1);
    reading.put('a.csv', madeFile('wechatpay-trade', DAY, [lineOf(sold)]));
    reading.put('b.csv', madeFile('alipay-trade', DAY, []));
    const list = ['a.csv', 'broken.csv', 'a.csv', 'b.csv'].map((name) => ({ name, base64: 'eA==' }));
    expect((await manager.ask('statement.importAll', { files: list })).map(({ name, state, code }) => [name, state, code])).toEqual([
      ['a.csv', 'imported', null], ['broken.csv', 'refused', 'statement-unknown-format'], ['a.csv', 'repeated', null], ['b.csv', 'imported', null]]);
    const running = manager.ask('statement.importAll', { files: list });
    expect(await manager.ask('reconcile.progress', {})).toMatchObject({ work: 'import', of: 4 });
    expect(await manager.code('reconcile.run', { from: DAY, to: DAY })).toBe('work-under-way');
    await manager.ask('reconcile.cancel', {});
    expect((await running).at(-1)?.state).toBe('cancelled');
    expect(await manager.ask('reconcile.progress', {})).toBeNull();
  });

  test('a new file matches its own wallet again, on its day and beside it, and nothing else; a thread of its own says the same [D111]', async () => {
    const [paid, other] = [await sell('TEA', 1), await sell('RICE', 1, 'alipay')];
    await give('alipay-trade', DAY, [lineOf(other)]);
    const before = await bench();
    const thread = dayMatching({ path: desk.path, shop: desk.till.shop }, desk.clock);
    const asked: string[] = [];
    Object.assign(desk.till.ports, { matching: { run: (day: string, wallet: ChargeableWallet) => { asked.push(`${day} ${wallet}`); return thread.run(day, wallet); } } });
    expect(await bench()).toEqual(before);
    asked.length = 0;
    await give('wechatpay-trade', DAY, [lineOf(paid, { amount: paid.amountMinor - 5 })]);
    expect([...new Set(asked)]).toEqual([`${DAY} wechatpay`]);
    expect(told(await bench())).toEqual(['amount-differs unknown ask-wallet open']);
    await thread.stop();
  });

  test('a thread that cannot read the ledger is said to have failed, and nothing is changed [D112]', async () => {
    const thread = dayMatching({ path: `${desk.path}.gone`, shop: desk.till.shop }, desk.clock);
    await expect(thread.run(DAY, 'wechatpay')).rejects.toMatchObject({ name: 'Fault', code: 'matching-failed' });
    await thread.stop();
  });

  test('two who decide about one difference at once book it once [S9l]', async () => {
    await sell('TEA', 1);
    await give('wechatpay-trade', DAY, []);
    const entry = await only();
    Object.assign(desk.till.ports, { matching: { run: async (day: string, wallet: ChargeableWallet) => { const found = runDay(desk.till, day, wallet); await desk.till.ports.pause(); return found; } } });
    const other = desk.seat('manager', 'man2');
    const writeOff = { day: DAY, key: entry.key, action: 'write-off', note: '' } as const;
    expect((await Promise.all([manager.code('reconcile.act', writeOff), other.code('reconcile.act', writeOff)])).sort()).toEqual(['break-changed', 'ok']);
    expect(balance(desk, 'write-offs')).toBe(1_250);
  });
});
