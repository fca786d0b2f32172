/** Loads a ledger file and statement files into the books that matching works on, without a row object for any line. */
import { basename } from 'node:path';
import { addLedgerRow, addStatementFile, addStatementLine, createBooks } from '#core/matching/books.ts';
import type { Books } from '#core/matching/books.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import { ledgerCsvScanner, ledgerFileSize } from '#main/adapters/statements/ledgerCsv.ts';
import { openStatement } from '#main/adapters/statements/registry.ts';
import type { OpenedStatement } from '#main/adapters/statements/registry.ts';
import { feedFile } from '#main/adapters/statements/windows.ts';

/** Shortest lines seen; expecting too many rows costs nothing. */
const LEDGER_ROW_BYTES = 60;
const STATEMENT_LINE_BYTES = 120;

/** @throws Refusal when one of the files is refused: then nothing is compared. */
export async function loadBooks(ledgerPath: string, statementPaths: readonly string[]): Promise<{ books: Books; notes: string[] }> {
  const ledgerName = basename(ledgerPath);
  const ledgerBytes = ledgerFileSize(ledgerPath, ledgerName);
  const { statements, notes } = await distinct(statementPaths);
  const statementBytes = statements.reduce((sum, { plainBytes }) => sum + plainBytes, 0);
  const books = createBooks({
    ledgerRows: Math.ceil(ledgerBytes / LEDGER_ROW_BYTES), statementLines: Math.ceil(statementBytes / STATEMENT_LINE_BYTES), textBytes: Math.ceil(ledgerBytes + statementBytes / 2),
  });
  const scanner = ledgerCsvScanner(ledgerName, (row) => addLedgerRow(books, row));
  feedFile(ledgerPath, ledgerName, scanner);
  scanner.end();
  for (const { opened } of statements) {
    const file = addStatementFile(books, opened.file, opened.source, STATEMENT_SOURCES[opened.source].wallet);
    await opened.scanUnhashed((line) => addStatementLine(books, line, file));
  }
  return { books, notes };
}

type Distinct = { opened: OpenedStatement; plainBytes: number };

/** The same statement given twice, packed or not, is read once. */
async function distinct(paths: readonly string[]): Promise<{ statements: Distinct[]; notes: string[] }> {
  const statements: Distinct[] = [];
  const notes: string[] = [];
  const seen = new Map<string, string>();
  for (const path of paths) {
    const opened = await openStatement({ path });
    const hash = paths.length > 1 ? await opened.contentHash() : '';
    const twin = seen.get(hash);
    if (twin === undefined) statements.push({ opened, plainBytes: opened.plainBytes });
    else notes.push(`${opened.file}: the same statement as ${twin}, read once`);
    seen.set(hash, opened.file);
  }
  return { statements, notes };
}
