/** The rows of offers: one order that any wallet may pay, the wallets that were begun, and which of them won. */
import { randomBytes } from 'node:crypto';
import type { ShowRequest } from '#contract/cloud.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import type { Caller } from './caller.ts';
import type { ChargeKind, OrderRef, Sql } from './ports.ts';

export type OfferRow = {
  store: string; order_id: string; till: string; token: string; amount_minor: number; currency: string; subject: string;
  created_at: number; expires_at: number; closed_at: number | null; won_by: ChargeableWallet | null;
};
/** How the wallet was begun: by its own code, or by a page inside its app. */
type BegunBy = Extract<ChargeKind, 'presented' | 'in-app'>;
export type OfferWalletRow = { wallet: ChargeableWallet; kind: BegunBy; state: 'begun' | 'paid' | 'surplus' | 'closed' | 'refunded'; code: string; trade_id: string | null; began_at: number; refund_at: number | null };

/** 96 random bits: short enough for a coarse code, long enough never to be guessed in its minutes. */
const newToken = () => randomBytes(12).toString('base64url');

export async function claimOffer(sql: Sql, { store, till }: Caller, request: ShowRequest, now: number, expiresAt: number): Promise<void> {
  await sql`
    insert into offer (store, order_id, till, token, amount_minor, currency, subject, created_at, expires_at)
    select ${store}, ${request.orderId}, ${till}, ${newToken()}, ${request.amountMinor}::bigint, ${request.currency}, ${request.subject}, ${now}::bigint, ${expiresAt}::bigint
    where not exists (select 1 from charge where store = ${store} and order_id = ${request.orderId})
    on conflict do nothing`;
}

export async function findOffer(sql: Sql, store: string, by: { readonly orderId: string } | { readonly token: string }): Promise<OfferRow | null> {
  const [row] = 'orderId' in by
    ? await sql<OfferRow>`select * from offer where store = ${store} and order_id = ${by.orderId}`
    : await sql<OfferRow>`select * from offer where store = ${store} and token = ${by.token}`;
  return row ?? null;
}

export function walletsOf(sql: Sql, offer: Pick<OfferRow, 'store' | 'order_id'>): Promise<OfferWalletRow[]> {
  return sql<OfferWalletRow>`select wallet, kind, state, code, trade_id, began_at, refund_at from offer_wallet where store = ${offer.store} and order_id = ${offer.order_id} order by began_at, wallet`;
}

/** A wallet may begin while the offer stands; one that has begun stays begun. */
export async function beginRow(sql: Sql, offer: OfferRow, wallet: ChargeableWallet, kind: BegunBy, now: number): Promise<OfferWalletRow | null> {
  await sql`
    insert into offer_wallet (store, order_id, wallet, kind, state, code, began_at)
    select store, order_id, ${wallet}, ${kind}, 'begun', 'SENT', ${now}::bigint from offer
    where store = ${offer.store} and order_id = ${offer.order_id} and closed_at is null and won_by is null and expires_at > ${now}
    on conflict do nothing`;
  return (await walletsOf(sql, offer)).find((row) => row.wallet === wallet) ?? null;
}

export async function noteWallet(sql: Sql, offer: OfferRow, row: OfferWalletRow, next: Partial<OfferWalletRow>): Promise<void> {
  const { state, code, trade_id: tradeId, refund_at: refundAt } = { ...row, ...next };
  await sql`
    update offer_wallet set state = ${state}, code = ${code}, trade_id = ${tradeId}, refund_at = ${refundAt}
    where store = ${offer.store} and order_id = ${offer.order_id} and wallet = ${row.wallet} and state not in ('closed', 'refunded')`;
}

/** The first that is paid wins, in one statement: its charge is put down as if it had been the only one. @returns false when another had won. */
export async function win(sql: Sql, offer: OfferRow, row: OfferWalletRow, word: { code: string; tradeId: string | null }, now: number): Promise<boolean> {
  const rows = await sql`
    with won as (
      update offer set won_by = ${row.wallet} where store = ${offer.store} and order_id = ${offer.order_id} and won_by is null
      and not exists (select 1 from charge where store = ${offer.store} and order_id = ${offer.order_id}) returning 1
    )
    insert into charge (store, order_id, till, wallet, amount_minor, currency, state, code, trade_id, kind, expires_at, claimed_at, answered_at)
    select ${offer.store}, ${offer.order_id}, ${offer.till}, ${row.wallet}, ${offer.amount_minor}::bigint, ${offer.currency}, 'paid', ${word.code}, ${word.tradeId}, ${row.kind}, ${offer.expires_at}::bigint, ${row.began_at}::bigint, ${now}::bigint from won
    returning 1`;
  return rows.length === 1;
}

export async function closeOffer(sql: Sql, offer: OfferRow, now: number): Promise<void> {
  await sql`update offer set closed_at = coalesce(closed_at, ${now}) where store = ${offer.store} and order_id = ${offer.order_id}`;
}

/** Offers of which some wallet is not at its end: won, closed or over, with others begun or paid too. Of all stores: nothing is joined across them. */
export function unsettledOffers(sql: Sql, now: number, atMost: number): Promise<OfferRow[]> {
  return sql<OfferRow>`
    select o.* from offer o where (o.won_by is not null or o.closed_at is not null or o.expires_at < ${now})
      and exists (select 1 from offer_wallet w where w.store = o.store and w.order_id = o.order_id and w.state in ('begun', 'surplus'))
    order by o.created_at limit ${atMost}`;
}

/** Open offers of these tills that somebody began to pay. */
export function openOffers(sql: Sql, store: string, tills: readonly string[], since: number, atMost: number): Promise<OfferRow[]> {
  return sql<OfferRow>`
    select o.* from offer o where o.store = ${store} and o.till = any(${tills}::text[]) and o.won_by is null and o.created_at > ${since}
      and exists (select 1 from offer_wallet w where w.store = o.store and w.order_id = o.order_id and w.state = 'begun')
    order by o.created_at limit ${atMost}`;
}

/** Each wallet has its own numbers, so all of them know the order by the same one. */
export function offerOrder(offer: OfferRow, row: OfferWalletRow): OrderRef {
  return { store: offer.store, orderId: offer.order_id, amountMinor: offer.amount_minor, currency: offer.currency, kind: row.kind, sentAt: row.began_at, expiresAt: offer.expires_at };
}
