/** Coupons at the till: kept by a manager, scanned or typed by a cashier, in the books to the unit, and nobody's permission. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntryOf } from '#core/journal.ts';
import { ledgerFile, rebuildProjections } from '#main/adapters/sqlite/readLedger.ts';
import { coupons, FIVE, SAVE10 } from '#test/kit/coupons.ts';
import { balance, codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

let desk: Desk;
let cashier: DeskSeat;
let boss: DeskSeat;
const seats = () => {
  cashier = desk.seat('cashier');
  boss = desk.seat('manager');
};
const manager = { operatorId: 'man', pin: '2222' };
beforeEach(async () => {
  desk = openDesk({ enrolled: true, shop: { couponPrefixes: ['SAVE-', '99'] } });
  seats();
  await cashier.ask('shift.open', { floatMinor: 100_000 });
  for (const coupon of [SAVE10, FIVE]) await boss.ask('coupons.put', { coupon, isNew: true });
});
afterEach(() => {
  expect(desk.bugs).toEqual([]);
  desk.double.hangUp();
  desk.close();
});
const add = (sku: string, quantityMilli = 1_000) => cashier.ask('basket.add', { sku, quantityMilli });
const scan = async (text: string, symbology: string | null = ']Q1') => {
  const reply = await cashier.raw('scan', { text, symbology, source: 'hid' });
  return reply.ok ? (reply.value as { result: { outcome: string } }).result.outcome : reply.code;
};
const basket = async () => (await cashier.ask('till.state', {})).basket;
const cash = async () => {
  const { dueMinor, cashDueMinor } = await basket();
  await cashier.ask('pay.cash', { amountMinor: dueMinor, givenMinor: Math.max(1, cashDueMinor) });
};
const sales = () => desk.storage.entriesAfter(0, 10_000).filter((entry): entry is EntryOf<'sale.completed'> => entry.kind === 'sale.completed').map(({ payload }) => payload);

describe('a coupon at the counter', () => {
  test('it is scanned or typed, whatever its case, takes off what it should, stands in the basket and goes out again [P66]', async () => {
    await add('TEA', 2_000);
    expect(await scan('SAVE-10')).toBe('coupon');
    expect(await basket()).toMatchObject({ totalMinor: 2_250, discountMinor: 250, lines: [{ totalMinor: 2_250, couponMinor: 250, grossMinor: 2_500 }], coupons: [{ code: 'SAVE-10', name: { zh: '九折' }, amountMinor: 250, missingMinor: 0 }] });
    await add('CAKE');
    expect(await cashier.code('basket.coupon', { code: ' five ' })).toBe('ok');
    expect((await basket()).coupons).toMatchObject([{ amountMinor: 1_250 }, { amountMinor: 500 }]);
    await cashier.ask('basket.dropCoupon', { code: 'SAVE-10' });
    expect((await basket()).coupons).toMatchObject([{ code: 'FIVE', amountMinor: 500 }]);
    await cashier.ask('basket.dropCoupon', { code: 'FIVE' });
    expect('coupons' in await basket()).toBe(false);
  });

  test('every refusal is a word of its own and changes nothing; a payment code is charged, never looked up [P67]', async () => {
    expect(await scan('SAVE-10')).toBe('coupon-needs-goods');
    await add('TEA');
    const before = JSON.stringify(await basket());
    expect([await scan('SAVE-99'), await scan('FIVEX'), await scan('FIVE'), await cashier.code('basket.coupon', { code: codeOf('alipay') })]).toEqual(['coupon-unknown', 'unknown-code', 'coupon-least-spend', 'coupon-unknown']);
    const reply = await cashier.raw('basket.coupon', { code: 'FIVE' });
    expect(reply).toMatchObject({ ok: false, code: 'coupon-least-spend', detail: { missingMinor: 1_750, leastMinor: 3_000 } });
    for (const [from, to, code] of [['2026-03-03', null, 'coupon-not-yet'], [null, '2026-03-01', 'coupon-no-longer']] as const) {
      await boss.ask('coupons.put', { coupon: { ...SAVE10, from, to }, isNew: false });
      expect(await scan('SAVE-10')).toBe(code);
    }
    await boss.ask('coupons.withdraw', { code: 'SAVE-10' });
    expect(await scan('SAVE-10')).toBe('coupon-unknown');
    expect(JSON.stringify(await basket())).toBe(before);
    await boss.ask('coupons.put', { coupon: SAVE10, isNew: true });
    expect([await scan('SAVE-10'), await scan('save-10')]).toEqual(['coupon', 'coupon-twice']);
    desk.double.payer = () => 'never';
    expect(await scan(codeOf('alipay'), null)).toBe('charging');
    expect([await scan('SAVE-10'), await cashier.code('basket.dropCoupon', { code: 'SAVE-10' })]).toEqual(['basket-locked', 'basket-locked']);
    expect(JSON.stringify(desk.storage.entriesAfter(0, 1_000))).not.toContain(codeOf('alipay'));
  });

  test('it waits out a hold, a recall, a cut and a restart with the terms that it had, and a part payment locks it in [P68]', async () => {
    await add('RICE');
    await scan('FIVE');
    await cashier.ask('basket.hold', {});
    desk = desk.restart({ cut: true });
    seats();
    await boss.ask('coupons.withdraw', { code: 'FIVE' });
    const [held] = (await cashier.ask('till.state', {})).held;
    expect(held).toMatchObject({ totalMinor: 2_833 });
    await cashier.ask('basket.recall', { id: held!.id });
    desk = desk.restart({ cut: true });
    seats();
    expect(await basket()).toMatchObject({ totalMinor: 2_833, coupons: [{ code: 'FIVE', amountMinor: 500 }] });
    await cashier.ask('pay.cash', { amountMinor: 833, givenMinor: 833 });
    expect(await cashier.code('basket.dropCoupon', { code: 'FIVE' })).toBe('basket-part-paid');
    await cash();
    expect(sales().at(-1)).toMatchObject({ totalMinor: 2_833, discountMinor: 500, coupons: [{ code: 'FIVE', amountMinor: 500 }], lines: [{ couponMinor: 500, discountMinor: 500, totalMinor: 2_833 }] });
  });

  test('a coupon asks for nobody\'s PIN and neither uses up nor hides the cashier\'s limit [P69]', async () => {
    await boss.ask('coupons.put', { coupon: { ...SAVE10, takes: { kind: 'percent', bp: 9_000 } }, isNew: false });
    await add('CAKE');
    expect(await scan('SAVE-10')).toBe('coupon');
    expect(await cashier.code('basket.discountLine', { line: 1, discount: { kind: 'percent', bp: 2_000 } })).toBe('ok');
    expect(await cashier.code('basket.discountAll', { bp: 2_000 })).toBe('ok');
    expect(await cashier.code('basket.discountLine', { line: 1, discount: { kind: 'amount', minor: 2_001 } })).toBe('approval-needed');
    expect(await cashier.code('basket.discountAll', { bp: 2_001 })).toBe('approval-needed');
    await cashier.ask('basket.discountAll', { bp: 5_000, approval: manager });
    const approved = desk.storage.entriesAfter(0, 1_000).find((entry) => entry.kind === 'permission.overridden');
    // 20 % of the line and half of the rest, whatever the coupon takes.
    expect(approved?.payload).toMatchObject({ amountMinor: 2_000 + 4_000 });
    expect(await cashier.code('basket.add', { sku: 'CAKE' })).toBe('discount-approved-for-less');
    expect(await cashier.code('basket.dropCoupon', { code: 'SAVE-10' })).toBe('ok');
    expect(await scan('SAVE-10')).toBe('coupon');
  });

  test('what a sale with any coupons took comes back piece by piece to the unit, and no tax, revenue or rounding is left behind [P70]', async () => {
    await fc.assert(fc.asyncProperty(coupons, fc.array(fc.tuple(fc.constantFrom('TEA', 'RICE', 'SALT', 'CAKE', 'APPLE'), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 4 }), async (given, goods) => {
      const before = balance(desk, 'drawer');
      for (const [sku, pieces] of goods) await add(sku, pieces * 1_000);
      for (const coupon of given) {
        const scaled = { ...coupon, takes: coupon.takes.kind === 'amount' ? { kind: 'amount' as const, minor: 1 + coupon.takes.minor % 3_000 } : coupon.takes, leastMinor: coupon.leastMinor % 20_000 };
        await boss.raw('coupons.put', { coupon: scaled, isNew: true });
        await boss.raw('coupons.put', { coupon: scaled, isNew: false });
        await cashier.raw('basket.coupon', { code: coupon.code });
      }
      if ((await basket()).dueMinor === 0) {
        await cashier.ask('exchange.finish', {});
        return;
      }
      await cash();
      const sale = sales().at(-1)!;
      expect((sale.coupons ?? []).reduce((sum, one) => sum + one.amountMinor, 0)).toBe(sale.lines.reduce((sum, line) => sum + (line.couponMinor ?? 0), 0));
      for (const line of sale.lines) {
        const back = (quantityMilli: number) => boss.code('refund.start', { receipt: sale.receipt, lines: [{ line: line.line, quantityMilli }], reason: 'returned' });
        // A piece that cost nothing is refused by itself; it comes back with the next.
        let left = line.quantityMilli;
        for (let pieces = 1; left > 0; pieces += 1) {
          const milli = Math.min(left, pieces * 1_000);
          if ((await back(milli)) === 'ok') [left, pieces] = [left - milli, 0];
          else if (milli === left) break;
        }
      }
      expect(balance(desk, 'drawer')).toBe(before);
      for (const account of ['revenue', 'tax:600', 'tax:900', 'tax:1300', 'rounding']) expect(`${account} ${balance(desk, account) + 0}`).toBe(`${account} 0`);
    }), { numRuns: 40 });
  });

  test('goods bought with a coupon and brought back in exchange are worth what was paid, and the new ones may have a coupon of their own [P71]', async () => {
    await add('CAKE');
    await scan('SAVE-10');
    await cash();
    await add('RICE', 3_000);
    await scan('FIVE');
    await cashier.ask('exchange.bring', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'wrong', approval: manager });
    expect(await basket()).toMatchObject({ totalMinor: 9_499, dueMinor: 9_499 - 8_999 });
    await cash();
    expect(sales().at(-1)).toMatchObject({ totalMinor: 9_499, returns: [{ amountMinor: 8_999 }], coupons: [{ code: 'FIVE', amountMinor: 500 }] });
    expect(desk.storage.balances().reduce((sum, row) => sum + row.amountMinor, 0)).toBe(0);
  });

  test('a basket that coupons cover is finished without money: it has its receipt, and nothing to give back [P73]', async () => {
    await boss.ask('coupons.put', { coupon: { ...FIVE, leastMinor: 0, takes: { kind: 'amount', minor: 5_000 } }, isNew: false });
    await add('TEA');
    expect(await cashier.code('exchange.finish', {})).toBe('no-exchange');
    await scan('FIVE');
    expect(await basket()).toMatchObject({ dueMinor: 0, coupons: [{ amountMinor: 1_250 }] });
    expect([await cashier.code('pay.cash', { amountMinor: 1, givenMinor: 1 }), await scan(codeOf('alipay'), null)]).toEqual(['zero-amount', 'zero-amount']);
    const { ending, lastPayments } = await cashier.ask('exchange.finish', {});
    expect([ending, lastPayments[0]]).toMatchObject([{ light: 'yes', reason: 'coupon-covered', tender: 'coupon', receipt: 1, amountMinor: 0 }, { tender: 'coupon', receipt: 1, amountMinor: 0 }]);
    expect(sales().at(-1)).toMatchObject({ totalMinor: 0, tenders: [], taxes: [{ netMinor: 0, taxMinor: 0 }], coupons: [{ amountMinor: 1_250 }] });
    expect(await boss.code('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'returned' })).toBe('nothing-to-refund');
    expect(await boss.ask('day.x', {})).toMatchObject({ sales: { count: 1, totalMinor: 0, discountMinor: 1_250 } });
    await add('CAKE');
    await cashier.ask('basket.discountAll', { bp: 10_000, approval: manager });
    expect(await cashier.code('exchange.finish', {})).toBe('no-exchange');
  });

  test('a sale without a coupon is written as before, and the file of one with coupons is whole, checked and made again alike [P72]', async () => {
    await add('RICE');
    await add('TEA');
    await scan('FIVE');
    // Too little is left for it: it stays in the basket and is none of the sale.
    await cashier.ask('basket.remove', { line: 1 });
    expect((await basket()).coupons).toMatchObject([{ amountMinor: 0, missingMinor: 1_750 }]);
    await cash();
    await add('TEA', 2_000);
    await scan('SAVE-10');
    await cash();
    const [plain, less] = sales();
    expect(['coupons' in plain!, 'couponMinor' in plain!.lines[0]!]).toEqual([false, false]);
    expect(less).toMatchObject({ coupons: [{ code: 'SAVE-10', name: SAVE10.name, amountMinor: 250 }] });
    const { path, storage } = desk;
    storage.close();
    const ledger = ledgerFile(path);
    expect([ledger.check(), ledger.compareProjections()]).toEqual([null, null]);
    ledger.close();
    expect(rebuildProjections(path, 'T1', 'Asia/Shanghai')).toMatchObject({ same: true, differing: [] });
    desk = openDesk({ folder: desk.folder, double: desk.double, clock: desk.clock });
    seats();
    expect(await boss.ask('coupons.list', {})).toMatchObject([{ code: 'FIVE', sales: 0 }, { code: 'SAVE-10', sales: 1, amountMinor: 250 }]);
    expect(await cashier.ask('receipt.read', { receipt: 2 })).toMatchObject({ discountMinor: 250, coupons: [{ code: 'SAVE-10', amountMinor: 250 }], lines: [{ couponMinor: 250 }] });
  });
});

describe('keeping coupons', () => {
  test('each change is an entry with what holds from then on; the same again is none; a cashier keeps nothing [G40]', async () => {
    await boss.ask('coupons.put', { coupon: SAVE10, isNew: false });
    await boss.ask('coupons.put', { coupon: { ...SAVE10, code: 'save-10', leastMinor: 5 }, isNew: false });
    await boss.ask('coupons.withdraw', { code: 'FIVE' });
    const changes = desk.storage.entriesAfter(0, 1_000).flatMap((entry) => (entry.kind === 'coupon.changed' ? [[entry.operator, entry.payload]] : []));
    expect(changes).toEqual([['man', { code: 'SAVE-10', to: SAVE10 }], ['man', { code: 'FIVE', to: FIVE }], ['man', { code: 'SAVE-10', to: { ...SAVE10, leastMinor: 5 } }], ['man', { code: 'FIVE', to: null }]]);
    expect((await boss.ask('coupons.list', {})).map(({ code }) => code)).toEqual(['SAVE-10']);
    for (const seat of [cashier, desk.seat('technician')]) expect([await seat.code('coupons.put', { coupon: FIVE, isNew: true }), await seat.code('coupons.withdraw', { code: 'SAVE-10' }), await seat.code('coupons.list', {})]).toEqual(['not-allowed', 'not-allowed', 'not-allowed']);
  });

  test('a code that goods or a wallet could have, days that contradict and what is there or gone are refused in words [G41]', async () => {
    const put = (part: Partial<typeof FIVE>, isNew = true) => boss.code('coupons.put', { coupon: { ...FIVE, ...part }, isNew });
    expect([await put({ code: 'TEA' }), await put({ code: '6901234567892' }), await put({ code: '281234567890123456' }), await put({ code: 'SAVE 1' })]).toEqual(Array.from({ length: 4 }, () => 'coupon-code-unfit'));
    expect([await put({ code: 'M1X', from: '2026-03-02', to: '2026-03-01' }), await put({}), await put({ code: 'NONE' }, false), await boss.code('coupons.withdraw', { code: 'NONE' })]).toEqual(['coupon-days', 'coupon-code-taken', 'coupon-gone', 'coupon-gone']);
    expect(await put({ code: '9900000000011' })).toBe('ok');
    await add('CAKE');
    expect(await scan('9900000000011', ']E0')).toBe('coupon');
  });
});
