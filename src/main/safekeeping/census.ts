/** Counts what the journal holds, and finds the entries about personal data, on a thread of its own. */
import type { AccessRow, AccessRun, Counted } from '#till/ports.ts';
import { ACCESS_CONFIG, ACCESS_KINDS } from '#core/personalData.ts';
import { openForReading } from '../adapters/sqlite/open.ts';

/** Read at a time, so that no reading keeps the write-ahead log long. */
const STRETCH = 20_000;
/** Looked at in one call; the next goes on from there. */
const LOOKED_MAX = 400_000;

/** By kind, of the entries after `after`; what was exported is counted by its own kind. */
export function census(ledger: string, after: number): { readonly counted: Counted[]; readonly upTo: number } {
  const db = openForReading(ledger);
  try {
    const upTo = Number(db.prepare('select coalesce(max(seq), 0) from entry').pluck().get());
    const page = db.prepare(`select kind, case when kind = 'data.exported' then json_extract(payload, '$.what') else '' end as what, count(*) as count, max(at) as lastAt from entry where seq > ? and seq <= ? group by 1, 2`);
    const sums = new Map<string, Counted>();
    for (let from = after; from < upTo; from += STRETCH) {
      for (const row of page.all(from, Math.min(from + STRETCH, upTo)) as Counted[]) {
        const what = row.what.split(' ')[0] ?? '';
        const key = `${row.kind} ${what}`;
        const before = sums.get(key);
        sums.set(key, { kind: row.kind, what, count: row.count + (before?.count ?? 0), lastAt: Math.max(row.lastAt, before?.lastAt ?? 0) });
      }
    }
    const lines = Number(db.prepare('select count(*) from statement_line').pluck().get());
    return { counted: [...sums.values(), { kind: 'statement-line', what: '', count: lines, lastAt: 0 }], upTo };
  } finally {
    db.close();
  }
}

/** Who looked at, exported or changed personal data: the newest before an entry first, and how far back was looked. */
export function accessBefore(ledger: string, before: number | null, most: number): AccessRun {
  const db = openForReading(ledger);
  try {
    const kinds = ACCESS_KINDS.map((kind) => `'${kind}'`).join(', ');
    const configs = ACCESS_CONFIG.map((what) => `'${what}'`).join(', ');
    const page = db.prepare(`select seq, at, operator, kind, payload from entry where seq >= ? and seq < ? and (kind in (${kinds}) or (kind = 'config.changed' and json_extract(payload, '$.what') in (${configs}))) order by seq desc limit ?`);
    const atOf = db.prepare('select at from entry where seq = ?').pluck();
    const first = before ?? Number(db.prepare('select coalesce(max(seq), 0) from entry').pluck().get()) + 1;
    const rows: AccessRow[] = [];
    let to = first;
    while (to > 1 && rows.length < most && first - to < LOOKED_MAX) {
      const from = Math.max(1, to - STRETCH);
      const found = page.all(from, to, most - rows.length) as { seq: number; at: number; operator: string; kind: string; payload: string }[];
      rows.push(...found.map(({ payload, ...row }): AccessRow => ({ ...row, payload: JSON.parse(payload) as AccessRow['payload'] })));
      to = rows.length === most ? (rows.at(-1)?.seq ?? from) : from;
    }
    return { rows, lookedTo: to, lookedAt: (atOf.get(to) as number | undefined) ?? null, more: to > 1 };
  } finally {
    db.close();
  }
}
