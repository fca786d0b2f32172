/** The HTTP face: paths of the contract, bodies checked against it, failures by code; bodies are never logged. */
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { isMethod } from '#core/wallets.ts';
import { CardChargeRequest, ChargeRequest, CLOUD_PATHS, Day, EnrolRequest, RefundRequest, RotateRequest, ShowRequest } from '#contract/cloud.ts';
import type { BackendStatus, ChainTillDays, ChainView, FeedPage, Health, StatementFile } from '#contract/cloud.ts';
import type { Backend } from '../backend.ts';
import { ask, charge, chargeCard, connectorOf, reverse } from '../charge.ts';
import { backendStatus, VERSION } from '../status.ts';
import { gauges, newMetrics, type Metrics } from '../metrics.ts';
import { rateLimit } from './rateLimit.ts';
import { enrol, rotateKey } from '../keys.ts';
import type { BackendKeys, TillKeys } from '../keys.ts';
import type { Nonces } from '../nonces.ts';
import { journalArrivals } from '../journalArrivals.ts';
import { CloudRefusal } from '../ports.ts';
import { acknowledge, readHead, receiveJournal } from '../receiveJournal.ts';
import { chainTillDays, chainView } from '../chainView.ts';
import { askRefund, refund } from '../refund.ts';
import { showCode } from '../showCode.ts';
import type { Watch } from '../watch.ts';
import { enrolGuard } from './enrolGuard.ts';
import { noticeRoute } from './notices.ts';
import { authenticate } from './signed.ts';
import type { SignedCaller } from './signed.ts';
import { streamUpdates } from './updates.ts';

export type ServerParts = {
  readonly backend: Backend;
  readonly keys: BackendKeys;
  readonly tillKeys: TillKeys;
  readonly nonces: Nonces;
  readonly watch: Watch;
  readonly log: Logger;
};

/** A signed request's handler: who asks, the request, the body parsed but not yet checked. */
type SignedHandler = (caller: SignedCaller, request: FastifyRequest, body: unknown, reply: FastifyReply) => unknown;
export type Signed = (method: 'GET' | 'POST' | 'PUT', path: string, handler: SignedHandler, form?: 'json' | 'bytes') => void;

/** Of one till at one instance: far above what any counter does; a till that runs wild harms nobody else. */
const REQUESTS_A_MINUTE = 30_000;
/** A batch of journal entries by `LIMITS.journalBatchBytesMax` fits. */
const BODY_BYTES_MAX = 8 * 1024 * 1024;

export function buildServer(parts: ServerParts): { app: FastifyInstance; signed: Signed } {
  const app = fastify({ logger: false, bodyLimit: BODY_BYTES_MAX, keepAliveTimeout: 65_000, requestTimeout: 30_000, routerOptions: { maxParamLength: 100 } });
  // Bodies stay bytes until the signature over them is checked.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
  app.setErrorHandler((error, request, reply) => void fail(parts.log, error, request, reply));
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: { code: 'no-such-path', message: 'there is no such path' } }));
  const limit = rateLimit(parts.backend.now, REQUESTS_A_MINUTE);
  const signed: Signed = (method, path, handler, form = 'json') => {
    app.route({
      method, url: path,
      handler: async (request, reply) => {
        const caller = await authenticate(request, parts.tillKeys, parts.nonces, parts.backend.now());
        limit(`${caller.store}/${caller.till}`);
        return handler(caller, request, request.body === undefined || form === 'bytes' ? undefined : parseJson(request.body), reply);
      },
    });
  };
  const metrics = newMetrics();
  app.addHook('onResponse', (request, reply, done) => {
    metrics.request(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime);
    done();
  });
  parts.backend.listeners.add((_caller, answer) => metrics.charge(answer.wallet ?? 'any', answer.state));
  open(app, parts, metrics);
  noticeRoute(app, parts.backend);
  charges(signed, parts);
  journal(signed, parts);
  reading(signed, parts);
  chain(signed, parts);
  return { app, signed };
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse((body as Buffer).toString('utf8'));
  } catch {
    throw new CloudRefusal(400, 'bad-request', 'the body is no JSON');
  }
}

/** @throws CloudRefusal 400 `bad-request` naming the fields, never their values. */
export function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const fields = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || issue.code))].slice(0, 5).join(', ');
  throw new CloudRefusal(400, 'bad-request', `the body does not fit: ${fields}`);
}

const param = (request: FastifyRequest, name: string): string => (request.params as Record<string, string | undefined>)[name] ?? '';

