/** Codes that customers scan, over the real protocol: a wallet's own, one for every wallet, and one the till wrote by itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '#cloud/index.ts';
import type { ShowRequest } from '#contract/cloud.ts';
import { CHARGEABLE, type ChargeableWallet } from '#core/wallets.ts';
import { misfitOf, writeOwnCode } from '#core/shownCode.ts';
import { engines } from '../kit/engines.ts';
import { enrolledTill, newCode, newOrderId, sale } from '../kit/tillAtBackend.ts';
import type { TestTill } from '../kit/tillAtBackend.ts';

const AGENTS: Readonly<Record<ChargeableWallet, string>> = {
  wechatpay: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.49.2600', alipay: 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 AlipayClient/10.5.96 Language/zh-Hans',
  unionpay: 'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Mobile Safari/537.36 UnionPay/1.0 CloudPay/10.1',
};

describe.each(engines())('codes on $name', (engine) => {
  let cloud: Cloud;
  let till: TestTill;
  let shops = 0;
  beforeAll(async () => {
    await engine.start();
    cloud = await engine.cloud();
  });
  afterAll(async () => {
    await cloud?.close();
    await engine.stop();
  });
  const freshShop = async () => {
    shops += 1;
    till = await enrolledTill(cloud, `codes${shops}`);
  };
  const request = (changes: Partial<ShowRequest> = {}): ShowRequest => ({ orderId: newOrderId().slice(0, 25), wallet: 'alipay', amountMinor: 1_250, currency: 'CNY', subject: 'Corner shop', offline: false, ...changes });
  const pays = (orderId: string, wallet: ChargeableWallet, content?: string) => till.sandbox.customer({ wallet, orderId, mode: 'pay', delayMs: 0, ...(content === undefined ? {} : { content }) });
  const net = async (wallet: ChargeableWallet) => (await till.sandbox.book()).wallets.find((line) => line.wallet === wallet)?.netMinor;
  const until = async (what: () => Promise<boolean>) => {
    for (let tries = 0; tries < 100 && !(await what()); tries += 1) await new Promise((done) => setTimeout(done, 100));
    expect(await what()).toBe(true);
  };
  const open = (content: string, agent: string, language = 'en') => fetch(content, { headers: { 'user-agent': agent, 'accept-language': language } });
  const press = (content: string, path: string, agent: string) => fetch(`${content}/${path}`, { method: 'POST', headers: { 'user-agent': agent, 'accept-language': 'en' } });

  test('each wallet\'s own code is of that wallet, is paid once by the phone that scans it, and the same order again is the same code [C200]', async () => {
    await freshShop();
    for (const wallet of CHARGEABLE) {
      const order = request({ wallet });
      const first = await till.show(order);
      expect(first).toMatchObject({ state: 'payer-acting', wallet, amountMinor: 1_250 });
      expect(misfitOf(first.content ?? '', { ...order, merchant: null, linkBase: null })).toBeNull();
      expect((await till.show(order)).content).toBe(first.content);
      await pays(order.orderId, wallet);
      expect(await till.ask(order.orderId)).toMatchObject({ state: 'paid', wallet });
      expect(await till.show(order)).toMatchObject({ state: 'paid', content: null });
      expect(await net(wallet)).toBe(1_250);
    }
    expect((await till.sandbox.book()).doubleCharged).toEqual([]);
  });

  test('an order shown before with another amount or wallet, or charged by a customer\'s code, is refused [C201]', async () => {
    await freshShop();
    const order = request();
    await till.show(order);
    const refused = { code: 'backend-refused', detail: { code: 'order-mismatch' } };
    await expect(till.show({ ...order, amountMinor: 1 })).rejects.toMatchObject(refused);
    await expect(till.show({ ...order, wallet: 'wechatpay' })).rejects.toMatchObject(refused);
    await expect(till.charge(sale({ orderId: order.orderId, authCode: newCode() }))).rejects.toMatchObject(refused);
    const any = request({ wallet: null });
    await till.show(any);
    await expect(till.show({ ...any, amountMinor: 1 })).rejects.toMatchObject(refused);
  });

  test('a closed code takes no money any more, and one that was reversed before it came is never shown [C202]', async () => {
    await freshShop();
    const order = request({ wallet: 'wechatpay' });
    await till.show(order);
    expect((await till.reverse(order.orderId)).state).toBe('reversed');
    await expect(pays(order.orderId, 'wechatpay')).rejects.toThrow();
    const never = request({ wallet: null });
    await till.reverse(never.orderId);
    expect(await till.show(never)).toMatchObject({ state: 'reversed', content: null });
    expect(await net('wechatpay')).toBe(0);
  });

  test('a code that the till wrote without a line is paid at the wallet, and known when the till makes it known; another merchant\'s is not taken [C203]', async () => {
    await freshShop();
    const merchants = new Map((await till.status()).wallets.map(({ wallet, merchant }) => [wallet, merchant]));
    for (const wallet of CHARGEABLE) {
      const merchant = merchants.get(wallet);
      if (merchant === undefined) throw new Error('the sandbox names its merchants');
      const order = request({ wallet, offline: true });
      await pays(order.orderId, wallet, writeOwnCode(merchant, order));
      expect(await till.show(order), wallet).toMatchObject({ state: 'paid', wallet, content: null });
      const foreign = request({ wallet, offline: true });
      await expect(pays(foreign.orderId, wallet, writeOwnCode({ ...merchant, value: '111111111111111' }, foreign))).rejects.toThrow();
      expect(await till.show(foreign)).toMatchObject({ state: 'not-found', wallet });
      expect((await till.reverse(foreign.orderId)).state).toBe('reversed');
      expect(await net(wallet)).toBe(1_250);
    }
  });

  test('one code for every wallet: each app is told by its user agent and pays in its own wallet [C204]', async () => {
    await freshShop();
    for (const wallet of CHARGEABLE) {
      const order = request({ wallet: null });
      const { content } = await till.show(order);
      const page = await open(content ?? '', AGENTS[wallet]);
      const text = await page.text();
      expect(page.status).toBe(200);
      expect(text.match(/action="[^"]+"/g)).toHaveLength(1);
      expect(text).toContain(`/${wallet}"`);
      expect((await press(content ?? '', wallet, AGENTS[wallet])).status).toBe(200);
      expect(await till.ask(order.orderId)).toMatchObject({ state: 'payer-acting', wallet: null });
      await press(content ?? '', `${wallet}/practice`, AGENTS[wallet]);
      expect(await till.ask(order.orderId)).toMatchObject({ state: 'paid', wallet, amountMinor: 1_250 });
      expect(await (await open(content ?? '', AGENTS[wallet])).text()).toContain('Paid');
      expect(await net(wallet)).toBe(1_250);
    }
  });

  test('an app that nobody knows is offered every wallet, in the phone\'s language; the page is small, holds no script and no cookie and names nobody else [C205]', async () => {
    await freshShop();
    const { content } = await till.show(request({ wallet: null }));
    for (const [language, word] of [['zh-CN,zh;q=0.9', '请选择付款方式'], ['ko-KR', '결제 수단'], ['fr-FR,en;q=0.5', 'Choose how to pay']] as const) {
      const page = await open(content ?? '', 'Mozilla/5.0 Safari/605', language);
      const text = await page.text();
      expect(text).toContain(word);
      expect(text.match(/<form/g)).toHaveLength(3);
      expect(text.length).toBeLessThan(4_096);
      expect(text).not.toMatch(/<script|https?:\/\//);
      expect(page.headers.get('set-cookie')).toBeNull();
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    expect((content ?? '').length).toBeLessThan(80);
  });

  test('two wallets that both pay one order: the first wins, the second goes back by itself [C206]', async () => {
    await freshShop();
    const order = request({ wallet: null });
    const { content } = await till.show(order);
    // The last is one that a reverse does not give back: it has to be refunded.
    for (const wallet of ['alipay', 'unionpay', 'wechatpay'] as const) await press(content ?? '', wallet, AGENTS[wallet]);
    // All three customers pay before anybody asks.
    for (const wallet of ['unionpay', 'wechatpay', 'alipay'] as const) await pays(order.orderId, wallet);
    const answer = await till.ask(order.orderId);
    expect(answer.state).toBe('paid');
    const winner = answer.wallet as ChargeableWallet;
    await until(async () => {
      const sums = await Promise.all(CHARGEABLE.map(net));
      return sums.reduce<number>((sum, one) => sum + (one ?? 0), 0) === 1_250;
    });
    expect(await net(winner)).toBe(1_250);
    expect(await till.ask(order.orderId)).toMatchObject({ state: 'paid', wallet: winner });
    const back = await till.refund({ refundId: newOrderId(), orderId: order.orderId, wallet: winner, amountMinor: 1_250, currency: 'CNY', reason: 'back' });
    expect(['accepted', 'refunded']).toContain(back.state);
  });

  test('asked by twenty at one moment, an offer has one winner; a second payment behind it goes back too [C207]', async () => {
    await freshShop();
    const order = request({ wallet: null });
    const { content } = await till.show(order);
    await press(content ?? '', 'alipay', AGENTS.alipay);
    await press(content ?? '', 'unionpay', AGENTS.unionpay);
    await Promise.all([pays(order.orderId, 'alipay'), pays(order.orderId, 'unionpay')]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => till.ask(order.orderId)));
    expect(new Set(answers.filter((one) => one.state === 'paid').map((one) => one.wallet)).size).toBe(1);
    await until(async () => (await net('alipay'))! + (await net('unionpay'))! === 1_250);
  });

  test('a cancelled offer closes every wallet that was begun, lets none begin, and one that had paid wins all the same [C208]', async () => {
    await freshShop();
    const order = request({ wallet: null });
    const { content } = await till.show(order);
    await press(content ?? '', 'alipay', AGENTS.alipay);
    await press(content ?? '', 'wechatpay', AGENTS.wechatpay);
    await until(async () => (await till.reverse(order.orderId)).state === 'reversed');
    expect((await open(content ?? '', AGENTS.alipay)).status).toBe(410);
    expect((await press(content ?? '', 'unionpay', AGENTS.unionpay)).status).toBe(410);
    await expect(pays(order.orderId, 'alipay')).rejects.toThrow();
    const paid = request({ wallet: null });
    const link = (await till.show(paid)).content ?? '';
    await press(link, 'wechatpay', AGENTS.wechatpay);
    await pays(paid.orderId, 'wechatpay');
    // WeChat Pay closes no order that is paid.
    expect(await till.reverse(paid.orderId)).toMatchObject({ state: 'paid', wallet: 'wechatpay' });
    expect(await net('wechatpay')).toBe(1_250);
  });

  test('a made-up, altered or foreign link shows nothing of any order, and guessing is slowed [C209]', async () => {
    await freshShop();
    const { content } = await till.show(request({ wallet: null }));
    const link = content ?? '';
    const other = link.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    for (const bad of [other, link.replace(/codes\d+/, 'codes0'), `${link}x`, link.slice(0, -3)]) {
      const page = await open(bad, 'x');
      expect(page.status).toBe(404);
      expect(await page.text()).not.toContain('12.50');
    }
    const codes = await Promise.all(Array.from({ length: 80 }, () => open(other, 'x').then((page) => page.status)));
    expect(codes).toContain(429);
  });

  test('a payment of an offer is pushed to the till that listens [C210]', async () => {
    shops += 1;
    till = await enrolledTill(cloud, `codes${shops}`);
    const order = request({ wallet: null });
    const heard: string[] = [];
    const stop = till.updates((answer) => { heard.push(`${answer.orderId} ${answer.state} ${answer.wallet}`); });
    await new Promise((done) => setTimeout(done, 300));
    await till.show(order);
    await pays(order.orderId, 'alipay');
    await until(() => Promise.resolve(heard.includes(`${order.orderId} paid alipay`)));
    stop();
  });
});
