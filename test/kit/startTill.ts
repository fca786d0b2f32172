/** A till as a person starts it: the real program as a child process, found by the address that it prints. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** The program's entry file. */
export const CLI = join(ROOT, 'src', 'main', 'tillbook.js');
/** Named in the process list, so that nobody takes it for a till of their own and stops it. */
const TITLE = 'till-under-test';
const START_MS_MAX = 90_000;
const STOP_MS_MAX = 20_000;

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type StartedTill = {
  /** Lets one browser in, once. */
  readonly address: string;
  readonly dataDir: string;
  readonly pid: number;
  /** What it has said so far. */
  readonly stderr: () => string;
  /** Process ids of its children: the embedded backend. */
  readonly children: () => number[];
  /** Asks it to end and waits. */
  readonly stop: () => Promise<number | null>;
  /** Kills it and its backend outright, as a power cut of the machine would. */
  readonly kill: () => Promise<void>;
};

const running = new Set<ChildProcess>();
process.once('exit', () => { for (const child of running) killTree(child.pid ?? 0); });

/** A new empty folder that goes when the test file ends. */
export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-e2e-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function childrenOf(pid: number): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).split('\n').filter((line) => line !== '').map(Number);
  } catch {
    return [];
  }
}

function killTree(pid: number): void {
  for (const one of [...childrenOf(pid), pid]) {
    try { process.kill(one, 'SIGKILL'); } catch { /* it has ended already */ }
  }
}

/** Runs a command of the program to its end; as root it may be run as another user. */
export function tillbook(args: readonly string[], as: { readonly uid?: number; /** For its standard input. */ readonly input?: string } = {}): Promise<Ended> {
  const who = as.uid === undefined ? {} : { uid: as.uid, gid: as.uid };
  const child = spawn(process.execPath, [CLI, ...args], { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'], timeout: START_MS_MAX, killSignal: 'SIGKILL', ...who });
  child.stdin.end(as.input ?? '');
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said.stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said.stderr += text; });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code, ...said }));
  });
}

/** Starts the till and waits for the address. */
export async function startTill(dataDir: string): Promise<StartedTill> {
  const child = spawn(process.execPath, [`--title=${TITLE}`, CLI, 'start', '--data', dataDir, '--port', '0', '--shell', 'address'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let stdout = '';
  let stderr = '';
  let wanted = false;
  const ended = new Promise<number | null>((done) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      if (!wanted) console.error(`the till ended by itself (${code ?? signal}): ${stderr}`);
      done(code);
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const address = await new Promise<string>((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`the till printed no address in time: ${stderr}`)), START_MS_MAX);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const found = /^http:\/\/\S+$/m.exec(stdout);
      if (found === null || !stdout.includes('\n')) return;
      clearTimeout(timer);
      done(found[0]);
    });
    void ended.then((code) => { clearTimeout(timer); failed(new Error(`the till ended with ${code}: ${stderr}`)); });
  });
  const pid = child.pid ?? 0;
  return {
    address, dataDir, pid,
    stderr: () => stderr,
    children: () => childrenOf(pid),
    async stop() {
      wanted = true;
      const hard = setTimeout(() => killTree(pid), STOP_MS_MAX);
      child.kill('SIGTERM');
      const code = await ended;
      clearTimeout(hard);
      return code;
    },
    async kill() {
      wanted = true;
      killTree(pid);
      await ended;
    },
  };
}
