/** The third book: what the wallets owe by their own files, batch by batch, against what the bank received. */
import { daysBetween } from '../time.ts';
import { compareText } from './breaks.ts';
import type { Cause, Suggestion } from './causes.ts';
import { SUBSET_ANSWERS_KEPT, SUBSET_ITEMS_MAX, subsetsMaking } from './subsetSum.ts';

/** What a wallet owes for one batch: the lines of one settlement day, or of one batch that the file names. */
export type SettlementBatch = {
  readonly wallet: string;
  readonly currency: string;
  /** The batch's own name, or its day. */
  readonly batch: string;
  /** `YYYY-MM-DD`, the wallet's own day. */
  readonly day: string;
  readonly lines: number;
  /** Charges less refunds, chargebacks, reserves and adjustments, before fees. */
  readonly grossMinor: number;
  readonly feeMinor: number;
  /** What is to reach the bank. */
  readonly netMinor: number;
};

/** One movement on the bank's side, as its statement or the wallet's fund-flow file shows it. Money in is positive. */
export type BankLine = {
  readonly file: string;
  readonly line: number;
  /** The wallet that it comes from, where the file says so. */
  readonly wallet: string | null;
  readonly currency: string;
  readonly amountMinor: number;
  readonly day: string;
  /** The payer's reference; null where there is none. */
  readonly reference: string | null;
};

export type PayoutSettings = {
  /** A payout comes at most so many days after its batch. */
  readonly daysMax: number;
  /** After so many days without a payout a batch is missing; before that it is awaited. */
  readonly graceDays: number;
};
export const PAYOUT_DEFAULTS: PayoutSettings = { daysMax: 10, graceDays: 3 };

/** `reference`: the bank names the batch. `amount`: equal to the unit, and the only candidate both ways, or nothing where nothing is owed. `combined`: several make up one, in one way only. */
type PayoutRule = 'reference' | 'amount' | 'combined';

export type PayoutMatch = { readonly rule: PayoutRule; readonly batches: readonly SettlementBatch[]; readonly bank: readonly BankLine[]; readonly solutions: number };
export type PayoutBreak = {
  readonly key: string;
  readonly kind: 'payout-differs';
  readonly cause: Cause;
  readonly suggestion: Suggestion;
  /** What the bank received less what was owed. */
  readonly amountMinor: number;
  readonly currency: string;
  readonly wallet: string;
  readonly batches: readonly SettlementBatch[];
  readonly bank: readonly BankLine[];
};

/** By currency. Owed = paid + awaited + owed in breaks; bank = paid + bank's side of breaks + other lines. */
export type PayoutTotals = {
  readonly owedMinor: number;
  readonly paidMinor: number;
  readonly awaitedMinor: number;
  readonly breaksOwedMinor: number;
  readonly bankMinor: number;
  readonly breaksBankMinor: number;
  /** Movements that are no wallet's: rent, wages, cash paid in. */
  readonly otherBankMinor: number;
  readonly proof: { readonly owedMinor: number; readonly bankMinor: number };
};

export type Payouts = {
  readonly matches: readonly PayoutMatch[];
  readonly breaks: readonly PayoutBreak[];
  readonly awaited: readonly SettlementBatch[];
  readonly totals: Readonly<Record<string, PayoutTotals>>;
};

type Left = { batches: SettlementBatch[]; bank: BankLine[] };

/** The result does not depend on the order of batches or lines. */
export function matchPayouts(batches: readonly SettlementBatch[], bank: readonly BankLine[], settings: PayoutSettings = PAYOUT_DEFAULTS): Payouts {
  const matches: PayoutMatch[] = [];
  const breaks: PayoutBreak[] = [];
  const left: Left = {
    batches: batches.filter(({ netMinor }) => netMinor !== 0).toSorted((a, b) => compareText(nameOf(a), nameOf(b))),
    bank: bank.toSorted((a, b) => compareText(lineName(a), lineName(b))),
  };
  // Fees that ate all there was: no payout comes, and none is waited for.
  for (const batch of batches) if (batch.netMinor === 0 && batch.feeMinor !== 0) matches.push({ rule: 'amount', batches: [batch], bank: [], solutions: 1 });
  byReference(left, matches, breaks);
  byAmount(left, settings, matches);
  combined(left, settings, matches);
  differing(left, settings, breaks);
  const { awaited, other } = rest(left, settings, bank, breaks);
  breaks.sort((a, b) => Math.abs(b.amountMinor) - Math.abs(a.amountMinor) || compareText(a.key, b.key));
  return { matches, breaks, awaited, totals: totalsOf(batches, bank, { matches, breaks, awaited, other }) };
}

