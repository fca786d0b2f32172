/** The thread that reads statements while the main one reads the ledger, and then helps with the ledger; of a part of all orders it gives back only what does not agree. */
import { parentPort } from 'node:worker_threads';
import { agreedOf, putBack } from '#core/matching/agreed.ts';
import type { Agreed } from '#core/matching/agreed.ts';
import { isFull, putLedgerRow, putStatementLine } from '#core/matching/batch.ts';
import { addStatementFile, createBooks } from '#core/matching/books.ts';
import { Refusal } from '#core/refusal.ts';
import { bookOf } from '#core/statement.ts';
import { ledgerCsvScanner } from '#main/adapters/statements/ledgerCsv.ts';
import { openStatement } from '#main/adapters/statements/registry.ts';
import { feedPieces } from '#main/adapters/statements/windows.ts';
import { TooManyNames } from './batchRing.ts';
import { backOf } from './ledgerShare.ts';
import type { LedgerShare } from './ledgerShare.ts';
import { batchToFill, give, giveEnd, giveUp, secondParty, takeRest } from './party.ts';
import type { Party } from './party.ts';
import type { ScanAnswer, ScanOrder } from './scanThread.ts';

async function scanStatements(party: Party, files: ScanOrder['files']): Promise<void> {
  const opened = [];
  for (const { path } of files) {
    const statement = await openStatement({ path });
    addStatementFile(party.books, statement.file, statement.source, bookOf(statement.source));
    opened.push(statement);
  }
  for (const [file, statement] of opened.entries()) {
    let batch = batchToFill(party);
    await statement.scanUnhashed((line) => {
      putStatementLine(batch, line);
      if (!isFull(batch)) return;
      give(party, batch, file);
      batch = batchToFill(party);
    });
    give(party, batch, file);
  }
}

/** Read from its beginning by one thread alone, a ledger that is refused here says in which line. */
class BrokenPiece extends Error {}

function scanLedger(party: Party, share: LedgerShare): void {
  let batch = batchToFill(party);
  const scanner = ledgerCsvScanner('', (row) => {
    putLedgerRow(batch, row);
    if (!isFull(batch)) return;
    give(party, batch, null);
    batch = batchToFill(party);
  });
  try {
    feedPieces(share.path, '', scanner, backOf(share));
  } catch (error) {
    throw error instanceof Refusal ? new BrokenPiece() : error;
  }
  give(party, batch, null);
}

/** Gives back what does not agree of the part that it has kept. An empty batch before it says that all is read. */
function giveRest(party: Party): Agreed {
  const { books } = party;
  give(party, batchToFill(party), null, true);
  takeRest(party);
  const { agreed, rest } = agreedOf(books);
  for (const [file, rows] of [[null, rest.ledger] as const, ...rest.statement.entries()]) {
    let batch = batchToFill(party);
    for (const row of rows) {
      putBack(batch, books, file === null ? books.ledger : books.statement, row);
      if (!isFull(batch)) continue;
      give(party, batch, file, true);
      batch = batchToFill(party);
    }
    give(party, batch, file, true);
  }
  return agreed;
}

async function work({ between, files, ledger, parts, expected }: ScanOrder): Promise<ScanAnswer> {
  const party = secondParty(between, createBooks(expected), parts);
  let answered = false;
  try {
    await scanStatements(party, files);
    scanLedger(party, ledger);
    const agreed = parts ? giveRest(party) : null;
    giveEnd(party);
    answered = true;
    return { trouble: null, agreed };
  } catch (error) {
    if (error instanceof BrokenPiece || error instanceof TooManyNames) return { trouble: 'alone', agreed: null };
    if (error instanceof Refusal) return { trouble: { code: error.code, message: error.message, detail: error.detail }, agreed: null };
    throw error;
  } finally {
    if (!answered) giveUp(party);
  }
}

parentPort?.once('message', (order: ScanOrder) => {
  void work(order).then((answer) => parentPort?.postMessage(answer));
});
