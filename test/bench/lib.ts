/** What the benchmarks share: figures, percentiles, options, scratch folders. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One figure as a JSON line. `peer` is the value it is held against, `ratio` = value / peer, or peer / value where less is better and the goal says so. */
export function figure(name: string, value: number, unit: string, peer: number | null = null, ratio: number | null = peer === null ? null : value / peer): void {
  const short = (number: number | null) => (number === null ? null : Number(number.toPrecision(4)));
  process.stdout.write(`${JSON.stringify({ name, value: short(value), unit, peer: short(peer), ratio: short(ratio) })}\n`);
}

export const note = (text: string) => process.stderr.write(`${text}\n`);

/** Milliseconds with the resolution of nanoseconds. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, value) => all + value, 0);

/** `--name value` of a benchmark's options, as a number. */
export function option(args: readonly string[], name: string, otherwise: number): number {
  const at = args.indexOf(`--${name}`);
  const value = at === -1 ? otherwise : Number(args[at + 1]);
  if (!Number.isFinite(value)) throw new Error(`--${name} wants a number`);
  return value;
}

/** A folder on the disk that is measured; gone afterwards. TMPDIR chooses the disk. */
export async function inScratch<Value>(work: (folder: string) => Value | Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processor milliseconds that a process has used so far: hardly moved by what else the machine does. NaN where the system does not tell. */
export function processorMs(pid: number | undefined): number {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** Milliseconds for which a process's first thread could have run and had no processor: what other work on the machine took from it. NaN where the system does not tell. */
export function starvedMs(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return Number.NaN;
  }
}
