/** One row of the ledger as matching sees it: a charge or refund through a wallet, with what we believe became of it. */
import type { Currency } from '../money.ts';

export const LEDGER_KINDS = ['charge', 'refund'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** `paid`, `refunded` and a charge that was `accepted` by hand expect a line in the statement. */
export const LEDGER_STATUSES = ['paid', 'refunded', 'reversed', 'declined', 'unknown', 'accepted', 'failed'] as const;
export type LedgerStatus = (typeof LEDGER_STATUSES)[number];

export type LedgerRow = {
  /** Our order number; for a refund, the refund's own. */
  readonly orderId: string;
  readonly tradeId: string | null;
  /** A wallet's name; rows of wallets that no statement covers are left aside and counted. */
  readonly wallet: string;
  readonly kind: LedgerKind;
  /** Minor units; money in is positive, so a refund is negative. */
  readonly amountMinor: number;
  /** The fee expected by contract; positive is a cost. Null: not known, never compared. */
  readonly feeMinor: number | null;
  readonly currency: Currency;
  /** UTC milliseconds. Null: not known, never carried. */
  readonly at: number | null;
  readonly status: LedgerStatus;
  readonly till: string | null;
  /** For a refund: the order number of its charge. */
  readonly originalOrderId: string | null;
};
