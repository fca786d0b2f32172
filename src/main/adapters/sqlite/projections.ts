/** Writes what each entry amounts to beside it, in the same transaction; the same code makes all of it again from the journal. */
import { assert } from '#core/assert.ts';
import { canonicalJson, type Json } from '#core/canonical.ts';
import type { Entry } from '#core/journal.ts';
import { post, unbalanced } from '#core/posting.ts';
import { concernsAttempt, FIRST_STATUS, foldAttempt, foldRefund, foldStatus, STATUS_KINDS, type Status } from '#core/projection.ts';
import { refundEnded, type WalletRefund } from '#core/refund.ts';
import { EMPTY_TALLY, fold, TALLIED } from '#core/tally.ts';
import type { Tally } from '#core/totals.ts';
import { isEnded, type Attempt } from '#core/tender.ts';
import { PROJECTIONS } from './schema.ts';
import type { Journal } from './entries.ts';
import type { Db } from './open.ts';

export type Projector = {
  apply(entry: Entry): void;
  status(): Status;
  day(): Tally;
  shift(): Tally;
  attempt(orderId: string): Attempt | null;
  refund(refundId: string): WalletRefund | null;
  /** Forgets what is in memory; it is read again from the file. */
  forget(): void;
  /** Empties every projection, before a rebuild. */
  wipe(): void;
};

const text = (value: unknown) => canonicalJson(value as Json);

/**
 * Status and tallies are written down at every so many entries only, and folded on from there when the file is opened:
 * three rows less in the commit of a sale, and still the same rows whoever makes them.
 */
const WRITTEN_EVERY = 64;

type Standing = { readonly status: Status; readonly day: Tally; readonly shift: Tally };
const FIRST: Standing = { status: FIRST_STATUS, day: EMPTY_TALLY, shift: EMPTY_TALLY };

function foldStanding(standing: Standing, entry: Entry, timeZone: string): Standing {
  let { status, day, shift } = standing;
  if (TALLIED.has(entry.kind)) {
    day = fold(day, entry, timeZone);
    shift = fold(entry.kind === 'shift.opened' ? EMPTY_TALLY : shift, entry, timeZone);
  }
  if (entry.kind === 'day.closed') day = EMPTY_TALLY;
  if (STATUS_KINDS.has(entry.kind)) status = foldStatus(status, entry);
  return { status, day, shift };
}

