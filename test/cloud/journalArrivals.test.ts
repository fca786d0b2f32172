/** A batch delivered again is known by its bytes; what is remembered of it counts only while the database holds it. */
import { generateKeyPairSync, hash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#cloud/db/open.ts';
import { journalArrivals } from '#cloud/journalArrivals.ts';
import type { Database } from '#cloud/ports.ts';
import { receiveJournal } from '#cloud/receiveJournal.ts';
import { journalBatch } from '#contract/journalLines.ts';
import type { ShippedEntry } from '#contract/cloud.ts';
import { chain, deviceCrypto, runOf } from '../kit/tillAtBackend.ts';
import { inMemory } from '../kit/freshDatabase.ts';

const caller = { store: 'again', till: 'T1' };
const pair = generateKeyPairSync('ed25519');
const crypto = deviceCrypto(pair);
const entries = chain('T1', 20, { seq: 0, hash: '0'.repeat(64) });
const arrivals = journalArrivals();
let database: Database;

beforeAll(async () => {
  database = await openDatabase(await inMemory());
  await database.sql`insert into journal_head (store, till, seq, hash) values (${caller.store}, ${caller.till}, 0, ${'0'.repeat(64)})`;
});
afterAll(() => database?.close());

const receive = (part: readonly ShippedEntry[], sign = (text: string) => crypto.sign(text)) => {
  const bytes = Buffer.from(journalBatch(runOf(part), sign(part.at(-1)?.hash ?? '')));
  return receiveJournal(database, arrivals, caller, pair.publicKey, bytes, hash('sha256', bytes, 'base64'));
};
const held = async () => (await database.sql<{ seq: number }>`select seq from journal_entry where store = ${caller.store} order by seq`).map((row) => row.seq);

test('delivered again it is answered by the head of now and changes nothing; where the database was put back meanwhile it is taken in anew [N272]', async () => {
  await receive(entries.slice(0, 10));
  await receive(entries.slice(10));
  expect((await receive(entries.slice(0, 10))).seq).toBe(20);
  expect((await receive(entries.slice(10))).hash).toBe(entries[19]?.hash);
  await database.sql`delete from journal_entry where store = ${caller.store} and seq > ${10}`;
  await database.sql`update journal_head set seq = ${10}, hash = ${entries[9]?.hash ?? ''} where store = ${caller.store}`;
  expect((await receive(entries.slice(0, 10))).seq).toBe(10);
  expect((await receive(entries.slice(10))).seq).toBe(20);
  expect(await held()).toEqual(entries.map((entry) => entry.seq));
  // Another till's batch of the same bytes is not known by them.
  expect(arrivals.seen({ store: 'again', till: 'T2' }, 'sha-256')).toBeNull();
  await expect(receive(entries.slice(0, 10), () => deviceCrypto().sign('another'))).rejects.toMatchObject({ code: 'bad-head-signature' });
});

test('what is remembered is bounded, for a till and for all of them [N273]', () => {
  const bounded = journalArrivals();
  for (let nth = 0; nth < 50; nth += 1) bounded.taken(caller, `digest${nth}`, { seq: nth, hash: '' });
  expect([0, 41, 42, 49].map((nth) => bounded.seen(caller, `digest${nth}`)?.seq ?? null)).toEqual([null, null, 42, 49]);
  for (let nth = 0; nth < 1_000; nth += 1) bounded.taken({ store: 'again', till: `till${nth}` }, 'digest', { seq: 1, hash: '' });
  expect(bounded.seen(caller, 'digest49')).toBeNull();
  expect(bounded.seen({ store: 'again', till: 'till0' }, 'digest')).not.toBeNull();
});
