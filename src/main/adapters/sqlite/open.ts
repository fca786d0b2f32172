/** Opens the ledger file the one safe way, and sees to it that only one till owns it. */
import Database from 'better-sqlite3';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assert } from '#core/assert.ts';
import { Fault } from '#core/refusal.ts';
import { MIGRATIONS } from './schema.ts';

export type Db = Database.Database;

/** Older versions lose committed pages after a WAL reset race. */
const SQLITE_MIN = [3, 51, 3] as const;

function newEnough(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, least] of SQLITE_MIN.entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

/** WAL first, then FULL, then read back: a reopened file otherwise runs at NORMAL and loses confirmed sales in a power cut. */
function makeDurable(db: Db): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  db.pragma('secure_delete = ON');
  db.pragma('cache_size = -32768');
  db.pragma('busy_timeout = 4000');
  assert(db.pragma('journal_mode', { simple: true }) === 'wal', 'the ledger is in WAL mode');
  assert(db.pragma('synchronous', { simple: true }) === 2, 'the ledger is at synchronous=FULL');
}

function openFault(error: unknown): Fault {
  const code = (error as { code?: unknown }).code;
  const why = typeof code === 'string' ? code : '';
  if (why.startsWith('SQLITE_READONLY') || why === 'EACCES' || why === 'EROFS' || why === 'EPERM' || why === 'EISDIR' || why.startsWith('SQLITE_CANTOPEN')) {
    return new Fault('ledger-read-only', 'The data folder cannot be written, so the till does not sell. No money has moved. Give this user the right to write there, then start again.', { reason: why });
  }
  if (why === 'ENOSPC' || why === 'SQLITE_FULL') return new Fault('disk-full', 'The disk is full, so the till does not sell. What was confirmed is safe. Free some space, then start again.', { reason: why });
  if (why.startsWith('SQLITE_CORRUPT') || why === 'SQLITE_NOTADB') {
    return new Fault('ledger-damaged', 'The ledger file is damaged, so the till does not sell. Nothing was changed. Restore the last verified backup, or call your technician.', { reason: why });
  }
  return new Fault('ledger-not-opened', `The ledger could not be opened, so the till does not sell. No money has moved. Call your technician. (${String((error as Error).message)})`, { reason: why });
}

function migrate(db: Db): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > MIGRATIONS.length) throw new Fault('ledger-newer', 'This ledger was written by a newer Tillbook. Nothing was changed. Install that version or a later one.', { version });
  // A step forward cannot be taken back: the file as it was is kept beside it.
  if (version > 0 && version < MIGRATIONS.length && !db.memory) db.prepare('vacuum into ?').run(`${db.name}.before-step-${version + 1}-${Date.now()}`);
  for (let next = version; next < MIGRATIONS.length; next += 1) {
    db.transaction(() => {
      db.exec(MIGRATIONS[next] ?? '');
      db.pragma(`user_version = ${next + 1}`);
    }).immediate();
  }
}

/** Opens, or makes, the ledger at a path for writing. Throws `Fault`. */
export function openLedger(path: string): Db {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // The shop's books are for this user alone; what SQLite puts beside the file takes over its rights.
    closeSync(openSync(path, 'a', 0o600));
    const db = new Database(path);
    const version = String(db.prepare('select sqlite_version()').pluck().get());
    if (!newEnough(version)) throw new Fault('sqlite-too-old', `SQLite ${version} is too old to hold a ledger safely. Nothing was changed; reinstall Tillbook.`, { version });
    makeDurable(db);
    migrate(db);
    return db;
  } catch (error) {
    throw error instanceof Fault ? error : openFault(error);
  }
}

/** An empty ledger in memory, to make projections beside the ones that are checked. */
export function openScratch(): Db {
  const db = new Database(':memory:');
  migrate(db);
  return db;
}

/** A connection that can only read; for reports, the verifier and worker threads. */
export function openForReading(path: string): Db {
  if (!existsSync(path)) throw new Fault('no-ledger', 'There is no ledger at that place. Nothing was changed; check the folder.', {});
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true });
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('busy_timeout = 4000');
    db.prepare('select count(*) from sqlite_schema').get();
    return db;
  } catch (error) {
    throw openFault(error);
  }
}

export type Ownership = { readonly release: () => void; readonly announce: (address: string) => void };

/**
 * Takes sole ownership of a data folder. The lock is the operating system's on a small file, so it goes with the process, however that ends.
 * Throws `Fault` `already-running` (detail.address when the first one has announced where it is).
 */
export function ownFolder(folder: string): Ownership {
  const note = join(folder, 'running.json');
  let lock: Db;
  try {
    mkdirSync(folder, { recursive: true });
    lock = new Database(join(folder, 'till.lock'), { timeout: 0 });
    lock.pragma('journal_mode = DELETE');
    lock.exec('begin exclusive');
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string' || !code.startsWith('SQLITE_BUSY')) throw openFault(error);
    let address = '';
    try { address = (JSON.parse(readFileSync(note, 'utf8')) as { address?: string }).address ?? ''; } catch { /* the first one has not said yet */ }
    throw new Fault('already-running', 'This till is already running on the same data. Nothing was changed. Go to the window that is open, or close it first.', address === '' ? {} : { address });
  }
  return {
    announce: (address) => writeFileSync(note, `${JSON.stringify({ address, pid: process.pid })}\n`, { mode: 0o600 }),
    release: () => {
      rmSync(note, { force: true });
      lock.close();
    },
  };
}
