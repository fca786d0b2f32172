/** A table as CSV (RFC 4180) that a spreadsheet opens without running anything in it. */
import { FORMULA } from '#core/formulaCell.ts';
import { formatMinor } from '#core/money.ts';
import { localTime, type Cell, type Column, type Table } from './table.ts';

const PLAIN_NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** S12: a text that a spreadsheet would run gets an apostrophe in front; a plain number is harmless and stays as it is. */
export function defused(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function written(cell: Cell, column: Column, table: Table): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return quoted(defused(cell));
  switch (column.type) {
    case 'money': return formatMinor(cell, table.currency);
    case 'time': return localTime(cell, table.timeZone);
    case 'milli': return (cell / 1_000).toFixed(3);
    case 'rate': return `${String(cell / 100)}%`;
    default: return String(cell);
  }
}

/** In pieces, so that a long one is written as it is made. `bom`: with the mark by which spreadsheets know UTF-8. */
export function* csvOf(table: Table, bom: boolean): Generator<string> {
  yield `${bom ? '\uFEFF' : ''}${table.columns.map((column) => quoted(defused(column.title))).join(',')}\r\n`;
  for (const row of table.rows) yield `${table.columns.map((column, index) => written(row[index] ?? null, column, table)).join(',')}\r\n`;
}
