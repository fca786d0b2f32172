/** One attempt to charge a wallet: its states, what each answer means, and what to do next. Unlisted means unknown. */
import type { Tender } from './basket.ts';
import { SHOWN_TIMINGS, WALLET_TIMINGS, type PaymentMethod, type WalletTimings } from './wallets.ts';

/**
 * `intended` is in the ledger, nothing was sent. `stuck`: the wallet's word contradicts the order (another amount); a person must look.
 * Ended: paid, declined, reversed.
 */
export type AttemptState = 'intended' | 'sent' | 'payer-acting' | 'unknown' | 'reversing' | 'paid' | 'declined' | 'reversed' | 'stuck';

/** The other side's word, or `no-answer` for silence, a cut, a 5xx or garbage; `never-left`: provably no byte was sent. */
export type AnswerState = 'paid' | 'declined' | 'payer-acting' | 'unknown' | 'not-found' | 'reversed' | 'no-answer' | 'never-left';

export type Act = 'charge' | 'ask' | 'reverse' | 'push' | 'file';

export type Evidence = { readonly at: number; readonly what: 'intended' | 'sent' | 'asked' | 'answered' | 'reverse-sent' | 'resolved' | 'unreachable'; readonly state: AttemptState | 'not-found' | null; readonly code: string | null };

/** Whose code the customer scans: a wallet's own, one for every wallet, or one that the till wrote while it had no line. */
export type ShownBy = 'wallet' | 'any' | 'own';

export type Attempt = {
  readonly orderId: string;
  readonly saleId: string;
  /** For one code for every wallet the shop's first, until one has paid. */
  readonly wallet: PaymentMethod;
  /** Absent when the customer showed the code. */
  readonly shown?: ShownBy | undefined;
  /** The goods went with the customer on a manager's word; the sale is booked. */
  readonly atRisk?: true | undefined;
  /** Who let them go, and when; absent in what earlier versions kept. */
  readonly risk?: { readonly approver: string; readonly at: number } | undefined;
  /** The wallet's file ended it, not the wallet's own word. */
  readonly byFile?: true | undefined;
  readonly amountMinor: number;
  readonly currency: string;
  readonly lastFour: string;
  /** Of a card; absent for wallets. */
  readonly brand?: string | null | undefined;
  /** A card that was taken while there was no line: its encrypted data waits beside the ledger until it has been forwarded. */
  readonly stored?: true | undefined;
  readonly state: AttemptState;
  readonly startedAt: number;
  /** Last time we asked, reversed or were answered. */
  readonly lastActAt: number;
  readonly asks: number;
  readonly reverses: number;
  /** The final ask was answered, not definitely: the reverse follows directly. */
  readonly finalAsked: boolean;
  /** When a final ask went unanswered, so that the next one waits. */
  readonly finalTriedAt: number | null;
  readonly cancelling: boolean;
  /** A manager let the basket be paid otherwise; a success now is refunded by itself. */
  readonly setAside: boolean;
  readonly tradeId: string | null;
  readonly code: string | null;
  readonly endedAt: number | null;
  readonly evidence: readonly Evidence[];
};

const EVIDENCE_MAX = 80;

export type Answer = {
  readonly act: Act;
  /** When our question left; null for what came unasked. */
  readonly askedAt: number | null;
  /** Asked at or after the time of the final ask. */
  readonly final: boolean;
  readonly state: AnswerState;
  readonly code: string;
  readonly tradeId: string | null;
  /** What the other side says was the amount; null where it said none. */
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** The wallet that paid one code for every wallet. */
  readonly wallet?: PaymentMethod | undefined;
};

export function isEnded(state: AttemptState): boolean {
  return state === 'paid' || state === 'declined' || state === 'reversed';
}

