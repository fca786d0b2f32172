/** The backend before it is there: until the line is opened, every request provably never leaves. */
import { Fault } from '#core/refusal.ts';
import type { PaymentBackend } from '#till/ports.ts';

export type LateBackend = { readonly port: PaymentBackend; /** From now on requests go this way. */ readonly open: (backend: PaymentBackend) => void; /** Until the next is opened, none leaves. */ readonly shut: () => void };

export function lateBackend(): LateBackend {
  let opened: PaymentBackend | null = null;
  const now = (): PaymentBackend => {
    if (opened === null) throw new Fault('backend-unreachable', 'The payment backend is not running yet. Nothing was sent; cash sells, wallets follow in a moment.');
    return opened;
  };
  return {
    open: (backend) => { opened = backend; },
    shut: () => { opened = null; },
    port: {
      charge: async (request) => now().charge(request),
      chargeCard: async (request) => now().chargeCard(request),
      show: async (request) => now().show(request),
      ask: async (orderId) => now().ask(orderId),
      reverse: async (orderId) => now().reverse(orderId),
      refund: async (request) => now().refund(request),
      askRefund: async (refundId) => now().askRefund(refundId),
      ship: async (run, signature) => now().ship(run, signature),
      head: async () => now().head(),
      status: async () => now().status(),
      wallets: { read: async () => now().wallets.read(), set: async (wallet, request) => now().wallets.set(wallet, request), test: async (wallet) => now().wallets.test(wallet) },
      statement: async (wallet, day) => now().statement(wallet, day),
      chain: async (from, to) => now().chain(from, to),
      chainTill: async (store, till, from, to) => now().chainTill(store, till, from, to),
      updates: (onUpdate) => now().updates(onUpdate),
      sandbox: {
        behaviours: async () => now().sandbox.behaviours(),
        behave: async (behaviour) => now().sandbox.behave(behaviour),
      customer: async (customer) => now().sandbox.customer(customer),
        book: async () => now().sandbox.book(),
        bills: async (settings) => now().sandbox.bills(settings),
        advance: async (at) => now().sandbox.advance(at),
      },
    },
  };
}
