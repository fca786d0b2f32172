/** The process in which one task on a ledger file is done beside the till that sells: whatever ends it ends nothing else. */
import { setPriority } from 'node:os';
import { perform, type KeepTask } from './keepTasks.ts';

/** Selling comes first. */
const NICE = 10;

process.once('message', (message) => {
  try { setPriority(NICE); } catch { /* as it is, then */ }
  const leave = (said: object) => {
    if (process.connected) process.send?.(said, () => process.exit(0));
    else process.exit(0);
  };
  perform(message as KeepTask).then((result) => leave({ result }), (error: unknown) => leave({ message: String((error as Error).message) }));
});
