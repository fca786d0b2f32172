/** Charging a wallet by the customer's code: the intent is in the ledger before the first byte leaves, every answer behind it. */
import type { Basket } from '#core/basket.ts';
import type { Draft } from '#core/journal.ts';
import { orderNumber } from '#core/ids.ts';
import { LIMITS } from '#core/limits.ts';
import { dayIn } from '#core/time.ts';
import { Fault, Refusal } from '#core/refusal.ts';
import { declinedReason } from '#core/declineCause.ts';
import { priceBasket } from '#core/sale.ts';
import { cancel, isEnded, lightOf, stateAfter, tenderOf, type Answer, type Attempt } from '#core/tender.ts';
import { isChargeable, type ChargeableWallet } from '#core/wallets.ts';
import type { ChargeAnswer } from '#contract/cloud.ts';
import { allow, type Approval } from './approve.ts';
import { answeredWell, wentUnanswered } from './channels.ts';
import { completedEnding, completion, type Completion } from './completeSale.ts';
import { assertSelling, basketOf, commit, operatorOf, SYSTEM, type Seat, type Till } from './till.ts';

/** What is charged by the next payment code. Throws `Refusal` when nothing can be. */
export function chargeableMinor(till: Till, basket: Basket): number {
  if (basket.attempt !== null) throw new Refusal('payment-open', 'A wallet payment for this basket is not decided yet. Nothing was charged again; wait for the light, or let a manager put the payment aside.');
  if (basket.lines.length === 0) throw new Refusal('empty-basket', 'There is nothing in the basket to pay. Nothing was charged; scan the goods first, then the code again.');
  if (basket.tenders.length >= LIMITS.tendersMax) throw new Refusal('too-many-tenders', 'This sale has been paid in as many parts as the till takes. Nothing was charged; pay the rest in one.');
  const { dueMinor } = priceBasket(basket, till.shop.taxMode);
  if (dueMinor <= 0 && basket.returns !== undefined) throw new Refusal('exchange-covered', 'What came back covers the new goods, so there is nothing to pay. No money was taken; finish the exchange.');
  if (dueMinor <= 0) throw new Refusal('zero-amount', 'This basket costs nothing, so there is nothing to charge. No money was taken; check the prices and discounts, or void the basket.');
  return basket.partMinor === null ? dueMinor : Math.min(basket.partMinor, dueMinor);
}

/** What the next payment code charges; null is all that is due. */
export function choosePart(till: Till, seat: Seat, amountMinor: number | null): void {
  assertSelling(till);
  const basket = basketOf(till);
  if (basket.attempt !== null) throw new Refusal('payment-open', 'A wallet payment for this basket is not decided yet. Nothing was changed; wait for the light.');
  commit(till, operatorOf(seat).id, [], { basket: { ...basket, partMinor: amountMinor } });
}

/**
 * Starts a charge and returns at once; answers come by events.
 * @param code the customer's payment code: lives in this call's memory until the request has been answered, and nowhere else.
 */
export function startCharge(till: Till, seat: Seat, wallet: ChargeableWallet, code: string): Attempt {
  assertSelling(till);
  const operator = operatorOf(seat).id;
  const basket = basketOf(till);
  const amountMinor = chargeableMinor(till, basket);
  const orderId = newOrderNumber(till);
  const order = { orderId, saleId: basket.saleId, wallet, amountMinor, currency: till.shop.currency, lastFour: code.slice(-4) };
  const drafts: Draft[] = [
    { kind: 'payment.intended', payload: { ...order, codeLength: code.length } },
    { kind: 'payment.sent', payload: { orderId, act: 'charge' } },
  ];
  till.memory.ending = null;
  till.memory.recovered = null;
  commit(till, operator, drafts, { basket: { ...basket, attempt: orderId, partMinor: null } });
  const attempt = till.storage.attempt(orderId) as Attempt;
  track(till, `charge ${orderId}`, send(till, attempt, 'charge', () => till.ports.backend.charge({ orderId, wallet, amountMinor, currency: order.currency, authCode: code, subject: `${till.shop.name} ${till.shop.till}` })));
  return attempt;
}

