/** Ships a long stretch of the journal in a thread of its own, so that no sale waits for reading, signing and sending it. */
import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { Fault } from '#core/refusal.ts';
import type { Shipping } from '#till/ports.ts';
import type { ShipOrder, ShipWord } from './shipFrom.ts';

const MEMORY_MIB_MAX = 128;
/** Built, the thread's file lies beside this one and is JavaScript. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './shipThread.ts' : './shipThread.js', import.meta.url);

export type ShippingPlace = {
  readonly path: string;
  readonly till: string;
  readonly key: () => KeyObject;
  /** Where the journal goes now; null while there is no line. */
  readonly target: () => { readonly baseUrl: string; readonly keyId: string } | null;
  /** The thread's file, when it is another. */
  readonly file?: URL;
};

export function shippingThread({ path, till, key, target, file = THREAD }: ShippingPlace): Shipping & { readonly stop: () => Promise<void> } {
  const running = new Set<Worker>();
  return {
    drain(after, heard) {
      const to = target();
      if (to === null) return Promise.reject(new Fault('backend-unreachable', 'The payment backend is not running yet. Nothing was sent; the journal waits on the till.'));
      const order: ShipOrder = { path, till, key: key(), after, ...to };
      const worker = new Worker(file, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB_MAX } });
      running.add(worker);
      let goesOn = true;
      return new Promise<void>((done, failed) => {
        worker.on('message', (word: ShipWord) => {
          if ('ended' in word) {
            if (word.ended === null) done();
            else failed(new Fault(word.ended.code, word.ended.message, word.ended.detail));
            return;
          }
          if (!goesOn) return;
          try {
            // What it was told to send elsewhere is of no more use once the till has moved.
            goesOn = heard(word.ack, word.ms) && target()?.baseUrl === to.baseUrl;
          } catch (error) {
            goesOn = false;
            failed(error as Error);
          }
          if (!goesOn) worker.postMessage('stop');
        });
        worker.once('error', (error) => failed(new Fault('shipping-ended', 'The journal’s way to the backend broke off. Nothing is lost; the till sends it again by itself.', { reason: String((error as Error).message).slice(0, 120) })));
        worker.once('exit', () => {
          running.delete(worker);
          failed(new Fault('shipping-ended', 'The journal’s way to the backend broke off. Nothing is lost; the till sends it again by itself.'));
        });
      });
    },
    async stop() {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
