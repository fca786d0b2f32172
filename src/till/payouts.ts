/** What the wallets owe by their files against what bank and account files show; what agrees is booked, what does not is a break. */
import type { Draft, PayoutPart } from '#core/journal.ts';
import { standingOf, type Standing } from '#core/matching/decisions.ts';
import type { PayoutBreak, PayoutMatch } from '#core/matching/payouts.ts';
import { unitNames, type PayoutGroup } from '#core/matching/payoutUnits.ts';
import { createBanking, createSettling } from '#core/matching/settlementBatches.ts';
import { matchThreeWay, type PayoutStep, type ThreeWay } from '#core/matching/threeWay.ts';
import { CARD_SOURCE, STATEMENT_SOURCES, type SourceId } from '#core/statement.ts';
import { dayIn, nextDay } from '#core/time.ts';
import { isMethod } from '#core/wallets.ts';
import { decisionSteps, digestOf } from './breakSteps.ts';
import type { BreakStep } from './dayRun.ts';
import { CARDS, isCardFile, settleCards } from './cardFile.ts';
import { bookingDrafts, payoutBooks, placeOf, strayDrafts, takeBackDrafts, TAKEN_BACK, type Decided, type PayoutBooks } from './payoutBooks.ts';
import { reconRules } from './reconRules.ts';
import type { StatementFileRow } from './storage.ts';
import { commit, SYSTEM, type Till } from './till.ts';

/** How far back the third book is looked at. */
const SPAN_DAYS = 45;
/** Decisions are looked for so much further back: a payout stands on the day of its first batch. */
const DECISIONS_DAYS = 90;

type Paired = Pick<PayoutMatch, 'batches' | 'bank'>;
export type WorkedPayout = {
  readonly found: PayoutBreak & { readonly step: PayoutStep };
  readonly day: string;
  readonly evidence: string;
  readonly standing: Standing;
  readonly steps: readonly BreakStep[];
  readonly group: PayoutGroup;
  /** All batches and lines that are there now. */
  readonly live: ReadonlySet<string>;
};

const roleOf = (file: StatementFileRow) => STATEMENT_SOURCES[file.source as SourceId].role;

/** Null while no bank or account file has been read: then there is no third book. */
export function threeWayOf(till: Till): ThreeWay | null {
  const { storage, shop } = till;
  const { payoutDaysMax, payoutGraceDays } = reconRules(till);
  // A batch before the span may be what a line inside it pays.
  const [first, since] = [spanOf(till), nextDay(spanOf(till), -payoutDaysMax)];
  const files = storage.statementFiles(null).filter((file) => file.day >= since && file.supersededBy === null);
  if (!files.some((file) => roleOf(file) === 'bank' || roleOf(file) === 'funds')) return null;
  const paysCards = files.some((file) => isCardFile(file) && file.source === CARD_SOURCE);
  const [settling, banking] = [createSettling(), paysCards ? createBanking(new Map([[STATEMENT_SOURCES[CARD_SOURCE].book, CARDS]])) : createBanking()];
  settleCards(storage, settling, files);
  for (const file of files.filter((one) => !isCardFile(one))) {
    const source = file.source as SourceId;
    switch (roleOf(file)) {
      case 'trades':
        if (file.lines > 0) settling.add(source, { kind: 'charge', status: 'success', currency: shop.currency, amountMinor: file.amountMinor, feeMinor: file.feeMinor, netMinor: file.amountMinor - file.feeMinor, day: file.day, batch: '' }, '');
        break;
      case 'settlement':
        for (const line of storage.statementRows(file.day, file.wallet)) settling.add(source, { ...line, batch: line.batch ?? '' }, line.tradeId ?? '', line.wallet ?? undefined);
        break;
      case 'funds':
      case 'bank':
        for (const line of storage.statementRows(file.day, file.wallet)) if (line.file === file.file) banking.add(source, file.name, { ...line, batch: line.batch ?? '', reference: line.reference ?? '' });
        break;
      case 'summary': break;
    }
  }
  const found = matchThreeWay(settling, banking, { daysMax: payoutDaysMax, graceDays: payoutGraceDays });
  const within = ({ batches, bank }: Paired) => [...batches, ...bank].some(({ day }) => day >= first);
  return { ...found, matches: found.matches.filter(within), breaks: found.breaks.filter(within) };
}

const spanOf = (till: Till) => nextDay(dayIn(till.ports.clock.now(), till.shop.timeZone), -SPAN_DAYS);

/** The books of payouts beside what is there now. */
function booksOf(till: Till, { matches, breaks }: ThreeWay) {
  const groupOf = unitNames([...matches, ...breaks]);
  const live = new Set([...matches, ...breaks].flatMap((one) => groupOf(one).units.map(({ unit }) => unit)));
  return { groupOf, live, books: payoutBooks(till, decisionsFrom(till), live) };
}

const decisionsFrom = (till: Till) => nextDay(spanOf(till), -DECISIONS_DAYS);

export const payoutDay = ({ batches, bank }: Paired): string => batches[0]?.day ?? bank[0]?.day ?? '';