/** Made once, with the intent. */
export function newOrderNumber(till: Till): string {
  return orderNumber(dayIn(till.ports.clock.now(), till.shop.timeZone), till.shop.till, till.storage.head().seq + 1, till.ports.crypto.random(6));
}

/** Remembers work under way, so that the same is not started twice and a stop can wait for it. */
export function track(till: Till, key: string, work: Promise<void>): void {
  const done = work.catch((error: unknown) => {
    till.ports.log('error', 'work-failed', { work: key.split(' ')[0] ?? '', message: String((error as Error).message) });
  }).finally(() => till.memory.inFlight.delete(key));
  till.memory.inFlight.set(key, done);
}

/** Sends one question or order to the backend and journals what came of it. */
export async function send(till: Till, attempt: Attempt, act: 'charge' | 'ask' | 'reverse', request: () => Promise<ChargeAnswer>, final = false): Promise<void> {
  const askedAt = till.ports.clock.now();
  try {
    const answer = await request();
    answeredWell(till, ['backend', attempt.wallet], till.ports.clock.now() - askedAt, answer.state === 'unknown');
    // An order that the backend never saw has no wallet there; its word on it (not found, or a tombstone) counts all the same.
    const unseen = answer.wallet === null && (answer.state === 'not-found' || answer.state === 'reversed');
    const fits = answer.orderId === attempt.orderId && (unseen || walletFits(attempt, answer));
    observe(till, attempt.orderId, fits ? said(attempt, answer, act, askedAt, final) : { act, state: 'no-answer', code: 'another-order', tradeId: null, amountMinor: null, currency: null, askedAt, final });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    wentUnanswered(till, error.code === 'backend-refused' ? [] : ['backend']);
    observe(till, attempt.orderId, { act, state: meaningOf(error, act, attempt), code: String(error.detail['code'] ?? error.code), tradeId: null, amountMinor: null, currency: null, askedAt, final });
  }
}

/** A backend that refuses a charge outright has not charged; for an ask or a reverse it has told nothing. */
function meaningOf(error: Fault, act: 'charge' | 'ask' | 'reverse', attempt: Attempt): Answer['state'] {
  // A stored card's goods are gone: as long as it can be forwarded again, only the acquirer ends it.
  if (error.code === 'backend-unreachable') return act === 'charge' && attempt.stored !== true ? 'never-left' : 'no-answer';
  const status = Number(error.detail['status'] ?? 0);
  if (error.code === 'backend-refused' && act === 'ask' && status === 404) return 'not-found';
  // A request that was "replayed" has been there before, and what it did then is not known.
  const refusedForGood = error.code === 'backend-refused' && error.detail['code'] !== 'replayed' && (status === 400 || status === 422 || ((status === 401 || status === 403) && attempt.stored !== true));
  return act === 'charge' && refusedForGood ? 'declined' : 'no-answer';
}

/** One code for every wallet has none until one has paid. */
function walletFits(attempt: Attempt, answer: ChargeAnswer): boolean {
  if (attempt.shown !== 'any' || isEnded(attempt.state)) return answer.wallet === attempt.wallet;
  return answer.state !== 'paid' || answer.wallet !== null;
}

function said(attempt: Attempt, answer: ChargeAnswer, act: Answer['act'], askedAt: number | null, final: boolean): Answer {
  const wallet = attempt.shown === 'any' && answer.state === 'paid' && answer.wallet !== null ? { wallet: answer.wallet } : {};
  return { ...wallet, act, state: answer.state, code: answer.code, tradeId: answer.tradeId, amountMinor: answer.state === 'paid' ? answer.amountMinor : null, currency: answer.state === 'paid' ? answer.currency : null, askedAt, final };
}

