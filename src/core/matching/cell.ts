/** Decides one cell: rows of both sides that carry the same id, wallet and kind. An equal id with another amount is never a match. */
import type { Books } from './books.ts';
import type { Rule } from './foundBreaks.ts';
import { amountAt, currencyAt, feeAt, kindAt, statusAt, tradeAt } from './rows.ts';
import type { Side } from './rows.ts';
import { SUBSET_ITEMS_MAX, subsetsMaking } from './subsetSum.ts';
import type { SubsetAnswers } from './subsetSum.ts';
import { textAt } from './texts.ts';
import { append, expectsLine, placeBreak, placeGroup, placePair, placeQuiet, statusOf } from './work.ts';
import type { Cell, Work } from './work.ts';

const REVERSAL = 2;
const FAILED = 2;
const NO_ANSWERS: SubsetAnswers = { count: 0, answers: [] };

/**
 * Places every row of the cell, but for rows whose other side is empty: those stay for the next rule.
 * The outcome depends on what the rows say, never on their order.
 */
export function decideCell(work: Work, rule: Rule, ledger: readonly number[], statement: readonly number[]): void {
  const { books } = work;
  const expecting = ledger.filter((row) => expectsLine(books, row));
  const others = ledger.filter((row) => !expectsLine(books, row));
  if (statement.some((row) => kindAt(books.statement, row) === REVERSAL)) {
    decideReversed(work, rule, ledger, statement);
  } else if (expecting.length === 0) {
    decideRows(work, rule, others, statement);
  } else {
    // A further row of the same id that expects nothing is only asked about lines that are left over.
    const left = decideRows(work, rule, expecting, statement, others.length > 0);
    if (left.length === 0) for (const row of others) placeQuiet(work, row);
    else decideRows(work, rule, others, left);
  }
}

/** @returns the lines that found no row, when `handBack` asks for them instead of a break. */
function decideRows(work: Work, rule: Rule, ledger: readonly number[], statement: readonly number[], handBack = false): readonly number[] {
  const { books } = work;
  if (statement.length === 0) {
    for (const row of ledger) {
      if (expectsLine(books, row)) work.leftLedger.push(row);
      else placeQuiet(work, row);
    }
    return [];
  }
  if (ledger.length === 0) {
    append(work.leftStatement, statement);
    return [];
  }
  const [onlyLedger, onlyStatement] = [ledger[0], statement[0]];
  if (ledger.length === 1 && statement.length === 1 && onlyLedger !== undefined && onlyStatement !== undefined) {
    decidePair(work, rule, onlyLedger, onlyStatement);
    return [];
  }
  const byTrade = pairUp(work, rule, ledger, statement, true);
  const rest = pairUp(work, rule, byTrade.ledger, byTrade.statement, false);
  const [restLedger, restStatement] = [rest.ledger[0], rest.statement[0]];
  if (restLedger === undefined && restStatement === undefined) return [];
  if (restLedger === undefined) {
    if (handBack) return rest.statement;
    placeBreak(work, 'duplicate-in-statement', rule, [], rest.statement);
  } else if (restStatement === undefined) {
    placeBreak(work, 'duplicate-in-ledger', rule, rest.ledger, []);
  } else if (rest.ledger.length === 1 && rest.statement.length === 1) {
    decidePair(work, rule, restLedger, restStatement);
  } else if (rest.ledger.length === 1 || rest.statement.length === 1) {
    decideParts(work, rule, rest);
  } else {
    placeBreak(work, 'ambiguous', rule, rest.ledger, rest.statement);
  }
  return [];
}

