/** The one file that knows them all: builds a till from its folder, its ports and its backend, and keeps it going. */
import { closeSync, copyFileSync, existsSync, fstatSync, openSync, readFileSync, readSync, renameSync } from 'node:fs';
import { Fault } from '#core/refusal.ts';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dispatcher, type Dispatch } from '#contract/dispatch.ts';
import type { TillEvent } from '#contract/views.ts';
import type { Category, Product } from '#core/catalogue.ts';
import { handlers } from '#till/handlers.ts';
import { BOUND_KEY } from '#till/rotateKey.ts';
import { finishErasures } from '#till/erase.ts';
import { drillable } from '#till/drill.ts';
import { checkTail, checkWholeFile, backupWhenDue } from '#till/keepSafe.ts';
import { printAfter, recoverPrints } from '#till/print.ts';
import { markSession, recover } from '#till/recover.ts';
import { settle, tick } from '#till/resolve.ts';
import { tillState } from '#till/show.ts';
import { displayState, mayDisplay } from '#till/showDisplay.ts';
import { startDevices } from '#till/tendDevices.ts';
import type { Person } from '#till/storage.ts';
import { newTill, type Screen, type Seat, type Till } from '#till/till.ts';
import type { Clock, Crypto } from '#till/ports.ts';
import type { CloudBackend } from './adapters/cloud/backend.ts';
import { lateBackend } from './adapters/cloud/lateBackend.ts';
import { deviceKey, finishRotation, nextKeyPath, nodeCrypto, publicKeyOf } from './adapters/crypto/nodeCrypto.ts';
import { deviceClient } from './adapters/devices/deviceClient.ts';
import type { Launch } from './adapters/devices/child.ts';
import { openLog } from './adapters/log/openLog.ts';
import { drawingThread } from './adapters/printing/drawingThread.ts';
import { escPosPrinter } from './adapters/printing/escPosPrinter.ts';
import { receiptPrinter } from './adapters/printing/receiptPdf.ts';
import { openCardStore } from './adapters/sqlite/cardStore.ts';
import { openLedgerStorage } from './adapters/sqlite/ledgerStorage.ts';
import { ownFolder } from './adapters/sqlite/open.ts';
import { statementReading } from './adapters/statements/reading.ts';
import { VERSION, type Config } from './config.ts';
import { dayMatching } from './matching/dayMatching.ts';
import { exporter } from './exporting/exporter.ts';
import { joinBackend } from './joinBackend.ts';
import { safekeeper } from './safekeeping/safekeeper.ts';
import { shippingThread } from './shipping/shippingThread.ts';

export type SeatHandle = { readonly call: Dispatch; readonly subscribe: (onEvent: (event: TillEvent) => void) => () => void };

export type RunningTill = {
  readonly till: Till;
  /** Opens one screen's session. */
  readonly seat: (view?: 'main' | 'display') => SeatHandle;
  /** Writes down where this till can be found, for a second start. */
  readonly announce: (address: string) => void;
  readonly backendReady: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The device process's file beside this one, from source and built alike. */
const DEVICE_PROCESS = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './deviceProcess.ts' : './deviceProcess.js', import.meta.url));
const TICK_MS = 200;
const SETTLE_MS_MAX = 3_000;
/** The whole file is checked once the till stands and sells: on an old shop's file it takes seconds. */
const FILE_CHECK_AFTER_MS = 20_000;
const BACKUP_LOOK_MS = 60_000;
const ERASURE_LOOK_MS = 30_000;

export type Options = { readonly clock?: Clock; /** Off: the caller moves time and ticks itself. */ readonly ticking?: boolean; /** False: no line to the backend is opened; for a command that only reads the books. */ readonly online?: boolean; /** How the shell makes the device process; Node's fork where it says nothing. */ readonly launchDevices?: Launch };

