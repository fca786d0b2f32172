/** Encrypted cards waiting for the line, in a small file of their own: no write-ahead log that keeps old pages, and what is deleted is overwritten. */
import Database from 'better-sqlite3';
import { closeSync, openSync } from 'node:fs';
import { assert } from '#core/assert.ts';
import { Fault } from '#core/refusal.ts';
import type { EncryptedCard } from '#contract/cloud.ts';
import type { CardStore, HeldCard } from '#till/ports.ts';

type Row = { order_id: string; at: number; card: string };

const heldOf = (row: Row): HeldCard => ({ orderId: row.order_id, at: row.at, card: JSON.parse(row.card) as EncryptedCard });

/** Throws `Fault` `cards-not-kept`. */
function guarded<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const { code } = error as { code?: unknown };
    throw new Fault('cards-not-kept', 'The card could not be kept until the line is back, so it was not taken. Nothing was charged; take cash, and call your technician.', { reason: typeof code === 'string' ? code : '' });
  }
}

/** Opens, or makes, the store at a path. */
export function openCardStore(path: string): CardStore & { close(): void } {
  const db = guarded(() => {
    closeSync(openSync(path, 'a', 0o600));
    const opened = new Database(path);
    opened.pragma('journal_mode = DELETE');
    opened.pragma('synchronous = EXTRA');
    opened.pragma('secure_delete = ON');
    opened.pragma('trusted_schema = OFF');
    opened.pragma('temp_store = MEMORY');
    assert(opened.pragma('secure_delete', { simple: true }) === 1, 'what is deleted is overwritten');
    assert(opened.pragma('synchronous', { simple: true }) === 3, 'what is kept is on the disk');
    opened.exec('create table if not exists held_card (order_id text primary key, at integer not null, card text not null) strict, without rowid');
    return opened;
  });
  const put = db.prepare('insert into held_card (order_id, at, card) values (?, ?, ?)');
  const one = db.prepare<[string], Row>('select order_id, at, card from held_card where order_id = ?');
  const all = db.prepare<[], Row>('select order_id, at, card from held_card order by at limit 1000');
  const gone = db.prepare('delete from held_card where order_id = ?');
  // Asked at every tick: an empty store costs no read.
  let count = db.prepare<[], number>('select count(*) from held_card').pluck().get() ?? 0;
  return {
    keep({ orderId, at, card }) {
      guarded(() => put.run(orderId, at, JSON.stringify(card)));
      count += 1;
    },
    get(orderId) {
      const row = count === 0 ? undefined : one.get(orderId);
      return row === undefined ? null : heldOf(row);
    },
    list: () => (count === 0 ? [] : all.all().map(heldOf)),
    drop(orderId) {
      count -= guarded(() => gone.run(orderId)).changes;
    },
    close: () => db.close(),
  };
}
