/** The acquirer's file of the shop's cards: which file it is, which of its lines stand on which day, and what it owes by the payouts that it names. */
import { CARD_SOURCE } from '#core/statement.ts';
import type { SourceId, Statement, StatementLine } from '#core/statement.ts';
import type { Settling } from '#core/matching/settlementBatches.ts';
import type { StatementFileRow, Storage } from './storage.ts';
import type { Shop } from './till.ts';

export const CARDS = 'card';

/** An acquirer's settlement file in the shop's currency is the file of the cards that the shop takes; of any other shop it is what it was. */
export function asCardFile(shop: Pick<Shop, 'cards' | 'currency'>, read: Statement): Statement {
  if (read.source !== CARD_SOURCE || shop.cards === undefined || (read.currency !== null && read.currency !== shop.currency)) return read;
  return { ...read, wallet: CARDS, lines: read.lines.map((line) => ({ ...line, wallet: CARDS })) };
}

const TRADES: ReadonlySet<string> = new Set(['charge', 'refund', 'reversal']);

/** The day that a line of a card file stands on: its own, and what is of the batch as a whole on the last day of the batch's trades; null in a batch that has none. */
export function cardDays(lines: readonly StatementLine[]): (line: StatementLine) => string | null {
  const lastDays = new Map<string, string>();
  for (const { kind, day, batch = '' } of lines) if (TRADES.has(kind) && day > (lastDays.get(batch) ?? '')) lastDays.set(batch, day);
  return ({ kind, day, batch = '' }) => (TRADES.has(kind) ? day : (lastDays.get(batch) ?? null));
}

/** What a line adds to its day: a fee on a line of its own is a fee, and what is paid out or carried over was in other lines. */
export function cardSums({ kind, amountMinor, feeMinor, netMinor }: StatementLine): { amountMinor: number; feeMinor: number } {
  if (kind === 'payout' || kind === 'transfer') return { amountMinor: 0, feeMinor: 0 };
  return kind === 'fee' ? { amountMinor: 0, feeMinor: 0 - netMinor } : { amountMinor, feeMinor };
}

export const isCardFile = (file: StatementFileRow): boolean => file.wallet === CARDS && file.supersededBy === null;

type CardRow = { readonly source: SourceId; readonly day: string; readonly line: StatementLine };

function rowsOf(storage: Pick<Storage, 'statementRows'>, files: readonly StatementFileRow[]): CardRow[] {
  return files.filter(isCardFile).flatMap((file) => storage.statementRows(file.day, CARDS).filter((line) => line.file === file.file).map((line) => ({ source: file.source as SourceId, day: file.day, line })));
}

/** Batches by the reference of their payout, which the bank's line names; without one by their own number. */
function payoutNames(rows: readonly CardRow[]): (line: StatementLine) => string {
  const names = new Map(rows.flatMap(({ line }) => (line.kind === 'payout' && line.batch !== undefined && line.tradeId !== null ? [[line.batch, line.tradeId] as const] : [])));
  return ({ batch = '' }) => names.get(batch) ?? batch;
}

/** Puts what the acquirer owes beside what the wallets owe: each batch by its lines, so that the fees are known apart. */
export function settleCards(storage: Pick<Storage, 'statementRows'>, settling: Settling, files: readonly StatementFileRow[]): void {
  const rows = rowsOf(storage, files);
  const nameOf = payoutNames(rows);
  for (const { source, line } of rows) {
    if (line.kind === 'payout') continue;
    settling.add(source, { ...line, feeMinor: line.kind === 'fee' ? 0 - line.netMinor : line.feeMinor, batch: nameOf(line) }, '', CARDS);
  }
}

/** By which names the batches of each day's cards are known. */
export function cardBatches(storage: Pick<Storage, 'statementRows'>, files: readonly StatementFileRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const rows = rowsOf(storage, files);
  const nameOf = payoutNames(rows);
  const names = new Map<string, Set<string>>();
  for (const { day, line } of rows) names.set(day, (names.get(day) ?? new Set()).add(nameOf(line)));
  return names;
}

/** Another batch has lines of that day already: they would be superseded by these, and are no version of them. */
export function otherBatch(storage: Pick<Storage, 'statementRows'>, day: string, lines: readonly StatementLine[]): string | null {
  const own = new Set(lines.map(({ batch }) => batch));
  const there = storage.statementRows(day, CARDS);
  return there.length === 0 || there.some(({ batch }) => own.has(batch)) || own.size === 0 ? null : (there[0]?.batch ?? null);
}
