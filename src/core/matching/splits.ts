/** Rule 5: one to many and many to one, where the parts add up to the unit and there is only one such set of parts. */
import { createLinks } from './groups.ts';
import { namelessGroups, takeOut, tradesAgree } from './namelessLines.ts';
import type { Nameless } from './namelessLines.ts';
import { amountAt, timeAt } from './rows.ts';
import type { MatchingSettings } from './settings.ts';
import { SUBSET_ANSWERS_KEPT, SUBSET_ITEMS_MAX, subsetsMaking } from './subsetSum.ts';
import { placeBreak, placeGroup } from './work.ts';
import type { Work } from './work.ts';

const MINUTE_MS = 60_000;
/** Larger groups are not tried: each row costs up to 2^13 steps. */
const GROUP_ROWS_MAX = 4_000;

/** One way to make up a row of one side from rows of the other; several mean that the sum proves nothing. */
type Answer = { readonly ledger: readonly number[]; readonly statement: readonly number[]; readonly count: number };

export function matchSplits(work: Work, settings: MatchingSettings): void {
  const windowMs = settings.windowMinutes * MINUTE_MS;
  const ledger = new Set<number>();
  const statement = new Set<number>();
  for (const group of namelessGroups(work, () => 0)) {
    if (group.ledger.length > GROUP_ROWS_MAX || group.statement.length > GROUP_ROWS_MAX) continue;
    for (const placed of settle(work, answersOf(work, group, windowMs))) {
      for (const row of placed.ledger) ledger.add(row);
      for (const row of placed.statement) statement.add(row);
    }
  }
  takeOut(work, ledger, statement);
}

/** All answers are sought before any row is placed, so that no order of rows decides who gets a part. */
function answersOf(work: Work, { ledger, statement }: Nameless, windowMs: number): Answer[] {
  const { books } = work;
  const answers: Answer[] = [];
  for (const line of statement) {
    const at = timeAt(books.statement, line);
    const parts = ledger.filter((row) => Math.abs(timeAt(books.ledger, row) - at) <= windowMs && tradesAgree(work, row, line));
    answers.push(...solve(amountAt(books.statement, line), parts, (row) => amountAt(books.ledger, row), (rows, count) => ({ ledger: rows, statement: [line], count })));
  }
  for (const row of ledger) {
    const at = timeAt(books.ledger, row);
    const parts = statement.filter((line) => Math.abs(timeAt(books.statement, line) - at) <= windowMs && tradesAgree(work, row, line));
    answers.push(...solve(amountAt(books.ledger, row), parts, (line) => amountAt(books.statement, line), (lines, count) => ({ ledger: [row], statement: lines, count })));
  }
  return answers;
}

function solve(wholeMinor: number, rows: readonly number[], amountOf: (row: number) => number, answer: (rows: readonly number[], count: number) => Answer): Answer[] {
  const parts = rows.filter((row) => Math.abs(amountOf(row)) < Math.abs(wholeMinor));
  if (parts.length < 2 || parts.length > SUBSET_ITEMS_MAX) return [];
  const { count, answers } = subsetsMaking(wholeMinor, parts.map(amountOf));
  // Of many answers the parts say nothing; the row alone is shown, with their number.
  if (count > SUBSET_ANSWERS_KEPT) return [answer([], count)];
  return answers.map((items) => answer(items.map((item) => parts[item] as number), count));
}

/** Answers that share a row contradict each other: only one that stands alone is a match. */
function settle(work: Work, answers: readonly Answer[]): Answer[] {
  const links = createLinks(answers.length);
  const owners = new Map<string, number>();
  for (const [index, { ledger, statement }] of answers.entries()) {
    for (const key of [...ledger.map((row) => `L${row}`), ...statement.map((row) => `S${row}`)]) {
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, index);
      else links.join(owner, index);
    }
  }
  const clusters = new Map<number, Answer[]>();
  for (const [index, found] of answers.entries()) clusters.set(links.root(index), [...(clusters.get(links.root(index)) ?? []), found]);
  return [...clusters.values()].map((cluster) => {
    const [only] = cluster;
    const ledger = [...new Set(cluster.flatMap((found) => found.ledger))];
    const statement = [...new Set(cluster.flatMap((found) => found.statement))];
    const solutions = cluster.reduce((sum, found) => sum + (found.count > SUBSET_ANSWERS_KEPT ? found.count : 1), 0);
    if (only !== undefined && cluster.length === 1 && only.count === 1) placeGroup(work, 'split', ledger, statement, 1);
    else placeBreak(work, 'ambiguous', 'split', ledger, statement, solutions);
    return { ledger, statement, count: solutions };
  });
}
