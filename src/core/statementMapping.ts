/** A mapping: which columns of an unknown table are what, kept and used again for every file with the same header. */
import type { StatementKind, StatementStatus } from './statement.ts';
import type { PaymentMethod } from './wallets.ts';

/** What a column of a table may be. `credit` and `debit` are amounts of either side; `clock` is the time where the date stands alone. */
export const MAPPED_COLUMNS = ['orderId', 'tradeId', 'originalId', 'amount', 'credit', 'debit', 'fee', 'net', 'currency', 'date', 'clock', 'kind', 'status', 'batch', 'reference'] as const;
export type MappedColumn = (typeof MAPPED_COLUMNS)[number];

/** Reviewable by a person as JSON; every word of it stands for something that can be seen in the file. */
export type StatementMapping = {
  readonly version: 1;
  readonly name: string;
  /** Of the header, by `headerFingerprint`; a file whose header has it is read by this mapping. */
  readonly fingerprint: string;
  /** The wallet whose trades these are, or `card` for the acquirer of the shop's cards; null for a bank or another acquirer. */
  readonly wallet: PaymentMethod | null;
  readonly delimiter: ',' | ';' | '\t' | '|';
  /** Physical line of the header, from 1; what is above it is passed over. */
  readonly headerLine: number;
  /** Titles as the header has them. `date` and either `amount` or one of `credit` and `debit` must be there. */
  readonly columns: Partial<Readonly<Record<MappedColumn, string>>>;
  /** Where no column says it. */
  readonly currency: string | null;
  readonly decimal: '.' | ',';
  readonly dateOrder: 'ymd' | 'dmy' | 'mdy';
  /** Minutes east of UTC of the table's clock. */
  readonly zoneMinutes: number;
  /** `as-printed`: money in is positive; `inverted`: money out is positive; `by-kind`: printed without sign, refunds, fees, payouts and chargebacks go out. */
  readonly sign: 'as-printed' | 'inverted' | 'by-kind';
  /** Whether a fee that is a cost is printed positive or negative. */
  readonly feeSign: 'cost-positive' | 'cost-negative';
  /** What the words of `kind` mean; a word that is not here is refused. Without such a column, `kindElse` is taken. */
  readonly kinds: Readonly<Record<string, StatementKind>>;
  /** `by-sign`: money in is a charge, money out a refund. */
  readonly kindElse: StatementKind | 'by-sign';
  readonly statuses: Readonly<Record<string, StatementStatus>>;
  /** Rows whose first field begins so are passed over (totals, remarks). */
  readonly skip: readonly string[];
};
