/** Signatures by vectors: own ones always, and those of others (documents and public SDKs) where the samples' folder is there. */
import { createVerify, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AlipaySdk } from 'alipay-sdk';
import { describe, expect, test } from 'vitest';
import { isAnswerGenuine, openResource, readPlatformKey, requestText, signText, v2Sign, v2Text } from '#cloud/connectors/wechatpay/signing.ts';
import { isGenuine, signedText, signFields } from '#cloud/connectors/unionpay/signing.ts';
import { keysOf, newCertificate } from '#test/kit/wallets/certificates.ts';

const shared = process.env['TILLBOOK_SHARED'] ?? resolve(import.meta.dirname, '../../../../shared');
const vectors = join(shared, 'samples', 'api-vectors');
const has = existsSync(vectors);
if (!has) console.warn(`\n*** SKIPPED: no samples in ${vectors}; signatures are checked against own vectors only ***\n`);

type Vector = { kind: string; valid: boolean; signedString: string; note?: string; decoded: unknown; input: Record<string, string> & { params: Record<string, string> } };
const read = <T>(name: string): T[] => (has ? (JSON.parse(readFileSync(join(vectors, name), 'utf8')) as T[]) : []);

/** What each vector showed, by kind; a vector of an unheard kind makes the sum wrong. */
function wechatVerdict({ kind, input, signedString, decoded }: Vector): boolean {
  switch (kind) {
    case 'v3-response-verify': {
      const keys = new Map([['S', readPlatformKey(input['certificatePem'] ?? '')]]);
      const signed = { timestamp: input['timestamp'] ?? '', nonce: input['nonce'] ?? '', signature: input['signature'] ?? '', serial: 'S' };
      return isAnswerGenuine(signed, Buffer.from(input['body'] ?? ''), keys, Number(input['timestamp']) * 1_000);
    }
    case 'v3-request-sign':
    case 'v3-request-canonical': return requestText({ method: input['method'] ?? '', url: input['url'] ?? '', timestamp: input['timestamp'] ?? '', nonce: input['nonce'] ?? '', body: input['body'] ?? '' }) === signedString;
    case 'v3-aes-256-gcm': try {
      return openResource(input['key'] ?? '', { nonce: input['nonce'] ?? '', associatedData: input['associatedData'] ?? '', ciphertext: input['ciphertext'] ?? '' }).trim() === String(decoded).trim();
    } catch {
      return false;
    }
    case 'v2-sign': {
      const { MD5, HMACSHA256 } = decoded as { MD5: string; HMACSHA256: string };
      const key = input['key'] ?? '';
      return v2Text(input.params, key) === signedString && v2Sign(input.params, key, 'MD5') === MD5 && v2Sign(input.params, key, 'HMAC-SHA256') === HMACSHA256;
    }
    default: throw new Error(`no check for ${kind}`);
  }
}

describe.skipIf(!has)('vectors made by others', () => {
  test('WeChat Pay: every signature, sealed text and sum comes out as it should, and the broken ones fail [W140]', () => {
    const all = read<Vector>('wechat-v2-v3.json');
    expect(all.length).toBeGreaterThanOrEqual(9);
    for (const one of all) expect([one.kind, one.note, wechatVerdict(one)]).toEqual([one.kind, one.note, one.valid]);
  });

  test('WeChat Pay: the request of the sample verifies with its certificate over our text [W141]', () => {
    const [one] = read<Vector>('wechat-v2-v3.json').filter((vector) => vector.kind === 'v3-request-sign');
    const key = new X509Certificate(one?.input['certificatePem'] ?? '').publicKey;
    const text = requestText({ method: 'POST', url: one?.input['url'] ?? '', timestamp: one?.input['timestamp'] ?? '', nonce: one?.input['nonce'] ?? '', body: one?.input['body'] ?? '' });
    const signature = (one?.decoded as { signature: string } | undefined)?.signature ?? '';
    expect(createVerify('RSA-SHA256').update(text).verify(key, signature, 'base64')).toBe(true);
    expect(createVerify('RSA-SHA256').update(text.trimEnd()).verify(key, signature, 'base64')).toBe(false);
  });

  test('Alipay: notifications and answers are proved or refused as they should [W142]', () => {
    type Rsa2 = { kind: string; input: string | Record<string, unknown>; publicKey?: string; valid: boolean; signedString: string; method?: string; responseKey?: string };
    const all = read<Rsa2>('alipay-rsa2.json');
    expect(all.length).toBeGreaterThanOrEqual(6);
    const { privatePem } = keysOf('vectors', 'pkcs1');
    let proved = 0;
    for (const one of all) {
      const sdk = new AlipaySdk({ appId: '1', privateKey: privatePem, alipayPublicKey: one.publicKey ?? keysOf('vectors').publicPem });
      if (one.kind === 'notify') expect([one.kind, sdk.checkNotifySignV2(one.input)]).toEqual([one.kind, one.valid]);
      else if (typeof one.input === 'string') {
        const key = /"(\w+_response)"/.exec(one.input)?.[1] ?? '';
        expect(sdk.getSignStr(one.input, key)).toBe(one.signedString);
        if (one.publicKey !== undefined) expect(provesAnswer(sdk, one.input, key)).toBe(one.valid);
      } else throw new Error(`no check for ${one.kind}`);
      proved += 1;
    }
    expect(proved).toBe(all.length);
  });

  test('Alipay: certificates have the serial numbers that they are known by [W143]', () => {
    type Serial = { input: string; isRoot: boolean; certSN: string };
    const all = read<Serial>('alipay-cert-sn.json');
    expect(all).toHaveLength(3);
    const [plain, alipay, root] = [all.find((one) => !one.isRoot), all.filter((one) => !one.isRoot)[1], all.find((one) => one.isRoot)];
    const sdk = new AlipaySdk({ appId: '1', privateKey: keysOf('vectors', 'pkcs1').privatePem, appCertContent: plain?.input ?? '', alipayPublicCertContent: alipay?.input ?? '', alipayRootCertContent: root?.input ?? '' });
    expect([sdk.config.appCertSn, sdk.config.alipayCertSn, sdk.config.alipayRootCertSn]).toEqual([plain?.certSN, alipay?.certSN, root?.certSN]);
  });
});

