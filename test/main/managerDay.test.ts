/** A manager's day on the real till and the real embedded backend: sell, import the wallets' own bills, work every break to zero, close. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Envelope } from '#contract/define.ts';
import type { DayView, ReceiptView, StatementFileView, TillState, WorkbenchView, ZReportView } from '#contract/views.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { composeTill, type RunningTill, type SeatHandle } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { openShop, sellOne, type Floor } from '#main/practice/floor.ts';
import { newRandom } from '#main/practice/random.ts';
import { drain, newPracticeClock, type PracticeClock } from '#main/practice/virtualTime.ts';
import { seedBackend } from '../kit/freshDatabase.ts';

const ZONE = 'Asia/Shanghai';

describe('a manager\'s day', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-day-'));
  let running: RunningTill;
  let clock: PracticeClock;
  let floor: Floor;
  let manager: SeatHandle;
  let day: string;

  async function ask<Value>(seat: SeatHandle, name: string, input: unknown = {}): Promise<Value> {
    const reply: Envelope = await seat.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.code}: ${reply.message}`);
    return reply.value as Value;
  }

  beforeAll(async () => {
    clock = newPracticeClock();
    // 09:00 in the shop, so that no sale of this test lies near midnight.
    clock.notBefore(Date.parse(`${nextDay(dayIn(clock.now(), ZONE))}T09:00:00+08:00`));
    await seedBackend(folder);
    running = await composeTill(loadConfig(folder, { practice: true }), { clock, ticking: false });
    await running.backendReady;
    await running.till.ports.backend.sandbox.advance(clock.now());
    floor = await openShop(running, clock, newRandom(3));
    manager = floor.manager;
    for (let sold = 0; sold < 40;) if (await sellOne(floor) !== null) sold += 1;
    await drain(running.till, clock);
    day = dayIn(clock.now(), ZONE);
  });

  afterAll(async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the bills of the wallets agree with the ledger line by line when nothing is wrong [D50]', async () => {
    for (const wallet of ['wechatpay', 'alipay'] as const) {
      const imported = await ask<{ file: StatementFileView; repeated: boolean }>(manager, 'statement.fetch', { wallet, day });
      expect(imported.file.lines).toBeGreaterThan(3);
      expect((await ask<{ repeated: boolean }>(manager, 'statement.fetch', { wallet, day })).repeated).toBe(true);
    }
    const bench = await ask<WorkbenchView>(manager, 'reconcile.read', { day });
    expect(bench.breaks.filter((one) => one.state === 'open').map((one) => `${one.kind} ${one.cause} ${one.wallet}`)).toEqual([]);
    expect(bench.totals.matchedCount).toBeGreaterThan(10);
  });

  test('breaks planted into a bill are found, named, and worked to zero [D51]', async () => {
    await running.till.ports.backend.sandbox.bills({ early: true, faults: [
      { wallet: 'wechatpay', day, kind: 'missing', line: 0 }, { wallet: 'wechatpay', day, kind: 'extra', line: 1 },
      { wallet: 'wechatpay', day, kind: 'fee-differs', line: 2 }, { wallet: 'wechatpay', day, kind: 'amount-differs', line: 3 },
    ] });
    await ask(manager, 'statement.fetch', { wallet: 'wechatpay', day });
    let bench = await ask<WorkbenchView>(manager, 'reconcile.read', { day });
    expect(bench.breaks.map((one) => one.kind).sort()).toEqual(['amount-differs', 'fee-differs', 'missing-in-ledger', 'missing-in-statement']);
    for (const one of bench.breaks) {
      const action = one.kind === 'fee-differs' ? 'book-fee' : 'write-off';
      bench = await ask<WorkbenchView>(manager, 'reconcile.act', { day, key: one.key, action, note: 'checked with the wallet', approval: { operatorId: 'han', pin: '5555' } });
    }
    expect(bench.totals.openCount).toBe(0);
    expect((await ask<WorkbenchView>(manager, 'reconcile.read', { day })).breaks.every((one) => one.state === 'resolved')).toBe(true);
  });

  test('a file that is no bill is refused and nothing is imported [D52]', async () => {
    const before = running.till.storage.head().seq;
    const reply = await manager.call('statement.import', { name: 'photo.csv', base64: Buffer.from('hello, world').toString('base64') });
    expect(reply.ok).toBe(false);
    expect(running.till.storage.head().seq).toBe(before);
  });

  test('a receipt can be read and refunded in part, never beyond what was paid [D53]', async () => {
    const receipt = await ask<ReceiptView>(manager, 'receipt.read', { receipt: 1 });
    expect(receipt.tenders.reduce((sum, tender) => sum + tender.amountMinor, 0)).toBe(receipt.totalMinor);
    const line = receipt.lines[0]!;
    const all = { receipt: 1, lines: [{ line: line.line, quantityMilli: line.quantityMilli }], reason: 'broken' };
    const after = await manager.call('refund.start', all);
    if (after.ok) expect((after.value as ReceiptView).refundableMinor).toBeLessThan(receipt.refundableMinor);
    expect((await manager.call('refund.start', all)).ok).toBe(false);
    await drain(running.till, clock);
  });

  test('the day closes by its list: what stops it is named, the Z report carries the head [D54]', async () => {
    const refused = await manager.call('day.close', { carry: [] });
    expect(refused).toMatchObject({ ok: false });
    const state = await ask<TillState>(floor.cashier, 'till.state');
    if (state.basket.lines.length > 0) await ask(floor.cashier, 'basket.void', { reason: 'end of day' });
    const expected = running.till.storage.shiftTally().cashExpectedMinor;
    const closed = await ask<{ differenceMinor: number; expectedMinor: number }>(floor.cashier, 'shift.close', { counts: [{ denominationMinor: 10, pieces: Math.floor(expected / 10) }] });
    expect(closed.expectedMinor).toBe(expected);
    await ask(manager, 'day.verify');
    const view = await ask<DayView>(manager, 'day.read');
    expect(view.checklist.filter((item) => item.state !== 'done' && !['files', 'breaks'].includes(item.item))).toEqual([]);
    const z = await ask<ZReportView>(manager, 'day.close', { carry: ['files', 'breaks', 'unknown', 'held'] });
    expect(z.number).toBe(1);
    expect(z.head).toEqual(running.till.storage.head());
    expect(z.sales.count).toBe(running.till.storage.status().lastReceipt);
    expect((await manager.call('day.close', { carry: [] })).ok).toBe(false);
    expect((await ask<ZReportView>(manager, 'day.z', { number: 1 })).code).toBe(z.code);
    expect(running.till.storage.balances().reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0);
  });
});
