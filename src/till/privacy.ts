/** What is held of people and what leaves the shop, counted now; and who looked into it. */
import { HOLDING_IDS, KIND_HOLDS, RECIPIENT_IDS, type HoldingId, type LookReason, type RecipientId } from '#core/personalData.ts';
import { Refusal } from '#core/refusal.ts';
import type { AccessPage, AccessView, HeldView, LeavesView, PrivacyView } from '#contract/privacyCalls.ts';
import { badgeCount } from './badge.ts';
import { cashLimits } from './cashLimits.ts';
import { listErasures } from './erase.ts';
import { hasAcquirer } from './merchants.ts';
import type { AccessRow, Counted, ExportOrder, PaymentBackend } from './ports.ts';
import { printerSettings } from './print.ts';
import { acknowledged } from './ship.ts';
import { commit, operatorOf, type Ports, type Seat, type Till } from './till.ts';

/** Who gets something of a person by each of the till's ports. A new port has no row here and does not compile. */
export const PORT_GIVES: { readonly [Port in keyof Required<Ports>]: readonly RecipientId[] } = {
  clock: [], crypto: [], backend: ['backend-payments', 'backend-cards', 'backend-journal', 'wallets', 'acquirer'], devices: [], cards: [], receipts: ['receipt-files'], printer: ['printer'],
  nextKey: [], joining: [], statements: [], matching: [], safekeeping: ['backup-place'], exporting: ['exports'], committed: [], changed: ['display'], spoken: ['speaker'], pause: [], log: [],
  logTail: ['diagnosis'], shipping: ['backend-journal'], place: ['diagnosis', 'update-check'],
};

/** The same for everything that can be asked of the backend. */
export const BACKEND_GIVES: { readonly [Verb in keyof PaymentBackend]: readonly RecipientId[] } = {
  charge: ['backend-payments', 'wallets'], chargeCard: ['backend-cards', 'acquirer'], show: ['backend-payments', 'wallets'], ask: ['backend-payments', 'wallets'], reverse: ['backend-payments', 'wallets'],
  refund: ['backend-payments', 'wallets', 'acquirer'], askRefund: ['backend-payments', 'wallets'], ship: ['backend-journal'], head: [], status: [], wallets: [], statement: [], chain: [], chainTill: [], updates: [], sandbox: [],
};

/** What of people is in each kind of export. */
export const EXPORT_HOLDS: { readonly [What in ExportOrder['what']]: readonly HoldingId[] } = {
  sales: ['staff-acts', 'purchases', 'typed-words'], goods: ['purchases'], payments: ['payment-numbers'], breaks: ['staff-acts', 'payment-numbers', 'typed-words'], report: ['staff-acts'],
  drawer: ['staff-acts', 'staff-counts', 'typed-words'], statement: ['statement-lines'], audit: ['staff-acts', 'staff-approvals', 'staff-counts', 'staff-access', 'typed-words', 'purchases', 'payment-ends', 'payment-numbers'],
};

/** Counted on from where the last look ended: the journal only grows. */
async function counted(till: Till): Promise<readonly Counted[]> {
  const { census } = till.memory;
  const more = await till.ports.safekeeping.census(census.upTo);
  const sums = new Map(census.counted.map((row) => [`${row.kind} ${row.what}`, row]));
  for (const row of more.counted) {
    const key = `${row.kind} ${row.what}`;
    const before = sums.get(key);
    sums.set(key, before === undefined || row.kind === 'statement-line' ? row : { ...row, count: row.count + before.count, lastAt: Math.max(row.lastAt, before.lastAt) });
  }
  till.memory.census = { upTo: more.upTo, counted: [...sums.values()] };
  return till.memory.census.counted;
}

const isEntry = (kind: string): kind is keyof typeof KIND_HOLDS => Object.hasOwn(KIND_HOLDS, kind);

function heldCount(till: Till, id: HoldingId, rows: readonly Counted[]): number | null {
  switch (id) {
    case 'staff-record': case 'staff-pin': return till.storage.people().length;
    case 'staff-badge': return badgeCount(till);
    case 'staff-limits': return cashLimits(till).people.length;
    case 'staff-acts': return rows.reduce((sum, { kind, count }) => sum + (isEntry(kind) ? count : 0), 0);
    case 'held-cards': return till.ports.cards?.list().length ?? 0;
    case 'statement-lines': return rows.find(({ kind }) => kind === 'statement-line')?.count ?? 0;
    case 'log': return null;
    case 'copies': return till.ports.safekeeping.backups().length;
    case 'staff-approvals': case 'staff-counts': case 'staff-access': case 'typed-words': case 'purchases': case 'payment-ends': case 'payment-numbers':
      return rows.reduce((sum, { kind, count }) => sum + (isEntry(kind) && (KIND_HOLDS[kind] as readonly HoldingId[]).includes(id) ? count : 0), 0);
  }
}

type Sum = { readonly count: number | null; readonly lastAt: number | null };

