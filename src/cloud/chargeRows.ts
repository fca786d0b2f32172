/** The backend's rows of charges: claimed once per order for good, then the wallet's last word. */
import type { ChargeAnswer, ChargeRequest, ChargeState } from '#contract/cloud.ts';
import { WalletName } from '#contract/cloud.ts';
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';
import type { Caller } from './caller.ts';
import type { ChargeKind, Database, Sql, WalletAnswer } from './ports.ts';

export type ChargeRow = {
  order_id: string;
  till: string;
  wallet: PaymentMethod | null;
  amount_minor: number;
  currency: string;
  state: ChargeState;
  code: string;
  trade_id: string | null;
  retry_reverse: boolean;
  kind: ChargeKind;
  expires_at: number | null;
  claimed_at: number;
  answered_at: number | null;
};

/** ISO 4217's code for "no currency": three times the letter X. */
export const NO_CURRENCY = 'X'.repeat(3);

/** A charge that was reversed before it came: when it comes, it is refused. @returns false when the order is known already. */
export async function claimTombstone(sql: Sql, { store, till }: Caller, orderId: string, now: number): Promise<boolean> {
  const rows = await sql`
    insert into charge (store, order_id, till, wallet, amount_minor, currency, state, code, claimed_at, answered_at)
    values (${store}, ${orderId}, ${till}, null, 0, ${NO_CURRENCY}, 'reversed', 'NEVER_CAME', ${now}, ${now})
    on conflict do nothing returning 1`;
  return rows.length === 1;
}

export async function findCharge(sql: Sql, store: string, orderId: string): Promise<ChargeRow | null> {
  const [row] = await sql<ChargeRow>`
    select order_id, till, wallet, amount_minor, currency, state, code, trade_id, retry_reverse, kind, expires_at, claimed_at, answered_at
    from charge where store = ${store} and order_id = ${orderId}`;
  return row ?? null;
}

/** Charges of these tills that have no definite end, oldest first; for pushing what the wallet says of them by itself. */
export function openCharges(sql: Sql, store: string, tills: readonly string[], since: number, atMost: number): Promise<ChargeRow[]> {
  return sql<ChargeRow>`
    select order_id, till, wallet, amount_minor, currency, state, code, trade_id, retry_reverse, kind, expires_at, claimed_at, answered_at
    from charge
    where store = ${store} and till = any(${tills}::text[]) and state in ('unknown', 'payer-acting', 'not-found') and claimed_at > ${since}
    order by claimed_at limit ${atMost}`;
}

export type ChargeRows = {
  /** Puts the order's row down, committed, before anyone asks the wallet. False when the order is known already. */
  claim(claim: ChargeClaim): Promise<boolean>;
  /**
   * Keeps the wallet's last word. A definite word is never replaced by an indefinite one. Not waited for on the disk: what is lost
   * here in a power cut is asked for again, while the claim itself is not.
   */
  record(record: { store: string; orderId: string; word: WalletAnswer; now: number }): Promise<void>;
};

type ChargeClaim = Caller & Omit<ChargeRequest, 'authCode' | 'subject' | 'wallet'> & { readonly wallet: PaymentMethod } & { readonly now: number };

export function chargeRows({ sql, gather }: Database): ChargeRows {
  return {
    claim: gather((claim: ChargeClaim) => claim.store, (claim) => claim.orderId, async (claims) => {
      const rows = await sql<{ order_id: string }>`
        insert into charge (store, order_id, till, wallet, amount_minor, currency, state, code, claimed_at)
        select ${claims[0]?.store ?? ''}, item.order_id, item.till, item.wallet, item.amount_minor, item.currency, 'unknown', 'SENT', item.claimed_at
        from unnest(${claims.map((one) => one.orderId)}::text[], ${claims.map((one) => one.till)}::text[], ${claims.map((one) => one.wallet)}::text[],
          ${claims.map((one) => one.amountMinor)}::bigint[], ${claims.map((one) => one.currency)}::text[], ${claims.map((one) => one.now)}::bigint[])
          as item (order_id, till, wallet, amount_minor, currency, claimed_at)
        order by item.order_id
        on conflict do nothing returning order_id`;
      const fresh = new Set(rows.map((row) => row.order_id));
      return claims.map((one) => fresh.has(one.orderId));
    }),
    record: gather((record: Parameters<ChargeRows['record']>[0]) => record.store, (record) => record.orderId, async (records) => {
      const words = records.map((one) => one.word);
      await sql`
        with quick as materialized (select set_config('synchronous_commit', 'off', true))
        update charge set state = item.state, code = item.code, trade_id = coalesce(item.trade_id, charge.trade_id), retry_reverse = item.retry_reverse, answered_at = item.answered_at
        from quick, unnest(${records.map((one) => one.orderId)}::text[], ${words.map((word) => word.state)}::text[], ${words.map((word) => word.code)}::text[],
          ${words.map((word) => word.tradeId)}::text[], ${words.map((word) => word.retryReverse)}::boolean[], ${records.map((one) => one.now)}::bigint[])
          as item (order_id, state, code, trade_id, retry_reverse, answered_at)
        where charge.store = ${records[0]?.store ?? ''} and charge.order_id = item.order_id
          and not (charge.state in ('paid', 'declined', 'reversed') and item.state in ('unknown', 'payer-acting', 'not-found'))`;
      return records.map(() => undefined);
    }),
  };
}

export function answerOf(row: ChargeRow, word: Pick<WalletAnswer, 'state' | 'code' | 'tradeId' | 'retryReverse'>, now: number): ChargeAnswer {
  return {
    orderId: row.order_id,
    wallet: row.wallet,
    state: word.state,
    amountMinor: row.amount_minor,
    currency: row.currency,
    tradeId: word.tradeId ?? row.trade_id,
    code: word.code,
    at: now,
    retryReverse: word.retryReverse,
  };
}

/** The row's own last word, where the wallet need not be asked: a tombstone. */
export function ownWord(row: ChargeRow): Pick<WalletAnswer, 'state' | 'code' | 'tradeId' | 'retryReverse'> {
  return { state: row.state, code: row.code, tradeId: row.trade_id, retryReverse: row.retry_reverse };
}

export const isWallet = (name: string): name is ChargeableWallet => WalletName.safeParse(name).success;
