/** What a scanned text means to a till: goods, a customer's code, a code shown the wrong way round, a receipt, or nothing it knows. */
import { aimOf, splitAim } from './barcode/aim.ts';
import type { Aim } from './barcode/aim.ts';
import { readDigitalLink } from './barcode/digitalLink.ts';
import type { DigitalLinkPermits } from './barcode/digitalLink.ts';
import { FNC1, checked, readBracketed, readElementString } from './barcode/gs1Elements.ts';
import type { Gs1Data, Gs1Element } from './barcode/gs1Elements.ts';
import { readRetailCode } from './barcode/gtin.ts';
import type { RetailCode } from './barcode/gtin.ts';
import { readLabel } from './barcode/label.ts';
import type { Label, LabelRule } from './barcode/label.ts';
import { looksLikeBadge, looksLikeReceipt, readBadgeCode, readReceiptCode } from './barcode/ownCodes.ts';
import { looksLikeConsumerCode, readConsumerCode } from './emvQr/consumerCode.ts';
import { looksLikeMerchantCode, readMerchantCode } from './emvQr/merchantCode.ts';
import { LIMITS } from './limits.ts';
import { recognisePaymentCode, walletOfLink } from './paymentCode.ts';
import type { CodeWallet, PaymentCode, ShopWallets } from './paymentCode.ts';

export type ScanSettings = ShopWallets & {
  readonly labelRules?: readonly LabelRule[];
  /** Texts with which this shop's coupons begin. A payment code never counts as one. */
  readonly couponPrefixes?: readonly string[];
  readonly digitalLink?: DigitalLinkPermits;
};

export type UnknownReason = 'empty' | 'too-long' | 'control-characters' | 'web-address' | 'unrecognised';

export type ScanMeaning =
  | ({ readonly kind: 'goods'; readonly addOn: string | null } & RetailCode)
  | ({ readonly kind: 'label'; readonly symbology: string } & Label)
  | {
    readonly kind: 'gs1'; readonly form: 'element-string' | 'digital-link'; readonly symbology: string | null;
    readonly elements: readonly Gs1Element[]; readonly gtin14: string | null;
    /** Broken rules of partners: worth a word to the technician, no reason to refuse the goods. */
    readonly associations: readonly string[];
  }
  | ({ readonly kind: 'wallet-code' } & PaymentCode)
  /** A shop's own collection code, shown or scanned the wrong way round. */
  | { readonly kind: 'merchant-code'; readonly valid: boolean; readonly errors: readonly string[] }
  /** A customer's EMV code. */
  | { readonly kind: 'consumer-code'; readonly applications: readonly string[]; readonly lastFour: string | null }
  /** A wallet's page for receiving money. */
  | { readonly kind: 'wallet-link'; readonly wallet: CodeWallet }
  | { readonly kind: 'receipt'; readonly till: string; readonly receiptNo: string }
  | { readonly kind: 'badge'; readonly id: string }
  | { readonly kind: 'coupon'; readonly code: string }
  /** Clearly meant as `as`, and damaged: scan again. */
  | { readonly kind: 'broken'; readonly as: 'gtin' | 'gs1' | 'consumer-code' | 'receipt' | 'badge'; readonly symbology: string | null; readonly errors: readonly string[] }
  /** `text` for a look-up among the shop's own article codes; null when it might be secret or is not printable. */
  | { readonly kind: 'unknown'; readonly reason: UnknownReason; readonly symbology: string | null; readonly text: string | null };

/** Article codes of a shop's own are not longer. */
const OWN_CODE_CHARS_MAX = 64;
/** From here on a row of digits may be a payment code of a wallet we do not know. */
const SECRET_DIGITS_MIN = 15;

/**
 * @param text as decoded by the scanner's adapter; may begin with an AIM identifier when `aim` is null. Trailing CR and LF are ignored.
 * @param aim the AIM identifier, `]Q1`, where the scanner tells it apart.
 */
export function interpretScan(text: string, aim: string | null, settings: ScanSettings = {}): ScanMeaning {
  if (text.length > LIMITS.scanCharsMax) return unknown('too-long', null, null);
  const scan = aim === null ? splitAim(text) : { aim: aimOf(aim), text };
  const body = withoutLineEnd(scan.text);
  switch (scan.aim?.content) {
    case 'gs1': return gs1Carrier(body, scan.aim);
    case 'ean': case 'ean8': case 'ean-add-on': return eanCarrier(body, scan.aim, settings);
    case 'itf': case 'text': case undefined: break;
  }
  if (body === '') return unknown('empty', scan.aim, null);
  if (hasControls(body)) return controlled(body, scan.aim);
  return /^\d+$/.test(body) ? digits(body, scan.aim, settings) : words(body, scan.aim, settings);
}

