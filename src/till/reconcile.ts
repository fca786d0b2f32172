/** The manager's workbench: matches a day's books, shows what does not agree with one action each, and books what is decided. */
import { reconcile, type Reconciliation } from '#core/matching/reconcile.ts';
import type { Break } from '#core/matching/breaks.ts';
import type { Draft, EntryOf } from '#core/journal.ts';
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import { daysBetween, dayIn, nextDay } from '#core/time.ts';
import { CHARGEABLE, isChargeable, type ChargeableWallet } from '#core/wallets.ts';
import type { BreakSide, BreakView, WorkbenchView } from '#contract/views.ts';
import { secondPerson, type Approval } from './approve.ts';
import { booksOf } from './books.ts';
import { fileView } from './statementFile.ts';
import { plainWords } from './plainWords.ts';
import { observe, refundNumber } from './takeWallet.ts';
import { businessDayOf, commit, operatorOf, type Seat, type Till } from './till.ts';

/** Above this a second person signs; ¥200 in the demo shop. */
const FOUR_EYES_MINOR = 20_000;
/** Decisions that do not end a break. */
const NOT_FINAL: ReadonlySet<string> = new Set(['wait', 'assign', 'reopen', 'ask-wallet']);

type Resolution = EntryOf<'break.resolved'>;
type Worked = { readonly found: Break; readonly state: BreakView['state']; readonly resolution: Resolution | null };

function run(till: Till, day: string): { result: Reconciliation; worked: Worked[]; wallets: ChargeableWallet[] } {
  const { ledger, statement, wallets } = booksOf(till, day);
  const result = reconcile({ ledger, statement, wallets });
  const resolutions = new Map(till.storage.resolutions(day).map((entry) => [entry.payload.key, entry]));
  const worked = result.breaks.map((found): Worked => {
    const resolution = resolutions.get(found.key) ?? null;
    const final = resolution !== null && !NOT_FINAL.has(resolution.payload.action);
    const waits = found.kind === 'carried' || resolution?.payload.action === 'wait';
    return { found, resolution, state: final ? 'resolved' : waits ? 'carried' : 'open' };
  });
  return { result, worked, wallets };
}

type Summary = Readonly<Record<string, { readonly open: number; readonly atStakeMinor: number }>>;
const SUMMARY = 'recon.summary';

function summary(till: Till): Summary {
  return JSON.parse(till.storage.setting(SUMMARY) ?? '{}') as Summary;
}

function remember(till: Till, day: string, worked: readonly Worked[]): void {
  const open = worked.filter((one) => one.state === 'open');
  const next = { ...summary(till), [day]: { open: open.length, atStakeMinor: open.reduce((sum, one) => sum + Math.abs(one.found.amountMinor), 0) } };
  till.storage.setSetting(SUMMARY, JSON.stringify(next));
}

/** All days together; kept when files come in and decisions are made, so that the day's close asks in constant time. */
export function openBreaks(till: Till): { open: number; atStakeMinor: number } {
  return Object.values(summary(till)).reduce((sum, day) => ({ open: sum.open + day.open, atStakeMinor: sum.atStakeMinor + day.atStakeMinor }), { open: 0, atStakeMinor: 0 });
}

/** Wallets that were used on the day before the open one and whose file of that day could be read and was not. */
export function missingFiles(till: Till): { wallet: ChargeableWallet; day: string }[] {
  const day = nextDay(businessDayOf(till), -1);
  const noon = Date.parse(`${day}T12:00:00Z`);
  const used = new Set(till.storage.attemptsBetween(noon - 86_400_000, noon + 86_400_000).filter((attempt) => attempt.state === 'paid' && dayIn(attempt.endedAt ?? attempt.startedAt, till.shop.timeZone) === day).map((attempt) => attempt.wallet));
  const read = new Set(till.storage.statementFiles(day).map((file) => file.wallet));
  const readable = new Set<string | null>(Object.values(STATEMENT_SOURCES).filter((source) => source.role === 'trades').map((source) => source.wallet));
  return [...used].filter((wallet) => readable.has(wallet) && !read.has(wallet)).map((wallet) => ({ wallet, day }));
}

