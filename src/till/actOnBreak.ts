/** Decisions on breaks, and free adjusting entries: each is one more entry, above the limit with a second person's name in it. */
import type { WorkbenchView } from '#contract/views.ts';
import type { Draft, EntryOf } from '#core/journal.ts';
import { BOOKED_ACTIONS, FINAL_ACTIONS } from '#core/matching/decisions.ts';
import { writeOffMinor } from '#core/matching/writeOffRules.ts';
import { isAdjustable } from '#core/posting.ts';
import { Refusal } from '#core/refusal.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { isMethod, type PaymentMethod } from '#core/wallets.ts';
import { secondPerson, type Approval } from './approve.ts';
import { stepsOfBreak } from './breakSteps.ts';
import { bookLateSuccess, refundDrafts } from './lateNews.ts';
import { partsOf, receivedOf, writeOffOf, type WorkedPayout } from './payouts.ts';
import { plainWords } from './plainWords.ts';
import { reconRules } from './reconRules.ts';
import { readWorkbench, workOfDay } from './reconcile.ts';
import type { Worked } from './dayRun.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

/** An entry that a person writes: `amountMinor` from one account to another. */
type Adjustment = { readonly debit: string; readonly credit: string; readonly amountMinor: number };

export type Decision = {
  readonly day: string;
  readonly key: string;
  readonly action: string;
  readonly note: string;
  readonly approval?: Approval;
  /** `assign`: whom it is given to; oneself when not said. */
  readonly owner?: string | undefined;
  /** `wait`: the last day of waiting; tomorrow when not said. */
  readonly until?: string | undefined;
  /** `adjust`: the entry that makes up for it; none means that it was made up for elsewhere. */
  readonly adjustment?: Adjustment | undefined;
};

const MOVES_MONEY: ReadonlySet<string> = new Set(['write-off', 'refund-customer', 'adjust', 'undo-write-off']);
const SETTLES: ReadonlySet<string> = new Set(['adjust', 'accept']);
const NOT_OF_A_PAYOUT: ReadonlySet<string> = new Set(['refund-customer', 'resolve-as-paid', 'book-fee', 'undo-write-off']);
const FINAL: ReadonlySet<string> = new Set(FINAL_ACTIONS);

export async function actOnBreak(till: Till, seat: Seat, decision: Decision): Promise<WorkbenchView> {
  operatorOf(seat);
  const before = await find(till, decision);
  plainWords(decision.note);
  if (isPayout(before) && NOT_OF_A_PAYOUT.has(decision.action)) throw new Refusal('not-of-a-payout', 'That step is for a payment and cannot be taken for a payout. Nothing was booked; wait, ask the wallet, write it off, or settle it by an entry.');
  allowed(before, decision);
  const moved = movedMinor(before, decision);
  check(till, decision, moved);
  const { fourEyesMinor } = reconRules(till);
  const approver = MOVES_MONEY.has(decision.action) && moved > fourEyesMinor ? await secondPerson(till, seat, decision.approval) : null;
  // The PIN took a moment, in which a file may have come.
  const one = approver === null ? before : await find(till, decision);
  allowed(one, decision);
  // From here on nothing is waited for: what somebody else decided meanwhile is seen in the newest step.
  if (one.evidence !== before.evidence || stepsOfBreak(till, decision.day, decision.key).at(-1)?.seq !== one.steps.at(-1)?.seq) throw new Refusal('break-changed', 'While you decided, newer evidence changed this difference. Nothing was booked; look at it again.');
  const lost = isPayout(one) && decision.action === 'write-off' ? writeOffOf(till, one) : null;
  const money = lost?.drafts ?? draftsOf(till, one, decision, approver);
  commit(till, operatorOf(seat).id, [...money, stepOf(till, seat, one, decision, approver, lost?.offMinor ?? null)]);
  return readWorkbench(till, decision.day);
}

type One = Worked | WorkedPayout;
const isPayout = (one: One): one is WorkedPayout => one.found.kind === 'payout-differs' && 'batches' in one.found;

async function find(till: Till, { day, key }: Decision): Promise<One> {
  const { run, payouts } = await workOfDay(till, day);
  const one = [...run.worked, ...payouts].find((item) => item.found.key === key);
  if (one === undefined) throw new Refusal('no-such-break', 'That difference is no longer there: newer evidence closed it. Nothing was booked; look at the list again.');
  if (!isMethod(one.found.wallet)) throw new Refusal('no-such-break', 'That difference belongs to no wallet of this shop. Nothing was booked.');
  return one;
}

function allowed({ standing, steps }: One, { action }: Decision): void {
  const last = standing.decided === null ? undefined : steps[standing.decided]?.payload.action;
  if (action === 'note' || action === 'assign') return;
  if (standing.state === 'resolved' && action !== 'reopen') throw new Refusal('break-resolved', 'That difference has been decided already. Nothing was booked; reopen it first.');
  if (standing.state === 'resolved' && BOOKED_ACTIONS.has(last ?? '')) throw new Refusal('break-booked', 'That decision moved money in the books, so it cannot be taken back by a click. Nothing was changed; book an adjusting entry instead.');
}

