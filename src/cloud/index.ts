/** The payment backend as one thing to start: database, wallets, server. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Backend } from './backend.ts';
import { rebuildChain } from './chainRows.ts';
import { joinChain } from './chainView.ts';
import { chargeRows } from './chargeRows.ts';
import { hasSandbox, SANDBOX_ONLY } from './connectors/registry.ts';
import type { StoreWallets } from './connectors/registry.ts';
import { openBook } from './connectors/sandbox/book.ts';
import { openDatabase } from './db/open.ts';
import type { DatabasePlace } from './db/open.ts';
import { sandboxControls } from './http/sandboxControls.ts';
import { walletRoutes } from './http/walletRoutes.ts';
import { buildServer } from './http/server.ts';
import { backendKeys, issueCode, tillKeys } from './keys.ts';
import type { CodePurpose } from './keys.ts';
import { nonces } from './nonces.ts';
import { orderNotes } from './orderNotes.ts';
import { walletHealth } from './walletHealth.ts';
import { sealBy, sealKeyFile } from './seal.ts';
import type { Seal } from './seal.ts';
import { keepWallets } from './walletSetup.ts';
import { watchCharges } from './watch.ts';
import { payPages } from './http/payPage.ts';
import { settleOffers } from './offer.ts';

export { readWalletSettings } from './walletSettings.ts';

export type CloudOptions = {
  readonly database: DatabasePlace;
  /** Address to listen on; 127.0.0.1 unless told. */
  readonly host?: string;
  /** 0 picks a free one. */
  readonly port?: number;
  /** Which wallets a store has; nothing configured is the sandbox for every store. */
  readonly wallets?: StoreWallets;
  /** File with the key that seals wallets' keys which come from a till. A database in a folder has one beside it, made when missing; PostgreSQL keeps none without this. */
  readonly sealKey?: string;
  /** Only tills of this very machine speak to it: setting up wallets takes no code of an admin's. */
  readonly trustsTills?: boolean;
  /** Where customers' phones reach the backend, as `https://pay.example`; its own address unless told. */
  readonly publicUrl?: string;
  /** Where log lines go (JSON, one a line); without it only warnings, to standard error. */
  readonly log?: DestinationStream;
};

export type Cloud = {
  readonly host: string;
  readonly port: number;
  /** Makes a one-time code good for `lastsMs`; without a purpose it enrols a till. */
  issueEnrolCode(store: string, code: string, lastsMs: number, purpose?: CodePurpose): Promise<void>;
  /** The store's backend key, base64 SPKI DER: what acknowledgements are signed with. */
  publicKey(store: string): Promise<string>;
  /** Lets these stores see each other's tills and days; a store is in one chain at most. */
  joinChain(chain: string, stores: readonly string[]): Promise<void>;
  /** Makes a store's figures of the chain view again from its journals. */
  rebuildChain(store: string): Promise<void>;
  close(): Promise<void>;
};

const ANSWERS_LEAVE_MS = 50;

/** @throws Refusal `backend-data-in-use`, `wallets-key-unreadable`; errors of the database or of a taken port as they come. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const host = options.host ?? '127.0.0.1';
  const log = buildLog(options.log);
  const database = await openDatabase(options.database);
  const now = () => Date.now();
  const sandboxBook = openBook(database, now);
  const health = walletHealth();
  const file = options.wallets ?? SANDBOX_ONLY;
  const keepingOf = async () => keepWallets({ sandboxBook, now, notesOf: (connector) => orderNotes(database, connector, now), database, file, health, seal: sealOf(options), trustsTills: options.trustsTills ?? false });
  const keeping = await keepingOf().catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const { connectors } = keeping;
  const backend: Backend = { database, connectors, health, now, charges: chargeRows(database), inFlight: new Map(), listeners: new Set(), publicUrl: () => options.publicUrl?.replace(/\/$/, '') ?? `http://${host}:${portOf(app)}` };
  const keys = backendKeys(database.sql);
  const watch = watchCharges(backend);
  const { app, signed } = buildServer({ backend, keys, tillKeys: tillKeys(database.sql, now), nonces: nonces(database, now), watch, log });
  walletRoutes(signed, keeping, now);
  const sandboxed = hasSandbox(file);
  if (sandboxed) sandboxControls(signed, sandboxBook, backend);
  payPages(app, backend, sandboxed ? sandboxBook : null);
  const sweep = sweeper(() => settleOffers(backend));
  const refresh = sweeper(() => keeping.refresh());
  const close = async () => {
    sweep();
    refresh();
    watch.stop();
    app.server.close();
    // A charge under way gets its answer out; streams and idle lines do not hold the end up.
    await Promise.allSettled(backend.inFlight.values());
    await sleep(ANSWERS_LEAVE_MS);
    app.server.closeAllConnections();
    await app.close();
    await database.close();
  };
  try {
    await app.listen({ host, port: options.port ?? 0 });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    host,
    port: portOf(app),
    issueEnrolCode: (store, code, lastsMs, purpose) => issueCode(database.sql, store, code, now() + lastsMs, purpose),
    publicKey: async (store) => (await keys.of(store)).publicKey,
    joinChain: (chain, stores) => joinChain(database.sql, chain, stores),
    rebuildChain: (store) => rebuildChain(database, store),
    close,
  };
}

function sealOf({ database, sealKey }: CloudOptions): Seal | null {
  if (sealKey !== undefined) return sealBy(sealKeyFile(sealKey, false));
  if ('folder' in database) return sealBy(sealKeyFile(join(database.folder, 'seal.key'), true));
  return 'memory' in database ? sealBy(randomBytes(32)) : null;
}

/** Makes a code on a backend's database, whether or not an instance of it runs. @throws Fault `backend-data-in-use` for a folder whose backend runs */
export async function makeCode(place: DatabasePlace, code: { readonly store: string; readonly code: string; readonly expiresAt: number; readonly purpose: CodePurpose }): Promise<void> {
  const database = await openDatabase(place);
  try {
    await issueCode(database.sql, code.store, code.code, code.expiresAt, code.purpose);
  } finally {
    await database.close();
  }
}

const SWEEP_MS = 2_000;

/** Runs again and again, never over itself. @returns its end. */
function sweeper(work: () => Promise<void>): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // A database away is met again at the next turn.
    void work().catch(() => undefined).finally(() => { busy = false; });
  }, SWEEP_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What must never be in a log is not handed to it; the redaction is the second lock. */
function buildLog(destination: DestinationStream | undefined): Logger {
  const redact = { paths: ['authCode', '*.authCode', 'card', '*.card', 'body', '*.body', 'headers.signature', '*.headers'], remove: true };
  return destination === undefined ? pino({ level: 'warn', redact }, pino.destination(2)) : pino({ level: 'info', redact }, destination);
}