/** A new file may close what waited on the day before and open what is new. An unknown charge that it shows paid is resolved by it. */
export function afterImport(till: Till, day: string): void {
  for (const each of [nextDay(day, -1), day, nextDay(day)]) {
    if (each !== day && till.storage.statementFiles(each).length === 0) continue;
    const { result, worked } = run(till, each);
    remember(till, each, worked);
    if (each !== day) continue;
    const open = worked.filter((one) => one.state === 'open');
    commit(till, 'system', [{ kind: 'recon.run', payload: { day, matched: result.matched, open: open.length, carried: worked.length - open.length, openMinor: open.reduce((sum, one) => sum + Math.abs(one.found.amountMinor), 0) } }]);
  }
}

function sideOfLedger(found: Break): BreakSide | null {
  const row = found.ledger[0];
  return row === undefined ? null : { status: row.status, amountMinor: row.amountMinor, feeMinor: row.feeMinor, netMinor: row.feeMinor === null ? null : row.amountMinor - row.feeMinor, orderId: row.orderId, tradeId: row.tradeId, at: row.at, source: null };
}

function sideOfStatement(till: Till, found: Break): BreakSide | null {
  const row = found.statement[0];
  if (row === undefined) return null;
  const name = till.storage.statementFile(row.file)?.name ?? row.source;
  return { status: row.status, amountMinor: row.amountMinor, feeMinor: row.feeMinor, netMinor: row.amountMinor - row.feeMinor, orderId: row.orderId, tradeId: row.tradeId, at: row.at, source: `${name}:${row.line}` };
}

function breakView(till: Till, day: string, { found, state, resolution }: Worked): BreakView {
  const orderId = found.ledger[0]?.orderId ?? found.statement[0]?.orderId ?? null;
  const attempt = orderId === null ? null : till.storage.attempt(orderId);
  const nameOf = (id: string) => till.storage.person(id)?.name ?? id;
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  return {
    key: found.key, kind: found.kind, wallet: found.wallet, cause: found.cause, suggestion: found.suggestion, amountMinor: found.amountMinor, ageDays: Math.max(0, daysBetween(day, today)),
    owner: resolution === null || resolution.payload.action !== 'assign' ? null : nameOf(resolution.operator), state,
    resolution: resolution === null || resolution.payload.action === 'reopen' ? null : { action: resolution.payload.action, by: nameOf(resolution.operator), at: resolution.at, note: resolution.payload.note },
    orderIds: [...found.orderIds], ledger: sideOfLedger(found), statement: sideOfStatement(till, found), history: attempt === null ? [] : [...attempt.evidence],
    goodsHandedOver: attempt === null ? null : attempt.state === 'paid' && till.storage.refund(refundNumber(attempt.orderId)) === null,
  };
}

function daysKnown(till: Till): string[] {
  const days = new Set(till.storage.statementFiles(null).map((file) => file.day));
  for (const attempt of till.storage.lastAttempts(50)) days.add(dayIn(attempt.endedAt ?? attempt.startedAt, till.shop.timeZone));
  days.add(businessDayOf(till));
  return [...days].sort().toReversed();
}

/** @param wanted null opens the newest day that has a file, else the open day. */
export function readWorkbench(till: Till, wanted: string | null): WorkbenchView {
  const days = daysKnown(till);
  const files = till.storage.statementFiles(null);
  const day = wanted ?? files[0]?.day ?? businessDayOf(till);
  const { result, worked } = run(till, day);
  remember(till, day, worked);
  const of = (state: BreakView['state'][]) => worked.filter((one) => state.includes(one.state));
  const sum = (items: readonly { readonly amountMinor: number }[]) => items.reduce((total, item) => total + Math.abs(item.amountMinor), 0);
  const own = files.filter((file) => file.day === day);
  return {
    day, days: days.includes(day) ? days : [day, ...days].sort().toReversed(), files: own.map(fileView), breaks: worked.slice(0, LIMITS.breaksShownMax).map((one) => breakView(till, day, one)),
    totals: {
      matchedMinor: sum(result.matches), matchedCount: result.matched, explainedMinor: sum(of(['resolved', 'carried']).map((one) => one.found)), explainedCount: of(['resolved', 'carried']).length,
      openMinor: sum(of(['open']).map((one) => one.found)), openCount: of(['open']).length,
    },
    wallets: CHARGEABLE.filter((wallet) => till.shop.wallets.includes(wallet)).map((wallet) => ({ wallet, lines: own.find((file) => file.wallet === wallet && file.supersededBy === null)?.lines ?? null })),
  };
}

