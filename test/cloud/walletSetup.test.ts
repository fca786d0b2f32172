/** Wallets set up from a till: sealed, in force at every instance, shown masked, and never in the way of money that is undecided. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCloud, type Cloud } from '#cloud/index.ts';
import { sealBy } from '#cloud/seal.ts';
import { describeForm, mergeForm, settingsOf } from '#cloud/walletForm.ts';
import { engines } from '../kit/engines.ts';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';
import { enrolledTill, newCode, sale, sameTillAt, type TestTill } from '../kit/tillAtBackend.ts';
import { keysOf, newCertificate } from '../kit/wallets/certificates.ts';
import { WalletModel } from '../kit/wallets/model.ts';
import { unionpayDouble } from '../kit/wallets/unionpay.ts';
import { wechatpayDouble } from '../kit/wallets/wechatpay.ts';

type Served = Awaited<ReturnType<typeof wechatpayDouble>>;
const refusal = (work: Promise<unknown>) => work.then(() => 'ok', (error: { detail?: { code?: string; fields?: string } }) => [error.detail?.code, error.detail?.fields].filter((part) => part !== undefined).join(': '));

function wechatForm({ settings }: Served): Record<string, string> {
  const [[platformKeyId, platformKey] = ['', '']] = Object.entries(settings.platformKeys);
  return { baseUrl: settings.baseUrl, appId: settings.appId, merchantId: settings.merchantId, merchantSerial: settings.merchantSerial, privateKey: settings.privateKey, apiV3Key: settings.apiV3Key, platformKeyId, platformKey, ownStoreNumber: 'S1' };
}

describe.each(engines())('wallets set up from a till on $name', (engine) => {
  let cloud: Cloud;
  let till: TestTill;
  let model: WalletModel;
  let wechat: Served;
  beforeAll(async () => {
    await engine.start();
    const key = join(mkdtempSync(join(tmpdir(), 'tillbook-seal-')), 'seal.key');
    writeFileSync(key, randomBytes(32).toString('base64'), { mode: 0o600 });
    cloud = await engine.cloud({ sealKey: key });
    till = await enrolledTill(cloud, 'main');
    model = new WalletModel(Date.now());
    wechat = await wechatpayDouble(model);
  });
  afterAll(async () => {
    till?.close();
    await cloud?.close();
    await wechat?.stop();
    await engine.stop();
  });
  const code = async (text: string) => {
    await cloud.issueEnrolCode('main', text, 60_000, 'wallets');
    return text;
  };

  test('a till changes no merchant without a code of the admin\'s; a till\'s own enrolment code is none; the code is the first till\'s that uses it [C240]', async () => {
    const request = { connector: 'wechatpay' as const, form: wechatForm(wechat), code: null };
    expect(await refusal(till.wallets.set('wechatpay', request))).toBe('wallets-code-needed');
    await cloud.issueEnrolCode('main', 'a-tills-code', 60_000);
    expect(await refusal(till.wallets.set('wechatpay', { ...request, code: 'a-tills-code' }))).toBe('enrol-code-refused');
    await cloud.issueEnrolCode('other', 'elsewheres', 60_000, 'wallets');
    expect(await refusal(till.wallets.set('wechatpay', { ...request, code: 'elsewheres' }))).toBe('enrol-code-refused');
    expect((await till.wallets.read()).wallets.map(({ connector, by }) => `${connector} ${by}`)).toEqual(['sandbox default', 'sandbox default', 'sandbox default']);
    const good = await code('good-for-one');
    expect(await refusal(till.wallets.set('alipay', { connector: 'none', form: {}, code: good }))).toBe('ok');
    expect(await refusal(till.wallets.set('alipay', { connector: 'sandbox', form: {}, code: good }))).toBe('ok');
    const second = await enrolledTill(cloud, 'main');
    expect(await refusal(second.wallets.set('alipay', { connector: 'none', form: {}, code: good }))).toBe('enrol-code-used');
    second.close();
  });

  test('what is set up charges by it at once; it is shown masked, with no key, and asking for an order that never was tells whether it answers [C241]', async () => {
    const setups = await till.wallets.set('wechatpay', { connector: 'wechatpay', form: wechatForm(wechat), code: await code('set-wechat') });
    const shown = setups.wallets.find(({ wallet }) => wallet === 'wechatpay');
    expect(shown).toMatchObject({ connector: 'wechatpay', by: 'screen', changedBy: till.name, kept: ['privateKey', 'apiV3Key', 'platformKey'] });
    expect(shown?.shown.find(({ name }) => name === 'merchantId')?.value).toMatch(/^.{4}•••.{3}$/);
    const text = JSON.stringify(setups);
    for (const secret of [wechat.settings.privateKey, wechat.settings.apiV3Key, wechat.settings.merchantId, 'BEGIN']) expect(text).not.toContain(secret);
    expect(await till.wallets.test('wechatpay')).toMatchObject({ outcome: 'answers' });
    const order = sale({ wallet: 'wechatpay', authCode: newCode() });
    expect((await till.charge(order)).state).toBe('paid');
    expect(model.orders.has(order.orderId)).toBe(true);
    // A store that is set up from a till has the wallets that were set up, and no others.
    expect(await refusal(till.charge(sale({ wallet: 'unionpay', authCode: '6212345678901234567' })))).toBe('wallet-not-enabled');
    model.mode = 'down';
    expect(await till.wallets.test('wechatpay')).toMatchObject({ outcome: 'silent' });
    model.mode = 'pay';
  });

  test('one key is replaced and the rest stays; a wrong one is told by asking; what does not fit is named by its field, never by its value [C242]', async () => {
    const set = (form: Record<string, string>) => till.wallets.set('wechatpay', { connector: 'wechatpay', form, code: 'set-wechat' });
    expect(await refusal(set({ apiV3Key: 'too-short-canary' }))).toBe('wallet-settings-wrong: apiV3Key');
    expect(await refusal(set({ privateKey: '-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----' }))).toBe('wallet-key-unreadable');
    expect(await refusal(set({ bestKey: 'x' }))).toBe('wallet-settings-wrong: another field');
    expect(await refusal(till.wallets.set('wechatpay', { connector: 'unionpay', form: {}, code: 'set-wechat' }))).toBe('wallet-connector-wrong');
    expect(await refusal(set({ privateKey: keysOf('stranger').privatePem }))).toBe('ok');
    expect((await till.wallets.test('wechatpay')).outcome).toBe('refuses');
    expect(await refusal(set({ privateKey: wechat.settings.privateKey }))).toBe('ok');
    expect((await till.wallets.test('wechatpay')).outcome).toBe('answers');
    wechat.complaints.length = 0;
  });

  test('while money is undecided its merchant stays; a key of the same merchant may be replaced all the same [C243]', async () => {
    model.mode = 'confirm';
    model.delayMs = 3_600_000;
    const order = sale({ wallet: 'wechatpay', authCode: newCode() });
    expect((await till.charge(order)).state).toBe('payer-acting');
    const set = (form: Record<string, string>, connector: 'wechatpay' | 'none' = 'wechatpay') => refusal(till.wallets.set('wechatpay', { connector, form, code: 'set-wechat' }));
    expect(await set({ merchantId: '1999999999' })).toBe('wallet-money-open');
    expect(await set({}, 'none')).toBe('wallet-money-open');
    expect(await set({ privateKey: wechat.settings.privateKey })).toBe('ok');
    // WeChat Pay takes no reverse in an order's first 15 seconds.
    model.now += 20_000;
    await till.reverse(order.orderId);
    expect((await till.ask(order.orderId)).state).toBe('reversed');
    model.mode = 'pay';
    expect(await set({}, 'none')).toBe('ok');
    expect(await refusal(till.charge(sale({ wallet: 'wechatpay', authCode: newCode() })))).toBe('wallet-not-enabled');
  });
});

test.skipIf(!postgresInstalled())('what is set up at one instance is in force at the other within seconds, and the other reads it by the same seal key [C249]', async () => {
  const server = await startPostgres();
  const url = await server.database();
  const sealKey = join(mkdtempSync(join(tmpdir(), 'tillbook-seal-')), 'seal.key');
  writeFileSync(sealKey, randomBytes(32).toString('base64'), { mode: 0o600 });
  const [first, second] = await Promise.all([startCloud({ database: { url }, sealKey }), startCloud({ database: { url }, sealKey })]);
  const model = new WalletModel(Date.now());
  const wechat = await wechatpayDouble(model);
  const till = await enrolledTill(first, 'main');
  const there = sameTillAt(till, second);
  await first.issueEnrolCode('main', 'both-of-them', 60_000, 'wallets');
  await till.wallets.set('wechatpay', { connector: 'wechatpay', form: wechatForm(wechat), code: 'both-of-them' });
  await expect.poll(async () => (await there.status()).wallets.find((one) => one.wallet === 'wechatpay')?.connector, { timeout: 15_000 }).toBe('wechatpay');
  expect((await there.charge(sale({ wallet: 'wechatpay', authCode: newCode() }))).state).toBe('paid');
  expect(model.netMinor()).toBe(1_250);
  // An instance without the key takes no money by it, and says why.
  const third = await startCloud({ database: { url } });
  const blind = sameTillAt(till, third);
  expect((await blind.wallets.read()).wallets[0]).toMatchObject({ connector: 'unreadable' });
  expect(await refusal(blind.wallets.set('wechatpay', { connector: 'none', form: {}, code: 'both-of-them' }))).toBe('wallets-not-kept');
  for (const one of [till, there, blind]) one.close();
  await Promise.all([first.close(), second.close(), third.close()]);
  await wechat.stop();
  await server.stop();
}, 120_000);

describe('what is kept of them', () => {
  test('a folder\'s backend keeps them sealed over a restart; without its key they are off and say so; a file of the admin\'s goes before them [C244]', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tillbook-setup-'));
    const model = new WalletModel(Date.now());
    const gateway = await unionpayDouble(model);
    const { settings } = gateway;
    const form = { merchantId: settings.merchantId, terminalId: settings.terminalId, privateKey: settings.privateKey, certificate: settings.certificate, authorities: settings.authorities.join('\n'), signerName: settings.signerNames.join(), baseUrl: settings.baseUrl, fileUrl: settings.fileUrl };
    let cloud = await startCloud({ database: { folder }, trustsTills: true });
    let till = await enrolledTill(cloud, 'main', 'T1');
    const made = await till.wallets.set('unionpay', { connector: 'unionpay', form, code: null });
    expect(made).toMatchObject({ keeps: true, needsCode: false });
    const until = made.wallets.find(({ wallet }) => wallet === 'unionpay')?.certificates ?? [];
    expect(until.map(({ name }) => name)).toEqual(['certificate', ...settings.authorities.map(() => 'authorities')]);
    expect(until.every((one) => one.until > Date.now())).toBe(true);
    expect(await refusal(till.wallets.set('unionpay', { connector: 'unionpay', form: { privateKey: keysOf('stranger').privatePem }, code: null }))).toBe('wallet-key-mismatch: certificate');
    expect(await till.wallets.test('unionpay')).toMatchObject({ outcome: 'answers' });
    await cloud.close();
    expect(statSync(join(folder, 'seal.key')).mode & 0o077).toBe(0);
    const body = settings.privateKey.split('\n')[3] ?? '';
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    expect(files.some((bytes) => bytes.includes(body))).toBe(false);

    const again = async (over: Partial<Parameters<typeof startCloud>[0]> = {}) => {
      till.close();
      cloud = await startCloud({ database: { folder }, trustsTills: true, ...over });
      till = await enrolledTill(cloud, 'main', 'T1');
    };
    await again();
    expect((await till.charge(sale({ wallet: 'unionpay', authCode: '6212345678901234567' }))).state).toBe('paid');
    await cloud.close();
    await again({ wallets: { everyStore: {}, stores: { main: { alipay: 'sandbox' } } } });
    expect((await till.wallets.read()).wallets.map(({ wallet, connector, by }) => `${wallet} ${connector} ${by}`)).toEqual(['wechatpay none file', 'alipay sandbox file', 'unionpay none file']);
    expect(await refusal(till.wallets.set('unionpay', { connector: 'none', form: {}, code: null }))).toBe('wallet-set-by-file');
    await cloud.close();
    rmSync(join(folder, 'seal.key'));
    await again();
    expect((await till.wallets.read()).wallets.at(-1)).toMatchObject({ connector: 'unreadable', shown: [], kept: [] });
    expect(await refusal(till.charge(sale({ wallet: 'unionpay', authCode: '6212345678901234567' })))).toBe('wallet-not-enabled');
    till.close();
    await cloud.close();
    await gateway.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  test('what is sealed opens by its key, for its store and wallet, unchanged, or not at all [C245]', () => {
    const seal = sealBy(randomBytes(32));
    const sealed = seal.close('geheim 密', 'main/alipay');
    expect(seal.open(sealed, 'main/alipay')).toBe('geheim 密');
    expect(seal.close('geheim 密', 'main/alipay')).not.toBe(sealed);
    expect(seal.open(sealed, 'other/alipay')).toBeNull();
    expect(sealBy(randomBytes(32)).open(sealed, 'main/alipay')).toBeNull();
    for (const at of [0, 13, 20]) {
      const bytes = Buffer.from(sealed, 'base64');
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect(seal.open(bytes.toString('base64'), 'main/alipay')).toBeNull();
    }
    expect(seal.open('', 'main/alipay')).toBeNull();
  });

  test('each connector\'s form becomes its settings, and nothing of a key is described [C246]', () => {
    const { privatePem, publicPem } = keysOf('forms');
    const certificate = newCertificate({ subject: { CN: 'x' }, keys: keysOf('forms'), serial: 1 });
    const forms = {
      wechatpay: { appId: 'wx8888888888888888', merchantId: '1900000109', merchantSerial: '5157F09EFDC096DE', privateKey: privatePem, apiV3Key: '0123456789ABCDEF0123456789ABCDEF', platformKeyId: 'PUB_KEY_ID_1', platformKey: publicPem, ownStoreNumber: 'S1', 'v2.key': 'geheim', 'v2.certificate': certificate },
      alipay: { appId: '2021000000000000', storeNumber: 'S1', privateKey: privatePem, 'trust.alipayPublicKey': publicPem },
      alipayplus: { baseUrl: 'https://x.example', clientId: 'SANDBOX_5Y', keyVersion: '1', privateKey: privatePem, alipayplusPublicKey: publicPem, 'merchant.id': 'M1', 'merchant.name': 'Shop', 'merchant.category': '5411', 'merchant.storeId': 'S1', 'merchant.storeName': 'Main' },
      unionpay: { merchantId: '777290058110048', terminalId: '49000002', privateKey: privatePem, certificate, authorities: `${certificate}\n${certificate}` },
    } as const;
    for (const [name, form] of Object.entries(forms)) {
      const connector = name as keyof typeof forms;
      expect(() => settingsOf(connector, mergeForm(connector, {}, form)), name).not.toThrow();
      const shown = JSON.stringify(describeForm(connector, form));
      for (const secret of ['BEGIN', privatePem.split('\n')[2] ?? '', '0123456789ABCDEF', 'geheim', '1900000109', '2021000000000000', '777290058110048']) expect(shown, name).not.toContain(secret);
    }
    expect(describeForm('unionpay', forms.unionpay).certificates).toHaveLength(3);
  });
});
