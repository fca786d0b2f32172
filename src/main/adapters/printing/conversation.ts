/** What is said to a printer and what it answers: is it well, take this, did you reach its end (ESC/POS: DLE EOT, GS r, automatic status). */
import type { PrintOutcome, PrinterStatus, PrinterTrouble } from '#contract/printer.ts';
import { LineTrouble, type PrinterLine } from './printerLine.ts';

const ANSWER_MS = 1_000;
/** From the last byte to the printer's word that it got there: a long receipt takes a few seconds. */
const END_MS_MAX = 20_000;
const LOOK_EVERY_MS = 1_500;
const CHUNK = 4_096;

const askNow = (what: number) => Uint8Array.of(0x10, 0x04, what);
/** Answered in its turn, after all that was sent before. */
const END_ASKED = Uint8Array.of(0x1d, 0x72, 0x01);

/** An answer to DLE EOT has these fixed bits; an automatic status begins with others and has three bytes more. */
const isNowAnswer = (byte: number) => (byte & 0x93) === 0x12;
const isAutomatic = (byte: number) => (byte & 0x93) === 0x10;
const isTurnAnswer = (byte: number) => (byte & 0x90) === 0;

/** The next byte that fits; passes automatic statuses over. Null when none came in time. */
async function answer(line: PrinterLine, fits: (byte: number) => boolean, waitMs: number): Promise<number | null> {
  const end = performance.now() + waitMs;
  for (let left = waitMs; left > 0; left = end - performance.now()) {
    const byte = await line.next(left);
    if (byte === null) return null;
    if (fits(byte)) return byte;
    if (isAutomatic(byte)) for (let rest = 0; rest < 3; rest += 1) await line.next(left);
  }
  return null;
}

async function ask(line: PrinterLine, what: number): Promise<number | null> {
  await line.write(askNow(what));
  return answer(line, isNowAnswer, ANSWER_MS);
}

/** Bits of the four answers as the ESC/POS reference has them. Throws `LineTrouble`. */
export async function askStatus(line: PrinterLine, at: number): Promise<PrinterStatus> {
  const asked = performance.now();
  const printer = await ask(line, 1);
  if (printer === null) return { trouble: 'silent', online: null, paper: null, cover: null, drawerPin: null, answerMs: null, at };
  const answerMs = Math.round(performance.now() - asked);
  const offline = await ask(line, 2);
  const error = offline !== null && (offline & 0x40) !== 0 ? await ask(line, 3) : null;
  const roll = await ask(line, 4);
  const paper = roll === null ? null : (roll & 0x60) !== 0 ? 'out' : (roll & 0x0c) !== 0 ? 'low' : 'ok';
  const cover = offline === null ? null : (offline & 0x04) !== 0 ? 'open' : 'closed';
  const online = (printer & 0x08) === 0;
  const trouble: PrinterTrouble | null = cover === 'open' ? 'cover-open' : paper === 'out' || (offline !== null && (offline & 0x20) !== 0) ? 'paper-out' : error !== null || !online ? 'printer-error' : null;
  return { trouble, online, paper, cover, drawerPin: (printer & 0x04) === 0 ? 'low' : 'high', answerMs, at };
}

const reasonOf = (error: unknown): PrinterTrouble => {
  if (error instanceof LineTrouble) return error.reason;
  throw error;
};

/**
 * Prints, and says honestly what became of it. Before the first byte every trouble is "not printed"; after it, only the printer's own word that
 * it reached the end is "printed", and all else is "unknown".
 */
export async function printOn(line: PrinterLine, bytes: Uint8Array, answers: boolean, endMsMax = END_MS_MAX): Promise<PrintOutcome> {
  if (answers) {
    try {
      const { trouble } = await askStatus(line, 0);
      if (trouble !== null) return { outcome: 'not-printed', reason: trouble };
    } catch (error) {
      return { outcome: 'not-printed', reason: reasonOf(error) };
    }
  }
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) await line.write(bytes.subarray(at, at + CHUNK));
    if (!answers) return { outcome: 'unknown', reason: 'cannot-tell' };
    await line.write(END_ASKED);
    return await untilEnd(line, endMsMax);
  } catch (error) {
    return { outcome: 'unknown', reason: reasonOf(error) };
  }
}

async function untilEnd(line: PrinterLine, endMsMax: number): Promise<PrintOutcome> {
  for (let waited = 0; waited < endMsMax; waited += LOOK_EVERY_MS) {
    if (await answer(line, isTurnAnswer, LOOK_EVERY_MS) !== null) return { outcome: 'printed', reason: null };
    // No word yet: it may still be printing, or stand there without paper with a part of it done.
    const { trouble } = await askedMeanwhile(line);
    if (trouble === 'ended') return { outcome: 'printed', reason: null };
    if (trouble !== null && trouble !== 'silent') return { outcome: 'unknown', reason: trouble };
  }
  return { outcome: 'unknown', reason: 'silent' };
}

/** The end's answer may come while it is asked how it is: no such byte is lost. */
async function askedMeanwhile(line: PrinterLine): Promise<{ readonly trouble: PrinterTrouble | 'ended' | null }> {
  const either = (byte: number) => isNowAnswer(byte) || isTurnAnswer(byte);
  for (const [what, open, reason] of [[2, 0x04, 'cover-open'], [4, 0x60, 'paper-out']] as const) {
    await line.write(askNow(what));
    const byte = await answer(line, either, ANSWER_MS);
    if (byte === null) return { trouble: 'silent' };
    if (isTurnAnswer(byte)) return { trouble: 'ended' };
    if ((byte & open) !== 0) return { trouble: reason };
  }
  return { trouble: null };
}
