/** The row engine takes a field for what the readers' own functions take it for, or leaves it to them; and it is what its source says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { centsAt, clockAt, dayAt, integerAt } from '#main/adapters/statements/fields.ts';
import { createRowEngine, RANGES, RECORD_WORDS } from '#main/adapters/statements/rowEngine.ts';
import type { Op } from '#main/adapters/statements/rowEngine.ts';
import { compiledRows, KEPT } from '../../../scripts/wasm.ts';
import { seeded } from '#test/fixtures/statements/mutate.ts';

const WINDOW_BYTES = 64 * 1024;
const LINE_END: Op = { op: 'literal', bytes: Buffer.from('\n') };

const engine = createRowEngine(WINDOW_BYTES);

/** What a program makes of one line; null when it does not fit. */
function readOne(program: readonly Op[], line: string): { number: number; start: number; end: number } | null {
  engine.setProgram(program);
  // What lies behind a window is of another one, and must not count.
  engine.window.fill('7', 0, 4096);
  const end = engine.window.write(`${line}\n`);
  if (engine.scan(0, end) === 0) return null;
  expect(engine.stoppedAt()).toBe(end);
  return { number: engine.reals[0] ?? Number.NaN, start: engine.words[RANGES] ?? -1, end: engine.words[RANGES + 1] ?? -1 };
}

const FIELDS: readonly (readonly [Op, (bytes: Buffer) => number, readonly string[]])[] = [
  [{ op: 'cents', number: 0 }, (bytes) => centsAt(bytes, 0, bytes.length), ['0.00', '12.50', '1234567890123.99', '12345678901234.00', '1.005', '1.500', '.50', '1.5', '-1.00', '1,00', '', '１.00', '1.0x', '00.01', '9.99000000']],
  [{ op: 'whole', number: 0, empty: false }, (bytes) => integerAt(bytes, 0, bytes.length), ['0', '-0', '12', '-12', '999999999999999', '1000000000000000', '', '-', '+1', '1.0', '1e3', '--1', ' 1', '007']],
  [{ op: 'day', number: 0 }, (bytes) => (bytes.length === 10 ? dayAt(bytes, 0) : Number.NaN), ['1971-01-01', '1970-12-31', '2099-12-31', '2100-01-01', '2024-02-29', '2023-02-29', '2000-02-29', '2026-04-31', '2026-00-10', '2026-13-01', '2026-1-010', '2026/01/01', '', '2026-03-1x', '9026-03-14', '2026-12-32']],
  [{ op: 'clock', number: 0 }, (bytes) => { const clock = bytes.length === 8 ? clockAt(bytes, 0) : -1; return clock < 0 ? Number.NaN : clock; }, ['00:00:00', '23:59:59', '24:00:00', '12:60:00', '12:00:60', '1:00:000', '12-00-00', '', '12:00:0x']],
];

test('numbers, days and clocks are read as field by field, or not at all, whatever stands there [F282]', () => {
  const random = seeded(282);
  const counts = { taken: 0, left: 0 };
  for (const [op, plainly, texts] of FIELDS) {
    const spoilt = Array.from({ length: 4000 }, () => {
      const characters = [...(texts[Math.floor(random() * texts.length)] ?? '')];
      if (characters.length > 0) characters[Math.floor(random() * characters.length)] = '0123456789-.:'[Math.floor(random() * 13)] ?? '';
      return characters.join('');
    });
    for (const text of [...texts, ...spoilt]) {
      const read = readOne([op, LINE_END], text);
      const bytes = Buffer.from(text);
      // The byte behind a field is its separator.
      const plain = plainly(Buffer.concat([bytes, Buffer.from('\n')]).subarray(0, bytes.length));
      if (read === null) counts.left += 1;
      else expect([text, read.number]).toEqual([text, plain]);
      counts.taken += read === null ? 0 : 1;
      // What is left to the reader is nearly always what he refuses; a decimal without its two digits he takes.
      if (read === null && op.op !== 'cents') expect([text, plain]).toEqual([text, Number.NaN]);
    }
  }
  expect(counts.taken).toBeGreaterThan(3000);
  expect(counts.left).toBeGreaterThan(3000);
});

test('every day from 1971 to 2099 is the day that the calendar says [F283]', () => {
  engine.setProgram([{ op: 'day', number: 0 }, LINE_END]);
  let at = Date.UTC(1971, 0, 1);
  while (at < Date.UTC(2100, 0, 1)) {
    const days = Array.from({ length: 400 }, (_, index) => at + index * 86_400_000).filter((day) => day < Date.UTC(2100, 0, 1));
    const end = engine.window.write(days.map((day) => `${new Date(day).toISOString().slice(0, 10)}\n`).join(''));
    expect(engine.scan(0, end)).toBe(days.length);
    expect(days.map((_, index) => engine.reals[index * (RECORD_WORDS / 2)])).toEqual(days);
    at += days.length * 86_400_000;
  }
});

test('a text ends where a comma, a line end or a quote is, wherever that lies, and at no other byte [F284]', () => {
  for (let length = 0; length < 70; length += 1) {
    for (const [ending, op] of [[',', Buffer.from(',\n')], ['\r', Buffer.from('\r\n')], ['"', Buffer.from('"\n')], ['', Buffer.from('\n')]] as const) {
      const text = Array.from({ length }, (_, index) => String.fromCharCode([0x21, 0x2b, 0x2d, 0x0b, 0x1d, 0x3c, 0x6c, 0x7d, 0x32, 0x52][index % 10] ?? 0)).join('');
      expect(readOne([{ op: 'text', range: 0, empty: true }, { op: 'literal', bytes: op }], text + ending)).toMatchObject({ start: 0, end: length });
    }
  }
  expect(readOne([{ op: 'text', range: 0, empty: false }, LINE_END], '')).toBeNull();
  expect(readOne([{ op: 'text', range: 0, empty: true }, LINE_END], '订单号ÿ')).toMatchObject({ end: Buffer.byteLength('订单号ÿ') });
});

test('a literal differs by any one byte, and a choice is the one that stands there [F285]', () => {
  for (const length of [1, 15, 16, 17, 31, 32, 33, 200]) {
    const text = Array.from({ length }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');
    expect(readOne([{ op: 'literal', bytes: Buffer.from(`${text}\n`) }], text)).not.toBeNull();
    for (let index = 0; index < length; index += 1) expect(readOne([{ op: 'literal', bytes: Buffer.from(`${text}\n`) }], `${text.slice(0, index)}!${text.slice(index + 1)}`)).toBeNull();
  }
  const texts = ['we,', 'wechat,', 'wechatpay,', '微信,'].map((text) => Buffer.from(text));
  for (const [index, text] of texts.entries()) expect(readOne([{ op: 'choice', number: 0, texts }, LINE_END], text.toString())).toMatchObject({ number: index });
  expect(readOne([{ op: 'choice', number: 0, texts }, LINE_END], 'wech,')).toBeNull();
});

test('a program that has no room, and a line longer than any may be, are left to the reader [F286]', () => {
  expect(readOne([{ op: 'literal', bytes: Buffer.from('x'.repeat(40_000)) }, LINE_END], 'x'.repeat(40_000))).toBeNull();
  const large = createRowEngine(256 * 1024);
  large.setProgram([{ op: 'skip' }, LINE_END]);
  const end = large.window.write(`ok\n${'y'.repeat(65_537)}\nok\n`);
  expect([large.scan(0, end), large.stoppedAt()]).toEqual([1, 3]);
});

test('the compiled rows that are kept are what their source compiles to [F287]', async () => {
  expect(readFileSync(KEPT, 'utf8')).toBe(await compiledRows());
});
