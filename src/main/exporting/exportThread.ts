/** The thread on which one export is written; it says how that ended and goes. */
import { parentPort, workerData } from 'node:worker_threads';
import { performExport, type ExportTask } from './exportTask.ts';

try {
  parentPort?.postMessage({ exported: await performExport(workerData as ExportTask) });
} catch (error) {
  parentPort?.postMessage({ message: String((error as Error).message) });
}
