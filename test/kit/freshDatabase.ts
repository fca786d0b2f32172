/** An engine's data just made, with nothing of ours in it, kept between tests: to make it takes seconds of a core, and most tests of the backend want one. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DatabasePlace } from '#cloud/db/open.ts';
import { openPglite } from '#cloud/db/pglite.ts';

const ROOT = resolve(import.meta.dirname, '../../node_modules');
const { version } = JSON.parse(readFileSync(join(ROOT, '@electric-sql/pglite/package.json'), 'utf8')) as { version: string };
const KEPT = join(ROOT, '.cache/tillbook-test', `pglite-${version}`);
const TAR = join(KEPT, 'fresh.tar');
const FOLDER = join(KEPT, 'fresh');

/** Under a name of its own first: other test files make theirs at the same time, and the first one stays. */
async function keep(to: string, make: (path: string) => Promise<void>): Promise<void> {
  if (existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true });
  const own = `${to}.${process.pid}`;
  await make(own);
  try {
    renameSync(own, to);
  } catch {
    rmSync(own, { recursive: true, force: true });
  }
}

/** A database in memory, as empty as a new one. */
export async function inMemory(): Promise<DatabasePlace> {
  await keep(TAR, async (path) => {
    const { client } = await openPglite(null);
    writeFileSync(path, Buffer.from(await (await client.dumpDataDir('none')).arrayBuffer()));
    await client.close();
  });
  return { memory: true, made: new Blob([await readFile(TAR)]) };
}

/** Puts a database without our tables where a till's own backend looks for one, so that its first start only makes the tables. */
export async function seedBackend(dataDir: string): Promise<void> {
  await keep(FOLDER, async (path) => (await openPglite(path)).client.close());
  const backend = join(dataDir, 'backend');
  mkdirSync(backend, { recursive: true, mode: 0o700 });
  cpSync(FOLDER, join(backend, 'pglite'), { recursive: true });
}
