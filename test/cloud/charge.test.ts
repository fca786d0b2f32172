/** Charging, asking, reversing and refunding over the real protocol, on each engine. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '#cloud/index.ts';
import type { SandboxBehaviour } from '#contract/cloud.ts';
import { Fault } from '#core/refusal.ts';
import { engines } from '../kit/engines.ts';
import { enrolledTill, newCode, newOrderId, sale } from '../kit/tillAtBackend.ts';
import type { TestTill } from '../kit/tillAtBackend.ts';

const refusal = (code: string) => expect.objectContaining({ code: 'backend-refused', detail: expect.objectContaining({ code }) as unknown }) as Fault;

describe.each(engines())('charges on $name', (engine) => {
  let cloud: Cloud;
  let till: TestTill;
  let stores = 0;
  const net = async (wallet = 'wechatpay') => (await till.sandbox.book()).wallets.find((line) => line.wallet === wallet);
  const behave = (mode: SandboxBehaviour['mode'], delayMs = 0, wallet: SandboxBehaviour['wallet'] = 'wechatpay') => till.sandbox.behave({ wallet, mode, delayMs });
  const freshShop = async () => {
    stores += 1;
    till = await enrolledTill(cloud, `shop${stores}`);
  };

  beforeAll(async () => {
    await engine.start();
    cloud = await engine.cloud();
  });
  afterAll(async () => {
    await cloud?.close();
    await engine.stop();
  });

  test('a charge is paid once and says so [C1]', async () => {
    await freshShop();
    const request = sale();
    const answer = await till.charge(request);
    expect(answer).toMatchObject({ orderId: request.orderId, wallet: 'wechatpay', state: 'paid', amountMinor: 1_250, currency: 'CNY', code: 'SUCCESS', retryReverse: false });
    expect(answer.tradeId).toMatch(/^\d{28}$/);
    expect(await net()).toMatchObject({ charges: 1, netMinor: 1_250 });
  });

  test('the same order charged again takes no more money and gives the wallet\'s word [C2]', async () => {
    await freshShop();
    const request = sale();
    await till.charge(request);
    for (let again = 0; again < 3; again += 1) expect((await till.charge({ ...request, authCode: newCode() })).state).toBe('paid');
    expect(await net()).toMatchObject({ charges: 1 });
    expect((await till.sandbox.book()).doubleCharged).toEqual([]);
  });

  test('twenty charges of one order at one moment take the money once [C3]', async () => {
    await freshShop();
    const request = sale();
    const answers = await Promise.all(Array.from({ length: 20 }, () => till.charge(request)));
    expect(answers.filter((answer) => answer.state === 'paid').length).toBeGreaterThan(0);
    expect(answers.every((answer) => answer.state === 'paid' || answer.state === 'not-found')).toBe(true);
    expect(await net()).toMatchObject({ charges: 1 });
    expect((await till.ask(request.orderId)).state).toBe('paid');
  });

  test('a known order with another amount, wallet or till is refused [C4]', async () => {
    await freshShop();
    const request = sale();
    await till.charge(request);
    await expect(till.charge({ ...request, amountMinor: 1_251 })).rejects.toEqual(refusal('order-mismatch'));
    await expect(till.charge({ ...request, wallet: 'alipay' })).rejects.toEqual(refusal('order-mismatch'));
    const other = await enrolledTill(cloud, till.store);
    await expect(other.charge(request)).rejects.toEqual(refusal('order-mismatch'));
    await expect(other.ask(request.orderId)).rejects.toEqual(refusal('order-mismatch'));
    expect(await net()).toMatchObject({ charges: 1 });
  });

  test('the same order number in another store is another order [C5]', async () => {
    await freshShop();
    const request = sale();
    await till.charge(request);
    const elsewhere = await enrolledTill(cloud, `${till.store}b`);
    expect((await elsewhere.charge({ ...request, amountMinor: 9 })).state).toBe('paid');
    expect(await net()).toMatchObject({ charges: 1, netMinor: 1_250 });
  });

  test('every ask really asks: a payer who confirms later is seen [C6]', async () => {
    await freshShop();
    await behave('confirm', 60_000);
    const request = sale();
    expect(await till.charge(request)).toMatchObject({ state: 'payer-acting', code: 'USERPAYING' });
    expect((await till.ask(request.orderId)).state).toBe('payer-acting');
    await till.sandbox.advance(Date.now() + 61_000);
    expect((await till.ask(request.orderId)).state).toBe('paid');
  });

  test('an order that never came is not found, and a reverse of it refuses it for good when it comes late [C7]', async () => {
    await freshShop();
    const request = sale();
    expect(await till.ask(request.orderId)).toMatchObject({ state: 'not-found', wallet: null });
    expect(await till.reverse(request.orderId)).toMatchObject({ state: 'reversed', wallet: null, retryReverse: false });
    expect(await till.charge(request)).toMatchObject({ state: 'reversed' });
    expect(await till.ask(request.orderId)).toMatchObject({ state: 'reversed' });
    expect(await net()).toMatchObject({ charges: 0 });
  });

  test('a reverse that is asked for while the charge is on its way ends with no money kept [C8]', async () => {
    await freshShop();
    for (let round = 0; round < 5; round += 1) {
      const request = sale({ wallet: 'alipay', authCode: newCode() });
      const [, reversed] = await Promise.all([till.charge(request), till.reverse(request.orderId)]);
      const last = reversed.state === 'reversed' ? reversed : await till.reverse(request.orderId);
      expect(last.state).toBe('reversed');
      expect((await till.ask(request.orderId)).state).toBe('reversed');
    }
    expect(await net('alipay')).toMatchObject({ netMinor: 0 });
  });

  test('a wallet that is down is unknown, not declined, and shows in the status [C9]', async () => {
    await freshShop();
    await behave('down', 0, 'unionpay');
    const request = sale({ wallet: 'unionpay' });
    expect((await till.charge(request)).state).toBe('unknown');
    expect((await till.ask(request.orderId)).state).toBe('unknown');
    expect((await till.reverse(request.orderId))).toMatchObject({ state: 'unknown', retryReverse: true });
    const health = async () => (await till.status()).wallets.find((one) => one.wallet === 'unionpay')?.health;
    expect(await health()).toBe('down');
    await behave('pay', 0, 'unionpay');
    expect((await till.reverse(request.orderId)).state).toBe('reversed');
    expect(await health()).toBe('ok');
  });

  test('refunds in parts sum to at most what was paid, each id once [C10]', async () => {
    await freshShop();
    const request = sale({ amountMinor: 1_000 });
    await till.charge(request);
    const part = (refundId: string, amountMinor: number) => ({ refundId, orderId: request.orderId, wallet: request.wallet, amountMinor, currency: 'CNY', reason: 'broken' });
    const first = part(newOrderId(), 400);
    expect((await till.refund(first)).state).toBe('accepted');
    expect((await till.refund(first)).state).toMatch(/accepted|refunded/);
    await expect(till.refund({ ...first, amountMinor: 401 })).rejects.toEqual(refusal('refund-mismatch'));
    await expect(till.refund(part(newOrderId(), 601))).rejects.toEqual(refusal('refund-exceeds-paid'));
    expect((await till.refund(part(newOrderId(), 600))).state).toBe('accepted');
    await expect(till.refund(part(newOrderId(), 1))).rejects.toEqual(refusal('refund-exceeds-paid'));
    await till.sandbox.advance(Date.now() + 5_000);
    expect((await till.askRefund(first.refundId)).state).toBe('refunded');
    expect(await net()).toMatchObject({ charges: 1, refunds: 2, netMinor: 0 });
  });

  test('ten refunds at one moment of a charge that bears three are three [C11]', async () => {
    await freshShop();
    const request = sale({ amountMinor: 1_000 });
    await till.charge(request);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () =>
      till.refund({ refundId: newOrderId(), orderId: request.orderId, wallet: request.wallet, amountMinor: 300, currency: 'CNY', reason: '' })));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3);
    await till.sandbox.advance(Date.now() + 5_000);
    expect(await net()).toMatchObject({ refunds: 3, netMinor: 100 });
  });

  test('one refund sent ten times at one moment moves the money once [C12]', async () => {
    await freshShop();
    const request = sale({ amountMinor: 1_000 });
    await till.charge(request);
    const refund = { refundId: newOrderId(), orderId: request.orderId, wallet: request.wallet, amountMinor: 300, currency: 'CNY', reason: '' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => till.refund(refund)));
    expect(answers.every((answer) => answer.state === 'accepted' || answer.state === 'refunded')).toBe(true);
    await till.sandbox.advance(Date.now() + 5_000);
    expect(await net()).toMatchObject({ refunds: 1, netMinor: 700 });
  });

  test('a refund of an order that was never paid, or never came, moves nothing [C13]', async () => {
    await freshShop();
    const declined = sale({ authCode: newCode('0002') });
    expect((await till.charge(declined)).state).toBe('declined');
    const refund = { refundId: newOrderId(), orderId: declined.orderId, wallet: declined.wallet, amountMinor: 300, currency: 'CNY', reason: '' };
    expect((await till.refund(refund)).state).toBe('failed');
    expect((await till.askRefund(refund.refundId)).state).toBe('failed');
    await expect(till.refund({ ...refund, refundId: newOrderId(), orderId: newOrderId() })).rejects.toEqual(refusal('unknown-order'));
    await expect(till.askRefund(newOrderId())).rejects.toEqual(refusal('unknown-refund'));
    expect(await net()).toMatchObject({ refunds: 0 });
  });

  test('a till hears of what the wallet decides by itself [C14]', async () => {
    await freshShop();
    await behave('confirm', 300);
    const request = sale();
    const heard = new Promise<string>((resolve) => {
      const end = till.updates((answer) => {
        if (answer.orderId !== request.orderId || answer.state !== 'paid') return;
        end();
        resolve(answer.state);
      });
    });
    expect((await till.charge(request)).state).toBe('payer-acting');
    expect(await heard).toBe('paid');
  });
});
