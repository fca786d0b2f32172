/** Charges a second through the real protocol: 500 tills at once on PostgreSQL, against the same backend on PGlite. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase } from '#cloud/db/open.ts';
import { connectBackend, enrolTill } from '#main/adapters/cloud/backend.ts';
import type { CloudBackend } from '#main/adapters/cloud/backend.ts';
import type { Crypto } from '#till/ports.ts';
import pg from 'pg';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';
import { processorMs } from './lib.ts';
import { chain, deviceCrypto, newCode, runOf, sale } from '../kit/tillAtBackend.ts';

const CLI = resolve(import.meta.dirname, '../../src/main/tillbook.js');
const TILLS = 500;
const STORE = 'bench';

type Service = { child: ChildProcess; url: string; enrolCode: string };

export async function service(args: readonly string[]): Promise<Service> {
  const child = spawn(process.execPath, [CLI, 'cloud', ...args, '--port', '0', '--store', STORE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((done) => createInterface({ input: child.stdout! }).once('line', done));
  return { child, ...(JSON.parse(line) as { url: string; enrolCode: string }) };
}

export async function stop({ child }: Service): Promise<void> {
  child.kill('SIGTERM');
  await new Promise((done) => child.once('exit', done));
}

/** Every till charges one order after the other, all tills at once, each on its own connection. */
async function charges(tills: readonly CloudBackend[], each: number): Promise<number> {
  const start = performance.now();
  await Promise.all(tills.map(async (till) => {
    for (let count = 0; count < each; count += 1) {
      const answer = await till.charge(sale({ authCode: newCode() }));
      if (answer.state !== 'paid') throw new Error(`a charge ended ${answer.state} ${answer.code}`);
    }
  }));
  return (tills.length * each * 1_000) / (performance.now() - start);
}

async function entries(till: CloudBackend, name: string, sign: (text: string) => string): Promise<number> {
  const all = chain(name, 20_000, { seq: 0, hash: '0'.repeat(64) });
  const start = performance.now();
  for (let at = 0; at < all.length; at += 500) {
    const batch = all.slice(at, at + 500);
    await till.ship(runOf(batch), sign(batch.at(-1)?.hash ?? ''));
  }
  return (all.length * 1_000) / (performance.now() - start);
}

/** The first till by its code; the others are put down with the same key, which is all that matters here. */
async function openTills(one: Service, count: number, enrolMore: (publicKey: string, count: number) => Promise<void>) {
  const crypto = deviceCrypto();
  const { keyId } = await enrolTill({ baseUrl: one.url, code: one.enrolCode, store: STORE, till: 'till0', publicKey: crypto.publicKey() });
  await enrolMore(crypto.publicKey(), count);
  const first = connectBackend({ baseUrl: one.url, keyId, crypto });
  return { tills: [first, ...connectAll(one, crypto, count - 1)], first, crypto, publicKey: crypto.publicKey(), sign: (text: string) => crypto.sign(text) };
}

const connectAll = (one: Service, crypto: Crypto, count: number): CloudBackend[] => Array.from({ length: count }, (_, index) => connectBackend({ baseUrl: one.url, keyId: `${STORE}/till${index + 1}/1`, crypto }));

function print(name: string, value: number, unit: string, peer: number | null): void {
  process.stdout.write(`${JSON.stringify({ name, value: Math.round(value), unit, peer: peer === null ? null : Math.round(peer), ratio: peer === null ? null : Math.round((value / peer) * 100) / 100 })}\n`);
}

export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-bench-'));
  const coldAt = performance.now();
  let embedded = await service(['--data', join(folder, 'cloud')]);
  print('cloud-pglite-first-start', performance.now() - coldAt, 'ms', null);
  await stop(embedded);
  const warmAt = performance.now();
  embedded = await service(['--data', join(folder, 'cloud')]);
  print('cloud-pglite-start', performance.now() - warmAt, 'ms', null);
  const local = await openTills(embedded, 1, () => Promise.resolve());
  await charges(local.tills, 50);
  const alone = await charges(local.tills, 300);
  const shipped = await entries(local.first, 'till0', local.sign);
  for (const till of local.tills) till.close();
  await stop(embedded);
  // Once more with as many tills as the other engine has: their keys are put down while nobody has the folder open.
  const database = await openDatabase({ folder: join(folder, 'cloud') });
  await database.sql`insert into till_key (store, till, n, public_key, enrolled_at) select ${STORE}, 'till' || i, 1, ${local.publicKey}, 0 from generate_series(1, ${TILLS}::integer) i on conflict do nothing`;
  await database.close();
  embedded = await service(['--data', join(folder, 'cloud')]);
  const crowd = connectAll(embedded, local.crypto, TILLS);
  await charges(crowd, 1);
  const crowded = await charges(crowd, 4);
  for (const till of crowd) till.close();
  await stop(embedded);
  rmSync(folder, { recursive: true, force: true });
  if (!postgresInstalled()) {
    print('cloud-charges-pglite-one-till', alone, 'charges/s', null);
    print('cloud-charges-pglite-500-tills', crowded, 'charges/s', null);
    return;
  }
  const server = await startPostgres(['max_connections=60']);
  const url = await server.database();
  const big = await service(['--database', url]);
  const many = await openTills(big, TILLS, async (publicKey, count) => {
    const client = new pg.Client(url);
    await client.connect();
    await client.query(`insert into till_key (store, till, n, public_key, enrolled_at) select $1, 'till' || i, 1, $2, 0 from generate_series(1, $3) i`, [STORE, publicKey, count]);
    await client.end();
  });
  await charges(many.tills, 4);
  const used = { here: process.cpuUsage(), there: processorMs(big.child.pid) };
  const peak = await charges(many.tills, 20);
  const here = process.cpuUsage(used.here);
  print('cloud-charges-pglite-one-till', alone, 'charges/s', null);
  print('cloud-charges-pglite-500-tills', crowded, 'charges/s', null);
  print('cloud-charges-postgresql-500-tills', peak, 'charges/s', crowded);
  print('cloud-processor-time-a-charge-backend', ((processorMs(big.child.pid) - used.there) * 1_000) / (TILLS * 20), 'µs', null);
  print('cloud-processor-time-a-charge-tills', (here.user + here.system) / (TILLS * 20), 'µs', null);
  print('cloud-journal-postgresql', await entries(many.first, 'till0', many.sign), 'entries/s', shipped);
  for (const till of many.tills) till.close();
  await stop(big);
  await server.stop();
}
