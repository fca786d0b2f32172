/** Matches days in a thread of its own, so that selling goes on; the thread is made when it is first needed and has a bound on its memory. */
import { getCompileCacheDir } from 'node:module';
import { Worker } from 'node:worker_threads';
import { Fault } from '#core/refusal.ts';
import type { DayRun } from '#till/dayRun.ts';
import type { Clock, DayMatching } from '#till/ports.ts';
import type { DayAnswer, DayOrder, DayPlace } from './dayWorker.ts';

const MEMORY_MIB_MAX = 256;
/** Built, the thread's file lies beside this one and is JavaScript. */
const SIBLING = import.meta.url.endsWith('.ts') ? './dayWorker.ts' : './dayWorker.js';

type Waiting = { readonly done: (run: DayRun) => void; readonly failed: (error: Fault) => void };

export function dayMatching(place: DayPlace, clock: Clock): DayMatching & { readonly stop: () => Promise<void> } {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;

  function failAll(why: string): void {
    const failed = [...waiting.values()];
    waiting.clear();
    worker = null;
    for (const one of failed) one.failed(new Fault('matching-failed', 'The day could not be matched. Nothing was booked and nothing was changed; try again, or call your technician.', { reason: why.slice(0, 120) }));
  }

  function started(): Worker {
    if (worker !== null) return worker;
    const kept = getCompileCacheDir();
    const env = { ...process.env, ...(kept === undefined ? {} : { NODE_COMPILE_CACHE: kept }) };
    const made = new Worker(new URL(SIBLING, import.meta.url), { workerData: place, env, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB_MAX } });
    made.on('message', ({ id, run, trouble }: DayAnswer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (run !== null) one?.done(run);
      else one?.failed(new Fault('matching-failed', 'The day could not be matched. Nothing was booked and nothing was changed; try again, or call your technician.', { reason: (trouble ?? '').slice(0, 120) }));
      if (waiting.size === 0) made.unref();
    });
    made.on('error', (error) => { if (worker === made) failAll(String((error as Error).message)); });
    made.on('exit', () => { if (worker === made) failAll('ended'); });
    worker = made;
    return made;
  }

  return {
    run(day, wallet, rules = null) {
      const thread = started();
      thread.ref();
      last += 1;
      const order: DayOrder = { id: last, day, wallet, now: clock.now(), rules };
      return new Promise((done, failed) => {
        waiting.set(order.id, { done, failed });
        thread.postMessage(order);
      });
    },
    async stop() {
      const ending = worker;
      failAll('stopped');
      await ending?.terminate();
    },
  };
}
