/** Files made to harm: each reader refuses them in one sentence with file and line, in flat memory. */
import { appendFileSync, closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { Refusal } from '#core/refusal.ts';
import { openStatement, readStatement } from '#main/adapters/statements/registry.ts';
import { adyenCsv, paypalCsv, workbookOf } from '#test/fixtures/statements/acquirers.ts';
import { camt, mt940File, ofxFile } from '#test/fixtures/statements/banks.ts';
import { GOOD } from '#test/fixtures/statements/good.ts';
import { zipOf } from '#test/fixtures/statements/zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function refusalOf(bytes: Buffer, name: string): Promise<Refusal> {
  try {
    const read = await readStatement({ bytes, name });
    throw new Error(`read ${read.lineCount} lines of ${name}`);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const good = (name: string) => {
  const found = GOOD.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const replaced = (name: string, from: string | RegExp, to: string) => Buffer.from(good(name).bytes.toString('latin1').replace(from, to), 'latin1');

describe('amounts and days that are none', () => {
  /** File, the text of an amount and of a day in it, and what they look like there. */
  const PLACES: [string, string, string, string][] = [
    ['wechat-flow.csv', '`100.00,`100.00', '2026-03-14 10:00:00', '2026-02-30 10:00:00'], ['alipay-account.csv', ',12.34,,12.34', '2026-03-14 10:00:00', '2026-02-30 10:00:00'], ['INN26031488ZM_898000000000001', '000000001234', '0314024352', '0230024352'],
    ['stripe-balance.csv', '112.00,2.00,,110.00', '2026-03-14 10:00', '2026-02-30 10:00'], ['stripe-itemised.csv', '4500,100,4400', '2026-03-14 10:00', '2026-02-30 10:00'], ['adyen.csv', '98.50', '2026-03-14 10:00', '2026-02-30 10:00'],
    ['paypal.csv', '1,053.75', '13/03/2026', '30/02/2026'], ['camt-08.xml', '1200.50', '<BookgDt><Dt>2026-03-14', '<BookgDt><Dt>2026-02-30'], ['mt940-swift.sta', 'C1200,5', ':61:2603140314', ':61:2603140431'], ['ofx-2.ofx', '1200.50', '20260314120000', '20260230120000'],
  ];
  const AMOUNTS = ['NaN', '1e3', '9'.repeat(60_000), '-0.00', '0x10', '1 000.00', '--5.00', '١٢٣'];
  test.each(PLACES)('%s with an amount or a day that does not exist is refused with its line [F240]', async (name, amount, day, noDay) => {
    for (const text of AMOUNTS) {
      const refusal = await refusalOf(Buffer.from(replaced(name, amount, `\u0000${amount}`).toString('latin1').replace(`\u0000${amount}`, amount.replace(/\d[\d.,]*/, Buffer.from(text).toString('latin1'))), 'latin1'), name);
      expect([refusal.message.length < 500, typeof refusal.detail['line'], refusal.message.includes(name)], `${text.slice(0, 9)}: ${refusal.message}`).toEqual([true, 'number', true]);
    }
    expect((await refusalOf(replaced(name, day, noDay), name)).detail['line']).toEqual(expect.any(Number));
  });
});

describe('XML and tags', () => {
  const CASES: [string, string, string][] = [
    ['a document type', camt('08', { head: '<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "b">]>' }), 'document type'],
    ['an outside entity', camt('08', { head: '<?xml version="1.0"?><!DOCTYPE Document SYSTEM "file:///etc/passwd">' }), 'document type'],
    ['an entity of its own', camt('08').replace('BANK1', '&lol;'), 'XML'],
    ['a hundred thousand levels', camt('08').replace('<GrpHdr>', '<a>'.repeat(100_000)), 'levels'],
    ['a hundred thousand attributes', camt('08').replace('<GrpHdr>', `<GrpHdr ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}>`), 'attributes'],
    ['a field without end', camt('08').replace('BANK1', 'a'.repeat(3_000_000)), 'field of at most'],
    ['a comment without end', camt('08').replace('<GrpHdr>', `<GrpHdr><!--${'a'.repeat(3_000_000)}`), 'field of at most'],
    ['a sign that can not be', camt('08').replace('CRDT</CdtDbtInd><RvslInd>', 'XXXX</CdtDbtInd><RvslInd>'), 'CRDT or DBIT'],
    ['a message without statement', '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr></BkToCstmrStmt></Document>', 'a statement'],
    ['OFX with a document type', ofxFile(2, { head: '<?xml version="1.0"?><?OFX OFXHEADER="200"?><!DOCTYPE OFX>' }), 'document type'],
    ['OFX with an entity of its own', ofxFile(2).replace('costs', '&lol;'), 'entity'],
    ['OFX with a field without end', ofxFile(1).replace('rent', 'a'.repeat(3_000_000)), 'field of at most'],
    ['OFX with the same transaction twice', ofxFile(1).replace('BANK2', 'BANK1'), 'FITID'],
    ['OFX with levels that cross', ofxFile(2).replace('</STMTTRN>', '</BANKTRANLIST>'), '</STMTTRN>'],
    ['OFX without end', ofxFile(2).replace('</OFX>', ''), '</OFX>'],
  ];
  test.each(CASES)('refuses %s with its line [F241]', async (_, text, words) => {
    const refusal = await refusalOf(Buffer.from(text), 'bank.xml');
    expect([refusal.message, typeof refusal.detail['line']]).toEqual([expect.stringContaining(words) as string, 'number']);
  });

  test('currencies of no, two and three decimals are exact, and decimals below them are refused [F242]', async () => {
    const of = (currency: string, amount: string, closing: string) => readStatement({ bytes: Buffer.from(camt('04', { currency, opening: '0', closing, entries: [{ amount, side: 'CRDT', reference: 'B1' }] })), name: 'b.xml' });
    expect([(await of('JPY', '9007199254', '9007199254')).amountMinor, (await of('EUR', '8.85000', '8.85')).amountMinor, (await of('KWD', '1.234', '1.234')).amountMinor]).toEqual([9_007_199_254, 885, 1234]);
    for (const [currency, amount] of [['JPY', '1.5'], ['EUR', '8.855'], ['KWD', '1.2345'], ['EUR', '99999999999999.99'], ['ABC', '1.00']] as const) await expect(of(currency, amount, amount)).rejects.toMatchObject({ code: 'statement-broken-line' });
  });
});

describe('tables and workbooks', () => {
  test.each(GOOD.filter(({ name }) => name.endsWith('.csv')).map(({ name }) => [name]))('%s with a row of a hundred thousand columns, or with a quote that does not end, is refused [F243]', async (name) => {
    const { bytes, row } = good(name);
    const lines = bytes.toString('latin1').split(/(?<=\n)/);
    const at = lines.findIndex((line) => row?.test(line));
    const wide = [...lines.slice(0, at), `${'`1,'.repeat(100_000)}\r\n`, ...lines.slice(at)].join('');
    expect((await refusalOf(Buffer.from(wide, 'latin1'), name)).detail['line']).toBe(at + 1);
    if (!/^(?:wechat|alipay)/.test(name)) expect((await refusalOf(Buffer.from([...lines.slice(0, at), `"${lines[at] ?? ''}`, ...lines.slice(at + 1)].join('').replaceAll(/"(?=[,\n])/g, ''), 'latin1'), name)).detail['line']).toEqual(expect.any(Number));
  });

  test('a workbook that unpacks without end, has an error in a cell or cells out of order is refused [F244]', async () => {
    const parts = (sheet: string) => [['[Content_Types].xml', '<Types/>'], ['xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'], ['xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>'], ['xl/worksheets/s.xml', sheet]].map(([name = '', data = '']) => ({ name: Buffer.from(name), data: Buffer.from(data) }));
    const row = (cells: string) => `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
    const bomb = `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(1_500_000)}</sheetData></worksheet>`;
    expect(await refusalOf(zipOf(parts(bomb)), 'b.xlsx')).toMatchObject({ code: 'statement-too-large' });
    for (const [cells, words] of [['<c r="A1" t="e"><v>#REF!</v></c>', /spreadsheet error/], ['<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>', /in order/], ['<c r="ZZZ1"><v>1</v></c>', /columns/], ['<c r="A1" t="s"><v>9</v></c>', /a text of the workbook/]] as const) {
      expect((await refusalOf(zipOf(parts(row(cells))), 'b.xlsx')).message).toMatch(words);
    }
    expect((await refusalOf(workbookOf([['a', 'b'], ['1', '2']]), 'b.xlsx')).code).toBe('statement-unknown-format');
  });

  test('dates that can be read both ways are refused, and one that can not decides for all [F245]', async () => {
    const days = (first: string, second: string) => Buffer.from(paypalCsv().replaceAll('13/03/2026', first).replaceAll('14/03/2026', second));
    expect(await refusalOf(days('03/04/2026', '04/03/2026'), 'p.csv')).toMatchObject({ code: 'statement-ambiguous-date' });
    expect((await readStatement({ bytes: days('03/13/2026', '03/14/2026'), name: 'p.csv' })).days).toEqual(['2026-03-13', '2026-03-14']);
    expect((await readStatement({ bytes: days('05/03/2026', '06/03/2026'), name: 'p.csv' }).catch((error: unknown) => error))).toMatchObject({ code: 'statement-ambiguous-date' });
    expect((await readStatement({ bytes: days('28/02/2026', '01/03/2026'), name: 'p.csv' })).days).toEqual(['2026-02-28', '2026-03-01']);
  });

  test('a batch or a bank\'s page joined with itself, which adds up all the same, is refused [F246]', async () => {
    const [head = '', ...rows] = adyenCsv().trim().split('\n');
    expect(await refusalOf(Buffer.from(`${[head, ...rows, ...rows].join('\n')}\n`), 'a.csv')).toMatchObject({ code: 'statement-repeated', detail: { line: 6 } });
    expect(await refusalOf(Buffer.from(mt940File('bare') + mt940File('bare')), 'm.sta')).toMatchObject({ code: 'statement-repeated' });
    for (const cut of [`${mt940File('bare', '\n')}:20:X\n`, `${mt940File('bare', '\n')}:20:X\n:25:NL`, mt940File('bare').replace(':62F:', ':62M:')]) expect(await refusalOf(Buffer.from(cut), 'm.sta')).toMatchObject({ code: 'statement-truncated' });
    const gap = `${mt940File('bare')}${mt940File('bare').replace('7/1', '9/1').replace('C260313EUR100,00', 'C260315EUR200,00').replaceAll('EUR992,60', 'EUR1092,60')}`;
    expect((await readStatement({ bytes: Buffer.from(gap), name: 'm.sta' })).proof).toBe('lines');
  });
});

describe('files on disk', () => {
  test.each([['camt-08.xml'], ['mt940-bare.sta'], ['ofx-1.ofx'], ['paypal.csv'], ['alipay-account.csv'], ['adyen.xlsx'], ['wechat-flow.csv.gz']])('%s that changes while it is read is refused [F247]', async (name) => {
    const path = join(folder, `changing-${name}`);
    const source = good(name.replace('.gz', ''));
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(source.bytes) : source.bytes);
    const opened = await openStatement({ path });
    let first = true;
    await expect(opened.scan(() => {
      if (first) appendFileSync(path, ' ');
      first = false;
    })).rejects.toMatchObject({ code: 'statement-changed' });
  });

  /** The process's own peak: what the system counts for a child begins with its parent's. */
  const PEAK_MIB = "Number(/VmHWM:\\s+(\\d+)/.exec((await import('node:fs')).readFileSync('/proc/self/status', 'utf8'))[1]) / 1024";

  /** Made on disk without its bytes: sparse files of nearly the largest size that is read. */
  function sparse(name: string, head: Buffer, size: number): string {
    const path = join(folder, name);
    const handle = openSync(path, 'w');
    writeSync(handle, head);
    ftruncateSync(handle, size);
    closeSync(handle);
    return path;
  }

  test.skipIf(process.platform !== 'linux')('a field of half a gigabyte, in any format, is refused with less than 300 MB in memory [F248]', () => {
    const paths = GOOD.filter(({ name }) => !name.endsWith('.xlsx')).map(({ name, bytes }) => sparse(name, bytes.subarray(0, Math.trunc(bytes.length * 0.9)), 500 * 1024 * 1024));
    const bomb = join(folder, 'bomb.csv.gz');
    writeFileSync(bomb, gzipSync(Buffer.concat([good('stripe-balance.csv').bytes, Buffer.alloc(300 * 1024 * 1024, 0x61)])));
    const huge = sparse('huge.csv', good('adyen.csv').bytes, 2 * 1024 * 1024 * 1024);
    const registry = new URL('../../../src/main/adapters/statements/registry.ts', import.meta.url).href;
    const script = `const { openStatement } = await import(${JSON.stringify(registry)}); const said = []; for (const path of ${JSON.stringify([...paths, bomb, huge])}) { try { await (await openStatement({ path })).scan(() => {}); said.push('read ' + path); } catch (error) { said.push(error.name === 'Refusal' ? error.code : String(error.stack)); } } console.log(JSON.stringify({ said, mib: ${PEAK_MIB} }));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(stderr.replaceAll(/.*Warning.*\n?/g, '')).toBe('');
    const { said, mib } = JSON.parse(stdout) as { said: string[]; mib: number };
    expect(said.filter((code) => !/^statement-(?:broken-line|too-large|encoding|extra-line|truncated|line-ends)$/.test(code))).toEqual([]);
    expect(mib).toBeLessThan(300);
  });
});
