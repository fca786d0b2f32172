/** Which fields each wallet's connector wants of a store, and which connectors a wallet may have: plain data, for screens too. */
import type { ChargeableWallet } from '#core/wallets.ts';

/** `id` is shown masked, `text` and `address` as they are, `secret` and `pem` never. */
export type SetupKind = 'id' | 'text' | 'address' | 'secret' | 'pem';
export type SetupField = { readonly name: string; readonly kind: SetupKind; readonly optional?: true };

const field = (kind: SetupKind) => (name: string): SetupField => ({ name, kind });
const [id, text, address, secret, pem] = [field('id'), field('text'), field('address'), field('secret'), field('pem')];
const optional = (one: SetupField): SetupField => ({ ...one, optional: true });

/** In the order of the form. A dot leads into a part of the connector's settings; a part is left out when all of it is empty. */
export const SETUP_FIELDS = {
  wechatpay: [
    id('appId'), id('merchantId'), id('merchantSerial'), text('ownStoreNumber'), pem('privateKey'), secret('apiV3Key'), id('platformKeyId'), pem('platformKey'),
    ...[address('notifyUrl'), secret('inApp.appSecret'), secret('v2.key'), pem('v2.certificate'), address('baseUrl')].map(optional),
  ],
  alipay: [
    id('appId'), text('storeNumber'), secret('privateKey'),
    ...[pem('trust.alipayPublicKey'), pem('trust.appCertificate'), pem('trust.alipayCertificate'), pem('trust.rootCertificate'), id('sellerId'), address('notifyUrl'), address('gateway')].map(optional),
  ],
  alipayplus: [address('baseUrl'), id('clientId'), text('keyVersion'), pem('privateKey'), pem('alipayplusPublicKey'), id('merchant.id'), text('merchant.name'), text('merchant.category'), id('merchant.storeId'), text('merchant.storeName')],
  unionpay: [id('merchantId'), id('terminalId'), pem('privateKey'), pem('certificate'), pem('authorities'), ...[address('notifyUrl'), text('signerName'), address('baseUrl'), address('fileUrl')].map(optional)],
} as const satisfies Readonly<Record<string, readonly SetupField[]>>;

/** Which connectors a wallet may have. */
export const CONNECTORS_OF = { wechatpay: ['wechatpay'], alipay: ['alipay', 'alipayplus'], unionpay: ['unionpay'] } as const satisfies Readonly<Record<ChargeableWallet, readonly (keyof typeof SETUP_FIELDS)[]>>;
