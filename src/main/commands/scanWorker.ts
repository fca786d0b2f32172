/** The thread that reads statements while the main one reads the ledger, and then helps with the ledger: rows go into the ring, a refusal is posted. */
import { parentPort } from 'node:worker_threads';
import { isFull, putLedgerRow, putStatementLine } from '#core/matching/batch.ts';
import { Refusal } from '#core/refusal.ts';
import { ledgerCsvScanner } from '#main/adapters/statements/ledgerCsv.ts';
import { openStatement } from '#main/adapters/statements/registry.ts';
import { feedPieces } from '#main/adapters/statements/windows.ts';
import { batchToFill, createRing, finish, LEDGER_FILE, publish } from './batchRing.ts';
import type { Ring } from './batchRing.ts';
import { backOf } from './ledgerShare.ts';
import type { LedgerShare } from './ledgerShare.ts';
import type { ScanOrder, ScanTrouble } from './scanThread.ts';

async function scanStatements(ring: Ring, files: ScanOrder['files']): Promise<void> {
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
}

function scanLedger(ring: Ring, share: LedgerShare): boolean {
  let batch = batchToFill(ring);
  try {
    const scanner = ledgerCsvScanner('', (row) => {
      putLedgerRow(batch, row);
      if (!isFull(batch)) return;
      publish(ring, LEDGER_FILE);
      batch = batchToFill(ring);
    });
    feedPieces(share.path, '', scanner, backOf(share));
    publish(ring, LEDGER_FILE);
    return true;
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return false;
    throw error;
  }
}

async function work({ memory, files, ledger }: ScanOrder): Promise<ScanTrouble> {
  const ring = createRing(memory);
  try {
    await scanStatements(ring, files);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, message: error.message, detail: error.detail };
    throw error;
  }
  if (!scanLedger(ring, ledger)) return 'alone';
  finish(ring);
  return null;
}

parentPort?.once('message', (order: ScanOrder) => {
  void work(order).then((trouble) => parentPort?.postMessage(trouble));
});
