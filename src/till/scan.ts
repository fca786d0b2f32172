/** A scan goes where what it is belongs: goods to the basket, a payment code to the charge, never by what has the focus. */
import { gs1Facts } from '#core/barcode/gs1Facts.ts';
import { labelValueAt, type Label } from '#core/barcode/label.ts';
import { gtin14Of } from '#core/barcode/gtin.ts';
import { LIMITS } from '#core/limits.ts';
import { minorDigits } from '#core/money.ts';
import { interpretScan, type ScanMeaning } from '#core/scan.ts';
import { isChargeable } from '#core/wallets.ts';
import type { Product } from '#core/catalogue.ts';
import type { ScanResult } from '#contract/views.ts';
import { giveCoupon } from './giveCoupon.ts';
import { keptCoupon } from './keepCoupons.ts';
import { scanSettings } from './scanSettings.ts';
import { addGoods } from './sell.ts';
import { startCharge } from './takeWallet.ts';
import { assertSelling, basketOf, operatorOf, type Seat, type Till } from './till.ts';

const result = (outcome: ScanResult['outcome'], about: { wallet?: string; receipt?: number } = {}): ScanResult => ({ outcome, wallet: about.wallet ?? null, receipt: about.receipt ?? null });

/**
 * Routes a scan by what it is.
 * @param text what the scanner read; a payment code in it is used once and kept nowhere.
 * @param symbology the AIM identifier, such as `]E0`, where the scanner tells it.
 */
export function handleScan(till: Till, seat: Seat, text: string, symbology: string | null): ScanResult {
  operatorOf(seat);
  if (text.length > LIMITS.scanCharsMax) return result('too-long');
  const meaning = interpretScan(text, symbology, scanSettings(till.shop));
  switch (meaning.kind) {
    case 'goods': return sellGtin(till, seat, meaning.gtin14);
    case 'label': return sellLabel(till, seat, meaning);
    case 'gs1': return sellGs1(till, seat, meaning);
    case 'wallet-code': return charge(till, seat, text, meaning);
    case 'merchant-code': return result('wrong-way-round');
    case 'wallet-link': return result('wrong-way-round', { wallet: meaning.wallet });
    case 'consumer-code': return result('consumer-code');
    case 'receipt': return meaning.till === till.shop.till ? result('receipt', { receipt: Number(meaning.receiptNo) }) : result('unknown-code');
    case 'badge': return result('badge');
    case 'coupon': return coupon(till, seat, meaning.code);
    case 'broken': return result('broken-code');
    case 'unknown': return meaning.text === null ? result(meaning.reason === 'too-long' ? 'too-long' : 'unknown-code') : sellOwn(till, seat, meaning.text);
  }
}

function sell(till: Till, seat: Seat, product: Product | null, quantityMilli: number | null = null, unitMinor?: number): ScanResult {
  if (product === null) return result('unknown-code');
  if (till.storage.status().shift === null) return result('not-ready');
  addGoods(till, seat, product.sku, quantityMilli, 'scan', unitMinor);
  return result('added');
}

const sellGtin = (till: Till, seat: Seat, gtin14: string) => sell(till, seat, till.storage.productByGtin(gtin14));

/** A code of the shop's own making: an article's, else a coupon's. */
function sellOwn(till: Till, seat: Seat, text: string): ScanResult {
  const product = till.storage.product(text.trim());
  return product === null && keptCoupon(till, text) !== null ? coupon(till, seat, text) : sell(till, seat, product);
}

function coupon(till: Till, seat: Seat, text: string): ScanResult {
  if (till.storage.status().shift === null) return result('not-ready');
  giveCoupon(till, seat, text);
  return result('coupon');
}

function sellLabel(till: Till, seat: Seat, label: Label): ScanResult {
  const product = till.storage.productByGtin(gtin14Of(label.item));
  if (product === null) return result('unknown-code');
  switch (label.measure) {
    case 'weight': {
      const milli = labelValueAt(label.value, 3);
      return milli === null || milli === 0 ? result('broken-code') : sell(till, seat, product, milli);
    }
    case 'units': {
      const pieces = labelValueAt(label.value, 0);
      return pieces === null || pieces === 0 ? result('broken-code') : sell(till, seat, product, pieces * 1000);
    }
    case 'price': {
      const minor = labelValueAt(label.value, minorDigits(till.shop.currency));
      if (minor === null || minor === 0) return result('no-price');
      return product.unit === 'piece' ? sell(till, seat, product, 1000, minor) : sellByPrice(till, seat, product, minor);
    }
    case 'discount': return result('unknown-code');
  }
}

/** Weighed goods whose label carries the price: the weight is what that price buys, so that the line's total is the label's to the unit. */
function sellByPrice(till: Till, seat: Seat, product: Product, minor: number): ScanResult {
  if (product.priceMinor <= 0) return result('no-price');
  const milli = Math.round((minor * 1000) / product.priceMinor);
  const exact = Math.round((product.priceMinor * milli) / 1000) === minor;
  return exact && milli > 0 ? sell(till, seat, product, milli) : sell(till, seat, product, 1000, minor);
}

function sellGs1(till: Till, seat: Seat, meaning: Extract<ScanMeaning, { kind: 'gs1' }>): ScanResult {
  if (meaning.gtin14 === null) return result('unknown-code');
  const product = till.storage.productByGtin(meaning.gtin14);
  if (product === null) return result('unknown-code');
  const facts = gs1Facts(meaning.elements, new Date(till.ports.clock.now()).getUTCFullYear());
  const weight = facts.netWeight?.unit === 'kg' ? labelValueAt(facts.netWeight, 3) : null;
  return sell(till, seat, product, product.unit === 'kg' && weight !== null && weight > 0 ? weight : null);
}

function charge(till: Till, seat: Seat, text: string, meaning: Extract<ScanMeaning, { kind: 'wallet-code' }>): ScanResult {
  const enabled = meaning.wallets.find((wallet) => isChargeable(wallet) && till.shop.wallets.includes(wallet));
  const named = enabled ?? meaning.wallets[0] ?? '';
  if (enabled === undefined || !isChargeable(enabled)) return result('wallet-not-enabled', { wallet: named });
  if (till.storage.status().shift === null) return result('not-ready', { wallet: named });
  assertSelling(till);
  if (basketOf(till).lines.length === 0) return result('empty-basket', { wallet: named });
  startCharge(till, seat, enabled, text.trim());
  return result('charging', { wallet: enabled });
}
