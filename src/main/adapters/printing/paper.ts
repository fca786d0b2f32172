/** The virtual printer's paper: what an ESC/POS printer would have burnt, as a picture. */
import iconv from 'iconv-lite';
import { copyInto, fillOutline, fillRect, newBitmap, type Bitmap } from './bitmap.ts';
import { parseEscPos, type PaperOp } from './escPosParse.ts';
import { fontShelf, type Fonts, type OutlineFont } from './receiptFonts.ts';

export type Paper = { readonly bitmap: Bitmap; readonly kicks: number; readonly cuts: number; /** Text that was sent as letters. */ readonly text: string; /** Commands that no receipt of ours needs, in hex. */ readonly unknown: readonly string[] };

const CODE_PAGES: Readonly<Record<number, string>> = { 0: 'cp437', 2: 'cp850', 16: 'windows1252', 19: 'cp858' };
const CELL = { width: 12, height: 24, baseline: 19, em: 21 };
const MARGIN = 24;
const HEIGHT_MAX = 60_000;

type Letters = Extract<PaperOp, { op: 'text' }>;
type Piece = { readonly height: number; readonly draw: (paper: Bitmap, top: number) => void };

const spelled = (op: Letters) => iconv.decode(Buffer.from(op.bytes), CODE_PAGES[op.codePage] ?? 'cp437');
const shelf = fontShelf();

/** @param dots printable width */
export async function paperOf(bytes: Uint8Array, dots: number): Promise<Paper> {
  const ops = parseEscPos(bytes);
  const letters = ops.filter((op): op is Letters => op.op === 'text');
  const fonts = await shelf.outlines('en', letters.map((op) => ({ text: spelled(op), bold: op.bold })));
  const { create } = await import('qrcode');
  const pieces = piecesOf(ops, dots, fonts, (text, level) => create(text, { errorCorrectionLevel: level }).modules);
  const height = pieces.reduce((sum, piece) => sum + piece.height, 0);
  const bitmap = newBitmap(dots + 2 * MARGIN, Math.min(height + 2 * MARGIN, HEIGHT_MAX));
  let top = MARGIN;
  for (const piece of pieces) {
    piece.draw(bitmap, top);
    top += piece.height;
  }
  return {
    bitmap, kicks: ops.filter((op) => op.op === 'kick').length, cuts: ops.filter((op) => op.op === 'cut').length,
    text: ops.flatMap((op) => (op.op === 'text' ? [spelled(op)] : op.op === 'line' ? ['\n'] : [])).join(''),
    unknown: ops.flatMap((op) => (op.op === 'unknown' ? [op.bytes] : [])),
  };
}

type Modules = (text: string, level: 'L' | 'M' | 'Q' | 'H') => { readonly size: number; readonly data: ArrayLike<number> };

function piecesOf(ops: readonly PaperOp[], dots: number, fonts: Fonts<OutlineFont>, modules: Modules): Piece[] {
  const pieces: Piece[] = [];
  let line: Letters[] = [];
  const placed = (align: 'left' | 'center' | 'right', width: number) => MARGIN + (align === 'left' ? 0 : align === 'center' ? Math.floor((dots - width) / 2) : dots - width);
  for (const op of ops) {
    if (op.op === 'text') line.push(op);
    else if (op.op === 'line') {
      pieces.push(linePiece(line, op.spacing, placed, op.align, fonts));
      line = [];
    } else if (op.op === 'image') {
      const picture = unpacked(op.bytes, op.widthBytes, op.height);
      pieces.push({ height: op.height, draw: (paper, top) => copyInto(paper, picture, placed(op.align, picture.width), top) });
    } else if (op.op === 'qr') {
      const { size, data } = modules(op.text, op.level);
      pieces.push({
        height: size * op.size,
        draw: (paper, top) => {
          for (let index = 0; index < size * size; index += 1) if (data[index] === 1) fillRect(paper, placed(op.align, size * op.size) + (index % size) * op.size, top + Math.floor(index / size) * op.size, op.size, op.size);
        },
      });
    }
  }
  return pieces;
}

function unpacked(bytes: Uint8Array, widthBytes: number, height: number): Bitmap {
  const picture = newBitmap(Math.max(8, widthBytes * 8), Math.max(1, height));
  for (let index = 0; index < bytes.length; index += 1) {
    for (let bit = 0; bit < 8; bit += 1) if (((bytes[index] ?? 0) & (0x80 >> bit)) !== 0) picture.dots[index * 8 + bit] = 1;
  }
  return picture;
}

function linePiece(line: readonly Letters[], spacing: number, placed: (align: 'left' | 'center' | 'right', width: number) => number, align: 'left' | 'center' | 'right', fonts: Fonts<OutlineFont>): Piece {
  const width = line.reduce((sum, op) => sum + op.bytes.length * CELL.width * op.wide, 0);
  const high = Math.max(1, ...line.map((op) => op.high));
  return {
    height: Math.max(spacing, line.length === 0 ? 0 : CELL.height * high),
    draw(paper, top) {
      let x = placed(align, width);
      for (const op of line) {
        for (const run of fonts.runs(spelled(op), op.bold)) {
          for (const character of run.text) {
            if (run.font !== null) drawCell(paper, run.font, character, x, top + CELL.baseline * high, op.wide, op.high);
            x += CELL.width * op.wide;
          }
        }
      }
    },
  };
}

/** A proportional letter in the middle of a printer's cell, narrowed where it is wider. */
function drawCell(paper: Bitmap, font: OutlineFont, character: string, x: number, baseline: number, wide: number, high: number): void {
  const { steps, advance } = font.outline(character);
  const scale = CELL.em / font.unitsPerEm;
  const narrowed = Math.min(1, CELL.width / Math.max(advance * scale, 1));
  const scaleX = scale * narrowed * wide;
  fillOutline(paper, steps, { x: x + (CELL.width * wide - advance * scaleX) / 2, baseline, scaleX, scaleY: scale * high });
}
