/** A packed row unpacked again, for the few rows that are shown: breaks, and matches when they are asked for. */
import { STATEMENT_KINDS, STATEMENT_STATUSES } from '../statement.ts';
import type { SourceId, StatementKind, StatementStatus } from '../statement.ts';
import { orderIdAt } from './books.ts';
import type { Books } from './books.ts';
import { LEDGER_STATUSES } from './ledgerRow.ts';
import type { LedgerKind, LedgerStatus } from './ledgerRow.ts';
import { amountAt, currencyAt, feeAt, fileAt, kindAt, lineAt, originalAt, statusAt, timeAt, tradeAt, walletAt } from './rows.ts';
import { textAt } from './texts.ts';

export type LedgerFacts = {
  /** Position in the ledger as it was given. */
  readonly row: number;
  readonly kind: LedgerKind;
  readonly status: LedgerStatus;
  readonly wallet: string;
  readonly currency: string;
  readonly orderId: string | null;
  readonly tradeId: string | null;
  readonly originalId: string | null;
  readonly amountMinor: number;
  readonly feeMinor: number | null;
  /** UTC milliseconds of the whole second. */
  readonly at: number | null;
};

export type StatementFacts = {
  /** Position in the statement lines as they were given. */
  readonly row: number;
  readonly kind: StatementKind;
  readonly status: StatementStatus;
  readonly wallet: string;
  readonly source: SourceId;
  readonly file: string;
  readonly line: number;
  readonly currency: string;
  readonly orderId: string | null;
  readonly tradeId: string | null;
  readonly originalId: string | null;
  readonly amountMinor: number;
  readonly feeMinor: number;
  /** UTC milliseconds of the whole second. */
  readonly at: number | null;
};

/** @param orderId the row's, where the caller has it already. */
export function ledgerFacts(books: Books, row: number, orderId = orderIdAt(books, books.ledger, row)): LedgerFacts {
  const { ledger, texts } = books;
  return {
    row, kind: kindAt(ledger, row) === 0 ? 'charge' : 'refund', status: LEDGER_STATUSES[statusAt(ledger, row)] ?? 'unknown', wallet: books.wallets[walletAt(ledger, row)] ?? '',
    currency: books.currencies[currencyAt(ledger, row)] ?? '', orderId, tradeId: textAt(texts, tradeAt(ledger, row)),
    originalId: textAt(texts, originalAt(ledger, row)), amountMinor: amountAt(ledger, row), feeMinor: known(feeAt(ledger, row)), at: known(timeAt(ledger, row)),
  };
}

/** @param orderId the line's, where the caller has it already. */
export function statementFacts(books: Books, row: number, orderId = orderIdAt(books, books.statement, row)): StatementFacts {
  const { statement, texts } = books;
  const file = books.files[fileAt(statement, row)];
  return {
    row, kind: STATEMENT_KINDS[kindAt(statement, row)] ?? 'charge', status: STATEMENT_STATUSES[statusAt(statement, row)] ?? 'success', wallet: books.wallets[walletAt(statement, row)] ?? '',
    source: file?.source ?? 'wechatpay-trade', file: file?.file ?? '', line: lineAt(statement, row), currency: books.currencies[currencyAt(statement, row)] ?? '',
    orderId, tradeId: textAt(texts, tradeAt(statement, row)), originalId: textAt(texts, originalAt(statement, row)),
    amountMinor: amountAt(statement, row), feeMinor: feeAt(statement, row), at: known(timeAt(statement, row)),
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
