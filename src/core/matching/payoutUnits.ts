/** Names for each batch and each bank line, so that what was booked of it is known whatever it was paired with then. */
import type { BankLine, PayoutMatch, SettlementBatch } from './payouts.ts';
import { compareText } from './breaks.ts';
import type { PayoutStep, Step } from './threeWay.ts';

/** What a group of the third book consists of, and what each part of it puts into the books once the whole is settled. */
export type PayoutGroup = {
  readonly wallet: string;
  /** The first one stands for the group where something is of the whole: a write-off. */
  readonly units: readonly PayoutUnit[];
};
/** `amountMinor`: money at the bank. `feeMinor`: what the wallet kept back. */
export type PayoutUnit = { readonly unit: string; readonly currency: string; readonly amountMinor: number; readonly feeMinor: number };

type Found = Pick<PayoutMatch, 'batches' | 'bank'> & { readonly step: Step | PayoutStep };

const spaceOf = (step: Step | PayoutStep) => (step === 'wallet-account' ? 'account' : step === 'announced' ? 'announced' : 'bank');

/** @param space `bank`, `account` or `announced`: the same batch is one thing at the wallet's account and another at the bank. */
export const batchUnit = (space: string, currency: string, wallet: string, batch: string) => `${space} batch ${currency} ${wallet} ${batch}`;
export const linesUnit = (space: string, { currency, day, amountMinor }: Pick<BankLine, 'currency' | 'day' | 'amountMinor'>) => `${space} line ${currency} ${day} ${amountMinor} `;

/** Lines are told apart by what they say and not by their file, which a corrected one supersedes; equal ones are counted. No reference is in it: it may name a person. */
export function unitNames(found: readonly Found[]): (one: Found) => PayoutGroup {
  const names = new Map<BankLine, string>();
  const counts = new Map<string, number>();
  const lines = found.flatMap(({ bank, step }) => bank.map((line) => ({ line, step })));
  for (const { line, step } of lines.toSorted((a, b) => compareText(placeOf(a.line), placeOf(b.line)))) {
    const name = `${linesUnit(spaceOf(step), line)}${line.wallet ?? '-'}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(line, `${name} ${count}`);
  }
  return ({ batches, bank, step }) => ({ wallet: batches[0]?.wallet ?? bank[0]?.wallet ?? '', units: [...batches.map((batch) => ofBatch(batch, step)), ...bank.map((line) => ofLine(line, step, names.get(line) ?? ''))] });
}

const placeOf = ({ reference, file, line }: BankLine) => [reference, file, String(line).padStart(10, '0')].join(' ');

function ofBatch({ currency, wallet, batch, feeMinor }: SettlementBatch, step: Step | PayoutStep): PayoutUnit {
  return { unit: batchUnit(spaceOf(step), currency, wallet, batch), currency, amountMinor: 0, feeMinor };
}

/** Between trades and the wallet's own account only the fees settle; the money itself moves when it leaves that account. */
function ofLine({ currency, amountMinor }: BankLine, step: Step | PayoutStep, unit: string): PayoutUnit {
  return { unit, currency, amountMinor: spaceOf(step) === 'bank' ? amountMinor : 0, feeMinor: 0 };
}
