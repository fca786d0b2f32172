/** The till's state as the screens are given it. */
import { cashRounding } from '#core/cash.ts';
import { priceBasket } from '#core/sale.ts';
import { finalAskMs, lightOf, nextAct, timingsOf, type Attempt } from '#core/tender.ts';
import { LIMITS } from '#core/limits.ts';
import type { Basket } from '#core/basket.ts';
import type { BasketView, ChannelView, LastPaymentView, PaymentView, TillState } from '#contract/views.ts';
import { takenMinor, tenderOf } from './completeSale.ts';
import { channelOf } from './channels.ts';
import { acknowledged } from './ship.ts';
import { shownView } from './showCode.ts';
import { waitingOf } from './waiting.ts';
import { basketOf, type Seat, type Till } from './till.ts';

function basketView(till: Till, basket: Basket): BasketView {
  const priced = priceBasket(basket, till.shop.taxMode);
  const whole = (milli: number, unit: string) => (unit === 'piece' ? milli / 1000 : 1);
  return {
    saleId: basket.saleId,
    lines: priced.lines.map((line) => ({
      line: line.line, sku: line.sku, name: line.name, unit: line.unit, quantityMilli: line.quantityMilli, unitMinor: line.unitMinor, grossMinor: line.grossMinor, discountMinor: line.discountMinor,
      discount: line.discount, priceOverridden: line.listMinor !== null, totalMinor: line.totalMinor, taxRateBp: line.taxRateBp, ...(line.couponMinor === 0 ? {} : { couponMinor: line.couponMinor }),
    })),
    lastLine: basket.lastLine, lastCause: basket.lastCause, itemCount: priced.lines.reduce((sum, line) => sum + whole(line.quantityMilli, line.unit), 0),
    discountMinor: priced.discountMinor, basketDiscountBp: basket.discountBp, taxes: [...priced.taxes], taxMinor: priced.taxMinor, totalMinor: priced.totalMinor,
    // An exchange becomes a tender when the sale is completed; a basket never holds one.
    tenders: basket.tenders.filter((tender) => tender.kind !== 'exchange').map((tender) => ({ kind: tender.kind, wallet: tender.kind === 'cash' ? null : tender.wallet, amountMinor: tender.amountMinor, orderId: tender.kind === 'cash' ? null : tender.orderId })),
    dueMinor: priced.dueMinor, cashDueMinor: priced.dueMinor + (priced.dueMinor > 0 ? cashRounding(priced.dueMinor, till.shop.currency) : 0), partMinor: basket.partMinor,
    ...(priced.coupons.length === 0 ? {} : { coupons: priced.coupons.map(({ code, name, takesMinor, missingMinor }) => ({ code, name, amountMinor: takesMinor, missingMinor })) }),
    ...(basket.returns === undefined ? {} : { returns: basket.returns.map((one) => ({ ...one, lines: one.lines.map((line) => ({ ...line })) })) }),
  };
}

function reasonOf(attempt: Attempt): string {
  if (attempt.cancelling && attempt.state !== 'paid') return attempt.state === 'reversing' ? 'cancelling-reversing' : 'cancelling';
  return attempt.state;
}

function paymentView(till: Till, attempt: Attempt): PaymentView {
  const timings = timingsOf(attempt);
  const next = nextAct(attempt, timings);
  return {
    orderId: attempt.orderId, saleId: attempt.saleId, wallet: attempt.wallet, amountMinor: attempt.amountMinor, lastFour: attempt.lastFour, state: attempt.state, light: lightOf(attempt), reason: reasonOf(attempt),
    startedAt: attempt.startedAt, nextAskAt: Number.isFinite(next.dueAt) ? next.dueAt : null, finalAskAt: attempt.startedAt + finalAskMs(attempt, timings), cancelling: attempt.cancelling,
    evidence: [...attempt.evidence], tradeId: attempt.tradeId, shown: shownView(till, attempt), ...(attempt.brand === undefined ? {} : { brand: attempt.brand }),
  };
}

