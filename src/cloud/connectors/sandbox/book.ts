/** The sandbox wallets' own book and clock, in their own tables and statements: what was really charged, whatever the backend believes. */
import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { PaymentMethod } from '#core/wallets.ts';
import type { Database } from '../../ports.ts';
import { CODE_LIFE_MS } from './modes.ts';
import type { ChargeMode, SandboxMode } from './modes.ts';
import { timeDigits } from '../shared/shanghai.ts';

export type BookCharge = {
  attempt: number;
  amount_minor: number;
  trade_id: string;
  mode: ChargeMode;
  received_at: number;
  pays_at: number | null;
  closed_at: number | null;
  reverse_tries: number;
  refunded_minor: number;
  /** A shown order takes no money after this; null for scanned codes. */
  expires_at: number | null;
};

/** The wallet as it stands when it is asked something. `ahead`: the clock was moved past the wall clock. */
export type Standing = { now: number; ahead: boolean; mode: SandboxMode; delayMs: number };

type StandingRow = { now_ms: number | null; ahead_ms: number | null; wallet_mode: SandboxMode | null; delay_ms: number | null };

type PayQuestion = { store: string; wallet: PaymentMethod; orderId: string; codeHash: string };
type NewCharge = {
  store: string;
  wallet: PaymentMethod;
  orderId: string;
  attempt: number;
  amountMinor: number;
  currency: string;
  subject: string;
  tradeId: string;
  mode: ChargeMode;
  codeHash: string | null;
  receivedAt: number;
  paysAt: number | null;
  closedAt: number | null;
  expiresAt: number | null;
};

export type Book = ReturnType<typeof openBook>;

export function openBook(database: Database, wall: () => number) {
  const { sql } = database;
  const lookForPay = payLooker(database, wall);
  const enter = charger(database);
  const salts = new Map<string, string>();

  async function saltOf(store: string): Promise<string> {
    const known = salts.get(store);
    if (known !== undefined) return known;
    await sql`insert into sandbox_store (store, now_ms, salt, bills) values (${store}, 0, ${randomBytes(16).toString('hex')}, '') on conflict do nothing`;
    const [row] = await sql<{ salt: string }>`select salt from sandbox_store where store = ${store}`;
    const salt = row?.salt ?? '';
    salts.set(store, salt);
    return salt;
  }

  return {
    sql,
    wall,
    /** A used payment code is kept only as this, under a salt of the store's. */
    async codeHash(store: string, authCode: string): Promise<string> {
      return createHmac('sha256', await saltOf(store)).update(authCode).digest('hex');
    },
    ensureStore: saltOf,

    /** An order's charges with the wallet's standing, read at one moment. */
    async look(store: string, wallet: PaymentMethod, orderId: string): Promise<Standing & { charges: BookCharge[] }> {
      const rows = await sql<Partial<BookCharge> & StandingRow>`
        select s.now_ms, s.ahead_ms, w.mode as wallet_mode, w.delay_ms,
          c.attempt, c.amount_minor, c.trade_id, c.mode, c.received_at, c.pays_at, c.closed_at, c.reverse_tries, c.refunded_minor, c.expires_at
        from (select 1) as one
        left join sandbox_store s on s.store = ${store}
        left join sandbox_wallet w on w.store = ${store} and w.wallet = ${wallet}
        left join sandbox_charge c on c.store = ${store} and c.wallet = ${wallet} and c.order_id = ${orderId}
        order by c.attempt`;
      const first = rows[0];
      return { ...standing(first, wall()), charges: rows.filter((row) => typeof row.attempt === 'number') as BookCharge[] };
    },

    lookForPay,
    enter,
  };
}

