/** The process that makes exports: what ends it ends no sale, leaves no half file, and is told. */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TillInput } from '#contract/till.ts';
import type { ExportOrder } from '#till/ports.ts';
import { exporter } from '#main/exporting/exporter.ts';
import { childrenOf } from '../kit/startTill.ts';
import { openDesk, type Desk, type DeskSeat } from '../kit/tillOnFile.ts';

const LOOKS_MAX = 4_000;
/** A PDF: its file is there, empty, for as long as its fonts are cut to size. */
const ASKED: TillInput<'export.make'> = { what: 'sales', format: 'pdf', from: '2026-03-02', to: '2026-03-02', z: null, language: 'zh', bom: false };
const ORDER: ExportOrder = { ...ASKED, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, at: 0, by: 'man', report: null, breaks: [], seal: null };

let desk: Desk;
let manager: DeskSeat;
let cashier: DeskSeat;
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  manager = desk.seat('manager');
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  await sell();
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});

async function sell(): Promise<void> {
  await cashier.ask('basket.add', { sku: 'TEA' });
  await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 2_000 });
}
const exports = () => readdirSync(join(desk.folder, 'export'));

async function until(holds: () => boolean): Promise<void> {
  for (let looks = 0; !holds(); looks += 1) {
    if (looks > LOOKS_MAX) throw new Error('it did not come to that');
    await new Promise((done) => { setTimeout(done, 2); });
  }
}

/** The export that was just asked for, stopped in its middle: its file is begun and not whole. */
async function halted(before: readonly number[]): Promise<number> {
  await until(() => existsSync(join(desk.folder, 'export')) && exports().length > 0);
  const pid = childrenOf(process.pid).find((one) => !before.includes(one));
  if (pid === undefined) throw new Error('the export is no process of its own, or has ended already');
  process.kill(pid, 'SIGSTOP');
  return pid;
}

describe('the process of an export', () => {
  test.each(['SIGSEGV', 'SIGKILL'] as const)('ended in its middle by %s: selling goes on meanwhile and after, the half file is gone, nothing is on record, the person is told, and the next export is made [S25]', async (signal) => {
    const before = childrenOf(process.pid);
    const asked = manager.raw('export.make', ASKED);
    const pid = await halted(before);
    expect(exports()).toHaveLength(1);
    await sell();
    const { seq } = desk.storage.head();
    process.kill(pid, signal);
    if (signal === 'SIGSEGV') process.kill(pid, 'SIGCONT');
    expect(await asked).toMatchObject({ ok: false, code: 'export-ended', detail: { reason: signal } });
    expect(exports()).toEqual([]);
    expect(desk.storage.head().seq).toBe(seq);
    await sell();
    const made = await manager.ask('export.make', { ...ASKED, format: 'csv' });
    expect(made.rows).toBe(3);
    expect(exports()).toEqual([]);
  });

  test('whose till is gone drops the file that nobody will hand out, and ends [S26]', async () => {
    const to = join(desk.folder, 'export', 'orphan.making');
    mkdirSync(join(desk.folder, 'export'));
    const child = fork(resolve(import.meta.dirname, '../../src/main/exporting/exportProcess.ts'), [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
    const ended = new Promise<number | null>((done) => { child.once('exit', done); });
    child.send({ write: { order: ORDER, shop: desk.till.shop, ledger: join(desk.folder, 'ledger.db'), to } });
    await until(() => existsSync(to));
    child.disconnect();
    expect(await ended).toBe(0);
    expect(exports()).toEqual([]);
  });

  test('ends with its till, which does not wait for it, and leaves no half file [S27]', async () => {
    const exporting = exporter(desk.folder, desk.till.shop);
    const before = childrenOf(process.pid);
    const made = exporting.make(ORDER);
    const pid = await halted(before);
    exporting.stop();
    await expect(made).rejects.toMatchObject({ code: 'export-failed' });
    expect(exports()).toEqual([]);
    await until(() => !childrenOf(process.pid).includes(pid));
  });
});
