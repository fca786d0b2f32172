/** The close list's own rules: what stands where, what may be carried forward, and when the day may be closed. */
import type { DayView } from '#contract/views.ts';

export type CloseItem = DayView['checklist'][number];
export type Carryable = 'files' | 'unknown' | 'breaks' | 'held';

const CARRYABLE: ReadonlySet<string> = new Set<Carryable>(['files', 'unknown', 'breaks', 'held']);

/** May wait for another day by name; the others must be done first. */
export function isCarryable(item: CloseItem): item is CloseItem & { item: Carryable } {
  return item.state !== 'done' && CARRYABLE.has(item.item);
}

/** Only items that are still open, so that a mark made before the work was done is forgotten. */
export function carriedNow(list: readonly CloseItem[], marked: ReadonlySet<string>): Carryable[] {
  return list.flatMap((item) => (isCarryable(item) && marked.has(item.item) ? [item.item] : []));
}

export type CloseState = 'not-open' | 'blocked' | 'waits' | 'ready';

/** `blocked`: something is open that may not be carried and is wrong; `waits`: open, to be done or carried. */
export function closeState(day: DayView, marked: ReadonlySet<string>): CloseState {
  if (day.openSince === null) return 'not-open';
  const open = day.checklist.filter((item) => item.state !== 'done' && !(isCarryable(item) && marked.has(item.item)));
  if (open.length === 0) return 'ready';
  return open.some((item) => item.item === 'verified' && item.state === 'blocked') ? 'blocked' : 'waits';
}

export function settledCount(list: readonly CloseItem[], marked: ReadonlySet<string>): number {
  return list.filter((item) => item.state === 'done' || (isCarryable(item) && marked.has(item.item))).length;
}