/** The newest completed sales and the charges that are not in one, merged by time. */
function lastPayments(till: Till): LastPaymentView[] {
  const sales = till.storage.lastSales(LIMITS.lastPaymentsShown).flatMap((row): LastPaymentView[] => {
    const sale = till.storage.sale(row.receipt);
    if (sale === null) return [];
    return [{ at: row.at, amountMinor: takenMinor(sale.payload), tender: tenderOf(sale.payload), light: 'yes', state: 'completed', receipt: row.receipt, orderId: null }];
  });
  const attempts = till.storage.lastAttempts(LIMITS.lastPaymentsShown).filter((attempt) => attempt.state !== 'paid').map((attempt): LastPaymentView => (
    { at: attempt.endedAt ?? attempt.startedAt, amountMinor: attempt.amountMinor, tender: attempt.wallet, light: lightOf(attempt), state: attempt.state, receipt: null, orderId: attempt.orderId }));
  return [...sales, ...attempts].sort((a, b) => b.at - a.at).slice(0, LIMITS.lastPaymentsShown);
}

/** Down when the device process is, or when a scanner that had work here is gone and no other is there. A scanner that types is not seen; the till hears it all the same. */
function scannerChannel(till: Till): ChannelView {
  const { devices } = till.ports;
  const process = devices.process();
  const scanners = devices.list().filter((one) => one.kind === 'scanner' && !one.virtual);
  const missing = scanners.find((one) => one.state !== 'ready' && one.state !== 'present' && one.state !== 'opening');
  const isDown = process.state === 'hung' || process.state === 'down' || (missing !== undefined && !scanners.some((one) => one.state === 'ready'));
  // What is wrong with the scanner itself; nothing of it is known while the process is away.
  const complaint = isDown && process.state === 'ready' ? missing?.state ?? null : null;
  return { name: 'scanner', health: isDown ? 'down' : 'ok', answerMs: null, reason: complaint, since: isDown ? process.lastTrouble?.at ?? missing?.trouble?.at ?? null : null };
}

function channels(till: Till): ChannelView[] {
  const seen = (name: ChannelView['name']): ChannelView => {
    const found = channelOf(till, name);
    return { name, health: found.health, answerMs: found.answerMs, since: found.since, reason: found.reason ?? null };
  };
  return [seen('backend'), ...till.shop.wallets.map(seen), ...(till.shop.cards === undefined ? [] : [seen('card')]), seen('printer'), scannerChannel(till)];
}

export function tillState(till: Till, seat: Seat): TillState {
  const { shop, storage, memory } = till;
  const status = storage.status();
  const basket = basketOf(till);
  const attempt = basket.attempt === null ? null : storage.attempt(basket.attempt);
  const operator = seat.operator;
  return {
    shop: { name: shop.name, till: shop.till, currency: shop.currency, timeZone: shop.timeZone, taxMode: shop.taxMode, wallets: [...shop.wallets], ...(shop.cards === undefined ? {} : { cards: true }), demo: shop.demo, practice: shop.practice },
    operator: operator === null ? null : { id: operator.id, name: operator.name, initials: operator.initials, role: operator.role }, locked: seat.locked,
    shift: status.shift === null ? null : { ...status.shift, openedBy: storage.person(status.shift.openedBy)?.name ?? status.shift.openedBy }, businessDay: status.businessDay,
    basket: basketView(till, basket),
    held: storage.held().map((held) => {
      const view = basketView(till, held.basket);
      return { id: held.id, at: held.at, itemCount: view.itemCount, totalMinor: view.totalMinor, paidMinor: view.tenders.reduce((sum, tender) => sum + tender.amountMinor, 0), operator: storage.person(held.operator)?.name ?? held.operator };
    }),
    payment: attempt === null ? null : paymentView(till, attempt), ending: memory.ending, lastPayments: lastPayments(till), channels: channels(till),
    unsynced: storage.head().seq - acknowledged(till).seq, openPayments: storage.openAttempts().length, lineCut: memory.lineCut, waiting: waitingOf(till), print: memory.printing.print, drawerTrouble: memory.printing.drawer, displayLanguage: memory.displayLanguage,
    recovered: memory.recovered, stopped: memory.stopped, now: till.ports.clock.now(),
  };
}
