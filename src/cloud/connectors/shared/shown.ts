/** What is known of a shown order that a wallet does not know: nobody has scanned its code; and once the code is over, nobody can. */
import type { OrderRef, WalletAnswer } from '../../ports.ts';
import { word } from './answers.ts';

/** Wallets round the end of an order up to a minute; and a payment of the last second is known to an ask by then. */
const MARGIN_MS = 60_000;

export const isShownOver = (order: OrderRef, now: number): boolean => order.expiresAt !== null && now >= order.expiresAt + MARGIN_MS;

/** Wallets that make an order only when it is scanned call a shown one not there. */
export function unscanned(order: OrderRef, code: string, now: number): WalletAnswer {
  if (order.kind === 'scanned' || order.expiresAt === null) return word('not-found', code);
  return isShownOver(order, now) ? word('reversed', code) : word('payer-acting', code);
}

/** A customer's code lives two minutes, a request of ours ten seconds: an order that a wallet does not know by now can never be paid. */
const DEAD_AFTER_MS = 300_000;

export const canStillCome = (order: OrderRef, now: number): boolean => (order.kind === 'scanned' ? now < order.sentAt + DEAD_AFTER_MS : !isShownOver(order, now));
