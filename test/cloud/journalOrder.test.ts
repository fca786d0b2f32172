/** Batches of one till that are under way together: whatever order they arrive in, on each engine, they end as one chain, and what was acknowledged is held. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Cloud } from '#cloud/index.ts';
import type { ShippedEntry } from '#contract/cloud.ts';
import { LIMITS } from '#core/limits.ts';
import { Fault } from '#core/refusal.ts';
import { drain } from '#till/drain.ts';
import { engines } from '../kit/engines.ts';
import { chain, enrolledTill, headSignature, runOf, type TestTill } from '../kit/tillAtBackend.ts';

const START = { seq: 0, hash: '0'.repeat(64) };
const refusal = (code: string, detail: object = {}) => expect.objectContaining({ code: 'backend-refused', detail: expect.objectContaining({ code, ...detail }) as unknown }) as Error;
const lost = () => new Fault('backend-unknown', 'cut');

describe.each(engines())('order of batches on $name', (engine) => {
  let cloud: Cloud;
  let till: TestTill;
  let entries: ShippedEntry[];
  const ship = (part: ShippedEntry[]) => till.ship(runOf(part), headSignature(till, part));
  const batch = (nth: number) => entries.slice(nth * 10, nth * 10 + 10);
  beforeAll(async () => {
    await engine.start();
    cloud = await engine.cloud();
  });
  beforeEach(async () => {
    till = await enrolledTill(cloud, 'ledger');
    entries = chain(till.name, 60, START);
  });
  afterAll(async () => {
    await cloud?.close();
    await engine.stop();
  });

  test('two and three batches whose order the network turned round are all taken in, each acknowledged for itself [N267]', async () => {
    const third = ship(batch(2));
    await sleep(20);
    const second = ship(batch(1));
    await sleep(20);
    const acks = await Promise.all([ship(batch(0)), second, third]);
    expect(acks.map(({ seq, hash }) => [seq, hash])).toEqual([10, 20, 30].map((seq) => [seq, entries[seq - 1]?.hash]));
    expect(await till.head()).toMatchObject({ seq: 30, hash: entries[29]?.hash });
  });

  test('a batch whose predecessor never comes is refused after a while with the head that is here, and nothing of it is held [N268]', async () => {
    await ship(batch(0));
    await expect(ship(batch(2))).rejects.toEqual(refusal('gap', { status: 409, seq: 10, hash: entries[9]?.hash }));
    expect(await till.head()).toMatchObject({ seq: 10 });
    await ship(batch(1));
    expect((await ship(batch(2))).seq).toBe(30);
  });

  test('a batch that waited and does not continue what came before it is a fork; what came before stands [N269]', async () => {
    const other = chain(till.name, 10, { seq: 10, hash: 'f'.repeat(64) });
    const early = expect(ship(other)).rejects.toEqual(refusal('fork', { seq: 10, forkSeq: 11 }));
    await sleep(30);
    await ship(batch(0));
    await early;
    expect(await till.head()).toMatchObject({ seq: 10, hash: entries[9]?.hash });
  });

  test('no more batches wait than a till has under way: one more is refused at once [N270]', async () => {
    const waiting = Array.from({ length: LIMITS.journalBatchesInFlight }, (_, nth) => ship(batch(nth + 1)));
    const outcomes = Promise.allSettled(waiting);
    await sleep(150);
    const began = performance.now();
    await expect(ship(batch(5))).rejects.toEqual(refusal('gap'));
    const took = performance.now() - began;
    await ship(batch(0));
    expect((await outcomes).map((outcome) => outcome.status)).toEqual(waiting.map(() => 'fulfilled'));
    expect(took).toBeLessThan(performance.now() - began);
    expect(await till.head()).toMatchObject({ seq: 40 });
  });

  test('three under way over a line that delays, loses, repeats and turns round: the journal there is the till\'s, each entry once [N271]', async () => {
    // A fixed course of small numbers, so that a failure can be had again.
    let state = 7;
    const roll = (sides: number) => { state = (state * 1_103_515_245 + 12_345) % 2 ** 31; return Math.floor((state / 2 ** 31) * sides); };
    const next = (after: number) => {
      const part = entries.slice(after, after + 7);
      return part.length === 0 ? null : { ...runOf(part), more: entries.length > after + 7 };
    };
    let acked = 0;
    for (let tries = 0; acked < entries.length && tries < 200; tries += 1) {
      await drain({
        next, pause: () => sleep(0), now: () => performance.now(), heard: (ack) => { acked = ack.seq; return true; },
        async ship(run) {
          const [fate, wait] = [roll(8), roll(12)];
          await sleep(wait);
          if (fate === 0) throw lost();
          const sent = till.ship(run, till.crypto.sign(run.last.hash));
          if (fate === 1) void till.ship(run, till.crypto.sign(run.last.hash)).catch(() => undefined);
          const ack = await sent;
          if (fate === 2) throw lost();
          return ack;
        },
      }, acked).catch((error: unknown) => { if (!(error instanceof Fault)) throw error; });
    }
    expect(await till.head()).toMatchObject({ seq: 60, hash: entries[59]?.hash });
    const day = await till.chainTill('ledger', till.name, '2025-10-09', '2025-10-09');
    expect(day.days).toMatchObject([{ sales: 60 }]);
  });
});
