/** Ledger files read from outside the till: for the verifier, the export and the rebuild. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Fault } from '#core/refusal.ts';
import type { Entry, EntryHead } from '#core/journal.ts';
import type { StoredEntry } from '#core/verify.ts';
import { openJournal } from './entries.ts';
import { openForReading, openLedger, openScratch, type Db } from './open.ts';
import { openProjector } from './projections.ts';
import { PROJECTIONS } from './schema.ts';

export type LedgerFile = {
  /** SQLite's own check of the file; null when it is sound. */
  check(): string | null;
  head(): EntryHead;
  /** Those after `seq`, or all. */
  entries(seq?: number): IterableIterator<Entry>;
  /** The same for the verifier. */
  stored(seq?: number): IterableIterator<StoredEntry>;
  /** Null when there is none of that number. */
  at(seq: number): Entry | null;
  /** Recomputes all projections beside the file and names the first that differs; null when none does. */
  compareProjections(): string | null;
  close(): void;
};

/** A digest of every row of a table, in key order. */
function digest(db: Db, table: string): string {
  const hash = createHash('sha256');
  const columns = (db.prepare(`select name from pragma_table_info('${table}') order by pk = 0, pk, cid`).pluck().all() as string[]).map((name) => `"${name}"`).join(', ');
  for (const row of db.prepare(`select ${columns} from ${table} order by ${columns}`).raw().iterate() as IterableIterator<unknown[]>) hash.update(`${JSON.stringify(row)}\n`);
  return hash.digest('hex');
}

function digests(db: Db): Map<string, string> {
  return new Map(PROJECTIONS.map((table) => [table, digest(db, table)]));
}

const meta = (db: Db, key: string, fallback: string) => (db.prepare('select value from setting where key = ?').pluck().get(key) as string | undefined) ?? fallback;

export function ledgerFile(path: string): LedgerFile {
  const db = openForReading(path);
  const till = meta(db, 'ledger.till', '');
  const timeZone = meta(db, 'ledger.timeZone', 'UTC');
  const journal = openJournal(db, till);
  return {
    check() {
      const result = String(db.pragma('quick_check(1)', { simple: true }));
      return result === 'ok' ? null : `the file itself is damaged (${result}); restore the last verified backup`;
    },
    head: () => journal.head(),
    entries: (seq) => journal.all(seq),
    stored: (seq) => journal.stored(seq),
    at: (seq) => journal.at(seq),
    compareProjections() {
      const memory = openScratch();
      for (const account of db.prepare('select id, name from account order by id').all() as { id: number; name: string }[]) memory.prepare('insert into account(id, name) values (?, ?)').run(account.id, account.name);
      const projector = openProjector(memory, timeZone, openJournal(memory, till));
      memory.transaction(() => { for (const entry of journal.all()) projector.apply(entry); })();
      const wanted = digests(memory);
      const differing = [...digests(db)].filter(([table, found]) => wanted.get(table) !== found).map(([table]) => table);
      memory.close();
      return differing.length === 0 ? null : `what was derived from the journal was changed: ${differing.join(', ')}; \`tillbook rebuild\` makes it again`;
    },
    close: () => db.close(),
  };
}

export function rebuildProjections(path: string, till: string, timeZone: string): { same: boolean; differing: string[]; entries: number } {
  if (!existsSync(path)) throw new Fault('no-ledger', `There is no ledger at ${path}. Nothing was changed.`);
  const db = openLedger(path);
  try {
    const before = digests(db);
    const journal = openJournal(db, meta(db, 'ledger.till', till));
    const projector = openProjector(db, meta(db, 'ledger.timeZone', timeZone), journal);
    let entries = 0;
    db.transaction(() => {
      projector.wipe();
      for (const entry of journal.all()) {
        projector.apply(entry);
        entries += 1;
      }
    }).immediate();
    const after = digests(db);
    const differing = PROJECTIONS.filter((table) => before.get(table) !== after.get(table));
    return { same: differing.length === 0, differing, entries };
  } finally {
    db.close();
  }
}
