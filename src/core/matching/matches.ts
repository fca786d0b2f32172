/** Matches as they are shown, for whoever wants them beside the breaks. */
import { orderIdAt } from './books.ts';
import { compareText, idsOf } from './breaks.ts';
import { ledgerFacts, statementFacts } from './facts.ts';
import { RULES } from './foundBreaks.ts';
import type { Rule } from './foundBreaks.ts';
import type { Placed, Work } from './work.ts';

export type Match = {
  readonly rule: Rule;
  readonly kind: 'charge' | 'refund';
  readonly wallet: string;
  readonly orderIds: readonly string[];
  readonly tradeIds: readonly string[];
  /** The ledger's amount, all its rows together, which is the statement's too. */
  readonly amountMinor: number;
  readonly currency: string;
  /** Positions in the ledger and the statement as they were given: the evidence. */
  readonly ledger: readonly number[];
  readonly statement: readonly number[];
  /** For parts that make up a whole: in how many ways they do, which is one. */
  readonly solutions: number | null;
};

/** All matches one after the other, by our order id. */
export function* eachMatch(work: Work): Generator<Match> {
  const { books, pairs, groups } = work;
  const count = pairs?.count ?? 0;
  const placed = (index: number): Placed => groups[index - count] ?? {
    rule: RULES[pairs?.words[index * 3 + 2] ?? 0] ?? 'order-id', ledger: [pairs?.words[index * 3] ?? 0], statement: [pairs?.words[index * 3 + 1] ?? 0],
  };
  const order = Array.from({ length: count + groups.length }, (_, index) => ({ index, id: orderIdAt(books, books.ledger, placed(index).ledger[0] ?? 0) ?? '' }));
  order.sort((a, b) => compareText(a.id, b.id) || compareText(signature(describe(work, placed(a.index))), signature(describe(work, placed(b.index)))));
  for (const { index } of order) yield describe(work, placed(index));
}

function describe(work: Work, { rule, ledger: ledgerRows, statement: statementRows, solutions }: Placed): Match {
  const ledger = ledgerRows.map((row) => ledgerFacts(work.books, row));
  const statement = statementRows.map((row) => statementFacts(work.books, row));
  const rows = [...ledger, ...statement];
  return {
    rule, kind: ledger[0]?.kind ?? 'charge', wallet: ledger[0]?.wallet ?? '', orderIds: idsOf(rows.map(({ orderId }) => orderId)), tradeIds: idsOf(rows.map(({ tradeId }) => tradeId)),
    amountMinor: ledger.reduce((sum, row) => sum + row.amountMinor, 0), currency: ledger[0]?.currency ?? '', ledger: ledgerRows, statement: statementRows, solutions: solutions ?? null,
  };
}

function signature({ rule, kind, wallet, orderIds, tradeIds, amountMinor, currency }: Match): string {
  return [wallet, kind, currency, amountMinor, rule, ...orderIds, '', ...tradeIds].join('\u0000');
}
