/** A receipt's blocks as dots: the same drawing as on the PDF's page, for printers whose code page lacks the letters. */
import { fillOutline, fillRect, newBitmap, type Bitmap } from './bitmap.ts';
import type { OutlineFont } from './receiptFonts.ts';
import type { Block, Sheet } from './receiptBlocks.ts';

/** 203 dots an inch, points of 1/72 inch: the resolution of receipt printers. */
export const DOTS_PER_POINT = 203.2 / 72;

/** The only paths that blocks draw are bars of a code: `M column row H column V row H column Z`. */
const BAR = /M(\d+) (\d+)H(\d+)V(\d+)H\d+Z/g;

/** Draws one block on a strip of its own. `width` in dots. */
export function dotsOf(block: Block<OutlineFont>, width: number): Bitmap {
  const height = Math.max(1, Math.round(block.height * DOTS_PER_POINT));
  const bitmap = newBitmap(width, height);
  block.draw(sheetOn(bitmap), block.height);
  return bitmap;
}

/** The sheet's lower left is the bitmap's; everything is black, for paper knows no grey. */
function sheetOn(bitmap: Bitmap): Sheet<OutlineFont> {
  const down = (y: number) => bitmap.height - y * DOTS_PER_POINT;
  const dots = (points: number) => Math.max(1, Math.round(points * DOTS_PER_POINT));
  return {
    drawText(text, { x, y, size, font }) {
      const scale = (size / font.unitsPerEm) * DOTS_PER_POINT;
      let at = x * DOTS_PER_POINT;
      for (const character of text) {
        const { steps, advance } = font.outline(character);
        fillOutline(bitmap, steps, { x: at, baseline: Math.round(down(y)), scaleX: scale, scaleY: scale });
        at += advance * scale;
      }
    },
    drawLine({ start, end, thickness }) {
      fillRect(bitmap, Math.round(start.x * DOTS_PER_POINT), Math.round(down(start.y)), Math.round((end.x - start.x) * DOTS_PER_POINT), dots(thickness));
    },
    drawRectangle({ x, y, width, height, borderWidth }) {
      const [left, top, wide, high, line] = [Math.round(x * DOTS_PER_POINT), Math.round(down(y + height)), Math.round(width * DOTS_PER_POINT), Math.round(height * DOTS_PER_POINT), dots(borderWidth)];
      for (const [a, b, c, d] of [[left, top, wide, line], [left, top + high - line, wide, line], [left, top, line, high], [left + wide - line, top, line, high]] as const) fillRect(bitmap, a, b, c, d);
    },
    drawSvgPath(path, { x, y, scale }) {
      const dot = scale * DOTS_PER_POINT;
      const [left, top] = [x * DOTS_PER_POINT, down(y)];
      const edge = (start: number, modules: number) => Math.round(start + modules * dot);
      for (const [, a = '', b = '', c = '', d = ''] of path.matchAll(BAR)) {
        const [from, upper] = [edge(left, Number(a)), edge(top, Number(b))];
        fillRect(bitmap, from, upper, edge(left, Number(c)) - from, edge(top, Number(d)) - upper);
      }
    },
  };
}