const nameOf = ({ day, wallet, currency, batch }: SettlementBatch) => [day, wallet, currency, batch].join(' ');
const lineName = ({ day, amountMinor, reference, currency, wallet, file, line }: BankLine) => [day, amountMinor, reference, currency, wallet, file, String(line).padStart(10, '0')].join(' ');
const owed = (batches: readonly SettlementBatch[]) => batches.reduce((sum, { netMinor }) => sum + netMinor, 0);
const received = (bank: readonly BankLine[]) => bank.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** A payout of a wallet lies in the days after its batch; neither side's words may contradict. */
function mayPay(batch: SettlementBatch, line: BankLine, settings: PayoutSettings): boolean {
  if (batch.currency !== line.currency || (line.wallet !== null && line.wallet !== batch.wallet)) return false;
  const days = daysBetween(batch.day, line.day);
  return days >= 0 && days <= settings.daysMax;
}

function take(left: Left, batches: readonly SettlementBatch[], bank: readonly BankLine[]): void {
  left.batches = left.batches.filter((batch) => !batches.includes(batch));
  left.bank = left.bank.filter((line) => !bank.includes(line));
}

/** The bank names the batch: those belong together, whatever the amounts say. */
function byReference(left: Left, matches: PayoutMatch[], breaks: PayoutBreak[]): void {
  for (const batch of left.batches) {
    if (batch.batch === batch.day) continue;
    const bank = left.bank.filter((line) => line.currency === batch.currency && line.reference !== null && words(line.reference).includes(batch.batch));
    if (bank.length === 0) continue;
    const named = left.batches.filter((other) => bank.every((line) => line.reference !== null && words(line.reference).includes(other.batch)));
    if (owed(named) === received(bank)) matches.push({ rule: 'reference', batches: named, bank, solutions: 1 });
    else breaks.push(differs(named, bank));
    take(left, named, bank);
  }
}

const words = (reference: string) => reference.split(/[^\p{L}\p{N}_-]+/u);

function byAmount(left: Left, settings: PayoutSettings, matches: PayoutMatch[]): void {
  const fits = (batch: SettlementBatch, line: BankLine) => batch.netMinor === line.amountMinor && mayPay(batch, line, settings);
  const pairs = left.batches.flatMap((batch) => {
    const lines = left.bank.filter((line) => fits(batch, line));
    const [line] = lines;
    return line !== undefined && lines.length === 1 && left.batches.filter((other) => fits(other, line)).length === 1 ? [{ batch, line }] : [];
  });
  for (const { batch, line } of pairs) {
    matches.push({ rule: 'amount', batches: [batch], bank: [line], solutions: 1 });
    take(left, [batch], [line]);
  }
}

/** Several batches paid as one, or one batch paid in parts: only where one set alone makes up the sum and no other payout claims a part of it. */
function combined(left: Left, settings: PayoutSettings, matches: PayoutMatch[]): void {
  const answers: { batches: readonly SettlementBatch[]; bank: readonly BankLine[] }[] = [];
  for (const line of left.bank) {
    const parts = left.batches.filter((batch) => mayPay(batch, line, settings));
    for (const wallet of new Set(parts.map((part) => part.wallet))) {
      const own = parts.filter((part) => part.wallet === wallet);
      for (const found of only(line.amountMinor, own, ({ netMinor }) => netMinor)) answers.push({ batches: found, bank: [line] });
    }
  }
  for (const batch of left.batches) {
    for (const found of only(batch.netMinor, left.bank.filter((line) => mayPay(batch, line, settings)), ({ amountMinor }) => amountMinor)) answers.push({ batches: [batch], bank: found });
  }
  const clashes = (a: (typeof answers)[number], b: (typeof answers)[number]) => a !== b && (a.batches.some((one) => b.batches.includes(one)) || a.bank.some((one) => b.bank.includes(one)));
  for (const answer of answers.filter((one) => !answers.some((other) => clashes(one, other)))) {
    matches.push({ rule: 'combined', ...answer, solutions: 1 });
    take(left, answer.batches, answer.bank);
  }
}

/** The answers of more than one part; many of them prove nothing and are kept, so that they clash with each other. */
function only<Part>(wholeMinor: number, parts: readonly Part[], amountOf: (part: Part) => number): Part[][] {
  if (parts.length < 2 || parts.length > SUBSET_ITEMS_MAX) return [];
  const { count, answers } = subsetsMaking(wholeMinor, parts.map(amountOf));
  if (count > SUBSET_ANSWERS_KEPT) return [];
  return answers.filter((items) => items.length > 1).map((items) => items.flatMap((item) => parts[item] ?? []));
}

