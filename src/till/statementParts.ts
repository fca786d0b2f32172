/** Cuts a statement into the parts that stand for themselves in the books: by day, and by account or settlement batch where it has several. */
import { CARD_SOURCE, STATEMENT_SOURCES } from '#core/statement.ts';
import type { Statement, StatementLine } from '#core/statement.ts';
import { cardDays, CARDS } from './cardFile.ts';

/** `book` and `day` say which earlier part a new one supersedes; `key` is the part's own id. */
export type StatementPart = { readonly key: string; readonly book: string; readonly day: string; readonly lines: readonly StatementLine[] };

/** A file of one part keeps its content hash for its key. An empty file is one part without lines. */
export function partsOf(statement: Statement): StatementPart[] {
  const source = STATEMENT_SOURCES[statement.source];
  const ofCards = statement.wallet === CARDS && statement.source === CARD_SOURCE ? cardDays(statement.lines) : null;
  const own = statement.source === 'mapped' && statement.wallet !== null ? statement.wallet : source.book;
  const parts = new Map<string, { book: string; day: string; lines: StatementLine[] }>();
  for (const line of statement.lines) {
    // A settlement batch is one thing however many days its lines lie on: it stands on its last.
    const cardDay = ofCards?.(line) ?? null;
    const byBatch = cardDay === null && source.role === 'settlement' && line.batch !== undefined && PAID_BY_BATCH.has(statement.source);
    const book = cardDay !== null ? CARDS : byBatch ? `${own}:${line.batch}` : line.account === undefined ? own : `${own}:${line.account}`;
    const day = cardDay ?? (statement.source === 'unionpay-zm' ? (statement.day ?? line.day) : line.day);
    const id = byBatch ? book : `${book} ${day}`;
    const part = parts.get(id);
    if (part === undefined) parts.set(id, { book, day, lines: [line] });
    else {
      part.lines.push(line);
      if (day > part.day) part.day = day;
    }
  }
  if (parts.size === 0) parts.set('', { book: ofCards === null ? own : CARDS, day: statement.day ?? statement.days[0] ?? '', lines: [] });
  const sorted = [...parts.values()].toSorted((a, b) => (a.day === b.day ? (a.book < b.book ? -1 : 1) : a.day < b.day ? -1 : 1));
  return sorted.map((part, index) => ({ ...part, key: sorted.length === 1 ? statement.contentHash : `${statement.contentHash}.${index + 1}` }));
}

const PAID_BY_BATCH: ReadonlySet<string> = new Set(['adyen-settlement', 'stripe-payout']);
