/** A receipt's rows as ESC/POS: lines in the printer's own letters where its code page has them all, pictures of lines where it has not. */
import Encoder from '@point-of-sale/receipt-printer-encoder';
import iconv from 'iconv-lite';
import type { Color } from 'pdf-lib';
import type { PrinterSettings } from '#contract/printer.ts';
import { copyInto, newBitmap, type Bitmap } from './bitmap.ts';
import { DOTS_PER_POINT, dotsOf } from './dotSheet.ts';
import { fontShelf, type OutlineFont } from './receiptFonts.ts';
import { blocksOf, broken, STYLES, textsOf, type Ink } from './receiptBlocks.ts';
import type { Row, Style } from './receiptRows.ts';
import type { Language } from './receiptWords.ts';

export type Paper = Pick<PrinterSettings, 'widthMm' | 'codePage' | 'cut'>;

/** Numbers of the code pages in ESC t, the same on Epson's printers and their many kin (ESC/POS reference, ESC t). */
const CODE_PAGES = { cp437: 0, cp858: 19, windows1252: 16 } as const;
/** Printable dots: 72 mm and 48 mm at eight a millimetre. */
export const DOTS: Readonly<Record<PrinterSettings['widthMm'], number>> = { 80: 576, 58: 384 };
/** Font A is twelve dots wide. */
const CELL = 12;
const CODE_SIZE = 6;
const FEED_LINES = 4;
const black = { type: 'RGB', red: 0, green: 0, blue: 0 } as unknown as Color;

const shelf = fontShelf();

/** Bytes from the printer's reset to the cut. Takes processor time: not for the till's own loop. */
export async function escPosOf(rows: readonly Row[], language: Language, paper: Paper): Promise<Uint8Array> {
  const width = DOTS[paper.widthMm];
  const columns = Math.floor(width / CELL);
  const [fonts, { create }] = await Promise.all([shelf.outlines(language, rows.flatMap(textsOf)), import('qrcode')]);
  const codes = (text: string) => {
    const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
    return { size, dark: (row: number, column: number) => data[row * size + column] === 1 };
  };
  const ink: Ink<OutlineFont> = { fonts, codes, left: 0, right: width / DOTS_PER_POINT, black, grey: black };
  const encoder = new Encoder({ language: 'esc-pos', columns, imageMode: 'raster', newline: '\n', feedBeforeCut: 0, codepageMapping: CODE_PAGES, errors: 'relaxed' });
  encoder.initialize();
  if (paper.codePage !== 'raster') encoder.codepage(paper.codePage);
  let pictures: Bitmap[] = [];
  const develop = () => {
    if (pictures.length > 0) picture(encoder, stacked(pictures, width));
    pictures = [];
  };
  for (const row of rows) {
    if (pictured(row, language, paper.codePage, pictures.length > 0)) {
      pictures.push(...blocksOf([row], ink).map((block) => dotsOf(block, width)));
      continue;
    }
    develop();
    if (row.kind === 'code') encoder.align('center').qrcode(row.text, { model: 2, size: CODE_SIZE, errorlevel: 'm' }).newline().align('left');
    else if (row.kind === 'gap') encoder.newline();
    else if (row.kind === 'rule') encoder.line('-'.repeat(columns));
    else say(encoder, row, columns, paper.codePage);
  }
  develop();
  encoder.newline(FEED_LINES);
  if (paper.cut) encoder.cut('partial');
  return encoder.encode();
}

function stacked(pictures: readonly Bitmap[], width: number): Bitmap {
  const whole = newBitmap(width, pictures.reduce((sum, one) => sum + one.height, 0));
  let top = 0;
  for (const one of pictures) {
    copyInto(whole, one, 0, top);
    top += one.height;
  }
  return whole;
}

/** A picture of a line: 32 bits a dot for the library, which packs them. */
function picture(encoder: Encoder, { width, height, dots }: Bitmap): void {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let index = 0; index < dots.length; index += 1) if (dots[index] === 1) data.fill(0, index * 4, index * 4 + 3);
  encoder.image({ width, height, data }, { width, height, algorithm: 'threshold', mode: 'raster' });
}

/** Letters that a code page lacks, by their plain kin. */
function plain(text: string, codePage: PrinterSettings['codePage']): string {
  const flat = text.replaceAll('−', '-').replaceAll('…', '...');
  return codePage === 'cp437' ? flat.replaceAll('×', 'x') : flat;
}

/**
 * True when a line is printed as a picture: the printer's own letters cannot say all of it. Chinese and Korean receipts are pictures throughout,
 * for half of each would look like two receipts.
 */
function pictured(row: Row, language: Language, codePage: Paper['codePage'], afterPicture: boolean): boolean {
  if (codePage === 'raster' || language !== 'en' || row.kind === 'mark') return true;
  if (row.kind === 'rule' || row.kind === 'gap') return afterPicture;
  return textsOf(row).some(({ text }) => iconv.decode(iconv.encode(plain(text, codePage), codePage), codePage) !== plain(text, codePage));
}

const DOUBLE: ReadonlySet<Style> = new Set(['shop', 'total']);

function say(encoder: Encoder, row: Row, columns: number, codePage: Paper['codePage']): void {
  if (row.kind !== 'text' && row.kind !== 'pair' && row.kind !== 'columns') return;
  const high = DOUBLE.has(row.style) ? 2 : 1;
  // A sum that would break in two at double width stays narrow.
  const wide = high === 2 && linesOf(row, Math.floor(columns / 2), codePage).length === 1 ? 2 : 1;
  encoder.bold(STYLES[row.style].bold).size(wide, high);
  for (const line of linesOf(row, Math.floor(columns / wide), codePage)) encoder.line(line);
  encoder.size(1, 1).bold(false);
  if (row.kind === 'pair' && row.final === true) encoder.line('='.repeat(Math.min(row.right.length * wide, columns)).padStart(columns));
}

function linesOf(row: Extract<Row, { kind: 'text' | 'pair' | 'columns' }>, width: number, codePage: Paper['codePage']): string[] {
  const length = (text: string) => Array.from(text).length;
  const flat = (text: string) => plain(text, codePage);
  switch (row.kind) {
    case 'text': return broken(flat(row.text), width, length).map((line) => (row.centred === true ? ' '.repeat(Math.floor((width - length(line)) / 2)) + line : line));
    case 'pair': {
      const [left, right, indent] = [flat(row.left), flat(row.right), row.indent === true ? '  ' : ''];
      const room = Math.max(8, width - indent.length - length(right) - (right === '' ? 0 : 1));
      return broken(left, room, length).map((line, index) => (index === 0 && right !== '' ? `${indent}${line}`.padEnd(width - length(right)) + right : indent + line));
    }
    case 'columns': {
      const step = Math.floor(width / Math.max(row.cells.length, 1));
      return [row.cells.map((cell, index) => (index === 0 ? flat(cell).padEnd(width - step * (row.cells.length - 1)) : flat(cell).padStart(step))).join('').slice(0, width)];
    }
  }
}

/** Opens the drawer on connector pin 2; 50 ms, as the drawers' makers ask. */
export function kickBytes(): Uint8Array {
  return new Encoder({ language: 'esc-pos', columns: 48 }).pulse(0, 100, 500).encode();
}