/** @throws Fault `already-running`, `ledger-read-only`, `disk-full`, `ledger-damaged` and the like. */
export async function composeTill(config: Config, options: Options = {}): Promise<RunningTill> {
  const owned = ownFolder(config.dataDir);
  const clock: Clock = options.clock ?? { now: () => Date.now() };
  const log = openLog(join(config.dataDir, 'log'));
  const storage = openLedgerStorage(join(config.dataDir, 'ledger.db'), config.shop.till, config.shop.timeZone);
  const matching = dayMatching({ path: join(config.dataDir, 'ledger.db'), shop: config.shop }, clock);
  const keyPath = join(config.dataDir, 'device.key');
  finishRotation(keyPath, storage.setting(BOUND_KEY));
  const crypto = nodeCrypto(deviceKey(keyPath));
  const cards = config.shop.cards === 'store-and-forward' ? openCardStore(join(config.dataDir, 'held-cards.db')) : null;
  const listeners = new Set<() => void>();
  const speakers = new Set<(amountMinor: number) => void>();
  const backend = lateBackend();
  const joining = joinBackend({ config, late: backend, setting: (key) => storage.setting(key), guarded });
  const shipping = shippingThread({
    path: join(config.dataDir, 'ledger.db'), till: config.shop.till, key: () => crypto.current(),
    target: () => (joining.cloud() === null ? null : { baseUrl: joining.baseUrl(), keyId: storage.status().enrolled?.keyId ?? '' }),
  });
  const draw = drawingThread();
  const exporting = exporter(config.dataDir, config.shop);
  const safekeeping = safekeeper(config.dataDir, config.backupDir);
  const pretends = config.shop.demo || config.shop.practice;
  const devices = deviceClient({ entry: DEVICE_PROCESS, profiles: join(config.resources, 'devices'), virtual: pretends ? ['scanner', ...(config.shop.cards === undefined ? [] : ['card-reader-encrypting'])] : [], tokenKey: crypto.sha256(memberCrypto(config.dataDir, crypto).sign('member cards')), ...(options.launchDevices === undefined ? {} : { launch: options.launchDevices }) });
  const till: Till = newTill(config.shop, storage, {
    clock, crypto, ...(cards === null ? {} : { cards }), backend: drillable(backend.port, () => till.memory.lineCut), shipping, devices, nextKey: nextKey(keyPath, crypto, joining.cloud), joining: joining.port,
    receipts: receiptPrinter({ timeZone: config.shop.timeZone }, draw), printer: escPosPrinter(draw, config.shop.timeZone, () => clock.now()),
    statements: statementReading(), matching, safekeeping, exporting, log,
    committed: (entries) => { setImmediate(() => guarded(till, () => printAfter(till, entries))); },
    changed: () => { for (const listener of listeners) listener(); },
    spoken: (amountMinor) => { for (const speaker of speakers) speaker(amountMinor); },
    pause: () => new Promise((done) => setImmediate(done)),
    logTail: () => tailOf(join(config.dataDir, 'log', 'till.log')),
    place: { dataDir: config.dataDir, version: VERSION, runtime: `Node ${process.versions.node}`, backendUrl: joining.baseUrl, get embedded() { return joining.embedded(); } },
  });
  seedDemo(till, config);
  checkTail(till);
  if (till.memory.stopped === null) {
    recover(till);
    recoverPrints(till);
  }
  markSession(till, true);
  void finishErasures(till);

  if (options.online !== false) joining.start(till);
  const timer = options.ticking === false ? null : setInterval(() => guarded(till, () => tick(till)), TICK_MS);
  const keeping = options.ticking === false ? [] : [setTimeout(() => void checkWholeFile(till), FILE_CHECK_AFTER_MS), setInterval(() => void backupWhenDue(till), BACKUP_LOOK_MS), setInterval(() => void finishErasures(till), ERASURE_LOOK_MS)];
  for (const timer of keeping) timer.unref();
  return {
    till, announce: owned.announce, backendReady: options.online === false ? Promise.resolve() : joining.ready,
    seat: (view = 'main') => (view === 'display' ? openDisplay(till, listeners) : openSeat(till, listeners, speakers)),
    async stop() {
      const left = joining.stop();
      exporting.stop();
      if (timer !== null) clearInterval(timer);
      for (const keeper of keeping) clearTimeout(keeper);
      const devicesClosed = devices.close();
      await atMost(SETTLE_MS_MAX, settle(till));
      await devicesClosed;
      await shipping.stop();
      await matching.stop();
      await atMost(SETTLE_MS_MAX, till.memory.erasing.work ?? Promise.resolve());
      safekeeping.stop();
      // Whoever still seeks a backend reads the settings: the books close after that.
      await left;
      markSession(till, false);
      storage.close();
      cards?.close();
      owned.release();
    },
  };
}

/** Waits for an end, but not for ever; leaves no timer behind that would keep the process. */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise((done) => { timer = setTimeout(done, ms); })]);
  clearTimeout(timer);
}

/** The key that members' cards are told by: the till's first, whatever has become of it since. */
const MEMBER_KEY = 'member.key';

function memberCrypto(dataDir: string, crypto: Crypto): Crypto {
  const path = join(dataDir, MEMBER_KEY);
  return existsSync(path) ? nodeCrypto(deviceKey(path)) : crypto;
}

const TAIL_BYTES = 256 * 1024;

