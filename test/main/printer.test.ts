/** Receipts on a real line to a pretended printer: what stands on the paper, and what the till says became of it. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_PRINTER, PRETENCES, type PrinterSettings, type PrintOutcome } from '#contract/printer.ts';
import { pngOf } from '#main/adapters/printing/bitmap.ts';
import { printOn } from '#main/adapters/printing/conversation.ts';
import { drawingThread } from '#main/adapters/printing/drawingThread.ts';
import { escPosOf, kickBytes } from '#main/adapters/printing/escPosReceipt.ts';
import { parseEscPos } from '#main/adapters/printing/escPosParse.ts';
import { escPosPrinter } from '#main/adapters/printing/escPosPrinter.ts';
import { paperOf, type Paper } from '#main/adapters/printing/paper.ts';
import { LineTrouble, type PrinterLine } from '#main/adapters/printing/printerLine.ts';
import { receiptRows } from '#main/adapters/printing/receiptRows.ts';
import { hostAndPort } from '#main/adapters/printing/tcpLine.ts';
import { printerCatcher, type CatcherMode } from '../kit/printerCatcher.ts';
import { SAMPLE_RECEIPT, sampleLine } from '../kit/receiptSample.ts';

const PICTURES = resolve(import.meta.dirname, '../../out/printed');
const printer = escPosPrinter(drawingThread(), 'Asia/Shanghai', () => SAMPLE_RECEIPT.at);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillbook-printer-'));
  mkdirSync(PICTURES, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Language = PrinterSettings['language'];
const settings = (over: Partial<PrinterSettings>): PrinterSettings => ({ ...NO_PRINTER, kind: 'tcp', ...over });
const receipt = (language: Language = 'en', copy = 1, over = {}) => ({ kind: 'receipt', receipt: { ...SAMPLE_RECEIPT, ...over }, language, copy }) as const;

/** The code that stands on the paper, read from the picture by a reader that knows nothing of us. */
function codeOn({ bitmap: { width, height, dots } }: Paper): string {
  const data = new Uint8Array(width * height * 4).fill(255);
  dots.forEach((dot, index) => { if (dot === 1) data.fill(0, index * 4, index * 4 + 3); });
  return decodeQR({ width, height, data });
}

/** Prints over TCP, reads the bytes back into paper, and leaves the picture where it can be looked at. */
async function printed(language: Language, over: Partial<PrinterSettings> = {}, copy = 1): Promise<Paper & { outcome: PrintOutcome }> {
  const catcher = await printerCatcher();
  try {
    const outcome = await printer.print(receipt(language, copy), settings({ address: catcher.address, ...over }));
    const paper = await paperOf(catcher.jobs()[0] ?? new Uint8Array(), over.widthMm === 58 ? 384 : 576);
    writeFileSync(join(PICTURES, `${language}-${over.codePage ?? 'raster'}-${over.widthMm ?? 80}${copy > 1 ? '-copy' : ''}.png`), pngOf(paper.bitmap));
    return { ...paper, outcome };
  } finally {
    await catcher.close();
  }
}

async function outcomeOn(mode: CatcherMode, over: Partial<PrinterSettings> = {}): Promise<PrintOutcome & { jobs: number }> {
  const catcher = await printerCatcher(mode);
  try {
    return { ...(await printer.print(receipt('zh'), settings({ address: catcher.address, ...over }))), jobs: catcher.jobs().length };
  } finally {
    await catcher.close();
  }
}

