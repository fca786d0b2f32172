/** What matching a day gives: each break with what it rests on, what was decided about it, and where it stands. Plain data, so that it may come from another thread. */
import type { EntryOf } from '#core/journal.ts';
import type { Break } from '#core/matching/breaks.ts';
import type { Standing } from '#core/matching/decisions.ts';

export type BreakStep = EntryOf<'break.resolved'>;
export type Worked = { readonly found: Break; readonly evidence: string; readonly standing: Standing; readonly steps: readonly BreakStep[] };
export type DayRun = { readonly matched: number; readonly matchedMinor: number; readonly worked: readonly Worked[] };
