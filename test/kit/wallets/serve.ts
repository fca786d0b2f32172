/** The wire of a protocol server: requests by path, and on demand the faults of a network between two honest sides. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Ask = { readonly method: string; readonly url: URL; readonly headers: IncomingHttpHeaders; readonly body: string };
/** Null: the other side hears nothing; the line is cut. */
export type Reply = { readonly status: number; readonly headers: Record<string, string>; readonly body: string | Buffer } | null;
/** `cut`: before it was taken in. `cut-after`: taken in, the answer lost. `slow`: the answer drips. `5xx`: a proxy's page. `garbage`: not to be read. */
export type LineFault = 'cut' | 'cut-after' | 'slow' | '5xx' | 'garbage';

export type Served = {
  readonly url: string;
  /** For the next answers, in turn. */
  readonly faults: LineFault[];
  /** Run once, before the next request whose path or body holds the text is taken in: a race, or a fault for just that request. */
  before(mark: string, act: () => LineFault | undefined): void;
  /** Requests that the server refused because something required was missing or badly signed; must stay empty. */
  readonly complaints: string[];
  /** Paths asked for, in turn. */
  readonly asked: string[];
  stop(): Promise<void>;
};

const DRIP_MS = 100;

export async function serve(answer: (ask: Ask, complain: (what: string) => void) => Reply): Promise<Served> {
  const faults: LineFault[] = [];
  const races: { mark: string; act: () => LineFault | undefined }[] = [];
  const complaints: string[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const text = `${url.pathname}${url.search}${Buffer.concat(parts).toString('utf8')}`;
      const race = races.findIndex((one) => text.includes(one.mark));
      const fault = (race >= 0 ? races.splice(race, 1)[0]?.act() : undefined) ?? faults.shift();
      if (fault === 'cut') return void request.socket.destroy();
      if (fault === '5xx') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>bad gateway</html>');
      asked.push(url.pathname);
      const reply = answer({ method: request.method ?? '', url, headers: request.headers, body: Buffer.concat(parts).toString('utf8') }, (what) => complaints.push(`${url.pathname}: ${what}`));
      if (reply === null || fault === 'cut-after') return void request.socket.destroy();
      if (fault === 'garbage') return void response.writeHead(reply.status, reply.headers).end('{"half":');
      response.writeHead(reply.status, reply.headers);
      if (fault !== 'slow') return void response.end(reply.body);
      const bytes = Buffer.from(reply.body);
      let at = 0;
      const drip = setInterval(() => {
        if (at >= bytes.length || response.destroyed) {
          clearInterval(drip);
          response.end();
        } else response.write(bytes.subarray(at, (at += 1)));
      }, DRIP_MS);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, faults, complaints, asked,
    before: (mark, act) => void races.push({ mark, act }),
    stop: () => new Promise((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
    }),
  };
}
