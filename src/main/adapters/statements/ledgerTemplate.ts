/** What most rows of a ledger have in common, as a program for the row engine: ids and numbers, and the few words that a wallet, kind, currency, status or zone may be. */
import type { ScannedLedgerRow } from '#core/matching/batch.ts';
import { clockAt, dayAt } from './fields.ts';
import type { LedgerColumn } from './ledgerColumns.ts';
import { RANGES, RECORD_REALS, RECORD_WORDS } from './rowEngine.ts';
import type { Op, RowEngine } from './rowEngine.ts';

/** A ledger has few words; rows with further ones are read one by one. */
const WORDS_MAX = 24;
const DAY_BYTES = 10;
const CLOCK_AT = 11;
const ZONE_AT = 19;
const ZONE_TEXT = /^(?:Z|[+-]\d\d:?\d\d)$/;
/** Ranges and numbers of a record. */
const ORDER = 0;
const TRADE = 1;
const ORIGINAL = 2;
const AMOUNT = 0;
const FEE = 1;
const DAY = 2;
const CLOCK = 3;
const WALLET = 4;
const KIND = 5;
const CURRENCY = 6;
const STATUS = 7;
const ZONE = 8;

/** Texts, each with the byte that ends it, so that none is another's beginning, and what they mean. */
type Words<T> = { readonly texts: Buffer[]; readonly means: T[] };

export type LedgerTemplate = {
  readonly engine: RowEngine;
  readonly columns: readonly (LedgerColumn | null)[];
  readonly wallet: Words<string>;
  readonly kind: Words<ScannedLedgerRow['kind']>;
  readonly currency: Words<string>;
  readonly status: Words<ScannedLedgerRow['status']>;
  /** How far the zone's clock is ahead, in milliseconds. */
  readonly zone: Words<number>;
  /** What else must be as in the rows of the program: how a line ends, what stands between day and clock; whether there are times at all. */
  end: string;
  between: string;
  hasTime: boolean;
  readonly hasFee: boolean;
};

export function createLedgerTemplate(engine: RowEngine, columns: readonly (LedgerColumn | null)[]): LedgerTemplate {
  const none = () => ({ texts: [], means: [] });
  // Where there is no such column, the record's number is nought.
  const status: Words<ScannedLedgerRow['status']> = columns.includes('status') ? none() : { texts: [], means: ['paid'] };
  return { engine, columns, wallet: none(), kind: none(), currency: none(), status, zone: none(), end: '', between: '', hasTime: false, hasFee: columns.includes('fee_minor') };
}

/** Puts what a record says into the view. */
export function takeRecord({ engine: { reals, words }, wallet, kind, currency, status, zone, hasTime, hasFee }: LedgerTemplate, index: number, view: ScannedLedgerRow): void {
  const real = index * RECORD_REALS;
  const word = index * RECORD_WORDS + RANGES;
  view.orderStart = words[word + ORDER * 2] as number;
  view.orderEnd = words[word + ORDER * 2 + 1] as number;
  view.tradeStart = words[word + TRADE * 2] as number;
  view.tradeEnd = words[word + TRADE * 2 + 1] as number;
  view.originalStart = words[word + ORIGINAL * 2] as number;
  view.originalEnd = words[word + ORIGINAL * 2 + 1] as number;
  view.amountMinor = reals[real + AMOUNT] as number;
  view.feeMinor = hasFee ? (reals[real + FEE] as number) : Number.NaN;
  view.at = hasTime ? (reals[real + DAY] as number) + (reals[real + CLOCK] as number) - (zone.means[reals[real + ZONE] as number] as number) : Number.NaN;
  view.wallet = wallet.means[reals[real + WALLET] as number] as string;
  view.kind = kind.means[reals[real + KIND] as number] as ScannedLedgerRow['kind'];
  view.currency = currency.means[reals[real + CURRENCY] as number] as string;
  view.status = status.means[reals[real + STATUS] as number] as ScannedLedgerRow['status'];
}

/**
 * Learns from a row that did not fit and is as it must be; what has nothing new in it is let pass.
 * @param starts where its fields begin; each ends one byte before the next. @param feed where its line feed is.
 */
export function learn(template: LedgerTemplate, view: ScannedLedgerRow, bytes: Buffer, starts: Int32Array, feed: number): void {
  const { columns } = template;
  const fieldOf = (name: LedgerColumn): { from: number; to: number } | null => {
    const column = columns.indexOf(name);
    return column < 0 ? null : { from: starts[column] as number, to: (starts[column + 1] as number) - 1 };
  };
  const time = fieldOf('time');
  const hasTime = time !== null && time.to > time.from;
  if (hasTime && !ZONE_TEXT.test(bytes.toString('latin1', time.from + ZONE_AT, time.to))) return;
  let more = false;
  const note = <T>({ texts, means }: Words<T>, from: number, to: number, meaning: T) => {
    const text = bytes.subarray(from, to + 1);
    if (texts.length === WORDS_MAX || texts.some((known) => known.equals(text))) return;
    texts.push(Buffer.from(text));
    means.push(meaning);
    more = true;
  };
  for (const name of ['wallet', 'kind', 'currency', 'status'] as const) {
    const field = fieldOf(name);
    if (field !== null) note<string>(template[name], field.from, field.to, view[name]);
  }
  if (hasTime) note(template.zone, time.from + ZONE_AT, time.to, dayAt(bytes, time.from) + clockAt(bytes, time.from + CLOCK_AT) - view.at);
  const end = bytes.toString('latin1', (starts[columns.length] as number) - 1, feed + 1);
  const between = hasTime ? bytes.toString('latin1', time.from + DAY_BYTES, time.from + CLOCK_AT) : '';
  if (!more && end === template.end && between === template.between && hasTime === template.hasTime) return;
  Object.assign(template, { end, between, hasTime });
  template.engine.setProgram(programOf(template));
}

function programOf(template: LedgerTemplate): Op[] {
  const { columns, end, between, hasTime } = template;
  const literal = (text: string): Op => ({ op: 'literal', bytes: Buffer.from(text, 'latin1') });
  return columns.flatMap((name, index): Op[] => {
    const after = index === columns.length - 1 ? end : ',';
    // A word's text has the byte behind it.
    const word = (number: 4 | 5 | 6 | 7 | 8, { texts }: Words<unknown>): Op[] => [{ op: 'choice', number, texts }, literal(after.slice(1))];
    switch (name) {
      case 'order_id': return [{ op: 'text', range: ORDER, empty: false }, literal(after)];
      case 'trade_id': return [{ op: 'text', range: TRADE, empty: true }, literal(after)];
      case 'original_order_id': return [{ op: 'text', range: ORIGINAL, empty: true }, literal(after)];
      case 'amount_minor': return [{ op: 'whole', number: AMOUNT, empty: false }, literal(after)];
      case 'fee_minor': return [{ op: 'whole', number: FEE, empty: true }, literal(after)];
      case 'wallet': return word(WALLET, template.wallet);
      case 'kind': return word(KIND, template.kind);
      case 'currency': return word(CURRENCY, template.currency);
      case 'status': return word(STATUS, template.status);
      case 'time': return hasTime ? [{ op: 'day', number: DAY }, literal(between), { op: 'clock', number: CLOCK }, ...word(ZONE, template.zone)] : [literal(after)];
      case 'till': case null: return [{ op: 'skip' }, literal(after)];
    }
  });
}
