/** The till's storage on SQLite: the journal, its projections and what is kept beside them, in one file. */
import { statSync } from 'node:fs';
import { Fault } from '#core/refusal.ts';
import type { Basket } from '#core/basket.ts';
import type { Entry, EntryOf } from '#core/journal.ts';
import type { WalletRefund } from '#core/refund.ts';
import type { Attempt } from '#core/tender.ts';
import type { Commit, HeldBasket, SaleRow, StatementFileRow, StatementRow, Storage } from '#till/storage.ts';
import { balancesOf } from './balances.ts';
import { openJournal } from './entries.ts';
import { openForReading, openLedger, type Db } from './open.ts';
import { openProjector } from './projections.ts';
import { peopleStore } from './peopleStore.ts';
import { productStore } from './productStore.ts';

const CURRENT = 'current';

type Opened = ReturnType<typeof prepare>;

/** All that is bound to one connection; made again when the file had to be reopened. */
function prepare(path: string, till: string, timeZone: string, openFile: (path: string) => Db) {
  const db = openFile(path);
  const journal = openJournal(db, till);
  return { db, transaction: db.transaction((work: () => void) => { work(); }), journal, projector: openProjector(db, timeZone, journal), statements: statementsOf(db), people: peopleStore(db), products: productStore(db) };
}

const LINE_COLUMNS = "f.source, l.file, l.line, l.kind, l.order_id as orderId, l.trade_id as tradeId, l.original_id as originalId, l.amount_minor as amountMinor, l.fee_minor as feeMinor, l.net_minor as netMinor, l.currency, l.at, l.day, l.status, l.batch, l.reference, l.account, case when f.source = 'mapped' or f.wallet = 'card' then f.wallet end as wallet";

function statementsOf(db: Db) {
  return {
    putBasket: db.prepare('insert into basket(id, at, operator, data) values (?, ?, ?, ?) on conflict(id) do update set at = excluded.at, operator = excluded.operator, data = excluded.data'),
    getBasket: db.prepare('select data from basket where id = ?').pluck(),
    held: db.prepare("select * from basket where id <> 'current' order by at"),
    dropBasket: db.prepare('delete from basket where id = ?'),
    putSetting: db.prepare('insert into setting(key, value) values (?, ?) on conflict(key) do update set value = excluded.value'),
    dropSetting: db.prepare('delete from setting where key = ?'),
    getSetting: db.prepare('select value from setting where key = ?').pluck(),
    openCharges: db.prepare('select data from charge where open = 1 order by order_id').pluck(),
    lastCharges: db.prepare('select data from charge order by order_id desc limit ?').pluck(),
    // Canonical text is searched as it lies: an index for every way a payment may go astray would cost each sale.
    notableCharges: db.prepare(`select data from charge where order_id >= ? and order_id < ? and started_at >= ? and started_at < ?
      and (data like '%"atRisk":true%' or data like '%"byFile":true%' or data like '%"setAside":true%' or data like '%"state":"unknown"%' or data like '%"state":"reversed"%' or data like '%"state":"reversing"%') order by order_id desc limit ?`).pluck(),
    chargesBetween: db.prepare('select data from charge where order_id >= ? and order_id < ? and started_at >= ? and started_at < ? order by order_id').pluck(),
    openRefunds: db.prepare('select data from wallet_refund where open = 1 order by refund_id').pluck(),
    failedRefunds: db.prepare("select data from wallet_refund where json_extract(data, '$.state') = 'failed' and json_extract(data, '$.followed') is null order by refund_id").pluck(),
    refundsBetween: db.prepare('select data from wallet_refund where started_at >= ? and started_at < ? order by refund_id').pluck(),
    saleSeq: db.prepare('select seq from sale where receipt = ?').pluck(),
    saleById: db.prepare("select seq from entry where kind = 'sale.completed' and json_extract(payload, '$.saleId') = ? and seq > ? limit 1").pluck(),
    lastSales: db.prepare('select receipt, seq, at, total_minor as totalMinor from sale order by receipt desc limit ?'),
    productSeqs: db.prepare('select seq from product_change where sku = ? order by seq desc limit ?').pluck(),
    couponUses: db.prepare('select code, sales, amount_minor as amountMinor from coupon_use order by code'),
    refundSeqs: db.prepare('select seq from customer_refund where receipt = ? order by seq').pluck(),
    prints: db.prepare('select copies from receipt_print where receipt = ?').pluck(),
    zSeq: db.prepare('select seq from z_report where number = ?').pluck(),
    zAll: db.prepare('select number, seq from z_report order by number desc'),
    resolutionSeqs: db.prepare('select seq from resolution where day = ? order by key').pluck(),
    payoutSeqs: db.prepare("select seq from resolution where day >= ? and key >= 'payout' and key < 'payouu' order by seq").pluck(),
    balances: balancesOf(db),
    putFile: db.prepare('insert into statement_file(file, name, source, wallet, day, lines, amount_minor, fee_minor, imported_at, superseded_by) values (@file, @name, @source, @wallet, @day, @lines, @amountMinor, @feeMinor, @importedAt, @supersededBy)'),
    supersede: db.prepare('update statement_file set superseded_by = ? where wallet = ? and day = ? and file <> ? and superseded_by is null'),
    putLine: db.prepare('insert into statement_line(file, line, kind, order_id, trade_id, original_id, amount_minor, fee_minor, net_minor, currency, at, day, status, batch, reference, account) values (@file, @line, @kind, @orderId, @tradeId, @originalId, @amountMinor, @feeMinor, @netMinor, @currency, @at, @day, @status, @batch, @reference, @account)'),
    // Steps from file to file in the key: a whole scan of the lines would take long where there are many.
    staged: db.prepare(`with recursive each(file) as (select min(file) from statement_line union all select (select min(file) from statement_line where file > each.file) from each where each.file is not null)
      select file from each where file is not null and file not in (select file from statement_file)`).pluck(),
    dropLines: db.prepare('delete from statement_line where file = ?'),
    files: db.prepare('select file, name, source, wallet, day, lines, amount_minor as amountMinor, fee_minor as feeMinor, imported_at as importedAt, superseded_by as supersededBy from statement_file where (? is null or day = ?) order by day desc, imported_at desc, file'),
    file: db.prepare('select file, name, source, wallet, day, lines, amount_minor as amountMinor, fee_minor as feeMinor, imported_at as importedAt, superseded_by as supersededBy from statement_file where file = ?'),
    lines: db.prepare(`select ${LINE_COLUMNS} from statement_line l join statement_file f on f.file = l.file where f.day = ? and f.wallet = ? and f.superseded_by is null order by l.file, l.line`),
    linesOf: db.prepare(`select ${LINE_COLUMNS} from statement_line l join statement_file f on f.file = l.file where (l.order_id = ? or l.original_id = ?) and f.wallet = ? and f.day >= ? and f.day <= ? and f.superseded_by is null`),
  };
}

