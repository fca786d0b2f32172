/** Refunds: a request with an id of its own, never above what was charged, sent again by the same id as often as needed. */
import type { RefundAnswer, RefundRequest, RefundState } from '#contract/cloud.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import type { Backend } from './backend.ts';
import type { Caller } from './caller.ts';
import { connectorOf, orderOf } from './charge.ts';
import { findCharge } from './chargeRows.ts';
import { withDeadline } from './deadline.ts';
import { CloudRefusal, refundSilence } from './ports.ts';
import type { RefundOrder, RefundWord, Sql } from './ports.ts';

type RefundRow = {
  refund_id: string;
  order_id: string;
  wallet: PaymentMethod;
  amount_minor: number;
  currency: string;
  state: RefundState;
  code: string;
  trade_id: string | null;
  claimed_at: number;
};

/** @throws CloudRefusal `unknown-order`, `refund-mismatch`, `refund-exceeds-paid`, `wallet-not-enabled` */
export async function refund(backend: Backend, caller: Caller, request: RefundRequest): Promise<RefundAnswer> {
  const { sql } = backend.database;
  connectorOf(backend, caller.store, request.wallet);
  const known = await findRefund(sql, caller.store, request.refundId);
  if (known !== null) return again(backend, caller, known, request);
  const now = backend.now();
  if (await claimRefund(sql, caller, request, now)) return send(backend, caller, rowOf(request, now), request.reason);
  const raced = await findRefund(sql, caller.store, request.refundId);
  if (raced !== null) return again(backend, caller, raced, request);
  const order = await findCharge(sql, caller.store, request.orderId);
  if (order === null || order.wallet === null) throw new CloudRefusal(404, 'unknown-order', 'the backend knows no such charge; nothing was refunded');
  if (order.wallet !== request.wallet || order.currency !== request.currency) throw new CloudRefusal(409, 'refund-mismatch', 'the charge was made by another wallet or currency; nothing was refunded');
  throw new CloudRefusal(409, 'refund-exceeds-paid', 'with what was refunded before, this is more than was paid; nothing was refunded');
}

/** One statement: takes the amount from what may still go back and puts the request down, or neither. */
async function claimRefund(sql: Sql, { store, till }: Caller, request: RefundRequest, now: number): Promise<boolean> {
  try {
    const rows = await sql`
      with room as (
        update charge set refund_claimed_minor = refund_claimed_minor + ${request.amountMinor}
        where store = ${store} and order_id = ${request.orderId} and wallet = ${request.wallet} and currency = ${request.currency}
          and refund_claimed_minor + ${request.amountMinor} <= amount_minor
        returning 1
      )
      insert into refund (store, refund_id, till, order_id, wallet, amount_minor, currency, state, code, claimed_at)
      select ${store}, ${request.refundId}, ${till}, ${request.orderId}, ${request.wallet}, ${request.amountMinor}::bigint, ${request.currency}, 'unknown', 'SENT', ${now}::bigint from room
      returning 1`;
    return rows.length === 1;
  } catch (error) {
    // unique_violation: the same refund was claimed at this very moment; the whole statement, with its room, was undone.
    if ((error as { code?: unknown }).code === '23505') return false;
    throw error;
  }
}

async function findRefund(sql: Sql, store: string, refundId: string): Promise<RefundRow | null> {
  const [row] = await sql<RefundRow>`
    select refund_id, order_id, wallet, amount_minor, currency, state, code, trade_id, claimed_at from refund where store = ${store} and refund_id = ${refundId}`;
  return row ?? null;
}

function rowOf(request: RefundRequest, now: number): RefundRow {
  return {
    refund_id: request.refundId, order_id: request.orderId, wallet: request.wallet, amount_minor: request.amountMinor, currency: request.currency,
    state: 'unknown', code: 'SENT', trade_id: null, claimed_at: now,
  };
}