describe('the paper', () => {
  test('an English receipt comes in the printer’s own letters, word for word the rows of the PDF [R100]', async () => {
    const paper = await printed('en', { codePage: 'cp858' });
    expect(paper.outcome).toEqual({ outcome: 'printed', reason: null });
    for (const part of ['Receipt 1042', 'Till T2', 'Caffè latte', '2 × 28.00', '-1.65', 'Total CNY', '1,369.80', 'WeChat Pay', '4200002468202611221234567890', 'Ledger entry 2077', 'Thank you']) expect(paper.text).toContain(part);
    expect({ unknown: paper.unknown, cuts: paper.cuts, kicks: paper.kicks, code: codeOn(paper) }).toEqual({ unknown: [], cuts: 1, kicks: 0, code: SAMPLE_RECEIPT.code });
  });

  test.each([['zh', 80], ['ko', 80], ['zh', 58], ['ko', 58]] as const)('a receipt in %s on %i mm comes as dots throughout, with its code still readable [R101]', async (language, widthMm) => {
    const paper = await printed(language, { codePage: 'cp437', widthMm }, 2);
    expect({ outcome: paper.outcome.outcome, letters: paper.text.trim(), unknown: paper.unknown, cuts: paper.cuts, code: codeOn(paper) }).toEqual({ outcome: 'printed', letters: '', unknown: [], cuts: 1, code: SAMPLE_RECEIPT.code });
    expect(paper.bitmap.dots.reduce((sum, dot) => sum + dot, 0)).toBeGreaterThan(30_000);
  });

  test('only the lines that the code page cannot spell are dots [R102]', async () => {
    const paper = await printed('en', { codePage: 'cp437', widthMm: 58 });
    expect(paper.text).not.toContain('Corner Pantry');
    expect(paper.text).toContain('2 x 28.00');
    const ops = parseEscPos(await escPosOf(receiptRows(SAMPLE_RECEIPT, 'en', 1, 'Asia/Shanghai'), 'en', { widthMm: 58, codePage: 'cp437', cut: true }));
    expect(ops.filter((op) => op.op === 'image')).toHaveLength(1);
  });

  test('no line of letters is wider than the paper, on either roll [R103]', async () => {
    for (const [widthMm, columns] of [[80, 48], [58, 32]] as const) {
      const ops = parseEscPos(await escPosOf(receiptRows(SAMPLE_RECEIPT, 'en', 2, 'Asia/Shanghai'), 'en', { widthMm, codePage: 'cp858', cut: true }));
      let width = 0;
      for (const op of ops) {
        if (op.op === 'text') width += op.bytes.length * op.wide;
        if (op.op === 'line') width = 0;
        expect(width).toBeLessThanOrEqual(columns);
      }
    }
  });

  test('a product’s name cannot cut the paper, open the drawer, ask the printer or reset it [R104]', async () => {
    const bad = 'Tea\u001b@\u001dV\u0000\u001bp\u0000\u0032\u00fa\u0010\u0004\u0001\u0010\u0014\u0001\u0000\u0001\u001c.\u001d(k\u0003\u0000\n\r\u000c\u0018\u009b';
    for (const language of ['en', 'zh', 'ko'] as const) {
      for (const codePage of ['raster', 'cp437', 'cp858', 'windows1252'] as const) {
        const view = { ...SAMPLE_RECEIPT, shop: bad, operator: bad, till: bad, lines: [bad, bad.replace('\u009b', '')].map((name, index) => sampleLine({ line: index + 1, name: { en: name, zh: name, ko: name } })) };
        const ops = parseEscPos(await escPosOf(receiptRows(view, language, 1, 'Asia/Shanghai'), language, { widthMm: 80, codePage, cut: true }));
        const seen = { cuts: ops.filter((op) => op.op === 'cut').length, others: ops.filter((op) => op.op === 'kick' || op.op === 'asked' || op.op === 'unknown') };
        // The library would put a question mark for each; the till has taken them out before.
        const letters = ops.flatMap((op) => (op.op === 'text' ? [Buffer.from(op.bytes).toString('latin1')] : [])).join('');
        expect({ language, codePage, ...seen, letters: letters.includes('?') }).toEqual({ language, codePage, cuts: 1, others: [], letters: false });
      }
    }
  });

  test('a copy says so on the paper [R105]', async () => {
    const bytes = (copy: number) => escPosOf(receiptRows(SAMPLE_RECEIPT, 'en', copy, 'Asia/Shanghai'), 'en', { widthMm: 80, codePage: 'cp858', cut: true });
    // The mark is framed, so it is a picture: one more than the shop's Chinese name.
    const pictures = async (copy: number) => parseEscPos(await bytes(copy)).filter((op) => op.op === 'image').length;
    expect([await pictures(1), await pictures(2)]).toEqual([1, 2]);
    expect(Buffer.from(await bytes(2)).equals(Buffer.from(await bytes(3)))).toBe(false);
  });

  test('the drawer is opened by one pulse and nothing else [R106]', () => {
    expect(parseEscPos(kickBytes())).toEqual([{ op: 'kick', pin: 0 }]);
  });
});

