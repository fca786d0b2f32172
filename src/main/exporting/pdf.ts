/** A table as a PDF for paper: A4, across where it needs the width, the heading on every page, amounts never cut, text that can be searched. */
import type { Color, PDFPage } from 'pdf-lib';
import { fontShelf, type Fonts } from '../adapters/printing/receiptFonts.ts';
import { figure, printable, type Language } from '../adapters/printing/receiptWords.ts';
import { localTime, type Cell, type Column, type Table } from './table.ts';
import { WORDS } from './words.ts';

/** Points. */
const SHORT = 595.28;
const LONG = 841.89;
const MARGIN = 34;
const SIZE_MAX = 8;
const SIZE_MIN = 5;
const LINE = 1.35;
/** Above and below what stands in a row. */
const PAD = 2.5;
const GUTTER = 8;
const TEXT_LINES_MAX = 3;
/** Points that a text column keeps at least before the size gives way. */
const TEXT_WIDTH_MIN = 40;
const BATCH_ROWS = 200;

const shelf = fontShelf();

function shown(cell: Cell, column: Column, table: Table): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return printable(cell);
  switch (column.type) {
    case 'money': return figure(cell, table.currency);
    case 'time': return localTime(cell, table.timeZone).slice(0, 19).replace('T', ' ');
    case 'milli': return cell % 1_000 === 0 ? String(cell / 1_000) : (cell / 1_000).toFixed(3);
    case 'rate': return `${String(cell / 100)}%`;
    default: return String(cell);
  }
}

type Laid = { readonly size: number; readonly widths: readonly number[]; readonly page: { readonly width: number; readonly height: number } };

/** Columns as wide as what stands in them; when the page is too narrow the text columns give way first, then the size. */
function lay(columns: readonly Column[], texts: readonly (readonly string[])[], fonts: Fonts): Laid {
  const gutters = GUTTER * (columns.length - 1);
  const natural = (size: number) => columns.map((column, index) => Math.max(fonts.width(column.title, true, size), ...texts.map((row) => fonts.width(row[index] ?? '', false, size))));
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);
  const upright = { width: SHORT, height: LONG };
  const across = { width: LONG, height: SHORT };
  const first = natural(SIZE_MAX);
  if (sum(first) + gutters <= SHORT - 2 * MARGIN) return { size: SIZE_MAX, widths: spread(columns, first, SHORT - 2 * MARGIN - gutters - sum(first)), page: upright };
  for (let size = SIZE_MAX; ; size -= 0.5) {
    const wanted = natural(size);
    const over = sum(wanted) + gutters - (LONG - 2 * MARGIN);
    if (over <= 0) return { size, widths: spread(columns, wanted, -over), page: across };
    const spare = columns.map((column, index) => (column.type === 'text' ? Math.max(0, (wanted[index] ?? 0) - TEXT_WIDTH_MIN) : 0));
    const soft = sum(spare);
    if (soft >= over || size <= SIZE_MIN) return { size, page: across, widths: wanted.map((width, index) => width - (soft === 0 ? 0 : ((spare[index] ?? 0) / soft) * Math.min(over, soft))) };
  }
}

/** What the page has left goes to the widest column of text, so that the figures end at the page's edge. */
function spread(columns: readonly Column[], widths: readonly number[], left: number): readonly number[] {
  const texts = columns.flatMap((column, index) => (column.type === 'text' ? [index] : []));
  const widest = texts.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
  return widths.map((width, index) => (index === widest ? width + left : width));
}

/** As many lines as it takes, at most three; what is left over ends in an ellipsis. */
function wrapped(text: string, width: number, size: number, fonts: Fonts): string[] {
  const lines: string[] = [''];
  for (const character of text) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && fonts.width(last + character, false, size) > width) lines.push(character.trimStart());
    else lines[lines.length - 1] = last + character;
  }
  if (lines.length <= TEXT_LINES_MAX) return lines;
  return [...lines.slice(0, TEXT_LINES_MAX - 1), `${Array.from(lines[TEXT_LINES_MAX - 1] ?? '').slice(0, -1).join('')}…`];
}

const isRight = (column: Column): boolean => column.type !== 'text' && column.type !== 'time' && column.type !== 'day';

type Ink = { readonly fonts: Fonts; readonly black: Color; readonly grey: Color; readonly hair: Color };