/** Entries of some kinds, and the newest of them. */
function sumOf(rows: readonly Counted[], fits: (row: Counted) => boolean): Sum {
  const found = rows.filter(fits);
  return { count: found.reduce((sum, { count }) => sum + count, 0), lastAt: found.length === 0 ? null : Math.max(...found.map(({ lastAt }) => lastAt)) };
}

const UNKNOWN: Sum = { count: null, lastAt: null };
const SEPARATE_EXPORTS: ReadonlySet<string> = new Set(['diagnosis', 'proof']);

function left(till: Till, id: RecipientId, rows: readonly Counted[]): LeavesView {
  const { ports, shop } = till;
  const ofKind = (kind: string) => sumOf(rows, (row) => row.kind === kind);
  const backend = ports.place.backendUrl();
  const view = (used: boolean, sum: Sum, place: string | null = null): LeavesView => ({ id, used, place, ...sum });
  switch (id) {
    case 'backend-payments': return view(shop.wallets.length > 0, ofKind('payment.intended'), backend);
    case 'backend-cards': return view(shop.cards !== undefined, UNKNOWN, backend);
    case 'backend-journal': return view(till.storage.status().enrolled !== null, { count: acknowledged(till).seq, lastAt: till.storage.entryAt(acknowledged(till).seq)?.at ?? null }, backend);
    case 'wallets': return view(shop.wallets.length > 0, ofKind('payment.intended'), shop.wallets.join(', '));
    case 'acquirer': return view(hasAcquirer(till) && shop.cards !== undefined, UNKNOWN);
    case 'printer': return view(printerSettings(till).kind !== 'none', ofKind('print.ended'));
    case 'display': case 'speaker': return view(true, UNKNOWN);
    case 'receipt-files': {
      const proofs = sumOf(rows, ({ kind, what }) => kind === 'receipt.printed' || (kind === 'data.exported' && what === 'proof'));
      return view((proofs.count ?? 0) > 0, proofs);
    }
    case 'exports': {
      const exports = sumOf(rows, ({ kind, what }) => kind === 'data.exported' && !SEPARATE_EXPORTS.has(what));
      return view((exports.count ?? 0) > 0, exports);
    }
    case 'diagnosis': {
      const bundles = sumOf(rows, ({ kind, what }) => kind === 'data.exported' && what === 'diagnosis');
      return view((bundles.count ?? 0) > 0, bundles);
    }
    case 'backup-place': {
      const backups = ports.safekeeping.backups();
      return view(backups.length > 0, { count: backups.length, lastAt: backups[0]?.at ?? null }, ports.safekeeping.folder);
    }
    case 'update-check': return view(false, UNKNOWN);
  }
}

/** @throws Fault `ledger-not-read` */
export async function readPrivacy(till: Till): Promise<PrivacyView> {
  const rows = await counted(till);
  return {
    holds: HOLDING_IDS.map((id): HeldView => ({ id, count: heldCount(till, id, rows) })),
    leaves: RECIPIENT_IDS.map((id) => left(till, id, rows)),
    erasures: listErasures(till),
  };
}

const PAGE = 50;
/** One look into the log is one entry, however often the page is read meanwhile. */
const LOOKING_MS = 15 * 60_000;

const nameOf = (till: Till, id: string) => till.storage.person(id)?.name ?? id;
const text = (value: AccessRow['payload'][string] | undefined): string => (typeof value === 'string' ? value : '');

function accessView(till: Till, { seq, at, operator, kind, payload }: AccessRow): AccessView {
  const view = (what: string, about: string | null, detail: string | null): AccessView => ({ seq, at, by: nameOf(till, operator), kind, what, about: about === null || about === '' ? null : nameOf(till, about), detail });
  switch (kind) {
    case 'person.changed': return view(text(payload['what']), text(payload['person']), null);
    case 'person.erased': return view('erased', text(payload['person']), null);
    case 'personal-data.read': return view('read', null, text(payload['reason']));
    case 'data.exported': return view(text(payload['what']).split(' ')[0] ?? '', null, [text(payload['from']), text(payload['to'])].filter((day, index, days) => day !== '' && days.indexOf(day) === index).join(' – ') || null);
    default: {
      const what = text(payload['what']);
      return view(what, what === 'cash.limits' ? null : text(payload['to']), null);
    }
  }
}

/** @throws Refusal `look-reason-needed`; Fault `ledger-not-read` */
export async function readAccess(till: Till, seat: Seat, before: number | null, reason: LookReason | null): Promise<AccessPage> {
  const { id } = operatorOf(seat);
  const now = till.ports.clock.now();
  const until = till.memory.looking.get(id) ?? 0;
  if (now >= until || now < until - LOOKING_MS) {
    if (reason === null) throw new Refusal('look-reason-needed', 'Who looked at what is people’s data too, so a look into it is on record with its reason. Nothing was shown; say why you look.');
    commit(till, id, [{ kind: 'personal-data.read', payload: { what: 'access-log', reason } }]);
    till.memory.looking.set(id, now + LOOKING_MS);
  }
  const { rows, ...looked } = await till.ports.safekeeping.access(before, PAGE);
  return { ...looked, rows: rows.map((row) => accessView(till, row)) };
}
