/** A throw-away PostgreSQL on a free port, where one is installed; tests that need it skip loudly elsewhere. */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export type TestPostgres = {
  /** A fresh, empty database. */
  database(): Promise<string>;
  /** Its data folder. */
  readonly data: string;
  stop(): Promise<void>;
};

function binaries(): string | null {
  const named = process.env['TILLBOOK_PG_BIN'];
  if (named !== undefined) return existsSync(join(named, 'initdb')) ? named : null;
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(base, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  return found ?? null;
}

export function postgresInstalled(): boolean {
  const found = binaries() !== null;
  if (!found) console.warn('SKIPPED: no PostgreSQL is installed here (set TILLBOOK_PG_BIN to its bin folder); its half of the backend tests did not run.');
  return found;
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** PostgreSQL will not run as root: there it runs as the user `postgres`, whom the package made. */
export async function startPostgres(settings: readonly string[] = []): Promise<TestPostgres> {
  const bin = binaries();
  if (bin === null) throw new Error('no PostgreSQL installed');
  const isRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-pg-'));
  const ids = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(folder, ids.uid, ids.gid);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'tillbook', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'], { ...ids, stdio: 'ignore', cwd: folder });
  const port = await freePort();
  const all = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, ...settings];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...all.flatMap((setting) => ['-c', setting])], { ...ids, stdio: 'ignore', cwd: folder });
  const ended = new Promise<void>((done) => server.once('exit', () => done()));
  const url = (name: string) => `postgres://tillbook@127.0.0.1:${port}/${name}`;
  await answers(url('postgres'));
  let made = 0;
  return {
    data,
    async database() {
      made += 1;
      const name = `shop${made}`;
      const client = new pg.Client(url('postgres'));
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
    async stop() {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }).trim());
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(50);
    }
  }
  throw new Error('PostgreSQL did not start');
}
