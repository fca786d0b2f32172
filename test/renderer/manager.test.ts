/** The manager's own rules: what closes a day, what may be done about a break, where sides differ, the chart's steps. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BreakSide, BreakView, DayView } from '#contract/views.ts';
import { CAUSES, SUGGESTIONS } from '#core/matching/causes.ts';
import { LEDGER_STATUSES } from '#core/matching/ledgerRow.ts';
import { BREAK_KINDS } from '#core/matching/foundBreaks.ts';
import { STATEMENT_STATUSES } from '#core/statement.ts';
import { BOOKED_ACTIONS } from '#core/matching/decisions.ts';
import { alternatives, canReopen, differingFields, inFilter, selectedIn, sourceParts, suggestedAction } from '#renderer/manager/bench/breakList.ts';
import { wordsKey } from '#renderer/manager/bench/breakWords.ts';
import { carriedNow, closeState, settledCount } from '#renderer/manager/day/closing.ts';
import { openPaymentsOf } from '#renderer/manager/day/OpenItems.tsx';
import { highestHour, hoursOf, niceTicks, tendersOf } from '#renderer/manager/day/tenders.ts';
import { contractOf } from '#renderer/manager/fees/ContractDialog.tsx';
import { guessedColumns } from '#renderer/manager/bench/guessColumns.ts';
import { books as booksEn } from '#renderer/text/en/books.ts';
import { watch as watchEn } from '#renderer/text/en/watch.ts';
import { breaks as breaksEn } from '#renderer/text/en/breaks.ts';
import { manager as managerEn } from '#renderer/text/en/manager.ts';
import { books as booksKo } from '#renderer/text/ko/books.ts';
import { watch as watchKo } from '#renderer/text/ko/watch.ts';
import { breaks as breaksKo } from '#renderer/text/ko/breaks.ts';
import { manager as managerKo } from '#renderer/text/ko/manager.ts';
import { books as booksZh } from '#renderer/text/zh/books.ts';
import { watch as watchZh } from '#renderer/text/zh/watch.ts';
import { breaks as breaksZh } from '#renderer/text/zh/breaks.ts';
import { manager as managerZh } from '#renderer/text/zh/manager.ts';
import { breaks, closableDay, day } from './fixture/deskViews.ts';
import { base, payment } from './fixture/states.ts';
import { leaves, shape } from './fixture/textShape.ts';

const first = breaks[0];
if (first === undefined) throw new Error('the fixture has breaks');
const entry = (over: Partial<BreakView>): BreakView => ({ ...first, ...over });
const resolution = (action: string) => ({ action, by: 'Wang Jun', at: 0, note: '' });

describe('closing the day', () => {
  const marked = new Set(['unknown', 'breaks', 'held']);

  test('a day that is not open cannot be closed, whatever is marked [W1]', () => {
    expect(closeState({ ...closableDay, openSince: null }, marked)).toBe('not-open');
  });

  test('a day is ready only when every item is done or carried by name [W2]', () => {
    expect(closeState(closableDay, new Set())).toBe('waits');
    expect(closeState(closableDay, new Set(['unknown', 'breaks']))).toBe('waits');
    expect(closeState(closableDay, marked)).toBe('ready');
  });

  test('an open shift, a count and a verification cannot be carried [W3]', () => {
    const all = new Set(day.checklist.map((item) => item.item));
    expect(closeState(day, all)).toBe('waits');
    expect(carriedNow(day.checklist, all)).toEqual(['unknown', 'breaks', 'held']);
    const broken: DayView = { ...closableDay, checklist: closableDay.checklist.map((item) => (item.item === 'verified' ? { ...item, state: 'blocked' } : item)) };
    expect(closeState(broken, all)).toBe('blocked');
  });

  test('a mark on an item that is done meanwhile is not sent [W4]', () => {
    const done = closableDay.checklist.map((item) => (item.item === 'held' ? { ...item, state: 'done' as const } : item));
    expect(carriedNow(done, marked)).toEqual(['unknown', 'breaks']);
    expect(settledCount(done, marked)).toBe(done.length);
  });

  test('a payment on the screen and among the last ones is listed once [W5]', () => {
    const open = payment({ orderId: 'O4180' });
    expect(openPaymentsOf({ payment: open, lastPayments: base.lastPayments }).map((row) => row.id)).toEqual(['O4180']);
    expect(openPaymentsOf({ payment: null, lastPayments: base.lastPayments }).map((row) => row.id)).toEqual(['O4180']);
    expect(openPaymentsOf({ payment: payment({ state: 'paid', light: 'yes' }), lastPayments: [] })).toEqual([]);
  });
});

describe('working breaks', () => {
  test('only a safe suggestion stands on key A: none for a decided break, for one that waits, for an unknown id [W10]', () => {
    expect(suggestedAction(entry({ suggestion: 'refund-customer' }))).toBe('refund-customer');
    for (const over of [{ suggestion: 'none' }, { suggestion: 'from-a-later-version' }, { state: 'resolved' }, { state: 'carried', suggestion: 'wait' }, { state: 'carried', resolution: resolution('wait') }] as const) expect(suggestedAction(entry(over))).toBeNull();
  });

  test('no alternative repeats the suggestion, and nothing is written off where the money is the customer’s [W11]', () => {
    for (const suggestion of SUGGESTIONS) {
      const offered = alternatives(entry({ suggestion })).map((other) => other.action);
      expect(offered).not.toContain(suggestion);
      expect(offered.includes('write-off')).toBe(!['write-off', 'refund-customer', 'resolve-as-paid', 'book-fee', 'undo-write-off'].includes(suggestion));
    }
    expect(new Set(alternatives(entry({ suggestion: 'none' })).map((other) => other.key)).size).toBe(5);
  });

  test('a decision that moved money is not taken back; the others are [W12]', () => {
    for (const action of BOOKED_ACTIONS) expect(canReopen(entry({ state: 'resolved', resolution: resolution(action) }))).toBe(false);
    for (const action of ['book-fee', 'adjust']) expect(canReopen(entry({ state: 'resolved', resolution: resolution(action) }))).toBe(true);
    expect(canReopen(entry({ state: 'carried', resolution: resolution('wait') }))).toBe(true);
    expect(canReopen(entry({ state: 'open', resolution: resolution('assign') }))).toBe(false);
  });

  test('the selection stays on its break, else on the place it had, and never leaves the list [W13]', () => {
    fc.assert(fc.property(fc.nat(9), fc.nat(12), fc.boolean(), (length, index, known) => {
      const list = breaks.slice(0, length);
      const key = known ? (list[index]?.key ?? null) : 'gone';
      const found = selectedIn(list, key, index);
      if (list.length === 0) expect(found).toBeNull();
      else expect(found?.index).toBe(Math.min(index, list.length - 1));
    }));
    expect(selectedIn(breaks, breaks[3]?.key ?? null, 0)?.index).toBe(3);
  });

  test('the filters share out every break [W14]', () => {
    expect((['open', 'carried', 'resolved'] as const).map((state) => inFilter(breaks, state).length)).toEqual([8, 2, 1]);
  });

  test('sides differ only in what both of them know [W15]', () => {
    const side = (over: Partial<BreakSide>): BreakSide => ({ status: 'paid', amountMinor: 100, feeMinor: null, netMinor: null, orderId: null, tradeId: null, at: null, source: null, ...over });
    const fields = (a: BreakSide | null, b: BreakSide | null) => [...differingFields(a, b)].sort();
    expect(fields(side({}), side({ status: 'success', feeMinor: 1, netMinor: 99 }))).toEqual([]);
    expect(fields(side({ feeMinor: 1, netMinor: 99 }), side({ status: 'success', feeMinor: 2, netMinor: 98 }))).toEqual(['fee', 'net']);
    expect(fields(side({ amountMinor: 90 }), side({ status: 'success' }))).toEqual(['amount']);
    expect(fields(side({ status: 'reversed', feeMinor: 0, netMinor: 0 }), side({ status: 'success', feeMinor: 1, netMinor: 99 }))).toEqual(['net', 'status']);
    expect(fields(null, side({}))).toEqual([]);
  });

  test('a source is split at its last colon only [W16]', () => {
    expect(sourceParts('2025:11 bill.csv:207')).toEqual({ name: '2025:11 bill.csv', line: 207 });
    for (const source of [null, 'ledger', 'a.csv:']) expect(sourceParts(source)).toBeNull();
  });

  test('every kind, cause, suggestion and status of the matching has its words; an unknown one falls back [W17]', () => {
    const { kind, cause, suggestion, status } = breaksEn as unknown as Record<string, Record<string, unknown>>;
    for (const id of BREAK_KINDS) expect(kind).toHaveProperty(id);
    for (const id of CAUSES) if (id !== 'unknown') expect(cause).toHaveProperty(id);
    for (const id of SUGGESTIONS) expect(suggestion).toHaveProperty(id);
    for (const id of [...LEDGER_STATUSES, ...STATEMENT_STATUSES]) expect(status).toHaveProperty(id);
    const known = new Set(leaves({ breaks: breaksEn }).keys());
    const exists = (key: string) => known.has(key);
    expect(wordsKey({ kind: 'fee-differs', cause: 'rounding' }, exists)).toBe('breaks.cause.rounding');
    expect(wordsKey({ kind: 'fee-differs', cause: 'unknown' }, exists)).toBe('breaks.kind.fee-differs');
    expect(wordsKey({ kind: 'later-kind', cause: 'later-cause' }, exists)).toBe('breaks.kind.unknown');
  });
});

describe('the chart of the day', () => {
  test('its hours add up to the day, run without a gap and keep their place before the first sale [W20]', () => {
    const rows = hoursOf(day);
    expect(rows.map((row) => row.hour)).toEqual(Array.from({ length: 14 }, (_, index) => index + 8));
    expect(rows.reduce((sum, row) => sum + row.totalMinor, 0)).toBe(day.sales.totalMinor);
    expect(hoursOf({ ...day, byHour: [{ hour: 5, tenders: { cash: 1 } }, { hour: 23, tenders: { cash: 1 } }] })).toHaveLength(19);
    expect(highestHour(rows)?.hour).toBe(12);
    expect(highestHour(hoursOf({ ...day, byHour: [] }))).toBeNull();
    expect(tendersOf(day)).toEqual(['wechatpay', 'alipay', 'unionpay', 'cash']);
  });

  test('its ticks start at 0, reach past the highest amount in equal whole steps, and are few [W21]', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), fc.constantFrom(1, 100, 1_000), (highest, unit) => {
      const ticks = niceTicks(highest, unit);
      const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(step % unit).toBe(0);
      expect(ticks.every((tick, index) => tick === index * step)).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }));
    expect(niceTicks(412_030, 100)).toEqual([0, 100_000, 200_000, 300_000, 400_000, 500_000]);
  });
});

describe('contracts and mappings', () => {
  const draft = { wallet: 'alipay', rate: '0.6', perItem: '', min: '', cap: '', rounding: 'half-up', refunds: 'returned', from: '', to: '' } as const;

  test('a contract is read exactly or not at all [W31]', () => {
    expect(contractOf({ ...draft, rate: '0.385', perItem: '0.10', cap: '25', from: '2026-01-01' }, 'CNY')).toEqual({ wallet: 'alipay', currency: 'CNY', ratePpm: 3_850, perItemMinor: 10, minMinor: 0, capMinor: 2_500, rounding: 'half-up', refunds: 'returned', from: '2026-01-01', to: null });
    expect(contractOf({ ...draft, cap: '25' }, 'JPY')?.capMinor).toBe(25);
    for (const wrong of [{ rate: '' }, { rate: '0,6' }, { rate: '100.01' }, { rate: '0.60001' }, { rate: '-1' }, { perItem: 'x' }, { min: '-1' }, { cap: '0.001' }]) expect(contractOf({ ...draft, ...wrong }, 'CNY')).toBeNull();
  });

  test('the columns of a table are guessed by their titles in three languages, each once [W32]', () => {
    expect(guessedColumns(['Settled on', 'Gross amount', 'Commission', 'Net', 'Currency'])).toEqual({ fee: 'Commission', net: 'Net', amount: 'Gross amount', currency: 'Currency', date: 'Settled on' });
    expect(guessedColumns(['交易时间', '商户订单号', '交易单号', '金额', '手续费'])).toEqual({ tradeId: '交易单号', orderId: '商户订单号', fee: '手续费', amount: '金额', date: '交易时间' });
    expect(guessedColumns(['거래일자', '주문번호', '입금', '출금', '금액'])).toEqual({ orderId: '주문번호', credit: '입금', debit: '출금', date: '거래일자' });
    expect(guessedColumns([])).toEqual({});
  });
});

describe('the manager’s texts', () => {
  test('say the same things with the same blanks in every language [W30]', () => {
    expect(Object.keys(shape(managerEn)).length).toBeGreaterThan(150);
    for (const [en, zh, ko] of [[managerEn, managerZh, managerKo], [breaksEn, breaksZh, breaksKo], [booksEn, booksZh, booksKo], [watchEn, watchZh, watchKo]] as const) {
      expect(Object.keys(shape(zh))).toEqual(Object.keys(shape(en)));
      expect(Object.keys(shape(ko))).toEqual(Object.keys(shape(en)));
    }
    for (const other of [managerZh, managerKo]) expect(shape(other)).toEqual(shape(managerEn));
  });
});
