/** The loopback shell: one browser, by a key that works once, and nothing for anyone else. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startLoopback, type Loopback } from '#main/loopback/server.ts';
import type { TillEvent } from '#contract/views.ts';

let pages = '';
let till: Loopback;
let seats = 0;
const views: string[] = [];
const hearers = new Set<(event: TillEvent) => void>();
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-loopback-'));
  pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Till</title>');
  writeFileSync(join(pages, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(pages, 'secret.key'), 'no type, not served');
  writeFileSync(join(folder, 'outside.js'), 'outside');
  till = await startLoopback({ pages, port: 0, seat: (view) => {
    seats += 1;
    views.push(view);
    return {
      call: (name, input) => Promise.resolve({ ok: true as const, value: { name, input } }),
      subscribe: (onEvent) => {
        hearers.add(onEvent);
        return () => hearers.delete(onEvent);
      },
    };
  } });
});
afterAll(async () => {
  await till.close();
  rmSync(join(pages, '..'), { recursive: true, force: true });
});

type Answer = { status: number; body: string; headers: Record<string, string | string[] | undefined> };
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(till.origin);
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => done({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.on('error', failed);
    sent.end();
  });
}
async function enter(): Promise<string> {
  const answer = await get(till.entry().slice(till.origin.length));
  expect(answer.status).toBe(303);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}
function socket(headers: Record<string, string>, path = '/socket'): Promise<WebSocket | number> {
  return new Promise((done) => {
    const opened = new WebSocket(`${till.origin.replace('http', 'ws')}${path}`, { headers });
    opened.on('open', () => done(opened));
    opened.on('unexpected-response', (_, response) => done(response.statusCode ?? 0));
    opened.on('error', () => undefined);
  });
}

describe('the loopback shell', () => {
  test('is bound to this machine alone, and its key lets one browser in, once [H2]', async () => {
    expect(new URL(till.origin).hostname).toBe('127.0.0.1');
    const path = till.entry().slice(till.origin.length);
    const first = await get(path);
    expect(first.status).toBe(303);
    expect(String(first.headers['set-cookie'])).toMatch(/^tillbook=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await get(path)).status).toBe(403);
    expect((await get('/?key=guess')).status).toBe(403);
  });

  test('gives its page to the browser that was let in and to no other, never by another host\'s name [H3]', async () => {
    const cookie = await enter();
    expect((await get('/', { cookie })).body).toContain('Till');
    for (const path of ['/', '/index.html', '//index.html', '/%69ndex.html']) expect((await get(path)).status, path).toBeGreaterThanOrEqual(400);
    expect((await get('/', { cookie: 'tillbook=x' })).status).toBe(403);
    expect((await get('/', { cookie, host: 'evil.example' })).status).toBe(421);
    expect((await get('/', { cookie, host: 'localhost:1' })).status).toBe(421);
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });

  test('serves files of its own folder with a known type and nothing else, under a strict policy [H4]', async () => {
    const script = await get('/assets/app.js');
    expect(script.status).toBe(200);
    expect(String(script.headers['content-security-policy'])).toBe("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    expect(script.headers['x-content-type-options']).toBe('nosniff');
    for (const path of ['/../outside.js', '/..%2foutside.js', '/assets/..%2f..%2foutside.js', '/%2e%2e/outside.js', '/secret.key', '/assets', '/assets/', '/none.js', '/assets/app.js%00.png', '/..%5coutside.js']) expect((await get(path)).status, path).toBe(404);
  });

  test('an address that is none is refused and does not end the till [H5]', async () => {
    const { hostname, port } = new URL(till.origin);
    const raw = (path: string) => new Promise<string>((done) => {
      const line = connect(Number(port), hostname, () => line.end(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`));
      let text = '';
      line.on('data', (chunk) => { text += String(chunk); }).on('close', () => done(text.split('\r\n')[0] ?? '')).on('error', () => done('cut'));
    });
    for (const path of ['/%', '/%zz', '//', 'http://', '/%E0%A4%A', '*', '/\u00e4']) expect(await raw(path), path).toMatch(/^HTTP\/1\.1 4\d\d|^cut$/);
    expect((await get('/assets/app.js')).status).toBe(200);
  });

  test('opens its socket only for the browser that was let in, from its own page [H6]', async () => {
    const cookie = await enter();
    const origin = till.origin;
    expect(await socket({ origin })).toBe(403);
    expect(await socket({ cookie })).toBe(403);
    expect(await socket({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await socket({ cookie, origin: 'null' })).toBe(403);
    expect(await socket({ cookie, origin, host: 'evil.example' })).toBe(403);
    expect(await socket({ cookie, origin }, '/other')).toBe(403);
    expect(await socket({ cookie, origin }, '/socket%')).toBe(403);
    const open = await socket({ cookie, origin });
    expect(open).toBeInstanceOf(WebSocket);
    (open as WebSocket).close();
  });

  test('a display in another tab of the same browser has a seat of its own [DS3]', async () => {
    const cookie = await enter();
    const before = views.length;
    const opened = [await socket({ cookie, origin: till.origin }), await socket({ cookie, origin: till.origin }, '/socket?view=display'), await socket({ cookie, origin: till.origin }, '/socket?view=manager')];
    expect(views.slice(before)).toEqual(['main', 'display']);
    for (const one of opened) if (one instanceof WebSocket) one.close();
  });

  test('answers each call by its number, passes events on, and shrugs at what is no call [H7]', async () => {
    const cookie = await enter();
    const open = (await socket({ cookie, origin: till.origin })) as WebSocket;
    const heard: unknown[] = [];
    open.on('message', (data) => heard.push(JSON.parse(Buffer.from(data as Buffer).toString())));
    for (const text of ['', '{', 'null', '[]', '{"id":"1","call":"x"}', '{"id":1}', '{"id":1,"call":{}}']) open.send(text);
    open.send(Buffer.from([1, 2, 3]));
    open.send('{"id":7,"call":"till.state","input":{"a":1}}');
    await expect.poll(() => heard.length).toBe(1);
    for (const hearer of hearers) hearer({ kind: 'spoken', amountMinor: 5, currency: 'CNY' });
    await expect.poll(() => heard.length).toBe(2);
    expect(heard).toEqual([{ id: 7, reply: { ok: true, value: { name: 'till.state', input: { a: 1 } } } }, { event: { kind: 'spoken', amountMinor: 5, currency: 'CNY' } }]);
    open.close();
  });

  test('two windows of one browser sit at one seat, another browser at its own [H8]', async () => {
    const before = seats;
    const one = await enter();
    const sockets = [await socket({ cookie: one, origin: till.origin }), await socket({ cookie: one, origin: till.origin })];
    expect(seats).toBe(before + 1);
    sockets.push(await socket({ cookie: await enter(), origin: till.origin }));
    expect(seats).toBe(before + 2);
    for (const open of sockets) (open as WebSocket).close();
  });
});
