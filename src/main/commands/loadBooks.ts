/** Loads a ledger file and statement files into the books that matching works on, without a row object for any line. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { clearBatch, createBatch, isFull, putLedgerRow, putStatementLine } from '#core/matching/batch.ts';
import { addBatch, addStatementFile, createBooks } from '#core/matching/books.ts';
import type { Books } from '#core/matching/books.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import { ledgerCsvScanner, ledgerFileSize } from '#main/adapters/statements/ledgerCsv.ts';
import { openStatement } from '#main/adapters/statements/registry.ts';
import type { OpenedStatement } from '#main/adapters/statements/registry.ts';
import { feedFile } from '#main/adapters/statements/windows.ts';

/** Ids of a row; more only costs copying. */
const TEXT_BYTES = 96;
const SAMPLE_BYTES = 64 * 1024;

/** @throws Refusal when one of the files is refused: then nothing is compared. */
export async function loadBooks(ledgerPath: string, statementPaths: readonly string[]): Promise<{ books: Books; notes: string[] }> {
  const ledgerName = basename(ledgerPath);
  const ledgerBytes = ledgerFileSize(ledgerPath, ledgerName);
  const { statements, notes } = await distinct(statementPaths);
  const ledgerRows = linesExpected(ledgerPath, ledgerBytes);
  const statementLines = statements.reduce((sum, { path, plainBytes }) => sum + linesExpected(path, plainBytes), 0);
  const books = createBooks({ ledgerRows, statementLines, textBytes: (ledgerRows + statementLines) * TEXT_BYTES });
  const batch = createBatch();
  const flush = (file: number | null) => {
    addBatch(books, batch, file);
    clearBatch(batch);
  };
  const scanner = ledgerCsvScanner(ledgerName, (row) => {
    putLedgerRow(batch, row);
    if (isFull(batch)) flush(null);
  });
  feedFile(ledgerPath, ledgerName, scanner);
  scanner.end();
  flush(null);
  for (const { opened } of statements) {
    const file = addStatementFile(books, opened.file, opened.source, STATEMENT_SOURCES[opened.source].wallet);
    await opened.scanUnhashed((line) => {
      putStatementLine(batch, line);
      if (isFull(batch)) flush(file);
    });
    flush(file);
  }
  return { books, notes };
}

type Distinct = { path: string; opened: OpenedStatement; plainBytes: number };

/** The same statement given twice, packed or not, is read once. */
async function distinct(paths: readonly string[]): Promise<{ statements: Distinct[]; notes: string[] }> {
  const statements: Distinct[] = [];
  const notes: string[] = [];
  const seen = new Map<string, string>();
  for (const path of paths) {
    const opened = await openStatement({ path });
    const hash = paths.length > 1 ? await opened.contentHash() : '';
    const twin = seen.get(hash);
    if (twin === undefined) statements.push({ path, opened, plainBytes: opened.plainBytes });
    else notes.push(`${opened.file}: the same statement as ${twin}, read once`);
    seen.set(hash, opened.file);
  }
  return { statements, notes };
}

/** How many lines a plain file will have, by its first ones and with some to spare; 0 when the size is not known. */
function linesExpected(path: string, bytes: number): number {
  if (bytes === 0) return 0;
  const sample = Buffer.alloc(SAMPLE_BYTES);
  const handle = openSync(path, 'r');
  try {
    const read = readSync(handle, sample, 0, SAMPLE_BYTES, 0);
    let lines = 0;
    for (let at = sample.indexOf(10); at >= 0 && at < read; at = sample.indexOf(10, at + 1)) lines += 1;
    return Math.ceil((bytes / Math.max(1, read)) * lines * 1.05) + 16;
  } finally {
    closeSync(handle);
  }
}
