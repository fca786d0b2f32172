/** The shipping thread with a bad line before it. */
import { parentPort, workerData } from 'node:worker_threads';
import { shipFrom, type ShipOrder, type ShipWord } from '#main/shipping/shipFrom.ts';
import { badLine, type Told } from './badLine.ts';

let stopped = false;
const told: Told = { sent: 0, again: 0, cuts: 0, old: 0, late: 0, threadUs: 0 };
parentPort?.once('message', () => { stopped = true; });
const tell = (word: ShipWord) => {
  if ('ended' in word) {
    const { user, system } = process.threadCpuUsage();
    told.threadUs = user + system;
    new BroadcastChannel('told').postMessage(told);
  }
  parentPort?.postMessage(word);
};
await shipFrom(workerData as ShipOrder, tell, () => stopped, (backend) => badLine(backend, told));
parentPort?.close();
