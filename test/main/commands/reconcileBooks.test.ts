/** `tillbook reconcile` beyond ledger and wallet: fees by contract. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { wechatBill } from '#test/fixtures/statements/make.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'tillbook-books-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reconcile(...args: string[]): { code: number | null; out: string; words: string } {
  const run = spawnSync(process.execPath, [join(root, 'src/main/cli.ts'), 'reconcile', ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { code: run.status, out: run.stdout, words: run.stderr };
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const HEADER = 'order_id,trade_id,wallet,kind,amount_minor,fee_minor,currency,time,status,till,original_order_id\n';
const row = (order: string, amount: number) => `${order},,wechatpay,charge,${amount},,CNY,2026-03-14T10:00:00+08:00,paid,T1,\n`;
const ledger = file('ledger.csv', `${HEADER}${row('A1', 10_000)}${row('A2', 20_000)}${row('A3', 30_000)}`);
const bill = file('bill.csv', wechatBill([{ order: 'A1', trade: 'T1', settled: 10_000, fee: 60 }, { order: 'A2', trade: 'T2', settled: 20_000, fee: 130 }, { order: 'A3', trade: 'T3', settled: 30_000, fee: 170 }]));

describe('fees by contract', () => {
  const fees = file('fees.csv', 'wallet,currency,rate_bp,from,to\nwechatpay,CNY,60,2026-01-01,\nwechatpay,CNY,100,2025-01-01,2025-12-31\n');

  test('what was charged above the contract is listed with its sum, and each is a break although the ledger knows no fees [M205]', () => {
    const { code, out, words } = reconcile('--ledger', ledger, '--statement', bill, '--fees', fees, '--json', '-');
    expect(code).toBe(3);
    const report = JSON.parse(out) as { totals: { fees: { CNY: object } }; overcharges: object[]; breaks: { kind: string; orderIds: string[]; amountMinor: number; cause: string }[] };
    expect(report.totals.fees).toEqual({ CNY: { lines: 3, chargedMinor: 360, contractMinor: 360, overMinor: 10, underMinor: 10, overLines: 1 }, withoutContract: 0 });
    expect(report.overcharges).toEqual([expect.objectContaining({ orderIds: ['A2'], tradeIds: ['T2'], feeMinor: 130, contractMinor: 120, overMinor: 10, at: '2026-03-14T02:00:00Z' })]);
    expect(report.breaks.map(({ kind, orderIds, amountMinor, cause }) => [kind, orderIds, amountMinor, cause])).toEqual([
      ['fee-differs', ['A2'], 10, 'fee-above-contract'], ['fee-differs', ['A3'], -10, 'fee-below-contract']]);
    expect(words).toContain('0.10 too much on 1 lines');
  });

  test('lines of which no contract speaks are said not to be audited [M206]', () => {
    const other = file('other.csv', 'wallet,currency,rate_bp\nalipay,CNY,60\n');
    const { code, words } = reconcile('--ledger', ledger, '--statement', bill, '--fees', other);
    expect(code).toBe(0);
    expect(words).toContain('NOT AUDITED: 3 lines');
  });

  test.each([['a broken line', file('bad.csv', 'wallet,currency,rate_bp\nwechatpay,CNY,lots\n'), /bad\.csv, line 2: expected rate_bp/], ['a missing file', join(folder, 'none.csv'), /none\.csv: the file of fee contracts is not there/]])('contracts with %s are refused with exit 2 and nothing is compared [M207]', (_, path, words) => {
    const run = reconcile('--ledger', ledger, '--statement', bill, '--fees', path, '--json', '-');
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.words).toMatch(words);
  });
});
