/** The shop's accounts at its wallets, kept for the day there is no line. */
import type { MerchantAccount } from '#core/shownCode.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { MerchantRecord, type BackendStatus } from '#contract/cloud.ts';
import type { Till } from './till.ts';

const MERCHANT = 'merchant.';

/** Keeps what the backend says of the shop's wallet accounts, for the day there is no line. */
export function keepMerchants(till: Till, status: BackendStatus): void {
  for (const { wallet, merchant } of status.wallets) {
    if (merchant === undefined) continue;
    const text = JSON.stringify(merchant);
    if (till.storage.setting(MERCHANT + wallet) !== text) till.storage.setSetting(MERCHANT + wallet, text);
  }
}

/** Whether the backend has ever said that there is an acquirer: without one no card may wait for the line. */
const ACQUIRER = 'card.acquirer';

export function keepAcquirer(till: Till, status: BackendStatus): void {
  if (till.shop.cards === undefined) return;
  const there = status.wallets.some(({ wallet, enabled }) => wallet === 'card' && enabled) ? 'yes' : 'no';
  if (till.storage.setting(ACQUIRER) !== there) till.storage.setSetting(ACQUIRER, there);
}

export const hasAcquirer = (till: Till): boolean => till.storage.setting(ACQUIRER) === 'yes';

export function merchantOf(till: Till, wallet: ChargeableWallet): MerchantAccount | null {
  const kept = till.storage.setting(MERCHANT + wallet);
  return kept === null ? null : MerchantRecord.parse(JSON.parse(kept));
}
