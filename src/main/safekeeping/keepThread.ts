/** The thread on which one task on a ledger file is done; it says how that ended and goes. */
import { parentPort, workerData } from 'node:worker_threads';
import { perform, type KeepTask } from './keepTasks.ts';

try {
  parentPort?.postMessage({ result: await perform(workerData as KeepTask) });
} catch (error) {
  parentPort?.postMessage({ message: String((error as Error).message) });
}
