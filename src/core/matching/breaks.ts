/** Breaks as they are shown and kept: both sides' rows, the amount at stake, cause and suggestion, and a key that stays. */
import { orderIdAt } from './books.ts';
import { judge } from './causes.ts';
import type { Cause, Suggestion } from './causes.ts';
import { carryMinutesOf, isNearCutOff, sourceOf } from './cutOff.ts';
import { ledgerFacts, statementFacts } from './facts.ts';
import type { LedgerFacts, StatementFacts } from './facts.ts';
import { breakKindOf, endOf, ledgerFrom, ruleOf, statementFrom } from './foundBreaks.ts';
import type { BreakKind, Rule } from './foundBreaks.ts';
import { amountAt, feeAt, kindAt, orderAt, walletAt } from './rows.ts';
import type { Side } from './rows.ts';
import type { MatchingSettings } from './settings.ts';
import type { Work } from './work.ts';

const REFUND = 1;
const KEY_IDS_MAX = 32;

export type Break = {
  /** The same for the same trouble on every run: kind, wallet, charge or refund, and the ids. */
  readonly key: string;
  readonly kind: BreakKind;
  readonly wallet: string;
  /** The rule that brought the rows together; null when none did. */
  readonly rule: Rule | null;
  /** Our order (or refund) ids as either side names them, in order. */
  readonly orderIds: readonly string[];
  readonly tradeIds: readonly string[];
  /**
   * What is at stake, signed, minor units: the row's own amount when the other side has none, theirs less ours when both sides have one,
   * the difference of the fees for `fee-differs`.
   */
  readonly amountMinor: number;
  readonly currency: string;
  readonly cause: Cause;
  readonly suggestion: Suggestion;
  readonly ledger: readonly LedgerFacts[];
  readonly statement: readonly StatementFacts[];
  /** Where a sum was asked: in how many ways the parts make up the whole. */
  readonly solutions: number | null;
};

/** All breaks one after the other, the largest amount at stake first; the order depends on what the rows say alone. */
export function* eachBreak(work: Work, settings: MatchingSettings): Generator<Break> {
  const { count } = work.breaks;
  const amounts = new Float64Array(count);
  // Breaks of equal weight hang together: from the first one's number, by weight, to the next one's.
  const first = new Map<number, number>();
  const next = new Int32Array(count);
  for (let index = count - 1; index >= 0; index -= 1) {
    const amountMinor = atStake(work, index);
    const weight = Math.abs(amountMinor);
    amounts[index] = amountMinor;
    next[index] = first.get(weight) ?? -1;
    first.set(weight, index);
  }
  const seen = new Map<string, number>();
  // Numbers alone are sorted far sooner than what they are of.
  for (const weight of Float64Array.from(first.keys()).sort().reverse()) {
    const alike: Named[] = [];
    for (let index = first.get(weight) ?? -1; index >= 0; index = next[index] as number) alike.push(named(work, index));
    if (alike.length > 1) alike.sort((a, b) => compareText(a.key, b.key) || compareText(tellApart(work, a.index), tellApart(work, b.index)));
    for (const entry of alike) {
      const times = (seen.get(entry.key) ?? 0) + 1;
      seen.set(entry.key, times);
      yield describe(work, entry, times === 1 ? entry.key : `${entry.key}#${times}`, amounts[entry.index] as number, settings);
    }
  }
}

/** Order of texts by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each text once, in order. */
export function idsOf(texts: readonly (string | null)[]): string[] {
  let only: string | null = null;
  for (const text of texts) {
    if (text === null || text === only) continue;
    if (only !== null) return [...new Set(texts.filter((each) => each !== null))].sort(compareText);
    only = text;
  }
  return only === null ? [] : [only];
}

/** A break by its number; `orderId` is the one order id that all its rows have, as mostly. */
type Named = { readonly index: number; readonly key: string; readonly orderId: string | null };

function named(work: Work, index: number): Named {
  const { books, breaks } = work;
  const [side, row] = firstOf(work, index);
  const orderId = hasOneOrder(work, index) ? orderIdAt(books, side, row) : null;
  const name = orderId ?? nameOf(idsIn(work, index));
  return { index, key: `${breakKindOf(breaks, index)}:${books.wallets[walletAt(side, row)] ?? ''}:${kindAt(side, row) === REFUND ? 'refund' : 'charge'}:${name}`, orderId };
}

/** Whether all rows are of one order. */
function hasOneOrder({ books, breaks }: Work, index: number): boolean {
  const { rows } = breaks;
  const [from, middle, end] = [ledgerFrom(breaks, index), statementFrom(breaks, index), endOf(breaks, index)];
  const order = from < middle ? orderAt(books.ledger, rows[from] as number) : orderAt(books.statement, rows[from] as number);
  for (let at = from; at < middle; at += 1) if (orderAt(books.ledger, rows[at] as number) !== order) return false;
  for (let at = middle; at < end; at += 1) if (orderAt(books.statement, rows[at] as number) !== order) return false;
  return order > 0;
}

