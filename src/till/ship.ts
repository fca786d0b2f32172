/** Shipping the journal to the backend: in order, in batches, from what it has acknowledged; the journal is the outbox. */
import { Fault } from '#core/refusal.ts';
import { GENESIS, type EntryHead } from '#core/journal.ts';
import type { JournalAck } from '#contract/cloud.ts';
import { answeredWell, wentUnanswered } from './channels.ts';
import { drain } from './drain.ts';
import { judgeHead } from './fork.ts';
import type { Till } from './till.ts';

const ACK = 'sync.ack';
const KEEP_EVERY_MS = 1_000;
/** Entries that are worth a thread. */
const LONG_WAY = 2_000;
const WAIT_MS_FIRST = 500;
const WAIT_MS_MAX = 60_000;

/** Setting of a ledger of which the backend has confirmed nothing. */
export const NOTHING_ACKNOWLEDGED: Readonly<Record<string, string>> = { [ACK]: JSON.stringify(GENESIS) };

/** What the backend has acknowledged. */
export function acknowledged(till: { readonly storage: Pick<Till['storage'], 'setting'> }): EntryHead {
  const kept = till.storage.setting(ACK);
  return kept === null ? GENESIS : (JSON.parse(kept) as EntryHead);
}

export function shipDue(till: Till, now: number): boolean {
  return till.memory.shipping === null && now >= till.memory.shipNotBefore && till.storage.status().enrolled !== null && acknowledged(till).seq < till.storage.head().seq;
}

/** Ships until the backend has all, or something fails; then backs off with jitter. A long way is gone beside the till's own thread, where there is such a port. */
export async function ship(till: Till): Promise<void> {
  const { storage, ports } = till;
  const after = acknowledged(till);
  let unkept: JournalAck | null = null;
  let keptAt = ports.clock.now();
  const keep = () => {
    if (unkept !== null) keepAck(till, unkept);
    unkept = null;
    keptAt = ports.clock.now();
  };
  const heard = (ack: JournalAck, ms: number): boolean => {
    answeredWell(till, ['backend'], ms);
    if (judgeHead(till, ack)) return false;
    if (ack.seq < after.seq) throw new Fault('backend-behind', 'The backend holds less of the journal than it had acknowledged.', { seq: ack.seq });
    unkept = ack;
    // One lost costs sending what is there already; keeping each would be a sync of the disk for it, between two sales.
    if (ports.clock.now() - keptAt >= KEEP_EVERY_MS) keep();
    return !till.memory.lineCut;
  };
  try {
    if (ports.shipping !== undefined && storage.head().seq - after.seq > LONG_WAY && !till.memory.lineCut) await ports.shipping.drain(after.seq, heard);
    else await drain({ next: (seq) => storage.journalRun(seq), ship: (run) => ports.backend.ship(run, ports.crypto.sign(run.last.hash)), pause: ports.pause, heard, now: () => ports.clock.now() }, after.seq);
    keep();
    till.memory.shipFailures = 0;
    till.memory.shipNotBefore = 0;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    keep();
    await afterFailure(till, error);
  }
  ports.changed();
}

const keepAck = (till: Till, { seq, hash, signature }: JournalAck): void => till.storage.setSetting(ACK, JSON.stringify({ seq, hash, signature }));

/** Without an answer we wait longer each time. A refusal is looked into: the backend's own head says from where to go on. */
async function afterFailure(till: Till, error: Fault): Promise<void> {
  till.memory.shipFailures += 1;
  const wait = Math.min(WAIT_MS_FIRST * 2 ** Math.min(till.memory.shipFailures, 10), WAIT_MS_MAX);
  const jitter = (till.ports.crypto.random(1)[0] ?? 0) / 255;
  till.memory.shipNotBefore = till.ports.clock.now() + Math.round(wait * (0.5 + jitter / 2));
  till.ports.log('warn', 'shipping-failed', { code: error.code, failures: till.memory.shipFailures });
  if (!error.code.startsWith('backend')) return;
  if (error.code !== 'backend-refused') {
    wentUnanswered(till, ['backend']);
    return;
  }
  try {
    const head = await till.ports.backend.head();
    if (!judgeHead(till, head)) keepAck(till, head);
  } catch (again) {
    if (!(again instanceof Fault)) throw again;
  }
}
