/** Starts a process for one task and hands over its one answer: what kills it, a fault in a native part too, leaves the till that sells as it is. */
import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

type Said<Result> = { readonly result: Result } | { readonly message: string };

/** The process ended without an answer; `how` is its signal or its code. */
export class EndedUnasked extends Error {
  readonly how: string;

  constructor(how: string) {
    super(`the process ended without a word (${how})`);
    this.how = how;
  }
}

/**
 * @param file the process's own file; it is sent the task and says `{ result }` or `{ message }` once
 * @param heapMib above it the process ends, and with it only its task
 * @param stop kills it; the process that waits for an answer ends no sooner than with it, or by this
 * @throws EndedUnasked
 */
export function inProcess<Task extends object, Result>(file: URL, task: Task, heapMib: number, stop: AbortSignal): Promise<Result> {
  return new Promise((done, failed) => {
    const kept = getCompileCacheDir();
    const env = { ...process.env, ...(kept === undefined ? {} : { NODE_COMPILE_CACHE: kept }) };
    const child = fork(fileURLToPath(file), [], { env, execArgv: [`--max-old-space-size=${heapMib}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced', signal: stop, killSignal: 'SIGKILL' });
    child.once('message', (raw) => {
      const said = raw as Said<Result>;
      if ('result' in said) done(said.result);
      else failed(new Error(said.message));
    });
    child.once('error', failed);
    child.once('exit', (code, signal) => failed(new EndedUnasked(signal ?? String(code))));
    child.send(task, (error) => { if (error !== null) failed(error); });
  });
}

/** Selling comes first. */
const NICE = 10;

/**
 * The process's side: does the one task that it is sent, at low priority, says how that ended and goes
 * @param orphaned called before it goes where nobody is left who would hear it
 */
export function answerOnce<Task>(perform: (task: Task) => Promise<object>, orphaned: (task: Task) => void = () => {}): void {
  process.once('message', (message) => {
    const task = message as Task;
    try { setPriority(NICE); } catch { /* as it is, then */ }
    const leave = (said: object) => {
      if (!process.connected) orphaned(task);
      if (process.connected) process.send?.(said, () => process.exit(0));
      else process.exit(0);
    };
    perform(task).then((result) => leave({ result }), (error: unknown) => leave({ message: String((error as Error).message) }));
  });
}