/** A change the backend pushed. It is evidence like any other; news that changes nothing is not written down twice. */
export function pushed(till: Till, answer: ChargeAnswer): void {
  const attempt = till.storage.attempt(answer.orderId);
  if (attempt === null) {
    keepStray(till, answer);
    return;
  }
  if (!walletFits(attempt, answer)) return;
  const heard = said(attempt, answer, 'push', null, false);
  if (stateAfter(attempt, heard) === attempt.state) return;
  observe(till, answer.orderId, heard);
}

const STRAYS_MAX = 200;

/** News of an order that this ledger does not know: kept as evidence, each once. */
function keepStray(till: Till, answer: ChargeAnswer): void {
  const key = `${answer.orderId} ${answer.state}`;
  const { strays } = till.memory;
  if (strays.has(key) || strays.size >= STRAYS_MAX || till.memory.stopped !== null) return;
  strays.add(key);
  const { orderId, state, code, tradeId, amountMinor, currency } = answer;
  commit(till, SYSTEM, [{ kind: 'payment.observed', payload: { orderId, act: 'push', state, code, tradeId, amountMinor, currency, askedAt: null, final: false } }]);
  till.ports.log('warn', 'answer-of-unknown-order', { state });
}

/**
 * Journals an answer with all that follows from it, in one commit: the end of the attempt, the completed sale,
 * or the refund of money that came for a basket which no longer wants it.
 */
export function observe(till: Till, orderId: string, answer: Answer): void {
  const attempt = till.storage.attempt(orderId);
  if (attempt === null) return;
  const drafts: Draft[] = [{ kind: 'payment.observed', payload: { orderId, ...answer } }];
  const next = stateAfter(attempt, answer);
  const basket = basketOf(till);
  const onCounter = basket.attempt === orderId;
  let after: Basket | undefined;
  let done: Completion | null = null;
  if (isEnded(next) && next !== attempt.state) {
    const { saleId, amountMinor, currency } = attempt;
    const wallet = answer.wallet ?? attempt.wallet;
    drafts.push({ kind: 'payment.resolved', payload: { orderId, saleId, wallet, outcome: next as 'paid' | 'declined' | 'reversed', amountMinor, currency, tradeId: answer.tradeId ?? attempt.tradeId, ...(attempt.atRisk === true ? { atRisk: true } : {}) } });
    till.memory.shown.delete(orderId);
    // The goods are with the customer: money that comes is what was owed for them.
    if (next === 'paid' && attempt.atRisk !== true) {
      const wanted = onCounter && !attempt.cancelling && !attempt.setAside && !isEnded(attempt.state);
      if (wanted) {
        after = { ...basket, attempt: null, tenders: [...basket.tenders, tenderOf(attempt, wallet, answer.tradeId ?? attempt.tradeId)] };
        const shift = till.storage.status().shift?.number ?? till.storage.status().lastShift;
        if (priceBasket(after, till.shop.taxMode).dueMinor === 0) done = completion(till, after, shift, 0);
      } else {
        const cause = attempt.setAside ? 'set-aside' : attempt.cancelling ? 'cancelled' : 'late-success';
        drafts.push({ kind: 'refund.intended', payload: { refundId: refundNumber(orderId), orderId, saleId, wallet, amountMinor, currency, owed: 'customer-funds', cause } });
        if (onCounter) after = { ...basket, attempt: null };
      }
    } else if (onCounter) after = { ...basket, attempt: null };
  }
  if (done !== null) {
    drafts.push(...done.drafts);
    after = done.basket;
  }
  commit(till, SYSTEM, drafts, after === undefined ? {} : { basket: after });
  show(till, attempt, next, answer, onCounter, done);
}

/** The surplus of an order goes back under one number only, so that it cannot go back twice. */
export function refundNumber(orderId: string): string {
  return `${orderId.slice(0, 31)}R`;
}

