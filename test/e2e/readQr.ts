/** Reads a QR code off the screen as a phone does: from its modules, by a decoder that shares nothing with the one that drew it. */
import jsQR from 'jsqr';
import type { Locator } from 'playwright-core';

/** The package's types name its default export twice. */
type Decoder = (pixels: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;
const DOT = 4;

export async function readQr(svg: Locator): Promise<string> {
  await svg.waitFor();
  const box = (await svg.getAttribute('viewBox'))?.split(' ').map(Number) ?? [];
  const path = (await svg.locator('path').getAttribute('d')) ?? '';
  const [left = 0, , width = 0] = box;
  const side = width * DOT;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let dy = 0; dy < DOT; dy += 1) for (let dx = 0; dx < DOT; dx += 1) {
      const at = (((Number(y) - left) * DOT + dy) * side + (Number(x) - left) * DOT + dx) * 4;
      pixels.fill(0, at, at + 3);
    }
  }
  const read = (jsQR as unknown as Decoder)(pixels, side, side);
  if (read === null) throw new Error('the code on the screen cannot be read');
  return read.data;
}