async function fail(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (error instanceof CloudRefusal) {
    log.info({ method: request.method, route: request.routeOptions.url, status: error.status, code: error.code }, 'refused');
    await reply.code(error.status).send({ error: { code: error.code, message: error.message, ...(error.detail === undefined ? {} : { detail: error.detail }) } });
    return;
  }
  const { statusCode, code, name } = error as { statusCode?: number; code?: string; name?: string };
  if (statusCode !== undefined && statusCode < 500) {
    await reply.code(statusCode).send({ error: { code: 'bad-request', message: code ?? 'bad request' } });
    return;
  }
  // Only the kind of error: a driver's message may quote values.
  log.error({ method: request.method, route: request.routeOptions.url, name, code }, 'failed');
  await reply.code(500).send({ error: { code: 'internal', message: 'the backend failed; what was asked may or may not have happened' } });
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Whoever comes by a proxy on this machine is not of this machine. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const;

function open(app: FastifyInstance, { backend, keys }: ServerParts, metrics: Metrics): void {
  const guard = enrolGuard(backend.now);
  app.get(CLOUD_PATHS.health, async (_request, reply): Promise<z.infer<typeof Health>> => {
    const began = performance.now();
    const { engine } = backend.database;
    try {
      await backend.database.sql`select 1`;
      return { ok: true, version: VERSION, engine, databaseMs: Math.round((performance.now() - began) * 10) / 10 };
    } catch {
      void reply.code(503);
      return { ok: false, version: VERSION, engine, databaseMs: null };
    }
  });
  app.get(CLOUD_PATHS.metrics, (request, reply) => {
    // How much a shop sells is nobody's business beyond this machine; a collector runs beside the backend.
    if (!LOOPBACK.has(request.socket.remoteAddress ?? '') || FORWARDED.some((name) => request.headers[name] !== undefined)) throw new CloudRefusal(404, 'no-such-path', 'there is no such path');
    return reply.type('text/plain; version=0.0.4').send(metrics.text() + gauges(backend));
  });
  app.post(CLOUD_PATHS.enrol, (request) => {
    const body = checked(EnrolRequest, parseJson(request.body));
    return guard(body.store, () => enrol(backend.database.sql, keys, body, backend.now()));
  });
}

function charges(signed: Signed, { backend }: ServerParts): void {
  signed('POST', CLOUD_PATHS.charges, (caller, _request, body) => charge(backend, caller, checked(ChargeRequest, body)));
  signed('POST', CLOUD_PATHS.cardCharges, (caller, _request, body) => chargeCard(backend, caller, checked(CardChargeRequest, body)));
  signed('POST', CLOUD_PATHS.codes, (caller, _request, body) => showCode(backend, caller, checked(ShowRequest, body)));
  signed('GET', CLOUD_PATHS.charge(':orderId'), (caller, request) => ask(backend, caller, orderIdOf(request)));
  signed('POST', CLOUD_PATHS.reverse(':orderId'), (caller, request) => reverse(backend, caller, orderIdOf(request)));
  signed('POST', CLOUD_PATHS.refunds, (caller, _request, body) => refund(backend, caller, checked(RefundRequest, body)));
  signed('GET', CLOUD_PATHS.refund(':refundId'), (caller, request) => askRefund(backend, caller, param(request, 'refundId')));
}

function orderIdOf(request: FastifyRequest): string {
  return checked(ChargeRequest.shape.orderId, param(request, 'orderId'));
}

function journal(signed: Signed, { backend, keys }: ServerParts): void {
  const { sql } = backend.database;
  const arrivals = journalArrivals();
  signed('GET', CLOUD_PATHS.journal, async (caller) => acknowledge(keys, caller, await readHead(sql, caller)));
  // Its bytes as they came: the hashes are over them.
  signed('POST', CLOUD_PATHS.journal, async (caller, request) =>
    acknowledge(keys, caller, await receiveJournal(backend.database, arrivals, caller, caller.key, request.body as Buffer, String(request.headers['content-digest']))), 'bytes');
}

function chain(signed: Signed, { backend }: ServerParts): void {
  const period = (request: FastifyRequest): [string, string] => {
    const { from, to } = request.query as { from?: unknown; to?: unknown };
    return [checked(Day, from), checked(Day, to)];
  };
  signed('GET', CLOUD_PATHS.chain, (caller, request): Promise<ChainView> => chainView(backend.database, caller, ...period(request), backend.now()));
  signed('GET', CLOUD_PATHS.chainTill(':store', ':till'), (caller, request): Promise<ChainTillDays> => chainTillDays(backend.database, caller, param(request, 'store'), param(request, 'till'), ...period(request)));
}

function reading(signed: Signed, { backend, watch, keys }: ServerParts): void {
  signed('POST', CLOUD_PATHS.keys, (caller, _request, body) => rotateKey(backend.database.sql, keys, caller, checked(RotateRequest, body).publicKey, backend.now()));
  signed('GET', CLOUD_PATHS.status, (caller): Promise<BackendStatus> => backendStatus(backend, caller));
  signed('GET', CLOUD_PATHS.feed, (_caller, request): FeedPage => {
    const after = (request.query as { after?: unknown }).after;
    return { items: [], cursor: typeof after === 'string' && after.length <= 64 ? after : '0' };
  });
  signed('GET', CLOUD_PATHS.updates, (caller, _request, _body, reply) => streamUpdates(reply, caller, watch));
  signed('GET', CLOUD_PATHS.statement(':wallet', ':day'), async (caller, request): Promise<StatementFile> => {
    const wallet = param(request, 'wallet');
    const day = param(request, 'day');
    if (!isMethod(wallet)) throw new CloudRefusal(404, 'wallet-not-enabled', 'the backend has no such wallet');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) throw new CloudRefusal(400, 'bad-request', 'a day is written YYYY-MM-DD');
    const bill = await connectorOf(backend, caller.store, wallet).statement(caller.store, day);
    if (bill === null) throw new CloudRefusal(404, 'no-statement-yet', 'the wallet has no file for this day yet');
    return { wallet, day, name: bill.name, base64: Buffer.from(bill.bytes).toString('base64') };
  });
}
