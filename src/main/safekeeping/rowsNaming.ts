/** Which rows of the ledger hold a text: entries one by one, since they cannot be changed, and other tables by their number. */
import type { Traces } from '#till/ports.ts';
import { openForReading, type Db } from '../adapters/sqlite/open.ts';
import { isShort, spellingsOf } from './forms.ts';

const ENTRIES_AT_A_TIME = 20_000;
const TEXTS_SHOWN_MAX = 200;
/** What is derived of the journal says it again; the full-text index keeps words, not names. */
const DERIVED = /^(?:sqlite_|product_text|entry$)/;

type Found = { seq: number; at: number; kind: string };

function textsNaming(db: Db, words: readonly string[]): Pick<Traces, 'texts' | 'textCount'> {
  const where = words.map(() => 'instr(payload, ?) > 0').join(' or ');
  const some = db.prepare(`select seq, at, kind from entry where seq > ? and seq <= ? and (${where}) order by seq`);
  const last = Number(db.prepare('select coalesce(max(seq), 0) from entry').pluck().get());
  const texts: Found[] = [];
  let textCount = 0;
  // In stretches: a long reading would keep the write-ahead log from being emptied.
  for (let from = 0; from < last; from += ENTRIES_AT_A_TIME) {
    const found = some.all(from, from + ENTRIES_AT_A_TIME, ...words) as Found[];
    textCount += found.length;
    texts.push(...found.slice(0, TEXTS_SHOWN_MAX - texts.length));
  }
  return { texts, textCount };
}

function tablesNaming(db: Db, words: readonly string[]): Traces['tables'] {
  const tables = (db.prepare("select name from sqlite_schema where type = 'table'").pluck().all() as string[]).filter((name) => !DERIVED.test(name));
  return tables.flatMap((table) => {
    const columns = db.prepare("select name from pragma_table_info(?) where lower(type) = 'text'").pluck().all(table) as string[];
    if (columns.length === 0) return [];
    const where = columns.flatMap((column) => words.map(() => `instr("${column}", ?) > 0`)).join(' or ');
    const rows = Number(db.prepare(`select count(*) from "${table}" where ${where}`).pluck().get(...columns.flatMap(() => words)));
    return rows === 0 ? [] : [{ table, rows }];
  });
}

/** @param names what a person was called, now and before */
export function rowsNaming(ledger: string, names: readonly string[]): Pick<Traces, 'texts' | 'textCount' | 'tables' | 'short'> {
  const words = [...new Set(names.flatMap(spellingsOf))];
  const short = names.some(isShort);
  if (words.length === 0) return { texts: [], textCount: 0, tables: [], short };
  const db = openForReading(ledger);
  try {
    return { ...textsNaming(db, words), tables: tablesNaming(db, words), short };
  } finally {
    db.close();
  }
}