export function workedPayouts(till: Till, found: ThreeWay): WorkedPayout[] {
  const today = dayIn(till.ports.clock.now(), till.shop.timeZone);
  const { books, groupOf, live } = booksOf(till, found);
  const open = found.breaks.map((entry): WorkedPayout => {
    const day = payoutDay(entry);
    const steps = books.chains.get(placeOf({ day, key: entry.key })) ?? [];
    const evidence = digestOf(till, JSON.stringify([entry.cause, entry.amountMinor, entry.batches.map(({ netMinor }) => netMinor), entry.bank.map(({ amountMinor }) => amountMinor)]));
    const standing = standingOf({ kind: entry.kind, suggestion: entry.suggestion, evidence }, decisionSteps(till, steps), today, { askDays: reconRules(till).askDays });
    return { found: entry, day, evidence, steps, standing, group: groupOf(entry), live };
  });
  const shown = new Set(open.map(({ day, found: { key } }) => placeOf({ day, key })));
  const paired = new Map(found.matches.flatMap((match) => groupOf(match).units.map(({ unit }) => [unit, match] as const)));
  return [...open, ...[...books.decided.values()].flatMap((one) => (shown.has(one.place) ? [] : paidAfterAll(one, paired.get(one.unit), live, groupOf)))];
}

/** A decision that the payout itself has overtaken: shown as ended, with what became of it. */
function paidAfterAll({ steps }: Decided, match: ThreeWay['matches'][number] | undefined, live: ReadonlySet<string>, groupOf: (match: ThreeWay['matches'][number]) => PayoutGroup): WorkedPayout[] {
  const decided = steps.findLastIndex(({ payload }) => TAKEN_BACK.has(payload.action));
  const last = steps[decided]?.payload;
  if (last === undefined || match === undefined) return [];
  const { key, day, amountMinor, currency, wallet, evidence = '' } = last;
  return [{
    found: { key, kind: 'payout-differs', cause: 'paid-after-all', suggestion: 'accept', amountMinor: Math.abs(amountMinor), currency, wallet, batches: match.batches, bank: match.bank, step: match.step }, day, evidence, steps, live, group: groupOf(match),
    standing: { state: 'resolved', owner: steps.findLast(({ payload }) => payload.owner !== undefined)?.payload.owner ?? null, decided, reopened: false, until: null, suggestion: 'accept' },
  }];
}

const bookingKey = ({ batches, bank }: Paired, step: PayoutStep) =>
  `payout:${step === 'wallet-account' ? 'account' : 'bank'}:${batches.length > 0 ? batches.map(({ wallet, batch }) => `${wallet} ${batch}`).join('+') : bank.map(({ day, amountMinor }) => `${day} ${amountMinor}`).join('+')}`;

/**
 * Books every payout that agrees, once: money at the bank and the fee kept back against what the wallet owed. What was booked, written off or adjusted of its
 * batches and lines while they were not paired so is made up to it or booked back. @returns how many entries it took.
 */
export function bookPayouts(till: Till, found: ThreeWay): number {
  const { books, groupOf, live } = booksOf(till, found);
  const drafts = found.matches.flatMap((match) => {
    const group = groupOf(match);
    if (!isMethod(group.wallet)) return [];
    const units = new Set(group.units.map(({ unit }) => unit));
    return [...bookingDrafts(books, group, { day: payoutDay(match), key: bookingKey(match, match.step) }), ...takeBackDrafts(till, books, (unit) => units.has(unit), null)];
  });
  drafts.push(...workedPayouts(till, found).flatMap((one) => writtenOffDrafts(till, books, one)), ...strayDrafts(till, books, live, spanOf(till)));
  if (drafts.length > 0) commit(till, SYSTEM, drafts);
  return drafts.length;
}

/** A payout that stands as written off is in the books as it was decided, also where an earlier version had booked its parts twice. */
function writtenOffDrafts(till: Till, books: PayoutBooks, one: WorkedPayout): Draft[] {
  const { found, day, standing, steps, evidence } = one;
  const last = steps[standing.decided ?? -1]?.payload;
  if (standing.state !== 'resolved' || last?.action !== 'write-off' || !isMethod(found.wallet)) return [];
  const { drafts, offMinor } = lossOf(till, books, one);
  if (offMinor === 0 && !drafts.some(({ kind }) => kind === 'entry.adjusted')) return drafts;
  return [...drafts, { kind: 'break.resolved', payload: { key: found.key, day, kind: found.kind, wallet: found.wallet, action: 'write-off', amountMinor: offMinor, currency: found.currency, note: '', approver: null, evidence, parts: partsOf(one, offMinor), previous: steps.at(-1)?.seq ?? 0 } }];
}

/** What a write-off of a payout's difference takes: what did come is booked as the payout that it is, and the rest is lost, less what was written off before. */
export function writeOffOf(till: Till, one: WorkedPayout): { drafts: Draft[]; offMinor: number } {
  return lossOf(till, payoutBooks(till, decisionsFrom(till), one.live), one);
}

function lossOf(till: Till, books: PayoutBooks, { found, day, group }: WorkedPayout): { drafts: Draft[]; offMinor: number } {
  const own = placeOf({ day, key: found.key });
  const units = new Set(group.units.map(({ unit }) => unit));
  return {
    drafts: [...bookingDrafts(books, group, { day, key: bookingKey(found, found.step) }), ...takeBackDrafts(till, books, (unit) => units.has(unit), own)],
    offMinor: -found.amountMinor - (books.decided.get(own)?.offMinor ?? 0),
  };
}

/** What came of a payout whose difference is settled otherwise; nothing of a batch or a line that has nobody. */
export function receivedOf(till: Till, { found, day, group, live }: WorkedPayout): Draft[] {
  if (found.batches.length === 0 || found.bank.length === 0) return [];
  return bookingDrafts(payoutBooks(till, decisionsFrom(till), live), group, { day, key: bookingKey(found, found.step) });
}

/** Where a decision on a payout stands: on its first batch or line. */
export function partsOf({ group }: WorkedPayout, offMinor: number): PayoutPart[] {
  return group.units.slice(0, 1).map(({ unit }) => ({ unit, amountMinor: 0, feeMinor: 0, offMinor }));
}
