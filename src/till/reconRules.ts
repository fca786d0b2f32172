/** What the shop has set about reconciling: limits, days of waiting, and the fee contracts; each change is a journal entry. */
import { contractFor, feeByContract, type FeeContract } from '#core/feeContract.ts';
import { Refusal } from '#core/refusal.ts';
import { dayIn } from '#core/time.ts';
import { CHARGEABLE, type PaymentMethod } from '#core/wallets.ts';
import type { ReconRules } from '#contract/ruleViews.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

export const RULES = 'recon.rules';
const CONTRACTS = 'fees.contracts';

/** ¥200 for a second person and ¥10,000 at the most, in the demo shop. */
const RULES_FIRST: ReconRules = { fourEyesMinor: 20_000, writeOffMinorMax: 1_000_000, askDays: 3, roundingMinor: 1, windowMinutes: 10, carryMinutes: 10, payoutDaysMax: 10, payoutGraceDays: 3, writeOffs: [], ruledDayMinorMax: 0 };
/** Usual rates, until a contract is written down; the sandbox charges the same. */
const DEMO_RATES_PPM: Readonly<Record<PaymentMethod, number>> = { wechatpay: 6_000, alipay: 6_000, unionpay: 3_800, card: 15_000 };

export function reconRules(till: Pick<Till, 'storage'>): ReconRules {
  return { ...RULES_FIRST, ...(JSON.parse(till.storage.setting(RULES) ?? '{}') as Partial<ReconRules>) };
}

/** The same till with other rules in force, for a trial; nothing is kept. */
export function underRules<Some extends Pick<Till, 'storage'>>(till: Some, rules: ReconRules): Some {
  return { ...till, storage: { ...till.storage, setting: (key: string) => (key === RULES ? JSON.stringify(rules) : till.storage.setting(key)) } };
}

export function feeContracts(till: Pick<Till, 'storage' | 'shop'>): FeeContract[] {
  const kept = till.storage.setting(CONTRACTS);
  if (kept !== null) return JSON.parse(kept) as FeeContract[];
  const methods: PaymentMethod[] = [...CHARGEABLE, ...(till.shop.cards === undefined ? [] : ['card' as const])];
  return methods.map((wallet) => ({ wallet, currency: till.shop.currency, ratePpm: DEMO_RATES_PPM[wallet], perItemMinor: 0, minMinor: 0, capMinor: null, rounding: 'half-up', refunds: wallet === 'card' ? 'kept' : 'returned', from: null, to: null }));
}

/** All contracts at once: what is not in the list ends. */
export function saveFeeContracts(till: Till, seat: Seat, contracts: readonly FeeContract[]): FeeContract[] {
  for (const { capMinor, minMinor, from, to } of contracts) {
    if ((capMinor !== null && capMinor < minMinor) || (from !== null && to !== null && to < from)) throw new Refusal('contract-contradicts', 'A fee contract contradicts itself: its cap lies below its minimum, or it ends before it begins. Nothing was changed; mend it and save again.');
  }
  keep(till, seat, CONTRACTS, JSON.stringify(contracts));
  return feeContracts(till);
}

function keep(till: Till, seat: Seat, key: string, value: string): void {
  commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what: key, to: value } }], { settings: { [key]: value } });
}

/** The fee that the contract of the moment gives an amount (negative for a refund); null when no contract speaks of it. */
export function contractFees(till: Pick<Till, 'storage' | 'shop'>): (wallet: string, amountMinor: number, at: number) => number | null {
  const contracts = feeContracts(till);
  const { currency, timeZone } = till.shop;
  return (wallet, amountMinor, at) => {
    const contract = contractFor(contracts, wallet, currency, dayIn(at, timeZone));
    return contract === null ? null : feeByContract(contract, amountMinor);
  };
}
