/** Shipping the journal: batches that fit, in order, on from what was acknowledged, whatever becomes of one of them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JournalRun } from '#contract/journalLines.ts';
import { GENESIS, hashedText, type Draft } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { Fault } from '#core/refusal.ts';
import { verifierCrypto } from '#main/adapters/crypto/verifierCrypto.ts';
import { acknowledged, ship } from '#till/ship.ts';
import { linesOf } from '#test/kit/journalRuns.ts';
import { openDesk, type Desk } from '#test/kit/tillOnFile.ts';
import { walletDouble } from '#test/kit/walletDouble.ts';

let desk: Desk;
let sent: JournalRun[];
let answers: (nth: number) => boolean;
beforeEach(() => {
  sent = [];
  answers = () => true;
  const clock = { at: 1_760_000_000_000, now() { return this.at; } };
  const double = walletDouble(clock);
  desk = openDesk({ enrolled: true, clock, double: { ...double, backend: { ...double.backend, async ship(run, signature) {
    sent.push(run);
    const nth = sent.length;
    const ack = await double.backend.ship(run, signature);
    if (!answers(nth)) throw new Fault('backend-unknown', 'the answer was cut');
    return ack;
  } } } });
});
afterEach(() => desk.close());

const write = (count: number, chars: number) => {
  const drafts = Array.from({ length: count }, (_, nth): Draft => ({ kind: 'cash.moved', payload: { shift: 1, direction: 'in', amountMinor: nth, currency: 'CNY', reason: '茶'.repeat(chars) } }));
  desk.storage.commit({ at: desk.clock.now(), businessDay: '2025-10-09', operator: 'cas', drafts });
};

test('batches follow each other without a gap, hold no more than the backend takes, and their text is what was hashed [C268]', async () => {
  write(2_300, 3);
  await ship(desk.till);
  expect(sent.map((run) => run.count)).toEqual([LIMITS.journalBatchMax, LIMITS.journalBatchMax, desk.storage.head().seq - 2 * LIMITS.journalBatchMax]);
  let before = GENESIS;
  for (const run of sent) {
    expect(run.prevHash).toBe(before.hash);
    for (const line of linesOf(run)) {
      expect(verifierCrypto.sha256(`${before.hash}\n${line.text}`)).toBe(line.hash);
      before = { seq: before.seq + 1, hash: line.hash };
    }
  }
  const entry = desk.storage.entryAt(7)!;
  expect(`${entry.prevHash}\n${linesOf(sent[0]!)[6]!.text}`).toBe(hashedText(entry.prevHash, entry));
  expect(before).toMatchObject(desk.storage.head());
  expect(acknowledged(desk.till)).toMatchObject(desk.storage.head());
});

test('long entries go in batches of fewer, and one that is too long for any goes alone [C269]', async () => {
  write(9, 260_000);
  write(1, LIMITS.journalBatchBytesMax / 3 + 1);
  write(2, 10);
  await ship(desk.till);
  expect(sent.map((run) => run.count)).toEqual([4, 3, 3, 1, 2]);
  expect(acknowledged(desk.till)).toMatchObject(desk.storage.head());
});

test('a lost answer costs one batch sent again, and what was acknowledged before it is kept [C270]', async () => {
  write(2_500, 3);
  answers = (nth) => nth !== 2;
  await ship(desk.till);
  expect(acknowledged(desk.till).seq).toBe(LIMITS.journalBatchMax);
  expect(desk.till.memory.shipFailures).toBe(1);
  await ship(desk.till);
  expect(sent.map((run) => run.last.seq - run.count + 1)).toEqual([1, 1_001, 1_001, 2_001]);
  expect(acknowledged(desk.till)).toMatchObject(desk.storage.head());
  expect(desk.double.entries.map((entry) => entry.seq)).toEqual(Array.from({ length: desk.storage.head().seq }, (_, nth) => nth + 1));
});
