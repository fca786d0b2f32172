/** Kysely's dialect for PGlite: one connection, handed out to one user at a time. */
import type { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { statementsOf, type RunStatement } from './pgliteStatements.ts';
import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';

export function pgliteDialect(client: PGlite): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver(client),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function connection(client: PGlite, run: RunStatement): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const [rows] = query.parameters;
      // The engine's own device for COPY; there is no stream to it.
      if (rows instanceof Uint8Array) {
        await client.query(query.sql.replace(/ from stdin$/, ' from \'/dev/blob\''), [], { blob: new Blob([rows as Uint8Array<ArrayBuffer>]) });
        return { rows: [] };
      }
      return { rows: await run<R>(query.sql, query.parameters) };
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() {
      throw new Error('PGlite has no cursors here');
    },
  };
}

function driver(client: PGlite): Driver {
  const statement = statementsOf(client);
  const only = connection(client, statement);
  const waiting: (() => void)[] = [];
  let taken = false;
  const run = (text: string) => statement(text, []).then(() => undefined);
  return {
    async init() {
      await client.waitReady;
    },
    async acquireConnection() {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      taken = true;
      return only;
    },
    releaseConnection() {
      const next = waiting.shift();
      if (next === undefined) taken = false;
      else next();
      return Promise.resolve();
    },
    beginTransaction: () => run('begin'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    destroy: () => client.close(),
  };
}
