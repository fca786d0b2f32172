/** Loads a ledger file and statement files into the books that matching works on, without an object for any row. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { clearBatch, createBatch, isFull, putLedgerRow, putStatementLine } from '#core/matching/batch.ts';
import { addBatch, addStatementFile, createBooks } from '#core/matching/books.ts';
import type { Books } from '#core/matching/books.ts';
import { Refusal } from '#core/refusal.ts';
import { bookOf, STATEMENT_SOURCES } from '#core/statement.ts';
import { ledgerCsvScanner, ledgerFileSize } from '#main/adapters/statements/ledgerCsv.ts';
import type { LedgerScanner } from '#main/adapters/statements/ledgerCsv.ts';
import { openStatement } from '#main/adapters/statements/registry.ts';
import type { OpenedStatement } from '#main/adapters/statements/registry.ts';
import { feedFile, feedPieces } from '#main/adapters/statements/windows.ts';
import { createRing, takeReady, whenReady } from './batchRing.ts';
import { frontOf, shareLedger } from './ledgerShare.ts';
import { giveOrder } from './scanThread.ts';
import type { ScanThread } from './scanThread.ts';

/** What the ids of a row take; expecting more costs nothing, less costs copying. */
const TEXT_BYTES = 96;
const SAMPLE_BYTES = 64 * 1024;
/** What a thread takes of the ledger at once: large enough to cost nothing, small enough that both end together. */
const PIECE_BYTES = 2 * 1024 * 1024;

type Loaded = { readonly books: Books; readonly notes: string[] };

/**
 * @param thread a second thread that helps with large files; it is ended here.
 * @throws Refusal when one of the files is refused: then nothing is compared.
 */
export async function loadBooks(ledgerPath: string, statementPaths: readonly string[], thread: ScanThread | null = null, pieceBytes = PIECE_BYTES): Promise<Loaded> {
  try {
    const loaded = thread === null ? null : await loadWith(thread, ledgerPath, statementPaths, pieceBytes);
    return loaded ?? await loadAlone(ledgerPath, statementPaths);
  } finally {
    // It has nothing left to do, and nobody need wait until it is gone.
    void thread?.worker.terminate();
  }
}

async function loadAlone(ledgerPath: string, statementPaths: readonly string[]): Promise<Loaded> {
  const { books, statements, notes } = await opened(ledgerPath, statementPaths);
  loadLedger(books, ledgerPath, (scanner) => feedFile(ledgerPath, basename(ledgerPath), scanner), () => {});
  await loadStatements(books, statements);
  return { books, notes };
}

/**
 * The second thread reads the statements and then the ledger from its end; this one reads the ledger and takes over what the other has read.
 * @returns null when the ledger must be read by one thread alone.
 */
async function loadWith(thread: ScanThread, ledgerPath: string, statementPaths: readonly string[], pieceBytes: number): Promise<Loaded | null> {
  const { books, statements, notes, ledgerBytes } = await opened(ledgerPath, statementPaths);
  const ledger = shareLedger(ledgerPath, ledgerBytes, pieceBytes);
  const ring = createRing();
  let ended = false;
  const told = thread.answer.finally(() => {
    ended = true;
  });
  // Awaited below; until then a rejection is not yet anybody's.
  told.catch(() => {});
  giveOrder(thread, { memory: ring.memory, files: statements.map(({ path }) => ({ path })), ledger });
  const take = () => takeReady(ring, (batch, file) => addBatch(books, batch, file));
  loadLedger(books, ledgerPath, (scanner) => feedPieces(ledgerPath, basename(ledgerPath), scanner, frontOf(ledger)), take);
  while (!take() && !ended) await whenReady(ring);
  const trouble = await told;
  if (trouble === 'alone') return null;
  if (trouble !== null) throw new Refusal(trouble.code, trouble.message, trouble.detail);
  take();
  return { books, notes };
}

async function opened(ledgerPath: string, statementPaths: readonly string[]): Promise<Loaded & { readonly ledgerBytes: number; readonly statements: Distinct[] }> {
  const ledgerBytes = ledgerFileSize(ledgerPath, basename(ledgerPath));
  const { statements, notes } = await distinct(statementPaths);
  const ledgerRows = linesExpected(ledgerPath, ledgerBytes);
  const statementLines = statements.reduce((sum, { path, opened: { plainBytes } }) => sum + linesExpected(path, plainBytes), 0);
  const books = createBooks({ ledgerRows, statementLines, textBytes: (ledgerRows + statementLines) * TEXT_BYTES });
  for (const { opened: { file, source } } of statements) addStatementFile(books, file, source, bookOf(source));
  return { books, statements, notes, ledgerBytes };
}

type Distinct = { readonly path: string; readonly opened: OpenedStatement };

/** The same statement given twice, packed or not, is read once. */
async function distinct(paths: readonly string[]): Promise<{ statements: Distinct[]; notes: string[] }> {
  const statements: Distinct[] = [];
  const notes: string[] = [];
  const seen = new Map<string, string>();
  for (const path of paths) {
    const opened = await openStatement({ path });
    const { role, title } = STATEMENT_SOURCES[opened.source];
    if (role === 'bank' || role === 'funds') throw new Refusal('statement-is-bank', `${opened.file}: this is ${title}, which shows an account and not the trades. Nothing was compared; give it with --bank.`, { file: opened.file });
    if (role === 'summary') {
      notes.push(`${opened.file}: ${title} holds no lines of its own, left aside`);
      continue;
    }
    const hash = paths.length > 1 ? await opened.contentHash() : '';
    const twin = seen.get(hash);
    if (twin === undefined) statements.push({ path, opened });
    else notes.push(`${opened.file}: the same statement as ${twin}, read once`);
    seen.set(hash, opened.file);
  }
  return { statements, notes };
}

/** @param between is called now and then, for what else is to be done meanwhile. */
function loadLedger(books: Books, path: string, feed: (scanner: LedgerScanner) => void, between: () => void): void {
  const batch = createBatch();
  const flush = () => {
    addBatch(books, batch, null);
    clearBatch(batch);
    between();
  };
  const scanner = ledgerCsvScanner(basename(path), (row) => {
    putLedgerRow(batch, row);
    if (isFull(batch)) flush();
  });
  feed(scanner);
  scanner.end();
  flush();
}

async function loadStatements(books: Books, statements: readonly Distinct[]): Promise<void> {
  const batch = createBatch();
  for (const [file, { opened }] of statements.entries()) {
    const flush = () => {
      addBatch(books, batch, file);
      clearBatch(batch);
    };
    await opened.scanUnhashed((line) => {
      putStatementLine(batch, line);
      if (isFull(batch)) flush();
    });
    flush();
  }
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
