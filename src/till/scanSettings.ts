/** What the shop has set about reading its codes: labels of its scale and how its coupons begin. */
import { labelRule } from '#core/barcode/label.ts';
import type { ScanSettings } from '#core/scan.ts';
import type { Shop } from './till.ts';

const made = new WeakMap<Shop, ScanSettings>();

/** Made once a shop: rules are read from text. */
export function scanSettings(shop: Shop): ScanSettings {
  let found = made.get(shop);
  if (found === undefined) {
    found = { labelRules: shop.labelRules.map((rule) => labelRule(rule.pattern, rule.measure)), couponPrefixes: shop.couponPrefixes ?? [] };
    made.set(shop, found);
  }
  return found;
}
