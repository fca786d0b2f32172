/** The wallets a till can meet: names, and the timings by which an unanswered charge is asked for and reversed. */

/** A wallet's name everywhere: code recognition, tenders, statements, accounts. `alipay-plus` settles through its own acquirer. */
export type Wallet = 'wechatpay' | 'alipay' | 'unionpay' | 'ecny' | 'alipay-plus' | 'linepay' | 'paypay' | 'rakutenpay' | 'dbarai' | 'merpay' | 'aupay';

/** Wallets that this build can charge. */
export const CHARGEABLE = ['wechatpay', 'alipay', 'unionpay'] as const satisfies readonly Wallet[];
export type ChargeableWallet = (typeof CHARGEABLE)[number];

export function isChargeable(wallet: string): wallet is ChargeableWallet {
  return (CHARGEABLE as readonly string[]).includes(wallet);
}

/** What a charge can be made by: a wallet, or a card that an encrypting reader read. Each has a file of its own for each day. */
export const METHODS = [...CHARGEABLE, 'card'] as const;
export type PaymentMethod = (typeof METHODS)[number];

export function isMethod(name: string): name is PaymentMethod {
  return (METHODS as readonly string[]).includes(name);
}

/** All times in milliseconds after the charge was sent. Source: the wallets' own documents, see docs of the connectors. */
export type WalletTimings = {
  /** When to ask, in order; the last interval repeats until `finalAskMs`. */
  readonly askAtMs: readonly number[];
  readonly askEveryMs: number;
  /** The last ask, directly before the reverse. */
  readonly finalAskMs: number;
  /** A reverse earlier than this is refused by the wallet. */
  readonly reverseNotBeforeMs: number;
  /** A reverse that is not definite is repeated after this. */
  readonly reverseEveryMs: number;
};

/** A code that the customer scans: somebody has to take a phone out first. The wallet's own pushes and asks find the payment sooner. */
export const SHOWN_TIMINGS: WalletTimings = { askAtMs: [3_000], askEveryMs: 3_000, finalAskMs: 180_000, reverseNotBeforeMs: 15_000, reverseEveryMs: 3_000 };

export const WALLET_TIMINGS: Readonly<Record<PaymentMethod, WalletTimings>> = {
  wechatpay: { askAtMs: [5_000], askEveryMs: 5_000, finalAskMs: 45_000, reverseNotBeforeMs: 15_000, reverseEveryMs: 3_000 },
  alipay: { askAtMs: [5_000], askEveryMs: 3_000, finalAskMs: 30_000, reverseNotBeforeMs: 0, reverseEveryMs: 3_000 },
  unionpay: { askAtMs: [1_000, 3_000, 7_000, 15_000, 31_000], askEveryMs: 32_000, finalAskMs: 63_000, reverseNotBeforeMs: 0, reverseEveryMs: 5_000 },
  card: { askAtMs: [3_000, 6_000], askEveryMs: 5_000, finalAskMs: 30_000, reverseNotBeforeMs: 0, reverseEveryMs: 5_000 },
};