/** Rows of digits. A payment code comes first unless the carrier or a check digit says goods: it must never be taken for a coupon or an article. */
function digits(text: string, aim: Aim | null, settings: ScanSettings): ScanMeaning {
  const retail = readRetailCode(text, { upcE: isNorthAmerican(settings) });
  // No wallet shows ITF. Twelve digits in a Code 128 or QR can be LINE Pay's; without an identifier a right check digit says UPC-A.
  const payment = aim?.content === 'itf' ? null : recognisePaymentCode(text, settings);
  const isRetail = retail !== null && retail.checkDigitOk;
  if (payment !== null && !(isRetail && aim === null)) return walletOrGs1(text, payment, aim, settings);
  if (isCoupon(text, settings)) return { kind: 'coupon', code: text };
  if (isRetail) return goods(retail, null, settings);
  if (retail !== null && aim === null) return wrongCheckDigit(retail);
  if (looksLikeMerchantCode(text)) return merchant(text);
  if (looksLikeConsumerCode(text)) return consumer(text, aim);
  return bareElements(text, aim) ?? unrecognised(text, aim);
}

/** 19 digits from 01 are e-CNY or an article with a one-digit lot: the shop's wallets decide. */
function walletOrGs1(text: string, payment: PaymentCode, aim: Aim | null, settings: ScanSettings): ScanMeaning {
  const taken = settings.wallets;
  const isTaken = taken === undefined || payment.wallets.some((wallet) => taken.includes(wallet));
  return (isTaken ? null : bareElements(text, aim)) ?? { kind: 'wallet-code', ...payment };
}

