/** Rule 1: same order id (for a refund, the refund's own), same wallet and kind, same amount and currency. */
import { decideCell, decidePair } from './cell.ts';
import { ENTRY, ENTRY_LEDGER, ENTRY_STATEMENT } from './orders.ts';
import { alikeAndAlone, amountAt, feeAt, kindAt, nextOf, orderAt, statusAt, walletAt } from './rows.ts';
import type { Side } from './rows.ts';
import { expectsLine, placedAsAccountLine, placePair, placeQuiet, placeUncovered } from './work.ts';
import type { Cell, Work } from './work.ts';

const REVERSAL = 2;
/** Ledger statuses up to here are paid and refunded; statement statuses up to here are success and processing. */
const DONE_MAX = 1;

/**
 * Places what an order id decides, of the orders that were not looked at yet; the rest goes to the lists of the work for the next rule.
 * It may be called while books still grow, as long as no further row of the orders in them comes.
 */
export function matchByOrderId(work: Work): void {
  const { entries, count } = work.books.orders;
  for (const order of placePlain(work)) decideOrder(work, (entries[order * ENTRY + ENTRY_LEDGER] as number) - 1, (entries[order * ENTRY + ENTRY_STATEMENT] as number) - 1);
  work.ordersSeen = count;
}

/** Lines that have no order id; call it when all are there. */
export function placeNameless(work: Work): void {
  const { statement } = work.books;
  for (let row = 0; row < statement.rows; row += 1) if (orderAt(statement, row) === 0 && !placedAsAccountLine(work, row)) work.leftStatement.push(row);
}

/** A pass of its own over all orders, so that the few that are not plain do not slow down the many. @returns those few. */
function placePlain(work: Work): number[] {
  const { ledger, statement, orders } = work.books;
  const { entries, count } = orders;
  const others: number[] = [];
  for (let order = work.ordersSeen; order < count; order += 1) {
    const ledgerRow = (entries[order * ENTRY + ENTRY_LEDGER] as number) - 1;
    const statementRow = (entries[order * ENTRY + ENTRY_STATEMENT] as number) - 1;
    if (ledgerRow >= 0 && statementRow >= 0 && plainMatch(ledger, ledgerRow, statement, statementRow)) placePair(work, 'order-id', ledgerRow, statementRow);
    else others.push(order);
  }
  return others;
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
  if (!decideAlone(work, firstLedger, firstStatement)) decideRows(work, firstLedger, firstStatement);
}

/** Most of what does not match is at most one row a side. @returns whether it was such. */
function decideAlone(work: Work, ledgerRow: number, statementRow: number): boolean {
  const { ledger, statement } = work.books;
  if (ledgerRow >= 0 && nextOf(ledger, ledgerRow) >= 0) return false;
  if (statementRow < 0) {
    if (work.covered[walletAt(ledger, ledgerRow)] === 0) placeUncovered(work, ledgerRow);
    else if (expectsLine(work.books, ledgerRow)) work.leftLedger.push(ledgerRow);
    else placeQuiet(work, ledgerRow);
    return true;
  }
  if (nextOf(statement, statementRow) >= 0) return false;
  if (ledgerRow < 0) {
    if (!placedAsAccountLine(work, statementRow)) work.leftStatement.push(statementRow);
    return true;
  }
  const kind = kindAt(statement, statementRow);
  if (kind >= REVERSAL || kind !== kindAt(ledger, ledgerRow) || walletAt(ledger, ledgerRow) !== walletAt(statement, statementRow)) return false;
  decidePair(work, 'order-id', ledgerRow, statementRow);
  return true;
}

function decideRows(work: Work, firstLedger: number, firstStatement: number): void {
  const { ledger, statement } = work.books;
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
