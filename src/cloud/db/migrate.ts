/** Brings the schema up to date: numbered steps, forward only, each once, one instance at a time. */
import type { Database, Sql } from '../ports.ts';
import type { Migration } from './migration.ts';
import { backend } from './migrations/0010-backend.ts';
import { sandbox } from './migrations/0020-sandbox.ts';
import { presented } from './migrations/0030-presented.ts';
import { offers } from './migrations/0040-offers.ts';
import { chain } from './migrations/0060-chain.ts';
import { sandboxClock } from './migrations/0070-sandbox-clock.ts';
import { notes } from './migrations/0080-notes.ts';
import { walletSetup } from './migrations/0090-wallet-setup.ts';

const MIGRATIONS: readonly Migration[] = [backend, sandbox, presented, offers, chain, sandboxClock, notes, walletSetup];

/** Any fixed number: the advisory lock that instances starting together queue for. */
const LOCK = 7_141_990;

export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql`select pg_advisory_xact_lock(${LOCK}::bigint)`;
    await run(sql, 'create table if not exists schema_step (name text primary key, applied_at timestamptz not null default now())');
    const done = new Set((await sql<{ name: string }>`select name from schema_step`).map((row) => row.name));
    for (const step of MIGRATIONS) {
      if (done.has(step.name)) continue;
      for (const statement of step.statements) await run(sql, statement);
      await sql`insert into schema_step (name) values (${step.name})`;
    }
  });
}

/** A fixed text without values, as the template's only part. */
function run(sql: Sql, text: string): Promise<unknown[]> {
  return sql(Object.assign([text], { raw: [text] }) as unknown as TemplateStringsArray);
}
