/** The books handed out as files: by whom, in which form, on record first, and harmless to whoever opens them. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TillInput } from '#contract/till.ts';
import { checkSeal, isSeal, type AuditSeal } from '#core/auditSeal.ts';
import type { Entry } from '#core/journal.ts';
import { dayStart } from '#core/time.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import { composeTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { csvOf, defused } from '#main/exporting/csv.ts';
import { localTime, type Table } from '#main/exporting/table.ts';
import { xlsxOf } from '#main/exporting/xlsx.ts';
import { tillbook } from '../kit/startTill.ts';
import { openDesk, type Desk, type DeskSeat } from '../kit/tillOnFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let desk: Desk;
let manager: DeskSeat;
let cashier: DeskSeat;
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  manager = desk.seat('manager');
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  for (const given of [2_000, 1_250]) {
    await cashier.ask('basket.add', { sku: 'TEA' });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: given });
  }
  await cashier.ask('cash.move', { direction: 'out', amountMinor: 500, reason: '=HYPERLINK("http://x","stamps")' });
  await manager.ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: '+returned' });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});

const asked = (over: Partial<TillInput<'export.make'>>): TillInput<'export.make'> => ({ what: 'sales', format: 'csv', from: '2026-03-02', to: '2026-03-02', z: null, language: 'en', bom: false, ...over });
const bytesOf = async (over: Partial<TillInput<'export.make'>>) => Buffer.from((await manager.ask('export.make', asked(over))).base64, 'base64');
const textOf = async (over: Partial<TillInput<'export.make'>>) => (await bytesOf(over)).toString('utf8');

/** Files of a zip, by name: read by its central directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(bytes.length - 22 + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, packed, nameLength, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + packed);
    files.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), (method === 0 ? content : inflateRawSync(content)).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

describe('an export', () => {
  test('is in the journal with its hash before anybody has it, and only for a manager [O1]', async () => {
    expect([await cashier.code('export.make', asked({})), await desk.seat('technician').code('export.make', asked({})), await desk.seat(null).code('export.make', asked({}))]).toEqual(['not-allowed', 'not-allowed', 'sign-in-first']);
    const made = await manager.ask('export.make', asked({}));
    const last = desk.storage.entryAt(desk.storage.head().seq);
    expect(last).toMatchObject({ kind: 'data.exported', operator: 'man', payload: { what: 'sales', format: 'csv', from: '2026-03-02', to: '2026-03-02', rows: 3, sha256: createHash('sha256').update(Buffer.from(made.base64, 'base64')).digest('hex') } });
    expect(made.name).toBe('test-T1-sales-2026-03-02.csv');
    expect(readdirSync(join(desk.folder, 'export'))).toEqual([]);
  });

  test('that cannot be put on record is not handed out, and nothing of it stays [O2]', async () => {
    const { commit } = desk.storage;
    desk.storage.commit = (what) => { if (what.drafts.some((draft) => draft.kind === 'data.exported')) throw new Error('disk'); return commit(what); };
    expect(await manager.raw('export.make', asked({}))).toMatchObject({ ok: false });
    desk.storage.commit = commit;
    desk.bugs.length = 0;
    expect(readdirSync(join(desk.folder, 'export'))).toEqual([]);
  });

  test('in CSV adds up, keeps negative amounts, and holds no text that a spreadsheet would run [O3]', async () => {
    expect((await textOf({})).split('\r\n').slice(0, 4)).toEqual([
      'Receipt,Time,Day,Kind,Operator,Items,Discount,Tax,Rounding,Total,Cash,WeChat Pay,Alipay,UnionPay,Card,Reason',
      '1,2026-03-02T10:00:00+08:00,2026-03-02,sale,cas,1,0.00,1.44,0.00,12.50,12.50,,,,,', '2,2026-03-02T10:00:00+08:00,2026-03-02,sale,cas,1,0.00,1.44,0.00,12.50,12.50,,,,,', "1,2026-03-02T10:00:00+08:00,2026-03-02,refund,man,1,0.00,-1.44,0.00,-12.50,-12.50,,,,,'+returned",
    ]);
    const drawer = await textOf({ what: 'drawer', bom: true });
    expect(drawer.startsWith('\uFEFFTime,')).toBe(true);
    expect(drawer).toContain(',-5.00,,,,"\'=HYPERLINK(""http://x"",""stamps"")"');
  });

  test.each([['=1+1', "'=1+1"], ['+1 now', "'+1 now"], ['-2+3', "'-2+3"], ['@SUM(A1)', "'@SUM(A1)"], ['\t=1', "'\t=1"], ['\r=1', "'\r=1"], ['\uFF1D1+1', "'\uFF1D1+1"], ['-12.50', '-12.50'], ['+8613800138000', '+8613800138000'], ['a=1', 'a=1'], ['', '']])('the text %j is written as %j [O4]', (text, written) => {
    expect(defused(text)).toBe(written);
  });

  test('in XLSX has numbers as numbers with the currency’s format, dates as dates, texts as texts and no formula [O5]', async () => {
    const table = (currency: string): Table => ({ title: 'A/B', about: [], currency, timeZone: 'Asia/Seoul', columns: [{ title: 'Text', type: 'text' }, { title: 'Money', type: 'money' }, { title: 'Time', type: 'time' }], rows: [['=1+1\u0007', -123_456, Date.UTC(2026, 2, 2, 15, 0, 0)], ['42000024771920251120', 7, null]] });
    const files = unzip(Buffer.from(await xlsxOf(table('CNY'))));
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(sheet).toMatch(/<c r="B2"[^>]*><v>-1234.56<\/v>/);
    // 3 March 2026, midnight in Seoul, as a spreadsheet counts days.
    expect(sheet).toMatch(/<c r="C2"[^>]*><v>46084<\/v>/);
    expect(files.get('xl/sharedStrings.xml')).toContain('=1+1<');
    expect(sheet).toMatch(/<c r="A3"[^>]*t="s"/);
    expect(files.get('xl/styles.xml')).toContain('#,##0.00');
    expect(unzip(Buffer.from(await xlsxOf(table('KRW')))).get('xl/worksheets/sheet1.xml')).toMatch(/<c r="B2"[^>]*><v>-123456<\/v>/);
    expect(unzip(await bytesOf({ format: 'xlsx', language: 'ko' })).get('xl/sharedStrings.xml')).toContain('영수증');
  });

  test('in PDF and JSON has every row, in the three languages [O6]', async () => {
    for (const language of ['en', 'zh', 'ko'] as const) {
      const document = await PDFDocument.load(await bytesOf({ format: 'pdf', language, what: 'report', z: 0 }), { updateMetadata: false });
      expect([document.getPageCount(), document.getTitle()]).toEqual([1, { en: 'X report', zh: 'X 报表', ko: 'X 보고서' }[language]]);
    }
    const json = JSON.parse(await textOf({ what: 'goods', format: 'json', language: 'zh' })) as { currency: string; rows: unknown[][]; columns: { title: string }[] };
    expect([json.currency, json.rows.length, json.rows[0]?.slice(-3, -1), json.columns[0]?.title]).toEqual(['CNY', 2, [0, 1_250], '小票号']);
  });

  test('of no form, of no period or of too much is refused in words and not on record [O7]', async () => {
    const before = desk.storage.head().seq;
    expect([await manager.code('export.make', asked({ format: 'jsonl' })), await manager.code('export.make', asked({ what: 'audit' })), await manager.code('export.make', asked({ from: '2026-03-03' })), await manager.code('export.make', asked({ from: '2024-01-01' })), await manager.code('export.make', asked({ what: 'report', z: 9 }))])
      .toEqual(['export-format', 'export-format', 'export-period', 'export-period', 'no-such-report']);
    expect(desk.storage.head().seq).toBe(before);
  });

  test('has only the days that were asked for [O8]', async () => {
    expect((await manager.ask('export.make', asked({ from: '2026-03-03', to: '2026-03-04' }))).rows).toBe(0);
    expect(dayStart('2026-03-29', 'Europe/Berlin')).toBe(Date.parse('2026-03-28T23:00:00Z'));
    expect(dayStart('2026-03-30', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T22:00:00Z'));
    expect(dayStart('2018-11-04', 'America/Sao_Paulo')).toBe(Date.parse('2018-11-04T03:00:00Z'));
    expect(localTime(Date.parse('2026-03-02T02:00:00Z'), 'Asia/Kathmandu')).toBe('2026-03-02T07:45:00+05:45');
  });

  test('of a long table is made piece by piece [O9]', () => {
    let made = 0;
    function* rows() { for (; made < 1_000_000; made += 1) yield ['x', made] as const; }
    const pieces = csvOf({ title: '', about: [], currency: 'CNY', timeZone: 'UTC', columns: [{ title: 'a', type: 'text' }, { title: 'b', type: 'money' }], rows: rows() }, false);
    for (let n = 0; n < 4; n += 1) pieces.next();
    expect(made).toBeLessThan(5);
  });
});

describe('the audit export', () => {
  async function lines(): Promise<string[]> {
    return (await textOf({ what: 'audit', format: 'jsonl' })).trimEnd().split('\n');
  }
  const judged = (all: readonly string[]) => {
    const seal = JSON.parse(all[0] ?? '') as unknown;
    if (!isSeal(seal)) throw new Error('no seal');
    const check = checkSeal(verifierCrypto, seal);
    for (const line of all.slice(1)) check.next(JSON.parse(line) as Entry);
    return check.end();
  };

  test('proves itself, and a cut, an added line, another key or another acknowledgement is found [O20]', async () => {
    const all = await lines();
    const seal = JSON.parse(all[0] ?? '') as AuditSeal;
    const path = join(folder, 'audit.jsonl');
    writeFileSync(path, `${all.join('\n')}\n`);
    const good = await tillbook(['verify', path]);
    expect([good.code, JSON.parse(good.stdout)]).toEqual([0, expect.objectContaining({ ok: true, entries: seal.entries, seal: 'holds' })]);
    expect(judged(all)).toBeNull();
    expect(judged(all.slice(0, -1))).toMatch(/cut off/);
    expect(judged([JSON.stringify({ ...seal, head: { seq: seal.head.seq - 1, hash: (JSON.parse(all.at(-2) ?? '') as Entry).hash } }), ...all.slice(1, -1)])).toMatch(/not signed by the till/);
    expect(judged([JSON.stringify({ ...seal, publicKey: 'AAAA' }), ...all.slice(1)])).toMatch(/not the one/);
    const first = JSON.parse(all[1] ?? '') as Entry;
    expect(judged([JSON.stringify({ ...seal, backend: { seq: 1, hash: first.hash, signature: 'AAAA', publicKey: 'AAAA' } }), ...all.slice(1)])).toMatch(/acknowledgement|backend/);
    expect(judged([JSON.stringify({ ...seal, backend: { seq: 1, hash: '0'.repeat(64), signature: '', publicKey: '' } }), ...all.slice(1)])).toMatch(/written again/);
    writeFileSync(path, `${all.slice(0, -1).join('\n')}\n`);
    expect(JSON.parse((await tillbook(['verify', path])).stdout)).toMatchObject({ ok: false });
  });

  test('says in one sentence of the reader’s language what it is [O21]', async () => {
    expect((JSON.parse((await textOf({ what: 'audit', format: 'jsonl', language: 'zh' })).split('\n')[0] ?? '') as AuditSeal).readme).toContain('tillbook verify');
  });
});

describe('the command', () => {
  test('writes the file by a manager’s PIN only, and never over another [O30]', async () => {
    const data = join(folder, 'data');
    await (await composeTill(loadConfig(data), { ticking: false, online: false })).stop();
    const out = join(folder, 'sales.csv');
    const run = (operator: string, pin: string) => tillbook(['export', 'sales', '--operator', operator, '--data', data, '--out', out, '--from', '2020-01-01', '--to', '2020-12-31'], { input: `${pin}\n` });
    expect([(await run('wang', '0000')).stderr, (await run('mei', '1111')).stderr].map((text) => /\((?<code>[\w-]+)\)/.exec(text)?.groups?.['code'])).toEqual(['wrong-pin', 'not-allowed']);
    expect(existsSync(out)).toBe(false);
    const made = await run('wang', '3333');
    expect(JSON.parse(made.stdout)).toMatchObject({ path: out, rows: 0 });
    expect(readFileSync(out, 'utf8')).toMatch(/^Receipt,/);
    expect((await run('wang', '3333')).stderr).toContain('file-there');
  });
});
