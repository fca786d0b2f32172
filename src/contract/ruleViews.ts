/** The shop's own rules as a manager sees and changes them: limits, what ends by itself, and what a change would do. */
import type { RuledCause } from '#core/matching/writeOffRules.ts';

/** Limits and days of reconciling; amounts in minor units. */
export type ReconRules = {
  /** Above this a second person signs what moves money. */
  fourEyesMinor: number;
  /** More than this is not written off at all. */
  writeOffMinorMax: number;
  /** How long a wallet that was asked is given. */
  askDays: number;
  roundingMinor: number;
  /** Minutes within which a line without our order number is matched by its amount. */
  windowMinutes: number;
  /** Minutes around a wallet's end of day in which a counterpart is waited for. */
  carryMinutes: number;
  payoutDaysMax: number;
  payoutGraceDays: number;
  /** What ends by itself, one rule a cause. */
  writeOffs: { cause: RuledCause; upToMinor: number }[];
  /** All that rules may end of one day. */
  ruledDayMinorMax: number;
};

type CountAndSum = { count: number; amountMinor: number };
/**
 * What rules would do to what is open now, on the newest days that have something open: what ends by each rule, what would but for the day's limit,
 * and of what is `left` how much needs a second person or may not be written off at all.
 */
export type RulesTrial = { days: number; open: CountAndSum; byRule: ({ cause: string } & CountAndSum)[]; capped: CountAndSum; left: CountAndSum; secondPerson: CountAndSum; tooLarge: CountAndSum };

/** How far a drawer may be off before a second person signs: for everybody, and for those who have a limit of their own. */
export type CashLimits = { aloneMinor: number; people: { operatorId: string; aloneMinor: number }[] };

/** One change of the shop's rules, with what holds since. */
export type RuleChange = { at: number; by: string; approver: string | null; recon: ReconRules; cash: CashLimits };