/** As `look`, and whether another order used the payment code lately; those asked for at the same time in one statement. */
function payLooker({ sql, gather }: Database, wall: () => number) {
  type Row = StandingRow & { attempts: number; closed: boolean; code_used: boolean };
  return gather(storeAndWallet<PayQuestion>, (one) => `${one.orderId} ${one.codeHash}`, async (items) => {
    const { store, wallet } = items[0] ?? NOWHERE;
    const now = wall();
    const rows = await sql<Row>`
      select s.now_ms, s.ahead_ms, w.mode as wallet_mode, w.delay_ms,
        coalesce((select max(attempt) from sandbox_charge where store = ${store} and wallet = ${wallet} and order_id = item.order_id), 0) as attempts,
        exists (select 1 from sandbox_charge where store = ${store} and wallet = ${wallet} and order_id = item.order_id and closed_at is not null) as closed,
        exists (select 1 from sandbox_charge where store = ${store} and wallet = ${wallet} and code_hash = item.code_hash and order_id <> item.order_id
          and received_at > greatest(coalesce(s.now_ms, 0), coalesce(s.ahead_ms, 0) + ${now}::bigint) - ${CODE_LIFE_MS}::bigint) as code_used
      from unnest(${items.map((item) => item.orderId)}::text[], ${items.map((item) => item.codeHash)}::text[]) with ordinality as item (order_id, code_hash, nth)
      left join sandbox_store s on s.store = ${store}
      left join sandbox_wallet w on w.store = ${store} and w.wallet = ${wallet}
      order by item.nth`;
    return rows.map((row) => ({ ...standing(row, now), attempts: row.attempts, closed: row.closed, codeUsed: row.code_used }));
  });
}

/** Takes a charge in, committed; false when someone else took this attempt in at the same moment. */
function charger({ sql, gather }: Database) {
  return gather(storeAndWallet<NewCharge>, (one) => one.orderId, async (items) => {
    const { store, wallet } = items[0] ?? NOWHERE;
    const rows = await sql<{ order_id: string }>`
      insert into sandbox_charge (store, wallet, order_id, attempt, amount_minor, currency, subject, trade_id, mode, code_hash, received_at, pays_at, closed_at, expires_at)
      select ${store}, ${wallet}, item.* from unnest(
        ${items.map((one) => one.orderId)}::text[], ${items.map((one) => one.attempt)}::integer[], ${items.map((one) => one.amountMinor)}::bigint[],
        ${items.map((one) => one.currency)}::text[], ${items.map((one) => one.subject)}::text[], ${items.map((one) => one.tradeId)}::text[], ${items.map((one) => one.mode)}::text[],
        ${items.map((one) => one.codeHash)}::text[], ${items.map((one) => one.receivedAt)}::bigint[], ${items.map((one) => one.paysAt)}::bigint[], ${items.map((one) => one.closedAt)}::bigint[],
        ${items.map((one) => one.expiresAt)}::bigint[]
      ) as item (order_id, attempt, amount_minor, currency, subject, trade_id, mode, code_hash, received_at, pays_at, closed_at, expires_at)
      order by item.order_id
      on conflict do nothing returning order_id`;
    const taken = new Set(rows.map((row) => row.order_id));
    return items.map((one) => taken.has(one.orderId));
  });
}

const NOWHERE = { store: '', wallet: 'wechatpay' } as const;

function storeAndWallet<Item extends { store: string; wallet: PaymentMethod }>(item: Item): string {
  return `${item.store}/${item.wallet}`;
}

/** The sandbox's time: the wall clock and how far it was moved ahead, and never before what it had reached. */
export function timeOf(row: Partial<Pick<StandingRow, 'now_ms' | 'ahead_ms'>> | undefined, wall: number): number {
  return Math.max(wall + (row?.ahead_ms ?? 0), row?.now_ms ?? 0);
}

function standing(row: StandingRow | undefined, wall: number): Standing {
  const now = timeOf(row, wall);
  return { now, ahead: now > wall, mode: row?.wallet_mode ?? 'pay', delayMs: row?.delay_ms ?? 0 };
}

/** True once the money was taken; it stays true when it went back later. */
export function isTaken(charge: Pick<BookCharge, 'pays_at' | 'closed_at'>, now: number): boolean {
  return charge.pays_at !== null && charge.pays_at <= now && (charge.closed_at === null || charge.pays_at <= charge.closed_at);
}

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('');

/** A trade number in the wallet's own shape: 28 digits, 28 digits, 21 digits. */
export function newTradeId(wallet: PaymentMethod, at: number, forRefund: boolean): string {
  const time = timeDigits(at);
  switch (wallet) {
    case 'wechatpay':
      return `${forRefund ? '503' : '420'}00${digits(5)}${time.slice(0, 8)}${digits(10)}`;
    case 'alipay':
      return `${time.slice(0, 8)}2200${digits(16)}`;
    case 'unionpay':
    case 'card':
      return `${time}${digits(6)}8`;
  }
}