function show(till: Till, attempt: Attempt, next: Attempt['state'], answer: Answer, onCounter: boolean, done: Completion | null): void {
  if (done !== null) {
    till.memory.ending = completedEnding(till, done.payload);
    till.ports.spoken(done.payload.totalMinor);
  } else if (onCounter && isEnded(next) && next !== attempt.state) {
    const cancelled = next === 'paid' && attempt.cancelling;
    if (next !== 'paid' || cancelled) {
      const reason = next === 'declined' ? (answer.state === 'never-left' ? 'never-left' : declinedReason(answer.code)) : cancelled ? 'cancelled-refunding' : attempt.cancelling ? 'cancelled' : 'reversed';
      till.memory.ending = { light: lightOf({ state: cancelled ? 'reversed' : next }), reason, saleId: attempt.saleId, receipt: null, amountMinor: attempt.amountMinor, changeMinor: 0, givenMinor: 0, tender: attempt.wallet, at: till.ports.clock.now() };
    } else till.ports.spoken(attempt.amountMinor);
  }
  till.ports.changed();
}

function openAttempt(till: Till, orderId: string): Attempt {
  const attempt = till.storage.attempt(orderId);
  if (attempt === null) throw new Refusal('no-such-payment', 'The till knows no such payment. Nothing was changed.');
  return attempt;
}

/** A code that the till wrote by itself is made known with every ask: the backend may never have heard of the order. */
export function askBackend(till: Till, attempt: Attempt): Promise<ChargeAnswer> {
  const { orderId, wallet, amountMinor, currency } = attempt;
  if (attempt.shown !== 'own' || !isChargeable(wallet)) return till.ports.backend.ask(orderId);
  return till.ports.backend.show({ orderId, wallet, amountMinor, currency, subject: `${till.shop.name} ${till.shop.till}`, offline: true });
}

/** Asks the wallet now, whatever the plan says. */
export async function askNow(till: Till, orderId: string): Promise<void> {
  const attempt = openAttempt(till, orderId);
  const key = `ask ${orderId}`;
  if (!till.memory.inFlight.has(key)) track(till, key, send(till, attempt, 'ask', () => askBackend(till, attempt)));
  await till.memory.inFlight.get(key);
}

/** From now on the charge is not wanted: one final ask, then the reverse; money that came goes back by itself. */
export function cancelSafely(till: Till, seat: Seat, orderId: string): void {
  const attempt = openAttempt(till, orderId);
  if (attempt.atRisk === true) throw new Refusal('accepted-at-risk', 'The goods of this payment went with the customer at risk, so it is not cancelled. It is asked for until the wallet has spoken; goods that come back are given back by the receipt.');
  if (isEnded(attempt.state)) throw new Refusal('payment-ended', 'This payment has already ended, so there is nothing to cancel. Look at the light; a paid sale can be refunded by its receipt.');
  if (cancel(attempt).cancelling && attempt.cancelling) return;
  commit(till, operatorOf(seat).id, [{ kind: 'payment.cancelling', payload: { orderId } }]);
}

/** The charge on the counter, as long as it is not decided. */
export function undecided(till: Till, orderId: string): { attempt: Attempt; basket: Basket } {
  const attempt = openAttempt(till, orderId);
  const basket = basketOf(till);
  if (isEnded(attempt.state) || basket.attempt !== orderId) throw new Refusal('payment-ended', 'This payment has already ended. Look at the light before you take other money.');
  return { attempt, basket };
}

/** With a manager's say the basket may be paid otherwise; the attempt goes on being asked for and a late success is refunded. */
export async function setAside(till: Till, seat: Seat, orderId: string, approval: Approval): Promise<void> {
  const { attempt } = undecided(till, orderId);
  const approvals = await allow(till, seat, 'pay-again-while-unknown', { saleId: attempt.saleId, amountMinor: attempt.amountMinor }, approval);
  // The PIN took a moment, in which the charge may have ended.
  const { basket } = undecided(till, orderId);
  const overridden = approvals.find((draft) => draft.kind === 'permission.overridden');
  const approver = overridden?.payload.approver ?? operatorOf(seat).id;
  commit(till, operatorOf(seat).id, [...approvals, { kind: 'payment.set-aside', payload: { orderId, approver } }, { kind: 'payment.cancelling', payload: { orderId } }], { basket: { ...basket, attempt: null } });
}
