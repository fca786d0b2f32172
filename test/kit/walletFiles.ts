/** Wallets' and banks' files as a reader gives them, made by a test from a few words. */
import { createHash } from 'node:crypto';
import type { SourceId, Statement, StatementKind, StatementLine, StatementStatus } from '#core/statement.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import type { StatementReading } from '#till/ports.ts';

export type MadeLine = { kind?: StatementKind; order?: string | null; trade?: string | null; original?: string | null; amount: number; fee?: number; at?: number | null; status?: StatementStatus; day?: string; reference?: string; batch?: string };

export function madeFile(source: SourceId, day: string, lines: readonly MadeLine[], name = `${source}-${day}`): Statement {
  const { wallet } = STATEMENT_SOURCES[source];
  const rows = lines.map((line, index): StatementLine => ({
    source, file: name, line: index + 2, kind: line.kind ?? 'charge', orderId: line.order ?? null, tradeId: line.trade ?? null, originalId: line.original ?? null, amountMinor: line.amount, feeMinor: line.fee ?? 0,
    netMinor: line.amount - (line.fee ?? 0), currency: 'CNY', at: line.at ?? null, day: line.day ?? day, status: line.status ?? 'success',
    ...(line.batch === undefined ? {} : { batch: line.batch }), ...(line.reference === undefined ? {} : { reference: line.reference }),
  }));
  const days = rows.length === 0 ? [day] : [...new Set(rows.map((row) => row.day))].sort();
  const sum = (of: (row: StatementLine) => number) => rows.reduce((total, row) => total + of(row), 0);
  const sums = { lineCount: rows.length, amountMinor: sum((row) => row.amountMinor), feeMinor: sum((row) => row.feeMinor), netMinor: sum((row) => row.netMinor) };
  return {
    source, file: name, day: days.length === 1 ? (days[0] ?? day) : null, days, ...sums, currency: 'CNY', totals: [{ currency: 'CNY', ...sums }], controls: [], proof: 'complete', lines: rows, wallet,
    contentHash: createHash('sha256').update(JSON.stringify([source, day, rows])).digest('hex'),
  };
}

/** Reads what `put` has given under that name, and everything else as `otherwise` does. */
export function madeReading(otherwise: StatementReading): StatementReading & { put: (name: string, file: Statement) => void } {
  const files = new Map<string, Statement>();
  return {
    preview: (bytes, name, mapping) => otherwise.preview(bytes, name, mapping),
    put: (name, file) => { files.set(name, file); },
    contents: (bytes, name, mappings) => otherwise.contents(bytes, name, mappings),
    read: (bytes, name, mappings, only, watch) => {
      const file = files.get(name);
      return file === undefined ? otherwise.read(bytes, name, mappings, only, watch) : Promise.resolve(file);
    },
  };
}
