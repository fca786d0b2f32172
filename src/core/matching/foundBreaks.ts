/** The breaks that were found, packed: there may be many, and none needs an object before it is shown. */

/** The ladder, most certain first. */
export const RULES = ['order-id', 'trade-id', 'refund-by-original', 'amount-and-time', 'split', 'cut-off'] as const;
export type Rule = (typeof RULES)[number];

export const BREAK_KINDS = [
  'missing-in-statement', 'missing-in-ledger', 'amount-differs', 'currency-differs', 'fee-differs', 'status-differs', 'duplicate-in-statement', 'duplicate-in-ledger',
  'reversed-in-statement', 'payout-differs', 'ambiguous', 'carried',
] as const;
export type BreakKind = (typeof BREAK_KINDS)[number];

/** Each has its head, and its rows one after the other: the ledger's, then the statement's. */
export type FoundBreaks = {
  heads: Int32Array;
  rows: Int32Array;
  count: number;
  /** Few breaks have this: in how many ways the parts make up the whole. */
  readonly solutions: Map<number, number>;
};

/** Words of a head: kind, rule plus one, where its rows begin, where the statement's begin, where they end. */
const HEAD = 5;
const KIND = 0;
const RULE = 1;
const LEDGER = 2;
const STATEMENT = 3;
const END = 4;

const EXPECTED = 1024;

export function createFoundBreaks(): FoundBreaks {
  return { heads: new Int32Array(EXPECTED * HEAD), rows: new Int32Array(EXPECTED * 2), count: 0, solutions: new Map() };
}

export function addFound(found: FoundBreaks, kind: BreakKind, rule: Rule | null, ledger: readonly number[], statement: readonly number[], solutions?: number): void {
  const { count } = found;
  const from = count === 0 ? 0 : endOf(found, count - 1);
  const end = from + ledger.length + statement.length;
  if ((count + 1) * HEAD > found.heads.length) found.heads = larger(found.heads, (count + 1) * HEAD);
  if (end > found.rows.length) found.rows = larger(found.rows, end);
  const { heads, rows } = found;
  const head = count * HEAD;
  heads[head + KIND] = BREAK_KINDS.indexOf(kind);
  heads[head + RULE] = rule === null ? 0 : RULES.indexOf(rule) + 1;
  heads[head + LEDGER] = from;
  heads[head + STATEMENT] = from + ledger.length;
  heads[head + END] = end;
  for (let at = 0; at < ledger.length; at += 1) rows[from + at] = ledger[at] as number;
  for (let at = 0; at < statement.length; at += 1) rows[from + ledger.length + at] = statement[at] as number;
  if (solutions !== undefined) found.solutions.set(count, solutions);
  found.count = count + 1;
}

export function breakKindOf({ heads }: FoundBreaks, index: number): BreakKind {
  return BREAK_KINDS[heads[index * HEAD + KIND] as number] as BreakKind;
}

export function ruleOf({ heads }: FoundBreaks, index: number): Rule | null {
  return RULES[(heads[index * HEAD + RULE] as number) - 1] ?? null;
}

/** Where the ledger's rows begin in `rows`; they end before `statementFrom`. */
export function ledgerFrom({ heads }: FoundBreaks, index: number): number {
  return heads[index * HEAD + LEDGER] as number;
}

/** Where the statement's rows begin in `rows`; they end before `endOf`. */
export function statementFrom({ heads }: FoundBreaks, index: number): number {
  return heads[index * HEAD + STATEMENT] as number;
}

export function endOf({ heads }: FoundBreaks, index: number): number {
  return heads[index * HEAD + END] as number;
}

function larger(words: Int32Array, need: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.max(need, words.length * 2));
  copy.set(words);
  return copy;
}
