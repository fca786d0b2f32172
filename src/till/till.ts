/** The till as its verbs see it: the shop, what it keeps, the world's ports, and the little that lives in memory only. */
import type { Health, EndingView, TillEvent, WorkProgress } from '#contract/views.ts';
import type { Draft, Entry } from '#core/journal.ts';
import { emptyBasket, type Basket } from '#core/basket.ts';
import { uuidV7 } from '#core/ids.ts';
import { Fault, Refusal } from '#core/refusal.ts';
import type { Person, Commit, Storage } from './storage.ts';
import { dayIn } from '#core/time.ts';
import type { TaxMode } from '#core/sale.ts';
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';
import type { PrinterSettings, PrinterStatus, PrinterTrouble, PrinterView, PrintView } from '#contract/printer.ts';
import type { CardStore, Clock, Counted, Crypto, DayMatching, Devices, Exporting, Joining, PaymentBackend, Printer, ReceiptPrinter, Safekeeping, Shipping, Sought, StatementReading } from './ports.ts';

export type Shop = {
  readonly name: string;
  readonly store: string;
  readonly till: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly taxMode: TaxMode;
  readonly wallets: readonly ChargeableWallet[];
  /** Cards by an encrypting reader; `store-and-forward`: also while there is no line, within limits. Absent: none are taken. */
  readonly cards?: 'online' | 'store-and-forward';
  readonly demo: boolean;
  readonly practice: boolean;
  /** Labels with a weight or a price in the code; the first rule that fits wins. Notation of core/barcode/label. */
  readonly labelRules: readonly { readonly pattern: string; readonly measure: 'weight' | 'price' | 'units' | 'discount' }[];
  /** Texts with which the shop's printed coupons begin. */
  readonly couponPrefixes?: readonly string[];
};

/** What the shop is paid by that has a file of its own for each day. */
export const methodsOf = ({ wallets, cards }: Pick<Shop, 'wallets' | 'cards'>): PaymentMethod[] => [...wallets, ...(cards === undefined ? [] : ['card' as const])];

export type Ports = {
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly backend: PaymentBackend;
  /** Without it all of the journal is shipped in the till's own thread. */
  readonly shipping?: Shipping;
  readonly devices: Devices;
  /** Absent: cards are taken with a line only. */
  readonly cards?: CardStore;
  readonly receipts: ReceiptPrinter;
  readonly printer: Printer;
  /** The till's next device key: bound at the backend first, then taken into use. Throws the backend's faults. */
  readonly nextKey: { readonly bind: () => Promise<{ readonly keyId: string; readonly publicKey: string; readonly backendKey: string }>; readonly take: () => void };
  /** Absent where the line is given to the till, as in a test. */
  readonly joining?: Joining;
  readonly statements: StatementReading;
  /** Without it days are matched in the till's own thread. */
  readonly matching?: DayMatching;
  readonly safekeeping: Safekeeping;
  readonly exporting: Exporting;
  /** Called after every commit, with what was written; must return at once. */
  readonly committed?: (entries: readonly Entry[]) => void;
  /** Called after every change that a screen may show. */
  readonly changed: () => void;
  /** An amount to speak aloud. */
  readonly spoken: (amountMinor: number) => void;
  /** Lets everything else have a turn; for long work in small pieces. */
  readonly pause: () => Promise<void>;
  readonly log: (level: 'info' | 'warn' | 'error', event: string, detail?: Readonly<Record<string, string | number>>) => void;
  /** The newest lines of the till's own log. */
  readonly logTail?: () => readonly string[];
  /** Facts of this installation for the technician's page. */
  readonly place: { readonly dataDir: string; readonly version: string; readonly runtime: string; readonly backendUrl: () => string; readonly embedded: boolean };
};

export type Channel = { health: Health; answerMs: number | null; since: number | null; failures: number; /** A device's own complaint. */ reason?: string | null };

export type Till = {
  readonly shop: Shop;
  readonly storage: Storage;
  readonly ports: Ports;
  readonly memory: {
    ending: EndingView | null;
    recovered: { receipt: number; amountMinor: number; at: number } | null;
    stopped: { code: string; backupAt?: number | null } | null;
    /** Requests under way, by order or refund id, so that none is doubled. */
    readonly inFlight: Map<string, Promise<void>>;
    readonly channels: Map<string, Channel>;
    /** What the shown codes hold, by order; fetched again after a restart. */
    readonly shown: Map<string, { readonly content: string | null; readonly expiresAt: number | null }>;
    /** When the line to the backend last came back from being down. */
    lineBackAt: number | null;
    /** News of unknown orders that is in the journal already. */
    readonly strays: Set<string>;
    /** An outage drill is on. */
    lineCut: boolean;
    shipping: Promise<void> | null;
    shipNotBefore: number;
    /** When a full disk is tried again. */
    spaceNotBefore: number;
    shipFailures: number;
    probeNotBefore: number;
    verified: { ok: boolean; at: number; message: string; seq: number } | null;
    /** Screens that are listening. */
    readonly screens: Set<Screen>;
    /** Whose badge the next member card becomes. */
    badgeOf: { operatorId: string; by: string; until: number } | null;
    /** What lies on the scale; `used` once it has become a line's quantity. `waiting` is the line that wants it. */
    scale: { milli: number; used: boolean; waiting: { saleId: string; line: number } | null };
    readonly printing: Printing;
    /** The language that the customer chose on the display, for this sale. */
    displayLanguage: PrinterSettings['language'] | null;
    /** Long work in a manager's hands, and whether it is to end. */
    work: WorkProgress;
    workCancelled: boolean;
    /** What became of the last backup that was tried; null while none was. */
    backup: { ok: boolean; at: number } | null;
    /** Erasures under way: whom they seek, until it is proved, and how far the search is. */
    readonly erasing: { readonly sought: Map<string, Sought>; work: Promise<void> | null; now: { readonly person: string; readonly files: number; readonly bytes: number } | null };
    /** Entries counted so far by kind, up to `upTo`. */
    census: { readonly upTo: number; readonly counted: readonly Counted[] };
    /** Until when who may look into the access log without saying why again, by operator; UTC ms. */
    readonly looking: Map<string, number>;
  };
};

