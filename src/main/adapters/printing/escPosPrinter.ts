/** The receipt printer of the till: one job after the other, each with an end, over whatever line the settings name. */
import type { PaperView, PrinterSettings, PrinterStatus, PrintOutcome, PrinterTrouble } from '#contract/printer.ts';
import type { Printer, PrintJob } from '#till/ports.ts';
import { askStatus, printOn } from './conversation.ts';
import type { DrawingThread } from './drawingThread.ts';
import { DOTS, kickBytes } from './escPosReceipt.ts';
import { openFileLine } from './fileLine.ts';
import { LineTrouble, within, type PrinterLine } from './printerLine.ts';
import { openTcpLine } from './tcpLine.ts';
import { virtualPrinter } from './virtualPrinter.ts';

/** A job that has not ended by then is unknown, and the next one has its turn. */
const JOB_MS_MAX = 60_000;
const ASK_MS_MAX = 8_000;
const WAITING_MAX = 50;

const nothing: PrintOutcome = { outcome: 'not-printed', reason: 'no-printer' };

export function escPosPrinter(draw: DrawingThread, timeZone: string, now: () => number): Printer {
  const virtual = virtualPrinter();
  const papers = new Map<PaperView['kind'], PaperView>();
  let kicks = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  /** In turn: two jobs never mix their bytes. A full queue means that the printer is dead; then nothing more is kept for it. */
  function inTurn<Value>(work: () => Promise<Value>, refused: Value): Promise<Value> {
    if (waiting >= WAITING_MAX) return Promise.resolve(refused);
    waiting += 1;
    const mine = queue.then(work).finally(() => { waiting -= 1; });
    queue = mine.catch(() => undefined);
    return mine;
  }

  function open(settings: PrinterSettings): Promise<PrinterLine> {
    switch (settings.kind) {
      case 'none': return Promise.reject(new LineTrouble('no-printer'));
      case 'tcp': return openTcpLine(settings.address);
      case 'file': return openFileLine(settings.address, settings.baud);
      case 'virtual': return Promise.resolve(virtual.open());
    }
  }

  async function send(settings: PrinterSettings, bytes: Uint8Array): Promise<PrintOutcome> {
    let line: PrinterLine;
    try {
      line = await open(settings);
    } catch (error) {
      if (error instanceof LineTrouble) return { outcome: 'not-printed', reason: error.reason };
      throw error;
    }
    try {
      return await within(printOn(line, bytes, settings.answers), JOB_MS_MAX, 'too-slow');
    } catch (error) {
      if (error instanceof LineTrouble) return { outcome: 'unknown', reason: error.reason };
      throw error;
    } finally {
      line.close();
    }
  }

  function bytesOf(job: PrintJob, settings: PrinterSettings): Promise<Uint8Array> {
    const paper = { widthMm: settings.widthMm, codePage: settings.codePage, cut: settings.cut };
    if (job.kind === 'receipt') return draw('escPos', { receipt: job.receipt, language: job.language, copy: job.copy, timeZone, paper });
    return draw('test', { language: job.language, shop: job.shop, till: job.till, at: job.at, timeZone, address: settings.kind === 'virtual' ? 'virtual' : settings.address, paper });
  }

  async function develop(kind: PaperView['kind'], settings: PrinterSettings): Promise<void> {
    const { png, width, height } = await draw('paper', { bytes: virtual.taken(), dots: DOTS[settings.widthMm] });
    papers.set(kind, { kind, at: now(), png: Buffer.from(png).toString('base64'), width, height, drawerKicks: kicks });
  }

  return {
    print: (job, settings) => inTurn(async () => {
      if (settings.kind === 'none') return nothing;
      let bytes: Uint8Array;
      try { bytes = await bytesOf(job, settings); } catch { return { outcome: 'not-printed', reason: 'not-made' }; }
      const outcome = await send(settings, bytes);
      if (settings.kind === 'virtual' && outcome.outcome !== 'not-printed') await develop(job.kind, settings).catch(() => undefined);
      return outcome;
    }, { outcome: 'not-printed', reason: 'too-slow' }),
    kick: (settings) => inTurn(async () => {
      if (settings.kind === 'none' || !settings.drawer) return nothing;
      const outcome = await send(settings, kickBytes());
      if (settings.kind === 'virtual') {
        virtual.taken();
        if (outcome.outcome === 'printed') kicks += 1;
      }
      return outcome;
    }, { outcome: 'not-printed', reason: 'too-slow' }),
    status: (settings) => inTurn(() => statusOf(settings, open, now), silent('too-slow', now())),
    paper: (kind) => papers.get(kind) ?? null,
    pretend: (pretence) => { virtual.pretence = pretence; },
    pretence: () => virtual.pretence,
  };
}

const silent = (trouble: PrinterTrouble, at: number): PrinterStatus => ({ trouble, online: null, paper: null, cover: null, drawerPin: null, answerMs: null, at });

async function statusOf(settings: PrinterSettings, open: (settings: PrinterSettings) => Promise<PrinterLine>, now: () => number): Promise<PrinterStatus> {
  let line: PrinterLine | null = null;
  try {
    line = await open(settings);
    // One that gives no answers can only be reached or not.
    return settings.answers ? await within(askStatus(line, now()), ASK_MS_MAX, 'silent') : silent('cannot-tell', now());
  } catch (error) {
    if (error instanceof LineTrouble) return silent(error.reason, now());
    throw error;
  } finally {
    line?.close();
  }
}
