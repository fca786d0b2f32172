/** Starts a thread for one task and hands over its one answer; the thread says how it ended and goes. */
import { Worker } from 'node:worker_threads';

type Said<Result> = { readonly result: Result } | { readonly message: string };

/**
 * @param file the thread's own file; it posts `{ result }` or `{ message }` once
 * @param heapMib above it the thread ends, and with it only its task
 * @param awaited keeps the process alive until it has answered
 */
export function onThread<Task, Result>(file: URL, task: Task, heapMib: number, awaited = false): Promise<Result> {
  return new Promise((done, failed) => {
    const worker = new Worker(file, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: heapMib } });
    if (!awaited) worker.unref();
    worker.once('message', (said: Said<Result>) => {
      if ('result' in said) done(said.result);
      else failed(new Error(said.message));
    });
    worker.once('error', failed);
    worker.once('exit', () => failed(new Error('the thread ended without a word')));
  });
}
