/** Draws receipts on a thread of its own: the till's loop is not held up, and a drawing that never ends is given up. */
import { Worker } from 'node:worker_threads';
import type { DrawOrder, Drawings } from './drawOrder.ts';

/** The thread's file beside this one, from source and built alike. */
const SIBLING = import.meta.url.endsWith('.ts') ? './receiptThread.ts' : './receiptThread.js';
const DRAW_MS_MAX = 30_000;
/** Its fonts are kept for the next customer, but not all night. */
const IDLE_MS = 120_000;

type Drawn = Drawings[keyof Drawings]['drawn'];
export type Said = { readonly id: number; readonly drawn: Drawn } | { readonly id: number; readonly message: string };
type Waiting = { done(drawn: Drawn): void; failed(error: Error): void };

/** Rejects with an Error that says why nothing was drawn. */
export type DrawingThread = <Kind extends keyof Drawings>(kind: Kind, order: Drawings[Kind]['order']) => Promise<Drawings[Kind]['drawn']>;

export function drawingThread(): DrawingThread {
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
      if ('drawn' in said) one?.done(said.drawn);
      else one?.failed(new Error(said.message));
    });
    started.on('error', (error: unknown) => { if (thread === started) end(String((error as Error).message)); });
    started.on('exit', () => { if (thread === started) end('the drawing thread ended'); });
    return started;
  };
  const draw = (order: DrawOrder): Promise<Drawn> => new Promise((done, failed) => {
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

  return (kind, order) => draw({ kind, order } as DrawOrder) as Promise<Drawings[typeof kind]['drawn']>;
}
