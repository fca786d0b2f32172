/** Which connectors there are: a wallet's name and a connector's name make a connector. */
import { CHARGEABLE } from '#core/wallets.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import type { Connectors, WalletConnector } from '../ports.ts';
import type { Book } from './sandbox/book.ts';
import { sandboxConnector } from './sandbox/connector.ts';

/** Connector by wallet; a wallet that is not named is not enabled. */
export type WalletSettings = Readonly<Partial<Record<ChargeableWallet, 'sandbox'>>>;

export const ALL_SANDBOX: WalletSettings = { wechatpay: 'sandbox', alipay: 'sandbox', unionpay: 'sandbox' };

export function buildConnectors(settings: WalletSettings, sandboxBook: Book): Connectors {
  const connectors = new Map<ChargeableWallet, WalletConnector>();
  for (const wallet of CHARGEABLE) if (settings[wallet] === 'sandbox') connectors.set(wallet, sandboxConnector(sandboxBook, wallet));
  return { of: (_store, wallet) => connectors.get(wallet) };
}
