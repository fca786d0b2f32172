/** Matches as they are shown, for whoever wants them beside the breaks. */
import { compareText, idsOf } from './breaks.ts';
import { ledgerFacts, statementFacts } from './facts.ts';
import { RULES } from './work.ts';
import type { Rule, Work } from './work.ts';

export type Match = {
  readonly rule: Rule;
  readonly kind: 'charge' | 'refund';
  readonly wallet: string;
  readonly orderIds: readonly string[];
  readonly tradeIds: readonly string[];
  /** The ledger's amount, which is the statement's too. */
  readonly amountMinor: number;
  readonly currency: string;
  /** Positions in the ledger and the statement as they were given: the evidence. */
  readonly ledger: readonly number[];
  readonly statement: readonly number[];
};

/** All matches by wallet, kind and ids. */
export function describeMatches(work: Work): Match[] {
  const matches = work.groups.map(({ rule, ledger, statement }) => describe(work, rule, ledger, statement));
  const { pairs } = work;
  for (let pair = 0; pairs !== null && pair < pairs.count; pair += 1) {
    matches.push(describe(work, RULES[pairs.words[pair * 3 + 2] ?? 0] ?? 'order-id', [pairs.words[pair * 3] as number], [pairs.words[pair * 3 + 1] as number]));
  }
  return matches.sort((a, b) => compareText(a.orderIds[0] ?? '', b.orderIds[0] ?? '') || compareText(signature(a), signature(b)));
}

function describe(work: Work, rule: Rule, ledgerRows: readonly number[], statementRows: readonly number[]): Match {
  const ledger = ledgerRows.map((row) => ledgerFacts(work.books, row));
  const statement = statementRows.map((row) => statementFacts(work.books, row));
  const rows = [...ledger, ...statement];
  return {
    rule, kind: ledger[0]?.kind ?? 'charge', wallet: ledger[0]?.wallet ?? '', orderIds: idsOf(rows.map(({ orderId }) => orderId)), tradeIds: idsOf(rows.map(({ tradeId }) => tradeId)),
    amountMinor: ledger[0]?.amountMinor ?? 0, currency: ledger[0]?.currency ?? '', ledger: ledgerRows, statement: statementRows,
  };
}

function signature({ rule, kind, wallet, orderIds, tradeIds, amountMinor, currency }: Match): string {
  return [wallet, kind, currency, amountMinor, rule, ...orderIds, '', ...tradeIds].join('\u0000');
}
