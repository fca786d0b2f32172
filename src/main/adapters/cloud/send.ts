/** One request to the backend and its answer, with the one question that matters kept: may the request have left? */
import { hash } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { signatureBase, signatureParams, splitTarget } from '#contract/httpSignature.ts';
import { Fault } from '#core/refusal.ts';
import type { Crypto } from '#till/ports.ts';

export type Line = {
  readonly base: URL;
  readonly agent: HttpAgent | HttpsAgent;
};

export type Signer = { readonly keyId: string; readonly crypto: Crypto };

/** A body that is no JSON: sent as it is. */
export type RawBody = { readonly type: string; readonly bytes: Uint8Array };

export type Reply = { readonly status: number; readonly body: Buffer };

/** The whole exchange, so that a slow drip ends too. */
const REQUEST_MS_MAX = 10_000;
const REPLY_BYTES_MAX = 64 * 1024 * 1024;

/** @param baseUrl `http://127.0.0.1:PORT` or `https://…`; a path in it is kept in front. */
export function openLine(baseUrl: string): Line {
  const base = new URL(baseUrl);
  const options = { keepAlive: true, maxSockets: 8, scheduling: 'lifo' } as const;
  return { base, agent: base.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options) };
}

/** Header fields of a request, signed when there is a signer. Signed by the wall clock: the till's own clock may run ahead in practice. */
export function headersOf(signer: Signer | null, method: string, target: string, body: RawBody | null): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const contentDigest = body === null ? null : `sha-256=:${hash('sha256', body.bytes, 'base64')}:`;
  if (body !== null && contentDigest !== null) {
    headers['content-type'] = body.type;
    headers['content-length'] = String(body.bytes.length);
    headers['content-digest'] = contentDigest;
  }
  if (signer !== null) {
    const parts = { method, ...splitTarget(target), contentDigest };
    const nonce = Buffer.from(signer.crypto.random(18)).toString('base64url');
    const params = signatureParams(parts, { created: Math.floor(Date.now() / 1_000), nonce, keyId: signer.keyId });
    headers['signature-input'] = `sig1=${params}`;
    headers['signature'] = `sig1=:${signer.crypto.sign(signatureBase(parts, params))}:`;
  }
  return headers;
}

/** The bytes of a request's body; what is no `RawBody` goes as JSON. */
export function bodyOf(body: unknown): RawBody | null {
  if (body === undefined) return null;
  if (typeof body === 'object' && body !== null && 'bytes' in body && body.bytes instanceof Uint8Array) return body as RawBody;
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) };
}

/** Starts a request; `left()` tells whether its first byte may be under way. */
export function start(line: Line, method: string, target: string, headers: Record<string, string>): { request: ClientRequest; left: () => boolean } {
  const secure = line.base.protocol === 'https:';
  const request = (secure ? httpsRequest : httpRequest)({
    protocol: line.base.protocol, hostname: line.base.hostname, port: line.base.port, path: target, method, headers, agent: line.agent,
  });
  let left = false;
  request.once('socket', (socket) => {
    // A kept connection is open already: from here on anything may have gone out.
    if (request.reusedSocket || !socket.connecting) left = true;
    else socket.once(secure ? 'secureConnect' : 'connect', () => (left = true));
  });
  return { request, left: () => left };
}

/** @throws Fault `backend-unreachable` when nothing can have left, else `backend-unknown` */
export function send(line: Line, signer: Signer | null, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Reply> {
  const target = `${line.base.pathname.replace(/\/$/, '')}${path}`;
  const raw = bodyOf(body);
  return new Promise((resolve, reject) => {
    const { request, left } = start(line, method, target, headersOf(signer, method, target, raw));
    const fail = (why: string) => {
      clearTimeout(timer);
      request.destroy();
      reject(left() ? new Fault('backend-unknown', 'the payment backend gave no usable answer', { why }) : new Fault('backend-unreachable', 'the payment backend cannot be reached', { why }));
    };
    const timer = setTimeout(() => fail('timeout'), REQUEST_MS_MAX);
    request.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'error'));
    request.on('response', (response) => {
      collect(response).then((bytes) => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, body: bytes });
      }, (error: Error) => fail(error.message));
    });
    request.end(raw?.bytes);
  });
}

async function collect(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > REPLY_BYTES_MAX) throw new Error('too-long');
    chunks.push(chunk);
  }
  if (!response.complete) throw new Error('cut');
  return Buffer.concat(chunks);
}