/** @param journal the entries of the same file, to fold on from what was written down last. */
export function openProjector(db: Db, timeZone: string, journal: Pick<Journal, 'head' | 'after'>): Projector {
  const putState = db.prepare('insert into state(key, data) values (?, ?) on conflict(key) do update set data = excluded.data');
  const getState = db.prepare('select data from state where key = ?').pluck();
  const accountOf = db.prepare('select id from account where name = ?').pluck();
  const putAccount = db.prepare('insert into account(name) values (?)');
  const putPosting = db.prepare('insert into posting(seq, n, account, amount_minor, currency) values (?, ?, ?, ?, ?)');
  const putSale = db.prepare('insert into sale(receipt, seq, at, total_minor) values (?, ?, ?, ?)');
  const putCharge = db.prepare('insert into charge(order_id, started_at, sale_id, open, data) values (?, ?, ?, ?, ?) on conflict(order_id) do update set open = excluded.open, data = excluded.data');
  const getCharge = db.prepare('select data from charge where order_id = ?').pluck();
  const putRefund = db.prepare('insert into wallet_refund(refund_id, started_at, open, data) values (?, ?, ?, ?) on conflict(refund_id) do update set open = excluded.open, data = excluded.data');
  const getRefund = db.prepare('select data from wallet_refund where refund_id = ?').pluck();
  const putCustomerRefund = db.prepare('insert into customer_refund(receipt, seq) values (?, ?)');
  const putPrint = db.prepare('insert into receipt_print(receipt, copies) values (?, ?) on conflict(receipt) do update set copies = excluded.copies');
  const putZ = db.prepare('insert into z_report(number, seq) values (?, ?)');
  const putResolution = db.prepare('insert into resolution(day, key, seq) values (?, ?, ?) on conflict(day, key) do update set seq = excluded.seq');
  const putProductChange = db.prepare('insert into product_change(sku, seq) values (?, ?) on conflict do nothing');
  const putCouponUse = db.prepare('insert into coupon_use(code, sales, amount_minor) values (?, 1, ?) on conflict(code) do update set sales = sales + 1, amount_minor = amount_minor + excluded.amount_minor');

  const accounts = new Map<string, number>();
  let standing: Standing | null = null;
  const standingAt = (seq: number): Standing => {
    if (standing !== null) return standing;
    const kept = getState.get('standing') as string | undefined;
    const from = kept === undefined ? { seq: 0, ...FIRST } : (JSON.parse(kept) as Standing & { seq: number });
    let next: Standing = { status: from.status, day: from.day, shift: from.shift };
    if (seq > from.seq) {
      // A tail that was changed does not add up: it ends here, the check at start stops the till and says so.
      try { for (const entry of journal.after(from.seq, seq - from.seq)) next = foldStanding(next, entry, timeZone); } catch { /* as above */ }
    }
    return (standing = next);
  };
  const accountId = (name: string): number => {
    let id = accounts.get(name) ?? (accountOf.get(name) as number | undefined);
    id ??= Number(putAccount.run(name).lastInsertRowid);
    accounts.set(name, id);
    return id;
  };

  const self: Projector = {
    status: () => standingAt(journal.head().seq).status,
    day: () => standingAt(journal.head().seq).day,
    shift: () => standingAt(journal.head().seq).shift,
    attempt(orderId) {
      const found = getCharge.get(orderId) as string | undefined;
      return found === undefined ? null : (JSON.parse(found) as Attempt);
    },
    refund(refundId) {
      const found = getRefund.get(refundId) as string | undefined;
      return found === undefined ? null : (JSON.parse(found) as WalletRefund);
    },
    apply(entry) {
      const postings = post(entry);
      assert(unbalanced(postings).length === 0, `entry ${entry.seq} (${entry.kind}) does not balance`);
      for (const [n, row] of postings.entries()) putPosting.run(entry.seq, n, accountId(row.account), row.amountMinor, row.currency);
      standing = foldStanding(standingAt(entry.seq - 1), entry, timeZone);
      if (entry.seq % WRITTEN_EVERY === 0) putState.run('standing', text({ seq: entry.seq, ...standing }));
      applyDetail(entry);
    },
    forget() {
      standing = null;
      accounts.clear();
    },
    wipe() {
      for (const table of PROJECTIONS) db.exec(`delete from ${table}`);
      self.forget();
    },
  };

  function applyDetail(entry: Entry): void {
    if (concernsAttempt(entry)) {
      const next = foldAttempt(self.attempt(entry.payload.orderId), entry);
      if (next !== null) putCharge.run(next.orderId, next.startedAt, next.saleId, isEnded(next.state) ? 0 : 1, text(next));
      return;
    }
    switch (entry.kind) {
      case 'sale.completed':
        putSale.run(entry.payload.receipt, entry.seq, entry.at, entry.payload.totalMinor);
        for (const { code, amountMinor } of entry.payload.coupons ?? []) putCouponUse.run(code, amountMinor);
        return;
      case 'refund.completed': putCustomerRefund.run(entry.payload.receipt, entry.seq); return;
      case 'day.closed': putZ.run(entry.payload.z, entry.seq); return;
      case 'receipt.printed': putPrint.run(entry.payload.receipt, entry.payload.copy); return;
      case 'print.ended': if (entry.payload.outcome !== 'not-printed') putPrint.run(entry.payload.receipt, entry.payload.copy); return;
      case 'break.resolved': putResolution.run(entry.payload.day, entry.payload.key, entry.seq); return;
      case 'catalogue.changed': for (const { sku } of entry.payload.changes) putProductChange.run(sku, entry.seq); return;
      case 'refund.intended':
      case 'refund.followed':
      case 'refund.observed':
      case 'refund.resolved': {
        const next = foldRefund(self.refund(entry.payload.refundId), entry);
        if (next !== null) putRefund.run(next.refundId, next.startedAt, refundEnded(next.state) ? 0 : 1, text(next));
        return;
      }
      default:
    }
  }
  return self;
}
