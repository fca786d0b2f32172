/** The engines that the backend's suites run on: PGlite always, PostgreSQL where one is installed. */
import { startCloud } from '#cloud/index.ts';
import type { Cloud, CloudOptions } from '#cloud/index.ts';
import { postgresInstalled, startPostgres } from './postgres.ts';
import type { TestPostgres } from './postgres.ts';
import { inMemory } from './freshDatabase.ts';

export type Engine = {
  readonly name: 'pglite' | 'postgresql';
  /** Makes the shared parts ready; once before all tests. */
  start(): Promise<void>;
  /** A backend on a database of its own. */
  cloud(options?: Partial<CloudOptions>): Promise<Cloud>;
  stop(): Promise<void>;
};

export function engines(): Engine[] {
  const pglite: Engine = {
    name: 'pglite',
    start: () => Promise.resolve(),
    cloud: async (options) => startCloud({ database: await inMemory(), ...options }),
    stop: () => Promise.resolve(),
  };
  let server: TestPostgres | null = null;
  const postgresql: Engine = {
    name: 'postgresql',
    async start() {
      server = await startPostgres();
    },
    async cloud(options) {
      if (server === null) throw new Error('start the engine first');
      return startCloud({ database: { url: await server.database() }, ...options });
    },
    async stop() {
      await server?.stop();
    },
  };
  return postgresInstalled() ? [pglite, postgresql] : [pglite];
}