describe('what became of it', () => {
  test('a printer that says before the first byte that it cannot print gets nothing: not printed [R107]', async () => {
    expect(await outcomeOn('paper-out')).toEqual({ outcome: 'not-printed', reason: 'paper-out', jobs: 0 });
    expect(await outcomeOn('cover-open')).toEqual({ outcome: 'not-printed', reason: 'cover-open', jobs: 0 });
    expect(await outcomeOn('paper-low')).toEqual({ outcome: 'printed', reason: null, jobs: 1 });
  });

  test('a line that goes in the middle of a print leaves it unknown, never printed [R108]', async () => {
    expect(await outcomeOn('cut')).toMatchObject({ outcome: 'unknown', reason: 'cut-off', jobs: 1 });
  });

  test('a roll that ends in the middle leaves it unknown, and says why [R109]', async () => {
    expect(await outcomeOn('runs-out')).toMatchObject({ outcome: 'unknown', reason: 'paper-out' });
  });

  test('a printer that takes the line and says nothing is given nothing, and is done with in seconds [R110]', async () => {
    const began = performance.now();
    expect(await outcomeOn('silent')).toEqual({ outcome: 'not-printed', reason: 'silent', jobs: 0 });
    expect(await outcomeOn('hung')).toEqual({ outcome: 'not-printed', reason: 'silent', jobs: 0 });
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('one that cannot be reached, refuses, or has no sane address is not printed on [R111]', async () => {
    const closed = await printerCatcher();
    await closed.close();
    const on = (over: Partial<PrinterSettings>) => printer.print(receipt(), settings(over));
    expect(await on({ address: closed.address })).toEqual({ outcome: 'not-printed', reason: 'refused' });
    expect(await on({ address: 'a b' })).toEqual({ outcome: 'not-printed', reason: 'bad-address' });
    expect(await on({ address: 'printer.invalid' })).toEqual({ outcome: 'not-printed', reason: 'unreachable' });
    expect(await on({ kind: 'none' })).toEqual({ outcome: 'not-printed', reason: 'no-printer' });
  });

  test('without answers the till says at most unknown [R112]', async () => {
    expect(await outcomeOn('silent', { answers: false })).toMatchObject({ outcome: 'unknown', reason: 'cannot-tell' });
  });

  test('statuses that nobody asked for are not taken for the word that it is printed [R113]', async () => {
    expect(await outcomeOn('babbling')).toMatchObject({ outcome: 'printed' });
    const replies = [0x12, 0x12, 0x12];
    let babbled = 0;
    // After the data only automatic statuses come; their last three bytes look like the end's answer.
    const babble = () => ((babbled += 1) > 40 ? null : ([0x14, 0x00, 0x00, 0x0f][(babbled - 1) % 4] ?? null));
    const line: PrinterLine = { write: () => Promise.resolve(), next: () => Promise.resolve(replies.shift() ?? babble()), close: () => undefined };
    expect(await printOn(line, new Uint8Array(0), true, 1)).toMatchObject({ outcome: 'unknown' });
  });

  test('a cable pulled after the last byte: silence is unknown [R114]', async () => {
    const replies = [0x12, 0x12, 0x12];
    const line: PrinterLine = { write: () => Promise.resolve(), next: () => Promise.resolve(replies.shift() ?? null), close: () => undefined };
    expect(await printOn(line, new Uint8Array(9_000), true, 10)).toEqual({ outcome: 'unknown', reason: 'silent' });
    let written = 0;
    const full: PrinterLine = { ...line, write: () => ((written += 1) > 2 ? Promise.reject(new LineTrouble('too-slow')) : Promise.resolve()) };
    expect(await printOn(full, new Uint8Array(9_000), false)).toEqual({ outcome: 'unknown', reason: 'too-slow' });
  });

  test('jobs go one after the other, and a dead one ends before the next begins [R115]', async () => {
    const catcher = await printerCatcher();
    const all = await Promise.all([1, 2, 3].map((copy) => printer.print(receipt('en', copy), settings({ address: catcher.address }))));
    expect(all.map((one) => one.outcome)).toEqual(['printed', 'printed', 'printed']);
    expect(catcher.jobs().map((job) => parseEscPos(job).filter((op) => op.op === 'cut').length)).toEqual([1, 1, 1]);
    await catcher.close();
  });

  test('the printer’s own word: paper, cover, and the drawer’s switch [R116]', async () => {
    const states: unknown[] = [];
    for (const mode of ['well', 'paper-low', 'paper-out', 'cover-open', 'silent'] as const) {
      const catcher = await printerCatcher(mode);
      const { trouble, paper, cover, online, drawerPin } = await printer.status(settings({ address: catcher.address }));
      states.push([mode, trouble, paper, cover, online, drawerPin]);
      await catcher.close();
    }
    expect(states).toEqual([
      ['well', null, 'ok', 'closed', true, 'low'], ['paper-low', null, 'low', 'closed', true, 'low'], ['paper-out', 'paper-out', 'out', 'closed', false, 'low'], ['cover-open', 'cover-open', 'ok', 'open', false, 'low'], ['silent', 'silent', null, null, null, null],
    ]);
  });

  test('an address is a host with or without a port, of either family [R117]', () => {
    expect(['10.0.0.9', 'printer.shop:9101', '[fe80::1]:9100', 'fe80::1', '打印机.local'].map(hostAndPort)).toEqual([{ host: '10.0.0.9', port: 9100 }, { host: 'printer.shop', port: 9101 }, { host: 'fe80::1', port: 9100 }, { host: 'fe80::1', port: 9100 }, { host: '打印机.local', port: 9100 }]);
    expect(['', 'a b', 'host:0', 'host:70000', 'http://x', 'a:1:2'].map(hostAndPort)).toEqual([null, null, null, null, null, null]);
  });
});

describe('device files', () => {
  test('what is no printer’s device is not written to [R118]', async () => {
    const file = join(folder, 'notes.txt');
    writeFileSync(file, 'mine');
    const on = (address: string) => printer.print(receipt(), settings({ kind: 'file', address }));
    expect(await on(file)).toEqual({ outcome: 'not-printed', reason: 'bad-address' });
    expect(await on('/dev/mem')).toMatchObject({ outcome: 'not-printed' });
    expect(await on('/dev/null')).toEqual({ outcome: 'not-printed', reason: 'bad-address' });
    expect(await on('/dev/usb/lp9')).toEqual({ outcome: 'not-printed', reason: 'unreachable' });
  });

  test.skipIf(process.platform === 'win32')('a device without a way back takes every byte, and the till says that it cannot tell [R119]', async () => {
    const pipe = join(folder, 'lp0');
    execFileSync('mkfifo', [pipe]);
    const came: Buffer[] = [];
    const reader = createReadStream(pipe);
    reader.on('data', (bytes) => came.push(Buffer.from(bytes)));
    const outcome = await printer.print(receipt('ko'), settings({ kind: 'file', address: pipe, answers: false }));
    await expect.poll(() => parseEscPos(Buffer.concat(came)).filter((op) => op.op === 'cut').length).toBe(1);
    reader.destroy();
    expect(outcome).toEqual({ outcome: 'unknown', reason: 'cannot-tell' });
  });

  const python = spawnSync('python3', ['-c', 'import pty']).status === 0;
  if (!python) console.warn('SKIPPED: python3 is not on this machine, so no printer on a terminal device was printed on.');
  const PTY = 'import os,pty,sys,tty\nm,s=pty.openpty()\ntty.setraw(s)\nprint(os.ttyname(s),flush=True)\nwhile True:\n b=os.read(m,65536)\n if b[:2]==b"\\x10\\x04" and len(b)==3: os.write(m,b"\\x12")\n elif b[-3:-1]==b"\\x1dr": os.write(m,b"\\x00")\n';

  test.skipIf(!python)('a serial printer answers and is printed on; one that is no longer read is given up [R120]', async () => {
    const child = spawn('python3', ['-c', PTY], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const address = await new Promise<string>((done) => { child.stdout.once('data', (text: Buffer) => done(text.toString().trim())); });
      expect(await printer.print(receipt('en'), settings({ kind: 'file', address, codePage: 'cp858' }))).toEqual({ outcome: 'printed', reason: null });
      child.kill('SIGSTOP');
      expect(await printer.print(receipt('en'), settings({ kind: 'file', address, codePage: 'cp858' }))).toEqual({ outcome: 'not-printed', reason: 'silent' });
    } finally {
      child.kill('SIGKILL');
    }
  });
});

describe('the virtual printer', () => {
  test('shows what was printed, and misbehaves when it is told to [R121]', async () => {
    const seen: unknown[] = [];
    for (const pretence of PRETENCES) {
      printer.pretend(pretence);
      const { outcome, reason } = await printer.print(receipt('ko'), settings({ kind: 'virtual' }));
      seen.push([pretence, outcome, reason]);
    }
    printer.pretend('well');
    expect(seen).toEqual([['well', 'printed', null], ['paper-out', 'not-printed', 'paper-out'], ['cover-open', 'not-printed', 'cover-open'], ['silent', 'not-printed', 'silent'], ['cut-off', 'unknown', 'cut-off']]);
    await printer.print({ kind: 'test', language: 'en', shop: 'Corner Pantry', till: 'T2', at: SAMPLE_RECEIPT.at }, settings({ kind: 'virtual' }));
    const paper = printer.paper('test');
    writeFileSync(join(PICTURES, 'test.png'), Buffer.from(paper?.png ?? '', 'base64'));
    expect(paper).toMatchObject({ kind: 'test', width: 624 });
    expect(await printer.kick(settings({ kind: 'virtual', drawer: true }))).toEqual({ outcome: 'printed', reason: null });
  });
});
