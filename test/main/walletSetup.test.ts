/** Wallets' keys pass through the till and stay nowhere in it: not in the ledger, a log, a reply, an error or any file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startCloud } from '#cloud/index.ts';
import { composeTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import { en } from '#renderer/text/en/all.ts';
import { keysOf } from '../kit/wallets/certificates.ts';
import { inMemory } from '../kit/freshDatabase.ts';

/** The forms in which a value may lie in a file. */
const forms = (value: string): Buffer[] => [Buffer.from(value), Buffer.from(Buffer.from(value).toString('base64').slice(0, -4)), Buffer.from(Buffer.from(value).toString('hex')), Buffer.from(value, 'utf16le')];

test('a key that a technician enters goes to the backend and is found nowhere at the till; the journal says that it was set, by whom, and no more [T258]', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-canary-'));
  const logged: string[] = [];
  const cloud = await startCloud({ database: await inMemory(), trustsTills: true, log: { write: (line: string) => void logged.push(line) } });
  writeFileSync(join(folder, 'shop.json'), JSON.stringify({ name: 'Key shop', store: 'canary', till: 'K1', demo: true, backendUrl: `http://${cloud.host}:${cloud.port}` }));
  const running = await composeTill(loadConfig(folder));
  const seat = running.seat();
  const replies: unknown[] = [];
  const ask = async (name: string, input: unknown) => {
    const reply = await seat.call(name, input);
    replies.push(reply);
    return reply;
  };
  await seat.call('session.signIn', { operatorId: 'tech', pin: '4444' });
  await cloud.issueEnrolCode('canary', 'come-in-here', 60_000);
  expect(await ask('enrolment.enrol', { address: `http://${cloud.host}:${cloud.port}`, code: 'come-in-here', store: null })).toMatchObject({ ok: true });
  await running.backendReady;
  const { privatePem, publicPem } = keysOf('canary');
  const secrets = ['CANARYv3key0123456789abcdefghijk', privatePem.split('\n')[4] ?? '', 'canary-app-secret', '1900887766'];
  const form = { appId: 'wx1', merchantId: '1900887766', merchantSerial: '5157F09EFDC096DE', privateKey: privatePem, apiV3Key: secrets[0], platformKeyId: 'PUB_KEY_ID_1', platformKey: publicPem, ownStoreNumber: 'S1', 'inApp.appSecret': 'canary-app-secret', baseUrl: 'http://127.0.0.1:9' };
  expect(await ask('wallets.set', { wallet: 'wechatpay', connector: 'wechatpay', form: { ...form, apiV3Key: `${secrets[0]}x` }, code: null })).toMatchObject({ ok: false, code: 'wallet-settings-wrong', detail: { fields: 'apiV3Key' } });
  expect(await ask('wallets.set', { wallet: 'wechatpay', connector: 'wechatpay', form: { ...form, apiV3Key: 7 }, code: null })).toMatchObject({ ok: false, code: 'bad-request' });
  expect(await ask('wallets.set', { wallet: 'wechatpay', connector: 'wechatpay', form, code: null })).toMatchObject({ ok: true });
  expect(await ask('wallets.test', { wallet: 'wechatpay' })).toMatchObject({ ok: true, value: { outcome: 'silent' } });
  await ask('wallets.read', {});
  await ask('technician.read', {});
  await ask('technician.bundle', {});
  const cashier = running.seat();
  await cashier.call('session.signIn', { operatorId: 'mei', pin: '1111' });
  expect(await cashier.call('wallets.read', {})).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await cashier.call('wallets.set', { wallet: 'wechatpay', connector: 'none', form: {}, code: null })).toMatchObject({ ok: false, code: 'not-allowed' });
  const entries = running.till.storage.entriesAfter(0, 100);
  expect(entries.filter((entry) => entry.kind === 'config.changed' && entry.payload.what === 'wallet.wechatpay').map((entry) => [entry.operator, entry.kind === 'config.changed' ? entry.payload.to : ''])).toEqual([
    ['tech', 'wechatpay, being sent'], ['tech', 'wechatpay, being sent'], ['tech', 'wechatpay, in force'],
  ]);
  await running.stop();
  await cloud.close();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  expect(files.length).toBeGreaterThan(3);
  const said = [...files, Buffer.from(JSON.stringify(replies)), Buffer.from(logged.join(''))];
  for (const secret of secrets) for (const form of forms(secret)) expect(said.filter((bytes) => bytes.includes(form)).length, secret.slice(0, 6)).toBe(0);
  rmSync(folder, { recursive: true, force: true });
});

test('each refusal of the backend\'s has a sentence of its own [T259]', () => {
  const codes = ['wallet-set-by-file', 'wallets-not-kept', 'wallet-money-open', 'wallet-settings-wrong', 'wallet-key-unreadable', 'wallet-key-mismatch', 'wallet-connector-wrong', 'wallets-code-needed', 'wallets-code-refused', 'wallets-code-used', 'wallets-code-expired', 'wallets-code-tries', 'wallet-not-set-up'];
  expect(codes.filter((code) => !(code in en.trouble))).toEqual([]);
});
