/** `npm run bench -- chain [--days 1000000]`: the chain view over as many till days as asked for, on PostgreSQL where one is installed, else on PGlite; its plans must go by index. */
import { chainTillDays, chainView, joinChain } from '#cloud/chainView.ts';
import { openDatabase } from '#cloud/db/open.ts';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';
import { figure, note, now, option, percentile } from './lib.ts';

const STORES = 200;
const TILLS = 5;
const ROUNDS = 30;
const FROM = '2024-01-15';
const TO = '2024-01-28';

/** Every scan in a plan of PostgreSQL, by its kind and table. */
function scansOf(plan: string): string[] {
  return [...plan.matchAll(/(\w[\w ]*Scan)(?: Backward)?(?: using \w+)? on (\w+)/g)].map((match) => `${match[1]} on ${match[2]}`);
}

export async function bench(args: readonly string[]): Promise<void> {
  const wanted = option(args, 'days', 1_000_000);
  const server = postgresInstalled() ? await startPostgres(['shared_buffers=256MB', 'max_wal_size=4GB', 'synchronous_commit=off']) : null;
  const database = await openDatabase(server === null ? { memory: true } : { url: await server.database() });
  try {
    const { sql } = database;
    const begun = now();
    const days = Math.ceil(wanted / (STORES * TILLS));
    await joinChain(sql, 'bench', Array.from({ length: 10 }, (_, n) => `s${n}`));
    await sql`insert into journal_head (store, till, seq, hash) select 's' || s, 'T' || t, 1, repeat('0', 64) from generate_series(0, ${STORES - 1}::int) s, generate_series(1, ${TILLS}::int) t`;
    await sql`insert into till_state (store, till, seq, at, last_z) select 's' || s, 'T' || t, 1, 1, 1 from generate_series(0, ${STORES - 1}::int) s, generate_series(1, ${TILLS}::int) t`;
    await sql`
      insert into till_day (store, day, till, currency, closed_at, z, last_seq, sales, total_minor, refunds, refund_minor)
      select 's' || s, to_char(date '2024-01-01' + d, 'YYYY-MM-DD'), 'T' || t, 'CNY', 1, d, d, 200, 1000000, 1, 100 from generate_series(0, ${days - 1}::int) d, generate_series(0, ${STORES - 1}::int) s, generate_series(1, ${TILLS}::int) t`;
    await sql`
      insert into till_day_tender (store, day, till, tender, count, amount_minor, refund_minor)
      select store, day, till, tender, 100, 500000, 0 from till_day, (values ('cash'), ('alipay')) as tenders (tender)`;
    await sql`insert into till_day_breaks (store, day, till, wallet, open, open_minor) select store, day, till, 'alipay', case when z % 30 = 0 then 1 else 0 end, 100 from till_day`;
    for (const table of ['till_day', 'till_day_tender', 'till_day_breaks', 'till_state', 'journal_head']) await sql(Object.assign([`analyze ${table}`], { raw: [`analyze ${table}`] }) as unknown as TemplateStringsArray);
    const [counted] = await sql<{ days: number; tenders: number }>`select (select count(*) from till_day) as days, (select count(*) from till_day_tender) as tenders`;
    note(`${database.engine}: ${counted?.days ?? 0} till days and ${counted?.tenders ?? 0} tender rows of ${STORES} stores, made in ${((now() - begun) / 1000).toFixed(0)} s`);
    const caller = { store: 's1', till: 'T1' };
    const timed = async (work: () => Promise<unknown>) => {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const started = now();
        await work();
        times.push(now() - started);
      }
      return percentile(times, 0.99);
    };
    figure('chain.ten-stores-two-weeks.p99', await timed(() => chainView(database, caller, FROM, TO, 0)), 'ms');
    figure('chain.one-till-two-weeks.p99', await timed(() => chainTillDays(database, caller, 's7', 'T3', FROM, TO)), 'ms');
    const plans = [
      await sql<{ 'QUERY PLAN': string }>`explain select day, sum(sales) from till_day where store = 's7' and day >= ${FROM} and day <= ${TO} group by day`,
      await sql<{ 'QUERY PLAN': string }>`explain select day, tender from till_day_tender where store = 's7' and day >= ${FROM} and day <= ${TO} and till = 'T3'`,
      await sql<{ 'QUERY PLAN': string }>`explain select till, sum(open) from till_day_breaks where store = 's7' and open > 0 group by till`,
    ];
    const scans = plans.flatMap((plan) => scansOf(plan.map((row) => row['QUERY PLAN']).join('\n')));
    note(`plans: ${scans.join(', ')}`);
    figure('chain.sequential-scans', scans.filter((scan) => scan.startsWith('Seq')).length, 'scans');
  } finally {
    await database.close();
    await server?.stop();
  }
}
