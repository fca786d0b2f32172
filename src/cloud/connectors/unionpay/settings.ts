/** What a store's UnionPay connector must be told: who the merchant is, its signing key, whom to trust, and where UnionPay is. */

export type UnionpaySettings = {
  /** `https://gateway.95516.com` */
  readonly baseUrl: string;
  /** `https://filedownload.95516.com` */
  readonly fileUrl: string;
  /** 15 digits. */
  readonly merchantId: string;
  /** 8 letters or digits. */
  readonly terminalId: string;
  /** The merchant's signing key and its certificate, PEM (as taken out of the .pfx that UnionPay gives). */
  readonly privateKey: string;
  readonly certificate: string;
  /** The authorities that UnionPay's signing certificate must go back to, PEM, root last. */
  readonly authorities: readonly string[];
  /** Who must have signed: the part of the certificate's common name between the `@`. */
  readonly signerNames: readonly string[];
  /** Where UnionPay sends its notifications: this backend's public address. */
  readonly notifyUrl?: string | undefined;
};