/** What is known of the printer in this run. */
export type Printing = {
  settings: PrinterSettings | null;
  status: PrinterStatus | null;
  last: PrinterView['last'];
  print: PrintView | null;
  /** The drawer that should have opened and surely or perhaps did not. */
  drawer: { readonly reason: PrinterTrouble | null; readonly at: number } | null;
  /** Receipts being printed, with their copy's number. */
  readonly under: Map<number, number>;
  /** Work under way with the printer. */
  readonly jobs: Set<Promise<void>>;
  askNotBefore: number;
};

/** One screen's session: who stands before it. The role comes from here, never from a request. */
export type Seat = { operator: Person | null; locked: boolean; checking: boolean };

/** A seat that listens, and when it last did something: the one that a device's scan goes to. */
export type Screen = { readonly seat: Seat; readonly tell: (event: TillEvent) => void; lastActAt: number };

export function newTill(shop: Shop, storage: Storage, ports: Ports): Till {
  return {
    shop, storage, ports,
    memory: {
      ending: null, recovered: null, stopped: null,
      inFlight: new Map(), channels: new Map(), shown: new Map(), strays: new Set(), lineBackAt: null, lineCut: false,
      shipping: null, shipNotBefore: 0, shipFailures: 0, spaceNotBefore: 0, probeNotBefore: 0,
      verified: null, backup: null, displayLanguage: null,
      printing: { settings: null, status: null, last: null, print: null, drawer: null, under: new Map(), jobs: new Set(), askNotBefore: 0 },
      screens: new Set(), badgeOf: null, scale: { milli: 0, used: false, waiting: null },
      work: null, workCancelled: false,
      erasing: { sought: new Map(), work: null, now: null }, census: { upTo: 0, counted: [] }, looking: new Map(),
    },
  };
}

export const SYSTEM = 'system';

/** The shop's open day, or the calendar's when none is open. */
export function businessDayOf(till: Till): string {
  return till.storage.status().businessDay ?? dayIn(till.ports.clock.now(), till.shop.timeZone);
}

/** Commits entries with what goes beside them. A disk that refuses stops selling, in words. */
export function commit(till: Till, operator: string, drafts: readonly Draft[], beside: Partial<Pick<Commit, 'basket' | 'hold' | 'unhold' | 'settings' | 'dropSettings' | 'products' | 'categories' | 'people'>> = {}): Entry[] {
  try {
    const entries = till.storage.commit({ at: till.ports.clock.now(), businessDay: businessDayOf(till), operator, drafts, ...beside });
    if (entries.length > 0) till.ports.committed?.(entries);
    return entries;
  } catch (error) {
    if (error instanceof Fault) {
      till.memory.stopped = { code: error.code };
      till.ports.changed();
    }
    throw error;
  }
}

export function newSaleId(till: Till): string {
  return uuidV7(till.ports.clock.now(), till.ports.crypto.random(10));
}

export function basketOf(till: Till): Basket {
  return till.storage.basket() ?? emptyBasket(newSaleId(till));
}

export function operatorOf(seat: Seat): Person {
  if (seat.operator === null || seat.locked) throw new Refusal('sign-in-first', 'Nobody is signed in. Nothing was changed; sign in first.');
  return seat.operator;
}

/** Selling needs a working ledger and an open shift. */
export function assertSelling(till: Till): number {
  if (till.memory.stopped?.code === 'ledger-forked') throw new Fault('ledger-forked', 'This is an old or second copy of the till\'s ledger: the backend holds entries that are not in it. Nothing is sold or sent from it. Call your technician, who finds the newer copy or sets the till up anew.');
  if (till.memory.stopped !== null) throw new Fault(till.memory.stopped.code, 'The till has stopped selling because its ledger cannot be written. No money has moved. Free some space on the disk: the till goes on by itself as soon as it can write. Otherwise call your technician.');
  const { shift } = till.storage.status();
  if (shift === null) throw new Refusal('no-shift', 'No shift is open, so nothing can be sold. Nothing was changed; open the shift with its float first.');
  return shift.number;
}
