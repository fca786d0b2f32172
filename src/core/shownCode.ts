/** Codes that are shown to a customer: written for one order, and judged before they are shown: order, amount and merchant, not the checksum alone. */
import { currencyNumeric } from './barcode/isoCodes.ts';
import { readMerchantCode, looksLikeMerchantCode } from './emvQr/merchantCode.ts';
import type { MerchantFields } from './emvQr/merchantTlv.ts';
import { writeMerchantCode } from './emvQr/writeMerchantCode.ts';
import { formatMinor } from './money.ts';
import { walletOfLink } from './paymentCode.ts';
import type { ChargeableWallet } from './wallets.ts';

/** A wallet's account of this shop, as the backend told it. `identifier` null: `id` is a network's own plain object. */
export type MerchantAccount = {
  readonly id: string;
  readonly identifier: string | null;
  readonly value: string;
  readonly category: string;
  readonly country: string;
  readonly name: string;
  readonly city: string;
};

export type ShownOrder = {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Null: a code for every wallet. */
  readonly wallet: ChargeableWallet | null;
  readonly merchant: MerchantAccount | null;
  /** Where the backend's own links begin; null when it is not known. */
  readonly linkBase: string | null;
};

export type Misfit = 'broken' | 'another-merchant' | 'another-order' | 'another-amount' | 'another-wallet';

/** The sub-object of a merchant's account that holds its number. */
const ACCOUNT_FIELD = '01';

/** An EMVCo code of one order, one amount, one merchant. The order number stands whole in the reference (62-05, at most 25 characters). Throws `Refusal` `merchant-code-not-conforming`. */
export function writeOwnCode(account: MerchantAccount, order: Pick<ShownOrder, 'orderId' | 'amountMinor' | 'currency'>): string {
  return writeMerchantCode({
    accounts: [account.identifier === null ? { id: account.id, value: account.value } : { id: account.id, identifier: account.identifier, fields: { [ACCOUNT_FIELD]: account.value } }],
    category: account.category, amount: { amountMinor: order.amountMinor, currency: order.currency }, country: account.country, name: account.name, city: account.city,
    additional: { '05': order.orderId },
  });
}

/** What is wrong with a code that is to be shown for an order; null when it fits. A wallet's own link names no order: that it is the wallet's is all it can show, and the wallet's answer is held against order and amount. */
export function misfitOf(content: string, order: ShownOrder): Misfit | null {
  if (looksLikeMerchantCode(content)) return merchantMisfit(content, order);
  if (order.wallet === null) return order.linkBase !== null && content.startsWith(order.linkBase) ? null : 'another-merchant';
  return walletOfLink(content) === order.wallet ? null : 'another-wallet';
}

const textAt = (fields: MerchantFields, id: string, sub?: string): string | null => {
  const value = fields[id];
  if (sub === undefined) return typeof value === 'string' ? value : null;
  const inner = typeof value === 'object' ? value[sub] : undefined;
  return typeof inner === 'string' ? inner : null;
};

function merchantMisfit(content: string, order: ShownOrder): Misfit | null {
  const { accepted, fields } = readMerchantCode(content);
  if (!accepted || textAt(fields, '01') !== '12') return 'broken';
  if (textAt(fields, '54') !== formatMinor(order.amountMinor, order.currency) || textAt(fields, '53') !== currencyNumeric(order.currency)) return 'another-amount';
  if (textAt(fields, '62', '05') !== order.orderId) return 'another-order';
  const { merchant } = order;
  if (merchant === null) return 'another-merchant';
  const account = merchant.identifier === null ? textAt(fields, merchant.id) : textAt(fields, merchant.id, ACCOUNT_FIELD);
  const identifier = merchant.identifier === null ? null : textAt(fields, merchant.id, '00');
  return account === merchant.value && identifier === merchant.identifier ? null : 'another-merchant';
}

/** What a wallet's app reads in an EMVCo code of ours; null when it is none. */
export function readOwnCode(content: string): { readonly orderId: string; readonly amount: string; readonly fields: MerchantFields } | null {
  if (!looksLikeMerchantCode(content)) return null;
  const { accepted, fields } = readMerchantCode(content);
  const orderId = textAt(fields, '62', '05');
  const amount = textAt(fields, '54');
  return accepted && orderId !== null && amount !== null ? { orderId, amount, fields } : null;
}