function words(text: string, aim: Aim | null, settings: ScanSettings): ScanMeaning {
  const receipt = readReceiptCode(text);
  if (receipt !== null) return { kind: 'receipt', ...receipt };
  if (looksLikeReceipt(text)) return broken('receipt', aim, ['is a receipt of ours, but damaged']);
  const badge = readBadgeCode(text);
  if (badge !== null) return { kind: 'badge', id: badge };
  if (looksLikeBadge(text)) return broken('badge', aim, ['is a badge of ours, but damaged']);
  const wallet = walletOfLink(text);
  if (wallet !== null) return { kind: 'wallet-link', wallet };
  const payment = recognisePaymentCode(text, settings);
  if (payment !== null) return { kind: 'wallet-code', ...payment };
  if (looksLikeConsumerCode(text)) return consumer(text, aim);
  if (looksLikeMerchantCode(text)) return merchant(text);
  if (isCoupon(text, settings)) return { kind: 'coupon', code: text };
  const link = readDigitalLink(text, settings.digitalLink);
  if (link !== null) return gs1(link, 'digital-link', aim?.name ?? null);
  if (/^\(\d/.test(text)) return gs1(readBracketed(text), 'element-string', aim?.name ?? null);
  if (/^[A-Za-z][A-Za-z0-9+.-]{0,20}:\/\//.test(text)) return unknown('web-address', aim, null);
  return bareElements(text, aim) ?? unrecognised(text, aim);
}

/** GS1 data whose scanner does not tell the symbology: only from (00), (01) or (02), and only when everything fits. */
function bareElements(text: string, aim: Aim | null): ScanMeaning | null {
  if (!/^0[0-2]\d{14}/.test(text)) return null;
  const data = readElementString(text);
  return data.errors.length === 0 && data.associations.length === 0 ? gs1(data, 'element-string', aim?.name ?? null) : null;
}

/** Separators make GS1 data; any other control character makes nothing we would act on. */
function controlled(text: string, aim: Aim | null): ScanMeaning {
  const start = text.startsWith(FNC1) ? 1 : 0;
  if (!text.includes(FNC1) || !/^\d\d/.test(text.slice(start)) || hasControls(text.replaceAll(FNC1, ''))) return unknown('control-characters', aim, null);
  return gs1(readElementString(text.slice(start)), 'element-string', aim?.name ?? null);
}

/** A composite's second part follows the first as `|]e0`. */
const COMPOSITE = '|]e0';

function gs1Carrier(text: string, aim: Aim): ScanMeaning {
  const data = text.startsWith(FNC1) ? text.slice(1) : text;
  return gs1(readElementString(data.replace(COMPOSITE, FNC1)), 'element-string', aim.name);
}

function eanCarrier(text: string, aim: Aim, settings: ScanSettings): ScanMeaning {
  const cut = text.indexOf(COMPOSITE);
  const main = cut < 0 ? text : text.slice(0, cut);
  const length = mainLength(main.length, aim);
  const retail = length === null ? null : readRetailCode(main.slice(0, length), { upcE: aim.content !== 'ean8' });
  if (retail === null) return broken('gtin', aim, ['has not the digits of an EAN or UPC']);
  if (!retail.checkDigitOk) return wrongCheckDigit(retail);
  if (cut >= 0) {
    const more = readElementString(text.slice(cut + COMPOSITE.length));
    const all = checked([{ ai: '01', value: retail.gtin14 }, ...more.elements]);
    return gs1({ ...all, errors: [...new Set([...more.errors, ...all.errors])] }, 'element-string', retail.symbology);
  }
  if (isCoupon(main, settings)) return { kind: 'coupon', code: main };
  return goods(retail, main.length === length ? null : main.slice(length ?? 0), settings);
}

/** Digits of the code itself, without an add-on of two or five. */
function mainLength(length: number, aim: Aim): number | null {
  const allowed = aim.content === 'ean8' ? [8] : [13, 12, 8];
  if (allowed.includes(length)) return length;
  return aim.content === 'ean-add-on' ? allowed.find((main) => length === main + 2 || length === main + 5) ?? null : null;
}

function goods(retail: RetailCode, addOn: string | null, settings: ScanSettings): ScanMeaning {
  const label = readLabel(retail.digits, settings.labelRules ?? []);
  return label === null ? { kind: 'goods', addOn, ...retail } : { kind: 'label', symbology: retail.symbology, ...label };
}

function gs1(data: Gs1Data, form: 'element-string' | 'digital-link', symbology: string | null): ScanMeaning {
  if (data.errors.length > 0) return { kind: 'broken', as: 'gs1', symbology, errors: data.errors };
  const gtin14 = data.elements.find(({ ai }) => ai === '01')?.value ?? null;
  return { kind: 'gs1', form, symbology, elements: data.elements, gtin14, associations: data.associations };
}

function merchant(text: string): ScanMeaning {
  const { accepted, errors } = readMerchantCode(text);
  return { kind: 'merchant-code', valid: accepted, errors };
}

function consumer(text: string, aim: Aim | null): ScanMeaning {
  const { accepted, errors, applications, lastFour } = readConsumerCode(text);
  return accepted ? { kind: 'consumer-code', applications, lastFour } : broken('consumer-code', aim, errors);
}

function wrongCheckDigit(retail: RetailCode): ScanMeaning {
  return { kind: 'broken', as: 'gtin', symbology: retail.symbology, errors: [`has a wrong check digit: ${retail.checkDigit} would fit`] };
}

function broken(as: 'gtin' | 'gs1' | 'consumer-code' | 'receipt' | 'badge', aim: Aim | null, errors: readonly string[]): ScanMeaning {
  return { kind: 'broken', as, symbology: aim?.name ?? null, errors };
}

function unrecognised(text: string, aim: Aim | null): ScanMeaning {
  const isSafe = text.length <= OWN_CODE_CHARS_MAX && !(/^\d+$/.test(text) && text.length >= SECRET_DIGITS_MIN);
  return unknown('unrecognised', aim, isSafe ? text : null);
}

function unknown(reason: UnknownReason, aim: Aim | null, text: string | null): ScanMeaning {
  return { kind: 'unknown', reason, symbology: aim?.name ?? null, text };
}

function isCoupon(text: string, settings: ScanSettings): boolean {
  return text.length <= OWN_CODE_CHARS_MAX && (settings.couponPrefixes ?? []).some((prefix) => prefix !== '' && text.startsWith(prefix));
}

function isNorthAmerican(settings: ScanSettings): boolean {
  return settings.country === 'US' || settings.country === 'CA';
}

function withoutLineEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charAt(end - 1) === '\n' || text.charAt(end - 1) === '\r')) end -= 1;
  return text.slice(0, end);
}

/** C0, DEL and C1. */
function hasControls(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  }
  return false;
}
