/** Rule 1: same order id (for a refund, the refund's own), same wallet and kind, same amount and currency. */
import { decideCell } from './cell.ts';
import { ENTRY, ENTRY_LEDGER, ENTRY_STATEMENT } from './orders.ts';
import { alikeAndAlone, amountAt, feeAt, kindAt, nextOf, orderAt, statusAt, walletAt } from './rows.ts';
import type { Side } from './rows.ts';
import { placedAsAccountLine, placePair, placeUncovered } from './work.ts';
import type { Cell, Work } from './work.ts';

const REVERSAL = 2;
/** Ledger statuses up to here are paid and refunded; statement statuses up to here are success and processing. */
const DONE_MAX = 1;

/** Places what an order id decides; the rest goes to the lists of the work for the next rule. */
export function matchByOrderId(work: Work): void {
  const { ledger, statement, orders } = work.books;
  const { entries, count } = orders;
  for (let order = 0; order < count; order += 1) {
    const ledgerRow = (entries[order * ENTRY + ENTRY_LEDGER] as number) - 1;
    const statementRow = (entries[order * ENTRY + ENTRY_STATEMENT] as number) - 1;
    if (ledgerRow >= 0 && statementRow >= 0 && plainMatch(ledger, ledgerRow, statement, statementRow)) placePair(work, 'order-id', ledgerRow, statementRow);
    else decideOrder(work, ledgerRow, statementRow);
  }
  for (let row = 0; row < statement.rows; row += 1) if (orderAt(statement, row) === 0 && !placedAsAccountLine(work, row)) work.leftStatement.push(row);
}

/** The common case without a list: one row on each side, done on both, and everything equal. */
export function plainMatch(ledger: Side, ledgerRow: number, statement: Side, statementRow: number): boolean {
  if (!alikeAndAlone(ledger, ledgerRow, statement, statementRow)) return false;
  if (statusAt(ledger, ledgerRow) > DONE_MAX || statusAt(statement, statementRow) > DONE_MAX) return false;
  if (amountAt(ledger, ledgerRow) !== amountAt(statement, statementRow)) return false;
  const ourFee = feeAt(ledger, ledgerRow);
  return ourFee === feeAt(statement, statementRow) || ourFee !== ourFee;
}

/** Everything else: rows by wallet and kind, a reversal with the charges. */
function decideOrder(work: Work, firstLedger: number, firstStatement: number): void {
  const { ledger, statement } = work.books;
  // Most of what does not match is one row, to which the other side has none.
  if (firstStatement < 0 && nextOf(ledger, firstLedger) < 0) {
    if (work.covered[walletAt(ledger, firstLedger)] === 1) decideCell(work, 'order-id', [firstLedger], []);
    else placeUncovered(work, firstLedger);
    return;
  }
  if (firstLedger < 0 && nextOf(statement, firstStatement) < 0) {
    if (!placedAsAccountLine(work, firstStatement)) decideCell(work, 'order-id', [], [firstStatement]);
    return;
  }
  const cells = new Map<number, Cell>();
  const cellOf = (side: Side, row: number): Cell => {
    const kind = kindAt(side, row) === REVERSAL ? 0 : kindAt(side, row);
    const key = (walletAt(side, row) << 3) | kind;
    const cell = cells.get(key) ?? { ledger: [], statement: [] };
    cells.set(key, cell);
    return cell;
  };
  for (let row = firstLedger; row >= 0; row = nextOf(ledger, row)) {
    if (work.covered[walletAt(ledger, row)] === 1) cellOf(ledger, row).ledger.push(row);
    else placeUncovered(work, row);
  }
  for (let row = firstStatement; row >= 0; row = nextOf(statement, row)) if (!placedAsAccountLine(work, row)) cellOf(statement, row).statement.push(row);
  for (const cell of cells.values()) decideCell(work, 'order-id', cell.ledger, cell.statement);
}
