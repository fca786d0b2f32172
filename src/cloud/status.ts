/** What the technician sees of the backend: its engine, its wallets and the journals it holds. */
import type { BackendStatus, MerchantRecord } from '#contract/cloud.ts';
import { CHARGEABLE, type PaymentMethod } from '#core/wallets.ts';
import type { Backend } from './backend.ts';
import type { Caller } from './caller.ts';

export const VERSION = '0.1.0';
const HEADS_MAX = 1_000;

export async function backendStatus(backend: Backend, { store }: Caller): Promise<BackendStatus> {
  const heads = await backend.database.sql<{ till: string; seq: number; hash: string }>`
    select till, seq, hash from journal_head where store = ${store} order by till limit ${HEADS_MAX}`;
  return {
    version: VERSION,
    engine: backend.database.engine,
    wallets: [...CHARGEABLE, ...(backend.connectors.of(store, 'card') === undefined ? [] : ['card' as const])].map((wallet) => ({
      wallet,
      enabled: backend.connectors.of(store, wallet) !== undefined,
      ...backend.health.of(wallet),
      connector: backend.connectors.of(store, wallet)?.name ?? 'none',
      ...merchantOf(backend, store, wallet),
    })),
    heads,
  };
}

function merchantOf(backend: Backend, store: string, wallet: PaymentMethod): { merchant?: MerchantRecord } {
  const merchant = backend.connectors.of(store, wallet)?.merchant?.(store);
  return merchant === undefined ? {} : { merchant };
}
