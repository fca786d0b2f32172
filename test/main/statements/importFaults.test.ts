/** What may befall an import half-way: a kill, a full disk, a customer at the till. The file is in whole or not at all, and selling goes on. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { verifyEntries } from '#core/verify.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { statementReading } from '#main/adapters/statements/reading.ts';
import { wechatBill } from '#test/fixtures/statements/make.ts';
import { diskShim } from '#test/kit/disk.ts';
import { openDesk, PLACE, SHOP } from '#test/kit/tillOnFile.ts';

const ROWS = 6_000;
const KILLS = 6;
const place = mkdtempSync(join(PLACE, 'tillbook-import-faults-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const text = wechatBill(Array.from({ length: ROWS }, (_, index) => ({ order: `A${index}`, trade: `42${index}`, settled: index + 1, fee: index % 7 })));
const bill = join(place, 'bill.csv');
writeFileSync(bill, text);

type End = { readonly signal: string | null; readonly output: string; readonly errors: string };

/** @param killAfterMs counts from when the import begins. */
function takeInChild(folder: string, mode: string, env: Record<string, string> = {}, killAfterMs: number | null = null): Promise<End> {
  mkdirSync(folder, { recursive: true });
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../kit/importingChild.ts'), folder, bill, mode], { env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (said: string) => {
      if (output === '' && killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      output += said;
    });
    child.stderr.setEncoding('utf8').on('data', (said: string) => { errors += said; });
    child.on('close', (_, signal) => done({ signal, output, errors }));
  });
}

/** Files and their lines in a ledger that was left as it was; its chain and its books must be whole. */
function judge(folder: string): { files: number; lines: number } {
  const storage = openLedgerStorage(join(folder, 'ledger.db'), SHOP.till, SHOP.timeZone);
  const run = verifyEntries(verifierCrypto);
  for (const entry of storage.entriesAfter(0, 100_000)) run.next(entry);
  expect(run.fault()).toBeNull();
  expect(storage.balances().reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0);
  const files = storage.statementFiles(null);
  const lines = files.flatMap(({ day, wallet }) => storage.statementRows(day, wallet)).length;
  storage.close();
  return { files: files.length, lines };
}

describe('faults in the middle of an import', () => {
  test('a kill at any moment of an import leaves the file whole or not there at all, and it can be given again [F250]', { timeout: 240_000 }, async () => {
    const folder = join(place, 'timed');
    const begun = performance.now();
    expect(await takeInChild(folder, 'once')).toMatchObject({ output: 'taking\nok\n' });
    const wholeMs = performance.now() - begun;
    const seen: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const killed = join(place, `kill-${kill}`);
      const end = await takeInChild(killed, 'once', {}, (wholeMs * kill) / KILLS);
      const { files, lines } = judge(killed);
      seen.push(`${end.signal ?? 'ended'} ${files}`);
      expect(lines).toBe(files === 0 ? 0 : ROWS);
      expect(await takeInChild(killed, 'once')).toMatchObject({ output: 'taking\nok\n' });
      expect(judge(killed)).toEqual({ files: 1, lines: ROWS });
    }
    expect(seen.filter((end) => end === 'SIGKILL 0').length, seen.join(', ')).toBeGreaterThan(0);
  });

  const shim = diskShim();
  test.skipIf(shim === null)('a full disk refuses an import with nothing half-kept, and takes it when there is space again [F251]', { timeout: 120_000 }, async () => {
    const folder = join(place, 'full');
    const { output, errors } = await takeInChild(folder, 'full', { LD_PRELOAD: String(shim), SHIM_DIR: folder, SHIM_FAIL: join(place, 'full.control') });
    expect(errors).toBe('');
    const seen = JSON.parse(output.split('\n')[1] ?? '') as { before: unknown; full: string; during: { head: unknown; files: number }; free: string; files: number; bugs: string[] };
    expect(seen).toMatchObject({ full: 'disk-full', during: { head: seen.before, files: 0 }, free: 'ok', files: 1, bugs: [] });
    expect(judge(folder)).toEqual({ files: 1, lines: ROWS });
  });
});

