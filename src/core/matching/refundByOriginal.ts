/** Rule 3: a refund whose own number the sides do not share, by the charge's order number and the amount. */
import { candidatesBy } from './candidates.ts';
import { decideCell } from './cell.ts';
import { amountAt, kindAt, originalAt, walletAndCurrencyAt } from './rows.ts';
import { textAt } from './texts.ts';
import { placeBreak } from './work.ts';
import type { Work } from './work.ts';

const REFUND = 1;

/** Two equal candidates on a side are never chosen between: they are a break that shows both. */
export function matchRefunds(work: Work): void {
  const cells = candidatesBy(work, (side, row) => {
    const original = kindAt(side, row) === REFUND ? originalAt(side, row) : 0;
    return original === 0 ? null : `${walletAndCurrencyAt(side, row)} ${amountAt(side, row)} ${textAt(work.books.texts, original) ?? ''}`;
  });
  for (const { ledger, statement } of cells) {
    if (ledger.length === 1 && statement.length === 1) decideCell(work, 'refund-by-original', ledger, statement);
    else placeBreak(work, 'ambiguous', 'refund-by-original', ledger, statement);
  }
}