/** One batch and one payout of a wallet that have nobody else: they belong together and differ. */
function differing(left: Left, settings: PayoutSettings, breaks: PayoutBreak[]): void {
  const near = (batch: SettlementBatch, line: BankLine) => mayPay(batch, line, settings) && (line.wallet === batch.wallet || isNear(batch.netMinor, line.amountMinor));
  const pairs = left.batches.flatMap((batch) => {
    const lines = left.bank.filter((line) => near(batch, line));
    const [line] = lines;
    return line !== undefined && lines.length === 1 && left.batches.filter((other) => near(other, line)).length === 1 ? [{ batch, line }] : [];
  });
  for (const { batch, line } of pairs) {
    breaks.push(differs([batch], [line]));
    take(left, [batch], [line]);
  }
}

/** A line that does not say whose it is belongs to a batch only when it is within a tenth of it. */
function isNear(owedMinor: number, paidMinor: number): boolean {
  return Math.sign(owedMinor) === Math.sign(paidMinor) && Math.abs(paidMinor - owedMinor) * 10 <= Math.abs(owedMinor);
}

function differs(batches: readonly SettlementBatch[], bank: readonly BankLine[]): PayoutBreak {
  const amountMinor = received(bank) - owed(batches);
  return payoutBreak(amountMinor < 0 ? 'payout-short' : 'payout-over', amountMinor, batches, bank);
}

export function payoutBreak(cause: Cause, amountMinor: number, batches: readonly SettlementBatch[], bank: readonly BankLine[]): PayoutBreak {
  const wallet = batches[0]?.wallet ?? bank[0]?.wallet ?? '';
  const currency = batches[0]?.currency ?? bank[0]?.currency ?? '';
  const ids = batches.length > 0 ? batches.map(({ batch }) => batch) : bank.map((line) => line.reference ?? `${line.day} ${line.amountMinor}`);
  return { key: `payout-differs:${wallet}:payout:${ids.join('+')}`, kind: 'payout-differs', cause, suggestion: 'ask-wallet', amountMinor, currency, wallet, batches, bank };
}

/** What has nobody: a batch is awaited or missing, a line of a wallet is unexpected, and any other line is not a wallet's at all. */
function rest(left: Left, settings: PayoutSettings, bank: readonly BankLine[], breaks: PayoutBreak[]): { awaited: SettlementBatch[]; other: BankLine[] } {
  const lastDay = bank.reduce((last, { day }) => (day > last ? day : last), '');
  const awaited: SettlementBatch[] = [];
  for (const batch of left.batches) {
    if (lastDay === '' || daysBetween(batch.day, lastDay) <= settings.graceDays) awaited.push(batch);
    else breaks.push(payoutBreak('payout-missing', -batch.netMinor, [batch], []));
  }
  const other: BankLine[] = [];
  for (const line of left.bank) {
    if (line.wallet === null) other.push(line);
    else breaks.push(payoutBreak('payout-unexpected', line.amountMinor, [], [line]));
  }
  return { awaited, other };
}

function totalsOf(batches: readonly SettlementBatch[], bank: readonly BankLine[], placed: { matches: readonly PayoutMatch[]; breaks: readonly PayoutBreak[]; awaited: readonly SettlementBatch[]; other: readonly BankLine[] }): Record<string, PayoutTotals> {
  const totals: Record<string, PayoutTotals> = {};
  const currencies = [...new Set([...batches, ...bank].map(({ currency }) => currency))].sort(compareText);
  for (const currency of currencies) {
    const own = <Row extends { readonly currency: string }>(rows: readonly Row[]) => rows.filter((row) => row.currency === currency);
    const sums = {
      owedMinor: owed(own(batches)), paidMinor: owed(own(placed.matches.flatMap((match) => match.batches))), awaitedMinor: owed(own(placed.awaited)),
      breaksOwedMinor: owed(own(placed.breaks.flatMap((entry) => entry.batches))), bankMinor: received(own(bank)), breaksBankMinor: received(own(placed.breaks.flatMap((entry) => entry.bank))), otherBankMinor: received(own(placed.other)),
    };
    totals[currency] = { ...sums, proof: {
      owedMinor: sums.owedMinor - sums.paidMinor - sums.awaitedMinor - sums.breaksOwedMinor, bankMinor: sums.bankMinor - sums.paidMinor - sums.breaksBankMinor - sums.otherBankMinor,
    } };
  }
  return totals;
}
