/** UnionPay's error flow file end to end: the sandbox writes it beside the day's own file, the till reads both and matches what they correct with its ledger. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Envelope } from '#contract/define.ts';
import type { ImportOutcome, ReceiptView, StatementFileView, WorkbenchView } from '#contract/views.ts';
import type { Attempt } from '#core/tender.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { unionpayErrors } from '#cloud/connectors/sandbox/unionpayErrors.ts';
import { composeTill, type RunningTill, type SeatHandle } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { openShop, sellOne, type Floor } from '#main/practice/floor.ts';
import { newRandom } from '#main/practice/random.ts';
import { drain, newPracticeClock, type PracticeClock } from '#main/practice/virtualTime.ts';
import { seedBackend } from '../kit/freshDatabase.ts';

const ZONE = 'Asia/Shanghai';
const UNIONPAY_SALES = 3;
/** A backend is made and dozens of sales are rung up: on a busy machine more than a hook's minute. */
const SET_UP_MS_MAX = 240_000;

describe('an error flow file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-zme-'));
  let running: RunningTill;
  let clock: PracticeClock;
  let manager: SeatHandle;
  let day: string;
  let next: string;
  let paid: Attempt[];
  let floor: Floor;

  const taken = () => running.till.storage.attemptsBetween(Date.parse(day) - 86_400_000, Date.parse(day) + 4 * 86_400_000).filter((one) => one.wallet === 'unionpay' && one.state === 'paid' && running.till.storage.saleOf(one.saleId)?.payload.tenders.some((tender) => tender.kind === 'wallet' && tender.orderId === one.orderId) === true);
  /** Until there are so many of UnionPay's; one in a few is, so the bound is far away. */
  async function sellUntil(count: number): Promise<void> {
    for (let sales = 0; sales < 200 && taken().length < count; sales += 1) {
      await sellOne(floor);
      await drain(running.till, clock);
    }
  }

  async function ask<Value>(name: string, input: unknown = {}): Promise<Value> {
    const reply: Envelope = await manager.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.code}: ${reply.message}`);
    return reply.value as Value;
  }
  const open = async (on: string) => (await ask<WorkbenchView>('reconcile.read', { day: on })).breaks.filter((one) => one.state === 'open' && one.wallet === 'unionpay').map(({ kind, cause, suggestion, orderIds, ledger, statement, amountMinor }) => ({ kind, cause, suggestion, orderId: orderIds[0] ?? null, ours: ledger?.amountMinor ?? null, theirs: statement?.amountMinor ?? null, amountMinor }));
  const fetch = (on: string) => ask<{ file: StatementFileView }>('statement.fetch', { wallet: 'unionpay', day: on });

  beforeAll(async () => {
    clock = newPracticeClock();
    clock.notBefore(Date.parse(`${nextDay(dayIn(clock.now(), ZONE))}T09:00:00+08:00`));
    day = dayIn(clock.now(), ZONE);
    next = nextDay(day);
    await seedBackend(folder);
    running = await composeTill(loadConfig(folder, { practice: true }), { clock, ticking: false });
    await running.backendReady;
    await running.till.ports.backend.sandbox.advance(clock.now());
    floor = await openShop(running, clock, newRandom(11));
    ({ manager } = floor);
    await sellUntil(UNIONPAY_SALES);
    paid = taken().toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
    expect(paid.length).toBeGreaterThanOrEqual(UNIONPAY_SALES);
    await running.till.ports.backend.sandbox.bills({ early: false, faults: [{ wallet: 'unionpay', day, kind: 'credited-late', line: 0 }, { wallet: 'unionpay', day, kind: 'charged-back', line: 1 }] });
  }, SET_UP_MS_MAX);
  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a trade that the flow file leaves out is missing on its day, and is the ledger\'s own again once the error file credits it [D238]', async () => {
    const [left] = paid;
    clock.notBefore(Date.parse(`${next}T10:00:00+08:00`));
    await running.till.ports.backend.sandbox.advance(clock.now());
    await fetch(day);
    expect(await open(day)).toEqual([{ kind: 'missing-in-statement', cause: 'unknown', suggestion: 'ask-wallet', orderId: left?.orderId, ours: left?.amountMinor, theirs: null, amountMinor: left?.amountMinor }]);
    await sellUntil(paid.length + 1);
    clock.notBefore(Date.parse(`${nextDay(next)}T10:00:00+08:00`));
    await running.till.ports.backend.sandbox.advance(clock.now());
    // One zip with both files of the day: its own trades, and two corrections of the day before.
    expect((await fetch(next)).file).toMatchObject({ source: 'unionpay-zm' });
    expect(running.till.storage.statementFiles(next).map(({ source, wallet, lines }) => [source, wallet, source === 'unionpay-zm' || lines]).toSorted()).toEqual([['unionpay-zm', 'unionpay', true], ['unionpay-zme', 'unionpay-errors', 2]]);
    expect(await open(day)).toEqual([]);
  });

  test('a charge that it takes back is a break of the day it came, with the order it was, and nothing else is [D239]', async () => {
    const back = paid[1];
    expect(await open(next)).toEqual([{ kind: 'reversed-in-statement', cause: 'chargeback', suggestion: 'ask-wallet', orderId: back?.orderId, ours: back?.amountMinor, theirs: -(back?.amountMinor ?? 0), amountMinor: expect.any(Number) as number }]);
    const history = (await ask<WorkbenchView>('reconcile.read', { day: next })).breaks.find(({ orderIds }) => orderIds[0] === back?.orderId)?.history ?? [];
    expect(history.length).toBeGreaterThan(0);
  });

  test('a refund that no flow file has shown is the one that the error file pays out; a trade that is not ours waits for a person [D240]', async () => {
    const [, , sold] = paid;
    const receipt = running.till.storage.saleOf(sold?.saleId ?? '')?.payload.receipt ?? 0;
    const { lines } = await ask<ReceiptView>('receipt.read', { receipt });
    const [line] = lines;
    if (sold === undefined || sold.tradeId === null || line === undefined) throw new Error('a sale with a line');
    await ask('refund.start', { receipt, lines: [{ line: line.line, quantityMilli: line.quantityMilli }], reason: 'broken' });
    const refund = running.till.storage.openRefunds().concat(running.till.storage.refundsBetween(0, Number.MAX_SAFE_INTEGER)).find(({ orderId }) => orderId === sold.orderId);
    if (refund === undefined) throw new Error('a refund');
    await drain(running.till, clock);
    const about = { kind: 'charge' as const, at: clock.now(), createdAt: clock.now(), orderId: '', refundId: '', refundTradeId: '', amountMinor: refund.amountMinor, feeMinor: 0, currency: 'CNY', subject: '' };
    const today = dayIn(clock.now(), ZONE);
    const made = unionpayErrors([{ line: { ...about, tradeId: sold.tradeId }, back: true }, { line: { ...about, tradeId: '202501010101019999998' }, back: true }], today, clock.now());
    const [outcome] = await ask<ImportOutcome[]>('statement.importAll', { files: [{ name: made.name, base64: Buffer.from(made.bytes).toString('base64') }] });
    expect(outcome).toMatchObject({ state: 'imported', facts: { source: 'unionpay-zme', lines: 2, proof: 'none' } });
    expect(running.till.storage.statementRows(today, 'unionpay-errors').map(({ kind, orderId, originalId }) => [kind, orderId, originalId])).toEqual([['refund', refund.refundId, sold.orderId], ['adjustment', null, null]]);
  });
});
