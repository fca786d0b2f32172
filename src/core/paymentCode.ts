/** Customers' payment codes: which wallet a scanned code belongs to, told by length and first digits; the code itself is never kept. */
import type { Wallet } from './wallets.ts';

/** Wallets that can be told from a code; two of them no build can charge, but the cashier learns which app was shown. */
export type CodeWallet = Wallet | 'yuchopay' | 'pring';

/** What narrows the candidates: the shop's country (ISO 3166 alpha-2) and the wallets it takes. */
export type ShopWallets = {
  readonly country?: string | undefined;
  readonly wallets?: readonly string[] | undefined;
};

export type PaymentCode = {
  /** Best first; never empty. */
  readonly wallets: readonly CodeWallet[];
  /** More than one wallet may have issued it: ask the customer, never guess. */
  readonly ambiguous: boolean;
  readonly lastFour: string;
  readonly length: number;
};

type Rule = { readonly wallet: CodeWallet; readonly form: RegExp };

/**
 * Long prefixes: strong enough to stand alone. Sources: wallets observed in Japan, 2020 (no official rule is public).
 */
const LONG_PREFIXES: readonly Rule[] = [
  { wallet: 'paypay', form: /^9000818188\d{10}$/ },
  { wallet: 'rakutenpay', form: /^900001\d{10}$/ },
  { wallet: 'dbarai', form: /^90000002\d{10}$/ },
  { wallet: 'merpay', form: /^31589900\d{11}$/ },
  { wallet: 'aupay', form: /^31589921\d{11}$/ },
  { wallet: 'pring', form: /^31589995\d{11}$/ },
  { wallet: 'yuchopay', form: /^315899(?:3[1-9]|40)\d{11}$/ },
];

/**
 * Two digits and a length. Sources: WeChat Pay code pay chapter 5_1 (18 digits, 10-15); alipay.trade.pay auth_code (16 to 24 digits,
 * 25-30) and Alipay+ code format (up to 32 reserved); UnionPay and e-CNY by public code.
 */
const WECHATPAY = /^1[0-5]\d{16}$/;
const UNIONPAY = /^62\d{17}$/;
const ECNY = /^01\d{17}$/;
const ALIPAY_FAMILY = /^(?:2[5-9]|30)\d{14,30}$/;
/** Alipay's face token; only for scene security_code. */
const ALIPAY_FACE = /^fp[0-9A-Za-z]{20,64}$/;
/** Alipay+ partners by the published routing patterns: code issuer's id with 001, or 2810 01-12. */
const ALIPAY_PLUS = /^(?:(?:2[5-9]|30)\d001\d{14,26}|2810(?:0[1-9]|1[0-2])\d{18})$/;
/** The 19-digit form of before: 289, ten digits, a 6. */
const ALIPAY_PLUS_LEGACY = /^289\d{10}6\d{5}$/;
/** Six digits issuer, 02 = payment code, sixteen more: may be a partner whose pattern is not published. */
const ALIPAY_PLUS_FORM = /^\d{6}02\d{16}$/;

/** LINE Pay states lengths but no prefix: only the country can bring it in. Source: developers.line.biz, one-time key. */
const LINEPAY_LENGTH: Readonly<Record<string, number>> = { JP: 19, TW: 18, TH: 12 };

/**
 * Recognises a payment code. Blanks around it are not ignored; an AIM prefix must be off already.
 * An unknown pattern of Alipay's family stays a candidate: its backend decides, not the till.
 * @returns null when no wallet issues such codes.
 */
export function recognisePaymentCode(text: string, shop: ShopWallets = {}): PaymentCode | null {
  if (text.length < 12 || text.length > 66) return null;
  const wallets = narrowed(candidates(text, shop), shop.wallets);
  if (wallets.length === 0) return null;
  return { wallets, ambiguous: wallets.length > 1, lastFour: text.slice(-4), length: text.length };
}

function candidates(text: string, shop: ShopWallets): CodeWallet[] {
  const strong = LONG_PREFIXES.find((rule) => rule.form.test(text));
  if (strong !== undefined) return [strong.wallet];
  const found: CodeWallet[] = [];
  if (WECHATPAY.test(text)) found.push('wechatpay');
  else if (UNIONPAY.test(text)) found.push('unionpay');
  else if (ECNY.test(text)) found.push('ecny');
  else if (ALIPAY_FACE.test(text)) found.push('alipay');
  else if (ALIPAY_FAMILY.test(text)) found.push(...alipayFamily(text));
  if (/^\d+$/.test(text) && mayBeLinePay(text.length, shop)) found.push('linepay');
  return found;
}

function alipayFamily(digits: string): CodeWallet[] {
  if (digits.length > 24 || ALIPAY_PLUS.test(digits) || ALIPAY_PLUS_LEGACY.test(digits)) return ['alipay-plus'];
  return ALIPAY_PLUS_FORM.test(digits) ? ['alipay', 'alipay-plus'] : ['alipay'];
}

function mayBeLinePay(length: number, shop: ShopWallets): boolean {
  if (shop.wallets !== undefined && !shop.wallets.includes('linepay')) return false;
  if (shop.country !== undefined) return LINEPAY_LENGTH[shop.country] === length;
  return shop.wallets !== undefined && Object.values(LINEPAY_LENGTH).includes(length);
}

/** Those the shop takes, when it takes any of them; else all, so that the cashier is told which wallet it was. */
function narrowed(found: readonly CodeWallet[], taken: readonly string[] | undefined): CodeWallet[] {
  if (taken === undefined) return [...found];
  // Every Alipay+ code also passes Alipay's own rule, and Alipay's backend tells them apart.
  const widened = found.map((wallet) => (wallet === 'alipay-plus' && !taken.includes(wallet) && taken.includes('alipay') ? 'alipay' : wallet));
  const enabled = [...new Set(widened)].filter((wallet) => taken.includes(wallet));
  return enabled.length > 0 ? enabled : [...found];
}

/** Links and codes with which a wallet takes money *in*: the customer shows the wrong page, or the till's own code was scanned. */
const LINKS: readonly (readonly [start: string, wallet: CodeWallet])[] = [
  ['wxp://', 'wechatpay'],
  ['weixin://', 'wechatpay'],
  ['https://payapp.weixin.qq.com/', 'wechatpay'],
  ['https://wx.tenpay.com/', 'wechatpay'],
  ['https://qr.alipay.com/', 'alipay'],
  ['alipays://', 'alipay'],
  ['alipay://', 'alipay'],
  ['https://qr.95516.com/', 'unionpay'],
  ['upwallet://', 'unionpay'],
  ['https://qr.paypay.ne.jp/', 'paypay'],
];

const LINK_HEAD_CHARS = 40;

/** The wallet whose collection link this is, whatever its case, or null. */
export function walletOfLink(text: string): CodeWallet | null {
  const head = text.slice(0, LINK_HEAD_CHARS).toLowerCase();
  if (!head.includes('://')) return null;
  const secure = head.startsWith('http://') ? `https://${head.slice(7)}` : head;
  return LINKS.find(([start]) => secure.startsWith(start))?.[1] ?? null;
}
