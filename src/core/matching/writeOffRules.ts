/** Small differences that end by themselves: the causes for which a shop may say so, and which break a rule ends how. */
import type { Break } from './breaks.ts';

/** `unknown` is an amount that differs for no known reason; the rest are causes of core/matching/causes. */
export const RULED_CAUSES = ['rounding', 'fee-above-contract', 'fee-below-contract', 'manual-acceptance', 'unknown'] as const;
export type RuledCause = (typeof RULED_CAUSES)[number];

/** Differences of that cause of at most so many minor units end by themselves. */
export type WriteOffRule = { readonly cause: RuledCause; readonly upToMinor: number };

type Judged = Pick<Break, 'kind' | 'cause' | 'amountMinor'> & { readonly ledger: readonly { readonly amountMinor: number }[]; readonly statement: readonly { readonly amountMinor: number }[] };

/** How much less a wallet owes us once the break is written off: what we booked and it did not, or the other way round. */
export function writeOffMinor({ ledger, statement }: Pick<Judged, 'ledger' | 'statement'>): number {
  const sum = (rows: readonly { readonly amountMinor: number }[]) => rows.reduce((total, row) => total + row.amountMinor, 0);
  return sum(ledger) - sum(statement);
}

/** The step that a rule takes, and what it moves; null when no rule speaks of the break or it is more than the rule allows. */
export function ruledStep(rules: readonly WriteOffRule[], found: Judged): { readonly action: 'write-off' | 'book-fee'; readonly movedMinor: number; readonly rule: WriteOffRule } | null {
  const rule = rules.find(({ cause }) => cause === found.cause);
  const action = actionOf(found);
  if (rule === undefined || action === null) return null;
  const movedMinor = action === 'book-fee' ? Math.abs(found.amountMinor) : Math.max(Math.abs(writeOffMinor(found)), Math.abs(found.amountMinor));
  return movedMinor <= rule.upToMinor ? { action, movedMinor, rule } : null;
}

/** A missing charge or a payout is never small change, whatever it amounts to, but for goods that a person let go at risk. */
function actionOf({ kind, cause }: Judged): 'write-off' | 'book-fee' | null {
  if (kind === 'fee-differs') return 'book-fee';
  if (kind === 'amount-differs') return 'write-off';
  return kind === 'missing-in-statement' && cause === 'manual-acceptance' ? 'write-off' : null;
}
