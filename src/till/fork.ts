/** Two copies of one ledger: when the backend holds what this file does not, nothing more is sold or sent from it, and the technician is told. */
import type { EntryHead } from '#core/journal.ts';
import type { Till } from './till.ts';

const FORKED = 'ledger-forked';

/**
 * Holds the backend's head of this till's journal against our own entries. Less than ours is fine: the rest follows.
 * @returns true when this file is an old or another copy; the till has stopped then.
 */
export function judgeHead(till: Till, head: EntryHead): boolean {
  if (till.memory.stopped?.code === FORKED) return true;
  if (head.seq === 0 || till.storage.entryAt(head.seq)?.hash === head.hash) return false;
  till.memory.stopped = { code: FORKED };
  till.ports.log('error', 'journal-forked', { seq: head.seq, ours: till.storage.head().seq });
  till.ports.changed();
  return true;
}
