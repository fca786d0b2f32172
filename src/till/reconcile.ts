/** The manager's workbench: matches a day's books and shows what does not agree, three sides beside each other, with one action each. */
import type { BreakSide, BreakView, WorkbenchView } from '#contract/views.ts';
import { LIMITS } from '#core/limits.ts';
import type { PayoutBreak } from '#core/matching/payouts.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import { daysBetween, dayIn, nextDay } from '#core/time.ts';
import { METHODS, isMethod, type PaymentMethod } from '#core/wallets.ts';
import type { BreakStep, DayRun, Worked } from './dayRun.ts';
import { CARDS } from './cardFile.ts';
import { takeLateNews } from './lateNews.ts';
import { bookPayouts, threeWayOf, workedPayouts, type WorkedPayout } from './payouts.ts';
import { matchDay } from './runDay.ts';
import { predictedOf } from './settlement.ts';
import { fileView } from './statementFile.ts';
import { refundNumber } from './takeWallet.ts';
import { businessDayOf, commit, methodsOf, SYSTEM, type Till } from './till.ts';
import { endByRules } from './writeOffRules.ts';

/** `waits`: what is waited for until a day, and open again after it. */
type Part = { readonly open: number; readonly atStakeMinor: number; readonly waits?: readonly { readonly until: string; readonly amountMinor: number }[] };
type Summary = Readonly<Record<string, Part>>;
const SUMMARY = 'recon.summary';
const PAYOUTS = 'payouts';

const openOf = <One extends { readonly standing: Worked['standing'] }>(worked: readonly One[]) => worked.filter(({ standing }) => standing.state === 'open');
const stake = (worked: readonly { readonly found: { readonly amountMinor: number } }[]) => worked.reduce((sum, { found }) => sum + Math.abs(found.amountMinor), 0);

/** What stands open is kept by day and wallet, so that the day's close asks in constant time and a file recomputes its own part alone. */
function remember(till: Till, parts: Readonly<Record<string, readonly Pick<Worked, 'found' | 'standing'>[] | readonly WorkedPayout[]>>): void {
  const kept = JSON.parse(till.storage.setting(SUMMARY) ?? '{}') as Summary;
  const next: Record<string, Summary[string]> = { ...kept };
  for (const [part, worked] of Object.entries(parts)) {
    const open = openOf(worked as readonly WorkedPayout[]);
    delete next[part.split(' ')[0] ?? ''];
    const waits = (worked as readonly WorkedPayout[]).flatMap(({ standing, found }) => (standing.state === 'carried' && standing.until !== null ? [{ until: standing.until, amountMinor: Math.abs(found.amountMinor) }] : []));
    if (open.length + waits.length === 0) delete next[part];
    else next[part] = { open: open.length, atStakeMinor: stake(open), ...(waits.length > 0 ? { waits } : {}) };
  }
  const text = JSON.stringify(next);
  if (text !== JSON.stringify(kept)) till.storage.setSetting(SUMMARY, text);
}

/** All days together. */
export function openBreaks(till: Till): { open: number; atStakeMinor: number } {
  const kept = JSON.parse(till.storage.setting(SUMMARY) ?? '{}') as Summary;
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  return Object.values(kept).reduce((sum, { open, atStakeMinor, waits = [] }) => {
    const over = waits.filter(({ until }) => until < today);
    return { open: sum.open + open + over.length, atStakeMinor: sum.atStakeMinor + atStakeMinor + over.reduce((total, { amountMinor }) => total + amountMinor, 0) };
  }, { open: 0, atStakeMinor: 0 });
}

/** Days that have something open or waiting, the newest first. */
export function daysAtWork(till: Till): string[] {
  const kept = JSON.parse(till.storage.setting(SUMMARY) ?? '{}') as Summary;
  return [...new Set(Object.keys(kept).filter((part) => part !== PAYOUTS).map((part) => part.split(' ')[0] ?? ''))].sort().toReversed();
}

/** Wallets that were used on the day before the open one and whose file of that day could be read and was not. */
export function missingFiles(till: Till): { wallet: PaymentMethod; day: string }[] {
  const day = nextDay(businessDayOf(till), -1);
  const noon = Date.parse(`${day}T12:00:00Z`);
  const used = new Set(till.storage.attemptsBetween(noon - 86_400_000, noon + 86_400_000).filter((attempt) => attempt.state === 'paid' && dayIn(attempt.endedAt ?? attempt.startedAt, till.shop.timeZone) === day).map((attempt) => attempt.wallet).filter(isMethod));
  const read = new Set(till.storage.statementFiles(day).map((file) => file.wallet));
  const readable = new Set<string | null>([...Object.values(STATEMENT_SOURCES).filter((source) => source.role === 'trades').map((source) => source.wallet), CARDS]);
  return [...used].filter((wallet) => readable.has(wallet) && !read.has(wallet)).map((wallet) => ({ wallet, day }));
}

