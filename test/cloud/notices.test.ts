/** The real wallets' connectors behind the real backend: charges over the protocol, notifications at its door, and nothing personal kept or logged. */
import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startCloud } from '#cloud/index.ts';
import type { Cloud } from '#cloud/index.ts';
import { openDatabase } from '#cloud/db/open.ts';
import type { Database } from '#cloud/ports.ts';
import type { ChargeAnswer } from '#contract/cloud.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolledTill, newOrderId } from '../kit/tillAtBackend.ts';
import type { TestTill } from '../kit/tillAtBackend.ts';
import { alipayDouble } from '../kit/wallets/alipay.ts';
import { WalletModel } from '../kit/wallets/model.ts';
import { unionpayDouble } from '../kit/wallets/unionpay.ts';
import { wechatpayDouble } from '../kit/wallets/wechatpay.ts';

/** What must be nowhere: codes, and what the servers say of payers. */
const CODES = { wechatpay: '134679258013467925', alipay: '283456789012345678', unionpay: '6223456789012345678' } as const;
const PERSONAL = ['oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', '2088102534368455', '138****1234', '6216***********0018', '招商银行信用卡0403', ...Object.values(CODES)];

describe('real wallets behind the backend', () => {
  const models = { wechatpay: new WalletModel(Date.now()), alipay: new WalletModel(Date.now()), unionpay: new WalletModel(Date.now()) };
  let doubles: { wechatpay: Awaited<ReturnType<typeof wechatpayDouble>>; alipay: Awaited<ReturnType<typeof alipayDouble>>; unionpay: Awaited<ReturnType<typeof unionpayDouble>> };
  let cloud: Cloud;
  let till: TestTill;
  let log = '';
  const strays: Record<string, string | number>[] = [];
  let folder = '';
  const clock = setInterval(() => { for (const model of Object.values(models)) model.now = Math.max(model.now, Date.now()); }, 20);
  clock.unref();

  beforeAll(async () => {
    doubles = { wechatpay: await wechatpayDouble(models.wechatpay), alipay: await alipayDouble(models.alipay), unionpay: await unionpayDouble(models.unionpay) };
    const { wechatpay, alipay, unionpay } = doubles;
    folder = mkdtempSync(join(tmpdir(), 'tillbook-notices-'));
    cloud = await startCloud({
      database: { folder }, wallets: { everyStore: { wechatpay: 'sandbox' }, stores: { real: { wechatpay: wechatpay.settings, alipay: alipay.settings, unionpay: unionpay.settings } } },
      log: new Writable({ write(chunk: Buffer, _encoding, done) { log += chunk.toString('utf8'); done(); } }),
    });
    till = await enrolledTill(cloud, 'real');
  });
  afterAll(async () => {
    clearInterval(clock);
    await cloud?.close();
    await Promise.all(Object.values(doubles).map((double) => double.stop()));
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => { for (const model of Object.values(models)) model.mode = 'pay'; });
  afterEach(() => expect(Object.values(doubles).flatMap((double) => double.complaints)).toEqual([]));

  const send = (wallet: string, store: string, { headers, body }: { headers: Record<string, string>; body: Uint8Array }) =>
    fetch(`http://${cloud.host}:${cloud.port}/v1/notices/${wallet}/${store}`, { method: 'POST', headers, body: Buffer.from(body) });
  const charge = (wallet: keyof typeof CODES, authCode: string = CODES[wallet]) => ({ orderId: newOrderId(), wallet, amountMinor: 1_234, currency: 'CNY', authCode, subject: 'Tee 茶' });

  test('each wallet charges, is asked, refunds and gives its word over the protocol; another store has its own wallets [W150]', async () => {
    for (const wallet of ['wechatpay', 'alipay', 'unionpay'] as const) {
      const request = charge(wallet);
      expect((await till.charge(request)).state).toBe('paid');
      expect(await till.ask(request.orderId)).toMatchObject({ state: 'paid', wallet });
      const refund = { refundId: newOrderId(), orderId: request.orderId, wallet, amountMinor: 234, currency: 'CNY', reason: 'broken' };
      expect((await till.refund(refund)).state).toBe('accepted');
      models[wallet].now += 3_000;
      expect((await till.askRefund(refund.refundId)).state).toBe('refunded');
      expect(models[wallet].netMinor()).toBe(1_000);
    }
    expect((await till.status()).wallets.map((one) => [one.wallet, one.enabled, one.connector])).toEqual([['wechatpay', true, 'wechatpay'], ['alipay', true, 'alipay'], ['unionpay', true, 'unionpay']]);
    const other = await enrolledTill(cloud, 'other');
    expect((await other.status()).wallets.map((one) => [one.enabled, one.connector])).toEqual([[true, 'sandbox'], [false, 'none'], [false, 'none']]);
    await expect(other.charge(charge('alipay', '283456789012349999'))).rejects.toMatchObject({ detail: { code: 'wallet-not-enabled' } });
  });

  test('a proved notification reaches the till that listens, and is answered as the wallet wants [W151]', async () => {
    const REPLIES = { wechatpay: '{"code":"SUCCESS"}', alipay: 'success', unionpay: 'ok' };
    for (const wallet of ['wechatpay', 'alipay', 'unionpay'] as const) {
      models[wallet].mode = 'confirm';
      models[wallet].delayMs = 3_600_000;
      const request = charge(wallet, `${CODES[wallet].slice(0, -4)}0001`);
      expect((await till.charge(request)).state).toBe('payer-acting');
      const heard = new Promise<ChargeAnswer>((resolve) => {
        const end = till.updates((answer) => {
          if (answer.orderId !== request.orderId || answer.state !== 'paid') return;
          end();
          resolve(answer);
        });
      });
      const held = models[wallet].orders.get(request.orderId);
      if (held !== undefined) held.paysAt = models[wallet].now;
      const reply = await send(wallet, 'real', doubles[wallet].notice({ orderId: request.orderId }));
      expect([reply.status, await reply.text()]).toEqual([200, REPLIES[wallet]]);
      expect(await heard).toMatchObject({ orderId: request.orderId, state: 'paid' });
    }
  });

  test('a proved notification of an order that nobody here knows is taken and kept, once for each thing it says, with how often and when; a forged one is neither [C247]', async () => {
    for (const model of Object.values(models)) model.delayMs = 0;
    const orderId = newOrderId();
    models.wechatpay.pay(orderId, 777, '134679258013460009', '');
    for (let times = 0; times < 3; times += 1) expect((await send('wechatpay', 'real', doubles.wechatpay.notice({ orderId }))).status).toBe(200);
    // An order that is known, but of another wallet, is a stranger too.
    const known = charge('alipay', '283456789012340007');
    await till.charge(known);
    models.wechatpay.pay(known.orderId, 888, '134679258013460010', '');
    expect((await send('wechatpay', 'real', doubles.wechatpay.notice({ orderId: known.orderId }))).status).toBe(200);
    const forged = doubles.wechatpay.notice({ orderId: newOrderId() });
    const reply = await send('wechatpay', 'real', { ...forged, body: Buffer.concat([Buffer.from(forged.body), Buffer.from(' ')]) });
    expect(reply.status).not.toBe(200);
    strays.push({ store: 'real', wallet: 'wechatpay', order_id: orderId, state: 'paid', amount_minor: 777, times: 3 }, { store: 'real', wallet: 'wechatpay', order_id: known.orderId, state: 'paid', amount_minor: 888, times: 1 });
    expect(await till.ask(known.orderId)).toMatchObject({ state: 'paid', wallet: 'alipay', amountMinor: 1_234 });
  });

  test('a proved "paid" stands where the wallet cannot be asked, but not of another amount [W152]', async () => {
    const { wechatpay: double } = doubles;
    models.wechatpay.mode = 'confirm';
    models.wechatpay.delayMs = 3_600_000;
    const [right, wrong] = [charge('wechatpay', '134679258013460002'), charge('wechatpay', '134679258013460003')];
    for (const request of [right, wrong]) {
      await till.charge(request);
      const held = models.wechatpay.orders.get(request.orderId);
      if (held !== undefined) held.paysAt = models.wechatpay.now;
      const notice = double.notice({ orderId: request.orderId });
      if (request === wrong) Object.assign(held ?? {}, { amountMinor: 1 });
      const told = request === wrong ? double.notice({ orderId: request.orderId }) : notice;
      double.faults.push('5xx');
      expect((await send('wechatpay', 'real', told)).status).toBe(200);
      double.faults.length = 0;
    }
    const row = async (orderId: string) => (await read<{ state: string }>(`select state from charge where order_id = '${orderId}'`))[0]?.state;
    await cloud.close();
    expect([await row(right.orderId), await row(wrong.orderId)]).toEqual(['paid', expect.not.stringMatching('paid') as string]);
  });

  test('what was kept of strangers is all there is of them, with first and last time in order [C248]', async () => {
    const rows = await read<{ store: string; wallet: string; order_id: string; state: string; amount_minor: number; times: number; first_at: number; last_at: number }>('select store, wallet, order_id, state, amount_minor, times, first_at, last_at from stray_notice order by times desc');
    expect(rows).toEqual(strays.map((stray) => expect.objectContaining(stray) as unknown));
    for (const { first_at: first, last_at: last } of rows) expect(first > 0 && first <= last).toBe(true);
  });

  test('no code, no account and no name of a payer is in any row or log line [W153]', async () => {
    const tables = await read<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'public'");
    expect(tables.length).toBeGreaterThan(8);
    for (const { name } of tables) {
      const rows = JSON.stringify(await read(`select * from ${name}`));
      for (const secret of PERSONAL) expect([name, secret, rows.includes(secret)]).toEqual([name, secret, false]);
    }
    for (const secret of PERSONAL) expect(log).not.toContain(secret);
    expect(log).not.toContain('PRIVATE KEY');
  });

  let database: Database | null = null;
  afterAll(() => database?.close());
  async function read<Row>(text: string): Promise<Row[]> {
    database ??= await openDatabase({ folder });
    return database.sql<Row>(Object.assign([text], { raw: [text] }) as unknown as TemplateStringsArray);
  }
});
