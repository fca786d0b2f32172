/** Opens the backend's database, PGlite or PostgreSQL, behind one small face, with the schema brought up to date. */
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { CompiledQuery, Kysely, PostgresDialect, sql as kyselySql } from 'kysely';
import type { Dialect, PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { CopyIn, Database, Sql } from '../ports.ts';
import { gather } from './gather.ts';
import { INT8, readBigint } from './bigint.ts';
import { migrate } from './migrate.ts';
import { takeLock } from './ownLock.ts';
import { openPglite } from './pglite.ts';
import { pgliteDialect } from './pgliteDialect.ts';

/** `memory` forgets everything, and begins as `made` where that is given; `folder` is PGlite on disk, owned by one process; `url` is `postgres://…`. */
export type DatabasePlace = { readonly memory: true; readonly made?: Blob } | { readonly folder: string } | { readonly url: string; readonly connectionsMax?: number };

const LOCK_PATIENCE_MS = 4_000;
const CONNECTIONS_MAX = 10;

export async function openDatabase(place: DatabasePlace): Promise<Database> {
  const database = await connect(place);
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function connect(place: DatabasePlace): Promise<Database> {
  if ('url' in place) return face('postgresql', new PostgresDialect({ pool: preparingPool(place.url, place.connectionsMax ?? CONNECTIONS_MAX) }));
  if ('memory' in place) return face('pglite', pgliteDialect(await openPglite(null, place.made)));
  const lock = await takeLock(place.folder, LOCK_PATIENCE_MS);
  try {
    return face('pglite', pgliteDialect(await openPglite(join(place.folder, 'pglite'))), () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function face(engine: Database['engine'], dialect: Dialect, afterClose?: () => Promise<void>): Database {
  const db = new Kysely<Record<string, never>>({ dialect });
  const bound = (executor: Kysely<Record<string, never>>): Sql => async <Row>(strings: TemplateStringsArray, ...values: readonly unknown[]) =>
    (await kyselySql<Row>(strings, ...values).execute(executor)).rows;
  const copying = (executor: Kysely<Record<string, never>>): CopyIn => async (into, rows) => {
    await executor.executeQuery(CompiledQuery.raw(`copy ${into} from stdin with (format binary)`, [rows]));
  };
  return {
    engine,
    sql: bound(db),
    gather,
    transaction: (work) => db.transaction().execute((transaction) => work(bound(transaction), copying(transaction))),
    async close() {
      await db.destroy();
      await afterClose?.();
    },
  };
}

/** node-postgres with named statements, so that the server plans each text once a connection. The texts are ours and few. */
function preparingPool(url: string, connectionsMax: number): PostgresPool {
  const types = { getTypeParser: ((oid: number, format?: 'text' | 'binary') => (oid === INT8 ? readBigint : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser };
  const pool = new pg.Pool({ connectionString: url, max: connectionsMax, types, application_name: 'tillbook' });
  // A broken idle connection is dropped by the pool; the next query meets the fault itself.
  pool.on('error', () => undefined);
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  };
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: string, values: readonly unknown[]) => {
      const [rows] = values;
      if (rows instanceof Uint8Array) return copyIn(client, text, rows);
      return values.length === 0 ? client.query(text) : client.query({ name: nameOf(text), text, values: [...values] });
    };
    return { query, release: () => client.release() } as unknown as PostgresPoolClient;
  };
  return { connect: async () => wrap(await pool.connect()), end: () => pool.end() };
}

async function copyIn(client: pg.PoolClient, text: string, rows: Uint8Array): Promise<{ command: 'COPY'; rowCount: number; rows: [] }> {
  const stream = client.query(copyFrom(text));
  stream.end(rows);
  await finished(stream);
  return { command: 'COPY', rowCount: stream.rowCount, rows: [] };
}
