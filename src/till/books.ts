/** Both sides of a day for matching: what our ledger says of the wallets, and what their files say, with neighbours where ids cross midnight. */
import { mulDiv } from '#core/money.ts';
import type { LedgerRow } from '#core/matching/ledgerRow.ts';
import type { StatementLine } from '#core/statement.ts';
import type { Attempt } from '#core/tender.ts';
import type { WalletRefund } from '#core/refund.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { CHARGEABLE, type ChargeableWallet } from '#core/wallets.ts';
import type { Till } from './till.ts';

/** Contract rate of the demo shop, 0.60 %; a fee that differs from it by more than rounding is a break. */
const FEE_RATE_BP = 60;
const DAY_MS = 86_400_000;

export type DayBooks = { readonly ledger: LedgerRow[]; readonly statement: StatementLine[]; readonly wallets: ChargeableWallet[] };

function chargeRow(attempt: Attempt, till: string): LedgerRow {
  const status = attempt.state === 'paid' || attempt.state === 'reversed' || attempt.state === 'declined' ? attempt.state : 'unknown';
  return {
    orderId: attempt.orderId, tradeId: attempt.tradeId, wallet: attempt.wallet, kind: 'charge', amountMinor: attempt.amountMinor, feeMinor: mulDiv(attempt.amountMinor, FEE_RATE_BP, 10_000),
    currency: attempt.currency, at: attempt.endedAt ?? attempt.startedAt, status, till, originalOrderId: null,
  };
}

function refundRow(refund: WalletRefund, till: string): LedgerRow {
  const status = refund.state === 'refunded' || refund.state === 'accepted' || refund.state === 'failed' ? refund.state : 'unknown';
  return {
    orderId: refund.refundId, tradeId: null, wallet: refund.wallet, kind: 'refund', amountMinor: -refund.amountMinor, feeMinor: -mulDiv(refund.amountMinor, FEE_RATE_BP, 10_000),
    currency: refund.currency, at: refund.lastActAt, status, till, originalOrderId: refund.orderId,
  };
}

/** @param day the wallets' own day, in the shop's zone. */
export function booksOf(till: Till, day: string): DayBooks {
  const { storage, shop } = till;
  const wallets = CHARGEABLE.filter((wallet) => storage.statementFiles(day).some((file) => file.wallet === wallet && file.supersededBy === null));
  const covered = new Set<string>(wallets);
  const noon = Date.parse(`${day}T12:00:00Z`);
  const own = (row: LedgerRow) => covered.has(row.wallet) && row.at !== null && dayIn(row.at, shop.timeZone) === day;
  const ledger = new Map<string, LedgerRow>();
  const add = (row: LedgerRow) => ledger.set(`${row.kind} ${row.orderId}`, row);
  for (const attempt of storage.attemptsBetween(noon - 2 * DAY_MS, noon + 2 * DAY_MS)) {
    const row = chargeRow(attempt, shop.till);
    if (own(row)) add(row);
  }
  for (const refund of storage.refundsBetween(noon - 9 * DAY_MS, noon + 2 * DAY_MS)) {
    const row = refundRow(refund, shop.till);
    if (own(row)) add(row);
  }
  const statement: StatementLine[] = [];
  const ownRows = [...ledger.values()];
  for (const wallet of wallets) {
    const lines = storage.statementRows(day, wallet);
    statement.push(...lines);
    for (const line of lines) {
      const attempt = line.orderId === null ? null : storage.attempt(line.orderId);
      if (attempt !== null && line.kind !== 'refund') add(chargeRow(attempt, shop.till));
      const refund = line.orderId === null ? null : storage.refund(line.orderId);
      if (refund !== null) add(refundRow(refund, shop.till));
    }
    const seen = new Set(lines.map((line) => `${line.file} ${line.line}`));
    const ids = ownRows.filter((row) => row.wallet === wallet).map((row) => row.orderId);
    for (const line of storage.statementRowsOf(wallet, ids, nextDay(day, -1), nextDay(day))) if (!seen.has(`${line.file} ${line.line}`)) statement.push(line);
  }
  return { ledger: [...ledger.values()], statement, wallets };
}
