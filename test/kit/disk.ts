/** The disk as a witness: compiles the shim, runs a child behind it, and plays its record back up to any moment. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const CHILD = join(import.meta.dirname, 'sellingChild.ts');
const ROOT = join(import.meta.dirname, '../..');

let built: string | null | undefined;
/** The shim's library, or null where it can't be made (no gcc, no Linux): then the disk tests are skipped, loudly. */
export function diskShim(): string | null {
  if (built !== undefined) return built;
  built = null;
  if (process.platform === 'linux') {
    const library = join(mkdtempSync(join(tmpdir(), 'tillbook-shim-')), 'diskShim.so');
    try {
      execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, 'diskShim.c'), '-ldl', '-lpthread'], { stdio: 'pipe' });
      built = library;
    } catch { /* said below */ }
  }
  if (built === null) console.warn('SKIPPED: the disk shim needs Linux and gcc; power cuts and full disks were not tried here.');
  return built;
}

export type ChildEnd = { readonly code: number | null; readonly signal: string | null; readonly output: string; readonly errors: string };

/** Runs a till that sells in a process of its own. `killAfterMs` counts from its first sale. */
export function runChild(folder: string, options: { mode?: string; sales?: number; seed?: number; env?: Record<string, string>; killAfterMs?: number } = {}): Promise<ChildEnd> {
  mkdirSync(folder, { recursive: true });
  return new Promise((done) => {
    const child = spawn(process.execPath, [CHILD, folder, options.mode ?? 'sell', String(options.sales ?? 20), String(options.seed ?? 1)], { cwd: ROOT, env: { ...process.env, NODE_OPTIONS: '', ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    let armed = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (options.killAfterMs === undefined || armed) return;
      armed = true;
      setTimeout(() => child.kill('SIGKILL'), options.killAfterMs);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
    child.on('close', (code, signal) => done({ code, signal, output, errors }));
  });
}

export type DiskOp = { readonly op: 'W' | 'S' | 'T' | 'U'; readonly file: string; readonly offset: number; readonly data: Buffer };

export function readRecord(path: string): DiskOp[] {
  const bytes = readFileSync(path);
  const ops: DiskOp[] = [];
  for (let at = 0; at < bytes.length;) {
    const op = String.fromCharCode(bytes[at] ?? 0) as DiskOp['op'];
    const pathLength = bytes.readUInt32LE(at + 1);
    const offset = Number(bytes.readBigUInt64LE(at + 5));
    const length = op === 'W' ? Number(bytes.readBigUInt64LE(at + 13)) : 0;
    const file = basename(bytes.toString('utf8', at + 21, at + 21 + pathLength));
    at += 21 + pathLength;
    ops.push({ op, file, offset, data: bytes.subarray(at, at + length) });
    at += length;
  }
  return ops;
}

type Image = { durable: Buffer; length: number; pending: DiskOp[] };

function apply(image: { durable: Buffer; length: number }, op: DiskOp): void {
  if (op.op === 'T') {
    if (op.offset < image.length) image.durable.fill(0, op.offset, image.length);
    image.length = op.offset;
    return;
  }
  const end = op.offset + op.data.length;
  if (end > image.durable.length) image.durable = Buffer.concat([image.durable, Buffer.alloc(Math.max(end, image.durable.length))]);
  op.data.copy(image.durable, op.offset);
  image.length = Math.max(image.length, end);
}

/**
 * What lies on the disk after a power cut behind each of the given moments (counts of ops, rising): all that was synced, and of the rest only what `survives`.
 * Unlinking is taken to be durable at once.
 */
export function* cutsOf(ops: readonly DiskOp[], moments: readonly number[], survives: () => boolean): Generator<{ moment: number; write: (folder: string) => void; confirmed: number }> {
  const images = new Map<string, Image>();
  let confirmed = 0;
  let next = 0;
  for (const [index, op] of ops.entries()) {
    while (moments[next] === index) {
      next += 1;
      const kept = confirmed;
      yield { moment: index, confirmed: kept, write: (folder) => {
        mkdirSync(folder, { recursive: true });
        for (const [file, image] of images) {
          const copy = { durable: Buffer.from(image.durable), length: image.length };
          for (const pending of image.pending) if (survives()) apply(copy, pending);
          writeFileSync(join(folder, file), copy.durable.subarray(0, copy.length));
        }
      } };
    }
    if (op.file === 'confirmed') {
      if (op.op === 'W') confirmed += op.data.toString('utf8').split('\n').length - 1;
      continue;
    }
    if (!op.file.startsWith('ledger.db')) continue;
    const image = images.get(op.file) ?? { durable: Buffer.alloc(0), length: 0, pending: [] };
    images.set(op.file, image);
    if (op.op === 'U') images.delete(op.file);
    else if (op.op === 'S') {
      for (const pending of image.pending) apply(image, pending);
      image.pending = [];
    } else image.pending.push(op);
  }
}

export const bookOf = (folder: string): string => `${folder}.book.json`;
export const exists = existsSync;
