/** Whole copies of the ledger that lie about: backups, and what was put aside by a restore or a step of the format. Which of them still hold a person. */
import Database from 'better-sqlite3';

export type DataKind = 'ledger' | 'log' | 'backup' | 'copy' | 'export' | 'backend' | 'other';

const BACKUP = /^ledger-\d{8}-\d{6}-\d+\.db$/;

/** What a file of the data folder is, by its place in it; `backup` for all in a backup folder elsewhere. */
export function kindOf(path: string, inBackups: boolean): DataKind {
  if (inBackups) return 'backup';
  if (/^ledger\.db(-wal|-shm|-journal)?$/.test(path)) return 'ledger';
  if (path.startsWith('ledger.db.')) return 'copy';
  const [first = ''] = path.split(/[\\/]/);
  return first === 'log' || first === 'export' || first === 'backend' ? first : 'other';
}

export const isLedgerCopy = (name: string, kind: DataKind): boolean => (kind === 'backup' && BACKUP.test(name)) || (kind === 'copy' && !/(-wal|-shm|-journal)$/.test(name));

const TILL = "select value from setting where key = 'ledger.till'";

function reading<Value>(path: string, read: (db: Database.Database) => Value): Value {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    db.pragma('trusted_schema = OFF');
    return read(db);
  } finally {
    db.close();
  }
}

/** Whose ledger it is. */
export const tillOf = (path: string): string => reading(path, (db) => String(db.prepare(TILL).pluck().get()));

/** What a copy of a till's ledger knows of a person; null when they are not in it, or it is another till's. @throws Error when it can't be read as a ledger */
export function personIn(path: string, till: string, person: string): { readonly name: string; readonly verifier: string } | null {
  return reading(path, (db) => {
    if (db.prepare(TILL).pluck().get() !== till) return null;
    const row = db.prepare('select data from person where id = ?').pluck().get(person) as string | undefined;
    return row === undefined ? null : (JSON.parse(row) as { name: string; verifier: string });
  });
}