type LineRow = Omit<StatementRow, 'batch' | 'reference' | 'account'> & { readonly batch: string | null; readonly reference: string | null; readonly account: string | null };

/** What a line does not have is not there, rather than null. */
function statementRow({ batch, reference, account, wallet, ...row }: LineRow): StatementRow {
  return { ...row, ...(batch === null ? {} : { batch }), ...(reference === null ? {} : { reference }), ...(account === null ? {} : { account }), ...(wallet === null || wallet === undefined ? {} : { wallet }) };
}

/** The till's name and zone belong to the ledger: hashes and daily sums depend on them, so they are set once. */
function identify(open: Opened, till: string, timeZone: string): void {
  const keep = (key: string, value: string): void => {
    const found = open.statements.getSetting.get(key) as string | undefined;
    if (found === undefined) open.statements.putSetting.run(key, value);
    else if (found !== value) throw new Fault('another-till', `This ledger belongs to another till or zone (${found}, not ${value}), so the till does not sell. Nothing was changed; check the settings or the folder.`);
  };
  keep('ledger.till', till);
  keep('ledger.timeZone', timeZone);
}

const DAY_MS = 86_400_000;
/** Order numbers begin with their day (core/ids), so that a range of days is a range of the primary key. */
const orderIdFrom = (atMs: number) => new Date(atMs).toISOString().slice(2, 10).replaceAll('-', '');

const parsed = <Value>(rows: unknown[]): Value[] => rows.map((row) => JSON.parse(row as string) as Value);

function writeFault(code: string): Fault {
  return new Fault(code === 'SQLITE_FULL' ? 'disk-full' : 'ledger-write-failed', 'The ledger could not be written, so this step did not happen. No sale was confirmed by it. Free the disk or call your technician, then try again.', { reason: code });
}

/** @throws Fault when the file cannot be opened, is damaged, or cannot be written. */
export function openLedgerStorage(path: string, till: string, timeZone: string): Storage {
  return storageOver(path, till, timeZone, openLedger);
}

/** The same over a connection that can only read, for a thread beside the till's; what it would write throws. @throws Fault as `openLedgerStorage`. */
export function openLedgerReading(path: string, till: string, timeZone: string): Storage {
  return storageOver(path, till, timeZone, openForReading);
}

