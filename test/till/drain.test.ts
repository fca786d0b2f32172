/** Batches under way at the same time: whatever the line does to them, the backend's journal is the till's and each entry is there once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalAck } from '#contract/cloud.ts';
import type { JournalRun } from '#contract/journalLines.ts';
import { Fault } from '#core/refusal.ts';
import { drain } from '#till/drain.ts';
import { chain, runOf } from '../kit/tillAtBackend.ts';

const ENTRIES = chain('T1', 60, { seq: 0, hash: '0'.repeat(64) });
const SIZE = 10;

type Held = { seqs: number[]; hash: string };

/** A backend by the rule alone: what continues its head is taken in, what is there already changes nothing, everything else is refused. */
function strictBackend(): { held: Held; receive: (run: JournalRun) => JournalAck } {
  const held: Held = { seqs: [], hash: '0'.repeat(64) };
  return {
    held,
    receive(run) {
      const first = run.last.seq - run.count + 1;
      const head = held.seqs.length;
      if (first > head + 1) throw new Fault('backend-refused', 'gap', { code: 'gap', seq: head });
      const fresh = ENTRIES.slice(head, run.last.seq);
      if (first === head + 1 && run.prevHash !== held.hash) throw new Fault('backend-refused', 'fork', { code: 'fork' });
      held.seqs.push(...fresh.map((entry) => entry.seq));
      held.hash = fresh.at(-1)?.hash ?? held.hash;
      return { seq: held.seqs.length, hash: held.hash, signature: '' };
    },
  };
}

const next = (entries = ENTRIES) => (after: number): JournalRun | null => {
  const batch = entries.slice(after, after + SIZE);
  return batch.length === 0 ? null : { ...runOf(batch), more: entries.length > after + SIZE };
};

const wordOf = (error: unknown): string => (error instanceof Fault ? `${error.code} ${String(error.detail['code'] ?? '')}`.trim() : String(error));
async function turn(turns: number): Promise<void> {
  for (let left = turns; left > 0; left -= 1) await new Promise((done) => { setImmediate(done); });
}

/** Drains over a line that does to the nth batch what `line` says; tells what was sent, by first entry, and heard. */
async function over(line: (nth: number, deliver: () => JournalAck) => Promise<JournalAck>, after = 0, backend = strictBackend(), from = next()) {
  const sent: number[] = [];
  const heard: number[] = [];
  let under = 0;
  let most = 0;
  const word = await drain({
    next: from, pause: () => turn(1), now: () => 0,
    heard: (ack) => { heard.push(ack.seq); return true; },
    async ship(run) {
      sent.push(run.last.seq - run.count + 1);
      under += 1;
      most = Math.max(most, under);
      try { return await line(sent.length, () => backend.receive(run)); } finally { under -= 1; }
    },
  }, after).then(() => 'all', wordOf);
  return { sent, heard, most, word, held: backend.held };
}

const lost = () => Promise.reject(new Fault('backend-unknown', 'cut'));

test('three batches are under way and no more, each word is heard once and in order, and the last few entries wait for those before them [N260]', async () => {
  const { sent, heard, most, word } = await over(async (_nth, deliver) => { await turn(5); return deliver(); }, 0, strictBackend(), next(ENTRIES.slice(0, 47)));
  expect({ sent, heard, most, word }).toEqual({ sent: [1, 11, 21, 31, 41], heard: [10, 20, 30, 40, 47], most: 3, word: 'all' });
});

test('a lost answer behind which a later one came costs nothing: what is acknowledged holds all before it [N261]', async () => {
  const { sent, heard, word } = await over(async (nth, deliver) => {
    const ack = deliver();
    await turn(nth === 2 ? 25 : 3);
    if (nth === 2) return lost();
    return ack;
  });
  expect({ sent, word, heard }).toEqual({ sent: [1, 11, 21, 31, 41, 51], word: 'all', heard: [10, 30, 40, 50, 60] });
});

