/** A packed row unpacked again, for the few rows that are shown: breaks, and matches when they are asked for. */
import { STATEMENT_KINDS, STATEMENT_STATUSES } from '../statement.ts';
import type { SourceId, StatementKind, StatementStatus } from '../statement.ts';
import { AMOUNT, AT, CODES, FEE, LINE, ORIGINAL, REALS, TRADE, WORDS } from './batch.ts';
import { fileOf, orderIdAt } from './books.ts';
import type { Books } from './books.ts';
import { LEDGER_STATUSES } from './ledgerRow.ts';
import type { LedgerKind, LedgerStatus } from './ledgerRow.ts';
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
  readonly at: number | null;
};

export function ledgerFacts(books: Books, row: number): LedgerFacts {
  const { words, reals } = books.ledger;
  const codes = words[row * WORDS + CODES] as number;
  return {
    row, kind: (codes & 7) === 0 ? 'charge' : 'refund', status: LEDGER_STATUSES[(codes >>> 18) & 7] ?? 'unknown', wallet: books.wallets[(codes >>> 10) & 255] ?? '',
    currency: books.currencies[(codes >>> 3) & 127] ?? '', orderId: orderIdAt(books, books.ledger, row),
    tradeId: textAt(books.texts, words[row * WORDS + TRADE] as number), originalId: textAt(books.texts, words[row * WORDS + ORIGINAL] as number),
    amountMinor: reals[row * REALS + AMOUNT] as number, feeMinor: known(reals[row * REALS + FEE] as number), at: known(reals[row * REALS + AT] as number),
  };
}

export function statementFacts(books: Books, row: number): StatementFacts {
  const { words, reals } = books.statement;
  const codes = words[row * WORDS + CODES] as number;
  const file = fileOf(books, codes);
  return {
    row, kind: STATEMENT_KINDS[codes & 7] ?? 'charge', status: STATEMENT_STATUSES[(codes >>> 18) & 7] ?? 'success', wallet: books.wallets[(codes >>> 10) & 255] ?? '',
    source: file?.source ?? 'wechatpay-trade', file: file?.file ?? '', line: words[row * WORDS + LINE] as number,
    currency: books.currencies[(codes >>> 3) & 127] ?? '', orderId: orderIdAt(books, books.statement, row),
    tradeId: textAt(books.texts, words[row * WORDS + TRADE] as number), originalId: textAt(books.texts, words[row * WORDS + ORIGINAL] as number),
    amountMinor: reals[row * REALS + AMOUNT] as number, feeMinor: reals[row * REALS + FEE] as number, at: known(reals[row * REALS + AT] as number),
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
