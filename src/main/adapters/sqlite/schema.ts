/** The ledger file's tables, as numbered forward-only steps; `user_version` says which have been taken. */

/** Derived from the journal alone: may be emptied and made again. */
export const PROJECTIONS = ['posting', 'sale', 'charge', 'wallet_refund', 'customer_refund', 'receipt_print', 'z_report', 'resolution', 'product_change', 'coupon_use', 'state'] as const;

export const MIGRATIONS: readonly string[] = [
  `
create table entry(seq integer primary key, id blob not null, at integer not null, day text not null, operator text not null, kind text not null,
  version integer not null, payload text not null, hash blob not null) strict;
create table account(id integer primary key, name text not null unique) strict;
create table posting(seq integer not null, n integer not null, account integer not null, amount_minor integer not null, currency text not null, primary key(seq, n)) strict, without rowid;
create table sale(receipt integer primary key, seq integer not null, at integer not null, total_minor integer not null) strict;
create table charge(order_id text primary key, started_at integer not null, sale_id text not null, open integer not null, data text not null) strict, without rowid;
create index charge_open on charge(order_id) where open = 1;
create table wallet_refund(refund_id text primary key, started_at integer not null, open integer not null, data text not null) strict, without rowid;
create index wallet_refund_open on wallet_refund(refund_id) where open = 1;
create table customer_refund(receipt integer not null, seq integer not null, primary key(receipt, seq)) strict, without rowid;
create table receipt_print(receipt integer primary key, copies integer not null) strict;
create table z_report(number integer primary key, seq integer not null) strict;
create table resolution(day text not null, key text not null, seq integer not null, primary key(day, key)) strict, without rowid;
create table state(key text primary key, data text not null) strict, without rowid;

create table basket(id text primary key, at integer not null, operator text not null, data text not null) strict, without rowid;
create table setting(key text primary key, value text not null) strict, without rowid;
create table person(id text primary key, data text not null, tries integer not null) strict, without rowid;
create table category(id text primary key, n integer not null, data text not null) strict, without rowid;
create table product(n integer primary key, sku text not null unique, gtin text, category text not null, favourite integer not null, data text not null) strict;
create index product_gtin on product(gtin) where gtin is not null;
create index product_category on product(category, n);
create index product_favourite on product(n) where favourite = 1;
create virtual table product_text using fts5(words, content='', tokenize="unicode61 remove_diacritics 2");
create table statement_file(file text primary key, name text not null, source text not null, wallet text not null, day text not null, lines integer not null,
  amount_minor integer not null, fee_minor integer not null, imported_at integer not null, superseded_by text) strict, without rowid;
create table statement_line(file text not null, line integer not null, kind text not null, order_id text, trade_id text, original_id text,
  amount_minor integer not null, fee_minor integer not null, net_minor integer not null, currency text not null, at integer, day text not null, status text not null,
  primary key(file, line)) strict, without rowid;
create index statement_line_order on statement_line(order_id) where order_id is not null;
create index statement_line_original on statement_line(original_id) where original_id is not null;
`,
  `
alter table statement_line add column batch text;
alter table statement_line add column reference text;
alter table statement_line add column account text;
`,
  `create index wallet_refund_failed on wallet_refund(refund_id) where json_extract(data, '$.state') = 'failed' and json_extract(data, '$.followed') is null;`,
  `create table product_change(sku text not null, seq integer not null, primary key(sku, seq)) strict, without rowid;`,
  `create table coupon_use(code text primary key, sales integer not null, amount_minor integer not null) strict, without rowid;`,
];