test('where a batch is lost and the ones behind it are refused, the loss is told, and the next try begins at the last word [N262]', async () => {
  const backend = strictBackend();
  const first = await over(async (nth, deliver) => { await turn(nth); return nth === 2 ? lost() : deliver(); }, 0, backend);
  expect({ word: first.word, heard: first.heard }).toEqual({ word: 'backend-unknown', heard: [10] });
  const again = await over((_nth, deliver) => Promise.resolve(deliver()), 10, backend);
  expect({ word: again.word, first: again.sent[0], held: again.held.seqs }).toEqual({ word: 'all', first: 11, held: ENTRIES.map((entry) => entry.seq) });
});

test('a batch that overtook the one before it and was refused goes again, one at a time from then on [N263]', async () => {
  const { sent, word, held, most } = await over(async (nth, deliver) => { await turn(nth === 1 ? 30 : 6); return deliver(); });
  expect({ word, held: held.seqs }).toEqual({ word: 'all', held: ENTRIES.map((entry) => entry.seq) });
  expect(sent.slice(0, 3)).toEqual([1, 11, 21]);
  expect(sent.slice(3)).toEqual([11, 21, 31, 41, 51]);
  expect(most).toBe(3);
});

test('a fork that is found in the second batch is told as such, and nothing behind it is sent [N264]', async () => {
  const backend = strictBackend();
  backend.receive(runOf(ENTRIES.slice(0, 10)));
  const other = [...ENTRIES.slice(0, 10), ...chain('T1', 40, { seq: 10, hash: 'f'.repeat(64) })];
  const { word, sent, held } = await over(async (_nth, deliver) => { await turn(2); return deliver(); }, 0, backend, next(other));
  expect(word).toBe('backend-refused fork');
  expect(sent).toEqual([1, 11, 21]);
  expect(held.seqs).toHaveLength(10);
});

test('a backend that holds more is followed, one that takes less than it was sent is asked no more, and who is told to stop stops [N265]', async () => {
  const ahead = strictBackend();
  ahead.receive(runOf(ENTRIES.slice(0, 40)));
  expect((await over((_nth, deliver) => Promise.resolve(deliver()), 0, ahead)).held.seqs).toHaveLength(60);
  const deaf = await over(() => Promise.resolve({ seq: 0, hash: '0'.repeat(64), signature: '' }));
  expect(deaf.word).toBe('all');
  expect(deaf.sent.length).toBeLessThanOrEqual(3);
  const backend = strictBackend();
  let told = 0;
  await drain({ next: next(), pause: () => turn(1), now: () => 0, heard: () => { told += 1; return false; }, ship: async (run) => { await turn(3); return backend.receive(run); } }, 0);
  expect(told).toBe(1);
  expect(backend.held.seqs).toHaveLength(30);
});

/** What the line may do to one delivery. */
const fate = fc.record({ delay: fc.integer({ min: 0, max: 12 }), fails: fc.constantFrom('no', 'no', 'no', 'before', 'after'), twice: fc.boolean(), back: fc.integer({ min: 0, max: 6 }) });

test('whatever the order of delivery, with losses before and after, twice and late: the journals are equal, each entry once, and no word is taken back [N266]', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 30 }), async (fates) => {
    const backend = strictBackend();
    let acked = 0;
    let nth = 0;
    for (let tries = 0; acked < ENTRIES.length && tries < 100; tries += 1) {
      const { heard } = await over(async (_nth, deliver) => {
        // Fates end some time: a line that always fails ships nothing.
        const { delay, fails, twice, back } = fates[nth] ?? { delay: 0, fails: 'no', twice: false, back: 0 };
        nth += 1;
        await turn(delay);
        if (fails === 'before') return lost();
        const ack = deliver();
        if (twice) void turn(delay).then(() => { try { deliver(); } catch { /* nobody waits for it */ } });
        await turn(back);
        return fails === 'after' ? lost() : ack;
      }, acked, backend);
      expect(heard).toEqual(heard.toSorted((one, other) => one - other));
      acked = heard.at(-1) ?? acked;
      expect(acked).toBeLessThanOrEqual(backend.held.seqs.length);
    }
    expect(acked).toBe(ENTRIES.length);
    expect(backend.held.seqs).toEqual(ENTRIES.map((entry) => entry.seq));
    expect(backend.held.hash).toBe(ENTRIES.at(-1)?.hash);
  }), { numRuns: 150 });
});
