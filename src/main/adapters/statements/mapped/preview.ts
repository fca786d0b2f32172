/** A table as it lies there, for pointing at its columns: finds delimiter and header, and shows what a mapping makes of it. */
import { Refusal } from '#core/refusal.ts';
import type { StatementLine } from '#core/statement.ts';
import type { StatementMapping } from '#core/statementMapping.ts';
import type { MappingPreview } from '#contract/mapping.ts';
import { contentsOf, decodeHead, headOf } from '../content.ts';
import { encodingOf } from '../encodings.ts';
import { openStatement, statementLine } from '../registry.ts';
import { unusable } from '../trouble.ts';
import { headerFingerprint, recordsOf } from './header.ts';

const ROWS = 20;
const LINES_LOOKED_AT = 60;
const DELIMITERS: readonly StatementMapping['delimiter'][] = [',', '\t', ';', '|'];

/** @throws Refusal when there is no table in it. */
export async function previewTable(bytes: Uint8Array, name: string, mapping: StatementMapping | null): Promise<MappingPreview> {
  const [content] = await contentsOf({ bytes, name });
  if (content === undefined) throw unusable(name, 'statement-zip', 'the zip holds no file.');
  const head = await headOf(content);
  const text = decodeHead(head, encodingOf(head));
  const table = mapping === null ? tableIn(text) : { delimiter: mapping.delimiter, headerLine: mapping.headerLine };
  const records = table === null ? [] : recordsOf(text, table.delimiter, table.headerLine + LINES_LOOKED_AT);
  const titles = table === null ? undefined : records[table.headerLine - 1];
  if (table === null || titles === undefined) throw unusable(content.name, 'statement-no-table', 'there is no table of columns in it.', 'Nothing was read; give a CSV or XLSX file with a header line.');
  const rows = records.slice(table.headerLine).filter((row) => row !== undefined && row.some((field) => field !== '')).slice(0, ROWS);
  return { ...table, fingerprint: headerFingerprint(titles), titles: titles.map((title) => title.trim()), rows, ...(await mappedLines(bytes, name, mapping)) };
}

async function mappedLines(bytes: Uint8Array, name: string, mapping: StatementMapping | null): Promise<Pick<MappingPreview, 'lines' | 'totals' | 'refusal'>> {
  if (mapping === null) return { lines: [], totals: [], refusal: null };
  const lines: StatementLine[] = [];
  try {
    const opened = await openStatement({ bytes, name }, { as: 'mapped', mappings: [mapping] });
    const { totals } = await opened.scanUnhashed((line) => { if (lines.length < ROWS) lines.push(statementLine(line, opened.source, opened.file)); });
    return { lines, totals: [...totals], refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { line } = error.detail;
    return { lines, totals: [], refusal: { code: error.code, message: error.message, line: typeof line === 'number' ? line : null } };
  }
}

/** The delimiter by which most lines have one same number of columns, at least three; the header is the first line that has it. */
function tableIn(text: string): { delimiter: StatementMapping['delimiter']; headerLine: number } | null {
  let best: { delimiter: StatementMapping['delimiter']; headerLine: number; lines: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const counts = recordsOf(text, delimiter, LINES_LOOKED_AT).map((record) => record.length);
    for (const columns of new Set(counts.filter((count) => count >= 3))) {
      const lines = counts.filter((count) => count === columns).length;
      if (best === null || lines > best.lines) best = { delimiter, headerLine: counts.indexOf(columns) + 1, lines };
    }
  }
  return best === null ? null : { delimiter: best.delimiter, headerLine: best.headerLine };
}
