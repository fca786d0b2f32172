/** The schema spreads over shards, and bigint reads alike on both engines. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#cloud/db/open.ts';
import type { Database } from '#cloud/ports.ts';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';
import type { TestPostgres } from '../kit/postgres.ts';
import { inMemory } from '../kit/freshDatabase.ts';

/** Not a store's: which steps the schema has taken. Small and the same everywhere. */
const REFERENCE_TABLES = ['schema_step'];

describe.each(postgresInstalled() ? ['pglite', 'postgresql'] : ['pglite'])('schema on %s', (name) => {
  let server: TestPostgres | null = null;
  let database: Database;
  beforeAll(async () => {
    if (name === 'postgresql') server = await startPostgres();
    database = await openDatabase(server === null ? await inMemory() : { url: await server.database() });
  });
  afterAll(async () => {
    await database?.close();
    await server?.stop();
  });

  test('every table has a primary key, and every key and unique index begins with the store [C40]', async () => {
    const tables = await database.sql<{ name: string; key: string | null }>`
      select c.relname as name, (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary)::text as key
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public' order by 1`;
    const ours = tables.filter((table) => !REFERENCE_TABLES.includes(table.name));
    expect(ours.length).toBeGreaterThan(8);
    expect(ours.filter((table) => table.key !== 'store')).toEqual([]);
    const unique = await database.sql<{ name: string; first: string }>`
      select i.indexrelid::regclass::text as name, a.attname::text as first from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where n.nspname = 'public' and i.indisunique and c.relname <> all(${REFERENCE_TABLES}::text[])`;
    expect(unique.filter((index) => index.first !== 'store')).toEqual([]);
  });

  test('nothing draws from a sequence and no key points across tables [C41]', async () => {
    const found = await database.sql<{ name: string }>`
      select relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'S'
      union all select conname::text from pg_constraint k join pg_namespace n on n.oid = k.connamespace where n.nspname = 'public' and contype = 'f'`;
    expect(found).toEqual([]);
  });

  test('bigint comes as an exact number, and an inexact one is a bug, not a wrong sum [C42]', async () => {
    const [row] = await database.sql<{ big: number; list: number }>`select ${Number.MAX_SAFE_INTEGER}::bigint as big, (select sum(x)::bigint from unnest(${[1, 2]}::bigint[]) as x) as list`;
    expect(row).toEqual({ big: Number.MAX_SAFE_INTEGER, list: 3 });
    await expect(database.sql`select 9007199254740993::bigint as big`).rejects.toThrow('safe integer');
  });

  test('a failed transaction leaves nothing, and the connection is good again [C43]', async () => {
    await expect(database.transaction(async (sql) => {
      await sql`insert into sandbox_wallet (store, wallet, mode, delay_ms) values ('s', 'alipay', 'pay', 0)`;
      throw new Error('stop');
    })).rejects.toThrow('stop');
    expect(await database.sql`select 1 from sandbox_wallet where store = 's'`).toEqual([]);
  });
});
