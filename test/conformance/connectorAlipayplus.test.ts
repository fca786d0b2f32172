/** The connector of Alipay+ partners, written by docs/adding-a-wallet.md: the common rules. */
import { randomInt } from 'node:crypto';
import { alipayplusConnector } from '#cloud/connectors/alipayplus/connector.ts';
import { wire } from '#cloud/wire.ts';
import { alipayplusDouble } from '../kit/wallets/alipayplus.ts';
import { WalletModel } from '../kit/wallets/model.ts';
import { connectorConformance } from './connector.ts';
import { NOON, rigAround } from './walletRig.ts';

const newCode = () => `281006${String(randomInt(10 ** 12)).padStart(18, '0')}`;

connectorConformance('alipayplus', 'W115', async () => {
  const model = new WalletModel(NOON);
  const server = await alipayplusDouble(model);
  return rigAround(model, server, alipayplusConnector(server.settings, wire, () => model.now), { paidPresented: 'reversed', forgetsReversed: false, newCode });
});
