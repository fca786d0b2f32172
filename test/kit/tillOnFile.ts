/** A till of real verbs on a real ledger file, with the wallets' double behind it and a clock that a test moves. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dispatcher } from '#contract/dispatch.ts';
import type { Envelope } from '#contract/define.ts';
import type { TillCallName, TillInput, TillOutput } from '#contract/till.ts';
import type { Role } from '#core/roles.ts';
import { nodeCrypto } from '#main/adapters/crypto/nodeCrypto.ts';
import { exporter } from '#main/exporting/exporter.ts';
import { safekeeper } from '#main/safekeeping/safekeeper.ts';
import { openCardStore } from '#main/adapters/sqlite/cardStore.ts';
import { openLedgerStorage } from '#main/adapters/sqlite/ledgerStorage.ts';
import { handlers } from '#till/handlers.ts';
import type { Crypto, Devices, Printer } from '#till/ports.ts';
import { printAfter, recoverPrints } from '#till/print.ts';
import { markSession, recover } from '#till/recover.ts';
import { nextDueAt, settle, tick } from '#till/resolve.ts';
import type { Storage } from '#till/storage.ts';
import { pushed } from '#till/takeWallet.ts';
import { newTill, type Seat, type Shop, type Till } from '#till/till.ts';
import { noDevices } from './noDevices.ts';
import { CATEGORIES, PRODUCTS } from './goods.ts';
import { walletDouble, type WalletDouble } from './walletDouble.ts';

/** 2026-03-02 10:00 in Shanghai. */
export const MORNING = Date.UTC(2026, 2, 2, 2, 0, 0);

export const SHOP: Shop = {
  name: 'Test shop', store: 'test', till: 'T1', currency: 'CNY', timeZone: 'Asia/Shanghai', taxMode: 'inclusive', wallets: ['wechatpay', 'alipay', 'unionpay'], demo: false, practice: false, labelRules: [],
};

/** A file system in memory where there is one: these tests are of the books, not of the disk. */
export const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export type TestClock = { now(): number; at: number };
export type Asked = { call: string; message: string };

export type Desk = {
  readonly till: Till;
  readonly storage: Storage;
  readonly double: WalletDouble;
  readonly clock: TestClock;
  readonly folder: string;
  readonly path: string;
  /** What the till spoke and logged. */
  readonly logged: string[];
  readonly bugs: string[];
  /** A screen where someone of that role has signed in. */
  seat(role: Role | null, id?: string): DeskSeat;
  /** Does all that is due, moves time to what is due next, until nothing is open; at most `steps` times. */
  drain(steps?: number): Promise<void>;
  /** Lets the till work and moves time on in steps of a second. */
  pass(seconds: number): Promise<void>;
  /** Ends the process's memory, not its file; opens both again. */
  restart(over?: { cut?: boolean }): Desk;
  close(): void;
};

export type DeskSeat = {
  readonly seat: Seat;
  raw(name: string, input: unknown): Promise<Envelope>;
  /** Throws what is not `ok`, with its code. */
  ask<Name extends TillCallName>(name: Name, input: TillInput<Name>): Promise<TillOutput<Name>>;
  /** The code of the refusal, or `ok`. */
  code<Name extends TillCallName>(name: Name, input: TillInput<Name>): Promise<string>;
};

/** PINs are judged by equality here; the slow verifier is tested where it lives. */
export function quickCrypto(): Crypto {
  const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');
  return { ...nodeCrypto(generateKeyPairSync('ed25519').privateKey), hashSecret: (secret) => Promise.resolve(digest(secret)), checkSecret: (secret, verifier) => Promise.resolve(digest(secret) === verifier) };
}

export const PEOPLE: readonly { id: string; role: Role; pin: string }[] = [
  { id: 'cas', role: 'cashier', pin: '1111' }, { id: 'cas2', role: 'cashier', pin: '1112' }, { id: 'man', role: 'manager', pin: '2222' }, { id: 'man2', role: 'manager', pin: '2223' }, { id: 'tec', role: 'technician', pin: '3333' },
];

/** None is set up in these shops, so none of it is ever asked. */
const NO_PRINTER: Printer = {
  print: () => Promise.resolve({ outcome: 'not-printed', reason: 'no-printer' }), kick: () => Promise.resolve({ outcome: 'not-printed', reason: 'no-printer' }),
  status: () => Promise.resolve({ trouble: 'no-printer', online: null, paper: null, cover: null, drawerPin: null, answerMs: null, at: 0 }), paper: () => null, pretend: () => undefined, pretence: () => 'well',
};

export type DeskOptions = { folder?: string; double?: WalletDouble; clock?: TestClock; shop?: Partial<Shop>; crypto?: Crypto; enrolled?: boolean; log?: Till['ports']['log']; printer?: Printer; devices?: Devices };

