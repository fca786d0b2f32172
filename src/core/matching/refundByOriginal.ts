/** Rule 3: a refund whose own number the sides do not share, by the charge's order number and the amount. */
import { AMOUNT, CODES, ORIGINAL, REALS, WORDS } from './batch.ts';
import { decideCell } from './cell.ts';
import { textAt } from './texts.ts';
import { append, placeBreak } from './work.ts';
import type { Work } from './work.ts';

type Cell = { ledger: number[]; statement: number[] };

/** Two equal candidates on a side are never chosen between: they are a break that shows both. */
export function matchRefunds(work: Work): void {
  const cells = new Map<string, Cell>();
  const lefts: Cell = { ledger: [], statement: [] };
  for (const name of ['ledger', 'statement'] as const) {
    const side = work.books[name];
    for (const row of name === 'ledger' ? work.leftLedger : work.leftStatement) {
      const codes = side.words[row * WORDS + CODES] as number;
      const original = (codes & 7) === 1 ? textAt(work.books.texts, side.words[row * WORDS + ORIGINAL] as number) : null;
      if (original === null) {
        lefts[name].push(row);
        continue;
      }
      // Bits above the kind and below the status: currency and wallet.
      const key = `${(codes >>> 3) & 0x7fff} ${side.reals[row * REALS + AMOUNT] as number} ${original}`;
      const cell = cells.get(key) ?? { ledger: [], statement: [] };
      cell[name].push(row);
      cells.set(key, cell);
    }
  }
  work.leftLedger = lefts.ledger;
  work.leftStatement = lefts.statement;
  for (const { ledger, statement } of cells.values()) {
    if (ledger.length === 0 || statement.length === 0) {
      append(lefts.ledger, ledger);
      append(lefts.statement, statement);
    } else if (ledger.length === 1 && statement.length === 1) decideCell(work, 'refund-by-original', ledger, statement);
    else placeBreak(work, 'ambiguous', 'refund-by-original', ledger, statement);
  }
}
