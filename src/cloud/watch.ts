/** Tells a till of what its wallets decide by themselves: while it listens, its open charges are asked for in turn. */
import type { ChargeAnswer } from '#contract/cloud.ts';
import type { Backend } from './backend.ts';
import type { Caller } from './caller.ts';
import { askWallet } from './charge.ts';
import { openCharges } from './chargeRows.ts';
import { askOffer } from './offer.ts';
import { openOffers } from './offerRows.ts';

/** Between two rounds; the till's own asking runs beside it. */
const EVERY_MS = 2_000;
/** Older charges are left to the till's own asking. */
const SINCE_MS = 86_400_000;
const AT_MOST = 50;

export type Watch = {
  /** @returns the end of the subscription. */
  subscribe(caller: Caller, onChange: (answer: ChargeAnswer) => void): () => void;
  stop(): void;
};

/**
 * Holds no state but the open connections: whichever instance has the till's subscription watches for it, so any number of
 * instances may stand behind one address.
 */
export function watchCharges(backend: Backend): Watch {
  const subscriptions = new Map<string, { caller: Caller; sinks: Set<(answer: ChargeAnswer) => void> }>();
  const keyOf = ({ store, till }: Caller) => `${store}/${till}`;
  backend.listeners.add((caller, answer) => {
    for (const sink of subscriptions.get(keyOf(caller))?.sinks ?? []) sink(answer);
  });
  let busy = false;
  const round = async () => {
    if (busy || subscriptions.size === 0) return;
    busy = true;
    try {
      const tills = new Map<string, string[]>();
      for (const { caller } of subscriptions.values()) tills.set(caller.store, [...(tills.get(caller.store) ?? []), caller.till]);
      for (const [store, names] of tills) {
        const rows = await openCharges(backend.database.sql, store, names, backend.now() - SINCE_MS, AT_MOST);
        for (const offer of await openOffers(backend.database.sql, store, names, backend.now() - SINCE_MS, AT_MOST)) await askOffer(backend, { store, till: offer.till }, offer.order_id);
        for (const row of rows) if (!backend.inFlight.has(`${store}/${row.order_id}`)) await askWallet(backend, { store, till: row.till }, row);
      }
    } catch {
      // A database away is met by the till's own asking; the next round tries again.
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void round(), EVERY_MS);
  timer.unref();
  return {
    subscribe(caller, onChange) {
      const key = keyOf(caller);
      const entry = subscriptions.get(key) ?? { caller, sinks: new Set() };
      subscriptions.set(key, entry);
      entry.sinks.add(onChange);
      return () => {
        entry.sinks.delete(onChange);
        if (entry.sinks.size === 0) subscriptions.delete(key);
      };
    },
    stop: () => clearInterval(timer),
  };
}
