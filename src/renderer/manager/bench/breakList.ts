/** The queue's own rules: filters, what each break may be done about, and where the sides differ. */
import type { BreakSide, BreakView } from '#contract/views.ts';
import type { TillInput } from '#contract/till.ts';
import { BOOKED_ACTIONS } from '#core/matching/decisions.ts';

export type Action = TillInput<'reconcile.act'>['action'];
/** What goes with giving it to somebody, or with waiting. */
export type Beside = Pick<TillInput<'reconcile.act'>, 'owner' | 'until'>;
export type Filter = BreakView['state'];
export const FILTERS: readonly Filter[] = ['open', 'carried', 'resolved'];

export const inFilter = (breaks: readonly BreakView[], filter: Filter): BreakView[] => breaks.filter((entry) => entry.state === filter);

const SUGGESTED: ReadonlySet<string> = new Set<Action>(['wait', 'refund-customer', 'book-fee', 'write-off', 'ask-wallet', 'resolve-as-paid', 'accept', 'undo-write-off']);

/** Closed, or told to wait: it is reopened before anything else is done about it. */
export function isDecided(entry: BreakView): boolean {
  return entry.state === 'resolved' || (entry.state === 'carried' && entry.resolution?.action === 'wait');
}

/** The one action on key A, or null when there is no safe one, it is decided already, or it waits by itself. */
export function suggestedAction(entry: BreakView): Action | null {
  if (isDecided(entry) || !SUGGESTED.has(entry.suggestion)) return null;
  const action = entry.suggestion as Action;
  return action === 'wait' && entry.state === 'carried' ? null : action;
}

/** Decisions that moved money stand; the others can be taken back. */
export function canReopen(entry: BreakView): boolean {
  return isDecided(entry) && entry.resolution !== null && !BOOKED_ACTIONS.has(entry.resolution.action);
}

export type Alternative = { readonly action: Action; readonly key: string };
const ALTERNATIVES: readonly Alternative[] = [{ action: 'wait', key: 'w' }, { action: 'ask-wallet', key: 'q' }, { action: 'write-off', key: 'x' }, { action: 'adjust', key: 'd' }, { action: 'assign', key: 'o' }];

/** Writing off makes no sense where the money is the customer's, where the sale becomes paid, or where only a fee is in question. */
const NO_WRITE_OFF: ReadonlySet<string> = new Set(['refund-customer', 'resolve-as-paid', 'book-fee', 'undo-write-off']);

/** What else may be done, beside the suggestion. What waits already needs no second wait, and what closes by itself is not closed by hand. */
export function alternatives(entry: BreakView): Alternative[] {
  if (isDecided(entry)) return [];
  const suggested = suggestedAction(entry);
  return ALTERNATIVES.filter(({ action }) => {
    if (action === suggested) return false;
    if (action === 'write-off' && NO_WRITE_OFF.has(entry.suggestion)) return false;
    return entry.state !== 'carried' || action === 'ask-wallet' || action === 'assign';
  });
}

/** Where the selection goes when the list changes under it: the same break if it is still there, else what took its place. */
export function selectedIn(list: readonly BreakView[], key: string | null, index: number): { readonly entry: BreakView; readonly index: number } | null {
  const at = list.findIndex((entry) => entry.key === key);
  const place = at >= 0 ? at : Math.min(Math.max(index, 0), list.length - 1);
  const entry = list[place];
  return entry === undefined ? null : { entry, index: place };
}

export type Field = 'status' | 'amount' | 'fee' | 'net';

/** Words of the ledger and of a bill that mean that the money moved. */
const DONE: ReadonlySet<string> = new Set(['paid', 'refunded', 'accepted', 'success', 'processing']);

/** Fields in which two present sides do not agree; a fee that we do not know differs from nothing. */
export function differingFields(ours: BreakSide | null, theirs: BreakSide | null): ReadonlySet<Field> {
  const differing = new Set<Field>();
  if (ours === null || theirs === null) return differing;
  if (ours.status !== null && theirs.status !== null && DONE.has(ours.status) !== DONE.has(theirs.status)) {
    // Where only one side moved money, its fee and net differ by themselves: the net alone says how much.
    differing.add('status');
    if (ours.netMinor !== null && theirs.netMinor !== null && ours.netMinor !== theirs.netMinor) differing.add('net');
    return differing;
  }
  const pairs: readonly (readonly [Field, number | null, number | null])[] = [['amount', ours.amountMinor, theirs.amountMinor], ['fee', ours.feeMinor, theirs.feeMinor], ['net', ours.netMinor, theirs.netMinor]];
  for (const [field, a, b] of pairs) if (a !== null && b !== null && a !== b) differing.add(field);
  return differing;
}

/** `file.csv:207` as its parts; null for anything else. */
export function sourceParts(source: string | null): { readonly name: string; readonly line: number } | null {
  const found = source === null ? null : /^(.*):(\d+)$/.exec(source);
  return found === null ? null : { name: found[1] ?? '', line: Number(found[2]) };
}
