/** Printing as the till does it: after the commit, beside the sale, honest about what came of it, and on record. */
import { afterEach, describe, expect, test } from 'vitest';
import { NO_PRINTER, type PrinterSettings, type PrintOutcome } from '#contract/printer.ts';
import type { Printer, PrintJob } from '#till/ports.ts';
import { settle } from '#till/resolve.ts';
import { drawingThread } from '#main/adapters/printing/drawingThread.ts';
import { escPosPrinter } from '#main/adapters/printing/escPosPrinter.ts';
import { printerCatcher } from '../kit/printerCatcher.ts';
import { openDesk, type Desk, type DeskSeat } from '../kit/tillOnFile.ts';

type Double = Printer & { readonly jobs: PrintJob[]; readonly kicked: number[]; /** Ends the oldest job that is still open. */ readonly end: (outcome: PrintOutcome) => void; answer: PrintOutcome | null };

/** A printer whose jobs end when the test says so, or at once with `answer`. */
function printerDouble(): Double {
  const open: ((outcome: PrintOutcome) => void)[] = [];
  const self: Double = {
    jobs: [], kicked: [], answer: null,
    end: (outcome) => open.shift()?.(outcome),
    print: (job) => {
      self.jobs.push(job);
      return self.answer === null ? new Promise((done) => open.push(done)) : Promise.resolve(self.answer);
    },
    kick: () => {
      self.kicked.push(self.jobs.length);
      return Promise.resolve(self.answer ?? { outcome: 'printed', reason: null });
    },
    status: () => Promise.resolve({ trouble: null, online: true, paper: 'ok', cover: 'closed', drawerPin: 'low', answerMs: 4, at: 0 }),
    paper: (kind) => ({ kind, at: 0, png: '', width: 1, height: 1, drawerKicks: 0 }), pretend: () => undefined, pretence: () => 'well',
  };
  return self;
}

const PRINTED: PrintOutcome = { outcome: 'printed', reason: null };
const CUT: PrintOutcome = { outcome: 'unknown', reason: 'cut-off' };
const OUT: PrintOutcome = { outcome: 'not-printed', reason: 'paper-out' };
const ON: PrinterSettings = { ...NO_PRINTER, kind: 'tcp', address: '10.0.0.9', drawer: true };

let desk: Desk | null = null;
afterEach(() => {
  desk?.close();
  desk = null;
});

async function shop(over: Partial<PrinterSettings> = {}) {
  const printer = printerDouble();
  desk = openDesk({ printer });
  const cashier = desk.seat('cashier');
  const technician = desk.seat('technician');
  await technician.ask('printer.set', { ...ON, ...over });
  await cashier.ask('shift.open', { floatMinor: 50_000 });
  return { desk, printer, cashier, technician };
}

async function sell(cashier: DeskSeat): Promise<number> {
  await cashier.ask('pay.dismiss', {});
  const { products } = await cashier.ask('catalogue.page', { category: null, page: 1, size: 1 });
  const { basket } = await cashier.ask('basket.add', { sku: products[0]?.sku ?? '' });
  const { ending } = await cashier.ask('pay.cash', { amountMinor: basket.dueMinor, givenMinor: basket.cashDueMinor });
  return ending?.receipt ?? 0;
}

const endings = (at: Desk) => at.storage.entriesAfter(0, 500).flatMap((entry) => (entry.kind === 'print.ended' ? [{ receipt: entry.payload.receipt, copy: entry.payload.copy, outcome: entry.payload.outcome, reason: entry.payload.reason }] : []));

