/** Rows of a receipt as blocks of ink: broken into lines, aligned, measured, and drawn where they are told. */
import type { Color } from 'pdf-lib';
import type { Fonts, Measured } from './receiptFonts.ts';
import type { Row, Style } from './receiptRows.ts';

type Point = { readonly x: number; readonly y: number };

/** What a block draws on, in points from the lower left: a page of a PDF, or the dots of a printer. */
export type Sheet<Font> = {
  drawText(text: string, how: Point & { readonly size: number; readonly font: Font; readonly color: Color }): void;
  drawLine(how: { readonly start: Point; readonly end: Point; readonly thickness: number; readonly color: Color }): void;
  drawRectangle(how: Point & { readonly width: number; readonly height: number; readonly borderColor: Color; readonly borderWidth: number }): void;
  /** The path's y grows downwards from (x, y). */
  drawSvgPath(path: string, how: Point & { readonly scale: number; readonly color: Color }): void;
};

/** Draws itself below `top`. Points. */
export type Block<Font> = { readonly height: number; readonly draw: (page: Sheet<Font>, top: number) => void };

/** Modules of a QR code, without its quiet zone. */
export type Codes = (text: string) => { readonly size: number; readonly dark: (row: number, column: number) => boolean };

export type Ink<Font extends Measured> = { readonly fonts: Fonts<Font>; readonly codes: Codes; readonly left: number; readonly right: number; readonly black: Color; readonly grey: Color };

type Look = { readonly size: number; readonly bold: boolean; readonly grey: boolean };

export const STYLES: Readonly<Record<Style, Look>> = {
  shop: { size: 13, bold: true, grey: false }, body: { size: 8.5, bold: false, grey: false }, small: { size: 7, bold: false, grey: true },
  sum: { size: 8.5, bold: true, grey: false }, total: { size: 14, bold: true, grey: false }, mark: { size: 11, bold: true, grey: false },
};

const LEADING = 1.42;
/** Part of the leading above the baseline. */
const ASCENT = 1.08;
const GUTTER = 8;
const INDENT = 8;
const GAP = 7;
/** 28 mm, with four modules of quiet around it. */
const CODE_POINTS = 79;
const QUIET_MODULES = 4;

export function blocksOf<Font extends Measured>(rows: readonly Row[], ink: Ink<Font>): Block<Font>[] {
  return rows.map((row) => {
    switch (row.kind) {
      case 'text': return textBlock(ink, row.text, STYLES[row.style], row.centred === true);
      case 'pair': return pairBlock(ink, row.left, row.right, STYLES[row.style], row.final === true, row.indent === true ? INDENT : 0);
      case 'columns': return columnsBlock(ink, row.cells, STYLES[row.style]);
      case 'rule': return { height: 2 * GAP, draw: (page, top) => rule(page, ink.left, ink.right, top - GAP, 0.5, ink.grey) };
      case 'gap': return { height: GAP, draw: () => undefined };
      case 'mark': return markBlock(ink, row.text);
      case 'code': return codeBlock(ink, row.text);
    }
  });
}

function rule<Font>(page: Sheet<Font>, from: number, to: number, y: number, thickness: number, color: Color): void {
  page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness, color });
}

/** Draws runs from `x`; a character without a glyph is a box that can be seen. */
function write<Font extends Measured>(page: Sheet<Font>, ink: Ink<Font>, text: string, look: Look, x: number, baseline: number): void {
  const color = look.grey ? ink.grey : ink.black;
  let at = x;
  for (const run of ink.fonts.runs(text, look.bold)) {
    if (run.font !== null) {
      page.drawText(run.text, { x: at, y: baseline, size: look.size, font: run.font, color });
      at += run.font.widthOfTextAtSize(run.text, look.size);
      continue;
    }
    for (const _ of run.text) {
      page.drawRectangle({ x: at + look.size * 0.12, y: baseline - look.size * 0.08, width: look.size * 0.76, height: look.size * 0.84, borderColor: color, borderWidth: look.size * 0.06 });
      at += look.size;
    }
  }
}

