/** The real backend with its sandbox wallets, and the line to it, in virtual time: twelve things that go wrong on a line, and a backend that dies. */
import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Backend } from '#cloud/backend.ts';
import { chargeRows } from '#cloud/chargeRows.ts';
import { buildConnectors, SANDBOX_ONLY } from '#cloud/connectors/registry.ts';
import { openBook } from '#cloud/connectors/sandbox/book.ts';
import { readBook } from '#cloud/connectors/sandbox/controls.ts';
import { buildServer } from '#cloud/http/server.ts';
import { backendKeys, issueCode, tillKeys } from '#cloud/keys.ts';
import { notesInMemory } from './orderNotes.ts';
import type { Database } from '#cloud/ports.ts';
import { nonces } from '#cloud/nonces.ts';
import { walletHealth } from '#cloud/walletHealth.ts';
import { signatureBase, signatureParams, splitTarget } from '#contract/httpSignature.ts';
import { Fault } from '#core/refusal.ts';
import { connectBackend, type CloudBackend } from '#main/adapters/cloud/backend.ts';
import { bodyOf, type Reply } from '#main/adapters/cloud/send.ts';
import type { Random } from '#main/practice/random.ts';
import type { Crypto } from '#till/ports.ts';
import type { TestClock } from './tillOnFile.ts';

/**
 * `no-answer` the request is lost · `cut` it arrives, its answer does not · `late` it arrives up to a minute later, unheard · `doubled` the same bytes
 * arrive twice · `reordered` it arrives behind what was sent after it · `stray` another order's answer comes back · `5xx` a proxy's page, before or behind the deed ·
 * `garbage` the answer is no answer · `drip` the answer takes longer than anyone waits · `refused` no such host or port · `tls` the handshake fails · `skew` the till's clock is ten minutes off.
 */
export const LINE_FAULTS = ['no-answer', 'cut', 'late', 'doubled', 'reordered', 'stray', '5xx', 'garbage', 'drip', 'refused', 'tls', 'skew'] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** What the till's own line gives up after. */
const PATIENCE_MS = 10_000;
const SKEW_MS = 600_000;

type Sent = { readonly method: 'GET' | 'POST' | 'PUT'; readonly path: string; readonly body?: unknown };

export type LineDouble = {
  readonly backend: CloudBackend;
  /** What happens to the next call; null lets it through. */
  fault: (sent: Sent) => LineFault | null;
  /** Waits until nothing really runs; what waits for virtual time goes on waiting. */
  idle(): Promise<void>;
  /** When the next thing on the line is due; infinity when nothing is. */
  nextAt(): number;
  /** Lets everything happen that is due by the clock. */
  due(): void;
  /** The backend's process dies and starts again on the same database: what was under way gets no answer. */
  crash(): void;
  book(): Promise<{ net: Record<string, number>; doubleCharged: string[] }>;
  close(): void;
};

const unknown = (why: string) => new Fault('backend-unknown', 'the payment backend gave no usable answer', { why });
const unreachable = (why: string) => new Fault('backend-unreachable', 'the payment backend cannot be reached', { why });

