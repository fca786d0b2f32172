/** Cells of a sheet as lines of CSV: a line for each row number, numbers in plain decimals, dates in ISO form. */
import { LIMITS } from '#core/limits.ts';
import { brokenLine, quoted } from '../trouble.ts';
import type { XmlHandler } from '../xml.ts';

/** What cells refer to. */
export type Book = { readonly strings: readonly string[]; /** By style number: whether it shows a date. */ readonly dates: readonly boolean[]; readonly date1904: boolean };

/** `take` gives the text of the rows that are complete. */
export type CellsToCsv = XmlHandler & { take(): string };

const DAY_MS = 86_400_000;
const GAP_ROWS_MAX = 1000;

export function cellsToCsv(file: string, book: Book): CellsToCsv {
  let out = '';
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let kind = '';
  let style = 0;
  let value = '';
  let reading = false;
  const startRow = (number: number) => {
    if (!(number > row) || number - row > GAP_ROWS_MAX) throw brokenLine(file, row + 1, 'rows in order', `row ${number}`);
    out += '\n'.repeat(number - row - 1);
    row = number;
    cells = [];
    column = -1;
  };
  const startCell = (reference: string | undefined) => {
    column = reference === undefined ? column + 1 : columnOf(reference);
    if (!(column >= cells.length) || column >= LIMITS.statementColumnsMax) throw brokenLine(file, row, `at most ${LIMITS.statementColumnsMax} columns in order`, quoted(reference ?? String(column)));
    while (cells.length < column) cells.push('');
    value = '';
  };
  return {
    open(name, attributes) {
      if (name === 'row') startRow(attributes['r'] === undefined ? row + 1 : Number(attributes['r']));
      if (name === 'c') {
        startCell(attributes['r']);
        kind = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
      }
      reading = name === 'v' || name === 't';
    },
    text(part) { if (reading) value += part; },
    close(name) {
      reading = false;
      if (name === 'c') cells.push(cellText(file, row, { kind, value, isDate: book.dates[style] === true }, book));
      if (name === 'row') out += `${cells.map(csvField).join(',')}\n`;
    },
    take() {
      const text = out;
      out = '';
      return text;
    },
  };
}

function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1] ?? '';
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return letters === '' ? Number.NaN : number - 1;
}

type Cell = { readonly kind: string; readonly value: string; readonly isDate: boolean };

function cellText(file: string, row: number, { kind, value, isDate }: Cell, book: Book): string {
  if (kind === 's') {
    const text = book.strings[Number(value)];
    if (text === undefined) throw brokenLine(file, row, 'a text of the workbook', quoted(value));
    return text;
  }
  if (kind === 'e') throw brokenLine(file, row, 'a value', `the spreadsheet error ${quoted(value)}`);
  if (kind !== 'n' || value === '') return value;
  if (isDate) return dateText(file, row, value, book.date1904);
  return decimalText(value);
}

/** What the spreadsheet shows: numbers there have 15 digits, their text in the file may have 17. */
function decimalText(value: string): string {
  if (/^-?\d+(?:\.\d{1,8})?$/.test(value)) return value;
  const shown = Number(value).toPrecision(15);
  return /^-?\d+\.\d+$/.test(shown) ? shown.replace(/0+$/, '').replace(/\.$/, '') : value;
}

function dateText(file: string, row: number, value: string, date1904: boolean): string {
  const serial = Number(value) + (date1904 ? 1462 : 0);
  if (!(serial >= 61 && serial < 73_051)) throw brokenLine(file, row, 'a date between 1900 and 2099', quoted(value));
  const day = Math.floor(serial);
  const ms = Math.round((serial - day) * 86_400) * 1000;
  const text = new Date(Date.UTC(1899, 11, 30) + day * DAY_MS + ms).toISOString();
  return ms === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
