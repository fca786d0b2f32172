/** Double entry: which accounts an entry moves. One pure function; per entry and currency the lines sum to zero. */
import type { Entry, Payloads } from './journal.ts';
import type { TaxLine } from './sale.ts';
import type { Tender } from './basket.ts';

/**
 * Accounts: `drawer` cash in the till; `safe` cash elsewhere in the shop; `clearing:<wallet>` what a wallet owes us (equals its own book), `clearing:card` the acquirer;
 * `customer-funds` money taken for a basket that is not sold yet, or below zero for goods handed over at risk; `refunds-due` owed to customers; `fees:<wallet>` the wallet's charges
 * and `fees-withheld:<wallet>` what it keeps back of its payout; `revenue`, `tax:<rate in basis points>`, `rounding`, `over-short`, `write-offs`, `bank`.
 */
export type Posting = { readonly account: string; readonly amountMinor: number; readonly currency: string };

const pair = (debit: string, credit: string, amountMinor: number, currency: string): Posting[] =>
  amountMinor === 0 ? [] : [{ account: debit, amountMinor, currency }, { account: credit, amountMinor: -amountMinor, currency }];

function taxPostings(taxes: readonly TaxLine[], sign: 1 | -1, currency: string): Posting[] {
  const net = taxes.reduce((sum, tax) => sum + tax.netMinor, 0);
  const rows: Posting[] = [{ account: 'revenue', amountMinor: sign * net, currency }];
  for (const tax of taxes) if (tax.taxMinor !== 0) rows.push({ account: `tax:${tax.rateBp}`, amountMinor: sign * tax.taxMinor, currency });
  return rows;
}

/** Cash that stays in the drawer for a tender. */
const kept = (tender: Tender) => (tender.kind === 'cash' && tender.received !== true ? tender.givenMinor - tender.changeMinor : 0);
/** What was booked as the customer's before: a wallet's or a card's money, parts in cash, and the worth of goods that came back in exchange. */
const held = (tender: Tender) => (tender.kind !== 'cash' ? tender.amountMinor : tender.received === true ? tender.givenMinor - tender.changeMinor : 0);

/** A write-off clears what the wallet will not pay; a payout turns what it owed into money at the bank and the fee it kept. */
function postDecision({ action, wallet, amountMinor, currency, feeMinor }: Payloads['break.resolved']): Posting[] {
  if (action === 'write-off' || action === 'undo-write-off') return pair('write-offs', `clearing:${wallet}`, action === 'write-off' ? amountMinor : -amountMinor, currency);
  if (action === 'book-payout') return [...pair('bank', `clearing:${wallet}`, amountMinor, currency), ...pair(`fees-withheld:${wallet}`, `clearing:${wallet}`, feeMinor ?? 0, currency)];
  return [];
}

const ADJUSTABLE = /^(?:bank|safe|write-offs|over-short|refunds-due|customer-funds|rounding|(?:fees|fees-withheld|clearing):[a-z0-9-]{1,40})$/;

/** Accounts that a person may adjust: not the drawer, which is counted, nor revenue and tax, which are sales alone. */
export function isAdjustable(account: string): boolean {
  return ADJUSTABLE.test(account);
}

/** The lines of an entry; empty for facts that move no money. */
export function post(entry: Pick<Entry, 'kind' | 'payload'>): Posting[] {
  const { kind, payload } = entry as Entry;
  switch (kind) {
    case 'shift.opened': return pair('drawer', 'safe', payload.floatMinor, payload.currency);
    case 'shift.closed': return [...pair('drawer', 'over-short', payload.differenceMinor, payload.currency), ...pair('safe', 'drawer', payload.countedMinor, payload.currency)];
    case 'cash.moved': return payload.direction === 'in' ? pair('drawer', 'safe', payload.amountMinor, payload.currency) : pair('safe', 'drawer', payload.amountMinor, payload.currency);
    case 'cash.received': return pair('drawer', 'customer-funds', payload.amountMinor, payload.currency);
    case 'cash.returned': return pair('customer-funds', 'drawer', payload.amountMinor, payload.currency);
    case 'sale.completed': {
      const { currency } = payload;
      const cash = payload.tenders.reduce((sum, tender) => sum + kept(tender), 0);
      const funds = payload.tenders.reduce((sum, tender) => sum + held(tender), 0);
      const rows: Posting[] = [];
      if (cash !== 0) rows.push({ account: 'drawer', amountMinor: cash, currency });
      if (funds !== 0) rows.push({ account: 'customer-funds', amountMinor: funds, currency });
      rows.push(...taxPostings(payload.taxes, -1, currency));
      if (payload.roundingMinor !== 0) rows.push({ account: 'rounding', amountMinor: -payload.roundingMinor, currency });
      return rows;
    }
    case 'refund.completed': return [
      ...taxPostings(payload.taxes, 1, payload.currency), ...pair('rounding', 'drawer', payload.roundingMinor, payload.currency),
      ...(payload.amountMinor === 0 ? [] : [{ account: payload.into !== undefined ? 'customer-funds' : payload.to === 'cash' ? 'drawer' : 'refunds-due', amountMinor: -payload.amountMinor, currency: payload.currency }]),
    ];
    case 'refund.resolved': return payload.outcome === 'refunded' ? pair(payload.owed, `clearing:${payload.wallet}`, payload.amountMinor, payload.currency) : [];
    case 'refund.followed': return payload.by === 'cash' ? [...pair(payload.owed, 'drawer', payload.amountMinor, payload.currency), ...pair('rounding', 'drawer', payload.roundingMinor, payload.currency)] : [];
    case 'payment.resolved':
      if (payload.outcome === 'paid') return pair(`clearing:${payload.wallet}`, 'customer-funds', payload.amountMinor, payload.currency);
      // The goods are gone and the money never came.
      return payload.atRisk === true ? pair('write-offs', 'customer-funds', payload.amountMinor, payload.currency) : [];
    case 'statement.imported': return pair(`fees:${payload.wallet}`, `fees-withheld:${payload.wallet}`, payload.feeBookedMinor, payload.currency);
    case 'break.resolved': return postDecision(payload);
    case 'entry.adjusted': return pair(payload.debit, payload.credit, payload.amountMinor, payload.currency);
    default: return [];
  }
}

/** Currencies whose postings do not sum to zero; empty when the entry balances. */
export function unbalanced(postings: readonly Posting[]): string[] {
  const sums = new Map<string, number>();
  for (const row of postings) sums.set(row.currency, (sums.get(row.currency) ?? 0) + row.amountMinor);
  return [...sums].filter(([, sum]) => sum !== 0).map(([currency]) => currency);
}
