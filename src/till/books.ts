/** Both sides of a day for matching: what our ledger says of the wallets, and what their files say, with neighbours where ids cross midnight. */
import type { LedgerRow } from '#core/matching/ledgerRow.ts';
import type { StatementLine } from '#core/statement.ts';
import type { Attempt } from '#core/tender.ts';
import type { WalletRefund } from '#core/refund.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { METHODS, type PaymentMethod } from '#core/wallets.ts';
import { ERROR_BOOK, ERROR_DAYS_MAX } from './errorFlow.ts';
import { contractFees } from './reconRules.ts';
import type { Till } from './till.ts';

const DAY_MS = 86_400_000;

export type DayBooks = { readonly ledger: LedgerRow[]; readonly statement: StatementLine[] };

/** A fee by contract: a fee that differs from it by more than rounding is a break. */
type FeeOf = ReturnType<typeof contractFees>;

function chargeRow(attempt: Attempt, till: string, feeOf: FeeOf): LedgerRow {
  const at = attempt.endedAt ?? attempt.startedAt;
  const status = attempt.state === 'paid' || attempt.state === 'reversed' || attempt.state === 'declined' ? attempt.state : 'unknown';
  return {
    orderId: attempt.orderId, tradeId: attempt.tradeId, wallet: attempt.wallet, kind: 'charge', amountMinor: attempt.amountMinor, feeMinor: feeOf(attempt.wallet, attempt.amountMinor, at),
    currency: attempt.currency, at, status, till, originalOrderId: null,
  };
}

function refundRow(refund: WalletRefund, till: string, feeOf: FeeOf): LedgerRow {
  const status = refund.state === 'refunded' || refund.state === 'accepted' || refund.state === 'failed' ? refund.state : 'unknown';
  return {
    orderId: refund.refundId, tradeId: null, wallet: refund.wallet, kind: 'refund', amountMinor: -refund.amountMinor, feeMinor: feeOf(refund.wallet, -refund.amountMinor, refund.lastActAt),
    currency: refund.currency, at: refund.lastActAt, status, till, originalOrderId: refund.orderId,
  };
}

/** Wallets whose file of the day has been read; a file of another role, such as a bank's, has another name. */
export function walletsRead(till: Pick<Till, 'storage'>, day: string): PaymentMethod[] {
  const files = till.storage.statementFiles(day);
  return METHODS.filter((wallet) => files.some((file) => file.wallet === wallet && file.supersededBy === null));
}

/** @param day the wallet's own day, in the shop's zone. */
export function booksOf(till: Pick<Till, 'storage' | 'shop'>, day: string, wallet: PaymentMethod): DayBooks {
  const { storage, shop } = till;
  const feeOf = contractFees(till);
  const noon = Date.parse(`${day}T12:00:00Z`);
  const own = (row: LedgerRow) => row.wallet === wallet && row.at !== null && dayIn(row.at, shop.timeZone) === day;
  const ledger = new Map<string, LedgerRow>();
  const add = (row: LedgerRow) => ledger.set(`${row.kind} ${row.orderId}`, row);
  for (const attempt of storage.attemptsBetween(noon - 2 * DAY_MS, noon + 2 * DAY_MS)) {
    const row = chargeRow(attempt, shop.till, feeOf);
    if (own(row)) add(row);
  }
  for (const refund of storage.refundsBetween(noon - 9 * DAY_MS, noon + 2 * DAY_MS)) {
    const row = refundRow(refund, shop.till, feeOf);
    if (own(row)) add(row);
  }
  const ids = new Set([...ledger.values()].map((row) => row.orderId));
  // Corrections of earlier days came with the day's file and are booked by UnionPay on it.
  const lines = [...storage.statementRows(day, wallet), ...(wallet === 'unionpay' ? storage.statementRows(day, ERROR_BOOK) : [])];
  for (const line of lines) {
    const attempt = line.orderId === null ? null : storage.attempt(line.orderId);
    if (attempt !== null && line.kind !== 'refund') add(chargeRow(attempt, shop.till, feeOf));
    const refund = line.orderId === null ? null : storage.refund(line.orderId);
    if (refund !== null) add(refundRow(refund, shop.till, feeOf));
  }
  const seen = new Set(lines.map((line) => `${line.file} ${line.line}`));
  // A neighbour's refund of one of our charges has a number of its own: it is the neighbour's, and would stand here without its ledger side.
  const neighbours = storage.statementRowsOf(wallet, [...ids], nextDay(day, -1), nextDay(day)).filter((line) => !seen.has(`${line.file} ${line.line}`) && (line.orderId === null || ids.has(line.orderId)));
  // What was missing here and credited, or paid out, by a later correction is here no more.
  const late = wallet === 'unionpay' && ids.size > 0 ? storage.statementRowsOf(ERROR_BOOK, [...ids], nextDay(day), nextDay(day, ERROR_DAYS_MAX)).filter((line) => line.kind !== 'reversal' && line.orderId !== null && ids.has(line.orderId)) : [];
  return { ledger: [...ledger.values()], statement: [...lines, ...neighbours, ...late] };
}
