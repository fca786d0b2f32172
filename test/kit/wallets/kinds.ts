/** The wallets as protocol servers with their connectors, for rules that hold for each. */
import { randomInt } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { alipayConnector } from '#cloud/connectors/alipay/connector.ts';
import { alipayplusConnector } from '#cloud/connectors/alipayplus/connector.ts';
import { unionpayConnector } from '#cloud/connectors/unionpay/connector.ts';
import { wechatpayConnector } from '#cloud/connectors/wechatpay/connector.ts';
import type { OrderRef, PayOrder, RefundOrder, WalletConnector, Wire } from '#cloud/ports.ts';
import { wire } from '#cloud/wire.ts';
import { notesInMemory } from '../orderNotes.ts';
import { newCode, newOrderId } from '../tillAtBackend.ts';
import { alipayDouble } from './alipay.ts';
import { alipayplusDouble } from './alipayplus.ts';
import { WalletModel } from './model.ts';
import type { Served } from './serve.ts';
import { unionpayDouble } from './unionpay.ts';
import { wechatpayDouble } from './wechatpay.ts';

/** Noon in Beijing: no clearing day ends within a test. */
export const NOON = Date.parse('2026-03-10T04:00:00Z');
export const inflate = (bytes: Uint8Array, maxOutputLength: number): Uint8Array => inflateSync(bytes, { maxOutputLength });

export type Lie = 'bad-signature' | 'unsigned' | 'another-order' | 'another-amount';
type Opened = { readonly model: WalletModel; readonly server: Served & { readonly lies: string[] }; readonly connector: WalletConnector };
export type Kind = {
  readonly name: 'wechatpay' | 'alipay' | 'unionpay' | 'alipayplus';
  readonly open: (over?: Wire) => Promise<Opened>;
  readonly newCode: () => string;
  /** What a request to take an order back has in its path or body. */
  readonly reverseMark: string;
};

export const KINDS: readonly Kind[] = [
  {
    name: 'wechatpay', newCode, reverseMark: '/reverse',
    async open(over = wire) {
      const model = new WalletModel(NOON);
      const server = await wechatpayDouble(model);
      return { model, server, connector: wechatpayConnector(server.settings, over, () => model.now) };
    },
  },
  {
    name: 'alipay', newCode: () => `28${String(randomInt(10 ** 12)).padStart(16, '0')}`, reverseMark: 'alipay.trade.cancel',
    async open(over = wire) {
      const model = new WalletModel(NOON);
      const server = await alipayDouble(model);
      return { model, server, connector: alipayConnector(server.settings, over, () => model.now) };
    },
  },
  {
    name: 'unionpay', newCode: () => `62${String(randomInt(10 ** 12)).padStart(17, '0')}`, reverseMark: 'txnType=99',
    async open(over = wire) {
      const model = new WalletModel(NOON);
      const server = await unionpayDouble(model);
      return { model, server, connector: unionpayConnector(server.settings, over, () => model.now, inflate, notesInMemory()) };
    },
  },
  {
    name: 'alipayplus', newCode: () => `281006${String(randomInt(10 ** 12)).padStart(18, '0')}`, reverseMark: 'cancelPayment',
    async open(over = wire) {
      const model = new WalletModel(NOON);
      const server = await alipayplusDouble(model);
      return { model, server, connector: alipayplusConnector(server.settings, over, () => model.now) };
    },
  },
];

export const orderFor = (kind: Kind, model: WalletModel): PayOrder =>
  ({ store: 'main', orderId: newOrderId(), amountMinor: 1_234, currency: 'CNY', kind: 'scanned', sentAt: model.now, expiresAt: null, authCode: kind.newCode(), subject: 'Tee 茶' });

export const refundFor = (model: WalletModel, order: OrderRef, amountMinor: number): RefundOrder => {
  const { store, orderId, currency, kind, sentAt, expiresAt } = order;
  return { store, orderId, currency, kind, sentAt, expiresAt, amountMinor, paidMinor: order.amountMinor, refundId: newOrderId(), refundSentAt: model.now, reason: 'broken' };
};
