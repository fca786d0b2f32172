/** WeChat Pay's connector against a server that answers by its documents: the common rules, by v3 and by v2. */
import { wechatpayConnector } from '#cloud/connectors/wechatpay/connector.ts';
import { wire } from '#cloud/wire.ts';
import { newCode } from '../kit/tillAtBackend.ts';
import { WalletModel } from '../kit/wallets/model.ts';
import { wechatpayDouble } from '../kit/wallets/wechatpay.ts';
import { connectorConformance } from './connector.ts';
import { NOON, rigAround } from './walletRig.ts';

const rigOf = (v2: boolean) => async () => {
  const model = new WalletModel(NOON);
  const server = await wechatpayDouble(model, { v2 });
  return rigAround(model, server, wechatpayConnector(server.settings, wire, () => model.now), { paidPresented: 'paid', forgetsReversed: false, newCode });
};

connectorConformance('wechatpay', 'W110', rigOf(false));
connectorConformance('wechatpay with v2 code pay', 'W111', rigOf(true));
