/** Balances added up in one pass are those that grouping finds, whatever currencies and accounts there are. */
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { balancesOf } from '#main/adapters/sqlite/balances.ts';
import { newRandom } from '#main/practice/random.ts';

test.each([[0, 5, 1], [1, 5, 1], [500, 7, 1], [500, 7, 3], [500, 60, 1], [500, 60, 2]])('%i postings over %i accounts in %i currencies add up to what each account and currency has [O46]', (postings, accounts, currencies) => {
  const db = new Database(':memory:');
  db.exec('create table account(id integer primary key, name text not null unique) strict; create table posting(seq integer not null, n integer not null, account integer not null, amount_minor integer not null, currency text not null, primary key(seq, n)) strict, without rowid');
  const random = newRandom(postings + accounts + currencies);
  const wanted = new Map<string, number>();
  const name = (id: number) => `account ${accounts - id}`;
  for (let id = 1; id <= accounts; id += 1) db.prepare('insert into account values (?, ?)').run(id, name(id));
  for (let seq = 1; seq <= postings; seq += 1) {
    // The last account is never posted to; amounts are of the largest that a number keeps exactly.
    const [id, currency, amount] = [1 + random.below(accounts - 1), ['CNY', 'JPY', 'KWD'][random.below(currencies)] ?? '', random.below(9_000_000_000) - 4_500_000_000];
    db.prepare('insert into posting values (?, 1, ?, ?, ?)').run(seq, id, amount, currency);
    const key = `${name(id)} ${currency}`;
    wanted.set(key, (wanted.get(key) ?? 0) + amount);
  }
  const found = balancesOf(db)();
  expect(found.map(({ account, currency, amountMinor }) => [`${account} ${currency}`, amountMinor])).toEqual([...wanted].sort(([a], [b]) => (a < b ? -1 : 1)));
  db.close();
});
