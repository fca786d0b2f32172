/** Several instances of the backend on one PostgreSQL, and its logs. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCloud } from '#cloud/index.ts';
import type { Cloud } from '#cloud/index.ts';
import type { ChargeAnswer, ChargeRequest } from '#contract/cloud.ts';
import { connectBackend, enrolTill, type CloudBackend } from '#main/adapters/cloud/backend.ts';
import { oneAddress } from '../kit/oneAddress.ts';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';
import type { TestPostgres } from '../kit/postgres.ts';
import { chain, deviceCrypto, enrolledTill, headSignature, newCode, newOrderId, runOf, sale, sameTillAt } from '../kit/tillAtBackend.ts';
import type { TestTill } from '../kit/tillAtBackend.ts';

const CLI = resolve(import.meta.dirname, '../../src/main/tillbook.js');

const started: ChildProcess[] = [];

/** The service as it is run: by the command line, in a process of its own. */
async function service(url: string): Promise<{ child: ChildProcess; url: string; enrolCode: string; store: string }> {
  const child = spawn(process.execPath, [CLI, 'cloud', '--database', url, '--port', '0', '--store', 'chain'], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  if (child.stdout === null) throw new Error('no output');
  const line = await new Promise<string>((done) => createInterface({ input: child.stdout! }).once('line', done));
  return { child, ...(JSON.parse(line) as { url: string; enrolCode: string; store: string }) };
}

const COUNTERS = 48;
const ORDERS = 600;
/** Then the order is reversed. */
const ASKS = 20;

describe.skipIf(!postgresInstalled())('instances on one PostgreSQL', () => {
  let server: TestPostgres;
  let url: string;
  let instances: Cloud[] = [];
  let first: TestTill;
  let second: TestTill;
  const logged: string[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    url = await server.database();
    const log = { write: (line: string) => void logged.push(line) };
    // Both at once: the schema is made by one of them.
    instances = await Promise.all([startCloud({ database: { url }, log }), startCloud({ database: { url }, log })]);
    first = await enrolledTill(instances[0]!, 'pair');
    second = sameTillAt(first, instances[1]!);
  });
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL');
    await Promise.all(instances.map((one) => one.close()));
    await server?.stop();
  });

  test('one order sent to both at one moment is charged once [C100]', async () => {
    for (let round = 0; round < 10; round += 1) {
      const order = sale({ wallet: 'alipay', authCode: newCode() });
      await Promise.all([first, second, first, second].map((till) => till.charge(order)));
      expect((await second.ask(order.orderId)).state).toBe('paid');
    }
    const book = await first.sandbox.book();
    expect(book.doubleCharged).toEqual([]);
    expect(book.wallets.find((line) => line.wallet === 'alipay')).toMatchObject({ charges: 10 });
  });

  test('a nonce used at one instance is a replay at the other, and both hold one journal [C101]', async () => {
    const entries = chain(first.name, 20, { seq: 0, hash: '0'.repeat(64) });
    await Promise.all([first, second].map((till) => till.ship(runOf(entries), headSignature(first, entries))));
    expect(await second.head()).toMatchObject({ seq: 20 });
    const { headersOf } = await import('#main/adapters/cloud/send.ts');
    const headers = headersOf({ keyId: first.keyId, crypto: first.crypto }, 'GET', '/v1/status', null);
    expect((await fetch(`${first.baseUrl}/v1/status`, { headers })).status).toBe(200);
    expect((await fetch(`${second.baseUrl}/v1/status`, { headers })).status).toBe(401);
  });

  test('what the wallet decides is pushed by the instance the till listens to [C102]', async () => {
    await first.sandbox.behave({ wallet: 'unionpay', mode: 'confirm', delayMs: 100 });
    const order = sale({ wallet: 'unionpay' });
    const heard = new Promise<void>((done) => {
      const end = second.updates((answer) => {
        if (answer.orderId !== order.orderId || answer.state !== 'paid') return;
        end();
        done();
      });
    });
    expect((await first.charge(order)).state).toBe('payer-acting');
    await heard;
  });

  test('no log line holds a payment code or a body, refused or not [C103]', async () => {
    const authCode = newCode('4321');
    const order = sale({ authCode, subject: 'Canary subject' });
    await first.charge(order);
    await first.charge({ ...order, amountMinor: 3 }).catch(() => undefined);
    await first.charge({ ...order, amountMinor: -3 }).catch(() => undefined);
    await first.refund({ refundId: newOrderId(), orderId: newOrderId(), wallet: 'alipay', amountMinor: 1, currency: 'CNY', reason: 'Canary reason' }).catch(() => undefined);
    const text = logged.join('');
    expect(text).toContain('order-mismatch');
    for (const secret of [authCode, 'Canary', 'signature']) expect(text).not.toContain(secret);
  });

  test('one of two services is killed under load, and nothing is lost or charged twice [C104]', async () => {
    const services = await Promise.all([service(url), service(url)]);
    const crypto = deviceCrypto();
    const { enrolCode, store, url: baseUrl } = services[0]!;
    const { keyId } = await enrolTill({ baseUrl, code: enrolCode, store, till: 'till1', publicKey: crypto.publicKey() });
    const tills = services.map((one) => connectBackend({ baseUrl: one.url, keyId, crypto }));
    const orders = Array.from({ length: 200 }, () => sale({ authCode: newCode() }));
    let done = 0;
    const confirmed = new Set<string>();
    const selling = orders.map(async (order, index) => {
      await new Promise((later) => setTimeout(later, index * 3));
      const answer = await tills[index % 2]!.charge(order).catch(() => null);
      if (answer?.state === 'paid') confirmed.add(order.orderId);
      done += 1;
      if (done === 60) services[0]!.child.kill('SIGKILL');
    });
    await Promise.all(selling);
    // The survivor is asked for all, and given again what it has never heard of.
    const states = await Promise.all(orders.map(async (order) => {
      const word = await tills[1]!.ask(order.orderId);
      return word.wallet === null ? (await tills[1]!.charge({ ...order, authCode: newCode() })).state : word.state;
    }));
    const paid = states.filter((state) => state === 'paid').length;
    orders.forEach((order, index) => {
      if (confirmed.has(order.orderId)) expect(states[index]).toBe('paid');
    });
    const book = await tills[1]!.sandbox.book();
    expect(book.doubleCharged).toEqual([]);
    expect(book.wallets.find((line) => line.wallet === 'wechatpay')).toMatchObject({ charges: paid, netMinor: paid * 1_250 });
    expect(paid).toBeGreaterThan(150);
    for (const till of tills) till.close();
    services[1]!.child.kill('SIGTERM');
    await new Promise((ended) => services[1]!.child.once('exit', ended));
    expect(services[1]!.child.exitCode).toBe(0);
  });

  test('behind one address, one of two services is killed with dozens of charges under way: no confirmed charge and no acknowledged entry is lost, and nobody is charged twice [C280]', { timeout: 240_000 }, async () => {
    const services = await Promise.all([service(url), service(url)]);
    const door = await oneAddress(services.map((one) => Number(new URL(one.url).port)));
    const crypto = deviceCrypto();
    const { enrolCode, store } = services[0]!;
    const { keyId } = await enrolTill({ baseUrl: door.url, code: enrolCode, store, till: 'till9', publicKey: crypto.publicKey() });
    const counters = Array.from({ length: COUNTERS }, () => connectBackend({ baseUrl: door.url, keyId, crypto }));
    const orders = Array.from({ length: ORDERS }, () => sale({ wallet: 'unionpay', authCode: newCode() }));
    const seen = { begun: 0, under: 0, done: 0, broken: 0, atKill: 0, open: [0, 0], killedAt: 0 };
    const confirmed = new Set<string>();
    const reversed = new Set<string>();
    const began = performance.now();
    /** As a till does: no answer is asked for, what never came is sent again under its own number, and what stays unknown is reversed until the word is definite. */
    const payFor = async (counter: CloudBackend, order: ChargeRequest): Promise<void> => {
      const again = (asked: ChargeAnswer) => (asked.wallet === null ? counter.charge({ ...order, authCode: newCode() }) : asked);
      for (let tries = 0; tries < 200; tries += 1) {
        const call = tries === 0 ? counter.charge(order) : tries < ASKS ? counter.ask(order.orderId).then(again) : counter.reverse(order.orderId);
        const word = await call.catch(() => null);
        if (word?.state === 'paid') return void confirmed.add(order.orderId);
        if (word?.state === 'reversed' && tries >= ASKS) return void reversed.add(order.orderId);
        if (word === null) seen.broken += 1;
        await sleep(20);
      }
    };
    const selling = counters.map(async (counter) => {
      for (let order = orders[seen.begun++]; order !== undefined; order = orders[seen.begun++]) {
        seen.under += 1;
        await payFor(counter, order);
        seen.under -= 1;
        seen.done += 1;
        if (seen.done !== ORDERS / 3) continue;
        Object.assign(seen, { atKill: seen.under, open: door.open(), killedAt: performance.now() - began });
        services[0]!.child.kill('SIGKILL');
      }
    });
    const entries = chain('till9', 1_000, { seq: 0, hash: '0'.repeat(64) });
    const heads: number[] = [];
    const shipping = (async () => {
      const counter = counters[0]!;
      for (let from = 0, tries = 0; from < entries.length && tries < 1_000; tries += 1) {
        const batch = entries.slice(from, from + 50);
        const ack = await counter.ship(runOf(batch), crypto.sign(batch.at(-1)?.hash ?? '')).catch(() => counter.head().catch(() => null));
        if (ack === null) {
          await sleep(50);
          continue;
        }
        heads.push(ack.seq);
        from = ack.seq;
      }
    })();
    await Promise.all([...selling, shipping]);
    const seconds = (performance.now() - began) / 1_000;
    console.log(`${ORDERS} charges in ${seconds.toFixed(1)} s, ${(ORDERS / seconds).toFixed(0)} a second; killed after ${(seen.killedAt / 1_000).toFixed(1)} s with ${seen.atKill} charges under way over ${seen.open.join(' + ')} connections; ${seen.broken} tries without an answer; ${confirmed.size} paid, ${reversed.size} reversed`);
    expect(seen.atKill).toBeGreaterThan(COUNTERS / 2);
    expect(seen.open[0]).toBeGreaterThan(COUNTERS / 4);
    expect(seen.broken).toBeGreaterThan(5);
    expect(confirmed.size + reversed.size).toBe(ORDERS);
    // Claimed by the instance that died before the wallet heard of it: at most what it had under way.
    expect(reversed.size).toBeLessThanOrEqual(seen.atKill);
    for (const { orderId } of orders) expect((await counters[1]!.ask(orderId)).state, orderId).toBe(confirmed.has(orderId) ? 'paid' : 'reversed');
    expect(heads).toEqual(heads.toSorted((a, b) => a - b));
    expect(await counters[1]!.head()).toMatchObject({ seq: entries.length, hash: entries.at(-1)?.hash });
    const book = await counters[1]!.sandbox.book();
    expect(book.doubleCharged).toEqual([]);
    expect(book.wallets.find((line) => line.wallet === 'unionpay')).toMatchObject({ netMinor: confirmed.size * 1_250 });
    for (const counter of counters) counter.close();
    await door.close();
    services[1]!.child.kill('SIGTERM');
    await new Promise((ended) => services[1]!.child.once('exit', ended));
  });
});