describe('a cancel', () => {
  test('a cancel at any point leaves each file whole or not there, and says which [F254]', { timeout: 120_000 }, async () => {
    const files = ['2026-03-14', '2026-03-15', '2026-03-16'].map((day) => ({ name: `${day}.csv`, base64: Buffer.from(wechatBill(Array.from({ length: 500 }, (_, n) => ({ order: `${day}-${n}`, trade: `${day}${n}`, settled: n + 1, time: `${day} 10:00:00` })))).toString('base64') }));
    const taken = new Set<number>();
    for (const afterMs of [0, 10, 60, 250, 3_000]) {
      const desk = openDesk();
      Object.assign(desk.till.ports, { statements: statementReading() });
      const manager = desk.seat('manager');
      const running = manager.ask('statement.importAll', { files });
      await new Promise((turn) => { setTimeout(turn, afterMs); });
      await manager.ask('reconcile.cancel', {});
      const outcomes = await running;
      const imported = outcomes.filter(({ state }) => state === 'imported').length;
      taken.add(imported);
      expect(outcomes.map(({ state }) => state)).toEqual(files.map((_, index) => (index < imported ? 'imported' : 'cancelled')));
      expect(desk.storage.statementFiles(null).map(({ day, lines }) => [day, lines, desk.storage.statementRows(day, 'wechatpay').length]).toSorted()).toEqual(files.slice(0, imported).map(({ name }) => [name.slice(0, 10), 500, 500]));
      expect((await manager.ask('statement.importAll', { files })).map(({ state }) => state)).toEqual(files.map((_, index) => (index < imported ? 'repeated' : 'imported')));
      desk.close();
    }
    expect(taken.size).toBeGreaterThan(1);
  });
});

describe('a till that sells meanwhile', () => {
  test('sales go on while a long bill is read in, each of them whole [F252]', { timeout: 120_000 }, async () => {
    const desk = openDesk();
    Object.assign(desk.till.ports, { statements: statementReading() });
    const [manager, cashier] = [desk.seat('manager'), desk.seat('cashier')];
    await cashier.ask('shift.open', { floatMinor: 50_000 });
    let done = false;
    const taking = manager.ask('statement.import', { name: 'bill.csv', base64: Buffer.from(text).toString('base64') }).finally(() => { done = true; });
    let sold = 0;
    while (!done) {
      await cashier.ask('basket.add', { sku: 'TEA' });
      const { basket } = await cashier.ask('till.state', {});
      expect(await cashier.code('pay.cash', { amountMinor: basket.dueMinor, givenMinor: basket.cashDueMinor })).toBe('ok');
      sold += 1;
      await new Promise((turn) => { setImmediate(turn); });
    }
    expect((await taking).lines).toBe(ROWS);
    expect(sold).toBeGreaterThan(10);
    expect(desk.storage.status().lastReceipt).toBe(sold);
    expect([desk.bugs, desk.storage.balances().reduce((sum, row) => sum + row.amountMinor, 0)]).toEqual([[], 0]);
    desk.close();
  });

  test('the till has its turn after every few lines that are kept, and what nobody named yet nobody sees [F255]', async () => {
    const desk = openDesk();
    let between = 0;
    const seen = new Set<number>();
    Object.assign(desk.till.ports, {
      statements: statementReading(),
      async pause() {
        between += 1;
        seen.add(desk.storage.statementRows('2026-03-14', 'wechatpay').length);
        await new Promise((turn) => { setImmediate(turn); });
      },
    });
    const manager = desk.seat('manager');
    expect((await manager.ask('statement.import', { name: 'bill.csv', base64: Buffer.from(text).toString('base64') })).lines).toBe(ROWS);
    expect(between).toBeGreaterThanOrEqual(ROWS / 250);
    expect([...seen]).toEqual([0]);
    expect(desk.storage.statementRows('2026-03-14', 'wechatpay')).toHaveLength(ROWS);
    desk.close();
  });

  test('the same file given twice at once is kept once, and lines that an import left behind go with the next [F256]', async () => {
    const desk = openDesk();
    const reading = statementReading();
    // All are read before the first is kept.
    let waiting: (() => void)[] = [];
    let together = 1;
    Object.assign(desk.till.ports, { statements: { ...reading, async read(...file: Parameters<typeof reading.read>) {
      const read = await reading.read(...file);
      await new Promise<void>((go) => {
        waiting.push(go);
        if (waiting.length < together) return;
        for (const each of waiting) each();
        waiting = [];
      });
      return read;
    } } });
    const manager = desk.seat('manager');
    const give = (name: string, count: number) => manager.ask('statement.import', { name, base64: Buffer.from(wechatBill(Array.from({ length: count }, (_, index) => ({ order: `${name}${index}`, trade: `9${count}${index}`, settled: index + 1 })))).toString('base64') });
    const [line] = await give('first', 1).then(() => desk.storage.statementRows('2026-03-14', 'wechatpay'));
    if (line === undefined) throw new Error('no line');
    desk.storage.stageLines('cut-off', [line]);
    together = 3;
    const outcomes = await Promise.all([give('second', 600), give('second', 600), give('third', 300)]);
    expect(outcomes.map(({ repeated }) => repeated).toSorted()).toEqual([false, false, true]);
    expect(desk.storage.statementFiles(null).map(({ lines }) => lines).toSorted((a, b) => a - b)).toEqual([1, 300, 600]);
    // Kept under the same name again it would meet what lies there.
    expect(() => { desk.storage.stageLines('cut-off', [line]); }).not.toThrow();
    desk.storage.dropStaged();
    desk.close();
  });
});
