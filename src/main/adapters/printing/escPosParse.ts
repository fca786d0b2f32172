/** Reads ESC/POS bytes as a printer would: what is to stand on the paper, what is asked back, when the drawer opens (ESC/POS command reference). */

export type PaperOp =
  | { readonly op: 'text'; readonly bytes: Uint8Array; readonly codePage: number; readonly bold: boolean; readonly wide: number; readonly high: number }
  | { readonly op: 'line'; readonly spacing: number; readonly align: 'left' | 'center' | 'right' }
  | { readonly op: 'image'; readonly widthBytes: number; readonly height: number; readonly bytes: Uint8Array; readonly align: 'left' | 'center' | 'right' }
  | { readonly op: 'qr'; readonly text: string; readonly size: number; readonly level: 'L' | 'M' | 'Q' | 'H'; readonly align: 'left' | 'center' | 'right' }
  | { readonly op: 'cut' }
  | { readonly op: 'kick'; readonly pin: number }
  /** `now`: answered at once (DLE EOT); else in its turn (GS r). */
  | { readonly op: 'asked'; readonly what: number; readonly now: boolean }
  | { readonly op: 'unknown'; readonly at: number; readonly bytes: string };

/** Lengths of the commands that set something the paper does not show, without the two bytes that name them. */
const PASSED: Readonly<Record<string, number>> = { '1b4d': 1, '1b52': 1, '1b2d': 1, '1b47': 1, '1b7b': 1, '1d42': 1, '1d61': 1, '1d50': 2, '1d4c': 2, '1d57': 2, '1b20': 1, '1b44': 1, '1c2e': 0, '1c26': 0, '1b53': 0 };
const ALIGN = ['left', 'center', 'right'] as const;
const LEVELS = ['L', 'M', 'Q', 'H'] as const;
const OPS_MAX = 100_000;
const SPACING = 30;

type Pen = { align: 'left' | 'center' | 'right'; bold: boolean; wide: number; high: number; codePage: number; spacing: number };
const fresh = (): Pen => ({ align: 'left', bold: false, wide: 1, high: 1, codePage: 0, spacing: SPACING });

export function parseEscPos(bytes: Uint8Array): PaperOp[] {
  const ops: PaperOp[] = [];
  let pen = fresh();
  let code = { text: '', size: 3, level: 'L' as (typeof LEVELS)[number] };
  let text: number[] = [];
  const byte = (at: number) => bytes[at] ?? 0;
  const flush = () => {
    if (text.length > 0) ops.push({ op: 'text', bytes: Uint8Array.from(text), codePage: pen.codePage, bold: pen.bold, wide: pen.wide, high: pen.high });
    text = [];
  };
  const unknown = (at: number) => { ops.push({ op: 'unknown', at, bytes: Buffer.from(bytes.subarray(at, at + 6)).toString('hex') }); };

  /** GS ( k: the four functions of a QR code. Returns the bytes it took. */
  const qr = (at: number): number => {
    const length = byte(at + 3) + byte(at + 4) * 256;
    const value = bytes.subarray(at + 8, at + 5 + length);
    switch (byte(at + 6)) {
      case 0x43: code = { ...code, size: byte(at + 7) }; break;
      case 0x45: code = { ...code, level: LEVELS[byte(at + 7) - 0x30] ?? 'L' }; break;
      case 0x50: code = { ...code, text: Buffer.from(value).toString('latin1') }; break;
      case 0x51: ops.push({ op: 'qr', ...code, align: pen.align }); break;
      case 0x41: break;
      default: unknown(at);
    }
    return 5 + length;
  };
  const raster = (at: number): number => {
    const widthBytes = byte(at + 4) + byte(at + 5) * 256;
    const height = byte(at + 6) + byte(at + 7) * 256;
    ops.push({ op: 'image', widthBytes, height, bytes: bytes.slice(at + 8, at + 8 + widthBytes * height), align: pen.align });
    return 8 + widthBytes * height;
  };
  const command = (at: number): number => {
    const name = Buffer.from(bytes.subarray(at, at + 2)).toString('hex');
    switch (name) {
      case '1b40': pen = fresh(); return 2;
      case '1b61': pen.align = ALIGN[byte(at + 2) % 48] ?? 'left'; return 3;
      case '1b45': pen.bold = (byte(at + 2) & 1) === 1; return 3;
      case '1b32': pen.spacing = SPACING; return 2;
      case '1b33': pen.spacing = byte(at + 2); return 3;
      case '1b74': pen.codePage = byte(at + 2); return 3;
      case '1b64': for (let n = 0; n < byte(at + 2); n += 1) ops.push({ op: 'line', spacing: pen.spacing, align: pen.align }); return 3;
      case '1d21': pen.wide = (byte(at + 2) >> 4) + 1; pen.high = (byte(at + 2) & 7) + 1; return 3;
      case '1d76': return raster(at);
      case '1d28': return qr(at);
      case '1d56': ops.push({ op: 'cut' }); return byte(at + 2) >= 65 ? 4 : 3;
      case '1b70': ops.push({ op: 'kick', pin: byte(at + 2) }); return 5;
      case '1d72': ops.push({ op: 'asked', what: byte(at + 2), now: false }); return 3;
      case '1004': ops.push({ op: 'asked', what: byte(at + 2), now: true }); return 3;
      default: {
        const passed = PASSED[name];
        if (passed === undefined) unknown(at);
        return 2 + (passed ?? 0);
      }
    }
  };

  for (let at = 0; at < bytes.length && ops.length < OPS_MAX;) {
    const one = byte(at);
    if (one === 0x1b || one === 0x1d || one === 0x1c || one === 0x10) {
      flush();
      at += command(at);
      continue;
    }
    if (one === 0x0a) {
      flush();
      ops.push({ op: 'line', spacing: pen.spacing, align: pen.align });
    } else if (one >= 0x20) text.push(one);
    else if (one !== 0x0d) unknown(at);
    at += 1;
  }
  flush();
  return ops;
}
