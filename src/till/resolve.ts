/** The till's own work between key presses: asks for open charges, reverses, watches refunds, ships the journal. Called often; does what is due. */
import { isFinalAsk, nextAct, timingsOf, type Attempt } from '#core/tender.ts';
import { LIMITS } from '#core/limits.ts';
import { refundDueAt, refundEnded, type WalletRefund } from '#core/refund.ts';
import { Fault } from '#core/refusal.ts';
import type { Draft } from '#core/journal.ts';
import { answeredWell, breakerOpen, probe, probeDue, wentUnanswered } from './channels.ts';
import { lookAfterPrinter } from './print.ts';
import { shipDue, ship } from './ship.ts';
import { forwardCard, forwardDueAt, heldOf, sweepCards } from './storeCard.ts';
import { fetchShownAgain } from './showCode.ts';
import { askBackend, send, track } from './takeWallet.ts';
import { basketOf, commit, SYSTEM, type Till } from './till.ts';

/** Starts all that is due now. */
export function tick(till: Till): void {
  const now = till.ports.clock.now();
  if (till.memory.stopped !== null && !spaceIsBack(till, now)) return;
  resolveOpen(till, now);
  if (probeDue(till, now)) track(till, 'probe', probe(till));
  lookAfterPrinter(till, now);
  if (shipDue(till, now)) {
    till.memory.shipping = ship(till).catch((error: unknown) => till.ports.log('error', 'work-failed', { work: 'ship', message: String((error as Error).message) })).finally(() => { till.memory.shipping = null; });
  }
}

/**
 * The charge on the counter is seen to at its times. All the rest drains behind it: a few at once, none while money is being taken,
 * and none into a line that does not answer: there only the probe goes, until it comes back with an answer.
 */
function resolveOpen(till: Till, now: number): void {
  const attempts = till.storage.openAttempts();
  sweepCards(till);
  const basket = basketOf(till);
  if (basket.attempt !== null) fetchShownAgain(till, basket);
  const { inFlight } = till.memory;
  const mayDrain = () => !breakerOpen(till) && inFlight.size < LIMITS.resolvingMax && ![...inFlight.keys()].some((key) => key.startsWith('charge '));
  for (const attempt of attempts) if (attempt.orderId === basket.attempt || mayDrain()) tickAttempt(till, attempt, now);
  for (const refund of till.storage.openRefunds()) {
    const key = `refund ${refund.refundId}`;
    if (refundDue(till, refund) <= now && !inFlight.has(key) && mayDrain()) track(till, key, pursueRefund(till, refund));
  }
}

const SPACE_EVERY_MS = 1_000;
const FILLER = ' '.repeat(65_536);