describe('after a sale', () => {
  test('the receipt is printed by itself where the shop wants that, and the sale waits for no printer [R130]', async () => {
    const { desk: at, printer, cashier } = await shop({ auto: true, language: 'ko' });
    const first = await sell(cashier);
    const second = await sell(cashier);
    // Neither print has ended, and both sales are done.
    expect(printer.jobs).toMatchObject([{ kind: 'receipt', copy: 1, language: 'ko', receipt: { receipt: first } }, { kind: 'receipt', copy: 1, receipt: { receipt: second } }]);
    expect((await cashier.ask('till.state', {})).print).toMatchObject({ receipt: second, state: 'printing' });
    printer.end(PRINTED);
    printer.end(PRINTED);
    await settle(at.till);
    expect(endings(at)).toEqual([{ receipt: first, copy: 1, outcome: 'printed', reason: null }, { receipt: second, copy: 1, outcome: 'printed', reason: null }]);
  });

  test('the drawer opens once for cash, before anything is printed, and its opening was committed first [R131]', async () => {
    const { desk: at, printer, cashier } = await shop({ auto: true });
    await sell(cashier);
    expect(printer.kicked).toEqual([0]);
    expect(at.storage.entriesAfter(0, 100).filter((entry) => entry.kind === 'drawer.opened')).toHaveLength(1);
  });

  test('a drawer that did not open is told to the cashier until one opens [R132]', async () => {
    const { desk: at, printer, cashier } = await shop();
    printer.answer = { outcome: 'not-printed', reason: 'unreachable' };
    await sell(cashier);
    await settle(at.till);
    const told = await cashier.ask('till.state', {});
    expect([told.drawerTrouble?.reason, told.channels.find((channel) => channel.name === 'printer')]).toMatchObject(['unreachable', { health: 'down', reason: 'unreachable' }]);
    printer.answer = PRINTED;
    await sell(cashier);
    await settle(at.till);
    expect((await cashier.ask('till.state', {})).drawerTrouble).toBeNull();
  });

  test('without a printer nothing is asked of one, and a cashier who prints is told what to do [R133]', async () => {
    const { printer, cashier } = await shop({ kind: 'none', auto: true });
    const receipt = await sell(cashier);
    expect([printer.jobs, printer.kicked, await cashier.code('receipt.print', { receipt, language: 'en' })]).toEqual([[], [], 'no-printer']);
  });
});

describe('a dead printer', () => {
  test('cash is taken as ever with a printer that takes the line and says nothing, and what was not printed is said [S14p]', async () => {
    const catcher = await printerCatcher('hung');
    const printer = escPosPrinter(drawingThread(), 'Asia/Shanghai', () => Date.now());
    desk = openDesk({ printer });
    const cashier = desk.seat('cashier');
    desk.storage.setSetting('printer', JSON.stringify({ ...ON, address: catcher.address, auto: true }));
    await cashier.ask('shift.open', { floatMinor: 50_000 });
    const receipts: number[] = [];
    for (let sale = 0; sale < 3; sale += 1) receipts.push(await sell(cashier));
    // All three are sold before the printer was given up once.
    expect([receipts, (await cashier.ask('till.state', {})).print?.state]).toEqual([[1, 2, 3], 'printing']);
    await settle(desk.till);
    expect(endings(desk).map((end) => [end.outcome, end.reason])).toEqual([['not-printed', 'silent'], ['not-printed', 'silent'], ['not-printed', 'silent']]);
    await catcher.close();
  });
});

describe('copies', () => {
  test('what is or may be on paper makes the next one a marked copy; what surely is not, does not [R134]', async () => {
    const { desk: at, printer, cashier } = await shop();
    const receipt = await sell(cashier);
    for (const outcome of [OUT, CUT, OUT, PRINTED, PRINTED]) {
      printer.answer = outcome;
      await cashier.ask('receipt.print', { receipt, language: 'en' });
      await settle(at.till);
    }
    expect(printer.jobs.map((job) => (job.kind === 'receipt' ? job.copy : 0))).toEqual([1, 1, 2, 2, 3]);
    expect((await cashier.ask('receipt.read', { receipt })).copies).toBe(3);
    expect(endings(at).map((end) => end.outcome)).toEqual(['not-printed', 'unknown', 'not-printed', 'printed', 'printed']);
    // A copy on paper and one in a file are copies of the same receipt.
    expect((await cashier.ask('receipt.pdf', { receipt, language: 'en' })).name).toContain('copy-3');
  });

  test('pressing print twice prints once [R135]', async () => {
    const { desk: at, printer, cashier } = await shop();
    const receipt = await sell(cashier);
    await cashier.ask('receipt.print', { receipt, language: 'en' });
    expect(await cashier.code('receipt.print', { receipt, language: 'en' })).toBe('print-under-way');
    printer.end(PRINTED);
    await settle(at.till);
    expect(printer.jobs).toHaveLength(1);
  });

  test('a till that ends while printing does not know what is on paper: unknown, and the next one is a copy [R136]', async () => {
    const { desk: before, printer, cashier } = await shop();
    const receipt = await sell(cashier);
    await cashier.ask('receipt.print', { receipt, language: 'en' });
    desk = before.restart({ cut: true });
    expect(endings(desk)).toEqual([{ receipt, copy: 1, outcome: 'unknown', reason: 'till-restarted' }]);
    const again = desk.seat('cashier');
    expect((await again.ask('till.state', {})).print).toMatchObject({ receipt, state: 'unknown', reason: 'till-restarted' });
    printer.answer = PRINTED;
    await again.ask('receipt.print', { receipt, language: 'en' });
    await settle(desk.till);
    expect(printer.jobs.at(-1)).toMatchObject({ copy: 2 });
    desk = desk.restart();
    expect(endings(desk)).toHaveLength(2);
  });
});

