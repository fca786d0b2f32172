/** Loading with a second thread says the same as without one, and a refusal comes through it whole. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, closeSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { eachBreak } from '#core/matching/breaks.ts';
import { climb, totalsOf } from '#core/matching/ladder.ts';
import { MATCHING_DEFAULTS } from '#core/matching/settings.ts';
import { feedPieces } from '#main/adapters/statements/windows.ts';
import { loadBooks } from '#main/commands/loadBooks.ts';
import type { LoadOptions } from '#main/commands/loadBooks.ts';
import { scanThread } from '#main/commands/scanThread.ts';
import type { ScanThread } from '#main/commands/scanThread.ts';
import { makeDay } from '#test/bench/day.ts';
import { alipayDetail, gbk } from '#test/fixtures/statements/make.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const day = makeDay(folder, 20_000, 3);

async function told(ledger: string, statements: string[], thread: ScanThread | null, options: LoadOptions = {}): Promise<string> {
  const { books } = await loadBooks(ledger, statements, thread, options);
  const work = climb(books, MATCHING_DEFAULTS, false);
  return JSON.stringify([totalsOf(work), [...eachBreak(work, MATCHING_DEFAULTS)].map(({ key, amountMinor, cause, suggestion, tradeIds }) => [key, amountMinor, cause, suggestion, tradeIds])]);
}

test('one thread or two, plain or packed: the same report, and every planted break in it [M40]', async () => {
  const packed = join(folder, 'bill.csv.gz');
  writeFileSync(packed, gzipSync(readFileSync(day.bill)));
  const detail = join(folder, 'detail.csv');
  writeFileSync(detail, gbk(alipayDetail([{ order: 'Z1', trade: '2026', received: '3.00' }])));
  const alone = await told(day.ledger, [day.bill, detail], null);
  expect(await told(day.ledger, [day.bill, detail], scanThread())).toBe(alone);
  expect(await told(day.ledger, [detail, packed], scanThread())).toBe(alone);
  expect(await told(day.ledger, [detail, packed], scanThread(), { withoutAgreed: true })).toBe(alone);
  for (const planted of day.truth) {
    const [kind, order] = planted.split(' ');
    expect(alone).toContain(`"${kind}:wechatpay:charge:${order}"`);
  }
  expect(alone.split('wechatpay:charge:').length - 1).toBe(day.truth.length);
});

test('a bill refused in the second thread refuses the whole, with its line [M41]', async () => {
  const cut = join(folder, 'cut.csv');
  const bytes = readFileSync(day.bill);
  writeFileSync(cut, bytes.subarray(0, bytes.length >> 1));
  for (const withoutAgreed of [false, true]) await expect(loadBooks(day.ledger, [cut], scanThread(), { withoutAgreed })).rejects.toMatchObject({ name: 'Refusal', code: 'statement-broken-line', detail: { file: 'cut.csv' } });
});

test('a ledger refused while the second thread reads refuses the whole [M42]', async () => {
  const cut = join(folder, 'ledger-cut.csv');
  writeFileSync(cut, `${readFileSync(day.ledger, 'utf8')}half a row\n`);
  for (const withoutAgreed of [false, true]) await expect(loadBooks(cut, [day.bill], scanThread(), { withoutAgreed })).rejects.toMatchObject({ name: 'Refusal', code: 'ledger-broken-line', detail: { file: 'ledger-cut.csv' } });
});

/** Small pieces, so that both threads meet many borders. */
const PIECE = 10_007;

test('a ledger shared by two threads, in pieces cut anywhere, gives the report of one thread [M231]', async () => {
  const lines = readFileSync(day.ledger, 'utf8').trimEnd().split('\n');
  const others = Array.from({ length: 40 }, (_, n) => `"X,${n}",,"other ""wallet"" ${n}",charge,${n + 1},,EUR,2026-03-14T10:00:00Z,paid,`);
  const path = join(folder, 'shared.csv');
  for (const [bom, end, last] of [['', '\n', '\n'], ['\ufeff', '\r\n', '']] as const) {
    writeFileSync(path, bom + [...lines.slice(0, 9_000), ...others, ...lines.slice(9_000)].join(end) + last);
    const alone = await told(path, [day.bill], null);
    for (const pieceBytes of [PIECE, 64 * 1024, 100 * 1024 * 1024]) {
      for (const withoutAgreed of [false, true]) expect(await told(path, [day.bill], scanThread(), { pieceBytes, withoutAgreed })).toBe(alone);
    }
  }
  expect(lines.length).toBeGreaterThan(19_000);
});

