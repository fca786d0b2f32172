/** Charge, ask and reverse: one order is sent to its wallet at most once for good, and every ask really asks. */
import type { CardChargeRequest, ChargeAnswer, ChargeRequest, EncryptedCard } from '#contract/cloud.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import type { Backend } from './backend.ts';
import type { Caller } from './caller.ts';
import { answerOf, claimTombstone, findCharge, NO_CURRENCY, ownWord } from './chargeRows.ts';
import type { ChargeRow } from './chargeRows.ts';
import { WALLET_DEADLINE_MS, withDeadline } from './deadline.ts';
import { askOffer, reverseOffer } from './offer.ts';
import { CloudRefusal, silence } from './ports.ts';
import type { OrderRef, WalletAnswer, WalletConnector } from './ports.ts';

/** Another instance's charge may still be on its way to the wallet this long after its claim. */
const IN_FLIGHT_MS = WALLET_DEADLINE_MS + 6_500;

export function connectorOf(backend: Backend, store: string, wallet: PaymentMethod): WalletConnector {
  const connector = backend.connectors.of(store, wallet);
  if (connector === undefined) throw new CloudRefusal(422, 'wallet-not-enabled', `the backend has no connector for ${wallet}; nothing was charged`);
  return connector;
}

/** A charge by a customer's code, or by a card. */
type AnyCharge = Omit<ChargeRequest, 'wallet'> & { readonly wallet: PaymentMethod; readonly card?: EncryptedCard };

/** As `charge`, to the acquirer. What is encrypted stays in this call's memory. */
export function chargeCard(backend: Backend, caller: Caller, request: CardChargeRequest): Promise<ChargeAnswer> {
  return charge(backend, caller, { ...request, wallet: 'card', authCode: '' });
}

/** Sends the order to its wallet if no one ever did; otherwise asks. @throws CloudRefusal `order-mismatch`, `wallet-not-enabled` */
export async function charge(backend: Backend, caller: Caller, request: AnyCharge): Promise<ChargeAnswer> {
  const connector = connectorOf(backend, caller.store, request.wallet);
  const key = `${caller.store}/${request.orderId}`;
  const now = backend.now();
  const { orderId, wallet, amountMinor, currency } = request;
  if (await backend.charges.claim({ ...caller, orderId, wallet, amountMinor, currency, now })) {
    const row: ChargeRow = {
      order_id: orderId, till: caller.till, wallet, amount_minor: amountMinor, currency,
      state: 'unknown', code: 'SENT', trade_id: null, retry_reverse: false, kind: 'scanned', expires_at: null, claimed_at: now, answered_at: null,
    };
    const first = pay(backend, caller, connector, row, request);
    backend.inFlight.set(key, first);
    return first.finally(() => backend.inFlight.delete(key));
  }
  const row = await findCharge(backend.database.sql, caller.store, request.orderId);
  if (row === null || row.till !== caller.till) throw new CloudRefusal(409, 'order-mismatch', 'this order belongs to another till; nothing was charged');
  if (row.wallet === null) return { ...answerOf(row, ownWord(row), now), wallet: request.wallet, amountMinor: request.amountMinor, currency: request.currency };
  if (row.wallet !== request.wallet || row.amount_minor !== request.amountMinor || row.currency !== request.currency) {
    throw new CloudRefusal(409, 'order-mismatch', 'this order was sent before with another wallet or amount; nothing more was charged');
  }
  return backend.inFlight.get(key) ?? askWallet(backend, caller, row);
}

/** The order as its connector knows it. */
export function orderOf(store: string, row: ChargeRow): OrderRef {
  return { store, orderId: row.order_id, amountMinor: row.amount_minor, currency: row.currency, kind: row.kind, sentAt: row.claimed_at, expiresAt: row.expires_at };
}

async function pay(backend: Backend, caller: Caller, connector: WalletConnector, row: ChargeRow, request: AnyCharge): Promise<ChargeAnswer> {
  const { authCode, subject, card } = request;
  const word = await backend.health.watch(connector.wallet, () =>
    withDeadline(
      () => connector.pay({ ...orderOf(caller.store, row), authCode, subject, ...(card === undefined ? {} : { card }) }),
      silence,
      (late) => void keep(backend, caller, row, late).catch(() => undefined),
    ));
  return keep(backend, caller, row, word);
}