export function intend(order: Pick<Attempt, 'orderId' | 'saleId' | 'wallet' | 'amountMinor' | 'currency' | 'lastFour' | 'shown' | 'brand' | 'stored'>, at: number): Attempt {
  return {
    orderId: order.orderId, saleId: order.saleId, wallet: order.wallet, amountMinor: order.amountMinor, currency: order.currency, lastFour: order.lastFour,
    state: 'intended', startedAt: at, lastActAt: at, asks: 0, reverses: 0, finalAsked: false, finalTriedAt: null, cancelling: false, setAside: false, tradeId: null, code: null, endedAt: null,
    evidence: [{ at, what: 'intended', state: 'intended', code: null }], ...(order.shown === undefined ? {} : { shown: order.shown }), ...(order.brand === undefined ? {} : { brand: order.brand }), ...(order.stored === undefined ? {} : { stored: order.stored }),
  };
}

const noted = (attempt: Attempt, evidence: Evidence): readonly Evidence[] => (attempt.evidence.length >= EVIDENCE_MAX ? [...attempt.evidence.slice(0, 8), ...attempt.evidence.slice(9), evidence] : [...attempt.evidence, evidence]);

/** Something of ours that can move money is about to leave: the charge or the reverse. */
export function sent(attempt: Attempt, act: 'charge' | 'reverse', at: number): Attempt {
  const state = act === 'charge' ? 'sent' : isEnded(attempt.state) ? attempt.state : 'reversing';
  return {
    // A stored card is sent long after its intent: what is asked and reversed is timed from there.
    ...attempt, state, startedAt: act === 'charge' && attempt.state === 'intended' ? at : attempt.startedAt, lastActAt: at, reverses: attempt.reverses + (act === 'reverse' ? 1 : 0),
    evidence: noted(attempt, { at, what: act === 'charge' ? 'sent' : 'reverse-sent', state, code: null }),
  };
}

/** The cashier asked to cancel: one final ask as soon as a reverse may follow it. */
export function cancel(attempt: Attempt): Attempt {
  return { ...attempt, cancelling: true, finalTriedAt: null };
}

/**
 * The state after an answer. The table of payments.md: definite words end, everything else leaves the charge unknown.
 * Two words are not taken at once, because a reverse may have passed them on the way: `paid` heard while a reverse is under way (only the
 * reverse's own answer decides), and `paid` that comes unasked for a reversed charge (it is asked for again, freshly).
 */
export function stateAfter(attempt: Attempt, answer: Answer): AttemptState {
  const { state } = attempt;
  switch (answer.state) {
    case 'paid': {
      if (state === 'paid') return 'paid';
      if (state === 'reversing' && answer.act !== 'reverse' && answer.act !== 'file') return 'reversing';
      if (state === 'reversed' && (answer.act === 'charge' || answer.act === 'push')) return 'unknown';
      return isAnothers(attempt, answer) ? 'stuck' : 'paid';
    }
    case 'reversed': return state === 'paid' || state === 'declined' ? state : 'reversed';
    case 'declined': return isEnded(state) || (state === 'reversing' && answer.act !== 'reverse') ? state : 'declined';
    case 'never-left': return answer.act === 'charge' && attempt.asks === 0 && (state === 'sent' || state === 'intended') ? 'declined' : state;
    case 'payer-acting': return state === 'intended' || state === 'sent' || state === 'unknown' ? 'payer-acting' : state;
    case 'unknown':
    case 'not-found':
    case 'no-answer': return state === 'sent' || state === 'payer-acting' || state === 'intended' ? 'unknown' : state;
  }
}

/** The wallet took another amount than this charge's: no answer to it, and not nothing either. */
function isAnothers(attempt: Attempt, answer: Answer): boolean {
  return answer.amountMinor !== null && (answer.amountMinor !== attempt.amountMinor || (answer.currency !== null && answer.currency !== attempt.currency));
}

export function answered(attempt: Attempt, answer: Answer, at: number): Attempt {
  const state = stateAfter(attempt, answer);
  const silent = answer.state === 'no-answer' || answer.state === 'never-left';
  const asked = answer.act === 'ask' && answer.askedAt !== null ? noted(attempt, { at: answer.askedAt, what: 'asked', state: attempt.state, code: null }) : attempt.evidence;
  const said: Evidence = { at, what: silent ? 'unreachable' : 'answered', state: answer.state === 'not-found' ? 'not-found' : silent ? null : state, code: answer.code };
  const finalAsk = answer.act === 'ask' && answer.final;
  const reopened = isEnded(attempt.state) && !isEnded(state);
  return {
    ...attempt, wallet: attempt.shown === 'any' && state === 'paid' ? (answer.wallet ?? attempt.wallet) : attempt.wallet,
    state, lastActAt: at, asks: attempt.asks + (answer.act === 'ask' ? 1 : 0), tradeId: answer.tradeId ?? attempt.tradeId, code: answer.code,
    finalAsked: !reopened && (attempt.finalAsked || (finalAsk && !silent)), finalTriedAt: reopened ? null : finalAsk && silent ? at : attempt.finalTriedAt,
    endedAt: isEnded(state) ? (attempt.endedAt ?? at) : null,
    evidence: noted({ ...attempt, evidence: asked }, said),
  };
}

