/** What every statement reader must do, run unchanged over each format that is read. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '#core/refusal.ts';
import type { Statement } from '#core/statement.ts';
import { decodeHead } from '#main/adapters/statements/content.ts';
import { encodingOf } from '#main/adapters/statements/encodings.ts';
import { FORMATS, readStatement } from '#main/adapters/statements/registry.ts';
import { GOOD, PERSONAL } from '#test/fixtures/statements/good.ts';

async function outcome(bytes: Uint8Array, name: string): Promise<Statement | Refusal> {
  try {
    return await readStatement({ bytes, name });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const content = ({ lines }: Statement) => lines.map(({ line: _line, ...rest }) => rest);
const sumOf = ({ totals }: Statement) => totals.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
const hasLines = (name: string) => !name.endsWith('.xlsx');
/** Refusals of a whole file, which have no line. */
const WHOLE = /^statement-(?:unknown-format|empty|damaged|zip|unreadable)$/;

describe.each(GOOD)('$name', ({ name, source, bytes, kinds, amountMinor, netMinor, currency, day, proof, row }) => {
  test(`is recognised and read to its own totals: ${name} [F1]`, async () => {
    const read = await readStatement({ bytes, name });
    expect(read).toMatchObject({ source, file: name, day, lineCount: kinds.split(' ').length, amountMinor, netMinor, currency, proof });
    expect(read.lines.map(({ kind }) => kind).join(' ')).toBe(kinds);
    if (proof === 'complete') expect(read.controls.length).toBeGreaterThanOrEqual(1);
    for (const control of read.controls) expect(control.read).toBe(control.own);
    if (currency !== null) expect(read.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(amountMinor);
    for (const line of read.lines) {
      expect([line.kind === 'refund' && line.amountMinor >= 0, line.kind === 'charge' && line.amountMinor < 0, line.kind === 'payout' && line.amountMinor > 0 && currency !== 'EUR']).toEqual([false, false, false]);
      expect(Object.is(line.amountMinor, -0) || Object.is(line.feeMinor, -0) || Object.is(line.netMinor, -0)).toBe(false);
    }
  });

  test(`lets no personal field past the door: ${name} [F2]`, async () => {
    const text = JSON.stringify(await readStatement({ bytes, name }));
    for (const word of PERSONAL) expect(text).not.toContain(word);
  });

  test(`reads the same packed, and knows it by its content: ${name} [F3]`, async () => {
    const plain = await readStatement({ bytes, name });
    if (hasLines(name)) expect(await readStatement({ bytes: gzipSync(bytes), name })).toEqual(plain);
    expect((await readStatement({ bytes, name })).contentHash).toBe(plain.contentHash);
  });

  test(`a copy cut anywhere is refused with a line, or says the same, or that it is not proved: ${name} [F4]`, async () => {
    const whole = content(await readStatement({ bytes, name }));
    let refused = 0;
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const read = await outcome(bytes.subarray(0, cut), name);
      if (read instanceof Refusal) {
        refused += 1;
        if (!WHOLE.test(read.code)) expect(read.message).toMatch(/line \d+/);
      } else if (read.proof === 'complete') expect(content(read)).toEqual(whole);
      // Without totals a file cut between two rows is a shorter file; what it has is what the whole has, and it says that it is not proved.
      else expect(content(read).map(({ amountMinor: amount }) => amount)).toEqual(whole.slice(0, read.lineCount).map(({ amountMinor: amount }) => amount));
    }
    expect(refused).toBeGreaterThan(bytes.length - 60);
  });

  test.skipIf(row === null)(`a row taken out, doubled or put behind the end is refused, or not proved: ${name} [F5]`, async () => {
    const end = bytes.includes('\r\n') ? '\r\n' : '\n';
    const parts = bytes.toString('latin1').split(end).filter((part) => part !== '');
    const first = parts.findIndex((part) => row?.test(part));
    expect(first).toBeGreaterThanOrEqual(0);
    const without = parts.filter((_, index) => index !== first);
    const doubled = parts.flatMap((part, index) => (index === first ? [part, part] : [part]));
    for (const changed of [without, doubled, [...parts, parts[first] ?? '']]) {
      const read = await outcome(Buffer.from(`${changed.join(end)}${end}`, 'latin1'), name);
      if (proof === 'complete') expect(read).toBeInstanceOf(Refusal);
      else if (!(read instanceof Refusal)) expect(read.proof).not.toBe('complete');
    }
  });

  test(`any bytes changed are refused or leave the totals true, or it is not proved: ${name} [F6]`, async () => {
    const whole = await readStatement({ bytes, name });
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }), async (changes) => {
      const changed = Buffer.from(bytes);
      for (const [at, value] of changes) changed[at] = value;
      const read = await outcome(changed, name);
      if (read instanceof Refusal || read.proof === 'none') return;
      expect([read.lineCount, sumOf(read)]).toEqual([whole.lineCount, sumOf(whole)]);
      // Two names of an acquirer's columns lost at once.
    }), { numRuns: 300, examples: [[[[164, 0], [256, 0]]]] });
  });

  test.skipIf(!hasLines(name) || source === 'unionpay-zme')(`is read the same in UTF-16, and refused with a byte order mark in its middle: ${name} [F200]`, async () => {
    const whole = await readStatement({ bytes, name });
    const text = decodeHead(bytes, encodingOf(bytes)).replace(/encoding="UTF-8"|CHARSET:1252/, (found) => (found.startsWith('CHARSET') ? 'CHARSET:NONE' : 'encoding="UTF-16"'));
    for (const [order, mark] of [['utf16le', Buffer.from([0xff, 0xfe])], ['utf16be', Buffer.from([0xfe, 0xff])]] as const) {
      const wide = Buffer.from(text.replace(/^\ufeff/, ''), 'utf16le');
      const read = await readStatement({ bytes: Buffer.concat([mark, order === 'utf16le' ? wide : wide.swap16()]), name });
      expect({ ...read, contentHash: '', lines: content(read) }).toEqual({ ...whole, contentHash: '', lines: content(whole) });
    }
    if (!['utf8', 'windows-1252'].includes(encodingOf(bytes))) return;
    const middle = bytes.indexOf(10, bytes.length >> 1) + 1;
    const marked = await outcome(Buffer.concat([bytes.subarray(0, middle), Buffer.from([0xef, 0xbb, 0xbf]), bytes.subarray(middle)]), name);
    expect(marked).toBeInstanceOf(Refusal);
  });

  test.skipIf(!hasLines(name) || row === null)(`mixed line ends are refused with their line: ${name} [F201]`, async () => {
    const text = bytes.toString('latin1');
    const mixed = text.includes('\r\n') ? `${text.slice(0, text.lastIndexOf('\r\n', text.length - 3))}\n${text.slice(text.lastIndexOf('\r\n', text.length - 3) + 2)}` : text.replace(/\n([^\n]*\n)$/, '\r\n$1');
    expect(mixed).not.toBe(text);
    if (text.trim().split('\n').length > 2) expect(await outcome(Buffer.from(mixed, 'latin1'), name)).toMatchObject({ detail: { line: expect.any(Number) as number } });
  });
});

test('each format is sniffed for its own files only, and every format has a file here [F7]', () => {
  for (const { source, bytes, name } of GOOD.filter((each) => hasLines(each.name))) {
    const head = decodeHead(bytes, encodingOf(bytes));
    for (const format of FORMATS) {
      const sure = format.sniff(head, name);
      if (format.id === source) expect(sure, `${format.id} of ${name}`).toBeGreaterThanOrEqual(0.8);
      else expect(sure, `${format.id} of ${name}`).toBeLessThan(0.7);
    }
  }
  expect([...new Set(GOOD.map(({ source }) => source))].sort()).toEqual(FORMATS.map(({ id }) => id).sort());
});