/** Records a word and tells who listens when it changed. */
export async function keep(backend: Backend, caller: Caller, row: ChargeRow, word: WalletAnswer): Promise<ChargeAnswer> {
  const now = backend.now();
  // An indefinite word that only repeats itself changes nothing worth a write.
  if (word.state !== row.state || word.code !== row.code || row.answered_at === null) await backend.charges.record({ store: caller.store, orderId: row.order_id, word, now });
  const answer = answerOf(row, word, now);
  if (word.state !== row.state) for (const listener of backend.listeners) listener(caller, answer);
  return answer;
}

/** What the wallet says of an order now. `not-found` with no wallet: the charge never came here. */
export async function ask(backend: Backend, caller: Caller, orderId: string): Promise<ChargeAnswer> {
  const row = await ownRow(backend, caller, orderId);
  if (row === null) return (await askOffer(backend, caller, orderId)) ?? neverCame(orderId, 'not-found', backend.now());
  if (row.wallet === null) return answerOf(row, ownWord(row), backend.now());
  return askWallet(backend, caller, row);
}

async function ownRow(backend: Backend, caller: Caller, orderId: string): Promise<ChargeRow | null> {
  const row = await findCharge(backend.database.sql, caller.store, orderId);
  if (row !== null && row.till !== caller.till) throw new CloudRefusal(409, 'order-mismatch', 'this order belongs to another till');
  return row;
}

function neverCame(orderId: string, state: 'not-found' | 'reversed', now: number): ChargeAnswer {
  return { orderId, wallet: null, state, amountMinor: 0, currency: NO_CURRENCY, tradeId: null, code: 'NEVER_CAME', at: now, retryReverse: false };
}

/** Asks for a known order and keeps the answer. */
export async function askWallet(backend: Backend, caller: Caller, row: ChargeRow): Promise<ChargeAnswer> {
  if (row.wallet === null) return answerOf(row, ownWord(row), backend.now());
  const connector = connectorOf(backend, caller.store, row.wallet);
  const order = orderOf(caller.store, row);
  const word = await backend.health.watch(connector.wallet, () => withDeadline(() => connector.ask(order), silence));
  // Some wallets forget an order that was cancelled before it was paid, or call one paid that was voided; our own definite reversal stands.
  const forgets = word.state === 'not-found' || (word.state === 'paid' && connector.paidAfterReverse === true);
  if (forgets && row.state === 'reversed') return answerOf(row, ownWord(row), backend.now());
  return keep(backend, caller, row, word);
}

/** Takes the order back, or leaves a tombstone that stops it when it comes late. Repeat while `retryReverse`. */
export async function reverse(backend: Backend, caller: Caller, orderId: string): Promise<ChargeAnswer> {
  const { sql, engine } = backend.database;
  let row = await ownRow(backend, caller, orderId);
  if (row === null) {
    const offered = await reverseOffer(backend, caller, orderId);
    if (offered !== null) return offered;
    if (await claimTombstone(sql, caller, orderId, backend.now())) return neverCame(orderId, 'reversed', backend.now());
    row = await ownRow(backend, caller, orderId);
    if (row === null) throw new CloudRefusal(409, 'order-mismatch', 'this order belongs to another till');
  }
  if (row.wallet === null) return answerOf(row, ownWord(row), backend.now());
  const connector = connectorOf(backend, caller.store, row.wallet);
  if (row.state === 'reversed' && connector.paidAfterReverse === true) return answerOf(row, ownWord(row), backend.now());
  await backend.inFlight.get(`${caller.store}/${orderId}`);
  const elsewhere = engine === 'postgresql' && row.answered_at === null && backend.now() - row.claimed_at < IN_FLIGHT_MS;
  if (elsewhere && !connector.reverseStopsLateCharge) {
    return answerOf(row, { state: 'unknown', code: 'IN_FLIGHT', tradeId: null, retryReverse: true }, backend.now());
  }
  const order = orderOf(caller.store, row);
  const word = await backend.health.watch(connector.wallet, () => withDeadline(() => connector.reverse(order), silence));
  return keep(backend, caller, row, word);
}
