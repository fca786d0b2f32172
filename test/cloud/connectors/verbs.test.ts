/** What each real wallet does beside charging: payment inside its app, bills, notifications that are not to be believed. */
import { afterEach, describe, expect, test } from 'vitest';
import { alipayConnector } from '#cloud/connectors/alipay/connector.ts';
import { unionpayConnector } from '#cloud/connectors/unionpay/connector.ts';
import { wechatpayConnector } from '#cloud/connectors/wechatpay/connector.ts';
import { readXml, writeXml } from '#cloud/connectors/wechatpay/v2.ts';
import { readFields } from '#cloud/connectors/unionpay/wire.ts';
import type { InAppOrder } from '#cloud/ports.ts';
import { wire } from '#cloud/wire.ts';
import { newOrderId } from '#test/kit/tillAtBackend.ts';
import { alipayDouble } from '#test/kit/wallets/alipay.ts';
import { WalletModel } from '#test/kit/wallets/model.ts';
import { inflate, KINDS, NOON, orderFor } from '#test/kit/wallets/kinds.ts';
import { notesInMemory } from '#test/kit/orderNotes.ts';
import { unionpayDouble } from '#test/kit/wallets/unionpay.ts';
import { wechatpayDouble } from '#test/kit/wallets/wechatpay.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

async function wechatpay() {
  const model = new WalletModel(NOON);
  const server = await wechatpayDouble(model);
  stops.push(() => server.stop());
  return { model, server, connector: wechatpayConnector(server.settings, wire, () => model.now) };
}
async function alipay() {
  const model = new WalletModel(NOON);
  const server = await alipayDouble(model);
  stops.push(() => server.stop());
  return { model, server, connector: alipayConnector(server.settings, wire, () => model.now) };
}
async function unionpay() {
  const model = new WalletModel(NOON);
  const server = await unionpayDouble(model);
  stops.push(() => server.stop());
  return { model, server, connector: unionpayConnector(server.settings, wire, () => model.now, inflate, notesInMemory()) };
}
const inApp = (model: WalletModel, payerGrant: string | null): InAppOrder => ({
  store: 'main', orderId: newOrderId(), amountMinor: 500, currency: 'CNY', kind: 'in-app', sentAt: model.now, expiresAt: model.now + 120_000, subject: 'Tee', payerGrant, returnUrl: 'https://shop.example/p/1?a=b',
});

describe('payment inside a wallet\'s app', () => {
  test('WeChat Pay sends the page to say who pays, and gives it what the bridge needs [W170]', async () => {
    const { model, server, connector } = await wechatpay();
    const url = new URL(connector.payerGrantUrl?.('main', 'https://shop.example/p/1?a=b', 's1') ?? '');
    expect([url.hash, url.searchParams.get('redirect_uri'), url.searchParams.get('state'), url.searchParams.get('scope')]).toEqual(['#wechat_redirect', 'https://shop.example/p/1?a=b', 's1', 'snsapi_base']);
    const order = inApp(model, 'goodgrant');
    const opened = await connector.openInApp?.(order);
    expect(opened).toMatchObject({ state: 'payer-acting', step: { do: 'bridge', call: 'getBrandWCPayRequest', parameters: { package: `prepay_id=wx${order.orderId}`, signType: 'RSA' } } });
    expect((await connector.ask(order)).state).toBe('payer-acting');
    model.scan(order.orderId, 'pay', 0);
    expect((await connector.ask(order)).state).toBe('paid');
    for (const grant of ['badgrant', null]) expect(await connector.openInApp?.(inApp(model, grant))).toMatchObject({ state: 'unknown', code: 'NO_GRANT', step: null });
    expect(JSON.stringify(opened)).not.toContain('oUpF8');
    expect(server.complaints).toEqual([]);
  });

  test('Alipay makes the trade for the payer that its page named [W171]', async () => {
    const { model, server, connector } = await alipay();
    expect(connector.payerGrantUrl?.('main', 'https://shop.example/p', 's')).toMatch(/scope=auth_base&redirect_uri=https%3A%2F%2Fshop\.example%2Fp&state=s$/);
    const order = inApp(model, 'goodgrant');
    const opened = await connector.openInApp?.(order);
    expect(opened).toMatchObject({ state: 'payer-acting', step: { do: 'bridge', call: 'tradePay', parameters: { tradeNO: model.orders.get(order.orderId)?.tradeId } } });
    expect(JSON.stringify(opened)).not.toContain('2088102534368455');
    expect(await connector.openInApp?.(inApp(model, 'badgrant'))).toMatchObject({ state: 'unknown', code: 'NO_GRANT', step: null });
    expect(server.complaints).toEqual([]);
  });

  test('UnionPay\'s page posts a signed form, and needs no name [W172]', async () => {
    const { model, server, connector } = await unionpay();
    expect(connector.payerGrantUrl?.('main', 'https://shop.example/p', 's')).toBeNull();
    const order = inApp(model, null);
    const opened = await connector.openInApp?.(order);
    expect(opened).toMatchObject({ state: 'payer-acting', step: { do: 'form', action: `${server.url}/gateway/api/frontTransReq.do` } });
    const fields = opened?.step?.do === 'form' ? opened.step.fields : {};
    expect(fields).toMatchObject({ bizType: '000201', txnAmt: '500', frontUrl: order.returnUrl, orderId: order.orderId });
    expect(fields['signature']).toMatch(/^[A-Za-z0-9+/]{300,}=*$/);
  });
});