/** The last lines of a file that only grows; none when it cannot be read. */
function tailOf(file: string): string[] {
  try {
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(handle, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8').split('\n').slice(size > TAIL_BYTES ? 1 : 0).filter((line) => line !== '');
    } finally {
      closeSync(handle);
    }
  } catch {
    return [];
  }
}

/** The next key is on the disk before the backend hears of it: the same one is sent again when the answer was lost. */
function nextKey(path: string, crypto: ReturnType<typeof nodeCrypto>, cloud: () => CloudBackend | null): Till['ports']['nextKey'] {
  return {
    async bind() {
      const line = cloud();
      if (line === null) throw new Fault('backend-unreachable', 'The payment backend is not running yet. Nothing was changed; try again in a moment.');
      const publicKey = publicKeyOf(deviceKey(nextKeyPath(path)));
      const { keyId, backendPublicKey } = await line.rotate(publicKey);
      return { keyId, publicKey, backendKey: backendPublicKey };
    },
    take() {
      // What was made under the first key stays readable.
      const first = join(dirname(path), MEMBER_KEY);
      if (!existsSync(first)) copyFileSync(path, first);
      renameSync(nextKeyPath(path), path);
      crypto.use(deviceKey(path));
    },
  };
}

/** A failure in the till's own work is on record and must not end the process: the next tick tries again. */
function guarded(till: Till, work: () => void): void {
  try { work(); } catch (error) { till.ports.log('error', 'work-failed', { message: String((error as Error).message) }); }
}

/** First start of the demo shop: its goods and its people. */
function seedDemo(till: Till, config: Config): void {
  if (!config.shop.demo) return;
  const read = (name: string): unknown => JSON.parse(readFileSync(join(config.resources, 'demo', name), 'utf8'));
  if (till.storage.productCount() === 0) {
    const { categories, products } = read('catalogue.json') as { categories: Category[]; products: Product[] };
    till.storage.putCatalogue(categories, products);
  }
  if (till.storage.people().length === 0) for (const person of read('staff.json') as Omit<Person, 'tries'>[]) till.storage.putPerson({ ...person, tries: 0 });
}

/** The customer's display has a seat of its own that nobody signs in at, and is given its own, smaller state. */
function openDisplay(till: Till, listeners: Set<() => void>): SeatHandle {
  const call = dispatcher({ ...handlers, 'till.state': () => displayState(till), 'display.language': async (input, context) => { await handlers['display.language'](input, context); return displayState(till); } }, { till, seat: { operator: null, locked: false, checking: false } }, () => null, (name, error) => till.ports.log('error', 'bug', { call: name, message: String((error as Error).stack ?? error) }));
  return {
    call: (name, input) => (mayDisplay(name) ? call(name, input) : Promise.resolve({ ok: false, kind: 'refusal', code: 'not-allowed', message: 'The customer’s display may not do this. Nothing was changed.', detail: {} })),
    subscribe(onEvent) {
      const onState = () => onEvent({ kind: 'state', state: displayState(till) });
      listeners.add(onState);
      return () => { listeners.delete(onState); };
    },
  };
}

function openSeat(till: Till, listeners: Set<() => void>, speakers: Set<(amountMinor: number) => void>): SeatHandle {
  const seat: Seat = { operator: null, locked: false, checking: false };
  const role = () => (seat.operator === null || seat.locked ? null : seat.operator.role);
  const call = dispatcher(handlers, { till, seat }, role, (name, error) => till.ports.log('error', 'bug', { call: name, message: String((error as Error).stack ?? error) }));
  const hearers = new Set<(event: TillEvent) => void>();
  const screen: Screen = { seat, tell: (event) => { for (const hearer of hearers) hearer(event); }, lastActAt: 0 };
  // Read once for all windows of the seat.
  const onState = () => screen.tell({ kind: 'state', state: tillState(till, seat) });
  const onSpoken = (amountMinor: number) => screen.tell({ kind: 'spoken', amountMinor, currency: till.shop.currency });
  return {
    call(name, input) {
      screen.lastActAt = till.ports.clock.now();
      return call(name, input);
    },
    subscribe(onEvent) {
      // Devices are of use once a screen is there to show what they say; until then none is touched.
      if (till.memory.screens.size === 0) startDevices(till);
      till.memory.screens.add(screen);
      hearers.add(onEvent);
      listeners.add(onState);
      speakers.add(onSpoken);
      return () => {
        hearers.delete(onEvent);
        if (hearers.size > 0) return;
        listeners.delete(onState);
        speakers.delete(onSpoken);
        till.memory.screens.delete(screen);
      };
    },
  };
}
