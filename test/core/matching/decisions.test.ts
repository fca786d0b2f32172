/** What becomes of a break by what was decided about it: steps as text, and where it stands. */
import { expect, test } from 'vitest';
import type { Suggestion } from '#core/matching/causes.ts';
import { standingOf } from '#core/matching/decisions.ts';
import type { DecisionStep } from '#core/matching/decisions.ts';
import type { BreakKind } from '#core/matching/foundBreaks.ts';

/** `14 ask-wallet owner=wang until=20 evidence=old`; the day is of March. */
const stepsOf = (text: string): DecisionStep[] => text.split(',').map((step) => step.trim()).filter((step) => step !== '').map((step) => {
  const [day = '', action = '', ...more] = step.split(' ');
  const named = Object.fromEntries(more.map((word) => word.split('=') as [string, string]));
  return { action, day: `2026-03-${day}`, until: named['until'] === undefined ? null : `2026-03-${named['until']}`, evidence: named['evidence'] ?? null, owner: named['owner'] ?? null };
});

type Case = { rule: string; kind?: BreakKind; suggestion: Suggestion; steps: string; today: string; comes: string };
const CASES: Case[] = [
  { rule: 'nothing decided is open', suggestion: 'write-off', steps: '', today: '15', comes: 'open write-off' },
  { rule: 'a final decision resolves', suggestion: 'write-off', steps: '15 write-off evidence=now', today: '30', comes: 'resolved write-off' },
  { rule: 'a final decision of before evidence was kept resolves', suggestion: 'write-off', steps: '15 write-off', today: '30', comes: 'resolved write-off' },
  { rule: 'new evidence that contradicts reopens', suggestion: 'write-off', steps: '15 write-off evidence=old', today: '15', comes: 'open write-off reopened' },
  { rule: 'a person may reopen', suggestion: 'book-fee', steps: '15 book-fee evidence=now, 16 reopen', today: '16', comes: 'open book-fee' },
  { rule: 'notes and owners decide nothing', suggestion: 'ask-wallet', steps: '15 assign owner=wang, 15 note', today: '16', comes: 'open ask-wallet by wang' },
  { rule: 'the last owner is the owner', suggestion: 'ask-wallet', steps: '15 assign owner=wang, 16 assign owner=han, 16 note', today: '16', comes: 'open ask-wallet by han' },
  { rule: 'waiting lasts until its day', suggestion: 'wait', steps: '15 wait until=17', today: '17', comes: 'carried wait until 17' },
  { rule: 'and ends after it', suggestion: 'wait', steps: '15 wait until=17', today: '18', comes: 'open wait' },
  { rule: 'waiting without a day is for the next one', suggestion: 'wait', steps: '15 wait', today: '16', comes: 'carried wait until 16' },
  { rule: 'a wallet that was asked is waited for', suggestion: 'ask-wallet', steps: '15 ask-wallet', today: '17', comes: 'carried wait until 17' },
  { rule: 'a wallet that has not mended its file in time leaves a write-off', suggestion: 'ask-wallet', steps: '15 ask-wallet', today: '18', comes: 'open write-off' },
  { rule: 'asking again gives it time again', suggestion: 'ask-wallet', steps: '10 ask-wallet, 18 ask-wallet', today: '18', comes: 'carried wait until 20' },
  { rule: 'what is carried by the cut-off is carried', kind: 'carried', suggestion: 'wait', steps: '', today: '15', comes: 'carried wait' },
  { rule: 'what is carried may be decided all the same', kind: 'carried', suggestion: 'wait', steps: '15 write-off evidence=now', today: '15', comes: 'resolved wait' },
];

test.each(CASES)('$rule [M220]', ({ kind, suggestion, steps, today, comes }) => {
  const standing = standingOf({ kind: kind ?? 'amount-differs', suggestion, evidence: 'now' }, stepsOf(steps), `2026-03-${today}`, { askDays: 3 });
  const { state, reopened, owner, until } = standing;
  expect([state, standing.suggestion, reopened ? 'reopened' : '', owner === null ? '' : `by ${owner}`, until === null ? '' : `until ${until.slice(8)}`].filter((word) => word !== '').join(' ')).toBe(comes);
});
