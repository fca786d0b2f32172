/** The shape of running totals, as they are kept and sealed. */

export type TenderTally = { readonly count: number; readonly amountMinor: number; readonly refundMinor: number };

export type Tally = {
  readonly sales: number;
  readonly totalMinor: number;
  readonly discountMinor: number;
  readonly refunds: number;
  readonly refundMinor: number;
  readonly roundingMinor: number;
  readonly firstReceipt: number | null;
  readonly lastReceipt: number | null;
  readonly tenders: Readonly<Record<string, TenderTally>>;
  /** By rate in basis points; refunds taken off. */
  readonly taxes: Readonly<Record<string, { readonly netMinor: number; readonly taxMinor: number }>>;
  /** Hour of the shop's day -> tender -> amount. */
  readonly hours: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly floatMinor: number;
  readonly paidInMinor: number;
  readonly paidOutMinor: number;
  /** Cash that should lie in the drawer by the entries of this tally. */
  readonly cashExpectedMinor: number;
  readonly cashCountedMinor: number | null;
  readonly cashDifferenceMinor: number | null;
  /** Drawers that a second person signed for; absent while there was none. */
  readonly signed?: readonly { readonly shift: number; readonly operator: string; readonly approver: string; readonly differenceMinor: number }[];
};