/** A full disk is the one stop that ends by itself: what was refused was not written, so the till goes on as soon as it can write again. */
function spaceIsBack(till: Till, now: number): boolean {
  const { memory, storage } = till;
  if (memory.stopped?.code !== 'disk-full' || now < memory.spaceNotBefore) return false;
  memory.spaceNotBefore = now + SPACE_EVERY_MS;
  try {
    storage.setSetting('disk.probe', FILLER);
    storage.setSetting('disk.probe', '');
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
  memory.stopped = null;
  till.ports.log('info', 'disk-has-space');
  till.ports.changed();
  return true;
}

function tickAttempt(till: Till, attempt: Attempt, now: number): void {
  const { orderId } = attempt;
  const timings = timingsOf(attempt);
  const next = nextAct(attempt, timings);
  if (next.act === 'none' || attemptDueAt(till, attempt) > now) return;
  const key = `ask ${orderId}`;
  if (till.memory.inFlight.has(key)) return;
  // The acquirer may never have seen a card that waits here, so it is sent under its own order until it has.
  const held = heldOf(till, attempt);
  if (held !== null) {
    track(till, key, forwardCard(till, attempt, held));
    return;
  }
  if (next.act === 'ask') {
    track(till, key, send(till, attempt, 'ask', () => askBackend(till, attempt), isFinalAsk(attempt, timings, now)));
    return;
  }
  commit(till, SYSTEM, [{ kind: 'payment.sent', payload: { orderId, act: 'reverse' } }]);
  track(till, key, send(till, attempt, 'reverse', () => till.ports.backend.reverse(orderId)));
}

/** What was asked in vain while the line was down is asked as soon as it is back, whatever the back-off had come to. */
function attemptDueAt(till: Till, attempt: Attempt): number {
  const next = nextAct(attempt, timingsOf(attempt));
  if (heldOf(till, attempt) !== null) return sooner(till, attempt.lastActAt, forwardDueAt(attempt));
  return next.act === 'ask' ? sooner(till, attempt.lastActAt, next.dueAt) : next.dueAt;
}

function sooner(till: Till, lastActAt: number, dueAt: number): number {
  const { lineBackAt } = till.memory;
  return lineBackAt !== null && lastActAt < lineBackAt ? Math.min(dueAt, lineBackAt) : dueAt;
}

const refundDue = (till: Till, refund: WalletRefund) => (refund.tries === 0 ? refundDueAt(refund) : sooner(till, refund.lastActAt, refundDueAt(refund)));

/** When the next thing is due, for a clock that can be moved; infinity when nothing waits. */
export function nextDueAt(till: Till): number {
  const times = [...till.storage.openAttempts().map((attempt) => attemptDueAt(till, attempt)), ...till.storage.openRefunds().map((refund) => refundDue(till, refund))];
  const due = Math.min(Number.POSITIVE_INFINITY, ...times);
  return Number.isFinite(due) && breakerOpen(till) ? Math.max(due, till.memory.probeNotBefore) : due;
}

/** What no asking changes: more than is left of the charge, or another wallet's charge. A person decides how the customer is paid. */
const REFUSED_FOR_GOOD: ReadonlySet<string> = new Set(['refund-exceeds-paid', 'refund-mismatch']);

/** Sends a refund under its own key, or asks how it stands; a second sending with the same key moves no money twice. */
async function pursueRefund(till: Till, refund: WalletRefund): Promise<void> {
  const askedAt = till.ports.clock.now();
  const { refundId, orderId, wallet, amountMinor, currency, owed } = refund;
  let state: 'accepted' | 'refunded' | 'failed' | 'unknown' | 'not-found' | 'no-answer';
  let code: string;
  try {
    const answer = refund.state === 'intended' ? await till.ports.backend.refund({ refundId, orderId, wallet, amountMinor, currency, reason: refund.cause }) : await till.ports.backend.askRefund(refundId);
    answeredWell(till, ['backend'], till.ports.clock.now() - askedAt);
    const fits = answer.refundId === refundId && answer.amountMinor === amountMinor;
    state = fits ? answer.state : 'no-answer';
    code = fits ? answer.code : 'another-refund';
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    wentUnanswered(till, error.code === 'backend-refused' ? [] : ['backend']);
    const notFound = error.code === 'backend-refused' && error.detail['status'] === 404;
    code = String(error.detail['code'] ?? error.code);
    // The backend looks for the refund's own number first: told so when it is sent, it was never taken in and nothing moved. Asking on would never end.
    const refused = error.code === 'backend-refused' && refund.state === 'intended' && REFUSED_FOR_GOOD.has(code);
    state = notFound ? 'not-found' : refused ? 'failed' : 'no-answer';
  }
  const drafts: Draft[] = [{ kind: 'refund.observed', payload: { refundId, state, code } }];
  const current = till.storage.refund(refundId);
  if (current !== null && !refundEnded(current.state) && (state === 'refunded' || state === 'failed')) {
    drafts.push({ kind: 'refund.resolved', payload: { refundId, orderId, wallet, outcome: state, amountMinor, currency, owed } });
  }
  commit(till, SYSTEM, drafts);
  till.ports.changed();
}

/** Waits until nothing is under way; new work may have come of it. */
export async function settle(till: Till): Promise<void> {
  const { inFlight, printing } = till.memory;
  while (inFlight.size + printing.jobs.size > 0) await Promise.all([...inFlight.values(), ...printing.jobs]);
}
