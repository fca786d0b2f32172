/** What a manager keeps an eye on: goods at risk, payments that ended by themselves, refunds on their way, and the limits of risk. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { balance, codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
let boss: DeskSeat;
const approval = { operatorId: 'man', pin: '2222' };
beforeEach(async () => {
  desk = openDesk({ enrolled: true });
  cashier = desk.seat('cashier');
  boss = desk.seat('manager', 'man2');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  await desk.pass(1);
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.close();
});
const watch = () => boss.ask('payments.watch', { days: 7 });
async function cutLine(): Promise<void> {
  desk.double.trouble = () => 'unreachable';
  await desk.pass(40);
}
async function risk(): Promise<string> {
  await cashier.ask('basket.add', { sku: 'TEA' });
  const { orderId } = (await cashier.ask('pay.show', { wallet: 'alipay' })).payment!;
  await cashier.ask('pay.acceptAtRisk', { orderId, approval });
  return orderId;
}

describe('the manager\'s page of payments', () => {
  test('names each order that went at risk with who let it go, and in the end what became of it [T240]', async () => {
    await cutLine();
    const [paid, lost] = [await risk(), await risk()];
    expect((await watch()).atRisk).toMatchObject([{ orderId: lost, approver: 'MAN', outcome: 'waiting', receipt: 2 }, { orderId: paid, amountMinor: 1_250, outcome: 'waiting', receipt: 1, endedAt: null }].sort((a, b) => (a.orderId < b.orderId ? 1 : -1)));
    expect((await watch()).atRiskMinor).toBe(2_500);
    desk.double.scan(paid, 'alipay', 1_250);
    desk.double.trouble = () => 'none';
    await desk.pass(300);
    const after = await watch();
    expect(after.atRiskMinor).toBe(0);
    expect(Object.fromEntries(after.atRisk.map((one) => [one.orderId, one.outcome]))).toEqual({ [paid]: 'paid', [lost]: 'written-off' });
    expect(after.resolved).toEqual([]);
  });

  test('what went at risk is not given back before the wallet\'s word, nor when it never paid, and is once it has [T290]', async () => {
    await cutLine();
    const [paid, lost] = [await risk(), await risk()];
    const back = (orderId: string) => boss.code('refund.start', { receipt: orderId === paid ? 1 : 2, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'returned' });
    const head = desk.storage.head();
    for (const orderId of [paid, lost]) expect(await back(orderId)).toBe('refund-not-yet');
    expect(desk.storage.head()).toEqual(head);
    desk.double.scan(paid, 'alipay', 1_250);
    desk.double.trouble = () => 'none';
    await desk.pass(300);
    expect(await back(lost)).toBe('refund-never-paid');
    expect(await back(paid)).toBe('ok');
    await desk.pass(60);
    expect([desk.double.net('alipay'), balance(desk, 'clearing:alipay')]).toEqual([0, 0]);
  });

  test('what went at risk by a code for every wallet goes back to the wallet that paid it [T291]', async () => {
    await cashier.ask('basket.add', { sku: 'TEA' });
    const { orderId } = (await cashier.ask('pay.show', { wallet: 'any' })).payment!;
    await cutLine();
    await cashier.ask('pay.acceptAtRisk', { orderId, approval });
    desk.double.scan(orderId, 'unionpay', 1_250);
    desk.double.trouble = () => 'none';
    await desk.pass(300);
    expect(await boss.code('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1000 }], reason: 'returned' })).toBe('ok');
    await desk.pass(60);
    for (const wallet of ['wechatpay', 'alipay', 'unionpay']) expect([wallet, desk.double.net(wallet), balance(desk, `clearing:${wallet}`)]).toEqual([wallet, 0, 0]);
  });

  test('tells what ended without anybody\'s help and how: closed without money, or paid and sent back [T241]', async () => {
    await cashier.ask('basket.add', { sku: 'TEA' });
    desk.double.payer = () => 'never';
    await cashier.ask('scan', { text: codeOf('alipay'), symbology: null, source: 'virtual' });
    const aside = (await cashier.ask('till.state', {})).payment!.orderId;
    await cashier.ask('pay.setAside', { orderId: aside, approval });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
    await desk.drain();
    const entries = desk.storage.entriesAfter(0, 1_000).filter((entry) => entry.kind === 'payment.resolved');
    expect(entries.map((entry) => entry.payload)).toMatchObject([{ orderId: aside, outcome: 'reversed' }]);
    expect((await watch()).resolved).toMatchObject([{ orderId: aside, how: 'reversed', refund: null, amountMinor: 1_250 }]);
    await cashier.ask('basket.add', { sku: 'TEA' });
    desk.double.payer = () => 'pay';
    desk.double.trouble = (verb) => (verb === 'charge' ? 'cut' : 'none');
    await cashier.ask('scan', { text: codeOf('alipay', 2), symbology: null, source: 'virtual' });
    const late = (await cashier.ask('till.state', {})).payment!.orderId;
    await cashier.ask('pay.setAside', { orderId: late, approval });
    await cashier.ask('pay.cash', { amountMinor: 1_250, givenMinor: 1_250 });
    await desk.drain();
    expect((await watch()).resolved).toMatchObject([{ orderId: late, how: 'set-aside', refund: 'refunded' }, { orderId: aside }]);
    expect(desk.double.net('alipay')).toBe(0);
    expect(await cashier.code('payments.watch', { days: 7 })).toBe('not-allowed');
  });

  test('sets what may go at risk: on record, obeyed at once, and never more for a sale than for the till [T242]', async () => {
    expect((await watch()).limits).toEqual({ saleMinorMax: 50_000, tillMinorMax: 200_000, hoursMax: 2 });
    expect(await boss.code('payments.limits', { saleMinorMax: 2_000, tillMinorMax: 1_000, hoursMax: 2 })).toBe('risk-limits-contradict');
    expect(await cashier.code('payments.limits', { saleMinorMax: 9_000, tillMinorMax: 9_000, hoursMax: 2 })).toBe('not-allowed');
    await boss.ask('payments.limits', { saleMinorMax: 1_249, tillMinorMax: 2_000, hoursMax: 1 });
    expect(desk.storage.entriesAfter(0, 1_000).at(-1)).toMatchObject({ kind: 'config.changed', operator: 'man2', payload: { what: 'risk.limits', to: 'sale 1249, till 2000, 1 h' } });
    await cutLine();
    await expect(risk()).rejects.toMatchObject({ code: 'risk-limit-sale' });
    const { orderId } = (await cashier.ask('till.state', {})).payment!;
    await boss.ask('payments.limits', { saleMinorMax: 1_250, tillMinorMax: 2_000, hoursMax: 1 });
    desk.clock.at += 3_600_001;
    expect(await cashier.code('pay.acceptAtRisk', { orderId, approval })).toBe('risk-limit-hours');
    await boss.ask('payments.limits', { saleMinorMax: 1_250, tillMinorMax: 2_000, hoursMax: 5 });
    expect(await cashier.code('pay.acceptAtRisk', { orderId, approval })).toBe('ok');
    await expect(risk()).rejects.toMatchObject({ code: 'risk-limit-till' });
    desk = desk.restart();
    expect((await desk.seat('manager').ask('payments.watch', { days: 1 })).limits).toEqual({ saleMinorMax: 1_250, tillMinorMax: 2_000, hoursMax: 5 });
  });
});
