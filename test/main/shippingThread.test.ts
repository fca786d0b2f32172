/** A long stretch of the journal goes by a thread of its own, from the file, to a real backend; either side is killed between two batches. */
import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#cloud/db/open.ts';
import type { Draft } from '#core/journal.ts';
import { Fault } from '#core/refusal.ts';
import { connectBackend, enrolTill, type CloudBackend } from '#main/adapters/cloud/backend.ts';
import { nodeCrypto } from '#main/adapters/crypto/nodeCrypto.ts';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { startEmbeddedBackend, type EmbeddedBackend } from '#main/embeddedBackend.ts';
import { shippingThread } from '#main/shipping/shippingThread.ts';
import { acknowledged, ship } from '#till/ship.ts';
import { newTill, type Till } from '#till/till.ts';
import { linesOf } from '../kit/journalRuns.ts';
import { openDesk, SHOP, type Desk } from '../kit/tillOnFile.ts';

// A first start makes a whole database; on a busy machine that takes its time.
describe('the shipping thread', { timeout: 300_000 }, () => {
  let folder: string;
  let embedded: EmbeddedBackend;
  let backend: CloudBackend;
  let keyId: string;
  let desk: Desk;
  const { privateKey: key } = generateKeyPairSync('ed25519');
  const crypto = nodeCrypto(key);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tillbook-shipping-'));
    desk = openDesk({ enrolled: true });
    embedded = await startEmbeddedBackend({ dataDir: join(folder, 'cloud'), store: SHOP.store, onExit: () => undefined });
    ({ keyId } = await enrolTill({ baseUrl: embedded.baseUrl, code: embedded.enrolCode, store: SHOP.store, till: SHOP.till, publicKey: crypto.publicKey() }));
    backend = connectBackend({ baseUrl: embedded.baseUrl, keyId, crypto });
  }, 240_000);
  afterAll(async () => {
    backend?.close();
    await embedded?.stop();
    desk?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (count: number, storage = desk.storage, operator = 'cas') => {
    const drafts = Array.from({ length: count }, (_, amountMinor): Draft => ({ kind: 'cash.moved', payload: { shift: 1, direction: 'in', amountMinor, currency: 'CNY', reason: 'coins 硬币' } }));
    storage.commit({ at: desk.clock.now(), businessDay: '2026-03-02', operator, drafts });
  };
  /** The desk's till with a thread, and its words in the order they were heard. */
  function threaded(path = desk.path, storage = desk.storage, onWord: (nth: number) => void = () => undefined) {
    const heard: number[] = [];
    const thread = shippingThread({ path, till: SHOP.till, key: () => key, target: () => ({ baseUrl: embedded.baseUrl, keyId }) });
    const shipping = { drain: (after: number, hear: Parameters<typeof thread.drain>[1]) => thread.drain(after, (ack, ms) => { heard.push(ack.seq); const goesOn = hear(ack, ms); onWord(heard.length); return goesOn; }) };
    const till: Till = newTill(SHOP, storage, { ...desk.till.ports, crypto, shipping, backend: { ...desk.double.backend, ...backend } });
    return { till, thread, heard };
  }
  const awake = async () => {
    for (let tries = 0; tries < 1_200; tries += 1) {
      try { return await backend.head(); } catch { await sleep(100); }
    }
    throw new Error('the backend did not come back');
  };

  test('it ships while the till writes on, keeps what was acknowledged, and a short way needs no thread [N274]', async () => {
    write(4_500);
    const { till, heard } = threaded();
    const shipping = ship(till);
    write(3);
    await shipping;
    expect(heard.length).toBeGreaterThanOrEqual(5);
    expect(heard).toEqual(heard.toSorted((one, other) => one - other));
    expect(acknowledged(till).seq).toBe(heard.at(-1));
    await ship(till);
    expect(acknowledged(till)).toMatchObject(desk.storage.head());
    expect(await backend.head()).toMatchObject(desk.storage.head());
    const before = heard.length;
    write(5);
    await ship(till);
    expect(heard).toHaveLength(before);
    expect(acknowledged(till)).toMatchObject(desk.storage.head());
  });

  test('the backend is killed between two batches: what it acknowledged it holds, and the till goes on from there [N275]', async () => {
    write(6_200);
    const { till, heard } = threaded(desk.path, desk.storage, (nth) => { if (nth === 2) process.kill(embedded.pid() ?? 0, 'SIGKILL'); });
    await ship(till);
    expect(till.memory.shipFailures).toBe(1);
    const { seq } = acknowledged(till);
    expect(seq).toBe(heard.at(-1));
    const head = await awake();
    expect(head.seq).toBeGreaterThanOrEqual(seq);
    expect(desk.storage.entryAt(head.seq)?.hash).toBe(head.hash);
    await ship(till);
    expect(acknowledged(till)).toMatchObject(desk.storage.head());
  });

  test('the till ends between two batches: the next one begins at what was kept, and nothing is there twice [N276]', async () => {
    write(6_100);
    const first = threaded(desk.path, desk.storage, (nth) => { if (nth === 2) void first.thread.stop(); });
    await ship(first.till);
    expect(first.till.memory.shipFailures).toBe(1);
    const second = threaded();
    await ship(second.till);
    expect(acknowledged(second.till)).toMatchObject(desk.storage.head());
    expect(await backend.head()).toMatchObject(desk.storage.head());
  });

  test('a copy of the ledger that went on otherwise is found out by the first word that is not its own, and the till stops [N277]', async () => {
    const path = join(folder, 'copy.db');
    await ship(threaded().till);
    desk.storage.setSetting('x', 'y');
    copyFileSync(desk.path, path);
    copyFileSync(`${desk.path}-wal`, `${path}-wal`);
    const copy = openLedgerStorage(path, SHOP.till, SHOP.timeZone);
    write(2_500);
    write(2_500, copy, 'other');
    const mine = threaded();
    await ship(mine.till);
    expect(acknowledged(mine.till)).toMatchObject(desk.storage.head());
    const theirs = threaded(path, copy);
    await ship(theirs.till);
    expect(theirs.till.memory.stopped).toEqual({ code: 'ledger-forked' });
    expect(await backend.head()).toMatchObject(desk.storage.head());
    copy.close();
  });

  test('without a line, and where its file cannot be had, it says so as a fault and nothing is lost [N278]', async () => {
    const parts = { path: desk.path, till: SHOP.till, key: () => key };
    const codeOf = (work: Promise<void>) => work.then(() => 'ok', (error: unknown) => (error instanceof Fault ? error.code : String(error)));
    expect(await codeOf(shippingThread({ ...parts, target: () => null }).drain(0, () => true))).toBe('backend-unreachable');
    expect(await codeOf(shippingThread({ ...parts, target: () => ({ baseUrl: 'http://127.0.0.1:9', keyId }) }).drain(0, () => true))).toBe('backend-unreachable');
    expect(await codeOf(shippingThread({ ...parts, path: join(folder, 'none.db'), target: () => ({ baseUrl: embedded.baseUrl, keyId }) }).drain(0, () => true))).toBe('no-ledger');
    expect(await codeOf(shippingThread({ ...parts, target: () => ({ baseUrl: embedded.baseUrl, keyId }), file: new URL('data:text/javascript,throw new Error("broken")') }).drain(0, () => true))).toBe('shipping-ended');
  });

  test('after all that the backend\'s journal is the till\'s, to the byte, each entry once [N279]', async () => {
    await ship(threaded().till);
    await embedded.stop();
    const database = await openDatabase({ folder: join(folder, 'cloud') });
    const rows = await database.sql<{ seq: number; hash: string; body: string }>`select seq, hash, body from journal_entry where store = ${SHOP.store} and till = ${SHOP.till} order by seq`;
    await database.close();
    const ours = [];
    for (let run = desk.storage.journalRun(0); run !== null; run = desk.storage.journalRun(run.last.seq)) ours.push(...linesOf(run));
    expect(rows.length).toBe(desk.storage.head().seq);
    expect(rows.map(({ seq, hash, body }) => `${seq} ${hash} ${body}`)).toEqual(ours.map(({ hash, text }, nth) => `${nth + 1} ${hash} ${text}`));
  });
});
