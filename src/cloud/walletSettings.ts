/** Reads which wallets a store has and their keys: a file that only its owner may read, keys in it, beside it or in the environment. Keys stay here: no log, no answer and no till ever has one. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { KeyName } from '#contract/cloud.ts';
import { Refusal } from '#core/refusal.ts';
import type { AlipaySettings } from './connectors/alipay/settings.ts';
import type { AlipayplusSettings } from './connectors/alipayplus/settings.ts';
import type { StoreWallets } from './connectors/registry.ts';
import type { UnionpaySettings } from './connectors/unionpay/settings.ts';
import type { WechatpaySettings } from './connectors/wechatpay/settings.ts';

/** https, or plain http to this machine alone. */
const Address = z.url().refine((url) => url.startsWith('https://') || /^http:\/\/127\.0\.0\.1(?::|\/|$)/.test(url), 'must be https').transform((url) => url.replace(/\/$/, ''));
const Text = z.string().min(1).max(200);
const Secret = z.string().min(1).max(20_000);
const Pem = Secret.refine((text) => text.includes('-----BEGIN '), 'must be PEM');

const Wechatpay = z.strictObject({
  baseUrl: Address.default('https://api.mch.weixin.qq.com'), appId: Text, merchantId: z.string().regex(/^\d{6,32}$/), merchantSerial: z.string().regex(/^[0-9A-Fa-f]{8,64}$/),
  privateKey: Pem, apiV3Key: z.string().length(32), platformKeys: z.record(z.string(), Pem).refine((keys) => Object.keys(keys).length > 0, 'must name one at least'),
  storeNumber: Text.optional(), ownStoreNumber: Text, notifyUrl: Address.optional(),
  inApp: z.strictObject({
    appSecret: Secret, identityUrl: Address.default('https://api.weixin.qq.com'), authorizeUrl: Address.default('https://open.weixin.qq.com/connect/oauth2/authorize'),
  }).optional(),
  v2: z.strictObject({ key: Secret, certificate: Pem }).optional(),
}) satisfies z.ZodType<WechatpaySettings>;

const Alipay = z.strictObject({
  gateway: Address.default('https://openapi.alipay.com/gateway.do'), appId: Text, privateKey: Secret, privateKeyForm: z.enum(['PKCS1', 'PKCS8']),
  trust: z.union([z.strictObject({ alipayPublicKey: Secret }), z.strictObject({ appCertificate: Pem, alipayCertificate: Pem, rootCertificate: Pem })]),
  sellerId: Text.optional(), storeNumber: z.string().min(1).max(32), terminalNumber: z.string().min(1).max(32).optional(), notifyUrl: Address.optional(),
  billHosts: z.array(Text).max(8).default(['dwbillcenter.alipay.com']), authorizeUrl: Address.optional(),
}) satisfies z.ZodType<AlipaySettings>;

const Alipayplus = z.strictObject({
  connector: z.literal('alipayplus'), baseUrl: Address, clientId: Text, privateKey: Pem, keyVersion: z.string().regex(/^\d{1,4}$/), alipayplusPublicKey: Pem,
  merchant: z.strictObject({ id: Text, name: Text, category: z.string().regex(/^\d{4}$/), storeId: Text, storeName: Text }),
}) satisfies z.ZodType<AlipayplusSettings>;

const Unionpay = z.strictObject({
  baseUrl: Address.default('https://gateway.95516.com'), fileUrl: Address.default('https://filedownload.95516.com'), merchantId: z.string().regex(/^[0-9A-Za-z]{15}$/), terminalId: z.string().regex(/^[0-9A-Za-z]{8}$/),
  privateKey: Pem, certificate: Pem, authorities: z.array(Pem).min(1).max(8), signerNames: z.array(Text).min(1).max(8).default(['中国银联股份有限公司']), notifyUrl: Address.optional(),
}) satisfies z.ZodType<UnionpaySettings>;

/** One connector's settings each, for those that do not come from the file. */
export const ConnectorSettings = { wechatpay: Wechatpay, alipay: Alipay, alipayplus: Alipayplus, unionpay: Unionpay } as const;

const Wallets = z.strictObject({
  wechatpay: z.union([z.literal('sandbox'), Wechatpay]).optional(), alipay: z.union([z.literal('sandbox'), Alipay, Alipayplus]).optional(), unionpay: z.union([z.literal('sandbox'), Unionpay]).optional(), card: z.literal('sandbox').optional(),
});
const SettingsFile = z.strictObject({ everyStore: Wallets.default({}), stores: z.record(KeyName, Wallets).default({}) }) satisfies z.ZodType<StoreWallets>;

const OTHERS = 0o077;
/** Of the libraries below a connector, these print what they send when Node's own debugging asks them to. */
const TELLTALE = /alipay|urllib|undici|http|\*/i;

/**
 * Reads the file. A value `file:NAME` is the content of a file beside it, `env:NAME` of an environment variable.
 * @throws Refusal `wallets-file-unreadable`, `wallets-file-open-to-others`, `wallets-file-wrong` (names the fields, never their values), `wallets-debug-on`
 */
export function readWalletSettings(path: string, environment: Readonly<Record<string, string | undefined>>): StoreWallets {
  if (TELLTALE.test(environment['NODE_DEBUG'] ?? '')) {
    throw new Refusal('wallets-debug-on', 'NODE_DEBUG is set so that libraries would print customers\' payment codes. Nothing was started and no money moved; start again without NODE_DEBUG.');
  }
  const whole = parse(readPrivate(path));
  const result = SettingsFile.safeParse(resolved(whole, dirname(path), environment));
  if (result.success) return result.data;
  const fields = [...new Set(result.error.issues.flatMap(fieldsOf))].slice(0, 8).join(', ');
  throw new Refusal('wallets-file-wrong', `The wallets file ${path} does not fit: ${fields}. Nothing was started and no money moved; mend these fields and start again.`, { fields });
}

export const fieldsOf = (issue: z.core.$ZodIssue): string[] => {
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap((inner) => fieldsOf({ ...inner, path: [...issue.path, ...inner.path] }));
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key].join('.')) : [issue.path.join('.') || 'the file'];
};

function readPrivate(path: string): string {
  try {
    const { mode } = statSync(path);
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      throw new Refusal('wallets-file-open-to-others', `Others on this machine may read ${path}, which holds keys. Nothing was started and no money moved; run chmod 600 on it and start again.`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('wallets-file-unreadable', `The wallets file ${path} cannot be read. Nothing was started and no money moved; check its name and that this user owns it.`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('wallets-file-wrong', 'The wallets file is no JSON. Nothing was started and no money moved; mend it and start again.', { fields: 'the file' });
  }
}

function resolved(value: unknown, folder: string, environment: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value === 'string') {
    if (value.startsWith('file:')) return readPrivate(resolve(folder, value.slice(5)));
    return value.startsWith('env:') ? (environment[value.slice(4)] ?? '') : value;
  }
  if (Array.isArray(value)) return value.map((one: unknown) => resolved(one, folder, environment));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolved(one, folder, environment)]));
  return value;
}