describe('who may do what', () => {
  test('settings and tests are the technician’s, receipts the cashier’s; both are on record [R137]', async () => {
    const { desk: at, printer, cashier, technician } = await shop();
    const receipt = await sell(cashier);
    const code = async (seat: DeskSeat) => [await seat.code('printer.set', ON), await seat.code('printer.test', {}), await seat.code('printer.kick', {}), await seat.code('printer.read', {}), await seat.code('receipt.print', { receipt, language: 'en' }), await seat.code('printer.paper', {})];
    printer.answer = PRINTED;
    expect(await code(cashier)).toEqual(['not-allowed', 'not-allowed', 'not-allowed', 'not-allowed', 'ok', 'ok']);
    expect(await code(technician)).toEqual(['ok', 'ok', 'ok', 'ok', 'not-allowed', 'not-allowed']);
    const changes = at.storage.entriesAfter(0, 100).flatMap((entry) => (entry.kind === 'config.changed' ? [entry.payload] : []));
    expect(changes.at(-1)).toEqual({ what: 'printer', to: 'tcp, 10.0.0.9, 80 mm, raster, answers, drawer, on request' });
  });

  test('a technician’s kick is on record before the drawer opens, and it opens once [R138]', async () => {
    const { desk: at, printer, technician } = await shop();
    printer.answer = PRINTED;
    const before = printer.kicked.length;
    const view = await technician.ask('printer.kick', {});
    expect([printer.kicked.length - before, view.last]).toMatchObject([1, { what: 'kick', outcome: PRINTED }]);
    expect(at.storage.entriesAfter(0, 100).at(-1)).toMatchObject({ kind: 'drawer.opened', operator: 'tec', payload: { reason: 'printer-test' } });
    await technician.ask('printer.set', { ...ON, drawer: false });
    expect(await technician.code('printer.kick', {})).toBe('no-drawer');
  });

  test('settings that make no sense change nothing [R139]', async () => {
    const { technician } = await shop();
    expect(await technician.code('printer.set', { ...ON, address: '' })).toBe('printer-needs-address');
    expect(await technician.code('printer.set', { ...ON, address: 'a\nb' })).toBe('bad-request');
    expect(await technician.code('printer.set', { ...ON, widthMm: 70 as 80 })).toBe('bad-request');
    expect((await technician.ask('printer.read', {})).settings).toEqual(ON);
  });

  test('a broken setting in the file is as good as none: the till starts and sells [R140]', async () => {
    const { desk: before } = await shop();
    before.storage.setSetting('printer', '{"kind":"laser"}');
    desk = before.restart();
    expect((await desk.seat('technician').ask('printer.read', {})).settings).toEqual(NO_PRINTER);
  });
});

describe('the customer’s language', () => {
  test('what the customer chose on the display is what is printed, for this sale and no other [R141]', async () => {
    const { printer, cashier, desk: at } = await shop({ auto: true });
    printer.answer = PRINTED;
    await at.seat(null).ask('display.language', { language: 'zh' });
    await sell(cashier);
    await sell(cashier);
    await settle(at.till);
    expect(printer.jobs.map((job) => job.language)).toEqual(['zh', 'en']);
    expect((await cashier.ask('till.state', {})).displayLanguage).toBeNull();
  });
});
