/** Kysely's dialect for PGlite: one connection, handed out to one user at a time. */
import { ROWS_DEVICE, type Engine } from './pglite.ts';
import { CompiledQuery, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { statementsOf, type RunStatement } from './pgliteStatements.ts';
import type { DatabaseConnection, Dialect, Driver, QueryResult } from 'kysely';

export function pgliteDialect(engine: Engine): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver(engine),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

function connection(offer: Engine['offer'], run: RunStatement): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const [rows] = query.parameters;
      // A device of ours for COPY; there is no stream to the engine.
      if (rows instanceof Uint8Array) {
        offer(rows);
        try {
          return { rows: await run<R>(query.sql.replace(' from stdin ', ` from '${ROWS_DEVICE}' `), []) };
        } finally {
          offer(new Uint8Array(0));
        }
      }
      return { rows: await run<R>(query.sql, query.parameters) };
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() {
      throw new Error('PGlite has no cursors here');
    },
  };
}

function driver({ client, offer }: Engine): Driver {
  const statement = statementsOf(client);
  const only = connection(offer, statement);
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
