/** The backend as a service: its description, its health, its counters, a till's next key. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '#cloud/index.ts';
import { rateLimit } from '#cloud/http/rateLimit.ts';
import { EnrolAnswer, CLOUD_PATHS } from '#contract/cloud.ts';
import { openApi, OPERATIONS } from '#contract/openapi.ts';
import { connectBackend } from '#main/adapters/cloud/backend.ts';
import { engines } from '../kit/engines.ts';
import { deviceCrypto, enrolledTill, sale } from '../kit/tillAtBackend.ts';

describe('the protocol\'s description', () => {
  test('docs/openapi.json is what the schemas say; `node scripts/openapi.ts` writes it [C220]', () => {
    const written = readFileSync(resolve(import.meta.dirname, '../../docs/openapi.json'), 'utf8');
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(openApi())));
  });

  test('every reference leads somewhere, every operation has a name of its own, and no schema is empty [C221]', () => {
    const text = JSON.stringify(openApi());
    const document = JSON.parse(text) as { paths: Record<string, Record<string, { operationId: string }>>; components: { schemas: Record<string, object> } };
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(document.components.schemas).toHaveProperty(name ?? '');
    const names = Object.values(document.paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
    expect(new Set(names).size).toBe(OPERATIONS.length);
    for (const schema of Object.values(document.components.schemas)) expect(Object.keys(schema).length).toBeGreaterThan(1);
  });
});

describe.each(engines())('the service on $name', (engine) => {
  let cloud: Cloud;
  beforeAll(async () => {
    await engine.start();
    cloud = await engine.cloud();
  });
  afterAll(async () => {
    await cloud?.close();
    await engine.stop();
  });
  const url = (path: string) => `http://${cloud.host}:${cloud.port}${path}`;

  test('answers on every path that is described, and on no other of its kind [C222]', async () => {
    for (const { method, path } of OPERATIONS) {
      const filled = path.replace('{orderId}', 'ORDER00001').replace('{refundId}', 'REFUND0001').replace('{wallet}', 'alipay').replace('{day}', '2026-01-01').replace('{store}', 'main').replace('{token}', 'AAAAAAAAAAAAAAAA');
      const reply = await fetch(url(filled), { method: method.toUpperCase(), ...(method === 'get' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }) });
      const text = await reply.text();
      expect(text.includes('no-such-path'), `${method} ${path}`).toBe(false);
    }
    expect(await (await fetch(url('/v1/nothing'))).text()).toContain('no-such-path');
  });

  test('says how it is, and counts what was asked without a word of any order [C223]', async () => {
    const till = await enrolledTill(cloud, 'service1');
    const request = sale();
    await till.charge(request);
    expect(await (await fetch(url(CLOUD_PATHS.health))).json()).toMatchObject({ ok: true, engine: engine.name, databaseMs: expect.any(Number) as unknown });
    const text = await (await fetch(url(CLOUD_PATHS.metrics))).text();
    expect(text).toMatch(/^tillbook_requests_total\{route="\/v1\/charges",status="200"\} \d+$/m);
    expect(text).toMatch(/^tillbook_charge_words_total\{wallet="wechatpay",state="paid"\} 1$/m);
    expect(text).toMatch(/^tillbook_request_seconds_bucket\{le="\+Inf"\} \d+$/m);
    expect(text).toContain('tillbook_wallet_up{wallet="alipay"} 1');
    for (const secret of [request.orderId, request.authCode, 'service1', till.name]) expect(text).not.toContain(secret);
    // By a proxy of this machine anybody might ask.
    for (const header of ['x-forwarded-for', 'forwarded', 'via']) expect((await fetch(url(CLOUD_PATHS.metrics), { headers: { [header]: '127.0.0.1' } })).status).toBe(404);
  });

  test('a till\'s next key is bound by its present one; the present one ends when the next is used, and not before [C224]', async () => {
    const till = await enrolledTill(cloud, 'service2');
    const next = deviceCrypto();
    const signed = (crypto: typeof next, keyId: string) => connectBackend({ baseUrl: till.baseUrl, keyId, crypto });
    await expect(till.rotate('no key at all')).rejects.toMatchObject({ detail: { code: 'bad-key' } });
    const rotated = EnrolAnswer.parse(await till.rotate(next.publicKey()));
    expect(EnrolAnswer.parse(await till.rotate(next.publicKey()))).toEqual(rotated);
    expect(rotated.keyId).not.toBe(till.keyId);
    expect((await till.status()).engine).toBe(engine.name);
    const later = signed(next, rotated.keyId);
    expect((await later.charge(sale())).state).toBe('paid');
    // An instance remembers a key for half a minute at most.
    const answer = async () => till.status().then(() => 'let in', (error: unknown) => String((error as { detail?: { code?: unknown } }).detail?.code));
    let said = await answer();
    for (let tries = 0; tries < 80 && said === 'let in'; tries += 1) {
      await new Promise((done) => setTimeout(done, 500));
      said = await answer();
    }
    expect(said).toBe('unknown-key');
    later.close();
  });
});

describe('a rate limit', () => {
  test('lets so many through in a minute, each caller by itself, and says that nothing was done [C225]', () => {
    let now = 0;
    const limit = rateLimit(() => now, 3);
    for (let n = 0; n < 3; n += 1) limit('a');
    expect(() => limit('a')).toThrow(/nothing was done/);
    limit('b');
    now = 60_000;
    limit('a');
  });
});