/** A new file touches its own wallet and day, and what waited on the days beside it; late news that it brings ends by itself. */
export async function afterImport(till: Till, day: string, wallet: PaymentMethod): Promise<void> {
  for (const each of [nextDay(day, -1), day, nextDay(day)]) {
    const run = await rerun(till, each, wallet);
    if (each !== day || run === null) continue;
    const open = openOf(run.worked);
    commit(till, SYSTEM, [{ kind: 'recon.run', payload: { day, wallet, matched: run.matched, open: open.length, carried: run.worked.length - open.length, openMinor: stake(open) } }]);
  }
}

/** Matches one wallet's day again, as far as its file has been read. */
export async function rerun(till: Till, day: string, wallet: PaymentMethod): Promise<DayRun | null> {
  if (!till.storage.statementFiles(day).some((file) => file.wallet === wallet)) return null;
  let run = await matchDay(till, day, wallet);
  if (takeLateNews(till, run.worked) > 0) run = await matchDay(till, day, wallet);
  if (endByRules(till, day, run) > 0) run = await matchDay(till, day, wallet);
  remember(till, { [`${day} ${wallet}`]: run.worked });
  return run;
}

/** The third book: books the payouts that agree, and keeps what does not. */
export function afterBank(till: Till): void {
  const found = threeWayOf(till);
  if (found === null) return;
  bookPayouts(till, found);
  remember(till, { [PAYOUTS]: workedPayouts(till, found) });
}

function sideOfLedger({ found }: Worked): BreakSide | null {
  const row = found.ledger[0];
  return row === undefined ? null : { status: row.status, amountMinor: row.amountMinor, feeMinor: row.feeMinor, netMinor: row.feeMinor === null ? null : row.amountMinor - row.feeMinor, orderId: row.orderId, tradeId: row.tradeId, at: row.at, source: null };
}

function sideOfStatement(till: Till, { found }: Worked): BreakSide | null {
  const row = found.statement[0];
  if (row === undefined) return null;
  const name = till.storage.statementFile(row.file)?.name ?? row.source;
  return { status: row.status, amountMinor: row.amountMinor, feeMinor: row.feeMinor, netMinor: row.amountMinor - row.feeMinor, orderId: row.orderId, tradeId: row.tradeId, at: row.at, source: `${name}:${row.line}` };
}

const nameOf = (till: Till, id: string) => till.storage.person(id)?.name ?? id;

/** What people did about a break, the same for every kind of it. */
function worked(till: Till, day: string, { standing, steps, evidence }: { readonly standing: Worked['standing']; readonly steps: readonly BreakStep[]; readonly evidence: string }) {
  const step = standing.decided === null ? undefined : steps[standing.decided];
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  return {
    ageDays: Math.max(0, daysBetween(day, today)), owner: standing.owner === null ? null : nameOf(till, standing.owner), state: standing.state, until: standing.until, reopened: standing.reopened, evidence,
    resolution: step === undefined || step.payload.action === 'reopen' || standing.reopened ? null : { action: step.payload.action, by: nameOf(till, step.operator), at: step.at, note: step.payload.note },
    steps: steps.map(({ payload, operator, at }) => ({
      action: payload.action, by: nameOf(till, operator), at, note: payload.note, approver: payload.approver === null ? null : nameOf(till, payload.approver), owner: payload.owner === undefined ? null : nameOf(till, payload.owner), until: payload.until ?? null, ...(payload.byRule === undefined ? {} : { byRule: true }),
    })),
  };
}

function breakView(till: Till, day: string, one: Worked): BreakView {
  const { found, standing } = one;
  const orderId = found.ledger[0]?.orderId ?? found.statement[0]?.orderId ?? null;
  const attempt = orderId === null ? null : till.storage.attempt(orderId);
  return {
    key: found.key, kind: found.kind, wallet: found.wallet, cause: found.cause, suggestion: standing.suggestion, amountMinor: found.amountMinor, ...worked(till, day, one), rule: found.rule, solutions: found.solutions,
    orderIds: [...found.orderIds], ledger: sideOfLedger(one), statement: sideOfStatement(till, one), bank: null, rows: { ledger: found.ledger.length, statement: found.statement.length, bank: 0 },
    history: attempt === null ? [] : [...attempt.evidence], goodsHandedOver: attempt === null ? null : attempt.state === 'paid' && till.storage.refund(refundNumber(attempt.orderId)) === null,
  };
}

