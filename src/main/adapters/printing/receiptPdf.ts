/** Receipts as PDF, drawn on a thread of their own: the till's loop is not held up, and a drawing that never ends is given up. */
import { Worker } from 'node:worker_threads';
import { Fault } from '#core/refusal.ts';
import type { ReceiptPrinter } from '#till/ports.ts';
import type { ReceiptOrder } from './drawReceipt.ts';

/** The thread's file beside this one, from source and built alike. */
const SIBLING = import.meta.url.endsWith('.ts') ? './receiptThread.ts' : './receiptThread.js';
const DRAW_MS_MAX = 30_000;
/** Its fonts are kept for the next customer, but not all night. */
const IDLE_MS = 120_000;

type Said = { readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly message: string };
type Waiting = { done(bytes: Uint8Array): void; failed(error: Error): void };

export function receiptPrinter(options: { readonly timeZone: string }): ReceiptPrinter {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last = 0;

  const end = (why: string): void => {
    const ended = thread;
    thread = null;
    clearTimeout(idle);
    for (const one of waiting.values()) one.failed(new Error(why));
    waiting.clear();
    void ended?.terminate();
  };
  const begin = (): Worker => {
    const started = new Worker(new URL(SIBLING, import.meta.url));
    started.unref();
    started.on('message', (said: Said) => {
      const one = waiting.get(said.id);
      waiting.delete(said.id);
      if ('bytes' in said) one?.done(said.bytes);
      else one?.failed(new Error(said.message));
    });
    started.on('error', (error: unknown) => { if (thread === started) end(String((error as Error).message)); });
    started.on('exit', () => { if (thread === started) end('the drawing thread ended'); });
    return started;
  };
  const draw = (order: ReceiptOrder): Promise<Uint8Array> => new Promise((done, failed) => {
    thread ??= begin();
    clearTimeout(idle);
    idle = setTimeout(() => { if (waiting.size === 0) end('idle'); }, IDLE_MS).unref();
    last += 1;
    const id = last;
    const late = setTimeout(() => { if (waiting.has(id)) end('the drawing did not end'); }, DRAW_MS_MAX).unref();
    const settled = <Value>(use: (value: Value) => void) => (value: Value) => { clearTimeout(late); use(value); };
    waiting.set(id, { done: settled(done), failed: settled(failed) });
    thread.postMessage({ id, order });
  });

  return {
    async pdf(receipt, language, copy) {
      try {
        return await draw({ receipt, language, copy, timeZone: options.timeZone });
      } catch (error) {
        throw new Fault('print-failed', 'The receipt could not be made into a PDF. The sale and its money are on record as they were; show the receipt on the screen, and try again.', { reason: String((error as Error).message).slice(0, 200) });
      }
    },
  };
}
