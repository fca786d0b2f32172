/** Makes an erasure true on the disk and proves it: empties the write-ahead log, sweeps away what lies about, then searches every file. */
import Database from 'better-sqlite3';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Sought, TraceFile, Traces } from '#till/ports.ts';
import { noteOf } from './backups.ts';
import { isLedgerCopy, kindOf, personIn, tillOf, type DataKind } from './copies.ts';
import { formsOf, isShort, spellingsOf } from './forms.ts';
import { rowsNaming } from './rowsNaming.ts';
import { searchFile } from './searchFile.ts';

export type ForgetTask = {
  readonly folder: string;
  readonly backups: string;
  readonly sought: Sought;
  /** Copies that hold the person go too. */
  readonly dropCopies: boolean;
};
export type Moved = { readonly files: number; readonly bytes: number };

const EMPTY_TRIES = 40;
const EMPTY_WAIT_MS = 250;
const PROGRESS_BYTES = 8 * 1024 * 1024;
/** Older files in `export` are of a process that was killed: an export is handed out or dropped. */
const EXPORT_OLD_MS = 3_600_000;

type Lying = { readonly path: string; readonly shown: string; readonly kind: DataKind };

function lyingIn(folder: string, shownFrom: string, inBackups: boolean): Lying[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const within = relative(folder, path);
    return { path, shown: shownFrom === '' ? within : join(shownFrom, within), kind: kindOf(within, inBackups) };
  });
}

/** The data folder, and the backups where they are elsewhere. */
function filesOf({ folder, backups }: Pick<ForgetTask, 'folder' | 'backups'>): Lying[] {
  const inside = relative(folder, backups);
  const elsewhere = inside.startsWith('..') || inside === backups;
  const own = lyingIn(folder, '', false).map((file): Lying => (!elsewhere && file.shown.startsWith(inside + sep) ? { ...file, kind: 'backup' } : file));
  return elsewhere ? [...own, ...lyingIn(backups, backups, true)] : own;
}

/** Deleted bytes are gone from the file once the log has been written back and cut to nothing; a reader that is at work is waited for. */
async function emptyLog(ledger: string): Promise<boolean> {
  const db = new Database(ledger, { fileMustExist: true, timeout: 0 });
  try {
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    for (let tries = 0; tries < EMPTY_TRIES; tries += 1) {
      let done: { busy: number; log: number } | undefined;
      try { [done] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number; log: number }[]; } catch { /* somebody writes at this moment */ }
      if (done?.busy === 0) return true;
      await new Promise((after) => { setTimeout(after, EMPTY_WAIT_MS); });
    }
    return false;
  } finally {
    db.close();
  }
}

function sweepExports(folder: string, now: number): void {
  for (const { path, kind } of lyingIn(folder, '', false)) {
    if (kind === 'export' && path.endsWith('.making') && now - statSync(path).mtimeMs > EXPORT_OLD_MS) rmSync(path, { force: true });
  }
}

function dropCopy(path: string): void {
  for (const side of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${side}`, { force: true });
  rmSync(noteOf(path), { force: true });
}

type Copies = { readonly holding: ReadonlySet<string>; readonly names: readonly string[]; readonly verifiers: readonly string[]; readonly unread: readonly string[] };

/** Copies tell what a person was called before, too. */
function lookIntoCopies({ folder, sought, dropCopies }: ForgetTask, files: readonly Lying[]): Copies {
  const till = tillOf(join(folder, 'ledger.db'));
  const holding = new Set<string>();
  const names = new Set(sought.names);
  const verifiers = new Set(sought.verifiers);
  const unread: string[] = [];
  for (const { path, shown, kind } of files) {
    if (!isLedgerCopy(basename(path), kind)) continue;
    try {
      const found = personIn(path, till, sought.person);
      if (found === null) continue;
      names.add(found.name);
      verifiers.add(found.verifier);
      if (dropCopies) dropCopy(path);
      else holding.add(path);
    } catch {
      unread.push(shown);
    }
  }
  return { holding, names: [...names], verifiers: [...verifiers], unread };
}

/** A file may be called after somebody, too; what is told of it must not say the name again. */
const namedIn = (path: string, words: readonly string[]): boolean => words.some((word) => path.includes(word));
const masked = (path: string, words: readonly string[]): string => words.reduce((text, word) => text.replaceAll(word, '[…]'), path);

/** @param moved hears how far the search is */
export async function forget(task: ForgetTask, now: number, moved: (so: Moved) => void): Promise<Traces> {
  const ledger = join(task.folder, 'ledger.db');
  // Nothing can be proved while the log has the old pages: it is tried again later.
  if (!(await emptyLog(ledger))) return { emptied: false, files: 0, bytes: 0, named: false, found: [], unread: [], texts: [], textCount: 0, tables: [], short: false };
  sweepExports(task.folder, now);
  const copies = lookIntoCopies(task, filesOf(task));
  const groups = [copies.names.flatMap(formsOf), copies.verifiers.flatMap(formsOf)];
  const words = copies.names.filter((name) => !isShort(name)).flatMap(spellingsOf);
  const rows = rowsNaming(ledger, copies.names);
  const isNamed = ({ textCount, tables }: Pick<Traces, 'textCount' | 'tables'>) => textCount > 0 || tables.length > 0;
  // The backend beside the till has the journal's words again.
  const explains = (kind: DataKind, path: string): boolean => (kind === 'ledger' ? isNamed(rows) : kind === 'backend' ? rows.textCount > 0 : isLedgerCopy(basename(path), kind) && isNamed(rowsNaming(path, copies.names)));
  const found: TraceFile[] = [];
  const unread: string[] = [];
  let files = 0;
  let bytes = 0;
  let told = 0;
  const hear = (more: number) => {
    bytes += more;
    if (bytes - told < PROGRESS_BYTES) return;
    told = bytes;
    moved({ files, bytes });
  };
  for (const { path, shown, kind } of filesOf(task)) {
    const inPath = namedIn(shown, words);
    const trace = { path: inPath ? masked(shown, words) : shown, kind, at: 0, names: 0, verifiers: 0, candidates: 0, holds: copies.holding.has(path), explained: false };
    try {
      const { mtimeMs: at } = statSync(path);
      // What holds the person's row needs no further proof that it does.
      if (trace.holds) found.push({ ...trace, at });
      else {
        const [names = { hits: 0, candidates: 0 }, verifiers = { hits: 0, candidates: 0 }] = searchFile(path, groups, hear).counts;
        if (inPath) names.hits += 1;
        if (names.hits + names.candidates + verifiers.hits > 0) found.push({ ...trace, at, names: names.hits, candidates: names.candidates, verifiers: verifiers.hits, explained: !inPath && names.hits > 0 && explains(kind, path) });
      }
      files += 1;
    } catch (error) {
      // A file that was taken away meanwhile is not there to hold anything.
      if ((error as { code?: unknown }).code !== 'ENOENT') unread.push(trace.path);
    }
  }
  return { emptied: true, files, bytes, named: copies.names.length > 0, found, unread: [...new Set([...unread, ...copies.unread])], ...rows };
}
