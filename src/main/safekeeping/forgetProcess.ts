/** The process in which every file is searched: it may open and close the ledger's files, which the till's own process must not. What is sought comes by message, where nobody else can read it. */
import { setPriority } from 'node:os';
import { forget, type ForgetTask } from './forget.ts';

/** Selling comes first. */
const NICE = 10;

process.once('message', (message) => {
  try { setPriority(NICE); } catch { /* as it is, then */ }
  process.once('disconnect', () => process.exit(0));
  forget(message as ForgetTask, Date.now(), (moved) => { process.send?.({ moved }); }).then(
    (result) => { process.send?.({ result }, () => process.exit(0)); },
    (error: unknown) => { process.send?.({ message: String((error as Error).message) }, () => process.exit(1)); },
  );
});