describe('bills', () => {
  test('WeChat Pay\'s bill is fetched only from its own address, and must have the sum that was signed [W173]', async () => {
    const { server, connector } = await wechatpay();
    expect(await connector.statement('main', '2026-03-09')).toBeNull();
    const bytes = Buffer.from('\ufeff交易时间\r\n');
    server.desk.bill = { day: '2026-03-09', bytes, wrongSum: false };
    expect(await connector.statement('main', '2026-03-09')).toEqual({ name: '1900000109All2026-03-09.csv', bytes });
    server.desk.bill = { day: '2026-03-09', bytes, wrongSum: true };
    await expect(connector.statement('main', '2026-03-09')).rejects.toMatchObject({ code: 'BAD_SIGNATURE' });
    server.errors.push({ status: 500, code: 'SYSTEM_ERROR' });
    await expect(connector.statement('main', '2026-03-09')).rejects.toThrow();
  });

  test('Alipay\'s bill is fetched only from the hosts that are named [W174]', async () => {
    const { model, server, connector } = await alipay();
    expect(await connector.statement('main', '2026-03-09')).toBeNull();
    server.desk.bill = { day: '2026-03-09', bytes: Buffer.from('PK zip') };
    expect((await connector.statement('main', '2026-03-09'))?.bytes).toEqual(Buffer.from('PK zip'));
    const strict = alipayConnector({ ...server.settings, billHosts: ['dwbillcenter.alipay.com'] }, wire, () => model.now);
    await expect(strict.statement('main', '2026-03-09')).rejects.toMatchObject({ code: 'UNREADABLE' });
  });

  test('UnionPay\'s flow file is unpacked up to a limit and keeps only an honest name [W175]', async () => {
    const { server, connector } = await unionpay();
    expect(await connector.statement('main', '2026-03-09')).toBeNull();
    server.desk.file = { settleDate: '0309', name: '777290058110048_20260309.zip', bytes: Buffer.from('PK zip') };
    expect(await connector.statement('main', '2026-03-09')).toMatchObject({ name: '777290058110048_20260309.zip', bytes: Buffer.from('PK zip') });
    server.desk.file = { settleDate: '0309', name: '../../evil', bytes: Buffer.from('x') };
    expect((await connector.statement('main', '2026-03-09'))?.name).toBe('unionpay_2026-03-09.zip');
    server.lies.push('bad-signature');
    await expect(connector.statement('main', '2026-03-09')).rejects.toMatchObject({ code: 'BAD_SIGNATURE' });
  });
});

