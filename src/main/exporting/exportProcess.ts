/** The process in which the books are read for one export or one question: whatever ends it, a fault in a native part too, ends nothing else. */
import { rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { performRead, type ReadTask } from './exportTask.ts';

/** Selling comes first. */
const NICE = 10;

process.once('message', (message) => {
  const task = message as ReadTask;
  try { setPriority(NICE); } catch { /* as it is, then */ }
  const leave = (said: object) => {
    // The till went meanwhile: nobody is left who would hand the file out or drop it.
    if (!process.connected && 'write' in task) rmSync(task.write.to, { force: true });
    if (process.connected) process.send?.(said, () => process.exit(0));
    else process.exit(0);
  };
  performRead(task).then((result) => leave({ result }), (error: unknown) => leave({ message: String((error as Error).message) }));
});
