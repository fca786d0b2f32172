/** The thread on which the books are read for one export or one question; it says how that ended and goes. */
import { parentPort, workerData } from 'node:worker_threads';
import { performRead, type ReadTask } from './exportTask.ts';

try {
  parentPort?.postMessage({ result: await performRead(workerData as ReadTask) });
} catch (error) {
  parentPort?.postMessage({ message: String((error as Error).message) });
}
