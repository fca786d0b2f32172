/** How fast a WeChat Pay bill is read and checked, beside a bare scan of the same columns that checks nothing. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStatement } from '#main/adapters/statements/registry.ts';
import { makeDay } from './day.ts';

const ROUNDS = 7;
const ROWS = 400_000;
/** Columns whose numbers a reader needs: settled, refunded, coupon refunded, fee, ordered, asked. */
const AMOUNTS = [12, 16, 17, 22, 24, 25];
const COLUMNS = 27;

export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-bench-'));
  try {
    const day = makeDay(folder, ROWS, 7);
    const ours: number[] = [];
    const bare: number[] = [];
    const ratios: number[] = [];
    const processor: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const opened = await openStatement({ path: day.bill });
      let started = performance.now();
      let before = process.cpuUsage();
      const { lineCount, amountMinor } = await opened.scanUnhashed(() => {});
      ours.push(performance.now() - started);
      const ownUsed = usedSince(before);
      started = performance.now();
      before = process.cpuUsage();
      const scanned = bareScan(day.bill);
      bare.push(performance.now() - started);
      processor.push(usedSince(before) / ownUsed);
      ratios.push((bare.at(-1) ?? 0) / (ours.at(-1) ?? 1));
      if (lineCount !== day.billRows || scanned.rows !== lineCount || scanned.settled !== amountMinor) throw new Error('the two scans disagree');
    }
    const speed = (times: number[]) => Math.round(day.billBytes / 1000 / median(times));
    print({ name: 'statement-wechat', value: speed(ours), unit: 'MB/s', peer: { name: 'bare buffer scan', value: speed(bare) }, ratio: round2(median(ratios)) });
    print({ name: 'statement-processor-time', value: round2(median(processor)), unit: 'of bare', peer: null, ratio: round2(median(processor)) });
    print({ name: 'statement-peak-memory', value: peakOfReading(day.bill), unit: 'MiB', peer: null, ratio: null });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processor time of all threads, in microseconds. */
function usedSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** In a process of its own, which does nothing else. */
function peakOfReading(path: string): number {
  const registry = new URL('../../src/main/adapters/statements/registry.ts', import.meta.url).href;
  const script = `const { openStatement } = await import(${JSON.stringify(registry)}); await (await openStatement({ path: ${JSON.stringify(path)} })).scan(() => {}); console.log(process.resourceUsage().maxRSS);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return Math.round(Number(stdout) / 1024);
}

/** Splits rows at commas and adds up amounts: no dates, no ids, no checks. */
function bareScan(path: string): { rows: number; settled: number } {
  const handle = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(1024 * 1024 + 65_536);
  const starts = new Int32Array(COLUMNS + 1);
  let have = 0;
  let rows = 0;
  let settled = 0;
  let sum = 0;
  for (;;) {
    const read = readSync(handle, buffer, have, 1024 * 1024, null);
    if (read === 0) break;
    have += read;
    const end = buffer.lastIndexOf(10, have - 1) + 1;
    for (let at = 0; at < end; ) {
      let column = 0;
      starts[0] = at;
      for (; ; at += 1) {
        const byte = buffer[at] as number;
        if (byte === 44) {
          column += 1;
          starts[column] = at + 1;
        } else if (byte === 10) break;
      }
      if (column === COLUMNS - 1 && buffer[starts[0] as number] === 96) {
        rows += 1;
        settled += decimal(buffer, (starts[12] as number) + 1);
        for (const amount of AMOUNTS) sum += decimal(buffer, (starts[amount] as number) + 1);
      }
      at += 1;
    }
    buffer.copyWithin(0, end, have);
    have -= end;
  }
  closeSync(handle);
  return { rows: sum < 0 ? 0 : rows, settled };
}

/** Two decimals at least; what follows them is not looked at. */
function decimal(bytes: Buffer, start: number): number {
  let value = 0;
  let at = start;
  for (; bytes[at] !== 46; at += 1) value = value * 10 + (bytes[at] as number) - 48;
  return value * 100 + ((bytes[at + 1] as number) - 48) * 10 + (bytes[at + 2] as number) - 48;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(figure: object): void {
  console.log(JSON.stringify(figure));
}