export function openDesk(options: DeskOptions = {}): Desk {
  const folder = options.folder ?? mkdtempSync(join(PLACE, 'tillbook-desk-'));
  const path = join(folder, 'ledger.db');
  const clock: TestClock = options.clock ?? { at: MORNING, now() { return this.at; } };
  const double = options.double ?? walletDouble(clock);
  const shop: Shop = { ...SHOP, ...options.shop };
  const crypto = options.crypto ?? quickCrypto();
  const storage = openLedgerStorage(path, shop.till, shop.timeZone);
  const logged: string[] = [];
  const bugs: string[] = [];
  const cards = shop.cards === 'store-and-forward' ? openCardStore(join(folder, 'held-cards.db')) : null;
  const never = () => Promise.reject(new Error('not in this test'));
  const till = newTill(shop, storage, {
    clock, crypto, ...(cards === null ? {} : { cards }), backend: double.backend, devices: options.devices ?? noDevices(), nextKey: { bind: never, take: () => undefined }, receipts: { pdf: () => Promise.resolve(new Uint8Array([1, 2, 3])), proof: () => Promise.resolve({ bytes: new Uint8Array([4, 5]), sha256: 'f'.repeat(64) }) }, printer: options.printer ?? NO_PRINTER,
    statements: { read: never, contents: () => Promise.resolve([]), preview: never }, safekeeping: safekeeper(folder, null), exporting: exporter(folder, shop),
    committed: (entries) => printAfter(till, entries), changed: () => undefined, spoken: (amountMinor) => { logged.push(`spoken ${amountMinor}`); }, pause: () => new Promise((done) => setImmediate(done)),
    log: options.log ?? ((level, event, detail) => { logged.push(`${level} ${event} ${JSON.stringify(detail ?? {})}`); }),
    place: { dataDir: folder, version: 'test', runtime: 'test', backendUrl: () => 'double', embedded: true },
  });
  if (storage.productCount() === 0) storage.putCatalogue(CATEGORIES, PRODUCTS);
  if (storage.people().length === 0) for (const person of PEOPLE) storage.putPerson({ id: person.id, name: person.id.toUpperCase(), initials: person.id.slice(0, 2), role: person.role, verifier: createHash('sha256').update(person.pin).digest('hex'), demoPin: null, tries: 0 });
  if (options.enrolled === true && storage.status().enrolled === null) {
    storage.commit({ at: clock.now(), businessDay: '2026-03-02', operator: 'system', drafts: [{ kind: 'till.enrolled', payload: { store: 'test', keyId: 'k', publicKey: crypto.publicKey(), backendKey: '' } }] });
  }
  recover(till);
  recoverPrints(till);
  markSession(till, true);
  double.backend.updates((answer) => pushed(till, answer));

  const desk: Desk = {
    till, storage, double, clock, folder, path, logged, bugs,
    seat(role, id) {
      const person = role === null ? null : storage.person(id ?? PEOPLE.find((one) => one.role === role)?.id ?? '');
      const seat: Seat = { operator: person, locked: false, checking: false };
      const judged = () => (seat.operator === null || seat.locked ? null : seat.operator.role);
      const raw = dispatcher(handlers, { till, seat }, judged, (name, error) => { bugs.push(`${name}: ${String((error as Error).stack)}`); });
      return {
        seat, raw,
        async ask(name, input) {
          const reply = await raw(name, input);
          if (!reply.ok) throw Object.assign(new Error(`${name}: ${reply.code} ${reply.message}`), { code: reply.code });
          return reply.value as TillOutput<typeof name>;
        },
        async code(name, input) {
          const reply = await raw(name, input);
          return reply.ok ? 'ok' : reply.code;
        },
      };
    },
    async drain(steps = 400) {
      for (let step = 0; step < steps; step += 1) {
        tick(till);
        await settle(till);
        await till.memory.shipping;
        if (storage.openAttempts().length + storage.openRefunds().length === 0) return;
        const due = nextDueAt(till);
        if (!Number.isFinite(due)) return;
        clock.at = Math.max(clock.at, due);
      }
    },
    async pass(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        tick(till);
        await settle(till);
        clock.at += 1_000;
      }
    },
    restart(over = {}) {
      if (over.cut !== true) markSession(till, false);
      storage.close();
      cards?.close();
      return openDesk({ ...options, folder, double, clock, crypto });
    },
    close() {
      storage.close();
      cards?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return desk;
}

/** The account's balance by the ledger. */
export function balance(desk: Desk, account: string): number {
  return desk.storage.balances().filter((row) => row.account === account).reduce((sum, row) => sum + row.amountMinor, 0);
}

const digits = (prefix: string, length: number, n: number) => prefix + String(n).padStart(length - prefix.length, '0');
/** A customer's payment code of a wallet; the nth. */
export const codeOf = (wallet: 'wechatpay' | 'alipay' | 'unionpay', n = 1): string => (wallet === 'wechatpay' ? digits('13', 18, n) : wallet === 'alipay' ? digits('28', 18, n) : digits('62', 19, n));
