/** UnionPay's connector against a gateway that answers by its documents: the common rules. */
import { randomInt } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { unionpayConnector } from '#cloud/connectors/unionpay/connector.ts';
import { wire } from '#cloud/wire.ts';
import { notesInMemory } from '../kit/orderNotes.ts';
import { WalletModel } from '../kit/wallets/model.ts';
import { unionpayDouble } from '../kit/wallets/unionpay.ts';
import { connectorConformance } from './connector.ts';
import { NOON, rigAround } from './walletRig.ts';

const newCode = () => `62${String(randomInt(10 ** 12)).padStart(17, '0')}`;

connectorConformance('unionpay', 'W114', async () => {
  const model = new WalletModel(NOON);
  const server = await unionpayDouble(model);
  const connector = unionpayConnector(server.settings, wire, () => model.now, (bytes, maxOutputLength) => inflateSync(bytes, { maxOutputLength }), notesInMemory());
  return rigAround(model, server, connector, { paidPresented: 'reversed', forgetsReversed: true, newCode });
});
