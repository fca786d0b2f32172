/** Who may speak to the backend: signatures, digests, clocks, nonces and enrolment. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '#cloud/index.ts';
import { CLOUD_PATHS } from '#contract/cloud.ts';
import { signatureBase, signatureParams, splitTarget } from '#contract/httpSignature.ts';
import { enrolTill } from '#main/adapters/cloud/backend.ts';
import type { Crypto } from '#till/ports.ts';
import { engines } from '../kit/engines.ts';
import { chain, deviceCrypto, enrolledTill, headSignature, runOf, sale } from '../kit/tillAtBackend.ts';
import type { TestTill } from '../kit/tillAtBackend.ts';

type Forge = { method?: string; target: string; body?: string; keyId?: string; crypto?: Crypto; created?: number; nonce?: string; signedBody?: string; signedTarget?: string; drop?: string; query?: string | null };

/** A signed request, each part of which can be forged. */
function forged(till: TestTill, forge: Forge): { url: string; init: RequestInit } {
  const method = forge.method ?? (forge.body === undefined ? 'GET' : 'POST');
  const digestOf = (body: string) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const contentDigest = forge.body === undefined ? null : digestOf(forge.signedBody ?? forge.body);
  const split = splitTarget(forge.signedTarget ?? forge.target);
  const parts = { method, path: split.path, query: forge.query === undefined ? split.query : forge.query, contentDigest };
  const params = signatureParams(parts, { created: forge.created ?? Math.floor(Date.now() / 1_000), nonce: forge.nonce ?? randomBytes(18).toString('base64url'), keyId: forge.keyId ?? till.keyId });
  const signature = (forge.crypto ?? till.crypto).sign(signatureBase(parts, params));
  const headers: Record<string, string> = { 'signature-input': `sig1=${params}`, signature: `sig1=:${signature}:` };
  if (contentDigest !== null) headers['content-digest'] = contentDigest;
  if (forge.body !== undefined) headers['content-type'] = 'application/json';
  if (forge.drop !== undefined) delete headers[forge.drop];
  return { url: `${till.baseUrl}${forge.target}`, init: { method, headers, ...(forge.body === undefined ? {} : { body: forge.body }) } };
}

async function outcome({ url, init }: { url: string; init: RequestInit }): Promise<string> {
  const response = await fetch(url, init);
  const json = (await response.json()) as { error?: { code?: string } };
  return `${response.status} ${json.error?.code ?? 'ok'}`;
}

