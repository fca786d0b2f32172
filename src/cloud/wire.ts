/** Requests to wallets over HTTP: one deadline for the whole exchange, a cap on the answer, no redirects, no log. */
import { request as httpRequest } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { WireFault } from './ports.ts';
import type { Wire, WireReply, WireRequest } from './ports.ts';

const secure = new Agent({ keepAlive: true, maxSockets: 256, minVersion: 'TLSv1.2' });
/** Errors before the connection stood. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

export const wire: Wire = (request) => new Promise((resolve, reject) => {
  const { method, headers, body, timeoutMs, bytesMax } = request;
  const bytes = body === null ? null : Buffer.from(body, 'utf8');
  const options = { method, headers: { ...headers, ...(bytes === null ? {} : { 'content-length': String(bytes.length) }) }, ...tls(request) };
  const open = request.url.startsWith('https:') ? httpsRequest : httpRequest;
  const call = open(request.url, options, (reply) => {
    const parts: Buffer[] = [];
    let length = 0;
    reply.on('data', (part: Buffer) => {
      length += part.length;
      if (length > bytesMax) end(new WireFault('TOO_LARGE'));
      else parts.push(part);
    });
    reply.on('end', () => {
      if (reply.complete) finish({ status: reply.statusCode ?? 0, headers: flat(reply.headers), body: Buffer.concat(parts) });
      else end(new WireFault('CUT'));
    });
    reply.on('error', () => end(new WireFault('CUT')));
    reply.on('aborted', () => end(new WireFault('CUT')));
  });
  const timer = setTimeout(() => end(new WireFault('TIMEOUT')), timeoutMs);
  const finish = (reply: WireReply) => {
    clearTimeout(timer);
    resolve(reply);
  };
  const end = (fault: WireFault) => {
    clearTimeout(timer);
    call.destroy();
    reject(fault);
  };
  call.on('error', (error) => end(new WireFault(NEVER_LEFT.has((error as { code?: string }).code ?? '') ? 'NOT_SENT' : 'CUT')));
  call.end(bytes ?? undefined);
});

function tls({ url, clientCertificate }: WireRequest): object {
  if (!url.startsWith('https:')) return {};
  return clientCertificate === undefined ? { agent: secure } : { cert: clientCertificate.certificate, key: clientCertificate.key, minVersion: 'TLSv1.2' };
}

function flat(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' || value === undefined ? value : value.join(', ')]));
}
