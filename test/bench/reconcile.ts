/** A day's ledger against a WeChat Pay bill, from files to report, at a million rows and at ten thousand; every planted break must be named. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eachBreak } from '#core/matching/breaks.ts';
import { climb } from '#core/matching/ladder.ts';
import { MATCHING_DEFAULTS } from '#core/matching/settings.ts';
import { loadBooks } from '#main/commands/loadBooks.ts';
import { makeDay } from './day.ts';
import type { Day } from './day.ts';
import { note } from './lib.ts';

const ROUNDS = 5;
const cli = resolve(import.meta.dirname, '../../src/main/tillbook.js');

/**
 * BENCH_ORDERS: orders of the large day, 1,000,000 where not set. BENCH_PEER: a script that is given ledger and bill, does the same work
 * and prints {"ms", "rssMiB", "breaks"} as its last line, and "cpuMs" where it can, ms by a clock that may start when its engine is loaded; both are also compared as whole processes. Without it the figures stand alone.
 */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-bench-'));
  try {
    const orders = Number(process.env['BENCH_ORDERS'] ?? 1_000_000);
    const day = makeDay(join(folder, 'large'), orders, 42);
    const runs = Array.from({ length: ROUNDS }, () => ({ ours: runOurs(day, join(folder, 'report.json')), peer: runPeer(day) }));
    for (const { ours, peer } of runs) note(`load ${loadavg()[0]?.toFixed(1) ?? ''}: ${JSON.stringify(ours)}${peer === null ? '' : `, peer ${JSON.stringify(peer)}`}`);
    const peerOf = (value: keyof Run) => (runs.some(({ peer }) => peer === null) ? null : median(runs.map(({ peer }) => peer?.[value] ?? 0)));
    for (const [name, value, unit] of [['time', 'ms', 'ms'], ['processor-time', 'cpuMs', 'ms'], ['peak-memory', 'rssMiB', 'MiB']] as const) {
      const own = median(runs.map(({ ours }) => ours[value]));
      const peer = peerOf(value);
      print({ name: `reconcile-${orders}-${name}`, value: own, unit, peer, ratio: peer === null || peer === 0 ? null : Math.round((own / peer) * 100) / 100 });
    }
    const own = median(runs.map(({ ours, peer }) => (peer === null ? Number.NaN : ours.ms / peer.ownMs)));
    if (!Number.isNaN(own)) print({ name: `reconcile-${orders}-time-to-own-clock-of-peer`, value: Math.round(own * 100) / 100, unit: 'ratio', peer: null, ratio: Math.round(own * 100) / 100 });
    await benchSmall(join(folder, 'small'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In this process, warm, as the till does it. */
async function benchSmall(folder: string): Promise<void> {
  const day = makeDay(folder, 10_000, 42);
  const times: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    const started = performance.now();
    const { books } = await loadBooks(day.ledger, [day.bill]);
    const breaks = [...eachBreak(climb(books, MATCHING_DEFAULTS, false), MATCHING_DEFAULTS)];
    times.push(performance.now() - started);
    check(day, breaks);
  }
  print({ name: 'reconcile-10000-time', value: Math.round(median(times) * 10) / 10, unit: 'ms', peer: null, ratio: null });
}

/** `cpuMs`: of all its threads, user and system; hardly moved by what else the machine does. */
type Run = { ms: number; cpuMs: number; rssMiB: number };

/** The whole command in a process of its own, its start counted; what it used is asked of a second run, for asking takes time. */
function runOurs(day: Day, report: string): Run {
  const args = [cli, 'reconcile', '--ledger', day.ledger, '--statement', day.bill, '--json', report, '--no-matches'];
  const run = (before: readonly string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [...before, ...args], { encoding: 'utf8' });
    if (status !== 3) throw new Error(`reconcile ended with ${status}: ${stderr}`);
    return stderr;
  };
  const started = performance.now();
  run([]);
  const ms = Math.round(performance.now() - started);
  check(day, (JSON.parse(readFileSync(report, 'utf8')) as { breaks: { kind: string; orderIds: string[] }[] }).breaks);
  const hook = `data:text/javascript,process.on('exit',()=>{const{maxRSS:r,userCPUTime:u,systemCPUTime:s}=process.resourceUsage();process.stderr.write('\\n'+r+' '+(u+s))})`;
  const [kib = 0, used = 0] = (run(['--import', hook]).trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { ms, cpuMs: Math.round(used / 1000), rssMiB: Math.round(kib / 1024) };
}

function runPeer(day: Day): (Run & { /** By its own clock, which it starts when its engine is loaded. */ ownMs: number }) | null {
  const peer = process.env['BENCH_PEER'];
  if (peer === undefined) return null;
  const started = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [peer, day.ledger, day.bill], { encoding: 'utf8' });
  const wholeMs = Math.round(performance.now() - started);
  const last = stdout.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`the peer said: ${stdout}${stderr}`);
  const { ms, cpuMs = 0, rssMiB, breaks } = JSON.parse(last) as Omit<Run, 'cpuMs'> & { cpuMs?: number; breaks: number };
  if (breaks !== day.truth.length) throw new Error(`the peer found ${breaks} breaks of ${day.truth.length}`);
  return { ms: wholeMs, ownMs: ms, cpuMs, rssMiB };
}

function check(day: Day, breaks: readonly { kind: string; orderIds: readonly string[] }[]): void {
  const found = breaks.map(({ kind, orderIds }) => `${kind} ${orderIds.join('+')}`).sort();
  if (found.join('\n') !== day.truth.join('\n')) throw new Error(`found ${found.length} breaks that are not the ${day.truth.length} planted ones`);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

function print(figure: object): void {
  console.log(JSON.stringify(figure));
}
