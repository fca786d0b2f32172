/** The command `tillbook decode`, run as a person runs it. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withCheckDigit } from '#core/barcode/checkDigit.ts';

const cli = resolve(import.meta.dirname, '../../src/main/tillbook.js');
const run = (input: string | Buffer, ...args: string[]) => spawnSync(process.execPath, [cli, 'decode', ...args], { input, encoding: 'utf8' });
const objects = (stdout: string): Record<string, unknown>[] => stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('tillbook decode', () => {
  test('one line in, one object out, in order, blank lines and the last without its end as well [B91]', () => {
    const { stdout, stderr, status } = run('9501234543215\r\n\n134567890123456789\n^0109501234543215^10A\nSHELF-12');
    expect([status, stderr]).toEqual([0, '']);
    expect(objects(stdout)).toEqual([
      { input: '9501234543215', kind: 'gtin', valid: true, symbology: 'EAN-13', digits: '9501234543215', gtin14: '09501234543215', checkDigit: 5, checkDigitOk: true, restricted: false },
      { input: '', kind: 'unknown', reason: 'no text' },
      { input: '134567890123456789', kind: 'wallet-code', valid: true, wallets: ['wechatpay'], ambiguous: false, lastFour: '6789', length: 18 },
      { input: '^0109501234543215^10A', kind: 'gs1', valid: true, errors: [], form: 'element-string', symbology: 'GS1-128', ais: { '01': '09501234543215', '10': 'A' }, elementString: '^010950123454321510A' },
      { input: 'SHELF-12', kind: 'unknown', reason: 'no kind of code that is known' },
    ]);
  });

  test('FNC1 is 0x1D, or ^ where GS1 data are announced, and a caret elsewhere is a caret [B92]', () => {
    const { stdout } = run(']C110A\u001d99B\n]C110A^99B\n]Q1a^b\n10A^99B\n');
    expect(objects(stdout).map(({ kind, elementString }) => [kind, elementString])).toEqual([['gs1', '^10A^99B'], ['gs1', '^10A^99B'], ['unknown', undefined], ['unknown', undefined]]);
  });

  test('country, wallets, labels, coupons and permits change the answer [B93]', () => {
    const label = withCheckDigit('2155555012340');
    const { stdout } = run(`134567890123456789\n${label}\nSAVE-1\nhttps://a/01/9501234543215\n`, '--country', 'tw', '--label', '21.....{NNDDD}.', '--coupon', 'SAVE-', '--permit', 'short-gtin');
    const [wallet, weight, coupon, link] = objects(stdout);
    expect(wallet).toMatchObject({ wallets: ['wechatpay', 'linepay'], ambiguous: true });
    expect(weight).toMatchObject({ kind: 'label', item: withCheckDigit('2155555000000'), value: 1.234 });
    expect(coupon).toMatchObject({ kind: 'coupon', code: 'SAVE-1' });
    expect(link).toMatchObject({ kind: 'gs1', valid: true });
    expect(objects(run('134567890123456789\n', '--country', 'TW', '--wallet', 'linepay').stdout)[0]).toMatchObject({ wallets: ['linepay'], ambiguous: false });
  });

  test('broken codes are said to be broken, and that is no failure of the command [B94]', () => {
    const { stdout, status } = run('9501234543214\n00020101021163040000\n0002010102110204000426160004\n]C1\n');
    expect(status).toBe(0);
    expect(objects(stdout).map(({ kind, valid }) => [kind, valid])).toEqual([['gtin', false], ['unknown', undefined], ['merchant-code', false], ['gs1', false]]);
    for (const { errors } of objects(stdout).filter(({ valid }) => valid === false)) expect(errors).not.toEqual([]);
  });

  test('input that is no text fails in words, after what came before was decoded [B95]', () => {
    const bytes = run(Buffer.concat([Buffer.from('9501234543215\n'), Buffer.alloc(70_000, 0x41), Buffer.from([0xff, 0xfe, 0x0a])]));
    expect(bytes.status).toBe(1);
    expect(bytes.stderr).toContain('not UTF-8');
    const endless = run('A'.repeat(1_100_000));
    expect([endless.status, endless.stdout]).toEqual([1, '']);
    expect(endless.stderr).toContain('input-unusable');
    expect(run('', '--label', 'x').status).toBe(1);
  });

  test('a text of up to a mebibyte is answered as too long, and --help explains [B96]', () => {
    expect(objects(run(`${'1'.repeat(100_000)}\n`).stdout)[0]).toMatchObject({ kind: 'unknown', reason: 'too long for a scanned text' });
    expect(run('', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('standard input') });
  });
});