/** The same request again: asks first, sends again only what the wallet has never seen. */
async function again(backend: Backend, caller: Caller, row: RefundRow, request: RefundRequest): Promise<RefundAnswer> {
  if (row.order_id !== request.orderId || row.wallet !== request.wallet || row.amount_minor !== request.amountMinor || row.currency !== request.currency) {
    throw new CloudRefusal(409, 'refund-mismatch', 'this refund was asked for before with another order or amount; nothing more was refunded');
  }
  const answer = await look(backend, caller, row);
  return answer.state === 'not-found' ? send(backend, caller, row, request.reason) : answer;
}

async function send(backend: Backend, caller: Caller, row: RefundRow, reason: string): Promise<RefundAnswer> {
  const connector = connectorOf(backend, caller.store, row.wallet);
  const order = { ...(await refundOrderOf(backend, caller.store, row)), reason };
  const word = await backend.health.watch(row.wallet, () => withDeadline(() => connector.refund(order), refundSilence));
  return keep(backend, caller, row, word);
}

/** A refund as its connector knows it: wallets want the charge's own figures beside it. */
async function refundOrderOf(backend: Backend, store: string, row: RefundRow): Promise<Omit<RefundOrder, 'reason'>> {
  const charge = await findCharge(backend.database.sql, store, row.order_id);
  if (charge === null) throw new CloudRefusal(404, 'unknown-order', 'the backend knows no such charge; nothing was refunded');
  return { ...orderOf(store, charge), amountMinor: row.amount_minor, paidMinor: charge.amount_minor, refundId: row.refund_id, refundSentAt: row.claimed_at };
}

async function look(backend: Backend, caller: Caller, row: RefundRow): Promise<RefundAnswer> {
  if (row.state === 'failed') return answerOf(row, row, backend.now());
  const connector = connectorOf(backend, caller.store, row.wallet);
  const order = await refundOrderOf(backend, caller.store, row);
  const word = await backend.health.watch(row.wallet, () => withDeadline(() => connector.askRefund(order), refundSilence));
  return keep(backend, caller, row, word);
}

/** A refund that failed for good gives its room back, once. */
async function keep(backend: Backend, caller: Caller, row: RefundRow, word: RefundWord): Promise<RefundAnswer> {
  const now = backend.now();
  if (word.state !== row.state || word.code !== row.code) {
    await backend.database.sql`
      with done as (
        update refund set state = ${word.state}, code = ${word.code}, trade_id = coalesce(${word.tradeId}, trade_id), answered_at = ${now}
        where store = ${caller.store} and refund_id = ${row.refund_id} and state not in ('failed', 'refunded')
        returning order_id, amount_minor, state
      )
      update charge set refund_claimed_minor = refund_claimed_minor - done.amount_minor
      from done where charge.store = ${caller.store} and charge.order_id = done.order_id and done.state = 'failed'`;
  }
  return answerOf(row, { state: word.state, code: word.code, trade_id: word.tradeId ?? row.trade_id }, now);
}

function answerOf(row: RefundRow, word: Pick<RefundRow, 'state' | 'code' | 'trade_id'>, now: number): RefundAnswer {
  return {
    refundId: row.refund_id, orderId: row.order_id, wallet: row.wallet, state: word.state, amountMinor: row.amount_minor, currency: row.currency,
    tradeId: word.trade_id, code: word.code, at: now,
  };
}

/** What the wallet says of a refund now. @throws CloudRefusal `unknown-refund`: the request never came here; send it again by the same id. */
export async function askRefund(backend: Backend, caller: Caller, refundId: string): Promise<RefundAnswer> {
  const row = await findRefund(backend.database.sql, caller.store, refundId);
  if (row === null) throw new CloudRefusal(404, 'unknown-refund', 'the backend knows no such refund; it may be sent again by the same id');
  return look(backend, caller, row);
}

/** Asks for a refund of whichever till, where the wallet says that something became of it; one that is not ours is left alone. */
export async function lookAgain(backend: Backend, store: string, refundId: string): Promise<void> {
  const row = await findRefund(backend.database.sql, store, refundId);
  if (row !== null) await look(backend, { store, till: '' }, row);
}
