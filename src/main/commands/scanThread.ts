/** Starts the thread that reads statements beside the main one: early, for it takes as long to start as this one to load the rest. */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Agreed } from '#core/matching/agreed.ts';
import type { Expected } from '#core/matching/books.ts';
import type { LedgerShare } from './ledgerShare.ts';
import type { Between } from './party.ts';

/** Below this a second thread starts longer than it helps. */
const THREAD_BYTES_MIN = 16 * 1024 * 1024;

export type ScanOrder = {
  readonly between: Between;
  readonly files: readonly { readonly path: string }[];
  readonly ledger: LedgerShare;
  /** Whether it keeps the rows of one part of all orders, and gives back only those that do not agree. */
  readonly parts: boolean;
  /** What its books will hold. */
  readonly expected: Expected;
};
/** `alone`: something is wrong with the ledger, or does not fit the ring; read from its beginning by one thread it says what, and in which line. */
export type ScanTrouble = { readonly code: string; readonly message: string; readonly detail: Readonly<Record<string, string | number>> } | 'alone' | null;

/** `agreed`: the pairs that it has not given back; null where it keeps none, or in trouble. */
export type ScanAnswer = { readonly trouble: ScanTrouble; readonly agreed: Agreed | null };

/** `answer` comes when all is read. */
export type ScanThread = { readonly worker: Worker; readonly answer: Promise<ScanAnswer> };

/** @returns null where the files are small, or not there: who reads them will say so. */
export function scanThreadFor(paths: readonly string[]): ScanThread | null {
  const bytes = paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  return bytes < THREAD_BYTES_MIN ? null : scanThread();
}

/** It waits for its order and keeps no process alive until it has one. */
export function scanThread(): ScanThread {
  const worker = new Worker(new URL('./scanWorker.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const answer = new Promise<ScanAnswer>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  // Whoever gives it an order waits for the answer; until then a rejection is nobody's.
  answer.catch(() => {});
  worker.unref();
  return { worker, answer };
}

export function giveOrder({ worker }: ScanThread, order: ScanOrder): void {
  worker.ref();
  worker.postMessage(order);
}
