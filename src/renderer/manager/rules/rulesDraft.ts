/** The shop's rules while they are being written: texts in fields, and what they come to once each can be read. */
import type { CashLimits, ReconRules } from '#contract/ruleViews.ts';
import { LIMITS } from '#core/limits.ts';
import { RULED_CAUSES, type RuledCause } from '#core/matching/writeOffRules.ts';
import { formatMinor, parseMinor } from '#core/money.ts';

/** Money fields and their places in the rules. */
const MONEY = ['fourEyesMinor', 'writeOffMinorMax', 'roundingMinor', 'ruledDayMinorMax'] as const;
/** Whole numbers with their least and most, as the till takes them. */
export const NUMBERS = { askDays: [1, 60], windowMinutes: [0, 1440], carryMinutes: [0, 720], payoutDaysMax: [0, 40], payoutGraceDays: [0, 40] } as const;
export type NumberField = keyof typeof NUMBERS;
export type MoneyField = (typeof MONEY)[number];

export type RulesDraft = { readonly [Field in MoneyField | NumberField]: string } & { /** Empty where no rule is. */ readonly upTo: Readonly<Record<RuledCause, string>> };
export type CashDraft = { readonly alone: string; readonly people: Readonly<Record<string, string>> };

export function rulesDraft(rules: ReconRules, currency: string): RulesDraft {
  const money = (minor: number) => formatMinor(minor, currency);
  const upTo = Object.fromEntries(RULED_CAUSES.map((cause) => { const rule = rules.writeOffs.find((one) => one.cause === cause); return [cause, rule === undefined ? '' : money(rule.upToMinor)]; })) as Record<RuledCause, string>;
  const { askDays, windowMinutes, carryMinutes, payoutDaysMax, payoutGraceDays } = rules;
  return {
    fourEyesMinor: money(rules.fourEyesMinor), writeOffMinorMax: money(rules.writeOffMinorMax), roundingMinor: money(rules.roundingMinor), ruledDayMinorMax: money(rules.ruledDayMinorMax), upTo,
    askDays: String(askDays), windowMinutes: String(windowMinutes), carryMinutes: String(carryMinutes), payoutDaysMax: String(payoutDaysMax), payoutGraceDays: String(payoutGraceDays),
  };
}

/** Null for what is no amount. */
export function minorOf(text: string, currency: string): number | null {
  const minor = parseMinor(text.trim(), currency);
  return minor === null || minor < 0 || minor > LIMITS.amountMinorMax ? null : minor;
}

export function numberOf(field: NumberField, text: string): number | null {
  const [least, most] = NUMBERS[field];
  const value = /^\d{1,4}$/.test(text.trim()) ? Number(text) : null;
  return value === null || value < least || value > most ? null : value;
}

/** Null while a field cannot be read. */
export function rulesOf(draft: RulesDraft, currency: string): ReconRules | null {
  const read: Record<string, number | null> = {};
  for (const field of MONEY) read[field] = minorOf(draft[field], currency);
  for (const field of Object.keys(NUMBERS) as NumberField[]) read[field] = numberOf(field, draft[field]);
  const writeOffs = RULED_CAUSES.flatMap((cause) => (draft.upTo[cause].trim() === '' ? [] : [{ cause, upToMinor: minorOf(draft.upTo[cause], currency) }]));
  if ([...Object.values(read), ...writeOffs.map(({ upToMinor }) => upToMinor)].includes(null) || (read['roundingMinor'] ?? 0) > 1000) return null;
  // A rule up to nothing is none.
  return { ...(read as unknown as Omit<ReconRules, 'writeOffs'>), writeOffs: (writeOffs as ReconRules['writeOffs']).filter(({ upToMinor }) => upToMinor > 0) };
}

/** What contradicts, as the till would refuse it: which cause goes beyond which limit. */
export function contradictionOf({ fourEyesMinor, writeOffMinorMax, writeOffs, ruledDayMinorMax }: ReconRules): 'person' | 'day' | null {
  const most = Math.max(0, ...writeOffs.map(({ upToMinor }) => upToMinor));
  return most > Math.min(fourEyesMinor, writeOffMinorMax) ? 'person' : most > ruledDayMinorMax ? 'day' : null;
}

export const cashDraft = (limits: CashLimits, currency: string): CashDraft => ({
  alone: formatMinor(limits.aloneMinor, currency), people: Object.fromEntries(limits.people.map(({ operatorId, aloneMinor }) => [operatorId, formatMinor(aloneMinor, currency)])),
});

export function cashOf(draft: CashDraft, currency: string): CashLimits | null {
  const aloneMinor = minorOf(draft.alone, currency);
  const people = Object.entries(draft.people).filter(([, text]) => text.trim() !== '').map(([operatorId, text]) => ({ operatorId, aloneMinor: minorOf(text, currency) }));
  return aloneMinor === null || people.some((one) => one.aloneMinor === null) ? null : { aloneMinor, people: people as CashLimits['people'] };
}
