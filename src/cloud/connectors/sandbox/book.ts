/** The sandbox wallets' own book and clock, in their own tables and statements: what was really charged, whatever the backend believes. */
import { createHmac, randomBytes, randomInt } from 'node:crypto';
import type { ChargeableWallet } from '#core/wallets.ts';
import type { Database } from '../../ports.ts';
import type { ChargeMode, SandboxMode } from './modes.ts';
import { timeDigits } from './shanghai.ts';

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
};

/** The wallet as it stands when it is asked something. `ahead`: the clock was moved past the wall clock. */
export type Standing = { now: number; ahead: boolean; mode: SandboxMode; delayMs: number };

export type Book = ReturnType<typeof openBook>;

export function openBook(database: Database, wall: () => number) {
  const { sql } = database;
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
    async look(store: string, wallet: ChargeableWallet, orderId: string): Promise<Standing & { charges: BookCharge[] }> {
      const rows = await sql<Partial<BookCharge> & { now_ms: number | null; wallet_mode: SandboxMode | null; delay_ms: number | null }>`
        select s.now_ms, w.mode as wallet_mode, w.delay_ms,
          c.attempt, c.amount_minor, c.trade_id, c.mode, c.received_at, c.pays_at, c.closed_at, c.reverse_tries, c.refunded_minor
        from (select 1) as one
        left join sandbox_store s on s.store = ${store}
        left join sandbox_wallet w on w.store = ${store} and w.wallet = ${wallet}
        left join sandbox_charge c on c.store = ${store} and c.wallet = ${wallet} and c.order_id = ${orderId}
        order by c.attempt`;
      const first = rows[0];
      return { ...standing(first, wall()), charges: rows.filter((row) => typeof row.attempt === 'number') as BookCharge[] };
    },

    /** As `look`, and whether another order used the payment code lately. */
    async lookForPay(store: string, wallet: ChargeableWallet, orderId: string, codeHash: string, codeLifeMs: number) {
      const now = wall();
      const [row] = await sql<{ now_ms: number | null; wallet_mode: SandboxMode | null; delay_ms: number | null; attempts: number; closed: boolean; code_used: boolean }>`
        select s.now_ms, w.mode as wallet_mode, w.delay_ms,
          coalesce((select max(attempt) from sandbox_charge where store = ${store} and wallet = ${wallet} and order_id = ${orderId}), 0) as attempts,
          exists (select 1 from sandbox_charge where store = ${store} and wallet = ${wallet} and order_id = ${orderId} and closed_at is not null) as closed,
          exists (select 1 from sandbox_charge where store = ${store} and wallet = ${wallet} and code_hash = ${codeHash} and order_id <> ${orderId}
            and received_at > greatest(coalesce(s.now_ms, 0), ${now}::bigint) - ${codeLifeMs}::bigint) as code_used
        from (select 1) as one
        left join sandbox_store s on s.store = ${store}
        left join sandbox_wallet w on w.store = ${store} and w.wallet = ${wallet}`;
      return { ...standing(row, now), attempts: row?.attempts ?? 0, closed: row?.closed ?? false, codeUsed: row?.code_used ?? false };
    },

    /** Takes a charge in; false when someone else took this attempt in at the same moment. */
    async enter(store: string, wallet: ChargeableWallet, orderId: string, charge: Omit<BookCharge, 'reverse_tries' | 'refunded_minor'> & { currency: string; subject: string; codeHash: string | null }): Promise<boolean> {
      const rows = await sql`
        insert into sandbox_charge (store, wallet, order_id, attempt, amount_minor, currency, subject, trade_id, mode, code_hash, received_at, pays_at, closed_at)
        values (${store}, ${wallet}, ${orderId}, ${charge.attempt}, ${charge.amount_minor}, ${charge.currency}, ${charge.subject}, ${charge.trade_id}, ${charge.mode},
          ${charge.codeHash}, ${charge.received_at}, ${charge.pays_at}, ${charge.closed_at})
        on conflict do nothing returning 1`;
      return rows.length === 1;
    },
  };
}

function standing(row: { now_ms: number | null; wallet_mode: SandboxMode | null; delay_ms: number | null } | undefined, wall: number): Standing {
  const moved = row?.now_ms ?? 0;
  return { now: Math.max(wall, moved), ahead: moved > wall, mode: row?.wallet_mode ?? 'pay', delayMs: row?.delay_ms ?? 0 };
}

/** True once the money was taken; it stays true when it went back later. */
export function isTaken(charge: Pick<BookCharge, 'pays_at' | 'closed_at'>, now: number): boolean {
  return charge.pays_at !== null && charge.pays_at <= now && (charge.closed_at === null || charge.pays_at <= charge.closed_at);
}

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('');

/** A trade number in the wallet's own shape: 28 digits, 28 digits, 21 digits. */
export function newTradeId(wallet: ChargeableWallet, at: number, forRefund: boolean): string {
  const time = timeDigits(at);
  switch (wallet) {
    case 'wechatpay':
      return `${forRefund ? '503' : '420'}00${digits(5)}${time.slice(0, 8)}${digits(10)}`;
    case 'alipay':
      return `${time.slice(0, 8)}2200${digits(16)}`;
    case 'unionpay':
      return `${time}${digits(7)}`;
  }
}
