/** Loads a ledger file and statement files into the books that matching works on, without an object for any row. */
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { addAgreed } from '#core/matching/agreed.ts';
import { clearBatch, createBatch, isFull, putLedgerRow, putStatementLine } from '#core/matching/batch.ts';
import type { Batch } from '#core/matching/batch.ts';
import { addBatch, addStatementFile, createBooks, FIRST_EIGHTHS } from '#core/matching/books.ts';
import type { Books, Expected } from '#core/matching/books.ts';
import { Refusal } from '#core/refusal.ts';
import { bookOf, STATEMENT_SOURCES } from '#core/statement.ts';
import { ledgerCsvScanner, ledgerFileSize } from '#main/adapters/statements/ledgerCsv.ts';
import type { LedgerScanner } from '#main/adapters/statements/ledgerCsv.ts';
import { openStatement } from '#main/adapters/statements/registry.ts';
import type { OpenedStatement } from '#main/adapters/statements/registry.ts';
import { feedFile, feedPieces } from '#main/adapters/statements/windows.ts';
import { TooManyNames } from './batchRing.ts';
import { frontOf, shareLedger } from './ledgerShare.ts';
import { batchToFill, createBetween, firstParty, give, giveEnd, hasGivenUp, OtherGone, takeRead, takeRest } from './party.ts';
import { giveOrder } from './scanThread.ts';
import type { ScanThread } from './scanThread.ts';

/** What the ids of a row take; expecting more costs nothing, less costs copying. */
const TEXT_BYTES = 96;
const SAMPLE_BYTES = 64 * 1024;
/** What a thread takes of the ledger at once: large enough to cost nothing, small enough that both end together. */
const PIECE_BYTES = 2 * 1024 * 1024;
const PATIENCE_MS = 30_000;

/** What a thread's books hold that keeps no row. */
const NOTHING: Expected = { ledgerRows: 0, statementLines: 0, textBytes: 0 };

type Loaded = { readonly books: Books; readonly notes: string[] };

export type LoadOptions = {
  /** What a thread takes of the ledger at once, in bytes. */
  readonly pieceBytes?: number;
  /** Whether pairs that agree in all may be left out of the books, as sums alone: for who shows no matches and asks for no fee. */
  readonly withoutAgreed?: boolean;
  /** How long the second thread may say nothing before the files are read without it. */
  readonly patienceMs?: number;
  /** Called once, where agreed pairs are left out: all orders in the books have all their rows, and the second thread still sorts out its own. The books may yet be thrown away. */
  readonly meanwhile?: (books: Books) => void;
};

/**
 * @param thread a second thread that helps with large files; it is ended here.
 * @throws Refusal when one of the files is refused: then nothing is compared.
 */
export async function loadBooks(ledgerPath: string, statementPaths: readonly string[], thread: ScanThread | null = null, options: LoadOptions = {}): Promise<Loaded> {
  try {
    const loaded = thread === null ? null : await loadWith(thread, ledgerPath, statementPaths, options);
    return loaded ?? await loadAlone(ledgerPath, statementPaths);
  } finally {
    // It has nothing left to do, and nobody need wait until it is gone.
    void thread?.worker.terminate();
  }
}

async function loadAlone(ledgerPath: string, statementPaths: readonly string[]): Promise<Loaded> {
  const { expected, statements, notes } = await opened(ledgerPath, statementPaths);
  const books = booksFor(expected, statements);
  const batch = createBatch();
  loadLedger(ledgerPath, (scanner) => feedFile(ledgerPath, basename(ledgerPath), scanner), () => batch, () => {
    addBatch(books, batch, null);
    clearBatch(batch);
  });
  await loadStatements(books, statements);
  return { books, notes };
}

/**
 * The second thread reads the statements and then the ledger from its end, this one the ledger from its beginning. Each keeps the orders of one part, or this one all.
 * @returns null when the ledger must be read by one thread alone.
 */
async function loadWith(thread: ScanThread, ledgerPath: string, statementPaths: readonly string[], { pieceBytes = PIECE_BYTES, withoutAgreed: parts = false, patienceMs = PATIENCE_MS, meanwhile }: LoadOptions): Promise<Loaded | null> {
  const { expected, statements, notes, ledgerBytes } = await opened(ledgerPath, statementPaths);
  const books = booksFor(parts ? partOf(expected, FIRST_EIGHTHS) : expected, statements);
  const ledger = shareLedger(ledgerPath, ledgerBytes, pieceBytes);
  const between = createBetween();
  giveOrder(thread, { between, files: statements.map(({ path }) => ({ path })), ledger, parts, expected: parts ? partOf(expected, 8 - FIRST_EIGHTHS) : NOTHING });
  const party = firstParty(between, books, parts, patienceMs);
  try {
    loadLedger(ledgerPath, (scanner) => feedPieces(ledgerPath, basename(ledgerPath), scanner, frontOf(ledger)), () => batchToFill(party), (batch) => give(party, batch, null));
    if (parts) {
      giveEnd(party);
      takeRead(party);
      meanwhile?.(books);
    }
    takeRest(party);
  } catch (error) {
    if (error instanceof TooManyNames || (error instanceof OtherGone && !hasGivenUp(party))) return null;
    if (!(error instanceof OtherGone)) throw error;
  }
  const { trouble, agreed } = await thread.answer;
  if (trouble === 'alone') return null;
  if (trouble !== null) throw new Refusal(trouble.code, trouble.message, trouble.detail);
  if (agreed !== null) addAgreed(books, agreed);
  return { books, notes };
}

async function opened(ledgerPath: string, statementPaths: readonly string[]): Promise<Opened> {
  const ledgerBytes = ledgerFileSize(ledgerPath, basename(ledgerPath));
  const { statements, notes } = await distinct(statementPaths);
  const ledgerRows = linesExpected(ledgerPath, ledgerBytes);
  const statementLines = statements.reduce((sum, { path, opened: { plainBytes } }) => sum + linesExpected(path, plainBytes), 0);
  return { expected: { ledgerRows, statementLines, textBytes: (ledgerRows + statementLines) * TEXT_BYTES }, statements, notes, ledgerBytes };
}

function booksFor(expected: Expected, statements: readonly Distinct[]): Books {
  const books = createBooks(expected);
  for (const { opened: { file, source } } of statements) addStatementFile(books, file, source, bookOf(source));
  return books;
}

/** With some to spare: parts are not quite as large as they should be. */
function partOf({ ledgerRows, statementLines, textBytes }: Expected, eighths: number): Expected {
  const part = (whole: number) => Math.ceil((whole * eighths * 1.02) / 8) + 64;
  return { ledgerRows: part(ledgerRows), statementLines: part(statementLines), textBytes: part(textBytes) };
}

type Opened = { readonly expected: Expected; readonly statements: readonly Distinct[]; readonly notes: string[]; readonly ledgerBytes: number };
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

/** @param full is given each batch that is full, and the last one. */
function loadLedger(path: string, feed: (scanner: LedgerScanner) => void, next: () => Batch, full: (batch: Batch) => void): void {
  let batch = next();
  const scanner = ledgerCsvScanner(basename(path), (row) => {
    putLedgerRow(batch, row);
    if (!isFull(batch)) return;
    full(batch);
    batch = next();
  });
  feed(scanner);
  scanner.end();
  full(batch);
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
