/** Alipay's connector against a gateway that answers by its documents: the common rules, by public key and by certificates. */
import { randomInt } from 'node:crypto';
import { alipayConnector } from '#cloud/connectors/alipay/connector.ts';
import { wire } from '#cloud/wire.ts';
import { alipayDouble } from '../kit/wallets/alipay.ts';
import { WalletModel } from '../kit/wallets/model.ts';
import { connectorConformance } from './connector.ts';
import { NOON, rigAround } from './walletRig.ts';

const newCode = () => `28${String(randomInt(10 ** 12)).padStart(16, '0')}`;

const rigOf = (certificates: boolean) => async () => {
  const model = new WalletModel(NOON);
  const server = await alipayDouble(model, { certificates });
  return rigAround(model, server, alipayConnector(server.settings, wire, () => model.now), { paidPresented: 'reversed', forgetsReversed: false, newCode });
};

connectorConformance('alipay', 'W112', rigOf(false));
connectorConformance('alipay in certificate mode', 'W113', rigOf(true));
