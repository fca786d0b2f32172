/** One drop of many files: each recognised, read and told by itself, a zip of several too; how far it is is seen, and a cancel leaves nothing half taken. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { WorkProgress } from '#contract/views.ts';
import { statementReading } from '#main/adapters/statements/reading.ts';
import { cancelWork, importAll } from '#till/bulkWork.ts';
import { readWorkbench } from '#till/reconcile.ts';
import { alipayAccountDetail, zmeFile } from '#test/fixtures/statements/acquirers.ts';
import { camt } from '#test/fixtures/statements/banks.ts';
import { alipayDetail, gbk, wechatBill } from '#test/fixtures/statements/make.ts';
import { zipOf } from '#test/fixtures/statements/zip.ts';
import { openDesk } from '#test/kit/tillOnFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-many-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shop(name: string) {
  const path = join(folder, name);
  mkdirSync(path);
  const on = openDesk({ folder: path });
  const till = { ...on.till, ports: { ...on.till.ports, statements: statementReading(), pause: () => new Promise<void>((resolve) => { setImmediate(resolve); }) } };
  const person = on.till.storage.people().find(({ role }) => role === 'manager');
  if (person === undefined) throw new Error('a manager');
  return { till, seat: { operator: person, locked: false, checking: false } };
}
const given = (name: string, data: Uint8Array | string) => ({ name, base64: Buffer.from(data as Uint8Array).toString('base64') });
const bill = wechatBill([{ order: 'A1', trade: '1', settled: 100, fee: 1 }, { order: 'A2', trade: '2', settled: 200, fee: 2, time: '2026-03-15 09:00:00' }]);
const zip = zipOf([
  { name: Buffer.from('__MACOSX/._x'), data: Buffer.from('of the packer') }, { name: gbk('业务明细.csv'), data: gbk(alipayDetail([{ order: 'L1', received: '15.00' }])) },
  { name: gbk('账务明细.csv'), data: gbk(alipayAccountDetail()) }, { name: Buffer.from('readme.txt'), data: Buffer.from('Dear merchant, here are your files.') },
]);

describe('a drop of many files', () => {
  test('any mix is recognised one by one, packed or not, with its days, sums and own totals; a zip of several is several, and a refused one stops none [D230]', async () => {
    const { till, seat } = shop('mix');
    const outcomes = await importAll(till, seat, [given('bill.csv.gz', gzipSync(bill)), given('alipay.zip', zip), given('broken.csv', bill.slice(0, bill.length - 40)), given('bank.xml', camt('08')), given('bill.csv', bill), { name: 'torn.csv', base64: '***' }]);
    expect(outcomes.map(({ name, given: at, state, code, facts }) => [name, at, state, code, facts?.source ?? null, facts?.days.length ?? 0, facts?.lines ?? 0])).toEqual([
      ['bill.csv.gz', 0, 'imported', null, 'wechatpay-trade', 2, 2],
      ['alipay.zip/业务明细.csv', 1, 'imported', null, 'alipay-trade', 1, 1],
      ['alipay.zip/账务明细.csv', 1, 'imported', null, 'alipay-account', expect.any(Number), expect.any(Number)],
      ['alipay.zip/readme.txt', 1, 'refused', 'statement-unknown-format', null, 0, 0],
      ['broken.csv', 2, 'refused', 'statement-broken-line', null, 0, 0],
      ['bank.xml', 3, 'imported', null, 'camt053', 1, 3],
      ['bill.csv', 4, 'repeated', null, 'wechatpay-trade', 2, 2],
      ['torn.csv', 5, 'refused', 'bad-file', null, 0, 0],
    ]);
    expect(outcomes[0]?.facts).toMatchObject({ proof: 'complete', totals: [{ currency: 'CNY', lines: 2, amountMinor: 300, feeMinor: 3 }], controls: expect.arrayContaining([expect.objectContaining({ unit: 'minor', own: 300, read: 300 })]) });
    expect(outcomes[4]?.message).toMatch(/line \d+.*Nothing/);
  });

  test('how far a large file is is told while it is read, and a cancel in its middle takes nothing of it and nothing after it [D231]', async () => {
    const { till, seat } = shop('cancel');
    const large = wechatBill(Array.from({ length: 60_000 }, (_, index) => ({ order: `B${index}`, trade: `${index}`, settled: 100, fee: 1 })));
    const seen: NonNullable<WorkProgress>[] = [];
    const { statements } = till.ports;
    let heard = 0;
    const watched: typeof statements = {
      ...statements,
      read: (bytes, name, mappings, only, watch) => statements.read(bytes, name, mappings, only, (lines, share) => {
        const goesOn = watch?.(lines, share) ?? true;
        if (name === 'large.csv') heard = Math.max(heard, lines);
        if (name === 'large.csv' && lines > 5000 && seen.length === 0) {
          if (till.memory.work !== null) seen.push({ ...till.memory.work });
          cancelWork(till);
        }
        return goesOn;
      }),
    };
    const outcomes = await importAll({ ...till, ports: { ...till.ports, statements: watched } }, seat, [given('small.csv', bill), given('large.csv', large), given('after.xml', camt('08'))]);
    const last = seen.at(-1);
    expect([last?.done, last?.of, last?.outcomes?.map(({ state }) => state)]).toEqual([1, 3, ['imported']]);
    expect([(last?.lines ?? 0) > 5000, (last?.lines ?? 0) < 60_000, (last?.share ?? 0) > 0, (last?.share ?? 1) < 1]).toEqual([true, true, true, true]);
    // The reading ended there, not at the end of the file.
    expect(heard).toBeLessThan(60_000);
    expect(outcomes.map(({ state }) => state)).toEqual(['imported', 'cancelled', 'cancelled']);
    expect(till.storage.statementFiles(null).map(({ name }) => name).filter((name) => name !== 'small.csv')).toEqual([]);
    // Given again it comes in whole.
    expect((await importAll(till, seat, [given('large.csv', large)])).map(({ state, facts }) => [state, facts?.lines])).toEqual([['imported', 60_000]]);
  });
});

describe('a day without trade', () => {
  test('a flow file without a record is that day\'s, is no other day\'s, and lets the corrections beside it be read [D241]', async () => {
    const { till, seat } = shop('empty');
    const zme = zmeFile();
    const outcomes = await importAll(till, seat, [given('INN26031588ZM_898000000000001', ''), given('898000000000001_20260314.zip', zipOf([{ name: Buffer.from('INN26031488ZM_898000000000001'), data: Buffer.alloc(0) }, { name: Buffer.from('INN26031488ZME_898000000000001'), data: Buffer.from(zme) }])), given('INN26031588ZM_898000000000001', ''), given('nothing.csv', '')]);
    expect(outcomes.map(({ state, code, facts }) => [state, code, facts?.source ?? null, facts?.days[0] ?? null, facts?.lines ?? null])).toEqual([
      ['imported', null, 'unionpay-zm', '2026-03-15', 0], ['imported', null, 'unionpay-zm', '2026-03-14', 0], ['imported', null, 'unionpay-zme', '2026-03-14', 1], ['repeated', null, 'unionpay-zm', '2026-03-15', 0], ['refused', 'statement-empty', null, null, null],
    ]);
    // Nothing is expected of that day, and the correction that names no order of ours waits for a person.
    expect((await readWorkbench(till, '2026-03-14')).breaks.map(({ kind, cause, amountMinor }) => [kind, cause, amountMinor])).toEqual([['missing-in-ledger', 'wallet-adjustment', -5000]]);
  });
});
