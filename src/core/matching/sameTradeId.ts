/** Rule 2: same wallet trade id, for rows that no order id brought together. */
import { candidatesBy } from './candidates.ts';
import { decideCell } from './cell.ts';
import { hashOf } from './orders.ts';
import { amountAt, kindAt, tradeAt, walletAndCurrencyAt, walletAt } from './rows.ts';
import type { Side } from './rows.ts';
import { textAt } from './texts.ts';
import { append } from './work.ts';
import type { Work } from './work.ts';

const REFUND = 1;

/**
 * Charges: a trade id is one charge, so other amounts are a break. Refunds: some wallets give all refunds of a charge
 * its trade id, so only a pair that is the only one of its amount is taken, and the rest stays for rule 3.
 */
export function matchByTradeId(work: Work): void {
  if (!sharesTrades(work)) return;
  const charges = candidatesBy(work, (side, row) => (kindAt(side, row) === REFUND ? null : keyOf(work, side, row, `${walletAt(side, row)}`)));
  for (const { ledger, statement } of charges) decideCell(work, 'trade-id', ledger, statement);
  const refunds = candidatesBy(work, (side, row) => (kindAt(side, row) === REFUND ? keyOf(work, side, row, `${walletAndCurrencyAt(side, row)} ${amountAt(side, row)}`) : null));
  for (const { ledger, statement } of refunds) {
    if (ledger.length === 1 && statement.length === 1) {
      decideCell(work, 'trade-id', ledger, statement);
    } else {
      append(work.leftLedger, ledger);
      append(work.leftStatement, statement);
    }
  }
}

/** Whether the sides may have a trade id in common, by hashes: mostly not, and then no text is read. */
function sharesTrades({ books, leftLedger, leftStatement }: Work): boolean {
  const { ledger, statement, texts } = books;
  const ours = new Set<number>();
  for (const row of leftLedger) {
    const trade = tradeAt(ledger, row);
    if (trade !== 0) ours.add(hashOf(texts.words, trade));
  }
  return leftStatement.some((row) => {
    const trade = tradeAt(statement, row);
    return trade !== 0 && ours.has(hashOf(texts.words, trade));
  });
}

function keyOf(work: Work, side: Side, row: number, start: string): string | null {
  const trade = tradeAt(side, row);
  return trade === 0 ? null : `${start} ${textAt(work.books.texts, trade) ?? ''}`;
}
