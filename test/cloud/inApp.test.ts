/** One code for every wallet inside each wallet's app: who pays is asked of the wallet's page, and the app's own bridge or form goes on; in a real Chromium. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Backend } from '#cloud/backend.ts';
import { chargeRows } from '#cloud/chargeRows.ts';
import { openDatabase } from '#cloud/db/open.ts';
import { payPages } from '#cloud/http/payPage.ts';
import { buildServer } from '#cloud/http/server.ts';
import { backendKeys, tillKeys } from '#cloud/keys.ts';
import { nonces } from '#cloud/nonces.ts';
import { askOffer, reverseOffer } from '#cloud/offer.ts';
import { showCode } from '#cloud/showCode.ts';
import type { Database, InAppOrder, InAppStep, OrderRef, WalletAnswer, WalletConnector } from '#cloud/ports.ts';
import { walletHealth } from '#cloud/walletHealth.ts';
import { CHARGEABLE, type ChargeableWallet } from '#core/wallets.ts';
import { findChromium, launchChromium } from '../kit/chromium.ts';
import { inMemory } from '../kit/freshDatabase.ts';

const NONE = findChromium() === null;
if (NONE) console.warn('SKIPPED: no Chromium on this machine, so no page inside an app was judged');

const AGENTS: Readonly<Record<ChargeableWallet, string>> = { wechatpay: 'Mozilla/5.0 MicroMessenger/8.0.49', alipay: 'Mozilla/5.0 AlipayClient/10.5.96', unionpay: 'Mozilla/5.0 UnionPay/1.0 CloudPay/10.1' };
const caller = { store: 'apps', till: 'T1' };

describe.skipIf(NONE)('inside each wallet\'s app', () => {
  let database: Database;
  let backend: Backend;
  let browser: Browser;
  let close: () => Promise<void>;
  let wallets: Server;
  let origin = '';
  const opened: InAppOrder[] = [];
  const paid = new Set<string>();
  const kinds: string[] = [];

  const word = (state: WalletAnswer['state']): WalletAnswer => ({ state, tradeId: state === 'paid' ? 'TRADE1' : null, code: state.toUpperCase(), retryReverse: false, silent: false });
  const answer = (order: OrderRef) => {
    kinds.push(order.kind);
    return Promise.resolve(word(paid.has(order.orderId) ? 'paid' : 'payer-acting'));
  };
  const never = () => Promise.reject(new Error('not in this test'));
  const stepOf = (wallet: ChargeableWallet, order: InAppOrder): InAppStep => (wallet === 'unionpay'
    ? { do: 'form', action: `${origin}/pay`, fields: { orderId: order.orderId, sign: 'a"b<c' } }
    : { do: 'bridge', call: wallet === 'wechatpay' ? 'getBrandWCPayRequest' : 'tradePay', parameters: { order: order.orderId, tricky: '</script><b>' } });
  const connector = (wallet: ChargeableWallet): WalletConnector => ({
    name: 'stand-in', wallet, reverseStopsLateCharge: true, pay: never, present: never, refund: never, askRefund: never, statement: never, ask: answer, reverse: () => Promise.resolve(word('reversed')), payerGrantParameter: 'code',
    payerGrantUrl: (_store, returnUrl, state) => (wallet === 'unionpay' ? null : `${origin}/who?${new URLSearchParams({ back: returnUrl, state }).toString()}`),
    openInApp(order) {
      opened.push(order);
      return Promise.resolve({ ...word('payer-acting'), step: stepOf(wallet, order) });
    },
  });

  beforeAll(async () => {
    // The wallets' own side: a page that says who pays, and one that takes the form.
    wallets = createServer((request, reply) => {
      const url = new URL(request.url ?? '/', 'http://x');
      if (url.pathname === '/who') reply.writeHead(302, { location: `${url.searchParams.get('back')}?code=GRANT42&state=${url.searchParams.get('state')}` }).end();
      else {
        let body = '';
        request.on('data', (data: Buffer) => { body += data.toString(); }).on('end', () => {
          paid.add(new URLSearchParams(body).get('orderId') ?? '');
          reply.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${new URLSearchParams(body).get('sign') === 'a"b<c' ? 'taken' : 'spoilt'}</h1>`);
        });
      }
    });
    await new Promise<void>((done) => { wallets.listen(0, '127.0.0.1', done); });
    origin = `http://127.0.0.1:${(wallets.address() as AddressInfo).port}`;
    database = await openDatabase(await inMemory());
    const now = () => Date.now();
    const made = new Map(CHARGEABLE.map((wallet) => [wallet, connector(wallet)]));
    let base = '';
    backend = { database, connectors: { of: (_store, wallet) => (wallet === 'card' ? undefined : made.get(wallet)) }, health: walletHealth(), now, charges: chargeRows(database), inFlight: new Map(), listeners: new Set(), publicUrl: () => base };
    const { app } = buildServer({ backend, keys: backendKeys(database.sql), tillKeys: tillKeys(database.sql, now), nonces: nonces(database, now), watch: { subscribe: () => () => undefined, stop: () => undefined }, log: pino({ level: 'silent' }) });
    payPages(app, backend, null);
    await app.listen({ host: '127.0.0.1', port: 0 });
    base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    close = async () => app.close();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await close?.();
    wallets?.close();
    await database?.close();
  });

  test('WeChat Pay and Alipay are paid by the app\'s bridge, UnionPay by its form, each with the order and the grant, and nothing else is run on the page [C231]', async () => {
    for (const wallet of CHARGEABLE) {
      const orderId = `INAPP${wallet.toUpperCase()}1`;
      const { content } = await showCode(backend, caller, { orderId, wallet: null, amountMinor: 1_250, currency: 'CNY', subject: 'Corner shop', offline: false });
      const phone = await browser.newContext({ userAgent: AGENTS[wallet], viewport: { width: 390, height: 844 } });
      const tab = await phone.newPage();
      const problems: string[] = [];
      tab.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('404')) problems.push(message.text()); });
      await tab.exposeFunction('appPays', (call: string, parameters: { order: string; tricky: string }) => {
        expect([call, parameters.tricky]).toEqual([wallet === 'wechatpay' ? 'getBrandWCPayRequest' : 'tradePay', '</script><b>']);
        paid.add(parameters.order);
      });
      // The app's bridge, there a moment after the page.
      if (wallet !== 'unionpay') await tab.addInitScript(([object, verb, ready]) => setTimeout(() => {
        const pays = (window as unknown as { appPays: (call: string, parameters: unknown) => Promise<void> }).appPays;
        Object.assign(window, { [object ?? '']: { [verb ?? '']: (call: string, parameters: unknown, done: () => void) => void pays(call, parameters).then(() => setTimeout(done)) } });
        document.dispatchEvent(new Event(ready ?? ''));
      }, 300), wallet === 'wechatpay' ? ['WeixinJSBridge', 'invoke', 'WeixinJSBridgeReady'] : ['AlipayJSBridge', 'call', 'AlipayJSBridgeReady']);
      await tab.goto(content ?? '');
      await tab.locator('a.go').click();
      if (wallet === 'unionpay') await tab.locator('h1', { hasText: 'taken' }).waitFor();
      else await tab.waitForURL(content ?? '');
      expect(opened.at(-1)).toMatchObject({ orderId, kind: 'in-app', payerGrant: wallet === 'unionpay' ? null : 'GRANT42', amountMinor: 1_250 });
      expect(await askOffer(backend, caller, orderId)).toMatchObject({ state: 'paid', wallet });
      expect(kinds.at(-1)).toBe('in-app');
      expect(problems).toEqual([]);
      await phone.close();
      // The grant is kept nowhere.
      const rows = await database.sql`select * from offer_wallet`;
      expect(JSON.stringify(rows)).not.toContain('GRANT42');
    }
    expect(await reverseOffer(backend, caller, 'INAPPALIPAY1')).toMatchObject({ state: 'paid' });
  });
});
