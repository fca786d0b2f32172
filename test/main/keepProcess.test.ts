/** The process that copies and proves the ledger beside the till: what ends it ends no sale and leaves no half copy. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from '#main/safekeeping/backups.ts';
import { safekeeper } from '#main/safekeeping/safekeeper.ts';
import { childrenOf } from '../kit/startTill.ts';
import { openDesk, type Desk } from '../kit/tillOnFile.ts';

const LOOKS_MS_MAX = 30_000;

async function until<Found>(look: () => Found | undefined): Promise<Found> {
  const end = Date.now() + LOOKS_MS_MAX;
  // At once again: a small copy is whole within some milliseconds.
  while (Date.now() < end) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((done) => { setImmediate(done); });
  }
  throw new Error('it did not come to that');
}

/** The task's process, stopped when its copy is begun. */
async function halted(desk: Desk, before: readonly number[]): Promise<number> {
  const pid = await until(() => childrenOf(process.pid).find((one) => !before.includes(one)));
  const folder = join(desk.folder, 'backup');
  await until(() => (existsSync(folder) ? readdirSync(folder).find((name) => name.includes('.making')) : undefined));
  process.kill(pid, 'SIGSTOP');
  return pid;
}

async function openShop(): Promise<{ desk: Desk; sell: () => Promise<void> }> {
  const desk = openDesk({ enrolled: true });
  const cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  const sell = async () => {
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 2_000 });
  };
  for (let sales = 0; sales < 200; sales += 1) await sell();
  return { desk, sell };
}

function closeShop(desk: Desk): void {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
}

test('a copy whose process is ended in its middle is told, selling goes on meanwhile and after, nothing of it is left, and the next copy is made [S28]', async () => {
  const { desk, sell } = await openShop();
  const before = childrenOf(process.pid);
  const asked = desk.seat('technician').code('technician.backup', {});
  const pid = await halted(desk, before);
  await sell();
  process.kill(pid, 'SIGSEGV');
  process.kill(pid, 'SIGCONT');
  expect(await asked).toBe('backup-failed');
  expect(readdirSync(join(desk.folder, 'backup'))).toEqual([]);
  await sell();
  expect(await desk.seat('technician').code('technician.backup', {})).toBe('ok');
  expect(listBackups(join(desk.folder, 'backup'))).toHaveLength(1);
  closeShop(desk);
});

test('a till that stops ends a copy that is under way, and nothing of it is left [S29]', async () => {
  const { desk } = await openShop();
  const keeper = safekeeper(desk.folder, null);
  const before = childrenOf(process.pid);
  const asked = keeper.backup(desk.clock.now(), desk.storage.head().seq);
  await halted(desk, before);
  keeper.stop();
  await expect(asked).rejects.toMatchObject({ code: 'backup-failed' });
  expect(readdirSync(join(desk.folder, 'backup'))).toEqual([]);
  closeShop(desk);
});
