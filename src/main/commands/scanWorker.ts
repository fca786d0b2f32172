/** The thread that reads statements while the main one reads the ledger: lines go into the ring, a refusal is posted. */
import { parentPort, workerData } from 'node:worker_threads';
import { isFull, putStatementLine } from '#core/matching/batch.ts';
import { Refusal } from '#core/refusal.ts';
import { openStatement } from '#main/adapters/statements/registry.ts';
import { batchToFill, createRing, finish, publish } from './batchRing.ts';

export type ScanOrder = { readonly memory: SharedArrayBuffer; readonly files: readonly { readonly path: string }[] };
export type ScanTrouble = { readonly code: string; readonly message: string; readonly detail: Readonly<Record<string, string | number>> } | null;

async function scanAll({ memory, files }: ScanOrder): Promise<void> {
  const ring = createRing(memory);
  for (const [file, { path }] of files.entries()) {
    const opened = await openStatement({ path });
    let batch = batchToFill(ring);
    await opened.scanUnhashed((line) => {
      putStatementLine(batch, line);
      if (!isFull(batch)) return;
      publish(ring, file);
      batch = batchToFill(ring);
    });
    publish(ring, file);
  }
  finish(ring);
}

try {
  await scanAll(workerData as ScanOrder);
  parentPort?.postMessage(null satisfies ScanTrouble);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort?.postMessage({ code: error.code, message: error.message, detail: error.detail } satisfies ScanTrouble);
}
