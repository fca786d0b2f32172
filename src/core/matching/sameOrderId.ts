/** Rule 1: same order id (for a refund, the refund's own), same wallet and kind, same amount and currency. */
import { AMOUNT, CODES, FEE, NEXT, ORDER, REALS, WORDS } from './batch.ts';
import { SHARED_MASK } from './books.ts';
import { decideCell } from './cell.ts';
import { ENTRY, ENTRY_LEDGER, ENTRY_STATEMENT } from './orders.ts';
import { placePair, placeUncovered } from './work.ts';
import type { Work } from './work.ts';

const REVERSAL = 2;

/** Places what an order id decides; the rest goes to the lists of the work for the next rule. */
export function matchByOrderId(work: Work): void {
  const { books } = work;
  const { entries, count } = books.orders;
  for (let order = 0; order < count; order += 1) {
    const ledgerRow = (entries[order * ENTRY + ENTRY_LEDGER] as number) - 1;
    const statementRow = (entries[order * ENTRY + ENTRY_STATEMENT] as number) - 1;
    if (ledgerRow >= 0 && statementRow >= 0 && plainMatch(work, ledgerRow, statementRow)) placePair(work, 'order-id', ledgerRow, statementRow);
    else decideOrder(work, ledgerRow, statementRow);
  }
  for (let row = 0; row < books.statement.rows; row += 1) if (books.statement.words[row * WORDS + ORDER] === 0) work.leftStatement.push(row);
}

/** The common case without a list: one row on each side, done on both, and everything equal. */
function plainMatch(work: Work, ledgerRow: number, statementRow: number): boolean {
  const { ledger, statement } = work.books;
  const l = ledgerRow * WORDS;
  const s = statementRow * WORDS;
  if (ledger.words[l + NEXT] !== 0 || statement.words[s + NEXT] !== 0) return false;
  const ours = ledger.words[l + CODES] as number;
  const theirs = statement.words[s + CODES] as number;
  // Ledger statuses 0 and 1 are paid and refunded; statement statuses 0 and 1 are success and processing.
  if (((ours ^ theirs) & SHARED_MASK) !== 0 || ((ours >>> 18) & 7) > 1 || ((theirs >>> 18) & 7) > 1) return false;
  if (ledger.reals[ledgerRow * REALS + AMOUNT] !== statement.reals[statementRow * REALS + AMOUNT]) return false;
  const ourFee = ledger.reals[ledgerRow * REALS + FEE] as number;
  return ourFee === statement.reals[statementRow * REALS + FEE] || ourFee !== ourFee;
}

function decideOrder(work: Work, firstLedger: number, firstStatement: number): void {
  const { ledger, statement } = work.books;
  const cells = new Map<number, { ledger: number[]; statement: number[] }>();
  const cellOf = (codes: number) => {
    const kind = (codes & 7) === REVERSAL ? 0 : codes & 7;
    const key = (((codes >>> 10) & 255) << 3) | kind;
    const known = cells.get(key) ?? { ledger: [], statement: [] };
    cells.set(key, known);
    return known;
  };
  for (let row = firstLedger; row >= 0; row = (ledger.words[row * WORDS + NEXT] as number) - 1) {
    const codes = ledger.words[row * WORDS + CODES] as number;
    if (work.covered[(codes >>> 10) & 255] === 1) cellOf(codes).ledger.push(row);
    else placeUncovered(work, row);
  }
  for (let row = firstStatement; row >= 0; row = (statement.words[row * WORDS + NEXT] as number) - 1) {
    cellOf(statement.words[row * WORDS + CODES] as number).statement.push(row);
  }
  for (const cell of cells.values()) decideCell(work, 'order-id', cell.ledger, cell.statement);
}
