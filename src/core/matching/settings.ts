/** What a shop may set about matching. */
import type { SourceId } from '../statement.ts';

export type MatchingSettings = {
  /** Minutes east of UTC of the clock by which a source's days end, where the shop knows it better: an acquirer's account, a mapped table. */
  readonly zoneMinutes: Partial<Readonly<Record<SourceId, number>>>;
  /** Minutes around the source's cut-off in which a counterpart is waited for; the source's own where not set. */
  readonly carryMinutes: Partial<Readonly<Record<SourceId, number>>>;
  /** Of which wallets the files of the days before and after have been read: what they would have shown is not waited for any more. */
  readonly neighboursRead: Readonly<Record<string, { readonly before: boolean; readonly after: boolean }>>;
  /** How far apart in time a row and a line without our order number may lie to be matched by their amounts. */
  readonly windowMinutes: number;
  /** A difference of at most this many minor units is called rounding. */
  readonly roundingMinor: number;
  /** How the shop's own order ids begin; empty when they have no common beginning. Tells another till's sales from ours. */
  readonly ownOrderPrefix: string;
};

export const MATCHING_DEFAULTS: MatchingSettings = { zoneMinutes: {}, carryMinutes: {}, neighboursRead: {}, windowMinutes: 10, roundingMinor: 1, ownOrderPrefix: '' };
