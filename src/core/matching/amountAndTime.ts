/** Rule 4: same amount, currency, wallet and kind inside a time window, and the only candidate on both sides. */
import { decideCell } from './cell.ts';
import { createLinks } from './groups.ts';
import { namelessGroups, takeOut, tradesAgree } from './namelessLines.ts';
import type { Nameless } from './namelessLines.ts';
import { amountAt, timeAt } from './rows.ts';
import type { MatchingSettings } from './settings.ts';
import { placeBreak } from './work.ts';
import type { Work } from './work.ts';

const MINUTE_MS = 60_000;

/** Rows that have more than one candidate are a break that shows all of them: none is chosen. */
export function matchByAmountAndTime(work: Work, settings: MatchingSettings): void {
  const windowMs = settings.windowMinutes * MINUTE_MS;
  const ledger = new Set<number>();
  const statement = new Set<number>();
  for (const group of namelessGroups(work, amountAt)) {
    for (const cell of cellsOf(work, group, windowMs)) {
      for (const row of cell.ledger) ledger.add(row);
      for (const row of cell.statement) statement.add(row);
      if (cell.ledger.length === 1 && cell.statement.length === 1) decideCell(work, 'amount-and-time', cell.ledger, cell.statement);
      else placeBreak(work, 'ambiguous', 'amount-and-time', cell.ledger, cell.statement);
    }
  }
  takeOut(work, ledger, statement);
}

/** Rows that could belong together, directly or through a common candidate. */
function cellsOf(work: Work, { ledger, statement }: Nameless, windowMs: number): { ledger: number[]; statement: number[] }[] {
  const links = createLinks(ledger.length + statement.length);
  const linked = new Set<number>();
  let first = 0;
  for (const [index, row] of ledger.entries()) {
    const at = timeAt(work.books.ledger, row);
    while (first < statement.length && timeAt(work.books.statement, statement[first] as number) < at - windowMs) first += 1;
    for (let other = first; other < statement.length; other += 1) {
      const line = statement[other] as number;
      if (timeAt(work.books.statement, line) > at + windowMs) break;
      if (!tradesAgree(work, row, line)) continue;
      links.join(index, ledger.length + other);
      linked.add(index).add(ledger.length + other);
    }
  }
  const cells = new Map<number, { ledger: number[]; statement: number[] }>();
  for (const item of linked) {
    const root = links.root(item);
    const cell = cells.get(root) ?? { ledger: [], statement: [] };
    cells.set(root, cell);
    if (item < ledger.length) cell.ledger.push(ledger[item] as number);
    else cell.statement.push(statement[item - ledger.length] as number);
  }
  return [...cells.values()];
}
