/** What a store's Alipay connector must be told: which app, its keys or certificates, and where Alipay is. */

export type AlipaySettings = {
  /** `https://openapi.alipay.com/gateway.do` */
  readonly gateway: string;
  readonly appId: string;
  /** The app's private key, PEM or its bare base64. */
  readonly privateKey: string;
  readonly privateKeyForm: 'PKCS1' | 'PKCS8';
  /** Alipay's public key; or, in certificate mode, the three certificates, PEM. */
  readonly trust: { readonly alipayPublicKey: string } | { readonly appCertificate: string; readonly alipayCertificate: string; readonly rootCertificate: string };
  /** The merchant's id (2088…); notifications for another one are refused. */
  readonly sellerId?: string | undefined;
  /** The store's own name or number for Alipay's records. */
  readonly storeNumber: string;
  readonly terminalNumber?: string | undefined;
  /** Where Alipay sends its notifications: this backend's public address. */
  readonly notifyUrl?: string | undefined;
  /** Hosts that bills may be fetched from; `dwbillcenter.alipay.com`. */
  readonly billHosts: readonly string[];
  /** For payment inside Alipay's app: where Alipay tells who the payer is (`https://openauth.alipay.com/oauth2/publicAppAuthorize.htm`). */
  readonly authorizeUrl?: string | undefined;
};