function provesAnswer(sdk: AlipaySdk, raw: string, key: string): boolean {
  try {
    sdk.checkResponseSign(raw, key, (JSON.parse(raw) as { sign: string }).sign, '');
    return true;
  } catch {
    return false;
  }
}

describe('vectors of our own', () => {
  const NOW = Date.parse('2026-03-10T04:00:00Z');

  test('WeChat Pay: an answer holds for five minutes, to the byte, by the key it names [W144]', () => {
    const { privateKey, publicKey } = keysOf('vectors');
    const keys = new Map([['K', publicKey]]);
    const body = Buffer.from('{"a": 1}\n');
    const stamp = String(NOW / 1_000);
    const signed = { timestamp: stamp, nonce: 'n', signature: signText(`${stamp}\nn\n${body.toString()}\n`, privateKey), serial: 'K' };
    expect(isAnswerGenuine(signed, body, keys, NOW)).toBe(true);
    for (const off of [-300_000, 300_000]) expect(isAnswerGenuine(signed, body, keys, NOW + off)).toBe(true);
    for (const off of [-301_000, 301_000]) expect(isAnswerGenuine(signed, body, keys, NOW + off)).toBe(false);
    expect(isAnswerGenuine(signed, Buffer.from('{"a": 1}'), keys, NOW)).toBe(false);
    expect(isAnswerGenuine(signed, Buffer.from('{"a":1}\n'), keys, NOW)).toBe(false);
    expect(isAnswerGenuine({ ...signed, serial: 'other' }, body, keys, NOW)).toBe(false);
    expect(isAnswerGenuine({ ...signed, timestamp: 'soon' }, body, keys, NOW)).toBe(false);
    expect(isAnswerGenuine({ ...signed, signature: `WECHATPAY/SIGNTEST/${signed.signature}` }, body, keys, NOW)).toBe(false);
  });

  test('UnionPay: fields are hashed, the hash is signed, and only its own certificate of a known authority proves them [W145]', () => {
    const root = { subject: { C: 'CN', CN: 'Root' }, keys: keysOf('root') };
    const middle = { subject: { C: 'CN', CN: 'Middle' }, keys: keysOf('middle') };
    const signer = { subject: { C: 'CN', CN: '041@x@UnionPay@1' }, keys: keysOf('signer') };
    const chain = [newCertificate({ ...middle, serial: 2, issuer: root, isAuthority: true }), newCertificate({ ...root, serial: 1, isAuthority: true })].map((pem) => new X509Certificate(pem));
    const trust = { authorities: chain, signerNames: ['UnionPay'] };
    const withCertificate = (pem: string) => {
      const fields = { orderId: 'T1', respCode: '00', empty: '', txnAmt: '100', signPubKeyCert: pem };
      return { ...fields, signature: signFields(fields, signer.keys.privateKey) };
    };
    expect(signedText({ b: '2', signature: 'x', a: '1', c: '' })).toBe('a=1&b=2');
    const good = withCertificate(newCertificate({ ...signer, serial: 3, issuer: middle }));
    expect(isGenuine(good, trust, NOW)).toBe(true);
    expect(isGenuine(good, { ...trust, authorities: chain.slice(0, 1) }, NOW)).toBe(true);
    expect(isGenuine({ ...good, txnAmt: '101' }, trust, NOW)).toBe(false);
    expect(isGenuine({ ...good, signature: '' }, trust, NOW)).toBe(false);
    expect(isGenuine({ ...good, signPubKeyCert: 'none' }, trust, NOW)).toBe(false);
    expect(isGenuine(good, { ...trust, authorities: chain.slice(1) }, NOW)).toBe(false);
    expect(isGenuine(good, { ...trust, signerNames: ['Union'] }, NOW)).toBe(false);
    expect(isGenuine(good, trust, Date.parse('2041-01-01T00:00:00Z'))).toBe(false);
    // Signed by itself, or by an authority of the same name with other keys.
    expect(isGenuine(withCertificate(newCertificate({ ...signer, serial: 4 })), trust, NOW)).toBe(false);
    expect(isGenuine(withCertificate(newCertificate({ ...signer, serial: 5, issuer: { ...middle, keys: keysOf('signer') } })), trust, NOW)).toBe(false);
  });
});
