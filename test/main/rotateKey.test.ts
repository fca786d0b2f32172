/** A till gets a new device key from the real backend, and a crash at any moment of it leaves a till that can prove who it is. */
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startCloud, type Cloud } from '#cloud/index.ts';
import { composeTill, type RunningTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { inMemory } from '../kit/freshDatabase.ts';

let cloud: Cloud;
let folder: string;
let running: RunningTill | null = null;
beforeAll(async () => {
  cloud = await startCloud({ database: await inMemory() });
  folder = mkdtempSync(join(tmpdir(), 'tillbook-key-'));
  writeFileSync(join(folder, 'shop.json'), JSON.stringify({ name: 'Key shop', store: 'keys', till: 'K1', demo: true, backendUrl: `http://${cloud.host}:${cloud.port}` }));
});
afterEach(async () => {
  await running?.stop();
  running = null;
});
afterAll(async () => {
  await cloud?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<RunningTill> {
  running = await composeTill(loadConfig(folder));
  await running.backendReady;
  return running;
}

async function technician(till: RunningTill) {
  const seat = till.seat();
  await seat.call('session.signIn', { operatorId: 'tech', pin: '4444' });
  return seat;
}

const answers = async (till: RunningTill) => (await till.till.ports.backend.status()).engine;

test('a technician changes it; the new one is used at once and after a restart; a crash before or behind the ledger\'s word is made good [C230]', async () => {
  await cloud.issueEnrolCode('keys', 'first-code', 60_000);
  process.env['TILLBOOK_ENROL_CODE'] = 'first-code';
  let till = await start();
  delete process.env['TILLBOOK_ENROL_CODE'];
  const first = till.till.ports.crypto.publicKey();
  const seat = await technician(till);
  expect(await seat.call('technician.rotateKey', {})).toMatchObject({ ok: true });
  const second = till.till.ports.crypto.publicKey();
  expect(second).not.toBe(first);
  expect(till.till.storage.status().enrolled?.keyId).toBe('keys/K1/2');
  expect(await answers(till)).toBe('pglite');
  await till.stop();
  running = null;

  till = await start();
  expect(till.till.ports.crypto.publicKey()).toBe(second);
  expect(await answers(till)).toBe('pglite');

  // Bound at the backend, and the till went down before its ledger knew: the old key still serves, and the same new one is bound again.
  const bound = await till.till.ports.nextKey.bind();
  await till.stop();
  running = null;
  till = await start();
  expect(till.till.ports.crypto.publicKey()).toBe(second);
  expect(await answers(till)).toBe('pglite');
  expect(await till.till.ports.nextKey.bind()).toEqual(bound);

  // In the ledger, and the till went down before the file was in its place.
  const old = join(folder, 'device.key.kept');
  copyFileSync(join(folder, 'device.key'), old);
  expect(await (await technician(till)).call('technician.rotateKey', {})).toMatchObject({ ok: true });
  const third = till.till.ports.crypto.publicKey();
  await till.stop();
  running = null;
  copyFileSync(join(folder, 'device.key'), join(folder, 'device.key.next'));
  copyFileSync(old, join(folder, 'device.key'));
  till = await start();
  expect(till.till.ports.crypto.publicKey()).toBe(third);
  expect(existsSync(join(folder, 'device.key.next'))).toBe(false);
  expect(await answers(till)).toBe('pglite');
  expect(till.till.storage.status().enrolled?.keyId).toBe('keys/K1/3');
});
