/** Large files, which two threads read: what the second one refuses must still be said. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeDay } from '../../bench/day.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a large bill of which a line is missing ends with a refusal and exit 2, also when the ledger was read before it [F290]', () => {
  const day = makeDay(join(folder, 'day'), 60_000, 7);
  const lines = readFileSync(day.bill, 'utf8').split('\n');
  writeFileSync(day.bill, [...lines.slice(0, 10), ...lines.slice(11)].join('\n'));
  const cli = resolve(import.meta.dirname, '../../../src/main/tillbook.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'reconcile', '--ledger', day.ledger, '--statement', day.bill, '--json', '-'], { encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining('Lines are missing or were changed')]);
});
