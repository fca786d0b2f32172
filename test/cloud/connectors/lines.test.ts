/** What each wallet's connector makes of a bad line, a lying answer and a race: never a guess. */
import { afterEach, describe, expect, test } from 'vitest';
import { wire } from '#cloud/wire.ts';
import { KINDS, orderFor, refundFor } from '#test/kit/wallets/kinds.ts';
import type { Lie } from '#test/kit/wallets/kinds.ts';
import type { LineFault } from '#test/kit/wallets/serve.ts';

const CALLS_MAX = 5;

describe.each(KINDS)('$name on a bad line', (kind) => {
  let stop: (() => Promise<void>) | null = null;
  const open = async (...over: Parameters<typeof kind.open>) => {
    const opened = await kind.open(...over);
    stop = () => opened.server.stop();
    return { ...opened, order: () => orderFor(kind, opened.model) };
  };
  afterEach(async () => {
    await stop?.();
    stop = null;
  });

  test('a charge whose answer is cut, a proxy\'s or garbage is unknown, and the next ask tells [W120]', async () => {
    for (const fault of ['cut', 'cut-after', '5xx', 'garbage'] satisfies LineFault[]) {
      const { connector, server, model, order } = await open();
      const one = order();
      server.faults.push(fault);
      expect(await connector.pay(one)).toMatchObject({ state: 'unknown', silent: true });
      expect((await connector.ask(one)).state).toBe(fault === 'cut-after' || fault === 'garbage' ? 'paid' : 'not-found');
      expect(model.netMinor()).toBe(fault === 'cut-after' || fault === 'garbage' ? one.amountMinor : 0);
      await server.stop();
    }
  });

  test('an answer that drips ends at the deadline, and every fault of an ask is silence [W121]', async () => {
    const { connector, server, order } = await open((request) => wire({ ...request, timeoutMs: 250 }));
    const one = order();
    await connector.pay(one);
    for (const fault of ['slow', 'cut', '5xx', 'garbage', 'cut-after'] satisfies LineFault[]) {
      server.faults.push(fault);
      expect(await connector.ask(one)).toMatchObject({ state: 'unknown', silent: true });
    }
    expect((await connector.ask(one)).state).toBe('paid');
  });

  test('no verb sends a request a second time by itself [W122]', async () => {
    const { connector, server, order, model } = await open();
    const one = order();
    server.faults.push('cut-after');
    await connector.pay(one);
    expect(server.asked).toHaveLength(1);
    const before = server.asked.length;
    server.faults.push('cut-after');
    await connector.refund(refundFor(model, one, 1));
    expect(server.asked.length - before).toBe(1);
  });

  test('an answer that is forged, unsigned, another order\'s or of another amount proves nothing [W123]', async () => {
    const { connector, server, order, model } = await open();
    const one = order();
    await connector.pay(one);
    const CODES: Record<Lie, string> = { 'bad-signature': 'BAD_SIGNATURE', unsigned: 'BAD_SIGNATURE', 'another-order': 'ANOTHER_ORDER', 'another-amount': 'AMOUNT_DIFFERS' };
    for (const [lie, code] of Object.entries(CODES)) {
      server.lies.push(lie);
      expect(await connector.ask(one)).toMatchObject({ state: 'unknown', silent: true, code });
    }
    for (const lie of ['bad-signature', 'another-order']) {
      server.lies.push(lie);
      expect(await connector.pay(order())).toMatchObject({ state: 'unknown', silent: true });
    }
    const refund = refundFor(model, one, 100);
    await connector.refund(refund);
    model.now += 5_000;
    for (const lie of ['bad-signature', 'another-order', 'another-amount']) {
      server.lies.push(lie);
      expect(await connector.askRefund(refund)).toMatchObject({ state: 'unknown', silent: true });
    }
    expect((await connector.askRefund(refund)).state).toBe('refunded');
  });

  test('a payer who finishes between the last ask and the reverse has the money back [W124]', async () => {
    const { connector, server, order, model } = await open();
    model.mode = 'confirm';
    model.delayMs = 60_000;
    const one = order();
    await connector.pay(one);
    model.now += 16_000;
    expect((await connector.ask(one)).state).toBe('payer-acting');
    server.before(kind.reverseMark, () => {
      const held = model.orders.get(one.orderId);
      if (held !== undefined) held.paysAt = model.now;
      return undefined;
    });
    expect((await connector.reverse(one)).state).toBe('reversed');
    expect(model.isPaid(model.orders.get(one.orderId) ?? (null as never))).toBe(true);
    expect(model.netMinor()).toBe(0);
  });

  test('a reverse whose answer was lost is said again until it is definite, and gives back once [W125]', async () => {
    const { connector, server, order, model } = await open();
    model.mode = 'confirm';
    model.delayMs = 1_000;
    const one = order();
    await connector.pay(one);
    model.now += 16_000;
    server.before(kind.reverseMark === 'txnType=99' ? 'txnType=31' : kind.reverseMark, () => 'cut-after');
    const answers = [await connector.reverse(one)];
    for (let calls = 1; calls < CALLS_MAX && answers.at(-1)?.retryReverse === true; calls += 1) answers.push(await connector.reverse(one));
    expect(answers[0]).toMatchObject({ state: 'unknown', retryReverse: true });
    expect(answers.at(-1)?.state).toBe('reversed');
    expect(model.netMinor()).toBe(0);
  });

  test('a refund that was accepted and then fails is not called refunded, and may be made again [W126]', async () => {
    const { connector, order, model } = await open();
    const one = order();
    await connector.pay(one);
    model.refundsFail = true;
    const refund = refundFor(model, one, 1_000);
    expect((await connector.refund(refund)).state).toBe('accepted');
    model.now += 5_000;
    expect(['failed', 'not-found']).toContain((await connector.askRefund(refund)).state);
    expect(model.netMinor()).toBe(one.amountMinor);
    model.refundsFail = false;
    const again = refundFor(model, one, 1_000);
    await connector.refund(again);
    model.now += 5_000;
    expect((await connector.askRefund(again)).state).toBe('refunded');
    expect(model.netMinor()).toBe(one.amountMinor - 1_000);
  });

  test('a refund whose answer was lost is asked for, and sent again moves the money once [W127]', async () => {
    const { connector, server, order, model } = await open();
    const one = order();
    await connector.pay(one);
    const refund = refundFor(model, one, 400);
    // UnionPay asks for the payment's number first: the second request is the refund.
    if (kind.name === 'unionpay') server.before('txnType=04', () => 'cut-after');
    else server.faults.push('cut-after');
    expect(await connector.refund(refund)).toMatchObject({ state: 'unknown', silent: true });
    await connector.refund(refund);
    model.now += 5_000;
    expect((await connector.askRefund(refund)).state).toBe('refunded');
    expect(model.netMinor()).toBe(one.amountMinor - 400);
  });

  test('an order that never arrived is reversed only when it can arrive no more [W128]', async () => {
    const { connector, server, order, model } = await open();
    const one = order();
    server.faults.push('cut');
    expect((await connector.pay(one)).state).toBe('unknown');
    model.now += 20_000;
    expect(await connector.reverse(one)).toMatchObject({ state: 'unknown', retryReverse: true });
    model.now += 300_000;
    expect(await connector.reverse(one)).toMatchObject({ state: 'reversed', retryReverse: false });
    expect(model.netMinor()).toBe(0);
  });

  test('a code is shown only for an order that can be paid [W129]', async () => {
    const { connector, server, order, model } = await open();
    const { authCode: _none, ...one } = order();
    const shown = { ...one, kind: 'presented' as const, expiresAt: model.now + 120_000 };
    server.faults.push('cut-after');
    expect(await connector.present(shown)).toMatchObject({ state: 'unknown', silent: true, qrText: null });
    expect((await connector.present(shown)).qrText).not.toBeNull();
    model.scan(shown.orderId, 'pay', 0);
    const again = await connector.present(shown);
    expect([again.state === 'paid', again.state === 'payer-acting', again.qrText]).toEqual([false, false, null]);
    expect((await connector.ask(shown)).state).toBe('paid');
    server.lies.push('bad-signature');
    expect(await connector.present({ ...shown, orderId: `${shown.orderId.slice(0, -1)}Z` })).toMatchObject({ state: 'unknown', qrText: null });
  });
});
