/** All balances added up again from the postings. */
import type { Balance } from '#till/storage.ts';
import type { Db } from './open.ts';

/** With more accounts, looking at each posting once for each of them takes longer than sorting. */
const ACCOUNTS_MAX = 40;

/** @returns a reading of the balances, by account and currency; what was never posted to is not there. */
export function balancesOf(db: Db): () => Balance[] {
  const accounts = db.prepare('select id, name from account order by name');
  const sorting = db.prepare(`
    select account.name as account, added.currency, added.amountMinor from (select account, currency, sum(amount_minor) as amountMinor from posting group by account, currency) added
    join account on account.id = added.account order by account.name, added.currency`);
  return () => {
    const known = accounts.all() as { id: number; name: string }[];
    return (known.length > ACCOUNTS_MAX ? null : inOnePass(db, known)) ?? sorting.all() as Balance[];
  };
}

/** Grouping sorts millions of postings; a shop of one currency and few accounts is added up as the postings lie. Null where there are more currencies. */
function inOnePass(db: Db, accounts: readonly { readonly id: number; readonly name: string }[]): Balance[] | null {
  const sums = accounts.map(({ id }) => `sum(amount_minor) filter (where account = ${id})`);
  const row = db.prepare(`select ${['min(currency)', 'max(currency)', ...sums].join(', ')} from posting`).raw().get() as (string | number | null)[];
  const [currency, last, ...minors] = row;
  if (typeof currency !== 'string') return [];
  if (currency !== last) return null;
  return accounts.flatMap(({ name }, index) => {
    const amountMinor = minors[index];
    return typeof amountMinor === 'number' ? [{ account: name, currency, amountMinor }] : [];
  });
}
