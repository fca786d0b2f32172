/** The outage drill of the demo and practice shops: the line to the backend is cut at the till, and only there. */
import { Fault, Refusal } from '#core/refusal.ts';
import type { PaymentBackend } from './ports.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

/** A backend whose line can be cut; the sandbox's own levers go on working, as phones have lines of their own. */
export function drillable(backend: PaymentBackend, isCut: () => boolean): PaymentBackend {
  const over = <Given extends readonly unknown[], Value>(call: (...given: Given) => Promise<Value>) => async (...given: Given): Promise<Value> => {
    if (isCut()) throw new Fault('backend-unreachable', 'The line is cut for a drill. Nothing was sent; cash sells on.', { why: 'drill' });
    return call(...given);
  };
  return {
    charge: over((request) => backend.charge(request)), chargeCard: over((request) => backend.chargeCard(request)), show: over((request) => backend.show(request)), ask: over((orderId) => backend.ask(orderId)), reverse: over((orderId) => backend.reverse(orderId)),
    refund: over((request) => backend.refund(request)), askRefund: over((refundId) => backend.askRefund(refundId)), ship: over((run, signature) => backend.ship(run, signature)),
    head: over(() => backend.head()), status: over(() => backend.status()), statement: over((wallet, day) => backend.statement(wallet, day)),
    wallets: { read: over(() => backend.wallets.read()), set: over((wallet, request) => backend.wallets.set(wallet, request)), test: over((wallet) => backend.wallets.test(wallet)) },
    chain: over((from, to) => backend.chain(from, to)), chainTill: over((store, till, from, to) => backend.chainTill(store, till, from, to)),
    updates: (onUpdate) => backend.updates((answer) => { if (!isCut()) onUpdate(answer); }), sandbox: backend.sandbox,
  };
}

/** Throws `Refusal` `practice-only`. */
export function cutLine(till: Till, seat: Seat, cut: boolean): void {
  if (!till.shop.demo && !till.shop.practice) throw new Refusal('practice-only', 'Drills are for the practice and demo shops. Nothing was changed; the line is as it was.');
  till.memory.lineCut = cut;
  till.memory.probeNotBefore = 0;
  commit(till, operatorOf(seat).id, [{ kind: 'config.changed', payload: { what: 'drill.line', to: cut ? 'cut' : 'back' } }]);
}
