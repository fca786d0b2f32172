/** Rule 2: same wallet trade id, for rows that no order id brought together. */
import { AMOUNT, CODES, REALS, TRADE, WORDS } from './batch.ts';
import type { Side } from './books.ts';
import { decideCell } from './cell.ts';
import { textAt } from './texts.ts';
import { append } from './work.ts';
import type { Work } from './work.ts';

type Cell = { ledger: number[]; statement: number[] };

/**
 * Charges: a trade id is one charge, so other amounts are a break. Refunds: some wallets give all refunds of a charge
 * its trade id, so only a pair that is the only one of its amount is taken, and the rest stays for rule 3.
 */
export function matchByTradeId(work: Work): void {
  const cells = new Map<string, Cell>();
  const lefts: Cell = { ledger: [], statement: [] };
  gather(work, cells, lefts, 'ledger', work.leftLedger);
  gather(work, cells, lefts, 'statement', work.leftStatement);
  work.leftLedger = lefts.ledger;
  work.leftStatement = lefts.statement;
  for (const [key, cell] of cells) {
    if (!key.startsWith('refund') || (cell.ledger.length === 1 && cell.statement.length === 1)) {
      decideCell(work, 'trade-id', cell.ledger, cell.statement);
    } else {
      append(work.leftLedger, cell.ledger);
      append(work.leftStatement, cell.statement);
    }
  }
}

function gather(work: Work, cells: Map<string, Cell>, lefts: Cell, name: 'ledger' | 'statement', rows: readonly number[]): void {
  const side: Side = work.books[name];
  for (const row of rows) {
    const trade = textAt(work.books.texts, side.words[row * WORDS + TRADE] as number);
    if (trade === null) {
      lefts[name].push(row);
      continue;
    }
    const codes = side.words[row * WORDS + CODES] as number;
    const wallet = (codes >>> 10) & 255;
    const key = (codes & 7) === 1 ? `refund ${wallet} ${(codes >>> 3) & 127} ${side.reals[row * REALS + AMOUNT] as number} ${trade}` : `charge ${wallet} ${trade}`;
    const cell = cells.get(key) ?? { ledger: [], statement: [] };
    cell[name].push(row);
    cells.set(key, cell);
  }
}
