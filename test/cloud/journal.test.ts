/** The backend's copy of the journal: continues the chain or refuses, on each engine. */
import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Cloud } from '#cloud/index.ts';
import type { JournalAck } from '#contract/cloud.ts';
import { engines } from '../kit/engines.ts';
import { chain, enrolledTill, headSignature, runOf } from '../kit/tillAtBackend.ts';
import type { TestTill } from '../kit/tillAtBackend.ts';

const START = { seq: 0, hash: '0'.repeat(64) };
const refusal = (code: string, detail: object = {}) => expect.objectContaining({ code: 'backend-refused', detail: expect.objectContaining({ code, ...detail }) as unknown }) as Error;

describe.each(engines())('journal on $name', (engine) => {
  let cloud: Cloud;
  let till: TestTill;
  const ship = (entries: ReturnType<typeof chain>) => till.ship(runOf(entries), headSignature(till, entries));
  beforeAll(async () => {
    await engine.start();
    cloud = await engine.cloud();
  });
  beforeEach(async () => {
    till = await enrolledTill(cloud, 'ledger');
  });
  afterAll(async () => {
    await cloud?.close();
    await engine.stop();
  });

  test('the head begins at 0 and each batch moves it, acknowledged by the backend\'s signature [C30]', async () => {
    expect(await till.head()).toMatchObject(START);
    const entries = chain(till.name, 500, START);
    const ack: JournalAck = await ship(entries);
    expect(ack).toMatchObject({ seq: 500, hash: entries.at(-1)?.hash });
    const key = createPublicKey({ key: Buffer.from(await cloud.publicKey('ledger'), 'base64'), format: 'der', type: 'spki' });
    expect(verify(null, Buffer.from(`${till.name} 500 ${ack.hash}`), key, Buffer.from(ack.signature, 'base64'))).toBe(true);
    const more = chain(till.name, 3, ack);
    expect((await ship(more)).seq).toBe(503);
    expect(await till.head()).toMatchObject({ seq: 503 });
    expect((await till.status()).heads).toContainEqual({ till: till.name, seq: 503, hash: more[2]?.hash });
  });

  test('a batch sent again, or overlapping, changes nothing but adds what is new [C31]', async () => {
    const entries = chain(till.name, 10, START);
    await ship(entries.slice(0, 6));
    expect((await ship(entries.slice(0, 6))).seq).toBe(6);
    expect((await ship(entries.slice(2, 4))).seq).toBe(6);
    expect((await ship(entries.slice(4))).seq).toBe(10);
    const both = await Promise.all([ship(entries), ship(entries), ship(entries)]);
    expect(both.map((ack) => ack.seq)).toEqual([10, 10, 10]);
  });

  test('batches of one till at one moment end as one chain [C32]', async () => {
    const entries = chain(till.name, 40, START);
    const results = await Promise.allSettled([10, 20, 30, 40].map((end) => ship(entries.slice(0, end))));
    expect(results.every((result) => result.status === 'fulfilled')).toBe(true);
    expect(await till.head()).toMatchObject({ seq: 40, hash: entries[39]?.hash });
  });

  test('a gap is refused with the head that is here [C33]', async () => {
    const entries = chain(till.name, 5, START);
    await ship(entries.slice(0, 2));
    await expect(ship(entries.slice(3))).rejects.toEqual(refusal('gap', { status: 409, seq: 2, hash: entries[1]?.hash }));
    expect(await till.head()).toMatchObject({ seq: 2 });
  });

  test('a ledger that was copied back and went on otherwise is a fork [C34]', async () => {
    const entries = chain(till.name, 5, START);
    await ship(entries);
    const restored = chain(till.name, 2, { seq: 3, hash: entries[2]?.hash ?? '' }, 'restored');
    await expect(ship(restored)).rejects.toEqual(refusal('fork', { seq: 5, forkSeq: 4 }));
    const other = chain(till.name, 2, { seq: 5, hash: 'f'.repeat(64) });
    await expect(ship(other)).rejects.toEqual(refusal('fork', { forkSeq: 6 }));
    expect(await till.head()).toMatchObject({ seq: 5, hash: entries[4]?.hash });
  });

  test('an altered entry, a foreign entry, a broken batch and a foreign signature are refused whole [C35]', async () => {
    const entries = chain(till.name, 4, START);
    const altered = entries.map((entry, index) => (index === 1 ? { ...entry, payload: { ...entry.payload, total: 1 } } : entry));
    await expect(ship(altered)).rejects.toEqual(refusal('bad-hash', { seq: 2 }));
    const hidden = entries.map((entry, index) => (index === 2 ? { ...entry, smuggled: true } : entry));
    await expect(ship(hidden)).rejects.toEqual(refusal('bad-hash', { seq: 3 }));
    await expect(ship(chain('another', 2, START))).rejects.toEqual(refusal('other-till'));
    await expect(ship([entries[0]!, entries[2]!])).rejects.toEqual(refusal('broken-batch', { seq: 3 }));
    const stranger = await enrolledTill(cloud, 'ledger');
    await expect(till.ship(runOf(entries), headSignature(stranger, entries))).rejects.toEqual(refusal('bad-head-signature'));
    expect(await till.head()).toMatchObject(START);
  });
});
