/** `tillbook statement` and `tillbook reconcile` as a shop's script meets them: exit codes, JSON shapes, words on standard error. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { alipayDetail, gbk, wechatBill } from '#test/fixtures/statements/make.ts';

const root = resolve(import.meta.dirname, '../../..');
const shared = process.env['TILLBOOK_SHARED'] ?? resolve(root, '../shared');
const folder = mkdtempSync(join(tmpdir(), 'tillbook-reconcile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tillbook(...args: string[]): { code: number | null; out: string; words: string } {
  const run = spawnSync(process.execPath, [join(root, 'src/main/tillbook.js'), ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return { code: run.status, out: run.stdout, words: run.stderr };
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const HEADER = 'order_id,trade_id,wallet,kind,amount_minor,fee_minor,currency,time,status,till,original_order_id\n';
const ledger = (...rows: string[]) => `${HEADER}${rows.map((row) => `${row}\n`).join('')}`;
const A1 = 'A1,T1,wechatpay,charge,100,1,CNY,2026-03-14T10:00:00+08:00,paid,T1,';
const A2 = 'A2,,wechatpay,charge,200,,CNY,2026-03-14T12:00:00+08:00,paid,T1,';
const bill = file('bill.csv', wechatBill([{ order: 'A1', trade: 'T1', settled: 100, fee: 1 }, { order: 'X9', trade: 'T9', settled: 55 }]));

describe('tillbook statement', () => {
  test('writes one JSON object a line, and the totals as words [F30]', () => {
    const { code, out, words } = tillbook('statement', bill);
    expect(code).toBe(0);
    expect(out.trim().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual([
      { source: 'wechatpay-trade', file: 'bill.csv', line: 2, kind: 'charge', orderId: 'A1', tradeId: 'T1', originalId: null, amountMinor: 100, feeMinor: 1, netMinor: 99, currency: 'CNY', at: '2026-03-14T10:00:00+08:00', day: '2026-03-14', status: 'success' },
      { source: 'wechatpay-trade', file: 'bill.csv', line: 3, kind: 'charge', orderId: 'X9', tradeId: 'T9', originalId: null, amountMinor: 55, feeMinor: 0, netMinor: 55, currency: 'CNY', at: '2026-03-14T10:00:00+08:00', day: '2026-03-14', status: 'success' },
    ]);
    expect(words).toMatch(/day 2026-03-14, 2 lines[\s\S]*amount 1\.55, fee 0\.01, net 1\.54 CNY[\s\S]*sha256 [0-9a-f]{64}/);
  });

  test('a file refused prints nothing of its lines, and others are read all the same [F31]', () => {
    const cut = file('cut.csv', readFileSync(bill).subarray(0, 700));
    const { code, out, words } = tillbook('statement', cut, bill);
    expect(code).toBe(2);
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(words).toMatch(/cut\.csv, line \d: expected .* \(statement-/);
  });

  test('a format named by hand is the one that is tried [F32]', () => {
    const { code, words } = tillbook('statement', bill, '--as', 'alipay-trade');
    expect(code).toBe(2);
    expect(words).toContain('支付宝交易号');
    expect(tillbook('statement', bill, '--as', 'swift').code).not.toBe(0);
  });
});

describe('tillbook reconcile', () => {
  test('no breaks is exit 0, breaks are exit 3, and the report names them [M30]', () => {
    const good = tillbook('reconcile', '--ledger', file('good.csv', ledger(A1, 'X9,T9,wechatpay,charge,55,,CNY,,,,')), '--statement', bill, '--json', '-');
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({ matched: 2, breaks: [], matches: [{ orderIds: ['A1'], tradeIds: ['T1'], rule: 'order-id', amountMinor: 100, currency: 'CNY' }, { orderIds: ['X9'] }] });
    const report = join(folder, 'report.json');
    const bad = tillbook('reconcile', '--ledger', file('bad.csv', ledger(A1, A2)), '--statement', bill, '--json', report, '--no-matches');
    expect(bad.code).toBe(3);
    expect(bad.out).toBe('');
    const told = JSON.parse(readFileSync(report, 'utf8')) as { matches?: unknown; matched: number; totals: object; breaks: object[] };
    expect(told.matches).toBeUndefined();
    expect(told).toMatchObject({ matched: 1, totals: { ledgerRows: 2, statementLines: 2, breaks: { 'missing-in-statement': 1, 'missing-in-ledger': 1 } } });
    expect(told.breaks).toMatchObject([
      { kind: 'missing-in-statement', orderIds: ['A2'], tradeIds: [], amountMinor: 200, currency: 'CNY', cause: 'unknown', suggestion: 'ask-wallet', suggestionText: 'Ask the wallet, naming these numbers.' },
      { kind: 'missing-in-ledger', orderIds: ['X9'], tradeIds: ['T9'], amountMinor: 55 },
    ]);
  });

  test('shuffled files give the same report to the byte [M31]', () => {
    const rows = Array.from({ length: 300 }, (_, index) => `A${index},T${index},wechatpay,charge,${100 + (index % 7)},1,CNY,2026-03-14T10:00:00+08:00,paid,T1,`);
    const lines = Array.from({ length: 300 }, (_, index) => ({ order: `A${index + 5}`, trade: `T${index + 5}`, settled: 100 + (index % 5), fee: index % 3 }));
    const reports = [false, true].map((turned) => {
      const report = join(folder, `shuffled-${turned}.json`);
      const ours = file(`ours-${turned}.csv`, ledger(...(turned ? rows.toReversed() : rows)));
      const theirs = file(`theirs-${turned}.csv`, wechatBill(turned ? lines.toReversed() : lines));
      expect(tillbook('reconcile', '--ledger', ours, '--statement', theirs, '--json', report).code).toBe(3);
      return readFileSync(report, 'utf8');
    });
    expect(reports[1]).toBe(reports[0]);
  });

  test('two wallets at once, and the same statement given twice is read once [M32]', () => {
    const detail = file('detail.csv', gbk(alipayDetail([{ order: 'B1', trade: '2026', received: '3.00' }])));
    const ours = file('two.csv', ledger(A1, 'X9,T9,wechatpay,charge,55,,CNY,,,,', 'B1,,alipay,charge,300,0,CNY,,paid,,'));
    const { code, words } = tillbook('reconcile', '--ledger', ours, '--statement', bill, file('bill.csv.gz', gzipSync(readFileSync(bill))), detail);
    expect([code, words]).toEqual([0, expect.stringMatching(/read once[\s\S]*3 matched, 0 breaks/) as string]);
  });

  test('rows of a wallet that no statement is of are said not to be compared [M33]', () => {
    const { code, words } = tillbook('reconcile', '--ledger', file('other.csv', ledger(A1, 'X9,T9,wechatpay,charge,55,,CNY,,,,', 'B1,,alipay,charge,300,0,CNY,,paid,,')), '--statement', bill);
    expect([code, words]).toEqual([0, expect.stringContaining('NOT COMPARED: 1 ledger rows') as string]);
  });

  test.each([
    ['a missing ledger', ['--ledger', join(folder, 'none.csv'), '--statement', bill], /not there/],
    ['an empty ledger', ['--ledger', file('empty.csv', ''), '--statement', bill], /empty/],
    ['a ledger without header', ['--ledger', file('headless.csv', `${A1}\n`), '--statement', bill], /line 1: expected a header/],
    ['a row with a field too few', ['--ledger', file('short.csv', ledger(A1, 'A2,,wechatpay')), '--statement', bill], /line 3: expected 11 columns, found 3/],
    ['an amount that is no integer', ['--ledger', file('decimal.csv', ledger(A1.replace(',100,', ',1.00,'))), '--statement', bill], /line 2: .*amount_minor, found "1\.00"/],
    ['a refund with a positive amount', ['--ledger', file('sign.csv', ledger(A1.replace('charge', 'refund'))), '--statement', bill], /money out is negative/],
    ['an order id that is not there', ['--ledger', file('noid.csv', ledger(A1.replace('A1,', ','))), '--statement', bill], /line 2: expected an order id/],
    ['a time without zone', ['--ledger', file('zone.csv', ledger(A1.replace('+08:00', ''))), '--statement', bill], /line 2: .*zone/],
    ['a day that does not exist', ['--ledger', file('day.csv', ledger(A1.replace('03-14', '02-30'))), '--statement', bill], /line 2: .*time/],
    ['a status that is not known', ['--ledger', file('status.csv', ledger(A1.replace('paid', 'ok'))), '--statement', bill], /line 2: .*one of paid/],
    ['a quote that does not end', ['--ledger', file('quote.csv', ledger(A1.replace('A1', '"A1'))), '--statement', bill], /line 2: .*closing quote/],
    ['a statement that is none', ['--ledger', file('ok.csv', ledger(A1)), '--statement', file('none.txt', 'hello\n')], /none\.txt, line 1/],
    ['bank files', ['--ledger', file('ok2.csv', ledger(A1)), '--statement', bill, '--bank', bill], /shows trades and no bank account/],
    ['a report that can not be written', ['--ledger', file('ok3.csv', ledger(A1)), '--statement', bill, '--json', join(folder, 'no', 'r.json')], /can't be written/],
  ])('refuses %s with exit 2 and nothing on standard output [M34]', (_, args, sentence) => {
    const { code, out, words } = tillbook('reconcile', ...args);
    expect([code, out, words]).toEqual([2, '', expect.stringMatching(sentence) as string]);
    expect(words.trim().split('\n')).toHaveLength(1);
  });

  test('a quoted ledger with columns in another order is read by their names [M35]', () => {
    const ours = file('quoted.csv', '\ufeffwallet,order_id,note,kind,currency,amount_minor\r\n"wechatpay","A1","said ""hi"", twice",charge,CNY,100\r\n\r\nwechatpay,X9,,charge,CNY,"55"\r\n');
    const { code, words } = tillbook('reconcile', '--ledger', ours, '--statement', bill);
    expect([code, words]).toEqual([0, expect.stringContaining('2 matched') as string]);
  });
});

describe('samples made by others', () => {
  const samples = join(shared, 'samples');
  const there = existsSync(samples);
  if (!there) console.warn(`samples not found, so statements of others are NOT checked: ${samples}`);
  const cases: [string, number, number, RegExp][] = [
    ['wechat-bill/ALL-2020-11-29-27col.csv', 0, 20, /amount 0\.20/],
    ['wechat-bill/ALL-2021-01-28-wechatpay-go.csv', 0, 3, /amount 0\.03/],
    ['wechat-bill/ALL-2021-01-28-wechatpay-go.csv.gz', 0, 3, /amount 0\.03/],
    ['wechat-bill/SUCCESS-2019-11-03-20col.csv', 0, 19, /amount 0\.19/],
    // Their totals cover rows that were taken out before they were published.
    ['wechat-bill/REFUND-wxjava-masked-1row.csv', 2, 0, /总交易单数 is 4, but its lines add up to 1/],
    ['wechat-bill/FUNDFLOW-2021-02-01-wechatpay-go.csv', 2, 0, /资金流水总笔数 is 3, but its lines add up to 2/],
    ['wechat-bill/FUNDFLOW-2021-02-01-wechatpay-go.csv.gz', 2, 0, /资金流水总笔数 is 3, but its lines add up to 2/],
    ['alipay-bill/20880211096256330156_20190916_业务明细.gbk.csv', 0, 10, /amount 0\.02[\s\S]*商家实收共 0\.06[\s\S]*商家实收退款共 -0\.04/],
    ['alipay-bill/fund-detail-empty-2026-synthetic.gbk.csv', 0, 0, /account detail, no single day, 0 lines/],
    ['adyen/settlement_detail_report_batch_238.csv', 0, 3, /net 0\.00 USD[\s\S]*batch 238 with its payout 0\.00/],
    ['adyen/settlement_detail_report_batch_666.csv', 2, 0, /line 3: expected 30 columns, found 15/],
    // Balances of three currencies, which nothing can be compared with.
    ['camt053/camt053.v2.minimal.xml', 0, 1, /amount 8\.85[\s\S]*NOT PROVED/],
    ['camt053/camt053.v4.xml', 0, 1, /amount 8\.85[\s\S]*NOT PROVED/],
    // Entries were taken out of it: 15568.27 - 754.25 - 664.05 + 1405.31.
    ['camt053/oca-test-camt053', 2, 0, /is 15121\.12, but its lines add up to 15555\.28/],
    ['mt940/ASNB/mt940.txt', 0, 8, /amount 56\.94/],
    ['mt940/ASNB/mt940_with_spaces_for_entry_date.txt', 0, 8, /amount 56\.94/],
    ['mt940/betterplace/sepa_mt9401.sta', 0, 97, /closing balance \.\.\.0888 -1237628\.23/],
    ['mt940/betterplace/with_binary_character.sta', 0, 4, /-179066\.75[\s\S]*199929\.02[\s\S]*131193\.19/],
    // An amount was changed in it, a tag in the other.
    ['mt940/betterplace/sepa_snippet.sta', 2, 0, /is -4472049\.09, but its lines add up to -4472349\.17/],
    ['mt940/betterplace/sepa_snippet_broken.sta', 2, 0, /is 1125250\.40, but its lines add up to 817646\.54/],
    ...['amount_formats', 'currency_in_25', 'empty_86', 'empty_entry_date', 'empty_line', 'missing_crlf_at_end'].map((name): [string, number, number, RegExp] => [`mt940/betterplace/${name}.sta`, 2, 0, /found none/]),
    ['ofx/oca-test_ofx.ofx', 0, 4, /amount -360\.00[\s\S]*ledger balance \.\.\.3456 2156\.56/],
    ['ofx/stmtrs.ofx', 0, 2, /amount -500\.00[\s\S]*200\.29/],
    ['paypal/activity_en.csv', 0, 76, /43\.34 EUR[\s\S]*2927\.78, fee 2925\.88, net 1\.90 USD/],
    ['paypal/empty_activity.csv', 0, 0, /0 lines/],
    ['stripe/balance-history-real-17col-row.csv', 0, 1, /amount -5000\.00, fee 50\.00, net -5050\.00 USD/],
    ['stripe/itemized-payout-synthetic-storeql.csv', 0, 7, /payout po_1 18\.10/],
    ['unionpay-zm/INN17071888ZM_898319849000018', 0, 300, /day 2017-07-18, 300 lines[\s\S]*amount 11955070\.81, fee 72\.00/],
  ];
  test.skipIf(!there).each(cases)('%s is read to its totals or refused with the reason [F33]', (name, code, lines, words) => {
    const run = tillbook('statement', join(samples, name));
    expect([run.code, run.out.split('\n').length - 1, run.words]).toEqual([code, lines, expect.stringMatching(words) as string]);
  });

  test.skipIf(!there).each(cases.filter(([name, code]) => code === 0 && /^(?:wechat|alipay-bill.2088)/.test(name) && !name.endsWith('.gz')))('a copy of %s cut in its middle is refused with the line [F34]', (name) => {
    const copy = join(folder, basename(name));
    copyFileSync(join(samples, name), copy);
    const half = readFileSync(copy).subarray(0, readFileSync(copy).length >> 1);
    writeFileSync(copy, half);
    const run = tillbook('statement', copy);
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.words).toContain(`line ${half.toString('latin1').split('\n').length}:`);
  });
});
