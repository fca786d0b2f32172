/** Where a break stands after what people decided about it: open, waiting or resolved, whose it is, and what to do next. */
import { daysBetween, nextDay } from '../time.ts';
import type { Break } from './breaks.ts';
import type { Suggestion } from './causes.ts';
import type { BreakKind } from './foundBreaks.ts';

/** Decisions that end a break. */
export const FINAL_ACTIONS = ['refund-customer', 'book-fee', 'write-off', 'resolve-as-paid', 'adjust', 'accept', 'undo-write-off', 'undo-adjust'] as const;
/** Decisions that moved money in the books or made up for some that had: taken back by another entry only, never by opening the break again. */
export const BOOKED_ACTIONS: ReadonlySet<string> = new Set<(typeof FINAL_ACTIONS)[number]>(['write-off', 'refund-customer', 'resolve-as-paid', 'undo-write-off', 'undo-adjust']);
/** Steps that decide nothing. */
const REMARKS: ReadonlySet<string> = new Set(['assign', 'note']);
const FINAL: ReadonlySet<string> = new Set(FINAL_ACTIONS);

/** One step of a break's history, oldest first. */
export type DecisionStep = {
  readonly action: string;
  /** The shop's day on which it was taken. */
  readonly day: string;
  /** For `wait`: the last day of waiting. */
  readonly until: string | null;
  /** What the rows said then; null where it was not written down. */
  readonly evidence: string | null;
  /** Whom it was given to; null where the step says nothing of it. */
  readonly owner: string | null;
};

export type Standing = {
  readonly state: 'open' | 'carried' | 'resolved';
  readonly owner: string | null;
  /** Position of the step that decided; null when nothing has. */
  readonly decided: number | null;
  /** It was resolved, and the rows say something else now. */
  readonly reopened: boolean;
  readonly until: string | null;
  readonly suggestion: Suggestion;
};

export type DecisionSettings = {
  /** How long a wallet is given to answer before the difference is to be written off. */
  readonly askDays: number;
};

export function standingOf(found: { readonly kind: BreakKind; readonly suggestion: Suggestion; readonly evidence: string }, steps: readonly DecisionStep[], today: string, settings: DecisionSettings): Standing {
  const owner = steps.reduce<string | null>((last, step) => step.owner ?? last, null);
  const decided = steps.findLastIndex(({ action }) => !REMARKS.has(action));
  const step = steps[decided];
  const asked = steps.findLast(({ action }) => action === 'ask-wallet');
  const answered = asked !== undefined && daysBetween(asked.day, today) >= settings.askDays;
  const suggestion = nextSuggestion(found, asked !== undefined, answered);
  const waits = { state: 'carried', owner, reopened: false, suggestion } as const;
  if (step !== undefined && FINAL.has(step.action)) {
    const reopened = step.evidence !== null && step.evidence !== found.evidence;
    return { state: reopened ? 'open' : 'resolved', owner, decided, reopened, until: null, suggestion };
  }
  if (step?.action === 'wait') {
    const until = step.until ?? nextDay(step.day);
    if (today <= until) return { ...waits, decided, until };
  }
  if (step?.action === 'ask-wallet' && !answered) return { ...waits, decided, until: nextDay(step.day, settings.askDays - 1) };
  if (found.kind === 'carried') return { ...waits, decided: step === undefined ? null : decided, until: null };
  return { state: 'open', owner, decided: step === undefined ? null : decided, reopened: false, until: null, suggestion };
}

/** A wallet that was asked and has not mended its file within the time given leaves a difference to be written off. */
function nextSuggestion({ suggestion }: { readonly suggestion: Suggestion }, asked: boolean, answered: boolean): Suggestion {
  if (suggestion !== 'ask-wallet' || !asked) return suggestion;
  return answered ? 'write-off' : 'wait';
}

/** What the rows of a break say, without where they stand: as long as it is the same, a decision about it holds. */
export function evidenceOf(found: Pick<Break, 'kind' | 'amountMinor' | 'currency' | 'ledger' | 'statement'>): string {
  const rows = [...found.ledger, ...found.statement].map((row) => [row.kind, row.status, row.amountMinor, row.tradeId ?? '', row.orderId ?? ''].join(' '));
  return [found.kind, found.amountMinor, found.currency, ...rows.sort()].join('\n');
}
