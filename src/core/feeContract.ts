/** What a wallet may charge by contract: the fee of one charge or refund, in whole minor units, by rate, minimum, cap and rounding rule. */
import { mulDiv } from './money.ts';
import type { Currency } from './money.ts';

/** `half-up` rounds half away from zero, `half-even` to the even neighbour, `up` away from zero, `down` towards zero. */
export const FEE_ROUNDINGS = ['half-up', 'half-even', 'up', 'down'] as const;
export type FeeRounding = (typeof FEE_ROUNDINGS)[number];

/** `returned`: the refund's share of the fee comes back; `kept`: nothing comes back and nothing is charged. */
export const REFUND_FEES = ['returned', 'kept'] as const;
export type RefundFee = (typeof REFUND_FEES)[number];

export type FeeContract = {
  readonly wallet: string;
  readonly currency: Currency;
  /** Hundredths of a basis point: 60 bp are 6000. */
  readonly ratePpm: number;
  /** Added to each charge, whatever its amount. */
  readonly perItemMinor: number;
  /** The fee is at least this; 0 for none. */
  readonly minMinor: number;
  /** The fee is at most this; null for no cap. */
  readonly capMinor: number | null;
  readonly rounding: FeeRounding;
  readonly refunds: RefundFee;
  /** First and last day of the contract, `YYYY-MM-DD`, in the wallet's zone; null: open. */
  readonly from: string | null;
  readonly to: string | null;
};

const PPM = 1_000_000;

/** The fee of a charge (amount positive) or refund (negative); positive is a cost. */
export function feeByContract(contract: FeeContract, amountMinor: number): number {
  if (amountMinor < 0 && contract.refunds === 'kept') return 0;
  const magnitude = Math.abs(amountMinor);
  const share = rounded(magnitude, contract.ratePpm, contract.rounding);
  // The fee of each item and its minimum are the charge's own: a refund gives back the share alone.
  if (amountMinor < 0) return -Math.min(share, contract.capMinor ?? share) + 0;
  return Math.min(Math.max(share + contract.perItemMinor, contract.minMinor), contract.capMinor ?? Number.MAX_SAFE_INTEGER);
}

/** The contract of a wallet and currency on a day; of two that hold, the one that began last. */
export function contractFor(contracts: readonly FeeContract[], wallet: string, currency: Currency, day: string): FeeContract | null {
  let found: FeeContract | null = null;
  for (const contract of contracts) {
    if (contract.wallet !== wallet || contract.currency !== currency || day < (contract.from ?? '') || (contract.to !== null && day > contract.to)) continue;
    if (found === null || (contract.from ?? '') >= (found.from ?? '')) found = contract;
  }
  return found;
}

function rounded(magnitude: number, ratePpm: number, rounding: FeeRounding): number {
  if (rounding === 'half-up') return mulDiv(magnitude, ratePpm, PPM);
  const product = BigInt(magnitude) * BigInt(ratePpm);
  const whole = Number(product / BigInt(PPM));
  const rest = Number(product % BigInt(PPM));
  if (rounding === 'down' || rest === 0) return whole;
  if (rounding === 'up') return whole + 1;
  return rest * 2 > PPM || (rest * 2 === PPM && whole % 2 === 1) ? whole + 1 : whole;
}