/** How much money the decision moves, whichever way. */
function movedMinor(one: One, { action, adjustment }: Decision): number {
  if (action === 'adjust' && adjustment !== undefined) return adjustment.amountMinor;
  if (action === 'write-off' && !isPayout(one)) return Math.max(Math.abs(writeOffMinor(one.found)), Math.abs(one.found.amountMinor));
  return Math.abs(one.found.amountMinor);
}

function check(till: Till, { action, adjustment, owner }: Decision, moved: number): void {
  const { writeOffMinorMax } = reconRules(till);
  if (action === 'write-off' && moved > writeOffMinorMax) throw new Refusal('write-off-too-large', 'That is more than this shop writes off. Nothing was booked; ask the wallet, or book an adjusting entry.', { amountMinor: moved, maxMinor: writeOffMinorMax });
  if (action === 'adjust' && adjustment !== undefined) checkAccounts(adjustment);
  const person = owner === undefined ? undefined : till.storage.person(owner);
  if (person === null || (person !== undefined && person.role !== 'manager')) throw new Refusal('owner-unknown', 'A difference can be given to a manager of this shop only. Nothing was changed; choose one from the list.');
}

function checkAccounts({ debit, credit }: Adjustment): void {
  if (!isAdjustable(debit) || !isAdjustable(credit) || debit === credit) throw new Refusal('account-not-adjustable', 'That entry is not possible: the drawer is counted and sales are sales, so neither is adjusted by hand, and an entry needs two different accounts. Nothing was booked.', { debit, credit });
}

function draftsOf(till: Till, one: One, { action, adjustment, note }: Decision, approver: string | null): Draft[] {
  const byHand: Draft[] = action === 'adjust' && adjustment !== undefined ? [{ kind: 'entry.adjusted', payload: { ...adjustment, currency: one.found.currency, reason: note, approver } }] : [];
  // What did come is the payout's whatever becomes of the difference; an entry to or from the bank has it already.
  if (isPayout(one)) return [...(SETTLES.has(action) && adjustment?.debit !== 'bank' && adjustment?.credit !== 'bank' ? receivedOf(till, one) : []), ...byHand];
  if (byHand.length > 0) return byHand;
  if (action === 'resolve-as-paid' || action === 'refund-customer') {
    const money = action === 'refund-customer' ? refundDrafts(till, one.found) : [];
    if (money.length === 0 && !bookLateSuccess(till, one.found)) throw new Refusal('not-our-order', 'The till has no order to which this line belongs, so it cannot send the money back. Nothing was booked; ask the wallet with the trade number.');
    return money;
  }
  return [];
}

/** What the wallet's account loses by the decision; for what moves nothing, the amount at stake. */
function bookedMinor(one: One, action: string): number {
  if (action === 'write-off' && !isPayout(one)) return writeOffMinor(one.found);
  return action === 'undo-write-off' ? one.found.amountMinor : Math.abs(one.found.amountMinor);
}

/** @param offMinor what is written off of a payout; null for anything else. */
function stepOf(till: Till, seat: Seat, one: One, { action, day, key, note, owner, until }: Decision, approver: string | null, offMinor: number | null): Draft {
  const operator = operatorOf(seat);
  const { found, steps, evidence } = one;
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  const detail: Partial<EntryOf<'break.resolved'>['payload']> = {
    ...(FINAL.has(action) ? { evidence } : {}), ...(action === 'assign' ? { owner: owner ?? operator.id } : {}), ...(action === 'wait' ? { until: until ?? nextDay(today) } : {}), ...(steps.length > 0 ? { previous: steps.at(-1)?.seq ?? 0 } : {}), ...(isPayout(one) ? { parts: partsOf(one, offMinor ?? 0) } : {}),
  };
  return { kind: 'break.resolved', payload: { key, day, kind: found.kind, wallet: found.wallet as PaymentMethod, action, amountMinor: offMinor ?? bookedMinor(one, action), currency: found.currency, note, approver, ...detail } };
}

/** A free adjusting entry: balanced by its form, with a reason, above the limit by two people. */
export async function adjustBooks(till: Till, seat: Seat, entry: Adjustment & { readonly reason: string; readonly approval?: Approval }): Promise<{ account: string; currency: string; amountMinor: number }[]> {
  operatorOf(seat);
  const { debit, credit, amountMinor, reason } = entry;
  plainWords(reason);
  checkAccounts(entry);
  const approver = amountMinor > reconRules(till).fourEyesMinor ? await secondPerson(till, seat, entry.approval) : null;
  commit(till, operatorOf(seat).id, [{ kind: 'entry.adjusted', payload: { debit, credit, amountMinor, currency: till.shop.currency, reason, approver } }]);
  return till.storage.balances().map(({ account, currency, amountMinor: balanceMinor }) => ({ account, currency, amountMinor: balanceMinor }));
}
