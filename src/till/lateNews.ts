/** What a wallet's file tells of payments that the till had no answer for: the line is the evidence, and the payment ends by it. */
import type { Break } from '#core/matching/breaks.ts';
import type { Draft } from '#core/journal.ts';
import type { StatementFacts } from '#core/matching/facts.ts';
import { returnNumber } from '#core/ids.ts';
import { Refusal } from '#core/refusal.ts';
import { observe } from './takeWallet.ts';
import type { Worked } from './dayRun.ts';
import { commit, SYSTEM, type Till } from './till.ts';

/** Ends what the file decides beyond doubt. @returns how many payments and refunds ended so. */
export function takeLateNews(till: Till, worked: readonly Worked[]): number {
  let taken = 0;
  for (const { found, standing } of worked) {
    if (standing.state === 'resolved') continue;
    const [row] = found.ledger;
    if (row === undefined || found.ledger.length > 1 || row.orderId === null) continue;
    if (found.cause === 'late-success' && found.suggestion === 'resolve-as-paid' && bookLateSuccess(till, found)) taken += 1;
    else if (found.cause === 'late-reversal' && bookLateReversal(till, found)) taken += 1;
  }
  return taken;
}

/** The file is evidence: the charge or refund it shows done is done, and money for a basket that is gone goes back by itself. @returns whether it was ours. */
export function bookLateSuccess(till: Till, found: Break): boolean {
  const line = found.statement.find(({ kind }) => kind === 'charge' || kind === 'refund');
  const orderId = line?.orderId ?? found.ledger[0]?.orderId ?? null;
  if (line === undefined || orderId === null) return false;
  if (line.kind === 'refund') return bookLateRefund(till, found.ledger[0]?.orderId ?? orderId, line);
  if (till.storage.attempt(orderId) === null) return false;
  observe(till, orderId, { act: 'file', state: 'paid', code: evidence(line), tradeId: line.tradeId, amountMinor: line.amountMinor, currency: line.currency, askedAt: null, final: false });
  return true;
}

function bookLateRefund(till: Till, refundId: string, line: StatementFacts): boolean {
  const refund = till.storage.refund(refundId);
  if (refund === null || refund.state === 'refunded' || refund.amountMinor !== -line.amountMinor) return false;
  const { orderId, wallet, amountMinor, currency, owed } = refund;
  commit(till, SYSTEM, [
    { kind: 'refund.observed', payload: { refundId, state: 'refunded', code: evidence(line) } },
    { kind: 'refund.resolved', payload: { refundId, orderId, wallet, outcome: 'refunded', amountMinor, currency, owed } },
  ]);
  return true;
}

function bookLateReversal(till: Till, found: Break): boolean {
  const line = found.statement.find(({ kind }) => kind === 'reversal');
  const orderId = found.ledger[0]?.orderId ?? null;
  if (line === undefined || orderId === null || till.storage.attempt(orderId) === null) return false;
  observe(till, orderId, { act: 'file', state: 'reversed', code: evidence(line), tradeId: line.tradeId, amountMinor: null, currency: null, askedAt: null, final: false });
  return true;
}

const evidence = (line: StatementFacts) => `${line.source}:${line.line}`;

/** What sends the customer's money back: a second charge of an order paid once, or a refund that the wallet could not pay out. */
export function refundDrafts(till: Till, found: Break): Draft[] {
  const orderId = found.ledger[0]?.orderId ?? found.statement[0]?.orderId ?? null;
  if (orderId === null) return [];
  if (found.cause === 'refund-failed') return refundAgain(till, orderId);
  const attempt = till.storage.attempt(orderId);
  if (found.kind !== 'duplicate-in-statement' || attempt === null) return [];
  const refundId = returnNumber(attempt.orderId, 'D');
  if (till.storage.refund(refundId) !== null) throw new Refusal('break-booked', 'The second charge of this order is already on its way back. Nothing was booked.');
  const { saleId, currency, wallet } = attempt;
  const amountMinor = Math.abs(found.amountMinor);
  return [
    { kind: 'entry.adjusted', payload: { debit: `clearing:${wallet}`, credit: 'customer-funds', amountMinor, currency, reason: `charged twice: ${attempt.orderId}`, approver: null } },
    { kind: 'refund.intended', payload: { refundId, orderId: attempt.orderId, saleId, wallet, amountMinor, currency, owed: 'customer-funds', cause: 'reconciliation' } },
  ];
}

/** The money is still with us and owed again; it is sent under a number of its own. */
function refundAgain(till: Till, refundId: string): Draft[] {
  const refund = till.storage.refund(refundId);
  const again = returnNumber(refundId, 'F');
  if (refund === null) return [];
  if (till.storage.refund(again) !== null) throw new Refusal('break-booked', 'This refund is already on its way again. Nothing was booked.');
  const { orderId, saleId, wallet, amountMinor, currency, owed } = refund;
  const owedAgain: Draft[] = refund.state === 'refunded' ? [{ kind: 'entry.adjusted', payload: { debit: `clearing:${wallet}`, credit: owed, amountMinor, currency, reason: `refund not paid out: ${refundId}`, approver: null } }] : [];
  return [...owedAgain, { kind: 'refund.intended', payload: { refundId: again, orderId, saleId, wallet, amountMinor, currency, owed, cause: 'reconciliation' } }];
}
