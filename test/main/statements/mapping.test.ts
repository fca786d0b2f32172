/** Tables that no format knows, read by a mapping that a person made; and the till that keeps mappings and takes files of several days. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Mapping } from '#contract/mapping.ts';
import type { StatementMapping } from '#core/statementMapping.ts';
import { readStatement } from '#main/adapters/statements/registry.ts';
import { previewTable } from '#main/adapters/statements/mapped/preview.ts';
import { mappedTime } from '#main/adapters/statements/mapped/time.ts';
import { PERSON, workbookOf } from '#test/fixtures/statements/acquirers.ts';
import { MAPPING, table, TITLES } from '#test/fixtures/statements/mapping.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'tillbook-mapping-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (text: string, mapping: StatementMapping = MAPPING) => readStatement({ bytes: Buffer.from(text), name: 'bank.csv' }, { mappings: [mapping] });

describe('a table by a mapping', () => {
  test('is known by its header and read as the mapping says: signs, decimals, dates, words, zone [F210]', async () => {
    const statement = await read(table());
    expect(statement).toMatchObject({ source: 'mapped', wallet: null, day: '2026-03-14', proof: 'lines', currency: 'EUR', lineCount: 2, amountMinor: 120_000, feeMinor: 1235 });
    expect(statement.lines.map(({ kind, orderId, amountMinor, feeMinor, netMinor, at }) => [kind, orderId, amountMinor, feeMinor, netMinor, at])).toEqual([
      ['charge', 'A1', 123_456, 1235, 122_221, Date.UTC(2026, 2, 14, 9)], ['refund', 'R1', -3456, 0, -3456, Date.UTC(2026, 2, 14, 10, 30)],
    ]);
    expect(JSON.stringify(statement)).not.toContain(PERSON.mail);
    await expect(read(table().replace('Gebühr', 'Entgelt'))).rejects.toMatchObject({ code: 'statement-unknown-format' });
  });

  test('a workbook is a table like others [F211]', async () => {
    const rows = [['Day', 'In', 'Out', 'Ref'], ['2026-03-14 10:00:00', '12.5', '', 'po_123ABC'], ['2026-03-15 10:00:00', '', '2.25', 'X1']];
    const { fingerprint, titles, delimiter, headerLine } = await previewTable(workbookOf(rows), 'bank.xlsx', null);
    expect([titles, delimiter, headerLine]).toEqual([['Day', 'In', 'Out', 'Ref'], ',', 1]);
    const mapping: StatementMapping = { ...MAPPING, fingerprint, delimiter: ',', headerLine: 1, columns: { date: 'Day', credit: 'In', debit: 'Out', reference: 'Ref' }, currency: 'KWD', decimal: '.', dateOrder: 'ymd', sign: 'as-printed', kindElse: 'by-sign' };
    const statement = await readStatement({ bytes: workbookOf(rows), name: 'bank.xlsx' }, { mappings: [mapping] });
    expect(statement).toMatchObject({ days: ['2026-03-14', '2026-03-15'], day: null, amountMinor: 10_250, proof: 'none' });
    expect(statement.lines.map(({ kind, reference, line }) => [kind, reference, line])).toEqual([['charge', 'po_123ABC', 2], ['refund', 'X1', 3]]);
  });

  test.each([
    ['a word that the mapping does not know', table(['14.03.2026;10:00;Storno;A1;1,00;0,00;1,00;']), 'statement-mapping', 4],
    ['a day that does not exist', table(['30.02.2026;10:00;Zahlung;A1;1,00;0,00;1,00;']), 'statement-broken-line', 4],
    ['a decimal mark that is not the mapping\'s', table(['14.03.2026;10:00;Zahlung;A1;1.00;0,00;1,00;']), 'statement-broken-line', 4],
    ['a negative amount where signs are by kind', table(['14.03.2026;10:00;Zahlung;A1;-1,00;0,00;-1,00;']), 'statement-broken-line', 4],
    ['a net that is none', table(['14.03.2026;10:00;Zahlung;A1;1,00;0,10;1,00;']), 'statement-totals-differ', 4],
    ['NaN', table(['14.03.2026;10:00;Zahlung;A1;NaN;0,00;1,00;']), 'statement-broken-line', 4],
    ['a negative zero', table(['14.03.2026;10:00;Zahlung;A1;-0,00;0,00;0,00;']), 'statement-broken-line', 4],
    ['a row too short', table(['14.03.2026;10:00;Zahlung']), 'statement-broken-line', 4],
  ])('refuses %s with its line [F212]', async (_, text, code, line) => {
    await expect(read(text)).rejects.toMatchObject({ code, detail: { line } });
  });

  test('a preview shows the table as it lies there, and what the mapping makes of it or why not [F213]', async () => {
    const bare = await previewTable(Buffer.from(table()), 'bank.csv', null);
    expect(bare).toMatchObject({ delimiter: ';', headerLine: 3, fingerprint: MAPPING.fingerprint, titles: TITLES, lines: [], refusal: null });
    expect(bare.rows[0]).toEqual(['14.03.2026', '10:00', 'Zahlung', 'A1', '1.234,56', '12,35', '1.222,21', '']);
    const mapped = await previewTable(Buffer.from(table()), 'bank.csv', MAPPING);
    expect(mapped).toMatchObject({ refusal: null, totals: [{ currency: 'EUR', lineCount: 2, amountMinor: 120_000, feeMinor: 1235 }], lines: [{ orderId: 'A1' }, { orderId: 'R1' }] });
    expect((await previewTable(Buffer.from(table()), 'bank.csv', { ...MAPPING, dateOrder: 'mdy' })).refusal).toMatchObject({ code: 'statement-broken-line', line: 4 });
    await expect(previewTable(Buffer.from('hello\nworld\n'), 'x.txt', null)).rejects.toMatchObject({ code: 'statement-no-table' });
  });

  test('dates are read in the order and with the zone that the text has, or not at all [F214]', () => {
    expect(mappedTime('3/4/2026 1:05 PM', '', 'mdy')).toEqual({ day: '2026-03-04', clockMs: (13 * 60 + 5) * 60_000, zoneMinutes: null });
    expect(mappedTime('2026-03-04T10:00:00+08:00', '', 'ymd')).toEqual({ day: '2026-03-04', clockMs: 36_000_000, zoneMinutes: 480 });
    expect(mappedTime('2026年3月4日', '10:00', 'ymd')?.day).toBe('2026-03-04');
    expect(mappedTime('20260304', '', 'ymd')).toEqual({ day: '2026-03-04', clockMs: null, zoneMinutes: null });
    for (const text of ['2026-02-30', '2026-13-01', '04.03.2026 25:00', 'soon', '']) expect(mappedTime(text, '', 'dmy')).toBeNull();
  });
});

describe('tillbook statement --mapping', () => {
  const tillbook = (...args: string[]) => spawnSync(process.execPath, [join(root, 'src/main/tillbook.js'), 'statement', ...args], { encoding: 'utf8' });

  test('reads a table by the mapping of a file, and refuses a mapping that is none [F215]', () => {
    const path = join(folder, 'bank.csv');
    const mapping = join(folder, 'bank.json');
    writeFileSync(path, table());
    writeFileSync(mapping, JSON.stringify(MAPPING, null, 2));
    const run = tillbook(path, '--mapping', mapping);
    expect([run.status, run.stdout.trim().split('\n').map((line) => (JSON.parse(line) as { at: string }).at)]).toEqual([0, ['2026-03-14T10:00:00+01:00', '2026-03-14T11:30:00+01:00']]);
    expect(Mapping.parse(JSON.parse(readFileSync(mapping, 'utf8')))).toEqual(MAPPING);
    writeFileSync(mapping, JSON.stringify({ ...MAPPING, signs: 'x' }));
    const refused = tillbook(path, '--mapping', mapping);
    expect([refused.status, refused.stdout, refused.stderr]).toEqual([2, '', expect.stringMatching(/signs[\s\S]*mapping-broken/) as string]);
    expect(tillbook(path, '--mapping', join(folder, 'none.json')).status).toBe(2);
  });
});
