/** The chain as one of its managers sees it: stores, their tills and days; then one till's days with their tenders. */
import type { ChainTillDays, ChainView } from '#contract/cloud.ts';
import { catchUpAll } from './chainRows.ts';
import type { Caller } from './caller.ts';
import { CloudRefusal, type Database, type Sql } from './ports.ts';

const STORES_MAX = 500;
const DAYS_MAX = 400;

/** The stores that a caller's store may see: those of its chain, or itself alone. */
async function visibleStores(sql: Sql, { store }: Caller): Promise<string[]> {
  const rows = await sql<{ store: string }>`
    select other.store from chain_store own join chain_store other on other.chain = own.chain where own.store = ${store} order by other.store limit ${STORES_MAX}`;
  return rows.length === 0 ? [store] : rows.map((row) => row.store);
}

/** Puts stores into one chain; a store is in one at most. */
export async function joinChain(sql: Sql, chain: string, stores: readonly string[]): Promise<void> {
  for (const store of stores) await sql`insert into chain_store (store, chain) values (${store}, ${chain}) on conflict (store) do update set chain = excluded.chain`;
}

type TillRow = Omit<ChainView['stores'][number]['tills'][number], 'head'> & { headSeq: number; headHash: string };
type DayRow = ChainView['stores'][number]['days'][number];

/** A day of a store is one day of all its tills. */
async function ofStore(sql: Sql, store: string, from: string, to: string): Promise<ChainView['stores'][number]> {
  const tills = await sql<TillRow>`
    select h.till, h.seq as "headSeq", h.hash as "headHash", s.at as "headAt", s.business_day as "businessDay", s.day_opened_at as "dayOpenedAt", s.shift, s.operator, coalesce(s.last_z, 0) as "lastZ", s.last_z_day as "lastZDay",
      coalesce(b.open, 0)::bigint as "openBreaks", coalesce(b.open_minor, 0)::bigint as "openBreaksMinor"
    from journal_head h left join till_state s on s.store = h.store and s.till = h.till
    left join (select till, sum(open)::bigint as open, sum(open_minor)::bigint as open_minor from till_day_breaks where store = ${store} and open > 0 group by till) b on b.till = h.till
    where h.store = ${store} order by h.till`;
  const days = await sql<DayRow>`
    select day, max(currency) as currency, count(*) as tills, count(closed_at) as closed, sum(sales)::bigint as sales, sum(total_minor)::bigint as "totalMinor", sum(refunds)::bigint as refunds, sum(refund_minor)::bigint as "refundMinor"
    from till_day where store = ${store} and day >= ${from} and day <= ${to} group by day order by day desc`;
  return { store, tills: tills.map(({ headSeq, headHash, ...till }) => ({ ...till, head: { seq: headSeq, hash: headHash } })), days };
}

function checkPeriod(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (!(days >= 0 && days < DAYS_MAX)) throw new CloudRefusal(400, 'bad-request', `a period is two days written YYYY-MM-DD, no more than ${DAYS_MAX} apart`);
}

export async function chainView(database: Database, caller: Caller, from: string, to: string, now: number): Promise<ChainView> {
  checkPeriod(from, to);
  const stores = await visibleStores(database.sql, caller);
  await catchUpAll(database, stores);
  const found: ChainView['stores'] = [];
  for (const store of stores) found.push(await ofStore(database.sql, store, from, to));
  return { at: now, stores: found };
}

type TillDay = Omit<ChainTillDays['days'][number], 'tenders'>;

/** @throws CloudRefusal 404 `no-such-till` for a till that is not of the caller's chain, there or not */
export async function chainTillDays(database: Database, caller: Caller, store: string, till: string, from: string, to: string): Promise<ChainTillDays> {
  checkPeriod(from, to);
  const { sql } = database;
  const [head] = (await visibleStores(sql, caller)).includes(store) ? await sql<{ seq: number }>`select seq from journal_head where store = ${store} and till = ${till}` : [];
  if (head === undefined) throw new CloudRefusal(404, 'no-such-till', 'the chain has no such till');
  await catchUpAll(database, [store]);
  const days = await sql<TillDay>`
    select d.day, d.currency, d.opened_at as "openedAt", d.closed_at as "closedAt", d.z, d.last_seq as "lastSeq", d.sales, d.total_minor as "totalMinor", d.refunds, d.refund_minor as "refundMinor",
      coalesce(b.open, 0)::bigint as "openBreaks", coalesce(b.open_minor, 0)::bigint as "openBreaksMinor"
    from till_day d left join (
      select day, sum(open)::bigint as open, sum(open_minor)::bigint as open_minor from till_day_breaks where store = ${store} and day >= ${from} and day <= ${to} and till = ${till} group by day
    ) b on b.day = d.day
    where d.store = ${store} and d.day >= ${from} and d.day <= ${to} and d.till = ${till} order by d.day desc`;
  const tenders = await sql<{ day: string; tender: string; count: number; amountMinor: number; refundMinor: number }>`
    select day, tender, count, amount_minor as "amountMinor", refund_minor as "refundMinor" from till_day_tender
    where store = ${store} and day >= ${from} and day <= ${to} and till = ${till} order by day desc, amount_minor desc, tender`;
  return { store, till, days: days.map((day) => ({ ...day, tenders: tenders.filter((row) => row.day === day.day).map(({ day: _day, ...row }) => row) })) };
}
