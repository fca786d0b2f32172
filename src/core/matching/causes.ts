/** Why a break is there and what to do about it: small rules over what both sides say, first that fits wins. */
import type { LedgerFacts, StatementFacts } from './facts.ts';
import type { BreakKind } from './foundBreaks.ts';

export const CAUSES = [
  'cut-off', 'late-success', 'late-reversal', 'reversal-after-cut-off', 'double-charge', 'repeated-line', 'booked-twice', 'other-till', 'fee-above-contract', 'fee-below-contract',
  'rounding', 'refund-failed', 'equal-candidates', 'several-sums', 'manual-acceptance', 'chargeback', 'wallet-adjustment', 'payout-short', 'payout-over', 'payout-missing', 'payout-unexpected', 'came-after-write-off', 'paid-after-all', 'unknown',
] as const;
export type Cause = (typeof CAUSES)[number];

/** `wait`: for the next file. `refund-customer`: the money is with us and should not be. `resolve-as-paid`: book the line as evidence. `accept`: nothing to book. `undo-write-off`: the money came after all. */
export const SUGGESTIONS = ['wait', 'refund-customer', 'book-fee', 'write-off', 'ask-wallet', 'resolve-as-paid', 'accept', 'undo-write-off'] as const;
export type Suggestion = (typeof SUGGESTIONS)[number];

export type Evidence = {
  readonly kind: BreakKind;
  readonly ledger: readonly LedgerFacts[];
  readonly statement: readonly StatementFacts[];
  /** Whether one of the rows lies near its source's cut-off. */
  readonly nearCutOff: () => boolean;
  readonly roundingMinor: number;
  readonly ownOrderPrefix: string;
  /** In how many ways parts make up the whole, where that was asked. */
  readonly solutions: number | null;
};

export type Verdict = { readonly cause: Cause; readonly suggestion: Suggestion };

export function judge(evidence: Evidence): Verdict {
  switch (evidence.kind) {
    case 'carried': return { cause: 'cut-off', suggestion: 'wait' };
    case 'missing-in-statement': return judgeMissing(evidence);
    case 'missing-in-ledger': return judgeForeign(evidence);
    case 'amount-differs': return differsByRounding(evidence) ? { cause: 'rounding', suggestion: 'write-off' } : { cause: 'unknown', suggestion: 'ask-wallet' };
    case 'currency-differs': return { cause: 'unknown', suggestion: 'ask-wallet' };
    case 'fee-differs': return judgeFee(evidence);
    case 'status-differs': return judgeStatus(evidence);
    case 'duplicate-in-statement': return judgeDouble(evidence);
    case 'duplicate-in-ledger': return { cause: 'booked-twice', suggestion: 'write-off' };
    case 'reversed-in-statement': return judgeReversal(evidence);
    case 'payout-differs': return { cause: 'unknown', suggestion: 'ask-wallet' };
    case 'ambiguous': return judgeAmbiguous(evidence);
  }
}

/** A charge that a person accepted without the wallet's word and that the wallet does not know was never paid. */
function judgeMissing({ ledger }: Evidence): Verdict {
  const accepted = ledger.length > 0 && ledger.every(({ kind, status }) => kind === 'charge' && status === 'accepted');
  return accepted ? { cause: 'manual-acceptance', suggestion: 'write-off' } : { cause: 'unknown', suggestion: 'ask-wallet' };
}

/** Which row belongs to which can't be told; when both sides have as many rows and as much money, nothing hangs on it. */
function judgeAmbiguous({ ledger, statement, solutions }: Evidence): Verdict {
  const sum = (rows: readonly { readonly amountMinor: number }[]) => rows.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const even = ledger.length === statement.length && sum(ledger) === sum(statement);
  return { cause: solutions === null ? 'equal-candidates' : 'several-sums', suggestion: even ? 'accept' : 'ask-wallet' };
}

/** A line that no row of ours knows: another till's only when its order id can't be ours. */
function judgeForeign({ statement, ownOrderPrefix }: Evidence): Verdict {
  if (statement.some(({ kind }) => kind === 'adjustment')) return { cause: 'wallet-adjustment', suggestion: 'ask-wallet' };
  const foreign = ownOrderPrefix !== '' && statement.every(({ kind, orderId, originalId }) => !(kind === 'refund' ? (originalId ?? orderId) : orderId)?.startsWith(ownOrderPrefix));
  return foreign ? { cause: 'other-till', suggestion: 'accept' } : { cause: 'unknown', suggestion: 'ask-wallet' };
}

function judgeFee({ ledger, statement, roundingMinor }: Evidence): Verdict {
  const difference = (statement[0]?.feeMinor ?? 0) - (ledger[0]?.feeMinor ?? 0);
  if (Math.abs(difference) <= roundingMinor) return { cause: 'rounding', suggestion: 'book-fee' };
  return { cause: difference > 0 ? 'fee-above-contract' : 'fee-below-contract', suggestion: 'book-fee' };
}

/** The sides agree on the amount but not on what became of it. */
function judgeStatus({ ledger, statement, nearCutOff }: Evidence): Verdict {
  const ours = ledger[0]?.status;
  const failed = statement[0]?.status === 'failed';
  if (failed) return ours === 'refunded' || ours === 'accepted' ? { cause: 'refund-failed', suggestion: 'refund-customer' } : { cause: 'unknown', suggestion: 'ask-wallet' };
  if (ours === 'unknown' || ours === 'failed') return { cause: 'late-success', suggestion: 'resolve-as-paid' };
  // Near the cut-off the wallet's own reversal may stand in tomorrow's file: a refund now would pay the customer twice.
  if (ours === 'reversed' && nearCutOff()) return { cause: 'reversal-after-cut-off', suggestion: 'wait' };
  return { cause: 'late-success', suggestion: 'refund-customer' };
}

/** The same trade twice is the file's fault and nothing is paid back; other trades of one order are the customer's money. */
function judgeDouble({ statement }: Evidence): Verdict {
  const trades = statement.map(({ tradeId }) => tradeId);
  if (trades.includes(null) || new Set(trades).size < trades.length) return { cause: 'repeated-line', suggestion: 'ask-wallet' };
  return statement.every(({ kind }) => kind === 'charge') ? { cause: 'double-charge', suggestion: 'refund-customer' } : { cause: 'unknown', suggestion: 'ask-wallet' };
}

function judgeReversal({ ledger, statement, nearCutOff }: Evidence): Verdict {
  // An error flow file that takes a charge back says what a chargeback says.
  if (statement.some(({ kind, source }) => kind === 'chargeback' || source === 'unionpay-zme')) return { cause: 'chargeback', suggestion: 'ask-wallet' };
  if (ledger[0]?.status === 'unknown') return { cause: 'late-reversal', suggestion: 'accept' };
  return { cause: nearCutOff() ? 'reversal-after-cut-off' : 'unknown', suggestion: 'ask-wallet' };
}

function differsByRounding({ ledger, statement, roundingMinor }: Evidence): boolean {
  const sum = (rows: readonly { readonly amountMinor: number }[]) => rows.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return Math.abs(sum(statement) - sum(ledger)) <= roundingMinor;
}
