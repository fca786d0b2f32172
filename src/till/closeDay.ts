/** The manager's day: how it stands, X at any time, and the close that names everything open, in one commit and constant time. */
import { Refusal } from '#core/refusal.ts';
import type { Draft, EntryOf } from '#core/journal.ts';
import type { Tally } from '#core/totals.ts';
import { isEmpty } from '#core/basket.ts';
import { priceBasket } from '#core/sale.ts';
import { dayIn } from '#core/time.ts';
import { isMethod, type PaymentMethod } from '#core/wallets.ts';
import type { DayView, ZReportView } from '#contract/views.ts';
import { acknowledged } from './ship.ts';
import { feeEstimate } from './settlement.ts';
import { openBreaks, missingFiles } from './reconcile.ts';
import { basketOf, businessDayOf, commit, operatorOf, type Seat, type Till } from './till.ts';

type Item = DayView['checklist'][number];

function checklist(till: Till): Item[] {
  const { storage, memory } = till;
  const item = (name: Item['item'], state: Item['state'], count = 0, amountMinor = 0): Item => ({ item: name, state, count, amountMinor, carried: false });
  const files = missingFiles(till);
  const attempts = storage.openAttempts();
  const breaks = openBreaks(till);
  const held = storage.held();
  const basket = basketOf(till);
  const open = held.length + (isEmpty(basket) ? 0 : 1);
  const heldMinor = held.reduce((sum, one) => sum + priceBasket(one.basket, till.shop.taxMode).totalMinor, 0) + priceBasket(basket, till.shop.taxMode).totalMinor;
  const { shift } = storage.status();
  const counted = storage.dayTally().cashCountedMinor !== null;
  return [
    item('files', files.length === 0 ? 'done' : 'attention', files.length),
    item('verified', memory.verified === null ? 'todo' : memory.verified.ok ? 'done' : 'blocked', memory.verified?.seq ?? 0),
    item('unknown', attempts.length === 0 ? 'done' : 'attention', attempts.length, attempts.reduce((sum, attempt) => sum + attempt.amountMinor, 0)),
    item('breaks', breaks.open === 0 ? 'done' : 'attention', breaks.open, breaks.atStakeMinor),
    item('held', open === 0 ? 'done' : 'attention', open, heldMinor),
    item('count', shift === null && counted ? 'done' : 'todo', shift === null ? 0 : 1),
    item('shifts', shift === null ? 'done' : 'blocked', shift === null ? 0 : 1),
  ];
}

const CARRYABLE: readonly Item['item'][] = ['files', 'unknown', 'breaks', 'held'];

function settlementOf(till: Till, tally: Tally): DayView['settlement'] {
  const feeOf = feeEstimate(till);
  return Object.entries(tally.tenders).filter(([tender]) => isMethod(tender)).map(([tender, sums]) => {
    const grossMinor = sums.amountMinor - sums.refundMinor;
    const feeMinor = feeOf(tender, sums);
    return { wallet: tender as PaymentMethod, grossMinor, feeMinor, netMinor: grossMinor - feeMinor };
  }).sort((a, b) => b.grossMinor - a.grossMinor);
}

export function readDay(till: Till): DayView {
  const { storage } = till;
  const status = storage.status();
  const day = storage.dayTally();
  const shift = storage.shiftTally();
  const list = checklist(till);
  const oldest = storage.entriesAfter(acknowledged(till).seq, 1)[0];
  const lastZ = status.lastZ === 0 ? null : storage.zReport(status.lastZ);
  return {
    businessDay: businessDayOf(till), openSince: status.dayOpenedAt,
    sales: { count: day.sales, totalMinor: day.totalMinor, refundMinor: day.refundMinor, refundCount: day.refunds },
    tenders: Object.entries(day.tenders).filter(([tender]) => tender !== 'exchange').map(([tender, sums]) => ({ tender: tender as 'cash' | PaymentMethod, ...sums })).sort((a, b) => b.amountMinor - a.amountMinor),
    byHour: Object.entries(day.hours).map(([hour, tenders]) => ({ hour: Number(hour), tenders: { ...tenders } })).sort((a, b) => a.hour - b.hour),
    drawer: drawerOf(shift, status.shift?.number ?? null), settlement: settlementOf(till, day), breaks: openBreaks(till),
    unsynced: { count: storage.head().seq - acknowledged(till).seq, oldestAt: oldest?.at ?? null },
    checklist: list, canClose: status.dayOpenedAt !== null && list.every((item) => item.state === 'done' || CARRYABLE.includes(item.item)), nextZ: status.lastZ + 1,
    lastZ: lastZ === null ? null : { number: lastZ.payload.z, businessDay: lastZ.businessDay, at: lastZ.at },
  };
}

function drawerOf(shift: Tally, number: number | null): DayView['drawer'] {
  if (number === null) return { rows: [], expectedMinor: null, shift: null };
  const cash = shift.tenders['cash'] ?? { amountMinor: 0, refundMinor: 0 };
  const rows: DayView['drawer']['rows'] = [
    { what: 'float', amountMinor: shift.floatMinor }, { what: 'cash-sales', amountMinor: cash.amountMinor }, { what: 'paid-in', amountMinor: shift.paidInMinor },
    { what: 'paid-out', amountMinor: -shift.paidOutMinor }, { what: 'cash-refunds', amountMinor: -cash.refundMinor },
  ];
  return { rows: rows.filter((row) => row.what === 'float' || row.what === 'cash-sales' || row.amountMinor !== 0), expectedMinor: shift.cashExpectedMinor, shift: number };
}