/** What a paid charge pays of its basket. */
export function tenderOf({ orderId, amountMinor, lastFour, brand }: Attempt, method: PaymentMethod, tradeId: string | null): Tender {
  return method === 'card' ? { kind: 'card', wallet: method, brand: brand ?? null, amountMinor, orderId, tradeId, lastFour } : { kind: 'wallet', wallet: method, amountMinor, orderId, tradeId, lastFour };
}

export type NextAct = { readonly act: 'ask' | 'reverse' | 'none'; readonly dueAt: number };

export function timingsOf(attempt: Pick<Attempt, 'wallet' | 'shown'>): WalletTimings {
  return attempt.shown === undefined ? WALLET_TIMINGS[attempt.wallet] : SHOWN_TIMINGS;
}

/** When the charge is asked for the nth time (0-based), in ms after it was sent. */
function askDueMs(timings: WalletTimings, asks: number): number {
  const listed = timings.askAtMs[asks];
  if (listed !== undefined) return listed;
  const last = timings.askAtMs.at(-1) ?? 0;
  return last + (asks - timings.askAtMs.length + 1) * timings.askEveryMs;
}

/**
 * What the till owes this attempt next. Before the final ask: asks by the wallet's table. Then the final ask, and directly behind it
 * the reverse, not before the wallet takes one; then reverses until a definite answer, more slowly each time.
 * A stuck charge waits for a person; one who cancels it safely has it reversed.
 */
export function nextAct(attempt: Attempt, timings: WalletTimings): NextAct {
  if (isEnded(attempt.state) || (attempt.state === 'stuck' && !attempt.cancelling)) return { act: 'none', dueAt: Number.POSITIVE_INFINITY };
  if (attempt.state === 'reversing' || (attempt.state === 'stuck' && attempt.reverses > 0)) {
    const wait = timings.reverseEveryMs * 2 ** Math.min(Math.max(attempt.reverses - 3, 0), 6);
    return { act: 'reverse', dueAt: attempt.lastActAt + wait };
  }
  const finalAt = attempt.startedAt + finalAskMs(attempt, timings);
  if (attempt.finalAsked) return { act: 'reverse', dueAt: finalAt };
  if (attempt.finalTriedAt !== null) {
    const slower = 2 ** Math.min(Math.max(attempt.asks - 12, 0), 6);
    return { act: 'ask', dueAt: attempt.finalTriedAt + timings.askEveryMs * slower };
  }
  return { act: 'ask', dueAt: Math.min(attempt.startedAt + askDueMs(timings, attempt.asks), finalAt) };
}

/** Time of the final ask after the charge was sent; a cancelled charge is asked for as soon as it may be reversed. */
export function finalAskMs(attempt: Attempt, timings: WalletTimings): number {
  return attempt.cancelling ? timings.reverseNotBeforeMs : Math.max(timings.finalAskMs, timings.reverseNotBeforeMs);
}

/** True when an ask made now is the final one, so that a reverse may follow directly. */
export function isFinalAsk(attempt: Attempt, timings: WalletTimings, now: number): boolean {
  return now >= attempt.startedAt + finalAskMs(attempt, timings);
}

/** May the goods be handed over? Driven by evidence only. */
export function lightOf(attempt: Pick<Attempt, 'state'>): 'yes' | 'not-yet' | 'no' {
  switch (attempt.state) {
    case 'paid': return 'yes';
    case 'declined':
    case 'reversed': return 'no';
    default: return 'not-yet';
  }
}
