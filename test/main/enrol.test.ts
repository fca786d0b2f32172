/** A technician enrols a till at a real backend by a one-time code; each refusal comes in words and leaves all as it was. */
import { createServer, type Server } from 'node:http';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startCloud, type Cloud } from '#cloud/index.ts';
import type { Envelope } from '#contract/define.ts';
import type { EnrolmentView } from '#contract/enrolment.ts';
import { composeTill, type RunningTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { en } from '#renderer/text/en/all.ts';
import { inMemory, seedBackend } from '../kit/freshDatabase.ts';

let cloud: Cloud;
let other: Cloud;
const addressOf = (one: Cloud) => `http://${one.host}:${one.port}`;
const folders: string[] = [];
const running: RunningTill[] = [];

beforeAll(async () => {
  [cloud, other] = await Promise.all([startCloud({ database: await inMemory() }), startCloud({ database: await inMemory() })]);
});
afterEach(async () => {
  for (const till of running.splice(0)) await till.stop();
});
afterAll(async () => {
  await Promise.all([cloud?.close(), other?.close()]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(till: string, over: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-enrol-'));
  folders.push(folder);
  writeFileSync(join(folder, 'shop.json'), JSON.stringify({ name: 'Enrol shop', store: 'north', till, demo: true, ...over }));
  return folder;
}

async function start(folder: string) {
  if (!existsSync(join(folder, 'backend'))) await seedBackend(folder);
  const till = await composeTill(loadConfig(folder));
  running.push(till);
  const seat = till.seat();
  expect(await seat.call('session.signIn', { operatorId: 'tech', pin: '4444' })).toMatchObject({ ok: true });
  return {
    till,
    view: async () => ((await seat.call('enrolment.read', {})) as Extract<Envelope, { ok: true }>).value as EnrolmentView,
    enrol: async (code: string, address = addressOf(cloud), store: string | null = null) => {
      const reply = await seat.call('enrolment.enrol', { address, code, store });
      return reply.ok ? 'ok' : reply.code;
    },
  };
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await what().catch(() => false)) return;
    await new Promise((done) => { setTimeout(done, 25); });
  }
  throw new Error('it never came');
}

/** Answers every request alike. */
async function stub(status: number, body: string): Promise<{ address: string; server: Server }> {
  const server = createServer((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('enrolment by a technician', { timeout: 180_000 }, () => {
  test('the address and the code are all it takes; who it is, by which key and since when is shown, and a restart keeps it [T253]', async () => {
    const folder = newFolder('N1', { backendUrl: addressOf(cloud) });
    await cloud.issueEnrolCode('north', 'QR7M-0K1D-ZZ19', 60_000);
    const before = Date.now();
    const { till, view, enrol } = await start(folder);
    expect(await view()).toMatchObject({ enrolled: null, store: 'north', till: 'N1', fixed: true, address: addressOf(cloud) });
    expect(await enrol('qr7moKld zzl9')).toBe('ok');
    const shown = await view();
    expect(shown.enrolled).toMatchObject({ keyId: 'north/N1/1' });
    expect(shown.enrolled?.since).toBeGreaterThanOrEqual(before);
    expect(shown.fingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
    await until(async () => (await till.till.ports.backend.status()).engine === 'pglite' && (await till.till.ports.backend.head()).seq >= 1);
    await till.stop();
    running.pop();
    const again = await start(folder);
    await again.till.backendReady;
    expect((await again.view()).enrolled).toEqual(shown.enrolled);
    expect((await again.till.till.ports.backend.head()).seq).toBeGreaterThan(0);
  });

  test('a till with a backend of its own moves to the chain\'s while it has never sold; its journal goes there from the first entry [T254]', async () => {
    const folder = newFolder('N2');
    await cloud.issueEnrolCode('north', 'move-me-now', 60_000);
    const { till, view, enrol } = await start(folder);
    await till.backendReady;
    expect(await view()).toMatchObject({ embedded: true, fixed: false, movable: true });
    await until(async () => (await till.till.ports.backend.head()).seq >= 1);
    expect(await enrol('move-me-now')).toBe('ok');
    expect(await view()).toMatchObject({ embedded: false, address: addressOf(cloud), enrolled: { keyId: 'north/N2/1' } });
    await until(async () => (await till.till.ports.backend.head()).seq === till.till.storage.head().seq);
    expect((await till.till.ports.backend.status()).heads.map((head) => head.till)).toContain('N2');
    await till.stop();
    running.pop();
    const again = await start(folder);
    await again.till.backendReady;
    expect(await again.view()).toMatchObject({ embedded: false, address: addressOf(cloud) });
  });

  test('a till that has sold stays with its backend, whether all was shipped or not, and the code stays good [T255]', async () => {
    const folder = newFolder('N3');
    const { till, enrol, view } = await start(folder);
    await till.backendReady;
    const seat = till.seat();
    await seat.call('session.signIn', { operatorId: 'mei', pin: '1111' });
    expect(await seat.call('shift.open', { floatMinor: 1_000 })).toMatchObject({ ok: true });
    await until(async () => (await till.till.ports.backend.head()).seq === till.till.storage.head().seq && (await view()).update.may);
    await cloud.issueEnrolCode('north', 'stays-good', 60_000);
    expect(await enrol('stays-good')).toBe('enrol-elsewhere');
    till.till.memory.shipNotBefore = Number.MAX_SAFE_INTEGER;
    await seat.call('cash.move', { direction: 'in', amountMinor: 5, reason: 'change' });
    expect(await enrol('stays-good')).toBe('enrol-unshipped');
    expect(await view()).toMatchObject({ embedded: true, movable: false, update: { may: false, waits: [{ what: 'unshipped' }] } });
    const fresh = await start(newFolder('N4', { backendUrl: addressOf(cloud) }));
    expect(await fresh.enrol('stays-good')).toBe('ok');
  });

  test('each way to be refused has its own sentence, and nothing was changed [T256]', async () => {
    const { till, view, enrol } = await start(newFolder('N5', { backendUrl: addressOf(cloud) }));
    const entries = till.till.storage.head().seq;
    await cloud.issueEnrolCode('north', 'too-old-now', -1);
    await cloud.issueEnrolCode('north', 'was-used-up', 60_000);
    const { enrol: first } = await start(newFolder('N6', { backendUrl: addressOf(cloud) }));
    expect(await first('was-used-up')).toBe('ok');
    const seen = [
      await enrol('never-made'), await enrol('was-used-up'), await enrol('too-old-now'), await enrol('any-code', 'pay.example.com'), await enrol('any-code', 'http://pay.example.com'), await enrol('any-code', addressOf(other)),
      await enrol('any-code', addressOf(cloud), 'south'),
    ];
    expect(seen).toEqual(['enrol-code-refused', 'enrol-code-used', 'enrol-code-expired', 'enrol-address', 'enrol-address', 'enrol-address-fixed', 'enrol-other-store']);
    expect(till.till.storage.head().seq).toBe(entries);
    expect((await view()).enrolled).toBeNull();
    const failure = (code: string, detail = {}) => JSON.stringify({ error: { code, message: code, detail } });
    const stubs: readonly (readonly [string, number, string])[] = [
      ['enrol-clock', 401, failure('clock-skew', { backendNow: Date.now() + 600_000 })], ['enrol-too-many', 429, failure('too-many-tries')], ['enrol-name-taken', 409, failure('till-name-taken')], ['enrol-no-backend', 404, '<html>'], ['enrol-no-backend', 200, '{"ok":true}'],
    ];
    for (const [wanted, status, body] of stubs) {
      const { address, server } = await stub(status, body);
      const one = await start(newFolder('N7', { backendUrl: address }));
      expect(await one.enrol('any-code', address)).toBe(wanted);
      expect((await one.view()).enrolled).toBeNull();
      await new Promise((done) => server.close(done));
      expect(await one.enrol('any-code', address)).toBe('enrol-unreachable');
      seen.push(wanted);
      await running.pop()?.stop();
    }
    expect([...seen, 'enrol-unreachable', 'enrol-no-answer'].filter((code) => !(code in en.trouble))).toEqual([]);
  });
});
