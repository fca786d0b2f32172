/** Loading with a second thread says the same as without one, and a refusal comes through it whole. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { eachBreak } from '#core/matching/breaks.ts';
import { climb, totalsOf } from '#core/matching/ladder.ts';
import { MATCHING_DEFAULTS } from '#core/matching/settings.ts';
import { loadBooks } from '#main/commands/loadBooks.ts';
import { scanThread } from '#main/commands/scanThread.ts';
import type { ScanThread } from '#main/commands/scanThread.ts';
import { makeDay } from '#test/bench/day.ts';
import { alipayDetail, gbk } from '#test/fixtures/statements/make.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const day = makeDay(folder, 20_000, 3);

async function told(ledger: string, statements: string[], thread: ScanThread | null, pieceBytes?: number): Promise<string> {
  const { books } = await loadBooks(ledger, statements, thread, pieceBytes);
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
  await expect(loadBooks(day.ledger, [cut], scanThread())).rejects.toMatchObject({ name: 'Refusal', code: 'statement-broken-line', detail: { file: 'cut.csv' } });
});

test('a ledger refused while the second thread reads refuses the whole [M42]', async () => {
  const cut = join(folder, 'ledger-cut.csv');
  writeFileSync(cut, `${readFileSync(day.ledger, 'utf8')}half a row\n`);
  await expect(loadBooks(cut, [day.bill], scanThread())).rejects.toMatchObject({ name: 'Refusal', code: 'ledger-broken-line', detail: { file: 'ledger-cut.csv' } });
});
