/** Keeps the chain's figures beside the journals: in the transaction that takes a journal in, and caught up where they are behind. */
import { foldChain, NO_STATE, type Added, type TillState } from './chainFold.ts';
import type { Caller } from './caller.ts';
import type { Database, Sql } from './ports.ts';

type Body = Parameters<typeof foldChain>[1] extends Iterable<infer Entry> ? Entry : never;

const PAGE = 500;

async function stateOf(sql: Sql, { store, till }: Caller): Promise<TillState> {
  const [row] = await sql<TillState>`
    select seq, at, business_day as "businessDay", day_opened_at as "dayOpenedAt", shift, operator, last_z as "lastZ", last_z_day as "lastZDay"
    from till_state where store = ${store} and till = ${till}`;
  return row ?? NO_STATE;
}

async function put(sql: Sql, { store, till }: Caller, { state, days, tenders, breaks }: Added): Promise<void> {
  await sql`
    insert into till_state (store, till, seq, at, business_day, day_opened_at, shift, operator, last_z, last_z_day)
    values (${store}, ${till}, ${state.seq}, ${state.at}, ${state.businessDay}, ${state.dayOpenedAt}, ${state.shift}, ${state.operator}, ${state.lastZ}, ${state.lastZDay})
    on conflict (store, till) do update set seq = excluded.seq, at = excluded.at, business_day = excluded.business_day, day_opened_at = excluded.day_opened_at,
      shift = excluded.shift, operator = excluded.operator, last_z = excluded.last_z, last_z_day = excluded.last_z_day`;
  if (days.size > 0) {
    const rows = [...days];
    const column = (pick: (day: (typeof rows)[number][1]) => number | null) => rows.map(([, day]) => pick(day));
    await sql`
      insert into till_day (store, till, day, currency, opened_at, closed_at, z, last_seq, sales, total_minor, refunds, refund_minor)
      select ${store}, ${till}, * from unnest(${rows.map(([day]) => day)}::text[], ${rows.map(([, day]) => day.currency)}::text[], ${column((day) => day.openedAt)}::bigint[], ${column((day) => day.closedAt)}::bigint[], ${column((day) => day.z)}::bigint[],
        ${column((day) => day.lastSeq)}::bigint[], ${column((day) => day.sales)}::bigint[], ${column((day) => day.totalMinor)}::bigint[], ${column((day) => day.refunds)}::bigint[], ${column((day) => day.refundMinor)}::bigint[])
      on conflict (store, day, till) do update set currency = case when till_day.currency = '' then excluded.currency else till_day.currency end, opened_at = coalesce(till_day.opened_at, excluded.opened_at),
        closed_at = coalesce(excluded.closed_at, till_day.closed_at), z = coalesce(excluded.z, till_day.z), last_seq = excluded.last_seq, sales = till_day.sales + excluded.sales,
        total_minor = till_day.total_minor + excluded.total_minor, refunds = till_day.refunds + excluded.refunds, refund_minor = till_day.refund_minor + excluded.refund_minor`;
  }
  if (tenders.size > 0) {
    const rows = [...tenders].map(([key, sum]) => ({ day: key.slice(0, key.indexOf(' ')), tender: key.slice(key.indexOf(' ') + 1), ...sum }));
    await sql`
      insert into till_day_tender (store, till, day, tender, count, amount_minor, refund_minor)
      select ${store}, ${till}, * from unnest(${rows.map((row) => row.day)}::text[], ${rows.map((row) => row.tender)}::text[], ${rows.map((row) => row.count)}::bigint[], ${rows.map((row) => row.amountMinor)}::bigint[], ${rows.map((row) => row.refundMinor)}::bigint[])
      on conflict (store, day, till, tender) do update set count = till_day_tender.count + excluded.count, amount_minor = till_day_tender.amount_minor + excluded.amount_minor, refund_minor = till_day_tender.refund_minor + excluded.refund_minor`;
  }
  for (const [key, { set, open, openMinor }] of breaks) {
    const [day = '', wallet = ''] = key.split(' ');
    await sql`
      insert into till_day_breaks (store, till, day, wallet, open, open_minor) values (${store}, ${till}, ${day}, ${wallet}, greatest(0, ${(set?.open ?? 0) + open}::bigint), greatest(0, ${(set?.openMinor ?? 0) + openMinor}::bigint))
      on conflict (store, day, till, wallet) do update set
        open = greatest(0, case when ${set !== null}::boolean then excluded.open else till_day_breaks.open + ${open}::bigint end),
        open_minor = greatest(0, case when ${set !== null}::boolean then excluded.open_minor else till_day_breaks.open_minor + ${openMinor}::bigint end)`;
  }
}

/** Inside the transaction that appended `fresh`: counts them, and first what an older backend had taken in without counting. */
export async function countIn(sql: Sql, caller: Caller, fresh: readonly Body[]): Promise<void> {
  const first = fresh[0];
  if (first === undefined) return;
  await catchUp(sql, caller, first.seq - 1);
  await put(sql, caller, foldChain(await stateOf(sql, caller), fresh));
}

/** Counts the stored journal up to `seq`, page by page; inside a transaction that holds the till's head. */
async function catchUp(sql: Sql, caller: Caller, seq: number): Promise<void> {
  for (let state = await stateOf(sql, caller); state.seq < seq; state = await stateOf(sql, caller)) {
    const rows = await sql<{ body: string }>`
      select body from journal_entry where store = ${caller.store} and till = ${caller.till} and seq > ${state.seq} and seq <= ${Math.min(seq, state.seq + PAGE)} order by seq`;
    if (rows.length === 0) return;
    await put(sql, caller, foldChain(state, rows.map((row) => JSON.parse(row.body) as Body)));
  }
}

/** Tills whose figures are behind their journal, after an update of the backend: brought up before they are shown. */
export async function catchUpAll(database: Database, stores: readonly string[]): Promise<void> {
  for (const store of stores) {
    const behind = await database.sql<{ till: string }>`
      select h.till from journal_head h left join till_state s on s.store = h.store and s.till = h.till where h.store = ${store} and h.seq > coalesce(s.seq, 0)`;
    for (const { till } of behind) {
      await database.transaction(async (sql) => {
        const [head] = await sql<{ seq: number }>`select seq from journal_head where store = ${store} and till = ${till} for update`;
        await catchUp(sql, { store, till }, head?.seq ?? 0);
      });
    }
  }
}

/** Throws away what is kept of a store's tills and makes it again from their journals. */
export async function rebuildChain(database: Database, store: string): Promise<void> {
  await database.transaction(async (sql) => {
    await sql`select seq from journal_head where store = ${store} order by till for update`;
    await sql`delete from till_state where store = ${store}`;
    await sql`delete from till_day where store = ${store}`;
    await sql`delete from till_day_tender where store = ${store}`;
    await sql`delete from till_day_breaks where store = ${store}`;
  });
  await catchUpAll(database, [store]);
}
