/** A statement file as the manager's screen lists it. */
import type { StatementFileView } from '#contract/views.ts';
import type { StatementFileRow } from './storage.ts';

export function fileView(row: StatementFileRow): StatementFileView {
  return { id: row.file, name: row.name, source: row.source, day: row.day, lines: row.lines, amountMinor: row.amountMinor, feeMinor: row.feeMinor, importedAt: row.importedAt, supersededBy: row.supersededBy };
}
