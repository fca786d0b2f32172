/** The wallets file: private, whole, and refused in words that never quote a key. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readWalletSettings, startCloud } from '#cloud/index.ts';
import { Refusal } from '#core/refusal.ts';
import { keysOf, newCertificate } from '../kit/wallets/certificates.ts';
import { inMemory } from '../kit/freshDatabase.ts';

const folder = mkdtempSync(join(tmpdir(), 'tillbook-wallets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { privatePem, publicPem } = keysOf('settings');
const certificate = newCertificate({ subject: { CN: 'x' }, keys: keysOf('settings'), serial: 1 });
const wechatpay = { appId: 'wx1', merchantId: '1900000109', merchantSerial: '5157F09EFDC096DE', privateKey: privatePem, apiV3Key: '0123456789ABCDEF0123456789ABCDEF', platformKeys: { PUB_KEY_ID_1: publicPem }, ownStoreNumber: 'S1' };
const alipay = { appId: '2021', privateKey: privatePem, privateKeyForm: 'PKCS8', trust: { alipayPublicKey: publicPem }, storeNumber: 'S1' };
const unionpay = { merchantId: '777290058110048', terminalId: '49000002', privateKey: privatePem, certificate, authorities: [certificate] };

function file(content: unknown, mode = 0o600): string {
  const path = join(folder, `wallets-${Math.random().toString(36).slice(2)}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, mode);
  return path;
}

function refusal(path: string, environment: Record<string, string> = {}): Refusal {
  try {
    readWalletSettings(path, environment);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the wallets file', () => {
  test('names each store\'s wallets; addresses are the wallets\' own unless said otherwise [W160]', () => {
    const read = readWalletSettings(file({ everyStore: { alipay: 'sandbox' }, stores: { main: { wechatpay, alipay, unionpay } } }), {});
    expect(read.everyStore).toEqual({ alipay: 'sandbox' });
    expect(read.stores['main']).toMatchObject({
      wechatpay: { baseUrl: 'https://api.mch.weixin.qq.com' }, alipay: { gateway: 'https://openapi.alipay.com/gateway.do', billHosts: ['dwbillcenter.alipay.com'] },
      unionpay: { baseUrl: 'https://gateway.95516.com', signerNames: ['中国银联股份有限公司'] },
    });
  });

  test('keys may stand in files beside it or in the environment [W161]', () => {
    const key = file(privatePem).split('/').at(-1) ?? '';
    const read = readWalletSettings(file({ everyStore: { wechatpay: { ...wechatpay, privateKey: `file:${key}`, apiV3Key: 'env:V3_KEY' } } }), { V3_KEY: wechatpay.apiV3Key });
    expect(read.everyStore.wechatpay).toMatchObject({ privateKey: privatePem, apiV3Key: wechatpay.apiV3Key });
  });

  test('a file or key that others may read is refused, and says what to do [W162]', () => {
    if (process.platform === 'win32') return;
    const open = refusal(file({}, 0o644));
    expect([open.code, open.message]).toEqual(['wallets-file-open-to-others', expect.stringMatching(/chmod 600.*start again/) as string]);
    const key = file(privatePem, 0o640).split('/').at(-1) ?? '';
    expect(refusal(file({ everyStore: { wechatpay: { ...wechatpay, privateKey: `file:${key}` } } })).code).toBe('wallets-file-open-to-others');
    expect(refusal(join(folder, 'none.json')).code).toBe('wallets-file-unreadable');
  });

  test('what does not fit is named by its field, never by its value [W163]', () => {
    const cases: [content: unknown, field: RegExp][] = [
      ['{"everyStore":', /no JSON/], [{ everyStore: { wechatpay: { ...wechatpay, apiV3Key: 'SECRETshort' } } }, /apiV3Key/], [{ everyStore: { alipay: { ...alipay, privateKey: undefined } } }, /privateKey/],
      [{ everyStore: { unionpay: { ...unionpay, privateKey: 'SECRET no pem' } } }, /privateKey/], [{ everyStore: { wechatpay: { ...wechatpay, baseUrl: 'http://SECRET.example' } } }, /baseUrl/],
      [{ stores: { 'no name': {} } }, /stores/], [{ everyStore: { wechatpay: { ...wechatpay, SECRETfield: 1, surplus: 'x' } } }, /surplus/], [{ everyStore: { wechatpay: { ...wechatpay, apiV3Key: 'env:NONE' } } }, /apiV3Key/],
    ];
    for (const [content, field] of cases) {
      const { code, message } = refusal(file(content));
      expect(code).toBe('wallets-file-wrong');
      expect(message).toMatch(field);
      expect(message).toMatch(/no money moved/);
      expect(message).not.toMatch(/SECRET(?!field)|PRIVATE KEY/);
    }
  });

  test('a debugging switch that would print payment codes is refused [W164]', () => {
    for (const NODE_DEBUG of ['alipay-sdk', 'http', '*', 'urllib:*', 'fs,undici']) expect(refusal(file({}), { NODE_DEBUG }).code).toBe('wallets-debug-on');
    expect(readWalletSettings(file({}), { NODE_DEBUG: 'fs' })).toEqual({ everyStore: {}, stores: {} });
  });

  test('a key that is no key stops the start, with the wallet\'s name and not the key [W165]', async () => {
    const broken = '-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----\n';
    const cases = [{ wechatpay: { ...wechatpay, privateKey: broken } }, { wechatpay: { ...wechatpay, platformKeys: { K: broken } } }, { alipay: { ...alipay, privateKey: broken } }, { unionpay: { ...unionpay, privateKey: broken } }];
    for (const everyStore of cases) {
      const [name = ''] = Object.keys(everyStore);
      const failure: unknown = await startCloud({ database: await inMemory(), wallets: readWalletSettings(file({ everyStore }), {}) }).then((cloud) => cloud.close(), (error: unknown) => error);
      expect(failure).toMatchObject({ code: 'wallets-key-unreadable', detail: { wallet: name } });
      expect((failure as Refusal).message).not.toContain('SECRET');
    }
  });

  test('the example of docs/wallets-file.md is a wallets file [W166]', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync(resolve(import.meta.dirname, '../../docs/wallets-file.md'), 'utf8')) ?? [];
    const key = `file:${file(privatePem).split('/').at(-1) ?? ''}`;
    const read = readWalletSettings(file(example.replaceAll(/file:[\w.-]+/g, key).replace('5157F0…', '5157F0AA')), { WECHATPAY_V3_KEY: wechatpay.apiV3Key, WECHATPAY_APP_SECRET: 's' });
    expect(Object.keys(read.stores['main'] ?? {})).toEqual(['wechatpay', 'alipay', 'unionpay']);
  });
});