export type Decision = { readonly day: string; readonly key: string; readonly action: string; readonly note: string; readonly approval?: Approval };

/** How much less a wallet owes us once the break is written off: what we booked and it did not, or the other way round. */
function writeOffMinor(found: Break): number {
  const ours = found.ledger.reduce((sum, row) => sum + row.amountMinor, 0);
  const theirs = found.statement.reduce((sum, row) => sum + row.amountMinor, 0);
  return ours - theirs;
}

/** Books a decision. Nothing is edited: it is one more entry, above the limit with a second person's name in it. */
export async function actOnBreak(till: Till, seat: Seat, decision: Decision): Promise<WorkbenchView> {
  const operator = operatorOf(seat);
  const one = run(till, decision.day).worked.find((item) => item.found.key === decision.key);
  if (one === undefined) throw new Refusal('no-such-break', 'That difference is no longer there: newer evidence closed it. Nothing was booked; look at the list again.');
  plainWords(decision.note);
  const { found } = one;
  if (!isChargeable(found.wallet)) throw new Refusal('no-such-break', 'That difference belongs to no wallet of this shop. Nothing was booked.');
  const movesMoney = ['write-off', 'refund-customer', 'adjust'].includes(decision.action);
  if (one.state === 'resolved' && decision.action !== 'reopen') throw new Refusal('break-resolved', 'That difference has been decided already. Nothing was booked; reopen it first.');
  if (one.state === 'resolved' && ['write-off', 'refund-customer', 'resolve-as-paid'].includes(one.resolution?.payload.action ?? '')) throw new Refusal('break-booked', 'That decision moved money in the books, so it cannot be taken back by a click. Nothing was changed; book an adjusting entry instead.');
  const approver = movesMoney && Math.abs(found.amountMinor) > FOUR_EYES_MINOR ? await secondPerson(till, seat, decision.approval) : null;
  const amountMinor = decision.action === 'write-off' ? writeOffMinor(found) : Math.abs(found.amountMinor);
  const draft: Draft = { kind: 'break.resolved', payload: { key: found.key, day: decision.day, kind: found.kind, wallet: found.wallet, action: decision.action, amountMinor, currency: found.currency, note: decision.note, approver } };
  const money = decision.action === 'refund-customer' ? refundDrafts(till, found) : [];
  if (decision.action === 'resolve-as-paid' || (decision.action === 'refund-customer' && money.length === 0)) bookLateSuccess(till, found);
  commit(till, operator.id, [...money, draft]);
  return readWorkbench(till, decision.day);
}

/** The file is evidence: the charge it shows paid becomes paid, and money for a basket that is gone goes back by itself. */
function bookLateSuccess(till: Till, found: Break): void {
  const line = found.statement.find((row) => row.kind === 'charge');
  const orderId = line?.orderId ?? null;
  if (line === undefined || orderId === null || till.storage.attempt(orderId) === null) throw new Refusal('not-our-order', 'The till has no order to which this line belongs, so it cannot send the money back. Nothing was booked; ask the wallet with the trade number.');
  observe(till, orderId, { act: 'file', state: 'paid', code: `${line.source}:${line.line}`, tradeId: line.tradeId, amountMinor: line.amountMinor, currency: line.currency, askedAt: null, final: false });
}

/** A second charge of an order that was paid once: the surplus is booked as the customer's and sent back. */
function refundDrafts(till: Till, found: Break): Draft[] {
  const orderId = found.ledger[0]?.orderId ?? null;
  const attempt = orderId === null ? null : till.storage.attempt(orderId);
  if (found.kind !== 'duplicate-in-statement' || attempt === null || !isChargeable(found.wallet)) return [];
  const refundId = `${attempt.orderId.slice(0, 31)}D`;
  if (till.storage.refund(refundId) !== null) throw new Refusal('break-booked', 'The second charge of this order is already on its way back. Nothing was booked.');
  const { saleId, amountMinor, currency, wallet } = attempt;
  return [
    { kind: 'entry.adjusted', payload: { debit: `clearing:${wallet}`, credit: 'customer-funds', amountMinor, currency, reason: `charged twice: ${attempt.orderId}`, approver: null } },
    { kind: 'refund.intended', payload: { refundId, orderId: attempt.orderId, saleId, wallet, amountMinor, currency, owed: 'customer-funds', cause: 'reconciliation' } },
  ];
}