describe('notifications', () => {
  test('each tells of a charge, and a changed byte makes it nobody\'s [W176]', async () => {
    for (const [index, { model, server, connector }] of [await wechatpay(), await alipay(), await unionpay()].entries()) {
      const kind = KINDS[index] ?? (null as never);
      const order = orderFor(kind, model);
      await connector.pay(order);
      const { headers, body } = server.notice({ orderId: order.orderId });
      const raw = { store: 'main', headers, body };
      const told = await connector.readNotice?.(raw);
      expect(told).toMatchObject({ of: 'charge', orderId: order.orderId, amountMinor: order.amountMinor, answer: { state: 'paid' } });
      // The order's number stands in the clear, or within the sealed text.
      const broken = Buffer.from(index === 0 ? body.toString().replace(/"ciphertext":"./, '"ciphertext":"!') : body.toString().replace(order.orderId, newOrderId()));
      expect(await connector.readNotice?.({ ...raw, body: broken })).toBeNull();
      expect(await connector.readNotice?.({ ...raw, body: Buffer.from('') })).toBeNull();
      expect(await connector.readNotice?.({ ...raw, headers: {}, body: Buffer.from('{}') })).toBeNull();
    }
  });

  test('a notification of another merchant\'s, or an old one, is refused [W177]', async () => {
    const a = await alipay();
    const order = orderFor(KINDS[1] ?? (null as never), a.model);
    await a.connector.pay(order);
    for (const over of [{ app_id: '2021000000000009' }, { seller_id: '2088000000000009' }]) expect(await a.connector.readNotice?.({ store: 'main', ...a.server.notice({ orderId: order.orderId }, over) })).toBeNull();
    const w = await wechatpay();
    const other = orderFor(KINDS[0] ?? (null as never), w.model);
    await w.connector.pay(other);
    const old = w.server.notice({ orderId: other.orderId });
    w.model.now += 301_000;
    expect(await w.connector.readNotice?.({ store: 'main', ...old })).toBeNull();
    const sealed = wechatpayConnector({ ...w.server.settings, apiV3Key: 'F'.repeat(32) }, wire, () => w.model.now);
    expect(await sealed.readNotice?.({ store: 'main', ...w.server.notice({ orderId: other.orderId }) })).toBeNull();
  });

  test('a refund\'s notification is told from a charge\'s [W178]', async () => {
    for (const [index, { model, server, connector }] of [await wechatpay(), await unionpay()].entries()) {
      const order = orderFor(KINDS[index * 2] ?? (null as never), model);
      await connector.pay(order);
      const refund = { ...order, amountMinor: 100, paidMinor: order.amountMinor, refundId: newOrderId(), refundSentAt: model.now, reason: '' };
      await connector.refund(refund);
      model.now += 5_000;
      expect(await connector.readNotice?.({ store: 'main', ...server.notice({ refundId: refund.refundId }) })).toMatchObject({ of: 'refund', refundId: refund.refundId, answer: { state: 'refunded' } });
    }
  });
});

describe('readers of older wires', () => {
  test('flat XML is read whole or not at all: no document type, no entity, no surplus [W179]', () => {
    expect(readXml('<xml><a><![CDATA[1 < 2 & "x"]]></a><b>3 &lt; 4</b><c></c></xml>')).toEqual({ a: '1 < 2 & "x"', b: '3 < 4', c: '' });
    expect(readXml(writeXml({ body: 'Tee & <b>茶</b>', n: '1' }))).toEqual({ body: 'Tee & <b>茶</b>', n: '1' });
    for (const bad of ['', '<xml>', '<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><a>&e;</a></xml>', '<xml><a>&e;</a></xml>', '<xml><a>1</b></xml>', '<xml><a><b>1</b></a></xml>', '<xml>text</xml>', '<html></html>']) {
      expect(() => readXml(bad), bad).toThrow('UNREADABLE');
    }
  });

  test('UnionPay\'s fields are cut where they end, also within braces and around equals signs [W180]', () => {
    expect(readFields('a=1&b={c=2&d=3}&signature=x+y/z==&empty=&=none')).toEqual({ a: '1', b: '{c=2&d=3}', signature: 'x+y/z==', empty: '' });
    expect(readFields('')).toEqual({});
  });
});
