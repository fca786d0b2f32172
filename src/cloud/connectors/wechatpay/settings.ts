/** What a store's WeChat Pay connector must be told: who the merchant is, its keys, and where WeChat Pay is. */

export type WechatpaySettings = {
  /** `https://api.mch.weixin.qq.com`; reserve: `https://api2.mch.weixin.qq.com`. */
  readonly baseUrl: string;
  readonly appId: string;
  readonly merchantId: string;
  /** Serial number of the merchant's API certificate, in hex. */
  readonly merchantSerial: string;
  /** The merchant's API key, PEM. */
  readonly privateKey: string;
  /** 32 characters; opens notifications. */
  readonly apiV3Key: string;
  /** WeChat Pay's keys by the serial or `PUB_KEY_ID_…` that its answers name: a certificate or a public key, PEM. */
  readonly platformKeys: Readonly<Record<string, string>>;
  /** The store's number at WeChat Pay, where it has one. */
  readonly storeNumber?: string | undefined;
  /** The store's own name or number for WeChat Pay's records. */
  readonly ownStoreNumber: string;
  /** Where WeChat Pay sends its notifications: this backend's public address, https. Needed to show codes. */
  readonly notifyUrl?: string | undefined;
  /** For payment inside WeChat: the app's secret and where WeChat tells who the payer is (`https://api.weixin.qq.com`). */
  readonly inApp?: { readonly appSecret: string; readonly identityUrl: string; readonly authorizeUrl: string } | undefined;
  /** Merchants without code pay v3 charge and reverse by v2, whose reverse wants the merchant's TLS certificate. */
  readonly v2?: { readonly key: string; readonly certificate: string } | undefined;
};