const NO_SIDE: BreakSide = { status: null, amountMinor: null, feeMinor: null, netMinor: null, orderId: null, tradeId: null, at: null, source: null };

/** Ours is what we predicted of the batch, theirs what their file owes, the bank's what came. */
function payoutView(till: Till, one: WorkedPayout): BreakView {
  const { found, standing, day } = one;
  const [batch, line] = [found.batches[0], found.bank[0]];
  const predicted = batch !== undefined && (batch.batch === batch.day || batch.wallet === CARDS) && isMethod(batch.wallet) ? predictedOf(till, batch.day).get(batch.wallet) : undefined;
  const sum = (of: (entry: PayoutBreak['batches'][number]) => number) => found.batches.reduce((total, entry) => total + of(entry), 0);
  return {
    key: found.key, kind: found.kind, wallet: found.wallet, cause: found.cause, suggestion: standing.suggestion, amountMinor: found.amountMinor, ...worked(till, day, one), rule: null, solutions: null, orderIds: [],
    ledger: predicted === undefined ? null : { ...NO_SIDE, amountMinor: predicted.grossMinor, feeMinor: predicted.feeMinor, netMinor: predicted.netMinor },
    statement: batch === undefined ? null : { ...NO_SIDE, amountMinor: sum((entry) => entry.grossMinor), feeMinor: sum((entry) => entry.feeMinor), netMinor: sum((entry) => entry.netMinor), tradeId: batch.batch, source: found.batches.map((entry) => entry.day).join(', ') },
    bank: line === undefined ? null : { ...NO_SIDE, amountMinor: found.bank.reduce((total, entry) => total + entry.amountMinor, 0), netMinor: found.bank.reduce((total, entry) => total + entry.amountMinor, 0), tradeId: line.reference, source: `${line.file}:${line.line}` },
    rows: { ledger: 0, statement: found.batches.length, bank: found.bank.length }, history: [], goodsHandedOver: null,
  };
}

function daysKnown(till: Till): string[] {
  const days = new Set(till.storage.statementFiles(null).map((file) => file.day));
  for (const attempt of till.storage.lastAttempts(50)) days.add(dayIn(attempt.endedAt ?? attempt.startedAt, till.shop.timeZone));
  days.add(businessDayOf(till));
  return [...days].sort().toReversed();
}

/** The day's breaks with their decisions, payouts included. */
export async function workOfDay(till: Till, day: string): Promise<{ run: DayRun; payouts: WorkedPayout[] }> {
  const run = await matchDay(till, day);
  for (const wallet of METHODS) remember(till, { [`${day} ${wallet}`]: run.worked.filter(({ found }) => found.wallet === wallet) });
  const found = threeWayOf(till);
  const payouts = found === null ? [] : workedPayouts(till, found);
  if (found !== null) remember(till, { [PAYOUTS]: payouts });
  return { run, payouts: payouts.filter((one) => one.day === day) };
}

/** @param wanted null opens the newest day that has a wallet's file, else the open day. */
export async function readWorkbench(till: Till, wanted: string | null): Promise<WorkbenchView> {
  const days = daysKnown(till);
  const files = till.storage.statementFiles(null);
  const day = wanted ?? files.find((file) => isMethod(file.wallet))?.day ?? businessDayOf(till);
  const { run, payouts } = await workOfDay(till, day);
  const all = [...run.worked, ...payouts];
  const explained = all.filter(({ standing }) => standing.state !== 'open');
  const own = files.filter((file) => file.day === day);
  const views = [...run.worked.slice(0, LIMITS.breaksShownMax).map((one) => breakView(till, day, one)), ...payouts.slice(0, LIMITS.breaksShownMax).map((one) => payoutView(till, one))];
  return {
    day, days: days.includes(day) ? days : [day, ...days].sort().toReversed(), files: own.map(fileView), breaks: views.sort((a, b) => Math.abs(b.amountMinor) - Math.abs(a.amountMinor) || (a.key < b.key ? -1 : 1)),
    totals: { matchedMinor: run.matchedMinor, matchedCount: run.matched, explainedMinor: stake(explained), explainedCount: explained.length, openMinor: stake(openOf(all)), openCount: openOf(all).length },
    wallets: methodsOf(till.shop).map((wallet) => ({ wallet, lines: own.find((file) => file.wallet === wallet && file.supersededBy === null)?.lines ?? null })),
  };
}
