/** The sandbox's levers and its verdict: behaviour of each wallet, clock, planted bill faults, and the net of its book. */
import type { PaymentMethod } from '#core/wallets.ts';
import { METHODS } from '#core/wallets.ts';
import type { BillSettings } from './bills.ts';
import { timeOf, type Book } from './book.ts';
import type { SandboxMode } from './modes.ts';

export type Behaviour = { wallet: PaymentMethod; mode: SandboxMode; delayMs: number };
export type BookLine = { wallet: PaymentMethod; charges: number; refunds: number; netMinor: number; currency: string };

export async function readBehaviours(book: Book, store: string): Promise<Behaviour[]> {
  const rows = await book.sql<{ wallet: PaymentMethod; mode: SandboxMode; delay_ms: number }>`select wallet, mode, delay_ms from sandbox_wallet where store = ${store}`;
  return METHODS.map((wallet) => {
    const row = rows.find((one) => one.wallet === wallet);
    return { wallet, mode: row?.mode ?? 'pay', delayMs: row?.delay_ms ?? 0 };
  });
}

export async function setBehaviour(book: Book, store: string, { wallet, mode, delayMs }: Behaviour): Promise<void> {
  await book.sql`
    insert into sandbox_wallet (store, wallet, mode, delay_ms) values (${store}, ${wallet}, ${mode}, ${delayMs})
    on conflict (store, wallet) do update set mode = excluded.mode, delay_ms = excluded.delay_ms`;
}

/** Moves the clock to `now` when that is later; it goes on from there. @returns the sandbox's time. */
export async function advanceClock(book: Book, store: string, now: number): Promise<number> {
  await book.ensureStore(store);
  await book.sql`update sandbox_store set now_ms = greatest(now_ms, ${now}), ahead_ms = greatest(ahead_ms, ${now}::bigint - ${book.wall()}::bigint) where store = ${store}`;
  return sandboxNow(book, store);
}

export async function sandboxNow(book: Book, store: string): Promise<number> {
  const [row] = await book.sql<{ now_ms: number; ahead_ms: number }>`select now_ms, ahead_ms from sandbox_store where store = ${store}`;
  return timeOf(row, book.wall());
}

export async function setBillSettings(book: Book, store: string, settings: BillSettings): Promise<void> {
  await book.ensureStore(store);
  await book.sql`update sandbox_store set bills = ${JSON.stringify(settings)} where store = ${store}`;
}

/** What was really charged less what really went back by now; and orders whose money was taken more than once. */
export async function readBook(book: Book, store: string): Promise<{ wallets: BookLine[]; doubleCharged: string[] }> {
  const now = await sandboxNow(book, store);
  const lines = await book.sql<BookLine>`
    with taken as (
      select wallet, currency, amount_minor, closed_at from sandbox_charge
      where store = ${store} and pays_at <= ${now} and (closed_at is null or pays_at <= closed_at)
    ), flows as (
      select wallet, currency, 1 as charges, 0 as refunds, amount_minor as net from taken
      union all select wallet, currency, 0, 1, -amount_minor from taken where closed_at is not null
      union all select wallet, currency, 0, 1, -amount_minor from sandbox_refund where store = ${store} and done_at <= ${now}
    )
    select wallet, sum(charges)::bigint as charges, sum(refunds)::bigint as refunds, sum(net)::bigint as "netMinor", currency
    from flows group by wallet, currency order by wallet, currency`;
  const doubles = await book.sql<{ order_id: string }>`
    select order_id from sandbox_charge where store = ${store} and pays_at <= ${now} and (closed_at is null or pays_at <= closed_at)
    group by order_id having count(*) > 1 order by order_id`;
  const idle = METHODS.filter((wallet) => !lines.some((line) => line.wallet === wallet));
  return {
    wallets: [...lines, ...idle.map((wallet) => ({ wallet, charges: 0, refunds: 0, netMinor: 0, currency: 'CNY' }))],
    doubleCharged: doubles.map((row) => row.order_id),
  };
}