function report(till: Till, tally: Tally, about: { number: number; businessDay: string; closedAt: number; closedBy: string; carried: ZReportView['carried']; head: ZReportView['head'] }): ZReportView {
  const tenders = Object.entries(tally.tenders).map(([tender, sums]) => ({ tender, ...sums, expectedMinor: sums.amountMinor - sums.refundMinor, countedMinor: null as number | null, differenceMinor: null as number | null }));
  const nameOf = (id: string) => till.storage.person(id)?.name ?? id;
  // A drawer is counted also when nothing was paid in cash.
  if (tally.cashCountedMinor !== null && tally.tenders['cash'] === undefined) tenders.push({ tender: 'cash', count: 0, amountMinor: 0, refundMinor: 0, expectedMinor: 0, countedMinor: null, differenceMinor: null });
  const drawer = tenders.find((row) => row.tender === 'cash');
  if (drawer !== undefined) Object.assign(drawer, { expectedMinor: tally.cashExpectedMinor, countedMinor: tally.cashCountedMinor, differenceMinor: tally.cashDifferenceMinor });
  return {
    number: about.number, businessDay: about.businessDay, closedAt: about.closedAt, closedBy: till.storage.person(about.closedBy)?.name ?? about.closedBy,
    sales: { count: tally.sales, totalMinor: tally.totalMinor, refundCount: tally.refunds, refundMinor: tally.refundMinor, discountMinor: tally.discountMinor },
    taxes: Object.entries(tally.taxes).map(([rate, tax]) => ({ rateBp: Number(rate), ...tax })), tenders: tenders.sort((a, b) => b.amountMinor - a.amountMinor), carried: about.carried,
    signed: (tally.signed ?? []).map((one) => ({ ...one, operator: nameOf(one.operator), approver: nameOf(one.approver) })),
    receipts: { first: tally.firstReceipt, last: tally.lastReceipt }, head: about.head,
    code: `TBZ1:${till.shop.till}:${about.number}:${about.head.seq}:${about.head.hash}`,
  };
}

/** How the day stands now; changes nothing. */
export function xReport(till: Till, seat: Seat): ZReportView {
  return report(till, till.storage.dayTally(), { number: 0, businessDay: businessDayOf(till), closedAt: till.ports.clock.now(), closedBy: operatorOf(seat).id, carried: [], head: till.storage.head() });
}

export function zReport(till: Till, number: number): ZReportView {
  const entry = till.storage.zReport(number);
  if (entry === null) throw new Refusal('no-such-report', 'There is no Z report with that number. Nothing was changed; choose one from the list.');
  return zView(till, entry);
}

function zView(till: Till, entry: EntryOf<'day.closed'>): ZReportView {
  const { payload } = entry;
  return report(till, payload.tally, { number: payload.z, businessDay: entry.businessDay, closedAt: entry.at, closedBy: entry.operator, carried: [...payload.carried], head: { seq: entry.seq, hash: entry.hash } });
}

export function zReports(till: Till): { number: number; businessDay: string; at: number; totalMinor: number }[] {
  return till.storage.zNumbers().flatMap(({ number }) => {
    const entry = till.storage.zReport(number);
    return entry === null ? [] : [{ number, businessDay: entry.businessDay, at: entry.at, totalMinor: entry.payload.tally.totalMinor }];
  });
}

/** Seals the day. What is open is named: refused, or carried forward by name. The head is signed by the till's key. */
export function closeDay(till: Till, seat: Seat, carry: readonly string[]): ZReportView {
  const operator = operatorOf(seat);
  const status = till.storage.status();
  if (status.dayOpenedAt === null) throw new Refusal('no-open-day', 'No day is open, so there is nothing to close. Nothing was changed; the next shift opens the next day.');
  const open = checklist(till).filter((item) => item.state !== 'done');
  const stopping = open.filter((item) => !CARRYABLE.includes(item.item) || !carry.includes(item.item));
  const first = stopping[0];
  if (first !== undefined) throw new Refusal(`close-${first.item}`, 'The day is not ready to be closed. Nothing was sealed; work the list, or carry what may wait forward by name.', { count: first.count, amountMinor: first.amountMinor });
  const carried = open.map((item) => ({ what: item.item, count: item.count, amountMinor: item.amountMinor }));
  const draft: Draft = { kind: 'day.closed', payload: { z: status.lastZ + 1, tally: till.storage.dayTally(), carried, signature: till.ports.crypto.sign(till.storage.head().hash) } };
  const [entry] = commit(till, operator.id, [draft]);
  if (entry?.kind !== 'day.closed') throw new Refusal('no-open-day', 'The day could not be closed. Nothing was sealed.');
  till.ports.log('info', 'day-closed', { z: entry.payload.z, day: dayIn(entry.at, till.shop.timeZone) });
  return zView(till, entry);
}
