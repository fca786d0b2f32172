/** What the ring-up is held against: a bare better-sqlite3 transaction that writes the same goods as 1 sale, 3 lines, 4 postings and 1 outbox row. */
import { randomFillSync } from 'node:crypto';
import type { Basket } from '#core/basket.ts';
import { openLedger, type Db } from '#main/adapters/sqlite/open.ts';

/** The unique keys and look-ups that such an app needs; `lean` leaves the look-ups out. */
const TABLES = `
create table bare_sale(id integer primary key, sale_key blob not null, store integer not null, till integer not null, cashier integer not null,
  at_ms integer not null, business_date integer not null, total_minor integer not null, currency text not null, tender text not null, wallet_ref text not null) strict;
create table bare_line(sale_id integer not null references bare_sale(id), line_no integer not null, sku text not null, name text not null, qty_milli integer not null,
  unit_minor integer not null, amount_minor integer not null, primary key(sale_id, line_no)) strict, without rowid;
create table bare_posting(id integer primary key, sale_id integer not null references bare_sale(id), account integer not null, amount_minor integer not null, currency text not null, at_ms integer not null) strict;
create table bare_outbox(id integer primary key, idem_key blob not null, kind text not null, payload text not null, state integer not null, next_at integer not null) strict;`;
const LOOKUPS = `
create unique index bare_sale_key on bare_sale(sale_key);
create index bare_sale_ref on bare_sale(wallet_ref);
create index bare_posting_account on bare_posting(account, id);
create index bare_posting_sale on bare_posting(sale_id);
create unique index bare_outbox_key on bare_outbox(idem_key);
create index bare_outbox_open on bare_outbox(next_at) where state = 0;`;

export type Peer = { readonly sell: (n: number, basket: Basket, totalMinor: number) => void; readonly close: () => void };

/** @param path same folder as the ledger, opened by the till's own code: the same pragmas. */
export function openPeer(path: string, kind: 'real' | 'lean'): Peer {
  const db: Db = openLedger(path);
  db.exec(kind === 'real' ? TABLES + LOOKUPS : TABLES);
  const sale = db.prepare('insert into bare_sale values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const line = db.prepare('insert into bare_line values (?, ?, ?, ?, ?, ?, ?)');
  const posting = db.prepare('insert into bare_posting(sale_id, account, amount_minor, currency, at_ms) values (?, ?, ?, ?, ?)');
  const outbox = db.prepare('insert into bare_outbox(idem_key, kind, payload, state, next_at) values (?, ?, ?, ?, ?)');
  const one = (n: number, basket: Basket, totalMinor: number): void => {
    const at = Date.now();
    const key = Buffer.alloc(16);
    randomFillSync(key);
    key.writeUIntBE(at, 0, 6);
    const tax = Math.round((totalMinor * 6) / 106);
    sale.run(n, key, 1, 2, 3, at, 20_260_101, totalMinor, 'CNY', 'CASH', `FT${(25_000_000_000 + n * 7).toString(36).toUpperCase()}`);
    for (const item of basket.lines) line.run(n, item.line, item.sku, JSON.stringify(item.name), item.quantityMilli, item.unitMinor, (item.unitMinor * item.quantityMilli) / 1000);
    posting.run(n, 1100, totalMinor, 'CNY', at);
    posting.run(n, 4000, tax - totalMinor, 'CNY', at);
    posting.run(n, 2200, -Math.floor(tax / 2), 'CNY', at);
    posting.run(n, 2201, -Math.ceil(tax / 2), 'CNY', at);
    outbox.run(key, 'sale', `{"v":1,"sale":${n},"key":"${key.toString('hex')}","total":${totalMinor},"cur":"CNY","lines":${basket.lines.length},"till":2,"at":${at},"prev":"${'0'.repeat(64)}"}`, 0, at);
  };
  const transaction = db.transaction(one);
  return { sell: (n, basket, totalMinor) => { transaction.immediate(n, basket, totalMinor); }, close: () => { db.close(); } };
}
