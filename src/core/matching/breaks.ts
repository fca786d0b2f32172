/** Breaks as they are shown and kept: both sides' rows, the amount at stake, cause and suggestion, and a key that stays. */
import { orderIdAt } from './books.ts';
import { judge } from './causes.ts';
import type { Cause, Suggestion } from './causes.ts';
import { carryMinutesOf, isNearCutOff, sourceOf } from './cutOff.ts';
import { ledgerFacts, statementFacts } from './facts.ts';
import type { LedgerFacts, StatementFacts } from './facts.ts';
import { amountAt, feeAt, kindAt, tradeAt, walletAt } from './rows.ts';
import type { Side } from './rows.ts';
import type { MatchingSettings } from './settings.ts';
import { textAt } from './texts.ts';
import type { BreakKind, FoundBreak, Rule, Work } from './work.ts';

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
  const ranked = work.breaks.map((found) => rank(work, found));
  ranked.sort((a, b) => b.weight - a.weight || compareText(a.key, b.key) || compareText(tellApart(work, a.found), tellApart(work, b.found)));
  const seen = new Map<string, number>();
  for (const { found, key, amountMinor } of ranked) {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    yield describe(work, found, times === 1 ? key : `${key}#${times}`, amountMinor, settings);
  }
}

/** Order of texts by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each text once, in order. */
export function idsOf(texts: readonly (string | null)[]): string[] {
  const [first] = texts;
  if (first !== undefined && first !== null && texts.every((text) => text === first || text === null)) return [first];
  return [...new Set(texts.filter((text) => text !== null))].sort(compareText);
}

/** What the order of the breaks hangs on, without the rest: there may be many. */
type Ranked = { readonly found: FoundBreak; readonly key: string; readonly amountMinor: number; readonly weight: number };

function rank(work: Work, found: FoundBreak): Ranked {
  const { books } = work;
  const ids = (idOf: (side: Side, row: number) => string | null) => idsOf([...found.ledger.map((row) => idOf(books.ledger, row)), ...found.statement.map((row) => idOf(books.statement, row))]);
  const orderIds = ids((side, row) => orderIdAt(books, side, row));
  const [side, row] = firstOf(work, found);
  const named = orderIds.length > 0 ? orderIds : ids((of, at) => textAt(books.texts, tradeAt(of, at)));
  const key = `${found.kind}:${books.wallets[walletAt(side, row)] ?? ''}:${kindAt(side, row) === REFUND ? 'refund' : 'charge'}:${nameOf(named)}`;
  const amountMinor = atStake(work, found);
  return { found, key, amountMinor, weight: Math.abs(amountMinor) };
}

/** Many ids would make a key that nobody can keep: the first ones, their number, and a digest of all. */
function nameOf(ids: readonly string[]): string {
  if (ids.length <= KEY_IDS_MAX) return ids.join('+');
  let digest = 0x811c9dc5;
  for (const id of ids) for (let at = 0; at < id.length; at += 1) digest = Math.imul(digest ^ id.charCodeAt(at), 0x01000193);
  return `${ids.slice(0, KEY_IDS_MAX / 2).join('+')}+${ids.length}#${(digest >>> 0).toString(36)}`;
}

function describe(work: Work, found: FoundBreak, key: string, amountMinor: number, settings: MatchingSettings): Break {
  const { books } = work;
  const ledger = sorted(found.ledger.map((row) => ledgerFacts(books, row)));
  const statement = sorted(found.statement.map((row) => statementFacts(books, row)));
  const rows = [...ledger, ...statement];
  const nearCutOff = rows.some((row) => isNear(work, row, settings));
  const { cause, suggestion } = judge({ kind: found.kind, ledger, statement, nearCutOff, roundingMinor: settings.roundingMinor, ownOrderPrefix: settings.ownOrderPrefix, solutions: found.solutions ?? null });
  return {
    key, kind: found.kind, wallet: rows[0]?.wallet ?? '', rule: found.rule, orderIds: idsOf(rows.map(({ orderId }) => orderId)), tradeIds: idsOf(rows.map(({ tradeId }) => tradeId)),
    amountMinor, currency: rows[0]?.currency ?? '', cause, suggestion, ledger, statement, solutions: found.solutions ?? null,
  };
}

function atStake(work: Work, { kind, ledger, statement }: FoundBreak): number {
  const { books } = work;
  const sum = (side: Side, rows: readonly number[]) => rows.reduce((total, row) => total + amountAt(side, row), 0);
  if (kind === 'fee-differs') return statement.reduce((total, row) => total + feeAt(books.statement, row), 0) - ledger.reduce((total, row) => total + feeAt(books.ledger, row), 0);
  if (kind === 'status-differs' || kind === 'ambiguous') return sum(books.statement, statement);
  if ((kind === 'reversed-in-statement' && ledger.length > 0) || kind === 'currency-differs' || statement.length === 0) return sum(books.ledger, ledger);
  return sum(books.statement, statement) - sum(books.ledger, ledger);
}

function firstOf(work: Work, { ledger, statement }: FoundBreak): [Side, number] {
  return ledger[0] === undefined ? [work.books.statement, statement[0] ?? 0] : [work.books.ledger, ledger[0]];
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

function tellApart(work: Work, { ledger, statement }: FoundBreak): string {
  const rows = [...sorted(ledger.map((row) => ledgerFacts(work.books, row))), ...sorted(statement.map((row) => statementFacts(work.books, row)))];
  return rows.map(signature).join('\u0001');
}
