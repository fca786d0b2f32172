/** The shop's rules on a real ledger: what small differences they end, what a trial foretells, who may loosen them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReconRules } from '#contract/ruleViews.ts';
import { Refusal } from '#core/refusal.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { balance, codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';
import { madeFile, madeReading, type MadeLine } from '#test/kit/walletFiles.ts';

const DAY = '2026-03-02';
const approval = { operatorId: 'man2', pin: '2223' };

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

async function sell(wallet: ChargeableWallet = 'wechatpay') {
  await manager.ask('basket.add', { sku: 'TEA' });
  codes += 1;
  const { state } = await manager.ask('scan', { text: codeOf(wallet, codes), symbology: null, source: 'virtual' });
  await desk.drain();
  const attempt = desk.storage.attempt(state.payment?.orderId ?? '');
  if (attempt === null) throw new Error('no attempt');
  return attempt;
}
type Sold = Awaited<ReturnType<typeof sell>>;
const line = (sold: Sold, over: Partial<MadeLine> = {}): MadeLine => ({ order: sold.orderId, trade: sold.tradeId ?? `T${sold.orderId}`, amount: sold.amountMinor, fee: Math.round(sold.amountMinor * 0.006), at: sold.endedAt ?? sold.startedAt, ...over });
async function give(lines: readonly MadeLine[]): Promise<void> {
  files += 1;
  const name = `bill-${files}.csv`;
  reading.put(name, madeFile('wechatpay-trade', DAY, lines, name));
  await manager.ask('statement.import', { name, base64: 'eA==' });
}
const rules = async (over: Partial<ReconRules>): Promise<ReconRules> => ({ ...(await manager.ask('reconcile.rules', {})), ...over });
const states = async () => (await manager.ask('reconcile.read', { day: DAY })).breaks.map(({ amountMinor, state, steps }) => [amountMinor, state, steps.map(({ action, byRule }) => `${action} ${byRule === true}`).join()]);
const RULES = { writeOffs: [{ cause: 'unknown' as const, upToMinor: 5 }, { cause: 'rounding' as const, upToMinor: 1 }], ruledDayMinorMax: 8 };

describe('write-off rules', () => {
  test('end what is small enough when they are saved and when a file comes, the smallest first, up to the day\'s limit; each is an entry that names its rule [D232]', async () => {
    const sold = [await sell(), await sell(), await sell(), await sell()];
    const off = [-1, -3, -5, -6];
    await give(sold.map((one, index) => line(one, { amount: one.amountMinor + (off[index] ?? 0) })));
    expect((await states()).map(([amount, state]) => [amount, state])).toEqual([[-6, 'open'], [-5, 'open'], [-3, 'open'], [-1, 'open']]);
    await manager.ask('reconcile.saveRules', { ...(await rules(RULES)), approval });
    // 1 and 3 fit below 8; 5 does not any more, 6 is more than its rule allows.
    expect(await states()).toEqual([[-6, 'open', ''], [-5, 'open', ''], [-3, 'resolved', 'write-off true'], [-1, 'resolved', 'write-off true']]);
    expect([balance(desk, 'write-offs'), (await manager.ask('day.read', {})).breaks.open]).toEqual([4, 2]);
    const next = await sell();
    await give([...sold.map((one, index) => line(one, { amount: one.amountMinor + (off[index] ?? 0) })), line(next, { amount: next.amountMinor - 2 })]);
    // Four are left of the day's eight: 2 fits, 5 still does not.
    expect((await states()).filter(([, state]) => state === 'open').map(([amount]) => amount)).toEqual([-6, -5]);
    expect(balance(desk, 'write-offs')).toBe(6);
    const ruled = desk.storage.entriesAfter(0, 5000).filter((entry) => entry.kind === 'break.resolved');
    expect(ruled.map(({ operator, payload }) => [operator, payload.kind === 'amount-differs' && payload.byRule]).toSorted()).toEqual([['system', 1], ['system', 5], ['system', 5]]);
  });

  test('a missing charge is never ended by a rule, nor what a person has in hand or has opened again [D233]', async () => {
    const [missing, noted, opened] = [await sell(), await sell(), await sell()];
    await give([line(noted, { amount: noted.amountMinor - 2 }), line(opened, { amount: opened.amountMinor - 3 })]);
    const before = (await manager.ask('reconcile.read', { day: DAY })).breaks;
    const keyOf = (amount: number) => before.find(({ amountMinor }) => amountMinor === amount)?.key ?? '';
    await manager.ask('reconcile.act', { day: DAY, key: keyOf(-2), action: 'note', note: 'asking' });
    await manager.ask('reconcile.act', { day: DAY, key: keyOf(-3), action: 'ask-wallet', note: '' });
    await manager.ask('reconcile.act', { day: DAY, key: keyOf(-3), action: 'reopen', note: '' });
    await manager.ask('reconcile.saveRules', { ...(await rules({ writeOffs: [{ cause: 'unknown', upToMinor: 20_000 }], ruledDayMinorMax: 100_000 })), approval });
    expect((await states()).filter(([, state]) => state === 'resolved')).toEqual([]);
    expect([missing.amountMinor, balance(desk, 'write-offs') + 0]).toEqual([1_250, 0]);
  });

  test('a trial says what they would do to what is open, by rule and with what is left, and changes nothing [D234]', async () => {
    const sold = [await sell(), await sell(), await sell()];
    await give([line(sold[0]!, { amount: sold[0]!.amountMinor - 1 }), line(sold[1]!, { amount: sold[1]!.amountMinor - 4 })]);
    const head = desk.storage.head();
    const trial = await manager.ask('reconcile.tryRules', await rules({ ...RULES, ruledDayMinorMax: 5, fourEyesMinor: 1_000 }));
    expect(trial).toEqual({
      days: 1, open: { count: 3, amountMinor: 1_255 }, byRule: [{ cause: 'unknown', count: 1, amountMinor: 4 }, { cause: 'rounding', count: 1, amountMinor: 1 }], capped: { count: 0, amountMinor: 0 },
      left: { count: 1, amountMinor: 1_250 }, secondPerson: { count: 1, amountMinor: 1_250 }, tooLarge: { count: 0, amountMinor: 0 },
    });
    expect(await manager.ask('reconcile.tryRules', await rules({ ...RULES, writeOffs: [{ cause: 'unknown', upToMinor: 4 }], ruledDayMinorMax: 4, roundingMinor: 4 }))).toMatchObject({ byRule: [{ count: 0 }], left: { count: 3 } });
    expect(desk.storage.head()).toEqual(head);
    await manager.ask('reconcile.saveRules', { ...(await rules({ ...RULES, ruledDayMinorMax: 5 })), approval });
    expect((await states()).map(([amount, state]) => [amount, state])).toEqual([[1_250, 'open'], [-4, 'resolved'], [-1, 'resolved']]);
  });

  test('to loosen takes two managers, to tighten one; what contradicts is refused whole, and each change is kept with who signed [D235]', async () => {
    const loose = await rules(RULES);
    expect(await manager.code('reconcile.saveRules', loose)).toBe('approval-needed');
    expect(await manager.code('reconcile.saveRules', { ...loose, approval: { operatorId: 'man', pin: '2222' } })).toBe('approver-may-not');
    await manager.ask('reconcile.saveRules', { ...loose, approval });
    await manager.ask('reconcile.saveRules', { ...loose, fourEyesMinor: loose.fourEyesMinor - 1, writeOffs: RULES.writeOffs.slice(1) });
    const asked = desk.storage.head();
    for (const over of [{ writeOffs: [{ cause: 'unknown' as const, upToMinor: 50_000 }], ruledDayMinorMax: 90_000 }, { writeOffs: [{ cause: 'unknown' as const, upToMinor: 10 }] }, { writeOffs: [...RULES.writeOffs, ...RULES.writeOffs] }]) {
      expect(await manager.code('reconcile.saveRules', { ...(await rules(over)), approval })).toMatch(/rules-contradict|bad-request/);
    }
    expect(desk.storage.head()).toEqual(asked);
    expect((await manager.ask('rules.history', {})).map(({ by, approver, recon }) => [by, approver, recon.writeOffs.length])).toEqual([['MAN', null, 1], ['MAN', 'MAN2', 2]]);
    const entries = desk.storage.entriesAfter(0, 5000).filter((entry) => entry.kind === 'config.changed').map(({ payload }) => [payload.what, payload.approver ?? null]);
    expect(entries).toEqual([['recon.rules', 'man2'], ['recon.rules', null]]);
    expect(await desk.seat('cashier').code('reconcile.saveRules', loose)).toBe('not-allowed');
  });
});

describe('a drawer that is off', () => {
  test('beyond what its cashier signs alone needs a manager; that count is on record, and how far it is off is not told before [D236]', async () => {
    await manager.ask('shift.close', { counts: [{ denominationMinor: 10_000, pieces: 10 }] });
    await manager.ask('cash.saveLimits', { aloneMinor: 500, people: [{ operatorId: 'cas2', aloneMinor: 100 }] });
    const cashier = desk.seat('cashier');
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    const close = (pieces: number, by?: { operatorId: string; pin: string }) => cashier.raw('shift.close', { counts: [{ denominationMinor: 100, pieces }], approval: by });
    const refused = await close(90);
    expect(refused).toMatchObject({ ok: false, code: 'approval-needed', detail: { permission: 'cash-difference' } });
    expect(JSON.stringify(refused)).not.toMatch(/10000|1000|9000/);
    expect(await close(91, { operatorId: 'cas2', pin: '1112' })).toMatchObject({ ok: false, code: 'approver-may-not' });
    const counts = () => desk.storage.entriesAfter(0, 5000).flatMap((entry) => (entry.kind === 'cash.counted' && entry.payload.shift === 2 ? [entry.payload.countedMinor] : []));
    expect([desk.storage.status().shift?.number, counts()]).toEqual([2, [9_000]]);
    expect(await close(90, { operatorId: 'man', pin: '2222' })).toMatchObject({ ok: true, value: { expectedMinor: 10_000, differenceMinor: -1_000, approver: 'MAN' } });
    expect(counts()).toEqual([9_000, 9_000]);
    expect(desk.storage.entriesAfter(0, 5000).flatMap((entry) => (entry.kind === 'permission.overridden' ? [[entry.payload.action, entry.payload.approver, entry.payload.amountMinor]] : []))).toEqual([['cash-difference', 'man', 1_000]]);
    expect((await manager.ask('day.x', {})).signed).toEqual([{ shift: 2, operator: 'CAS', approver: 'MAN', differenceMinor: -1_000 }]);
    // To the unit of the limit nobody else is asked; a limit of one's own counts before everybody's.
    await cashier.ask('shift.open', { floatMinor: 10_000 });
    expect(await close(95)).toMatchObject({ ok: true, value: { differenceMinor: -500, approver: null } });
    const other = desk.seat('cashier', 'cas2');
    await other.ask('shift.open', { floatMinor: 10_000 });
    expect(await other.code('shift.close', { counts: [{ denominationMinor: 100, pieces: 98 }] })).toBe('approval-needed');
    expect(await manager.code('cash.saveLimits', { aloneMinor: 500, people: [] })).toBe('approval-needed');
    await manager.ask('cash.saveLimits', { aloneMinor: 500, people: [], approval });
    expect(await other.code('shift.close', { counts: [{ denominationMinor: 100, pieces: 98 }] })).toBe('ok');
  });

  test('each tender of a day stands against its count or its file: proved, proved in part, or not yet [D237]', async () => {
    const [first, second] = [await sell(), await sell()];
    const other = await sell('alipay');
    await give([line(first), line(second, { amount: second.amountMinor - 2 })]);
    const third = await sell();
    await desk.drain();
    const proofs = await manager.ask('day.proof', { day: DAY });
    expect(proofs.toSorted((a, b) => (a.tender < b.tender ? -1 : 1))).toEqual([{ tender: 'alipay', provedMinor: 0, lines: 0, missing: 1 }, { tender: 'wechatpay', provedMinor: first.amountMinor + second.amountMinor - 2, lines: 2, missing: 1 }]);
    await give([line(first), line(second), line(third)]);
    const { tenders } = await manager.ask('day.x', {});
    const { withProof } = await import('#core/tenderProof.ts');
    expect(withProof(tenders, await manager.ask('day.proof', { day: DAY })).map((row) => [row.tender, row.expectedMinor, row.countedMinor, row.differenceMinor, row.proof]).toSorted()).toEqual([
      ['alipay', other.amountMinor, null, null, undefined], ['wechatpay', 3_750, 3_750, 0, 'file'],
    ]);
    const made = await manager.ask('export.make', { what: 'report', format: 'csv', from: DAY, to: DAY, z: 0, language: 'en', bom: false });
    const rows = Buffer.from(made.base64, 'base64').toString('utf8').split('\n').filter((row) => row.includes('expected') || row.includes('by its file') || row.includes('difference'));
    expect(rows.map((row) => row.trim())).toEqual(['Tenders,"WeChat Pay, expected",,37.50', 'Tenders,"WeChat Pay, by its file",,37.50', 'Tenders,"WeChat Pay, difference",,0.00', 'Tenders,"Alipay, expected",,12.50']);
  });
});
