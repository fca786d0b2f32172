/** Starts the thread that reads statements beside the main one: early, for it takes as long to start as this one to load the rest. */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { LedgerShare } from './ledgerShare.ts';

/** Below this a second thread starts longer than it helps. */
const THREAD_BYTES_MIN = 16 * 1024 * 1024;

export type ScanOrder = { readonly memory: SharedArrayBuffer; readonly files: readonly { readonly path: string }[]; readonly ledger: LedgerShare };
/** `alone`: something is wrong with the ledger, or does not fit the ring; read from its beginning by one thread it says what, and in which line. */
export type ScanTrouble = { readonly code: string; readonly message: string; readonly detail: Readonly<Record<string, string | number>> } | 'alone' | null;

/** `answer` comes when all is read. */
export type ScanThread = { readonly worker: Worker; readonly answer: Promise<ScanTrouble> };

/** @returns null where the files are small, or not there: who reads them will say so. */
export function scanThreadFor(paths: readonly string[]): ScanThread | null {
  const bytes = paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  return bytes < THREAD_BYTES_MIN ? null : scanThread();
}

/** It waits for its order and keeps no process alive until it has one. */
export function scanThread(): ScanThread {
  const worker = new Worker(new URL('./scanWorker.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const answer = new Promise<ScanTrouble>((resolve, reject) => {
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