test('names of wallets that do not fit between the threads are read by one of them [M232]', async () => {
  const path = join(folder, 'names.csv');
  writeFileSync(path, readFileSync(day.ledger, 'utf8') + Array.from({ length: 200 }, (_, n) => `N${n},,${'w'.repeat(60)}${n},charge,1,,CNY,,paid,\n`).join(''));
  const alone = await told(path, [day.bill], null);
  for (const withoutAgreed of [false, true]) expect(await told(path, [day.bill], scanThread(), { pieceBytes: PIECE, withoutAgreed })).toBe(alone);
});

test('a broken row of a shared ledger is refused with its line, whichever thread came upon it [M233]', async () => {
  const lines = readFileSync(day.ledger, 'utf8').trimEnd().split('\n');
  const path = join(folder, 'broken.csv');
  for (const at of [2, 9_000, lines.length - 1]) {
    for (const broken of ['half a row', 'a,b,wechatpay,charge,NaN,0,CNY,,paid,', 'a,b,wechatpay,charge,-0,0,CNY,,paid,', 'a,b,wechatpay,charge,5,0,CNY,2026-02-30T10:00:00Z,paid,', `a,${'b'.repeat(70_000)}`, 'a,'.repeat(100_000)]) {
      writeFileSync(path, `${[...lines.slice(0, at), broken, ...lines.slice(at)].join('\n')}\n`);
      const refused = { name: 'Refusal', detail: { file: 'broken.csv', line: at + 1 } };
      await expect(loadBooks(path, [day.bill])).rejects.toMatchObject(refused);
      for (const withoutAgreed of [false, true]) await expect(loadBooks(path, [day.bill], scanThread(), { pieceBytes: PIECE, withoutAgreed })).rejects.toMatchObject(refused);
    }
  }
});

test('a second thread that says nothing, or dies, is not waited for: the files are read without it [M239]', async () => {
  const alone = await told(day.ledger, [day.bill], null);
  for (const code of ['setInterval(() => {}, 1000)', 'require("node:worker_threads").parentPort.once("message", () => { process.exit(1); })']) {
    for (const withoutAgreed of [false, true]) {
      const worker = new Worker(code, { eval: true });
      expect(await told(day.ledger, [day.bill], { worker, answer: new Promise(() => {}) }, { patienceMs: 200, withoutAgreed })).toBe(alone);
    }
  }
});

test('a ledger that changes while it is read is refused [M234]', () => {
  const path = join(folder, 'growing.csv');
  writeFileSync(path, readFileSync(day.ledger));
  const pieces = [{ from: 0, to: PIECE }, { from: PIECE, to: 2 * PIECE }];
  expect(() => feedPieces(path, 'growing.csv', { window: () => appendFileSync(path, 'x'), line: () => 0 }, () => pieces.shift() ?? null)).toThrow(expect.objectContaining({ code: 'statement-changed' }) as Error);
});

test.skipIf(process.platform !== 'linux')('a field of a gigabyte, and an amount of a hundred million digits, are refused with less than 300 MB in memory [M235]', () => {
  const header = Buffer.from('order_id,trade_id,wallet,kind,amount_minor,fee_minor,currency,time,status,till\n');
  const sparse = join(folder, 'sparse.csv');
  const handle = openSync(sparse, 'w');
  writeSync(handle, Buffer.concat([header, Buffer.from('A1,')]));
  ftruncateSync(handle, 1024 * 1024 * 1024);
  closeSync(handle);
  const digits = join(folder, 'digits.csv');
  writeFileSync(digits, Buffer.concat([header, Buffer.from('A1,,wechatpay,charge,'), Buffer.alloc(100_000_000, 0x39), Buffer.from(',0,CNY,,paid,\n')]));
  const cli = resolve(import.meta.dirname, '../../../src/main/tillbook.js');
  const hook = `data:text/javascript,import { readFileSync } from 'node:fs'; process.on('exit', () => process.stderr.write(readFileSync('/proc/self/status', 'utf8')))`;
  for (const path of [sparse, digits]) {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', hook, cli, 'reconcile', '--ledger', path, '--statement', day.bill, '--json', '-'], { encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(/line 2|line of at most/)]);
    expect(Number(/VmHWM:\s+(\d+)/.exec(stderr)?.[1]) / 1024).toBeLessThan(300);
    rmSync(path);
  }
});
