/** Shipping the journal to the backend: in order, in batches, from what it has acknowledged; the journal is the outbox. */
import { LIMITS } from '#core/limits.ts';
import { Fault } from '#core/refusal.ts';
import { GENESIS, type EntryHead } from '#core/journal.ts';
import type { ShippedEntry } from '#contract/cloud.ts';
import { answeredWell, wentUnanswered } from './channels.ts';
import { judgeHead } from './fork.ts';
import type { Till } from './till.ts';

const ACK = 'sync.ack';
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

/** Ships until the backend has all, or something fails; then backs off with jitter. */
export async function ship(till: Till): Promise<void> {
  try {
    let { seq } = acknowledged(till);
    while (seq < till.storage.head().seq) {
      const entries = till.storage.entriesAfter(seq, LIMITS.journalBatchMax);
      const last = entries.at(-1);
      if (last === undefined) return;
      const askedAt = till.ports.clock.now();
      const ack = await till.ports.backend.ship(entries as unknown as ShippedEntry[], till.ports.crypto.sign(last.hash));
      answeredWell(till, ['backend'], till.ports.clock.now() - askedAt);
      if (judgeHead(till, ack)) return;
      if (ack.seq < seq) throw new Fault('backend-behind', 'The backend holds less of the journal than it had acknowledged.', { seq: ack.seq });
      till.storage.setSetting(ACK, JSON.stringify({ seq: ack.seq, hash: ack.hash, signature: ack.signature }));
      if (ack.seq === seq) break;
      seq = ack.seq;
    }
    till.memory.shipFailures = 0;
    till.memory.shipNotBefore = 0;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    await afterFailure(till, error);
  }
  till.ports.changed();
}

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
    if (!judgeHead(till, head)) till.storage.setSetting(ACK, JSON.stringify({ seq: head.seq, hash: head.hash, signature: head.signature }));
  } catch (again) {
    if (!(again instanceof Fault)) throw again;
  }
}
