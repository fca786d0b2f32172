/** What the till may believe when the line to its backend misbehaves: left or not left, word or noise. */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { createServer as createHttpServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { connectBackend } from '#main/adapters/cloud/backend.ts';
import { deviceCrypto, sale } from '../kit/tillAtBackend.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function listenOn(server: Server): Promise<string> {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      closers.push(() => server.close());
      done(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`);
    });
  });
}

const raw = (onSocket: (socket: Socket) => void) => listenOn(createServer((socket) => {
  socket.on('error', () => undefined);
  closers.push(() => socket.destroy());
  onSocket(socket);
}));
const http = (listener: RequestListener) => listenOn(createHttpServer(listener));
const answering = (status: number, body: string) => http((request, response) => {
  request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end(body));
});
const connect = (baseUrl: string) => {
  const backend = connectBackend({ baseUrl, keyId: 'shop/till/1', crypto: deviceCrypto() });
  closers.push(() => backend.close());
  return backend;
};
type Caught = { name: string; code: string; detail: Record<string, unknown> };
const faultOf = async (call: Promise<unknown>) => {
  const error = await call.then((): Caught => ({ name: 'none', code: 'none', detail: {} }), (caught: Caught) => caught);
  return error.name === 'Fault' ? `${error.code} ${String(error.detail['why'] ?? error.detail['code'])}` : error.name;
};

describe('the line to the backend', () => {
  test('refused and unresolved: the request never left [C80]', async () => {
    const gone = await raw(() => undefined);
    closers.splice(0).forEach((close) => close());
    expect(await faultOf(connect(gone).charge(sale()))).toBe('backend-unreachable ECONNREFUSED');
    expect(await faultOf(connect('http://backend.invalid:1').charge(sale()))).toMatch(/^backend-unreachable E(NOTFOUND|AI_AGAIN)$/);
  });

  test('cut after sending, cut in the answer, garbage, a 5xx and a stranger\'s page are unknown [C81]', async () => {
    const cut = await raw((socket) => socket.once('data', () => socket.destroy()));
    expect(await faultOf(connect(cut).charge(sale()))).toMatch(/^backend-unknown /);
    const half = await raw((socket) => socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"orderId"');
      setTimeout(() => socket.destroy(), 20);
    }));
    expect(await faultOf(connect(half).charge(sale()))).toMatch(/^backend-unknown /);
    expect(await faultOf(connect(await raw((socket) => socket.end('SSH-2.0-x\r\n'))).charge(sale()))).toMatch(/^backend-unknown /);
    expect(await faultOf(connect(await answering(200, '<html>')).charge(sale()))).toBe('backend-unknown garbage');
    expect(await faultOf(connect(await answering(200, '{"state":"paid"}')).charge(sale()))).toBe('backend-unknown garbage');
    expect(await faultOf(connect(await answering(503, '{"error":{"code":"internal","message":"x"}}')).charge(sale()))).toBe('backend-unknown no-answer');
    expect(await faultOf(connect(await answering(404, '<h1>nginx</h1>')).charge(sale()))).toBe('backend-unknown no-answer');
  });

  test('the backend\'s own refusal is a definite no, with its code and status [C82]', async () => {
    const backend = connect(await answering(409, '{"error":{"code":"order-mismatch","message":"no","detail":{"seq":3}}}'));
    await expect(backend.charge(sale())).rejects.toMatchObject({ name: 'Fault', code: 'backend-refused', detail: { code: 'order-mismatch', status: 409, seq: 3 } });
    const noFile = connect(await answering(404, '{"error":{"code":"no-statement-yet","message":"no"}}'));
    expect(await noFile.statement('wechatpay', '2026-03-10')).toBeNull();
  });

  test('the answer to another order is not taken for this one [C83]', async () => {
    const other = { orderId: 'SOMEONEELSE1', wallet: 'wechatpay', state: 'paid', amountMinor: 1_250, currency: 'CNY', tradeId: '1', code: 'SUCCESS', at: 1, retryReverse: false };
    expect(await faultOf(connect(await answering(200, JSON.stringify(other))).charge(sale()))).toBe('backend-unknown other-order');
  });

  test('a kept connection that the other side closed is unknown, not unreachable [C84]', async () => {
    let requests = 0;
    const url = await http((request, response) => {
      request.resume().on('end', () => {
        requests += 1;
        if (requests === 1) response.end('{"seq":0,"hash":"","signature":""}');
        else request.socket.destroy();
      });
    });
    const backend = connect(url);
    expect(await backend.head()).toMatchObject({ seq: 0 });
    expect(await faultOf(backend.charge(sale()))).toMatch(/^backend-unknown /);
    expect(requests).toBe(2);
  });

  test('the push comes back by itself after the line was cut [C85]', async () => {
    let opened = 0;
    const answer = { orderId: 'ORDER0000001', wallet: 'alipay', state: 'paid', amountMinor: 5, currency: 'CNY', tradeId: null, code: '10000', at: 1, retryReverse: false };
    const url = await http((_request, response) => {
      opened += 1;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (opened === 1) setTimeout(() => response.destroy(), 20);
      // In two pieces, with noise between: events are cut anywhere on the wire.
      else {
        const text = `: heartbeat\n\nevent: charge\ndata: {"nonsense":1}\n\nevent: charge\ndata: ${JSON.stringify(answer)}\n\n`;
        response.write(text.slice(0, 70));
        setTimeout(() => response.write(text.slice(70)), 20);
      }
    });
    const heard = await new Promise((resolve) => {
      const end = connect(url).updates((update) => {
        end();
        resolve(update);
      });
    });
    expect(heard).toEqual(answer);
    expect(opened).toBe(2);
  });
});