describe.each(engines())('the door on $name', (engine) => {
  let cloud: Cloud;
  let till: TestTill;
  beforeAll(async () => {
    await engine.start();
    cloud = await engine.cloud();
    till = await enrolledTill(cloud, 'door');
  });
  afterAll(async () => {
    await cloud?.close();
    await engine.stop();
  });

  test('a rightly signed request comes in, with and without query and body [C20]', async () => {
    expect(await outcome(forged(till, { target: CLOUD_PATHS.status }))).toBe('200 ok');
    expect(await outcome(forged(till, { target: `${CLOUD_PATHS.feed}?after=17` }))).toBe('200 ok');
    expect(await outcome(forged(till, { target: CLOUD_PATHS.charges, body: JSON.stringify(sale()) }))).toBe('200 ok');
  });

  test('an unsigned, half-signed or foreign-signed request is refused [C21]', async () => {
    expect(await outcome({ url: `${till.baseUrl}${CLOUD_PATHS.status}`, init: {} })).toBe('401 bad-signature');
    expect(await outcome(forged(till, { target: CLOUD_PATHS.status, drop: 'signature' }))).toBe('401 bad-signature');
    expect(await outcome(forged(till, { target: CLOUD_PATHS.status, crypto: deviceCrypto() }))).toBe('401 bad-signature');
    expect(await outcome(forged(till, { target: CLOUD_PATHS.status, keyId: 'door/nobody/1' }))).toBe('401 unknown-key');
    expect(await outcome(forged(till, { target: CLOUD_PATHS.charges, body: JSON.stringify(sale()), drop: 'content-digest' }))).toBe('401 bad-digest');
  });

  test('a request altered after signing is refused: path, query, method, body [C22]', async () => {
    const request = sale();
    const body = JSON.stringify(request);
    expect(await outcome(forged(till, { target: CLOUD_PATHS.status, signedTarget: CLOUD_PATHS.feed }))).toBe('401 bad-signature');
    expect(await outcome(forged(till, { target: `${CLOUD_PATHS.feed}?after=2`, signedTarget: `${CLOUD_PATHS.feed}?after=1` }))).toBe('401 bad-signature');
    expect(await outcome(forged(till, { target: `${CLOUD_PATHS.feed}?after=2`, query: null }))).toBe('401 bad-signature');
    const get = forged(till, { target: CLOUD_PATHS.reverse(request.orderId) });
    expect(await outcome({ url: get.url, init: { ...get.init, method: 'POST' } })).toBe('401 bad-signature');
    expect(await outcome(forged(till, { target: CLOUD_PATHS.charges, body: body.replace('1250', '9250'), signedBody: body }))).toBe('401 bad-digest');
    const sound = forged(till, { target: CLOUD_PATHS.charges, body });
    expect(await outcome({ url: sound.url, init: { ...sound.init, body: body.replace('1250', '9250') } })).toBe('401 bad-digest');
    expect((await till.ask(request.orderId)).state).toBe('not-found');
  });

  test('the same request again is a replay, also twenty at one moment [C23]', async () => {
    const once = forged(till, { target: CLOUD_PATHS.status });
    expect(await outcome(once)).toBe('200 ok');
    expect(await outcome(once)).toBe('401 replayed');
    const crowd = forged(till, { target: CLOUD_PATHS.status });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome(crowd)));
    expect(outcomes.filter((one) => one === '200 ok')).toHaveLength(1);
    expect(outcomes.filter((one) => one === '401 replayed')).toHaveLength(19);
  });

  test('a clock more than five minutes off is named as such, with the backend\'s time [C24]', async () => {
    const now = Math.floor(Date.now() / 1_000);
    expect(await outcome(forged(till, { target: CLOUD_PATHS.status, created: now - 310 }))).toBe('401 clock-skew');
    expect(await outcome(forged(till, { target: CLOUD_PATHS.status, created: now + 310 }))).toBe('401 clock-skew');
    expect(await outcome(forged(till, { target: CLOUD_PATHS.status, created: now - 280 }))).toBe('200 ok');
    const { url, init } = forged(till, { target: CLOUD_PATHS.status, created: now + 310 });
    const json = (await (await fetch(url, init)).json()) as { error: { detail: { backendNow: number } } };
    expect(Math.abs(json.error.detail.backendNow - Date.now())).toBeLessThan(60_000);
  });

  test('an enrolment code binds one key once; its answer may be asked for again [C25]', async () => {
    await cloud.issueEnrolCode('door', 'once-only', 60_000);
    const crypto = deviceCrypto();
    const request = { baseUrl: till.baseUrl, code: 'once-only', store: 'door', till: 'counter', publicKey: crypto.publicKey() };
    const first = await enrolTill(request);
    expect(first.keyId).toBe('door/counter/1');
    expect(first.backendPublicKey).toBe(await cloud.publicKey('door'));
    expect(await enrolTill(request)).toEqual(first);
    const refused = (code: string) => expect.objectContaining({ detail: expect.objectContaining({ code, status: 403 }) as unknown }) as Error;
    await expect(enrolTill({ ...request, publicKey: deviceCrypto().publicKey() })).rejects.toEqual(refused('enrol-code-used'));
    await expect(enrolTill({ ...request, till: 'other' })).rejects.toEqual(refused('enrol-code-used'));
    await expect(enrolTill({ ...request, code: 'never-issued' })).rejects.toEqual(refused('enrol-code-refused'));
    await cloud.issueEnrolCode('door', 'too-late', -1);
    await expect(enrolTill({ ...request, code: 'too-late', till: 'late' })).rejects.toEqual(refused('enrol-code-expired'));
    await cloud.issueEnrolCode('door', 'second-key', 60_000);
    expect((await enrolTill({ ...request, code: 'second-key', publicKey: deviceCrypto().publicKey() })).keyId).toBe('door/counter/2');
  });

  test('what would leave a till that is bound and cannot work is refused before the code is used up [C232]', async () => {
    const code = (given: object) => enrolTill({ baseUrl: till.baseUrl, code: 'kept-good', store: 'judged', till: 'counter', publicKey: crypto.publicKey(), ...given }).then(() => 'ok', (error: { detail: { code: string } }) => error.detail.code);
    const crypto = deviceCrypto();
    const ledger = { at: Date.now(), firstHash: null, backendKey: null };
    const holder = await enrolledTill(cloud, 'judged', 'counter');
    const held = chain('counter', 3, { seq: 0, hash: '0'.repeat(64) });
    await holder.ship(runOf(held), headSignature(holder, held));
    await cloud.issueEnrolCode('judged', 'kept-good', 60_000);
    expect(await code({ ledger: { ...ledger, at: Date.now() - 400_000 } })).toBe('clock-skew');
    expect(await code({ ledger: { ...ledger, backendKey: await cloud.publicKey('door') } })).toBe('other-backend');
    expect(await code({ ledger })).toBe('till-name-taken');
    expect(await code({ ledger: { ...ledger, firstHash: 'f'.repeat(64) } })).toBe('till-name-taken');
    expect(await code({ ledger: { ...ledger, firstHash: held[0]!.hash, backendKey: await cloud.publicKey('judged') } })).toBe('ok');
  });

  test('guessing enrolment codes is stopped after ten wrong ones a minute [C26]', async () => {
    const guess = () => enrolTill({ baseUrl: till.baseUrl, code: 'guess', store: 'guessed', till: 'x', publicKey: deviceCrypto().publicKey() });
    const codes: unknown[] = [];
    for (let tries = 0; tries < 12; tries += 1) codes.push(await guess().catch((error: { detail: { code: string } }) => error.detail.code));
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'enrol-code-refused'), 'too-many-tries', 'too-many-tries']);
  });

  test('a body that does not fit is refused by its fields, never by their values [C27]', async () => {
    const post = (body: string) => forged(till, { target: CLOUD_PATHS.charges, body });
    expect(await outcome(post('{'))).toBe('400 bad-request');
    expect(await outcome(post(JSON.stringify({ ...sale(), amountMinor: 0 })))).toBe('400 bad-request');
    expect(await outcome(post(JSON.stringify({ ...sale(), amountMinor: 1.5 })))).toBe('400 bad-request');
    expect(await outcome(post(JSON.stringify({ ...sale(), orderId: "x' or 1=1--" })))).toBe('400 bad-request');
    expect(await outcome(post(JSON.stringify({ ...sale(), extra: 1 })))).toBe('400 bad-request');
    const { url, init } = post(JSON.stringify({ ...sale(), authCode: '13canary', amountMinor: -7 }));
    expect(await (await fetch(url, init)).text()).not.toContain('canary');
    expect(await outcome({ url: `${till.baseUrl}/v1/nothing`, init: {} })).toBe('404 no-such-path');
    expect(await outcome({ url: `${till.baseUrl}${CLOUD_PATHS.health}`, init: {} })).toBe('200 ok');
  });
});
