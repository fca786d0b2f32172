/** The thread that ships the journal: one long way, then it ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { shipFrom, type ShipOrder } from './shipFrom.ts';

let stopped = false;
const main = parentPort;
main?.once('message', () => { stopped = true; });
await shipFrom(workerData as ShipOrder, (word) => main?.postMessage(word), () => stopped);
main?.close();
