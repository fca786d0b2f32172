/** A table as a workbook: real numbers, dates and currency formats; texts are texts, so nothing in it can run. */
import { minorDigits } from '#core/money.ts';
import { localParts, type Cell, type Column, type Table } from './table.ts';

type Sheet = import('write-excel-file/node').SheetData;
type SheetCell = import('write-excel-file/node').Cell;

const HEAD = { fontWeight: 'bold', backgroundColor: '#EDF0F5', bottomBorderStyle: 'thin' } as const;
const WIDTHS: Readonly<Record<Column['type'], number>> = { text: 20, money: 13, count: 9, time: 19, day: 11, milli: 10, rate: 8 };
/** Excel's own limit of one cell. */
const TEXT_CHARS_MAX = 32_767;

/** `#,##0.00` with the currency's sign in front, in the currency's own decimals. */
function moneyFormat(currency: string): string {
  const digits = minorDigits(currency);
  const sign = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(1).find((part) => part.type === 'currency')?.value ?? currency;
  const body = `"${sign.replaceAll('"', '')}"#,##0${digits === 0 ? '' : `.${'0'.repeat(digits)}`}`;
  return `${body};-${body}`;
}

// XML knows no control characters: a workbook with one does not open.
const printable = (text: string): string => text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu, '').slice(0, TEXT_CHARS_MAX);

function cellOf(cell: Cell, { type }: Column, table: Table, money: string): SheetCell {
  if (cell === null) return null;
  if (typeof cell === 'string') return type === 'day' ? { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' } : { value: printable(cell), type: String };
  switch (type) {
    case 'money': return { value: cell / 10 ** minorDigits(table.currency), type: Number, format: money };
    // A spreadsheet knows no zones: the shop's wall clock is what stands there.
    case 'time': return { value: new Date(`${localParts(cell, table.timeZone).text}Z`), type: Date, format: 'yyyy-mm-dd hh:mm:ss' };
    case 'milli': return { value: cell / 1_000, type: Number, format: '0.000' };
    case 'rate': return { value: cell / 10_000, type: Number, format: '0.00%' };
    default: return { value: cell, type: Number, format: '0' };
  }
}

export async function xlsxOf(table: Table): Promise<Uint8Array> {
  const { default: write } = await import('write-excel-file/node');
  const money = moneyFormat(table.currency);
  const head = table.columns.map((column): SheetCell => ({ value: column.title, type: String, ...HEAD, ...(['text', 'day', 'time'].includes(column.type) ? {} : { align: 'right' as const }) }));
  const body = [...table.rows].map((row) => table.columns.map((column, index) => cellOf(row[index] ?? null, column, table, money)));
  const sheet: Sheet = [head, ...body];
  return write(sheet, { sheet: printable(table.title).replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31), stickyRowsCount: 1, columns: table.columns.map((column) => ({ width: Math.max(WIDTHS[column.type], column.title.length + 2) })) }).toBuffer();
}