/** Lines no wider than `width`: broken at spaces and between wide characters, and inside a word only when it fits no line. */
export function broken(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  const put = (piece: string) => {
    if (line === '' || measure(line + piece) <= width) line = line === '' ? piece.trimStart() : line + piece;
    else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  };
  for (const piece of text.match(/\s*(?:[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]|[^\s\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]+)|\s+$/gu) ?? []) {
    if (measure(piece) <= width) put(piece);
    else for (const character of piece) put(character);
  }
  if (line !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

function textBlock<Font extends Measured>(ink: Ink<Font>, text: string, look: Look, centred: boolean): Block<Font> {
  const measure = (part: string) => ink.fonts.width(part, look.bold, look.size);
  const lines = broken(text, ink.right - ink.left, measure);
  const leading = look.size * LEADING;
  return {
    height: lines.length * leading,
    draw(page, top) {
      lines.forEach((line, index) => write(page, ink, line, look, centred ? (ink.left + ink.right - measure(line)) / 2 : ink.left, top - index * leading - look.size * ASCENT));
    },
  };
}

/** The figure stands beside the first line of the words. */
function pairBlock<Font extends Measured>(ink: Ink<Font>, left: string, right: string, look: Look, final: boolean, indent: number): Block<Font> {
  const measure = (part: string) => ink.fonts.width(part, look.bold, look.size);
  const figure = measure(right);
  const lines = broken(left, Math.max(ink.right - ink.left - indent - figure - (right === '' ? 0 : GUTTER), 40), measure);
  const leading = look.size * LEADING;
  return {
    height: lines.length * leading + (final ? 9 : 0),
    draw(page, top) {
      lines.forEach((line, index) => write(page, ink, line, look, ink.left + indent, top - index * leading - look.size * ASCENT));
      if (right !== '') write(page, ink, right, look, ink.right - figure, top - look.size * ASCENT);
      if (!final) return;
      for (const down of [3.2, 5.4]) rule(page, ink.right - figure, ink.right, top - look.size * ASCENT - down, 0.8, ink.black);
    },
  };
}

function columnsBlock<Font extends Measured>(ink: Ink<Font>, cells: readonly string[], look: Look): Block<Font> {
  const step = (ink.right - ink.left) / Math.max(cells.length, 1);
  return {
    height: look.size * LEADING,
    draw(page, top) {
      cells.forEach((cell, index) => {
        const x = index === 0 ? ink.left : ink.left + (index + 1) * step - ink.fonts.width(cell, look.bold, look.size);
        write(page, ink, cell, look, x, top - look.size * ASCENT);
      });
    },
  };
}

function markBlock<Font extends Measured>(ink: Ink<Font>, text: string): Block<Font> {
  const look = STYLES.mark;
  const width = ink.fonts.width(text, look.bold, look.size);
  const box = look.size * 1.7;
  return {
    height: box + GAP,
    draw(page, top) {
      page.drawRectangle({ x: ink.left, y: top - GAP - box + 2, width: ink.right - ink.left, height: box, borderColor: ink.black, borderWidth: 1 });
      write(page, ink, text, look, (ink.left + ink.right - width) / 2, top - GAP - look.size * 1.05);
    },
  };
}

/** One path, filled once: separate squares would show hairlines between them. */
function codeBlock<Font extends Measured>(ink: Ink<Font>, text: string): Block<Font> {
  const { size, dark } = ink.codes(text);
  const module = CODE_POINTS / size;
  const path: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!dark(row, column)) continue;
      let end = column;
      while (end + 1 < size && dark(row, end + 1)) end += 1;
      path.push(`M${column} ${row}H${end + 1}V${row + 1}H${column}Z`);
      column = end;
    }
  }
  const quiet = QUIET_MODULES * module;
  return {
    height: CODE_POINTS + 2 * quiet,
    draw: (page, top) => page.drawSvgPath(path.join(''), { x: (ink.left + ink.right - CODE_POINTS) / 2, y: top - quiet, scale: module, color: ink.black }),
  };
}

/** Every text of a row, so that its letters' fonts can be found first. */
export function textsOf(row: Row): { text: string; bold: boolean }[] {
  switch (row.kind) {
    case 'text': return [{ text: row.text, bold: STYLES[row.style].bold }];
    case 'pair': return [row.left, row.right].map((text) => ({ text, bold: STYLES[row.style].bold }));
    case 'columns': return row.cells.map((text) => ({ text, bold: STYLES[row.style].bold }));
    case 'mark': return [{ text: row.text, bold: STYLES.mark.bold }];
    case 'rule': case 'gap': case 'code': return [];
  }
}
