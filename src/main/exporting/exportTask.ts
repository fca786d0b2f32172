/** Writes one export to a file, in a process of its own: rows are counted, bytes are hashed, and too much is refused before it is all made. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { LIMITS } from '#core/limits.ts';
import type { TenderProof } from '#core/tenderProof.ts';
import type { CountedShift, ExportOrder } from '#till/ports.ts';
import { readPeriod } from '../adapters/sqlite/readPeriod.ts';
import { auditLines } from './audit.ts';
import { csvOf } from './csv.ts';
import { jsonOf } from './json.ts';
import { pdfOf } from './pdf.ts';
import type { Row, Table } from './table.ts';
import { tableOf, type Shop } from './tables.ts';
import { tenderProofs } from './tenderProofs.ts';
import { xlsxOf } from './xlsx.ts';

/** One export, the counted shifts of a period, or what files prove of a day's tenders. */
export type ReadTask = { readonly write: ExportTask } | { readonly shifts: { readonly ledger: string; readonly from: string; readonly to: string } } | { readonly proofs: { readonly ledger: string; readonly day: string } };
export type ReadResult = Exported | { readonly shifts: CountedShift[] } | { readonly proofs: TenderProof[] };
export type ExportTask = { readonly order: ExportOrder; readonly shop: Shop; readonly ledger: string; readonly to: string };
/** `rowsMax` says that the format holds no more; nothing usable was written then. */
export type Exported = { readonly rows: number; readonly bytes: number; readonly sha256: string } | { readonly rowsMax: number };

const FLUSH_CHARS = 1 << 18;

function writer(path: string) {
  const handle = openSync(path, 'w', 0o600);
  const hash = createHash('sha256');
  let waiting: string[] = [];
  let chars = 0;
  let bytes = 0;
  const raw = (chunk: Uint8Array) => {
    hash.update(chunk);
    for (let at = 0; at < chunk.length;) at += writeSync(handle, chunk, at);
    bytes += chunk.length;
  };
  const flush = () => {
    if (chars > 0) raw(Buffer.from(waiting.join(''), 'utf8'));
    waiting = [];
    chars = 0;
  };
  return {
    raw,
    text(piece: string) {
      waiting.push(piece);
      chars += piece.length;
      if (chars >= FLUSH_CHARS) flush();
    },
    end() {
      flush();
      closeSync(handle);
      return { bytes, sha256: hash.digest('hex') };
    },
  };
}

class TooMany extends Error {}

function* counted(rows: Iterable<Row>, count: { rows: number }, most: number): Generator<Row> {
  for (const row of rows) {
    count.rows += 1;
    if (count.rows > most) throw new TooMany();
    yield row;
  }
}

async function write(out: ReturnType<typeof writer>, order: ExportOrder, table: Table): Promise<void> {
  switch (order.format) {
    case 'csv': for (const piece of csvOf(table, order.bom)) out.text(piece); return;
    case 'json': for (const piece of jsonOf(table)) out.text(piece); return;
    case 'xlsx': out.raw(await xlsxOf(table)); return;
    case 'pdf': out.raw(await pdfOf(table, order.language)); return;
    case 'jsonl': throw new Error('a table has no lines of proof');
  }
}

const rowsMaxOf = (format: ExportOrder['format']): number => (format === 'pdf' ? LIMITS.exportPdfRowsMax : format === 'xlsx' ? LIMITS.exportXlsxRowsMax : LIMITS.exportRowsMax);

function countedShifts(ledger: string, from: string, to: string): CountedShift[] {
  const reading = readPeriod(ledger);
  try {
    return [...reading.entries(['shift.closed'], from, to)].flatMap((entry) => (entry.kind === 'shift.closed' ? [{ operator: entry.operator, at: entry.at, differenceMinor: entry.payload.differenceMinor }] : []));
  } finally {
    reading.close();
  }
}

export async function performRead(task: ReadTask): Promise<ReadResult> {
  if ('proofs' in task) return { proofs: tenderProofs(task.proofs.ledger, task.proofs.day) };
  return 'shifts' in task ? { shifts: countedShifts(task.shifts.ledger, task.shifts.from, task.shifts.to) } : performExport(task.write);
}

async function performExport({ order, shop, ledger, to }: ExportTask): Promise<Exported> {
  const out = writer(to);
  const count = { rows: 0 };
  if (order.what === 'audit') {
    if (order.seal === null) throw new Error('an audit export needs its seal');
    for (const line of auditLines(ledger, order.seal)) {
      out.text(line);
      count.rows += 1;
    }
    return { rows: count.rows - 1, ...out.end() };
  }
  const reading = readPeriod(ledger);
  try {
    const table = tableOf(reading, { ...order, what: order.what }, shop);
    await write(out, order, { ...table, rows: counted(table.rows, count, rowsMaxOf(order.format)) });
    return { rows: count.rows, ...out.end() };
  } catch (error) {
    out.end();
    if (error instanceof TooMany) return { rowsMax: rowsMaxOf(order.format) };
    throw error;
  } finally {
    reading.close();
  }
}
