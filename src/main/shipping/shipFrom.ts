/** Reads, signs and sends a till's journal over a connection of its own, which can only read: what the shipping thread does. */
import type { KeyObject } from 'node:crypto';
import { Fault } from '#core/refusal.ts';
import type { JournalAck } from '#contract/cloud.ts';
import { connectBackend } from '#main/adapters/cloud/backend.ts';
import { nodeCrypto } from '#main/adapters/crypto/nodeCrypto.ts';
import { openJournal } from '#main/adapters/sqlite/entries.ts';
import { openForReading } from '#main/adapters/sqlite/open.ts';
import { drain } from '#till/drain.ts';
import type { PaymentBackend } from '#till/ports.ts';

export type ShipOrder = {
  /** The ledger file, and the till whose it is. */
  readonly path: string;
  readonly till: string;
  readonly baseUrl: string;
  readonly keyId: string;
  /** The device key as this process holds it; it goes to a thread of the same process and no further. */
  readonly key: KeyObject;
  readonly after: number;
};
/** Each later word of the backend; then, once, how it ended. */
export type ShipWord = { readonly ack: JournalAck; readonly ms: number } | { readonly ended: { readonly code: string; readonly message: string; readonly detail: Fault['detail'] } | null };

/** @param over what lies between the till and the backend, for a benchmark's bad line */
export async function shipFrom(order: ShipOrder, tell: (word: ShipWord) => void, isStopped: () => boolean, over = (backend: Pick<PaymentBackend, 'ship'>) => backend): Promise<void> {
  try {
    await shipAll(order, tell, isStopped, over);
    tell({ ended: null });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    tell({ ended: { code: error.code, message: error.message, detail: error.detail } });
  }
}

async function shipAll({ path, till, baseUrl, keyId, key, after }: ShipOrder, tell: (word: ShipWord) => void, isStopped: () => boolean, over: (backend: Pick<PaymentBackend, 'ship'>) => Pick<PaymentBackend, 'ship'>): Promise<void> {
  const db = openForReading(path);
  const crypto = nodeCrypto(key);
  const line = connectBackend({ baseUrl, keyId, crypto });
  const backend = over(line);
  const journal = openJournal(db, till);
  try {
    await drain({
      next: (seq) => journal.run(seq),
      ship: (run) => backend.ship(run, crypto.sign(run.last.hash)),
      pause: () => new Promise((done) => { setImmediate(done); }),
      now: () => performance.now(),
      heard(ack, ms) {
        tell({ ack, ms: Math.round(ms) });
        return !isStopped();
      },
    }, after);
  } finally {
    line.close();
    db.close();
  }
}
