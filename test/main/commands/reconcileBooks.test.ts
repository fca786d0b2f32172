/** `tillbook reconcile` beyond ledger and wallet: fees by contract, and the bank's book. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fundFlow, stripeBalanceHistory } from '#test/fixtures/statements/acquirers.ts';
import { camt, ofxFile } from '#test/fixtures/statements/banks.ts';
import { wechatBill } from '#test/fixtures/statements/make.ts';
import { diskShim } from '#test/kit/disk.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'tillbook-books-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function reconcile(...args: string[]): { code: number | null; out: string; words: string } {
  const run = spawnSync(process.execPath, [join(root, 'src/main/tillbook.js'), 'reconcile', ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
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

type BankReport = { totals: { payouts: Record<string, Record<string, object>> }; payouts: { step: string; rule: string; batches: { batch: string; netMinor: number }[] }[]; awaited: object[]; breaks: { kind: string; cause: string; amountMinor: number; wallet: string }[] };
const bankOf = (name: string, amount: string, date: string, text: string) => file(name, camt('08', {
  opening: '100.00', closing: (100 + Number(amount) - 8).toFixed(2), currency: 'CNY', date, entries: [{ amount, side: 'CRDT', reference: 'BANK1', text }, { amount: '8.00', side: 'DBIT', reference: 'BANK2', text: 'rent' }],
}));

describe('the third book', () => {
  test('a payout equal to the day less its fees agrees, and rent is no break [M216]', () => {
    const { code, out, words } = reconcile('--ledger', ledger, '--statement', bill, '--bank', bankOf('bank.xml', '596.40', '2026-03-15', '财付通支付科技 结算款'), '--json', '-');
    const report = JSON.parse(out) as BankReport;
    expect([code, report.breaks]).toEqual([0, []]);
    expect(report.payouts).toMatchObject([{ step: 'wallet-bank', rule: 'amount', batches: [{ batch: '2026-03-14', netMinor: 59_640 }] }]);
    expect(report.totals.payouts['wallet-bank']?.['CNY']).toEqual({ owedMinor: 59_640, paidMinor: 59_640, awaitedMinor: 0, breaksOwedMinor: 0, bankMinor: 58_840, breaksBankMinor: 0, otherBankMinor: -800, proof: { owedMinor: 0, bankMinor: 0 } });
    expect(words).toContain('wallet-bank CNY: owed 596.40 = paid 596.40');
  });

  test('a short payout is a break with what is missing, and exit 3 [M217]', () => {
    const { code, out } = reconcile('--ledger', ledger, '--statement', bill, '--bank', bankOf('short.xml', '590.00', '2026-03-15', 'TENPAY'), '--json', '-');
    expect([code, (JSON.parse(out) as BankReport).breaks.map(({ kind, cause, amountMinor, wallet }) => [kind, cause, amountMinor, wallet])]).toEqual([3, [['payout-differs', 'payout-short', -640, 'wechatpay']]]);
  });

  test("the wallet's own account stands between: trades agree with it, and what left it with the bank [M218]", () => {
    const small = file('small.csv', `${HEADER}A1,T1,wechatpay,charge,10000,60,CNY,2026-03-14T10:00:00+08:00,paid,T1,\nR1,,wechatpay,refund,-1000,0,CNY,2026-03-14T12:00:00+08:00,refunded,T1,A1\n`);
    const trades = file('trades.csv', wechatBill([{ order: 'A1', trade: 'T1', settled: 10_000, fee: 60 }, { order: 'A1', trade: 'T1', state: 'REFUND', refundOrder: 'R1', refundTrade: 'T2', refunded: 1_000, fee: 0 }]));
    const { code, out } = reconcile('--ledger', small, '--statement', trades, '--bank', file('flow.csv', fundFlow()), bankOf('account.xml', '89.40', '2026-03-15', '财付通'), '--json', '-');
    const report = JSON.parse(out) as BankReport;
    expect([code, report.breaks]).toEqual([0, []]);
    expect(report.payouts.map(({ step, rule }) => [step, rule])).toEqual([['wallet-account', 'amount'], ['account-bank', 'amount']]);
  });

  test('an acquirer that names its payouts is compared by them [M219]', () => {
    const stripe = file('stripe.csv', stripeBalanceHistory());
    const rows = file('stripe-ledger.csv', `${HEADER}Q1,,alipay,charge,1,,CNY,2026-03-14T10:00:00+08:00,paid,T1,\n`);
    const { out } = reconcile('--ledger', rows, '--statement', stripe, '--bank', file('ofx.ofx', ofxFile(2)), '--json', '-');
    const report = JSON.parse(out) as BankReport;
    expect(Object.values(report.totals.payouts['wallet-bank'] ?? {}).every((sums) => JSON.stringify((sums as { proof: object }).proof) === '{"owedMinor":0,"bankMinor":0}')).toBe(true);
    expect(report.breaks.filter(({ kind }) => kind === 'payout-differs').map(({ wallet }) => wallet)).toContain('stripe');
  });

  test.each([['an account under --statement', ['--statement', file('flow2.csv', fundFlow())], /give it with --bank/], ['trades under --bank', ['--statement', bill, '--bank', bill], /give it with --statement/]])('%s is refused with exit 2 [M208]', (_, args, words) => {
    const run = reconcile('--ledger', ledger, ...args, '--json', '-');
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.words).toMatch(words);
  });
});

describe('the report', () => {
  const shim = diskShim();
  test.skipIf(shim === null)('a disk that is full while the report is written is said, and the report that stood there stays [M236]', () => {
    const reports = join(folder, 'reports');
    mkdirSync(reports);
    const report = join(reports, 'report.json');
    writeFileSync(report, 'yesterday');
    const env = { ...process.env, NODE_OPTIONS: '', LD_PRELOAD: String(shim), SHIM_DIR: reports, SHIM_AT: '1', SHIM_HOW: 'F' };
    const full = spawnSync(process.execPath, [join(root, 'src/main/tillbook.js'), 'reconcile', '--ledger', ledger, '--statement', bill, '--json', report], { encoding: 'utf8', env });
    expect([full.status, full.stdout, full.stderr]).toEqual([2, '', expect.stringMatching(/report\.json: the report can't be written there, the disk is full\. Nothing was changed/)]);
    expect([readdirSync(reports), readFileSync(report, 'utf8')]).toEqual([['report.json'], 'yesterday']);
    expect(reconcile('--ledger', ledger, '--statement', bill, '--json', report).code).toBe(0);
    expect([readdirSync(reports), JSON.parse(readFileSync(report, 'utf8'))]).toEqual([['report.json'], expect.objectContaining({ matched: 3 })]);
  });
});