/** @param store of its own in a database that several may share: nothing crosses stores. */
export async function lineDouble(database: Database, store: string, clock: TestClock, crypto: Crypto, random: Random): Promise<LineDouble> {
  const book = openBook(database, () => clock.now());
  const connectors = await buildConnectors(SANDBOX_ONLY, { sandboxBook: book, now: () => clock.now(), notesOf: notesInMemory });
  const keys = backendKeys(database.sql);
  let app: FastifyInstance;
  const start = () => {
    const backend: Backend = { database, connectors, health: walletHealth(), now: () => clock.now(), charges: chargeRows(database), inFlight: new Map(), listeners: new Set(), publicUrl: () => 'http://127.0.0.1' };
    app = buildServer({ backend, keys, tillKeys: tillKeys(database.sql, () => clock.now()), nonces: nonces(database, () => clock.now()), watch: { subscribe: () => () => undefined, stop: () => undefined }, log: pino({ level: 'silent' }) }).app;
  };
  start();
  await issueCode(database.sql, store, 'enrol-me', clock.now() + 60_000);
  const enrolled = await app!.inject({ method: 'POST', url: '/v1/enrolments', payload: JSON.stringify({ code: 'enrol-me', store, till: 'T1', publicKey: crypto.publicKey() }), headers: { 'content-type': 'application/json' } });
  const { keyId } = enrolled.json<{ keyId: string }>();

  let life = 0;
  const running = new Set<Promise<unknown>>();
  let timers: { at: number; run: () => void }[] = [];
  let held: (() => void)[] = [];
  let lastBody: Buffer | null = null;

  const headers = ({ method, path, body }: Sent, skew: number) => {
    const raw = bodyOf(body);
    const contentDigest = raw === null ? null : `sha-256=:${createHash('sha256').update(raw.bytes).digest('base64')}:`;
    const parts = { method, ...splitTarget(path), contentDigest };
    const params = signatureParams(parts, { created: Math.floor((clock.now() + skew) / 1_000), nonce: randomBytes(18).toString('base64url'), keyId });
    return {
      bytes: raw?.bytes ?? null, fields: {
        ...(raw === null || contentDigest === null ? {} : { 'content-type': raw.type, 'content-digest': contentDigest }),
        'signature-input': `sig1=${params}`, signature: `sig1=:${crypto.sign(signatureBase(parts, params))}:`,
      },
    };
  };
  type Packed = { sent: Sent; bytes: Uint8Array | null; fields: Record<string, string> };
  const pack = (sent: Sent, skew = 0): Packed => ({ sent, ...headers(sent, skew) });
  /** The request really arrives; a backend that dies meanwhile answers nobody. */
  const deliver = ({ sent, bytes, fields }: Packed): Promise<Reply> => {
    const born = life;
    const work = app!.inject({ method: sent.method, url: sent.path, headers: fields, ...(bytes === null ? {} : { payload: Buffer.from(bytes) }) }).then((response): Reply => {
      if (born !== life) throw unknown('crashed');
      return { status: response.statusCode, body: response.rawPayload };
    });
    running.add(work);
    void work.then(() => running.delete(work), () => running.delete(work));
    return work;
  };
  const after = (ms: number, run: () => void) => timers.push({ at: clock.now() + ms, run });
  const silent = (work: Promise<unknown>) => void work.catch(() => undefined);
  const never = (why: string, ms: number) => new Promise<Reply>((_, reject) => { after(ms, () => reject(unknown(why))); });

  async function exchange(method: Sent['method'], path: string, body?: unknown): Promise<Reply> {
    const sent: Sent = { method, path, ...(body === undefined ? {} : { body }) };
    const fault = double.fault(sent);
    // What was held back goes behind this one.
    const behind = held;
    held = [];
    const reply = await withFault(sent, fault).finally(() => { for (const go of behind) go(); });
    if (reply.status === 200 && path.startsWith('/v1/charges')) lastBody = reply.body;
    return reply;
  }

  async function withFault(sent: Sent, fault: LineFault | null): Promise<Reply> {
    switch (fault) {
      case null: return deliver(pack(sent));
      case 'refused': throw unreachable('ECONNREFUSED');
      case 'tls': throw unreachable('ERR_TLS_CERT_ALTNAME_INVALID');
      case 'no-answer': return never('timeout', PATIENCE_MS);
      case 'cut': {
        await deliver(pack(sent)).catch(() => undefined);
        throw unknown('ECONNRESET');
      }
      case 'late': {
        const packed = pack(sent);
        after(PATIENCE_MS + random.below(60_000), () => silent(deliver(packed)));
        return never('timeout', PATIENCE_MS);
      }
      case 'doubled': {
        const packed = pack(sent);
        const both = await Promise.all([deliver(packed), deliver(packed)]);
        return both[random.below(2)] as Reply;
      }
      case 'reordered': {
        const packed = pack(sent);
        return new Promise<Reply>((done, failed) => {
          let gone = false;
          const go = () => {
            if (gone) return;
            gone = true;
            done(deliver(packed));
          };
          held.push(go);
          // Nothing overtook it: it arrives in the end, and nobody is listening any more.
          after(PATIENCE_MS, () => {
            failed(unknown('timeout'));
            go();
          });
        });
      }
      case 'stray': {
        const reply = await deliver(pack(sent));
        return lastBody === null ? { status: 200, body: Buffer.from('{}') } : { ...reply, status: 200, body: lastBody };
      }
      case '5xx': {
        if (random.below(2) === 0) await deliver(pack(sent));
        return { status: [500, 502, 503, 504][random.below(4)] ?? 500, body: Buffer.from('<html><body>Bad gateway</body></html>') };
      }
      case 'garbage': {
        const reply = await deliver(pack(sent));
        return { status: 200, body: random.below(2) === 0 ? reply.body.subarray(0, Math.floor(reply.body.length / 2)) : Buffer.from(randomBytes(40)) };
      }
      case 'drip': {
        silent(deliver(pack(sent)));
        return never('timeout', PATIENCE_MS);
      }
      case 'skew': return deliver(pack(sent, random.below(2) === 0 ? SKEW_MS : -SKEW_MS));
    }
  }

  const double: LineDouble = {
    backend: connectBackend({ baseUrl: 'http://127.0.0.1:9', keyId, crypto, exchange }),
    fault: () => null,
    async idle() {
      for (let quiet = 0; quiet < 2;) {
        if (running.size > 0) {
          quiet = 0;
          await Promise.allSettled(running);
        } else quiet += 1;
        await new Promise((done) => setImmediate(done));
      }
    },
    nextAt: () => timers.reduce((soonest, timer) => Math.min(soonest, timer.at), Number.POSITIVE_INFINITY),
    due() {
      const now = clock.now();
      const ready = timers.filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of ready) timer.run();
    },
    crash() {
      life += 1;
      start();
    },
    async book() {
      const { wallets, doubleCharged } = await readBook(book, store);
      return { net: Object.fromEntries(wallets.map((line) => [line.wallet, line.netMinor])), doubleCharged };
    },
    close: () => double.backend.close(),
  };
  return double;
}