/** The order ids, and where no row has one the trade ids. */
function idsIn(work: Work, index: number): string[] {
  const { ledger, statement } = factsIn(work, index);
  const rows = [...ledger, ...statement];
  const orderIds = idsOf(rows.map(({ orderId }) => orderId));
  return orderIds.length > 0 ? orderIds : idsOf(rows.map(({ tradeId }) => tradeId));
}

/** Many ids would make a key that nobody can keep: the first ones, their number, and a digest of all. */
function nameOf(ids: readonly string[]): string {
  if (ids.length <= KEY_IDS_MAX) return ids.join('+');
  let digest = 0x811c9dc5;
  for (const id of ids) for (let at = 0; at < id.length; at += 1) digest = Math.imul(digest ^ id.charCodeAt(at), 0x01000193);
  return `${ids.slice(0, KEY_IDS_MAX / 2).join('+')}+${ids.length}#${(digest >>> 0).toString(36)}`;
}

function describe(work: Work, { index, orderId }: Named, key: string, amountMinor: number, settings: MatchingSettings): Break {
  const { breaks } = work;
  const kind = breakKindOf(breaks, index);
  const solutions = breaks.solutions.get(index) ?? null;
  const { ledger, statement } = factsIn(work, index, orderId ?? undefined);
  const nearCutOff = () => [...ledger, ...statement].some((row) => isNear(work, row, settings));
  const { cause, suggestion } = judge({ kind, ledger, statement, nearCutOff, roundingMinor: settings.roundingMinor, ownOrderPrefix: settings.ownOrderPrefix, solutions });
  const rows = [...ledger, ...statement];
  return {
    key, kind, wallet: rows[0]?.wallet ?? '', rule: ruleOf(breaks, index), orderIds: orderId === null ? idsOf(rows.map((row) => row.orderId)) : [orderId], tradeIds: idsOf(rows.map(({ tradeId }) => tradeId)),
    amountMinor, currency: rows[0]?.currency ?? '', cause, suggestion, ledger, statement, solutions,
  };
}

type Facts = { readonly ledger: readonly LedgerFacts[]; readonly statement: readonly StatementFacts[] };

function factsIn({ books, breaks }: Work, index: number, orderId?: string): Facts {
  const { rows } = breaks;
  const [middle, end] = [statementFrom(breaks, index), endOf(breaks, index)];
  const ledger: LedgerFacts[] = [];
  const statement: StatementFacts[] = [];
  for (let at = ledgerFrom(breaks, index); at < middle; at += 1) ledger.push(ledgerFacts(books, rows[at] as number, orderId));
  for (let at = middle; at < end; at += 1) statement.push(statementFacts(books, rows[at] as number, orderId));
  return { ledger: sorted(ledger), statement: sorted(statement) };
}

function atStake({ books, breaks }: Work, index: number): number {
  const kind = breakKindOf(breaks, index);
  const [from, middle, end] = [ledgerFrom(breaks, index), statementFrom(breaks, index), endOf(breaks, index)];
  if (kind === 'fee-differs') return sumOf(feeAt, books.statement, breaks.rows, middle, end) - sumOf(feeAt, books.ledger, breaks.rows, from, middle);
  if (kind === 'status-differs' || kind === 'ambiguous') return sumOf(amountAt, books.statement, breaks.rows, middle, end);
  if ((kind === 'reversed-in-statement' && middle > from) || kind === 'currency-differs' || end === middle) return sumOf(amountAt, books.ledger, breaks.rows, from, middle);
  return sumOf(amountAt, books.statement, breaks.rows, middle, end) - sumOf(amountAt, books.ledger, breaks.rows, from, middle);
}

function sumOf(minorAt: (side: Side, row: number) => number, side: Side, rows: Int32Array, from: number, end: number): number {
  let sum = 0;
  for (let at = from; at < end; at += 1) sum += minorAt(side, rows[at] as number);
  return sum;
}

function firstOf({ books, breaks }: Work, index: number): [Side, number] {
  const from = ledgerFrom(breaks, index);
  return [from < statementFrom(breaks, index) ? books.ledger : books.statement, breaks.rows[from] as number];
}

function sorted<T extends LedgerFacts | StatementFacts>(rows: T[]): T[] {
  return rows.length > 1 ? rows.sort((a, b) => compareText(signature(a), signature(b))) : rows;
}

function isNear(work: Work, row: LedgerFacts | StatementFacts, settings: MatchingSettings): boolean {
  const id = 'source' in row ? row.source : work.books.files.find(({ wallet }) => work.books.wallets[wallet] === row.wallet)?.source;
  if (id === undefined || row.at === null) return false;
  const source = sourceOf(id, settings);
  return isNearCutOff(source, row.at, carryMinutesOf(source, settings));
}

/** What a row says, without where it stands. */
function signature(row: LedgerFacts | StatementFacts): string {
  return [row.orderId, row.tradeId, row.originalId, row.kind, row.status, row.amountMinor, row.feeMinor, row.currency, row.at].join('\u0000');
}

function tellApart(work: Work, index: number): string {
  const { ledger, statement } = factsIn(work, index);
  return [...ledger, ...statement].map(signature).join('\u0001');
}