/** Rule 5 under one id: one row of the one side, several of the other. Parts that make up the whole, in one way only, match. */
function decideParts(work: Work, rule: Rule, { ledger, statement }: Cell): void {
  const { books } = work;
  const split = ledger.length === 1;
  const [parts, whole] = split ? [statement, ledger] : [ledger, statement];
  const amountOf = (row: number) => amountAt(split ? books.statement : books.ledger, row);
  const currencies = new Set([...ledger.map((row) => currencyAt(books.ledger, row)), ...statement.map((row) => currencyAt(books.statement, row))]);
  const moved = ledger.every((row) => expectsLine(books, row)) && statement.every((row) => statusAt(books.statement, row) !== FAILED);
  const wholeMinor = amountAt(split ? books.ledger : books.statement, whole[0] ?? 0);
  const { count, answers } = currencies.size === 1 && moved && parts.length <= SUBSET_ITEMS_MAX ? subsetsMaking(wholeMinor, parts.map(amountOf)) : NO_ANSWERS;
  const [answer] = answers;
  if (count !== 1 || answer === undefined) {
    placeBreak(work, split ? 'duplicate-in-statement' : 'duplicate-in-ledger', rule, ledger, statement);
    return;
  }
  const chosen = answer.map((item) => parts[item] ?? 0);
  const others = parts.filter((_, item) => !answer.includes(item));
  const [ours, theirs] = split ? [whole, chosen] : [chosen, whole];
  const feeOf = (side: Side, rows: readonly number[]) => rows.reduce((sum, row) => sum + feeAt(side, row), 0);
  const [ourFee, theirFee] = [feeOf(books.ledger, ours), feeOf(books.statement, theirs)];
  if (ourFee === theirFee || Number.isNaN(ourFee) || Number.isNaN(theirFee)) placeGroup(work, 'split', ours, theirs, 1);
  else placeBreak(work, 'fee-differs', 'split', ours, theirs, 1);
  if (others.length > 0) placeBreak(work, split ? 'duplicate-in-statement' : 'duplicate-in-ledger', rule, split ? [] : others, split ? others : []);
}

function decidePair(work: Work, rule: Rule, ledgerRow: number, statementRow: number): void {
  const { books } = work;
  const status = statusOf(books, ledgerRow);
  const failed = statusAt(books.statement, statementRow) === FAILED;
  const nothingMoved = status === 'reversed' || status === 'declined' || status === 'failed';
  const kind = currencyAt(books.ledger, ledgerRow) !== currencyAt(books.statement, statementRow) ? 'currency-differs'
    : amountAt(books.ledger, ledgerRow) !== amountAt(books.statement, statementRow) ? 'amount-differs'
    : status === 'unknown' || nothingMoved !== failed ? 'status-differs'
    : feeDiffers(books, ledgerRow, statementRow) ? 'fee-differs'
    : null;
  if (kind === null) placePair(work, rule, ledgerRow, statementRow);
  else placeBreak(work, kind, rule, [ledgerRow], [statementRow]);
}

/** The wallet's file takes a charge back. */
function decideReversed(work: Work, rule: Rule, ledger: readonly number[], statement: readonly number[]): void {
  const { books } = work;
  const net = statement.reduce((sum, row) => sum + amountAt(books.statement, row), 0);
  const charged = statement.some((row) => kindAt(books.statement, row) !== REVERSAL);
  const [only] = ledger;
  if (only === undefined) append(work.leftStatement, statement);
  else if (ledger.length > 1) placeBreak(work, 'ambiguous', rule, ledger, statement);
  else if ((statusOf(books, only) === 'reversed' || statusOf(books, only) === 'declined') && (net === 0 || !charged)) placeGroup(work, rule, ledger, statement);
  else placeBreak(work, 'reversed-in-statement', rule, ledger, statement);
}

/** Places pairs of equal amount and currency (and trade id) that are the only ones so on both sides. @returns the rest. */
function pairUp(work: Work, rule: Rule, ledger: readonly number[], statement: readonly number[], withTrade: boolean): Cell {
  const { books } = work;
  const classes = new Map<string, Cell>();
  const rest: Cell = { ledger: [], statement: [] };
  for (const side of ['ledger', 'statement'] as const) {
    for (const row of side === 'ledger' ? ledger : statement) {
      const trade = withTrade ? textAt(books.texts, tradeAt(books[side], row)) : '';
      if (trade === null) {
        rest[side].push(row);
        continue;
      }
      const key = `${amountAt(books[side], row)} ${currencyAt(books[side], row)} ${trade}`;
      const found = classes.get(key) ?? { ledger: [], statement: [] };
      found[side].push(row);
      classes.set(key, found);
    }
  }
  for (const found of classes.values()) {
    const [ledgerRow, statementRow] = [found.ledger[0], found.statement[0]];
    if (ledgerRow !== undefined && statementRow !== undefined && found.ledger.length === 1 && found.statement.length === 1) {
      decidePair(work, rule, ledgerRow, statementRow);
    } else {
      append(rest.ledger, found.ledger);
      append(rest.statement, found.statement);
    }
  }
  return rest;
}

/** A fee that one side does not know is not compared. */
function feeDiffers(books: Books, ledgerRow: number, statementRow: number): boolean {
  const ours = feeAt(books.ledger, ledgerRow);
  const theirs = feeAt(books.statement, statementRow);
  return ours !== theirs && ours === ours && theirs === theirs;
}