function write(page: PDFPage, ink: Ink, text: string, x: number, y: number, size: number, look: { readonly bold?: boolean; readonly grey?: boolean; readonly right?: boolean } = {}): void {
  const bold = look.bold === true;
  let at = look.right === true ? x - ink.fonts.width(text, bold, size) : x;
  for (const run of ink.fonts.runs(text, bold)) {
    if (run.font !== null) {
      page.drawText(run.text, { x: at, y, size, font: run.font, color: look.grey === true ? ink.grey : ink.black });
      at += run.font.widthOfTextAtSize(run.text, size);
    } else at += size * Array.from(run.text).length;
  }
}

function heading(page: PDFPage, ink: Ink, table: Table, first: boolean): number {
  let top = page.getHeight() - MARGIN;
  if (first) {
    write(page, ink, printable(table.title), MARGIN, top - 14, 16, { bold: true });
    write(page, ink, table.about.map(printable).join('    '), MARGIN, top - 30, 8, { grey: true });
    top -= 42;
  } else {
    write(page, ink, printable(table.title), MARGIN, top - 8, 8, { bold: true });
    top -= 16;
  }
  return top;
}

function columnTitles(page: PDFPage, ink: Ink, columns: readonly Column[], laid: Laid, top: number): number {
  let x = MARGIN;
  for (const [index, column] of columns.entries()) {
    const width = laid.widths[index] ?? 0;
    write(page, ink, column.title, isRight(column) ? x + width : x, top - laid.size, laid.size, { bold: true, right: isRight(column) });
    x += width + GUTTER;
  }
  page.drawLine({ start: { x: MARGIN, y: top - laid.size * LINE - 1.5 }, end: { x: page.getWidth() - MARGIN, y: top - laid.size * LINE - 1.5 }, thickness: 0.8, color: ink.black });
  return top - laid.size * LINE - 2.5;
}

/** `language` names the script whose glyphs go first. Takes seconds for thousands of rows: not for the till's own loop. */
export async function pdfOf(table: Table, language: Language): Promise<Uint8Array> {
  const { PDFDocument, rgb } = await import('pdf-lib');
  const words = WORDS[language].about;
  const texts = [...table.rows].map((row) => table.columns.map((column, index) => shown(row[index] ?? null, column, table)));
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(table.title);
  document.setProducer('Tillbook');
  document.setLanguage(language);
  const plain = (text: string) => ({ text, bold: false });
  const bold = (text: string) => ({ text, bold: true });
  const everything = [...texts.flat().map(plain), ...table.about.map(printable).map(plain), ...table.columns.map((column) => bold(column.title)), bold(printable(table.title)), plain(`${words.page}${words.of}${words.rows}: 0123456789 ,.−…`), bold('0123456789')];
  const fonts = await shelf.open(document, language, everything);
  const ink: Ink = { fonts, black: rgb(0, 0, 0), grey: rgb(0.35, 0.35, 0.35), hair: rgb(0.82, 0.82, 0.82) };
  const laid = lay(table.columns, texts.slice(0, BATCH_ROWS * 10), fonts);
  const pages: PDFPage[] = [];
  const begin = () => {
    const page = document.addPage([laid.page.width, laid.page.height]);
    pages.push(page);
    return { page, top: columnTitles(page, ink, table.columns, laid, heading(page, ink, table, pages.length === 1)) };
  };
  let { page, top } = begin();
  for (const row of texts) {
    const cells = table.columns.map((column, index) => (column.type === 'text' ? wrapped(row[index] ?? '', laid.widths[index] ?? 0, laid.size, fonts) : [row[index] ?? '']));
    const height = 2 * PAD + laid.size * LINE * Math.max(1, ...cells.map((lines) => lines.length));
    if (top - height < MARGIN + 12) ({ page, top } = begin());
    let x = MARGIN;
    for (const [index, column] of table.columns.entries()) {
      const width = laid.widths[index] ?? 0;
      for (const [n, text] of (cells[index] ?? []).entries()) write(page, ink, text, isRight(column) ? x + width : x, top - PAD - laid.size - n * laid.size * LINE, laid.size, { right: isRight(column) });
      x += width + GUTTER;
    }
    top -= height;
    page.drawLine({ start: { x: MARGIN, y: top }, end: { x: laid.page.width - MARGIN, y: top }, thickness: 0.4, color: ink.hair });
  }
  for (const [index, one] of pages.entries()) {
    write(one, ink, `${words.rows}: ${texts.length}`, MARGIN, MARGIN - 12, 7, { grey: true });
    write(one, ink, `${words.page} ${index + 1} ${words.of} ${pages.length}`, laid.page.width - MARGIN, MARGIN - 12, 7, { grey: true, right: true });
  }
  return document.save({ useObjectStreams: true });
}
