/** Which connectors there are, and which of them a store has: settings make connectors. */
import { inflateSync } from 'node:zlib';
import { CHARGEABLE } from '#core/wallets.ts';
import { Refusal } from '#core/refusal.ts';
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';
import type { Connectors, OrderNotes, WalletConnector } from '../ports.ts';
import { wire } from '../wire.ts';
import type { AlipaySettings } from './alipay/settings.ts';
import { alipayplusConnector } from './alipayplus/connector.ts';
import type { AlipayplusSettings } from './alipayplus/settings.ts';
import type { Book } from './sandbox/book.ts';
import { sandboxAcquirer, sandboxConnector } from './sandbox/connector.ts';
import { unionpayConnector } from './unionpay/connector.ts';
import type { UnionpaySettings } from './unionpay/settings.ts';
import { wechatpayConnector } from './wechatpay/connector.ts';
import type { WechatpaySettings } from './wechatpay/settings.ts';

/** Connector by wallet; a wallet that is not named is not enabled. */
export type WalletSettings = {
  readonly wechatpay?: 'sandbox' | WechatpaySettings | undefined;
  readonly alipay?: 'sandbox' | AlipaySettings | AlipayplusSettings | undefined;
  readonly unionpay?: 'sandbox' | UnionpaySettings | undefined;
  /** The acquirer of cards by an encrypting reader. */
  readonly card?: 'sandbox' | undefined;
};
/** Settings by store; `everyStore` for those that are not named. */
export type StoreWallets = { readonly everyStore: WalletSettings; readonly stores: Readonly<Record<string, WalletSettings>> };

const ALL_SANDBOX: WalletSettings = { wechatpay: 'sandbox', alipay: 'sandbox', unionpay: 'sandbox', card: 'sandbox' };
/** Nothing configured: every store plays with the sandbox. */
export const SANDBOX_ONLY: StoreWallets = { everyStore: ALL_SANDBOX, stores: {} };

export const hasSandbox = ({ everyStore, stores }: StoreWallets): boolean => [everyStore, ...Object.values(stores)].some((settings) => Object.values(settings).includes('sandbox'));

/** What connectors are made with besides their settings. */
export type Parts = { readonly sandboxBook: Book; readonly now: () => number; /** Notes of one connector, kept in the database. */ readonly notesOf: (connector: string) => OrderNotes };

/** One wallet's connector, or null where the settings name none. @throws Refusal `wallets-key-unreadable` naming the wallet, never the key */
export function buildConnector(wallet: ChargeableWallet, settings: WalletSettings, parts: Parts): Promise<WalletConnector | null> {
  return connectorFor(wallet, settings, parts).catch(() => {
    throw new Refusal('wallets-key-unreadable', `A key or certificate of ${wallet} cannot be read. Nothing was started and no money moved; check that each is whole and in PEM form, and start again.`, { wallet });
  });
}

/** @throws Refusal `wallets-key-unreadable` naming the wallet, never the key */
export async function buildConnectors({ everyStore, stores }: StoreWallets, parts: Parts): Promise<Connectors> {
  const build = async (settings: WalletSettings) => {
    const connectors = new Map<PaymentMethod, WalletConnector>();
    for (const wallet of CHARGEABLE) {
      const connector = await buildConnector(wallet, settings, parts);
      if (connector !== null) connectors.set(wallet, connector);
    }
    if (settings.card === 'sandbox') connectors.set('card', sandboxAcquirer(parts.sandboxBook));
    return connectors;
  };
  const common = await build(everyStore);
  const own = new Map<string, Map<PaymentMethod, WalletConnector>>();
  for (const [store, settings] of Object.entries(stores)) own.set(store, await build(settings));
  return { of: (store, wallet) => (own.get(store) ?? common).get(wallet) };
}

const inflate = (bytes: Uint8Array, maxOutputLength: number): Uint8Array => inflateSync(bytes, { maxOutputLength });

async function connectorFor(wallet: ChargeableWallet, settings: WalletSettings, { sandboxBook, now, notesOf }: Parts): Promise<WalletConnector | null> {
  if (settings[wallet] === 'sandbox') return sandboxConnector(sandboxBook, wallet);
  const { wechatpay, alipay, unionpay } = settings;
  switch (wallet) {
    case 'wechatpay': return typeof wechatpay === 'object' ? wechatpayConnector(wechatpay, wire, now) : null;
    case 'unionpay': return typeof unionpay === 'object' ? unionpayConnector(unionpay, wire, now, inflate, notesOf('unionpay')) : null;
    case 'alipay': {
      if (typeof alipay !== 'object') return null;
      if ('connector' in alipay) return alipayplusConnector(alipay, wire, now);
      // Loading Alipay's SDK takes more than half a second: only a shop that uses it waits for it.
      const { alipayConnector } = await import('./alipay/connector.ts');
      return alipayConnector(alipay, wire, now);
    }
  }
}
