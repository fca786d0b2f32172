/** Dots in black and white, as a thermal head burns them: outlines filled, rectangles, and the picture as a PNG file. */
import { crc32, deflateSync } from 'node:zlib';
import { assert } from '#core/assert.ts';
import type { OutlineStep } from './receiptFonts.ts';

/** One byte a dot, 1 is black; rows from the top. */
export type Bitmap = { readonly width: number; readonly height: number; readonly dots: Uint8Array };

const DOTS_MAX = 64_000_000;
/** Lines through each dot along which coverage is measured. */
const SAMPLES = 4;
/** A curve is flattened into so many straight pieces: a glyph is some tens of dots high. */
const PIECES = 6;

export function newBitmap(width: number, height: number): Bitmap {
  assert(width > 0 && height > 0 && width * height <= DOTS_MAX, 'a picture has a sane size');
  return { width, height, dots: new Uint8Array(width * height) };
}

export function fillRect(bitmap: Bitmap, left: number, top: number, width: number, height: number): void {
  const x = Math.max(0, left);
  const end = Math.min(bitmap.width, left + width);
  if (end <= x) return;
  for (let y = Math.max(0, top); y < Math.min(bitmap.height, top + height); y += 1) bitmap.dots.fill(1, y * bitmap.width + x, y * bitmap.width + end);
}

export function copyInto(bitmap: Bitmap, from: Bitmap, left: number, top: number): void {
  for (let y = 0; y < from.height; y += 1) {
    for (let x = 0; x < from.width; x += 1) {
      if (from.dots[y * from.width + x] === 1 && left + x >= 0 && left + x < bitmap.width && top + y >= 0 && top + y < bitmap.height) bitmap.dots[(top + y) * bitmap.width + left + x] = 1;
    }
  }
}

type Edge = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
/** Font units (y upwards) to dots (y downwards). */
export type Placing = { readonly x: number; readonly baseline: number; readonly scaleX: number; readonly scaleY: number };

/** Fills an outline by the non-zero rule; a dot is black when at least half of it is covered. */
export function fillOutline(bitmap: Bitmap, steps: readonly OutlineStep[], placing: Placing): void {
  const edges = edgesOf(steps, placing);
  if (edges.length === 0) return;
  const top = Math.max(0, Math.floor(Math.min(...edges.map((edge) => Math.min(edge.y0, edge.y1)))));
  const bottom = Math.min(bitmap.height, Math.ceil(Math.max(...edges.map((edge) => Math.max(edge.y0, edge.y1)))));
  const cover = new Float32Array(bitmap.width);
  for (let y = top; y < bottom; y += 1) {
    cover.fill(0);
    for (let sample = 0; sample < SAMPLES; sample += 1) addSpans(cover, edges, y + (sample + 0.5) / SAMPLES);
    for (let x = 0; x < bitmap.width; x += 1) if ((cover[x] ?? 0) >= SAMPLES / 2) bitmap.dots[y * bitmap.width + x] = 1;
  }
}

function addSpans(cover: Float32Array, edges: readonly Edge[], y: number): void {
  const crossings: { x: number; turn: number }[] = [];
  for (const { x0, y0, x1, y1 } of edges) {
    if ((y0 <= y) === (y1 <= y)) continue;
    crossings.push({ x: x0 + ((y - y0) * (x1 - x0)) / (y1 - y0), turn: y1 > y0 ? 1 : -1 });
  }
  crossings.sort((a, b) => a.x - b.x);
  let winding = 0;
  let from = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) from = x;
    winding += turn;
    if (winding === 0) addSpan(cover, from, x);
  }
}

function addSpan(cover: Float32Array, from: number, to: number): void {
  for (let x = Math.max(0, Math.floor(from)); x < Math.min(cover.length, Math.ceil(to)); x += 1) cover[x] = (cover[x] ?? 0) + Math.min(x + 1, to) - Math.max(x, from);
}

function edgesOf(steps: readonly OutlineStep[], { x: left, baseline, scaleX, scaleY }: Placing): Edge[] {
  const edges: Edge[] = [];
  let at = { x: 0, y: 0 };
  let start = at;
  const to = (x: number, y: number) => {
    edges.push({ x0: left + at.x * scaleX, y0: baseline - at.y * scaleY, x1: left + x * scaleX, y1: baseline - y * scaleY });
    at = { x, y };
  };
  for (const { command, args } of steps) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    const from = at;
    switch (command) {
      case 'moveTo': at = start = { x: a, y: b }; break;
      case 'lineTo': to(a, b); break;
      case 'quadraticCurveTo': for (let n = 1; n <= PIECES; n += 1) to(quadratic(n / PIECES, from.x, a, c), quadratic(n / PIECES, from.y, b, d)); break;
      case 'bezierCurveTo': for (let n = 1; n <= PIECES; n += 1) to(cubic(n / PIECES, from.x, a, c, e), cubic(n / PIECES, from.y, b, d, f)); break;
      case 'closePath': to(start.x, start.y); break;
    }
  }
  return edges;
}

const quadratic = (t: number, a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c;
const cubic = (t: number, a: number, b: number, c: number, d: number) => (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t * t * (1 - t) * c + t ** 3 * d;

/** PNG (ISO/IEC 15948), one bit a dot. */
export function pngOf({ width, height, dots }: Bitmap): Uint8Array {
  const stride = Math.ceil(width / 8) + 1;
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    // 0 is black in a grey picture; the first byte of a row says that it is not filtered.
    for (let x = 0; x < width; x += 1) if (dots[y * width + x] !== 1) rows[y * stride + 1 + (x >> 3)] = (rows[y * stride + 1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
