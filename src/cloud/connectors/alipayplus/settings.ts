/** What a store abroad must be told to take Alipay+ partners' codes: which client it is, its key and Alipay+'s, and where Alipay+ is. */

export type AlipayplusSettings = {
  readonly connector: 'alipayplus';
  /** The domain that Alipay+ assigned, `https://…`. */
  readonly baseUrl: string;
  readonly clientId: string;
  /** The client's key, PEM. */
  readonly privateKey: string;
  /** Version of that key at Alipay+. */
  readonly keyVersion: string;
  /** Alipay+'s public key, PEM. */
  readonly alipayplusPublicKey: string;
  readonly merchant: { readonly id: string; readonly name: string; readonly category: string; readonly storeId: string; readonly storeName: string };
};
