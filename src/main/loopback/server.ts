/** The loopback shell: serves the screens to a browser on this machine only, and carries calls and events over one WebSocket a screen. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Envelope } from '#contract/define.ts';
import type { TillEvent } from '#contract/views.ts';
import { CONTENT_TYPES, POLICY_HEADERS } from '../shellPolicy.ts';
import { newSessions, type Sessions } from './session.ts';

/** What a screen may do once it is let in: call, and hear. One per screen session. */
export type SeatLink = { call: (name: string, input: unknown) => Promise<Envelope>; subscribe: (onEvent: (event: TillEvent) => void) => () => void };

export type LoopbackOptions = {
  /** Folder of the built screens. */
  readonly pages: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Opens a seat for a new screen session. */
  readonly seat: (view: 'main' | 'display') => SeatLink;
};

export type Loopback = {
  readonly origin: string;
  /** An address that lets one browser in, once. */
  readonly entry: () => string;
  readonly close: () => Promise<void>;
};

const MESSAGE_BYTES_MAX = 96 * 1024 * 1024;

function answer(response: ServerResponse, status: number, body: string | Buffer, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...POLICY_HEADERS, 'content-type': 'text/plain; charset=utf-8', ...headers });
  response.end(body);
}

/** Only this host's own name and port are served: a page elsewhere that points a name at us gets nothing (DNS rebinding). */
function hostFits(request: IncomingMessage, origin: string): boolean {
  return request.headers.host === new URL(origin).host;
}

/** The address that was asked for; null when it is none, such as `//` or `/%`. */
function addressOf(request: IncomingMessage, origin: string): { url: URL; path: string } | null {
  try {
    const url = new URL(request.url ?? '/', origin);
    return { url, path: decodeURIComponent(url.pathname) };
  } catch {
    return null;
  }
}

function file(pages: string, path: string, response: ServerResponse): void {
  const wanted = normalize(join(pages, path === '/' ? 'index.html' : path));
  if (path.includes('\0') || !wanted.startsWith(pages + sep) || !existsSync(wanted)) {
    answer(response, 404, 'Not found.');
    return;
  }
  const type = CONTENT_TYPES[extname(wanted)];
  if (type === undefined) {
    answer(response, 404, 'Not found.');
    return;
  }
  const forGood = path.startsWith('/assets/');
  answer(response, 200, readFileSync(wanted), { 'content-type': type, 'cache-control': forGood ? 'private, max-age=31536000, immutable' : 'no-store' });
}

function serve(options: LoopbackOptions, sessions: Sessions, origin: string, request: IncomingMessage, response: ServerResponse): void {
  if (!hostFits(request, origin)) {
    answer(response, 421, 'This address is not served here.');
    return;
  }
  const address = addressOf(request, origin);
  if (address === null) {
    answer(response, 400, 'That is no address.');
    return;
  }
  const { url, path } = address;
  const key = url.searchParams.get('key');
  if (key !== null) {
    const cookie = sessions.exchange(key);
    if (cookie === null) {
      answer(response, 403, 'This address has been used. Start the till again, or open the address that it printed last.');
      return;
    }
    const view = url.searchParams.get('view') === 'display' ? '/?view=display' : '/';
    response.writeHead(303, { ...POLICY_HEADERS, location: view, 'set-cookie': cookie, 'cache-control': 'no-store' });
    response.end();
    return;
  }
  if (request.method !== 'GET') {
    answer(response, 405, 'Only GET is served here.');
    return;
  }
  if ((path === '/' || path === '/index.html') && !sessions.known(request.headers.cookie)) {
    answer(response, 403, 'This till is open to the browser that it started. Open the address that it printed.');
    return;
  }
  file(options.pages, path, response);
}

function carry(socket: WebSocket, link: SeatLink): void {
  const stop = link.subscribe((event) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ event }));
  });
  socket.on('close', stop);
  socket.on('error', () => socket.terminate());
  socket.on('message', (data, binary) => {
    if (binary || !Buffer.isBuffer(data)) return;
    let message: { id?: unknown; call?: unknown; input?: unknown };
    try { message = JSON.parse(data.toString('utf8')) as typeof message; } catch { return; }
    if (message === null || typeof message !== 'object' || typeof message.id !== 'number' || typeof message.call !== 'string') return;
    const { id } = message;
    void link.call(message.call, message.input).then((reply) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ id, reply }));
    });
  });
}

export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const sessions = newSessions();
  const links = new Map<string, SeatLink>();
  let origin = '';
  const server: Server = createServer((request, response) => serve(options, sessions, origin, request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX });
  server.on('upgrade', (request, socket, head) => {
    const id = sessions.known(request.headers.cookie);
    const fits = hostFits(request, origin) && request.headers.origin === origin && addressOf(request, origin)?.path === '/socket';
    if (id === null || !fits) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    // The customer's display is another tab of the same browser: it has a seat of its own, where nobody ever signs in.
    const view = addressOf(request, origin)?.url.searchParams.get('view') === 'display' ? 'display' : 'main';
    let link = links.get(`${view} ${id}`);
    if (link === undefined) {
      link = options.seat(view);
      links.set(`${view} ${id}`, link);
    }
    const own = link;
    sockets.handleUpgrade(request, socket, head, (webSocket) => carry(webSocket, own));
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(options.port, '127.0.0.1', () => done());
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    entry: () => `${origin}/?key=${sessions.invite()}`,
    close: () => new Promise((done) => {
      for (const client of sockets.clients) client.terminate();
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}
