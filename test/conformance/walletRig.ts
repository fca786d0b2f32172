/** A rig for the connectors' common rules around a protocol server: one model of the wallet, one connector, one clock. */
import { randomInt } from 'node:crypto';
import type { WalletConnector } from '#cloud/ports.ts';
import { newOrderId } from '../kit/tillAtBackend.ts';
import type { WalletModel } from '../kit/wallets/model.ts';
import type { Served } from '../kit/wallets/serve.ts';
import type { ConnectorRig } from './connector.ts';
import { expect } from 'vitest';

/** Noon in Beijing: no clearing day ends within a test. */
export const NOON = Date.parse('2026-03-10T04:00:00Z');

export function rigAround(model: WalletModel, server: Served, connector: WalletConnector, ways: Pick<ConnectorRig, 'paidPresented' | 'forgetsReversed'> & { newCode: () => string }): ConnectorRig {
  return {
    ...ways,
    connector,
    async behave(mode, delayMs = 0) {
      model.mode = mode;
      model.delayMs = delayMs;
      await Promise.resolve();
    },
    async pass(ms) {
      model.now += ms;
      await Promise.resolve();
    },
    netMinor: () => Promise.resolve(model.netMinor()),
    order: (changes) => ({ store: 'main', orderId: newOrderId(), amountMinor: 100 + randomInt(9_900), currency: 'CNY', kind: 'scanned', sentAt: model.now, expiresAt: null, authCode: ways.newCode(), subject: 'Tee 茶', ...changes }),
    newId: newOrderId,
    async scan(orderId, mode, delayMs = 0) {
      model.scan(orderId, mode, delayMs);
      await Promise.resolve();
    },
    now: () => model.now,
    async end() {
      await server.stop();
      expect(server.complaints).toEqual([]);
    },
  };
}
