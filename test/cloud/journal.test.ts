/** The backend's copy of the journal: continues the chain or refuses, on each engine. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Cloud } from '#cloud/index.ts';
import type { JournalAck } from '#contract/cloud.ts';
import { JOURNAL_TYPE, journalBatch } from '#contract/journalLines.ts';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { headersOf } from '#main/adapters/cloud/send.ts';
import { engines } from '../kit/engines.ts';
import { linesOf, runFrom } from '../kit/journalRuns.ts';
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
    await expect(ship([entries[0]!, entries[2]!])).rejects.toEqual(refusal('bad-hash', { seq: 2 }));
    const skipping = chain(till.name, 1, { seq: 2, hash: entries[0]?.hash ?? '' });
    await expect(ship([entries[0]!, ...skipping])).rejects.toEqual(refusal('broken-batch', { seq: 3 }));
    const stranger = await enrolledTill(cloud, 'ledger');
    await expect(till.ship(runOf(entries), headSignature(stranger, entries))).rejects.toEqual(refusal('bad-head-signature'));
    expect(await till.head()).toMatchObject(START);
  });

  test.each([
    ['blanks', (text: string) => text.replace(',"id"', ', "id"')], ['members in another order', (text: string) => text.replace(/("at":\d+),("businessDay":"[^"]+")/, '$2,$1')],
    ['a member twice', (text: string) => text.replace('"kind":', '"kind":"x","kind":')], ['another spelling of a character', (text: string) => text.replace('Tee', '\\u0054ee')], ['another spelling of a number', (text: string) => text.replace('0.5', '5e-1')],
  ])('an entry written with %s is refused though its hash is right: nobody could prove it from its value [C264]', async (_what, write) => {
    const [entry] = chain(till.name, 1, START);
    const [line] = linesOf(runOf([entry!]));
    const text = write(line!.text);
    expect(text).not.toBe(line!.text);
    const hash = createHash('sha256').update(`${START.hash}\n${text}`).digest('hex');
    await expect(till.ship(runFrom(START.hash, 1, [{ hash, text }]), till.crypto.sign(hash))).rejects.toEqual(refusal('bad-hash', { seq: 1 }));
    expect(await till.head()).toMatchObject(START);
  });

  test('a body that is no whole batch is refused, wherever it is cut, and one without entries too [C265]', async () => {
    const run = runOf(chain(till.name, 2, START));
    const signature = till.crypto.sign(run.last.hash);
    const whole = Buffer.from(journalBatch(run, signature)).toString('utf8');
    const send = async (text: string) => {
      const body = { type: JOURNAL_TYPE, bytes: Buffer.from(text) };
      const reply = await fetch(`${till.baseUrl}/v1/journal`, { method: 'POST', body: body.bytes, headers: headersOf({ keyId: till.keyId, crypto: till.crypto }, 'POST', '/v1/journal', body) });
      return `${reply.status} ${((await reply.json()) as { error?: { code: string } }).error?.code ?? 'taken'}`;
    };
    const ends = [...whole.matchAll(/\n/g)].map((line) => line.index + 1).slice(0, -1);
    for (const end of [0, 1, 64, ...ends.flatMap((at) => [at - 1, at, at + 1]), whole.length - 1]) expect(await send(whole.slice(0, end)), `cut at ${end}`).toMatch(/^4(00 bad-request|22 bad-h)/);
    expect(await send(`${START.hash}\n${signature}\n`)).toBe('400 bad-request');
    expect(await send(whole.replace('Tee', 'T\u0001ee'))).toMatch(/^4/);
    expect(await send('{}')).toBe('400 bad-request');
    expect(await send(whole)).toBe('200 taken');
    expect(await till.head()).toMatchObject({ seq: 2 });
  });

  test('a batch sent again with an altered entry is refused by its hash, and one of another history by the first entry that differs [C266]', async () => {
    const entries = chain(till.name, 6, START);
    await ship(entries);
    const altered = entries.map((entry, nth) => (nth === 3 ? { ...entry, operator: 'eve' } : entry));
    await expect(ship(altered)).rejects.toEqual(refusal('bad-hash', { seq: 4 }));
    const other = [...entries.slice(0, 2), ...chain(till.name, 4, entries[1]!, 'other')];
    await expect(ship(other)).rejects.toEqual(refusal('fork', { seq: 6, forkSeq: 3 }));
    await expect(ship(other.slice(0, 4))).rejects.toEqual(refusal('fork', { seq: 6, forkSeq: 3 }));
    await expect(ship(chain(till.name, 9, START, 'other'))).rejects.toEqual(refusal('fork', { forkSeq: 1 }));
    expect((await ship(entries.slice(1, 3))).seq).toBe(6);
  });

  test('whatever an entry says is held as it was written, and counted [C267]', async () => {
    const strange = ['back\\slash', 'two\nlines', 'tab\tand "quotes"', '\\.', '\\N', '🍵 茶 차', '\u0000', '\u2028', `long ${'é'.repeat(5_000)}`];
    let after = START;
    const entries = strange.map((note, nth) => {
      const rest = { seq: nth + 1, id: '01920000-0000-7000-8000-000000000001', till: till.name, at: 1_760_000_000_000, businessDay: '2025-10-09', operator: note.slice(0, 9), kind: 'sale.completed', version: 1, payload: { currency: 'CNY', note, totalMinor: 100, tenders: [{ kind: 'cash', givenMinor: 120, changeMinor: 20, amountMinor: 100 }] } };
      const hash = createHash('sha256').update(`${after.hash}\n${canonicalJson(rest as Json)}`).digest('hex');
      const entry = { ...rest, prevHash: after.hash, hash };
      after = { seq: nth + 1, hash };
      return entry;
    });
    expect(await ship(entries)).toMatchObject(after);
    const before = await till.chainTill('ledger', till.name, '2025-10-09', '2025-10-09');
    expect(before.days).toMatchObject([{ sales: strange.length, totalMinor: strange.length * 100, currency: 'CNY', tenders: [{ tender: 'cash', amountMinor: strange.length * 100 }] }]);
    // Made again from what is held: each body is read back from the table.
    await cloud.rebuildChain('ledger');
    expect(await till.chainTill('ledger', till.name, '2025-10-09', '2025-10-09')).toEqual(before);
    expect((await ship(entries)).hash).toBe(after.hash);
  });
});
