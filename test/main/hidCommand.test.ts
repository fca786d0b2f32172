/** The commands `tillbook hid` and `tillbook replay`, run as a person runs them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { magtekReport } from '#test/kit/cardReports.ts';
import { AIM_SCANNER, CARD_READER, SCALE } from '#test/kit/hidDescriptors.ts';

const root = resolve(import.meta.dirname, '../..');
const run = (args: readonly string[], input: string | Buffer = '') => spawnSync(process.execPath, [join(root, 'src/main/tillbook.js'), ...args], { input, encoding: 'utf8' });
const objects = (stdout: string) => stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);
const folder = mkdtempSync(join(tmpdir(), 'tillbook-hid-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const hex = (text: string) => Buffer.from(text).toString('hex');
const aim = (symbology: string, text: string, more = '00') => `02${text.length.toString(16).padStart(2, '0')}${hex(symbology)}${hex(text).padEnd(112, '0')}7300${more}`;
const LONG = 'x'.repeat(56);

describe('tillbook hid', () => {
  test('a line of hex in, events out, in the documented form and no member more [H110]', () => {
    const { stdout, stderr, status } = run(['hid', 'decode', '--descriptor', AIM_SCANNER], [aim(']E0', '6957842208856'), aim(']Q1', LONG, '01').replaceAll(/(..)/g, '$1 '), aim(']Q1', 'end'), aim(']Z6', 'ACK'), '# a word', 'xyz', '02 0', ''].join('\r\n'));
    expect([status, stderr]).toEqual([0, '']);
    expect(objects(stdout)).toEqual([
      { type: 'scan', symbology: ']E0', text: '6957842208856', hex: hex('6957842208856') }, { type: 'scan', symbology: ']Q1', text: `${LONG}end`, hex: hex(`${LONG}end`) },
      { type: 'ignored', reason: expect.any(String) }, { type: 'fault', reason: expect.stringContaining('Line 6') }, { type: 'fault', reason: expect.stringContaining('Line 7') },
    ]);
  });

  test('an empty line is a pause, and so is the end: a part that waits is given up [H111]', () => {
    const { stdout } = run(['hid', 'decode', '--descriptor', AIM_SCANNER], `${aim(']Q1', LONG, '01')}\n\n${aim(']E0', '6957842208856')}\n${aim(']Q1', LONG, '01')}\n`);
    expect(objects(stdout).map(({ type, text }) => text ?? type)).toEqual(['fault', '6957842208856', 'fault']);
  });

  test('a card is shown by brand, last four and expiry alone, a weight with its unit [H112]', () => {
    const track = ';4111111111111111=29121010000000000000?';
    const card = run(['hid', 'decode', '--descriptor', CARD_READER], `${Buffer.from(magtekReport(['', track])).toString('hex')}\n`);
    expect(objects(card.stdout)).toEqual([{ type: 'card', brand: 'visa', last4: '1111', expiry: '2912', encrypted: false, ksn: null }]);
    expect(objects(run(['hid', 'decode', '--descriptor', SCALE], '03040bff3419\n').stdout)).toEqual([{ type: 'weight', state: 'stable', value: 645.2, unit: 'oz', milligrams: 18_291_112 }]);
  });

  test('a profile stands in for the descriptor, and one that is none is refused in words [H113]', () => {
    const plain = run(['hid', 'decode', '--profile', join(root, 'resources/devices/newland-fm30.json')], `0203${hex('ABC').padEnd(124, '0')}\n`);
    expect(objects(plain.stdout)).toEqual([{ type: 'scan', symbology: null, text: 'ABC', hex: '414243' }]);
    writeFileSync(join(folder, 'bad.json'), '{"id":"x"}');
    const bad = run(['hid', 'decode', '--profile', join(folder, 'bad.json')]);
    expect([bad.status, bad.stdout]).toEqual([1, '']);
    expect(bad.stderr).toContain('profile-unusable');
    const noHex = run(['hid', 'decode', '--descriptor', '05 8']);
    expect(noHex.status).toBe(1);
    expect(noHex.stderr).toContain('descriptor-unusable');
    const cut = run(['hid', 'decode', '--descriptor', AIM_SCANNER.slice(0, AIM_SCANNER.indexOf('85 04'))], `${aim(']E0', '6957842208856')}\n`);
    expect([cut.status, objects(cut.stdout).length]).toEqual([0, 1]);
    expect(cut.stderr).toContain('not closed');
  });

  test('explain tells of each field [H114]', () => {
    const { stdout } = run(['hid', 'explain', '--descriptor', AIM_SCANNER]);
    expect(JSON.parse(stdout)).toMatchObject({ applications: ['Bar Code Scanner / Bar Code Scanner (0x8C/0x02)'], faults: [] });
  });
});

describe('tillbook replay', () => {
  const head = JSON.stringify({ trace: 'tillbook-device', version: 1, device: { vendorId: 1, productId: 2, usagePage: 140, usage: 2, product: null }, descriptor: AIM_SCANNER.replaceAll(/\s/g, ''), profile: null, startedAtMs: 0 });
  const line = (t: number, report: string) => JSON.stringify({ t, d: 'in', hex: report });

  test('a trace gives the same events at any speed, in real time only as long as it took [H115]', () => {
    const path = join(folder, 'good.jsonl');
    writeFileSync(path, [head, line(0, aim(']Q1', LONG, '01')), line(4, aim(']Q1', 'end')), line(300, aim(']E0', '6957842208856')), line(310, aim(']Q1', LONG, '01')), ''].join('\n'));
    const fast = run(['replay', path, '--speed', 'max']);
    expect([fast.status, fast.stderr]).toEqual([0, '']);
    expect(objects(fast.stdout).map(({ type, text }) => text ?? type)).toEqual([`${LONG}end`, '6957842208856', 'fault']);
    expect(run(['replay', path]).stdout).toBe(fast.stdout);
  });

  test('a broken trace ends with code 2 and its line, after the events before it [H116]', () => {
    const path = join(folder, 'cut.jsonl');
    writeFileSync(path, [head, line(0, aim(']E0', '6957842208856')), line(4, aim(']E0', '6957842208856')).slice(0, 40)].join('\n'));
    const cut = run(['replay', path, '--speed', 'max']);
    expect([cut.status, objects(cut.stdout).length]).toEqual([2, 1]);
    expect(cut.stderr).toContain('Line 3');
    writeFileSync(path, '');
    expect(run(['replay', path]).status).toBe(2);
  });
});
