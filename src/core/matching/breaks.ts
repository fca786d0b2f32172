/** Breaks as they are shown and kept: both sides' rows, the amount at stake, cause and suggestion, and a key that stays. */
import { STATEMENT_SOURCES } from '../statement.ts';
import { judge } from './causes.ts';
import type { Cause, Suggestion } from './causes.ts';
import { carryMinutesOf, isNearCutOff } from './cutOff.ts';
import { ledgerFacts, statementFacts } from './facts.ts';
import type { LedgerFacts, StatementFacts } from './facts.ts';
import type { MatchingSettings } from './settings.ts';
import type { BreakKind, FoundBreak, Rule, Work } from './work.ts';

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
};

/** All breaks, the largest amount at stake first; the order depends on what the rows say alone. */
export function describeBreaks(work: Work, settings: MatchingSettings): Break[] {
  const breaks = work.breaks.map((found) => describe(work, found, settings));
  breaks.sort((a, b) => Math.abs(b.amountMinor) - Math.abs(a.amountMinor) || compareText(a.key, b.key) || compareText(tellApart(a), tellApart(b)));
  const seen = new Map<string, number>();
  return breaks.map((entry) => {
    const times = (seen.get(entry.key) ?? 0) + 1;
    seen.set(entry.key, times);
    return times === 1 ? entry : { ...entry, key: `${entry.key}#${times}` };
  });
}

/** Order of texts by code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each text once, in order. */
export function idsOf(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.filter((text) => text !== null))].sort(compareText);
}

function describe(work: Work, found: FoundBreak, settings: MatchingSettings): Break {
  const ledger = found.ledger.map((row) => ledgerFacts(work.books, row)).sort((a, b) => compareText(signature(a), signature(b)));
  const statement = found.statement.map((row) => statementFacts(work.books, row)).sort((a, b) => compareText(signature(a), signature(b)));
  const rows = [...ledger, ...statement];
  const orderIds = idsOf(rows.map(({ orderId }) => orderId));
  const tradeIds = idsOf(rows.map(({ tradeId }) => tradeId));
  const nearCutOff = rows.some((row) => isNear(work, row, settings));
  const { cause, suggestion } = judge({ kind: found.kind, ledger, statement, nearCutOff, roundingMinor: settings.roundingMinor, ownOrderPrefix: settings.ownOrderPrefix });
  const wallet = rows[0]?.wallet ?? '';
  const kind = rows[0]?.kind === 'refund' ? 'refund' : 'charge';
  return {
    key: `${found.kind}:${wallet}:${kind}:${(orderIds.length > 0 ? orderIds : tradeIds).join('+')}`,
    kind: found.kind, wallet, rule: found.rule, orderIds, tradeIds, amountMinor: atStake(found.kind, ledger, statement),
    currency: rows[0]?.currency ?? '', cause, suggestion, ledger, statement,
  };
}

function atStake(kind: BreakKind, ledger: readonly LedgerFacts[], statement: readonly StatementFacts[]): number {
  const sum = (rows: readonly { readonly amountMinor: number }[]) => rows.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (kind === 'fee-differs') return (statement[0]?.feeMinor ?? 0) - (ledger[0]?.feeMinor ?? 0);
  if (kind === 'status-differs' || kind === 'ambiguous') return sum(statement);
  if (kind === 'reversed-in-statement' || kind === 'currency-differs' || statement.length === 0) return sum(ledger);
  return sum(statement) - sum(ledger);
}

function isNear(work: Work, row: LedgerFacts | StatementFacts, settings: MatchingSettings): boolean {
  const id = 'source' in row ? row.source : work.books.files.find(({ wallet }) => work.books.wallets[wallet] === row.wallet)?.source;
  if (id === undefined || row.at === null) return false;
  const source = STATEMENT_SOURCES[id];
  return isNearCutOff(source, row.at, carryMinutesOf(source, settings));
}

/** What a row says, without where it stands. */
function signature(row: LedgerFacts | StatementFacts): string {
  return [row.orderId, row.tradeId, row.originalId, row.kind, row.status, row.amountMinor, row.feeMinor, row.currency, row.at].join('\u0000');
}

function tellApart({ ledger, statement }: Break): string {
  return [...ledger, ...statement].map(signature).join('\u0001');
}
