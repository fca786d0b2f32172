/** The till's line to its backend, from the first start on: which one it is, joining it, losing it, and moving to another. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Fault } from '#core/refusal.ts';
import { answeredWell, wentUnanswered } from '#till/channels.ts';
import { BACKEND_URL, joined } from '#till/enrol.ts';
import { judgeHead } from '#till/fork.ts';
import { pushed } from '#till/takeWallet.ts';
import { commit, SYSTEM, type Ports, type Till } from '#till/till.ts';
import { connectBackend, enrolTill, type CloudBackend } from './adapters/cloud/backend.ts';
import type { LateBackend } from './adapters/cloud/lateBackend.ts';
import type { Config } from './config.ts';
import { startEmbeddedBackend, type EmbeddedBackend } from './embeddedBackend.ts';

const AGAIN_MS_FIRST = 2_000;
const AGAIN_MS_MAX = 60_000;
const STOP_MS_MAX = 5_000;

export type Joining = {
  readonly port: NonNullable<Ports['joining']>;
  readonly baseUrl: () => string;
  readonly embedded: () => boolean;
  /** The line that is open now. */
  readonly cloud: () => CloudBackend | null;
  /** Joins and stays joined until the end. */
  readonly start: (till: Till) => void;
  /** Ends with the first line that opened, or with `stop`. */
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
};

type Parts = {
  readonly config: Config;
  readonly late: LateBackend;
  readonly setting: (key: string) => string | null;
  /** A failure in the till's own work is on record and ends nothing. */
  readonly guarded: (till: Till, work: () => void) => void;
};

export function joinBackend({ config, late, setting, guarded }: Parts): Joining {
  let embedded: EmbeddedBackend | null = null;
  let cloud: CloudBackend | null = null;
  let leave: () => void = () => undefined;
  let wake: () => void = () => undefined;
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  const elsewhere = () => config.backendUrl ?? setting(BACKEND_URL);
  const baseUrl = () => elsewhere() ?? embedded?.baseUrl ?? '';
  const waitFor = (ms: number) => new Promise<void>((done) => {
    const timer = setTimeout(done, ms);
    wake = () => { clearTimeout(timer); done(); };
  });
  const line: Line = {
    config, baseUrl, elsewhere, guarded, signal: stopping.signal,
    embedded: () => embedded,
    keep: (started) => { embedded = started; },
    open(opened, end) {
      cloud = opened;
      leave = end;
      late.open(opened);
    },
  };
  let trying = false;
  let moves = 0;
  /** Tries until the backend is there or the till stops: cash sells meanwhile. */
  const run = async (till: Till): Promise<void> => {
    trying = true;
    for (let wait = AGAIN_MS_FIRST; !stopping.signal.aborted; wait = Math.min(wait * 2, AGAIN_MS_MAX)) {
      const before = moves;
      // What was reached while the till moved is the backend of before.
      if (await connect(till, line) && before === moves) break;
      if (before !== moves) continue;
      await waitFor(wait);
    }
    trying = false;
    await leaveEmbedded();
    first.resolve();
  };
  /** Nobody needs the backend beside the till any more once it has joined another. */
  const leaveEmbedded = async (): Promise<void> => {
    // Where the till stops, `stop` ends it.
    if (stopping.signal.aborted || elsewhere() === null || embedded === null) return;
    const left = embedded;
    embedded = null;
    await left.stop();
  };
  const end = () => {
    leave();
    leave = () => undefined;
    cloud = null;
  };
  let running: Promise<void> = Promise.resolve();
  let again: () => Promise<void> = () => Promise.resolve();
  return {
    baseUrl, embedded: () => elsewhere() === null, ready: first.promise, cloud: () => cloud,
    start: (till) => {
      again = () => run(till);
      running = again();
    },
    port: {
      fixed: config.backendUrl,
      fingerprint: (publicKey) => (createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').match(/.{4}/g) ?? []).slice(0, 16).join(' '),
      enrol: ({ address, ledger, ...rest }) => enrolTill({ baseUrl: address, ...rest, ledger: { ...ledger, at: Date.now() } }),
      rejoin() {
        moves += 1;
        end();
        late.shut();
        // Whoever waits to try again tries now; who had a line begins anew.
        if (trying) wake();
        else running = again();
      },
    },
    async stop() {
      stopping.abort();
      wake();
      end();
      first.resolve();
      await Promise.race([running, new Promise((done) => { setTimeout(done, STOP_MS_MAX).unref(); })]);
      await embedded?.stop();
    },
  };
}

type Line = {
  readonly config: Config;
  readonly baseUrl: () => string;
  readonly elsewhere: () => string | null;
  readonly embedded: () => EmbeddedBackend | null;
  readonly keep: (started: EmbeddedBackend) => void;
  readonly open: (backend: CloudBackend, end: () => void) => void;
  readonly guarded: Parts['guarded'];
  readonly signal: AbortSignal;
};

/** The backend's own one-time code where it runs beside the till; else the one given at the start, if any. */
async function codeFor(till: Till, line: Line): Promise<string> {
  if (line.elsewhere() !== null) return process.env['TILLBOOK_ENROL_CODE'] ?? '';
  const there = line.embedded();
  if (there !== null) return there.enrolCode;
  const onExit = (end: { code: number | null; signal: string | null }) => till.ports.log('warn', 'backend-ended', { code: end.code ?? -1, signal: end.signal ?? '' });
  const started = await startEmbeddedBackend({ dataDir: join(line.config.dataDir, 'backend'), store: line.config.shop.store, onExit });
  // Stopped while it was starting: nobody else knows of it, and it would keep this process alive.
  if (line.signal.aborted) await started.stop();
  else line.keep(started);
  return started.enrolCode;
}

/** Starts the embedded backend when there is none elsewhere, enrols once, opens the line, and listens for pushed updates. */
async function connect(till: Till, line: Line): Promise<boolean> {
  const { shop } = line.config;
  try {
    const code = await codeFor(till, line);
    if (line.signal.aborted) return true;
    const { crypto } = till.ports;
    const baseUrl = line.baseUrl();
    if (till.storage.status().enrolled === null) {
      // A technician brings the code; until then there is no line, and cash sells.
      if (code === '') return false;
      const answer = await enrolTill({ baseUrl, code, store: shop.store, till: shop.till, publicKey: crypto.publicKey() });
      const { draft, settings } = joined(till, answer);
      commit(till, SYSTEM, [draft], { settings });
    }
    if (line.signal.aborted) return true;
    // It moved while this was under way.
    if (line.baseUrl() !== baseUrl) return false;
    const backend = connectBackend({ baseUrl, crypto, keyId: () => till.storage.status().enrolled?.keyId ?? '' });
    const stop = backend.updates((answer) => line.guarded(till, () => pushed(till, answer)));
    line.open(backend, () => {
      stop();
      backend.close();
    });
    const askedAt = till.ports.clock.now();
    await backend.head().then((head) => {
      judgeHead(till, head);
      answeredWell(till, ['backend'], till.ports.clock.now() - askedAt);
    }, () => wentUnanswered(till, ['backend']));
    // The demo's manager wants today's bill today.
    if (shop.demo && line.elsewhere() === null) await backend.sandbox.bills({ early: true, faults: [] });
    till.ports.changed();
    return true;
  } catch (error) {
    if (!line.signal.aborted) till.ports.log('error', 'backend-not-started', { message: String((error as Error).message), code: error instanceof Fault ? error.code : '' });
    return false;
  }
}
