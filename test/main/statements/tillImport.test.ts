/** The till takes files of several days, accounts and batches: each part by itself, none twice, none halfway, read in a thread of its own. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { statementReading } from '#main/adapters/statements/reading.ts';
import { importStatement } from '#till/importStatement.ts';
import { keptMappings, previewMapping, saveMapping } from '#till/mappings.ts';
import { adyenCsv, alipaySummaryOf } from '#test/fixtures/statements/acquirers.ts';
import { camt, mt940File } from '#test/fixtures/statements/banks.ts';
import { gbk, wechatBill } from '#test/fixtures/statements/make.ts';
import { MAPPING, table } from '#test/fixtures/statements/mapping.ts';
import { openDesk } from '#test/kit/tillOnFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shop(name: string) {
  const path = join(folder, name);
  mkdirSync(path);
  const on = openDesk({ folder: path });
  const till = { ...on.till, ports: { ...on.till.ports, statements: statementReading() } };
  const person = on.till.storage.people().find(({ role }) => role === 'manager');
  if (person === undefined) throw new Error('a manager');
  return { till, seat: { operator: person, locked: false, checking: false } };
}

const twoDays = [{ order: 'A1', trade: '1', settled: 100, fee: 1 }, { order: 'A2', trade: '2', settled: 200, fee: 2, time: '2026-03-15 09:00:00' }];

describe('files of several days', () => {
  test('a bill of two days stands on both, and the same again changes nothing [F220]', async () => {
    const { till, seat } = shop('days');
    const bytes = Buffer.from(wechatBill(twoDays));
    const first = await importStatement(till, seat, bytes, 'bill.csv');
    expect(first).toMatchObject({ repeated: false, days: ['2026-03-14', '2026-03-15'], proof: 'complete', lines: 2 });
    expect(['2026-03-14', '2026-03-15'].map((day) => till.storage.statementRows(day, 'wechatpay').map(({ orderId, amountMinor }) => [orderId, amountMinor]))).toEqual([[['A1', 100]], [['A2', 200]]]);
    const head = till.storage.head();
    expect(await importStatement(till, seat, bytes, 'again.csv')).toMatchObject({ repeated: true });
    expect(till.storage.head()).toEqual(head);
  });

  test('a later file of one of the days supersedes that day alone, and books the difference of its fees [F221]', async () => {
    const { till, seat } = shop('supersede');
    await importStatement(till, seat, Buffer.from(wechatBill(twoDays)), 'bill.csv');
    await importStatement(till, seat, Buffer.from(wechatBill([{ order: 'A2', trade: '2', settled: 200, fee: 5, time: '2026-03-15 09:00:00' }])), 'corrected.csv');
    const files = till.storage.statementFiles(null).map(({ day, name, supersededBy }) => [day, name, supersededBy !== null]);
    expect(files.toSorted()).toEqual([['2026-03-14', 'bill.csv', false], ['2026-03-15', 'bill.csv', true], ['2026-03-15', 'corrected.csv', false]]);
    expect(till.storage.balances().filter(({ account }) => account === 'fees:wechatpay').map(({ amountMinor }) => amountMinor)).toEqual([6]);
  });
});

describe('files of banks and acquirers', () => {
  test('a bank file stands in books of its account and disturbs no wallet; its references and account are kept [F222]', async () => {
    const { till, seat } = shop('bank');
    await importStatement(till, seat, Buffer.from(wechatBill(twoDays.slice(0, 1))), 'bill.csv');
    expect(await importStatement(till, seat, Buffer.from(camt('08')), 'bank.xml')).toMatchObject({ proof: 'complete', days: ['2026-03-14'], lines: 3 });
    await importStatement(till, seat, Buffer.from(mt940File('swift').replace('NL00SHOP0000000001', 'NL00SHOP0000000002')), 'other.sta');
    expect(till.storage.statementFiles('2026-03-14').map(({ wallet, supersededBy }) => [wallet, supersededBy]).toSorted()).toEqual([['bank:NL00SHOP0000000001', null], ['bank:NL00SHOP0000000002', null], ['wechatpay', null]]);
    expect(till.storage.statementRows('2026-03-14', 'bank:NL00SHOP0000000001')[0]).toMatchObject({ kind: 'payout', amountMinor: 120_050, reference: 'E2E-0001 STRIPE po_1A2B3C4D5E', account: 'NL00SHOP0000000001', source: 'camt053' });
    expect(till.storage.balances().filter(({ account }) => account.startsWith('fees:bank'))).toEqual([]);
  });

  test('a settlement batch is one part, and a summary is refused with what to give instead [F223]', async () => {
    const { till, seat } = shop('batch');
    await importStatement(till, seat, Buffer.from(adyenCsv()), 'settlement.csv');
    expect(till.storage.statementFiles(null).map(({ wallet, day, lines }) => [wallet, day, lines])).toEqual([['adyen:7', '2026-03-14', 4]]);
    await expect(importStatement(till, seat, gbk(alipaySummaryOf()), 'summary.csv')).rejects.toMatchObject({ code: 'statement-summary' });
  });
});

describe('mappings that the till keeps', () => {
  test('a mapping is kept with an entry in the journal and used by itself for the next file of its header [F224]', async () => {
    const { till, seat } = shop('mapping');
    const bytes = Buffer.from(table());
    await expect(importStatement(till, seat, bytes, 'bank.csv')).rejects.toMatchObject({ code: 'statement-unknown-format' });
    expect(await previewMapping(till, bytes, 'bank.csv', MAPPING)).toMatchObject({ refusal: null, totals: [{ lineCount: 2 }] });
    expect(saveMapping(till, seat, MAPPING)).toEqual([MAPPING]);
    saveMapping(till, seat, { ...MAPPING, name: 'Bank' });
    expect(keptMappings(till).map(({ name }) => name)).toEqual(['Bank']);
    expect(till.storage.entriesAfter(0, 500).filter(({ kind }) => kind === 'config.changed')).toHaveLength(2);
    expect(await importStatement(till, seat, bytes, 'bank.csv')).toMatchObject({ lines: 2, proof: 'lines' });
    expect(() => saveMapping(till, seat, { ...MAPPING, columns: { date: 'Datum' } })).toThrow(/point at both/);
  });

  test('lines of a wallet that a mapping names are that wallet\'s in the day\'s books [F225]', async () => {
    const { till, seat } = shop('mappedWallet');
    saveMapping(till, seat, { ...MAPPING, wallet: 'unionpay', currency: till.shop.currency });
    await importStatement(till, seat, Buffer.from(table()), 'bank.csv');
    expect(till.storage.statementRows('2026-03-14', 'unionpay').map(({ orderId, source, wallet }) => [orderId, source, wallet])).toEqual([['A1', 'mapped', 'unionpay'], ['R1', 'mapped', 'unionpay']]);
  });
});

describe('the thread that reads', () => {
  test('gives the same as reading here, and its refusals whole, while the loop of the till goes on [F226]', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({ order: `A${index}`, trade: `4${index}`, settled: index + 1 }));
    const bytes = Buffer.from(wechatBill(rows));
    let turns = 0;
    const beat = setInterval(() => { turns += 1; }, 1);
    const statement = await statementReading().read(bytes, 'bill.csv');
    clearInterval(beat);
    expect(statement).toMatchObject({ lineCount: 20_000, amountMinor: (20_000 * 20_001) / 2 });
    expect(statement.lines.at(-1)).toMatchObject({ orderId: 'A19999', line: 20_001 });
    expect(turns).toBeGreaterThan(20);
    expect(bytes.length).toBeGreaterThan(1_000_000);
    await expect(statementReading().read(bytes.subarray(0, 900_000), 'bill.csv')).rejects.toMatchObject({ name: 'Refusal', code: 'statement-broken-line', detail: { file: 'bill.csv', line: expect.any(Number) as number } });
  });
});