function storageOver(path: string, till: string, timeZone: string, openFile: (path: string) => Db): Storage {
  let opened: Opened | null = prepare(path, till, timeZone, openFile);
  identify(opened, till, timeZone);
  /** The connection; opened again when a failed write had to close it and the file could not be opened at that moment. */
  const open = (): Opened => (opened ??= prepare(path, till, timeZone, openFile));
  /** The basket on the counter as it was last written or read; undefined: to be read. */
  let counter: Basket | null | undefined;

  function writeBeside(commit: Commit): void {
    const { statements } = open();
    if (commit.basket !== undefined) statements.putBasket.run(CURRENT, commit.at, commit.operator, JSON.stringify(commit.basket));
    if (commit.hold !== undefined) statements.putBasket.run(commit.hold.id, commit.hold.at, commit.hold.operator, JSON.stringify(commit.hold.basket));
    if (commit.unhold !== undefined) statements.dropBasket.run(commit.unhold);
    if (commit.categories !== undefined) open().products.putCategories(commit.categories);
    for (const change of commit.products ?? []) open().products.change(change);
    for (const change of commit.people ?? []) { if ('put' in change) open().people.put(change.put); else open().people.drop(change.drop); }
    if (commit.settings !== undefined) for (const [key, value] of Object.entries(commit.settings)) statements.putSetting.run(key, value);
    for (const key of commit.dropSettings ?? []) statements.dropSetting.run(key);
  }

  function appendAll(commit: Commit): Entry[] {
    return commit.drafts.map((draft) => {
      const entry = open().journal.append(draft, commit.at, commit.businessDay, commit.operator);
      open().projector.apply(entry);
      return entry;
    });
  }

  /** A COMMIT that failed may have committed: reopen, read back by id, and only then say which. */
  function afterFailure(error: unknown, wanted: readonly Entry[]): Entry[] {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) {
      open().journal.forget();
      open().projector.forget();
      throw error;
    }
    try { open().db.close(); } catch { /* the file may be gone; what counts is what can be read back */ }
    opened = null;
    const last = wanted.at(-1);
    if (last !== undefined) {
      const found = open().journal.at(last.seq);
      if (found !== null && found.id === last.id && found.hash === last.hash) return [...wanted];
    }
    throw writeFault(code);
  }

  /** A write beside the journal: it is on disk when this returns, or a Fault says that it is not. */
  function write(work: () => void): void {
    try { work(); } catch (error) {
      const code = (error as { code?: unknown }).code;
      throw typeof code === 'string' && code.startsWith('SQLITE_') ? writeFault(code) : error;
    }
  }

  function transact(commit: Commit, beside: () => void): Entry[] {
    let written: Entry[] = [];
    try {
      open().transaction.immediate(() => {
        written = appendAll(commit);
        writeBeside(commit);
        beside();
      });
      if (commit.basket !== undefined) counter = commit.basket;
      return written;
    } catch (error) {
      counter = undefined;
      return afterFailure(error, written);
    }
  }

  const saleAt = (seq: unknown) => (seq === undefined ? null : (open().journal.at(Number(seq)) as EntryOf<'sale.completed'> | null));

  return {
    commit: (commit) => transact(commit, () => undefined),
    stageLines: (file, rows) => write(() => open().transaction.immediate(() => {
      for (const row of rows) open().statements.putLine.run({ ...row, file, batch: row.batch ?? null, reference: row.reference ?? null, account: row.account ?? null });
    })),
    dropStaged: () => write(() => open().transaction.immediate(() => {
      for (const file of open().statements.staged.all()) open().statements.dropLines.run(file);
    })),
    putStatement: (commit, files) => transact(commit, () => {
      for (const file of files) {
        open().statements.putFile.run(file);
        open().statements.supersede.run(file.file, file.wallet, file.day, file.file);
      }
    }),
    head: () => open().journal.head(),
    status: () => open().projector.status(),
    dayTally: () => open().projector.day(),
    shiftTally: () => open().projector.shift(),
    basket() {
      if (counter === undefined) {
        const found = open().statements.getBasket.get(CURRENT) as string | undefined;
        counter = found === undefined ? null : (JSON.parse(found) as Basket);
      }
      return counter;
    },
    held: () => (open().statements.held.all() as { id: string; at: number; operator: string; data: string }[]).map((row): HeldBasket => ({ id: row.id, at: row.at, operator: row.operator, basket: JSON.parse(row.data) as Basket })),
    attempt: (orderId) => open().projector.attempt(orderId),
    openAttempts: () => parsed<Attempt>(open().statements.openCharges.all()),
    lastAttempts: (count) => parsed<Attempt>(open().statements.lastCharges.all(count)),
    attemptsBetween: (fromMs, toMs) => parsed<Attempt>(open().statements.chargesBetween.all(orderIdFrom(fromMs - DAY_MS), orderIdFrom(toMs + 2 * DAY_MS), fromMs, toMs)),
    notableAttempts: (fromMs, toMs, most) => parsed<Attempt>(open().statements.notableCharges.all(orderIdFrom(fromMs - DAY_MS), orderIdFrom(toMs + 2 * DAY_MS), fromMs, toMs, most)),
    refund: (refundId) => open().projector.refund(refundId),
    failedRefunds: () => parsed<WalletRefund>(open().statements.failedRefunds.all()),
    openRefunds: () => parsed<WalletRefund>(open().statements.openRefunds.all()),
    refundsBetween: (fromMs, toMs) => parsed<WalletRefund>(open().statements.refundsBetween.all(fromMs, toMs)),
    sale: (receipt) => saleAt(open().statements.saleSeq.get(receipt)),
    saleOf: (saleId) => saleAt(open().statements.saleById.get(saleId, Math.max(0, open().journal.head().seq - 5_000))),
    lastSales: (count) => open().statements.lastSales.all(count) as SaleRow[],
    refundsOfReceipt: (receipt) => (open().statements.refundSeqs.all(receipt) as number[]).map((seq) => open().journal.at(seq) as EntryOf<'refund.completed'>),
    printsOfReceipt: (receipt) => Number(open().statements.prints.get(receipt) ?? 0),
    zReport: (number) => {
      const seq = open().statements.zSeq.get(number) as number | undefined;
      return seq === undefined ? null : (open().journal.at(seq) as EntryOf<'day.closed'>);
    },
    zNumbers: () => open().statements.zAll.all() as { number: number; seq: number }[],
    resolutions: (day) => (open().statements.resolutionSeqs.all(day) as number[]).map((seq) => open().journal.at(seq) as EntryOf<'break.resolved'>),
    payoutResolutions: (fromDay) => (open().statements.payoutSeqs.all(fromDay) as number[]).map((seq) => open().journal.at(seq) as EntryOf<'break.resolved'>),
    balances: () => open().statements.balances(),
    entriesAfter: (seq, limit) => open().journal.after(seq, limit),
    journalRun: (seq) => open().journal.run(seq),
    entryAt: (seq) => open().journal.at(seq),
    setting: (key) => (open().statements.getSetting.get(key) as string | undefined) ?? null,
    setSetting: (key, value) => write(() => open().statements.putSetting.run(key, value)),
    people: () => open().people.all(),
    person: (id) => open().people.one(id),
    putPerson: (person) => write(() => open().people.put(person)),
    categories: () => open().products.categories(),
    product: (sku) => open().products.bySku(sku),
    productByGtin: (gtin) => open().products.byGtin(gtin),
    productPage: (category, page, size) => open().products.page(category, page, size),
    productList: (page, size) => open().products.list(page, size),
    couponUses: () => open().statements.couponUses.all() as { code: string; sales: number; amountMinor: number }[],
    productChanges: (sku, most) => (open().statements.productSeqs.all(sku, most) as number[]).map((seq) => open().journal.at(seq) as EntryOf<'catalogue.changed'>),
    searchProducts: (query, page, size) => open().products.search(query, page, size),
    putCatalogue: (categories, products) => write(() => open().products.replaceAll(categories, products)),
    productCount: () => open().products.count(),
    statementFiles: (day) => open().statements.files.all(day, day) as StatementFileRow[],
    statementFile: (file) => (open().statements.file.get(file) as StatementFileRow | undefined) ?? null,
    statementRows: (day, wallet) => (open().statements.lines.all(day, wallet) as LineRow[]).map(statementRow),
    statementRowsOf(wallet, orderIds, fromDay, toDay) {
      const rows = orderIds.flatMap((orderId) => (open().statements.linesOf.all(orderId, orderId, wallet, fromDay, toDay) as LineRow[]).map(statementRow));
      return [...new Map(rows.map((row) => [`${row.file} ${row.line}`, row])).values()];
    },
    facts: () => ({
      path, fileBytes: statSync(path).size,
      synchronous: open().db.pragma('synchronous', { simple: true }) === 2 ? 'FULL' : 'not FULL',
      sqliteVersion: String(open().db.prepare('select sqlite_version()').pluck().get()),
    }),
    close() {
      if (!open().db.readonly) open().db.pragma('wal_checkpoint(TRUNCATE)');
      open().db.close();
    },
  };
}
