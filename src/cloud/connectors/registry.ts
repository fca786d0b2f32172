/** Which connectors there are, and which of them a store has: settings make connectors. */
import { inflateSync } from 'node:zlib';
import { CHARGEABLE } from '#core/wallets.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import type { Connectors, WalletConnector } from '../ports.ts';
import { wire } from '../wire.ts';
import { alipayConnector } from './alipay/connector.ts';
import type { AlipaySettings } from './alipay/settings.ts';
import { alipayplusConnector } from './alipayplus/connector.ts';
import type { AlipayplusSettings } from './alipayplus/settings.ts';
import type { Book } from './sandbox/book.ts';
import { sandboxConnector } from './sandbox/connector.ts';
import { unionpayConnector } from './unionpay/connector.ts';
import type { UnionpaySettings } from './unionpay/settings.ts';
import { wechatpayConnector } from './wechatpay/connector.ts';
import type { WechatpaySettings } from './wechatpay/settings.ts';

/** Connector by wallet; a wallet that is not named is not enabled. */
export type WalletSettings = {
  readonly wechatpay?: 'sandbox' | WechatpaySettings | undefined;
  readonly alipay?: 'sandbox' | AlipaySettings | AlipayplusSettings | undefined;
  readonly unionpay?: 'sandbox' | UnionpaySettings | undefined;
};
/** Settings by store; `everyStore` for those that are not named. */
export type StoreWallets = { readonly everyStore: WalletSettings; readonly stores: Readonly<Record<string, WalletSettings>> };

const ALL_SANDBOX: WalletSettings = { wechatpay: 'sandbox', alipay: 'sandbox', unionpay: 'sandbox' };
/** Nothing configured: every store plays with the sandbox. */
export const SANDBOX_ONLY: StoreWallets = { everyStore: ALL_SANDBOX, stores: {} };

export const hasSandbox = ({ everyStore, stores }: StoreWallets): boolean => [everyStore, ...Object.values(stores)].some((settings) => Object.values(settings).includes('sandbox'));

/** @throws Error when a key or certificate cannot be read */
export function buildConnectors({ everyStore, stores }: StoreWallets, sandboxBook: Book, now: () => number): Connectors {
  const build = (settings: WalletSettings) => new Map(CHARGEABLE.flatMap((wallet): [ChargeableWallet, WalletConnector][] => {
    const connector = connectorFor(wallet, settings, sandboxBook, now);
    return connector === null ? [] : [[wallet, connector]];
  }));
  const common = build(everyStore);
  const own = new Map(Object.entries(stores).map(([store, settings]) => [store, build(settings)]));
  return { of: (store, wallet) => (own.get(store) ?? common).get(wallet) };
}

const inflate = (bytes: Uint8Array, maxOutputLength: number): Uint8Array => inflateSync(bytes, { maxOutputLength });

function connectorFor(wallet: ChargeableWallet, settings: WalletSettings, sandboxBook: Book, now: () => number): WalletConnector | null {
  if (settings[wallet] === 'sandbox') return sandboxConnector(sandboxBook, wallet);
  const { wechatpay, alipay, unionpay } = settings;
  switch (wallet) {
    case 'wechatpay': return typeof wechatpay === 'object' ? wechatpayConnector(wechatpay, wire, now) : null;
    case 'alipay': return typeof alipay !== 'object' ? null : 'connector' in alipay ? alipayplusConnector(alipay, wire, now) : alipayConnector(alipay, wire, now);
    case 'unionpay': return typeof unionpay === 'object' ? unionpayConnector(unionpay, wire, now, inflate) : null;
  }
}
