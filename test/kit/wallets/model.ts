/** A wallet behind a protocol server: its orders, payers and refunds, in its own time, whatever its wire looks like. */
import { randomInt } from 'node:crypto';
import type { ConnectorMode, CustomerMode } from '../../conformance/connector.ts';

export type Order = {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly tradeId: string;
  readonly receivedAt: number;
  /** What the wallet's wire needs again: the time in the request. */
  readonly stamp: string;
  readonly kind: 'scanned' | 'shown';
  mode: ConnectorMode | 'shown' | 'acting' | 'tombstone';
  paysAt: number | null;
  closedAt: number | null;
  readonly expiresAt: number | null;
  reverseTries: number;
};
export type Refund = { readonly refundId: string; readonly orderId: string; readonly amountMinor: number; readonly tradeId: string; readonly stamp: string; readonly doneAt: number; fails: boolean };

/** What became of a request to pay, before the wire puts it into its own words. */
export type PayOutcome = 'paid' | 'acting' | 'declined' | 'code-used' | 'order-closed' | 'order-paid' | 'order-known' | 'system-error' | 'no-answer';
export type OrderState = 'paid' | 'acting' | 'waiting' | 'declined' | 'closed' | 'absent';

const REFUND_TAKES_MS = 2_000;

export class WalletModel {
  now: number;
  mode: ConnectorMode = 'pay';
  delayMs = 0;
  refundsFail = false;
  readonly orders = new Map<string, Order>();
  readonly refunds = new Map<string, Refund>();
  /** Codes by digits, each with the order that used it. */
  private readonly usedCodes = new Map<string, string>();
  constructor(now: number) {
    this.now = now;
  }

  private enter(orderId: string, amountMinor: number, stamp: string, over: Partial<Order>): Order {
    const tradeId = `42000${String(randomInt(1e9)).padStart(9, '0')}${String(this.orders.size).padStart(7, '0')}`;
    const order: Order = { orderId, amountMinor, tradeId, receivedAt: this.now, stamp, kind: 'scanned', mode: this.mode, paysAt: null, closedAt: null, expiresAt: null, reverseTries: 0, ...over };
    this.orders.set(orderId, order);
    return order;
  }

  pay(orderId: string, amountMinor: number, code: string, stamp: string): PayOutcome {
    const known = this.orders.get(orderId);
    if (known !== undefined) return known.closedAt !== null ? 'order-closed' : this.isPaid(known) ? 'order-paid' : 'order-known';
    const usedBy = this.usedCodes.get(code);
    if (usedBy !== undefined && usedBy !== orderId) return 'code-used';
    this.usedCodes.set(code, orderId);
    const { now, mode, delayMs } = this;
    const paysAt = mode === 'pay' || mode === 'confirm' || mode === 'late' ? now + delayMs : mode === 'silent-paid' || mode === 'lie' ? now : null;
    this.enter(orderId, amountMinor, stamp, { paysAt });
    switch (mode) {
      case 'pay': return delayMs === 0 ? 'paid' : 'acting';
      case 'confirm': return 'acting';
      case 'decline': return 'declined';
      case 'lie': return 'system-error';
      case 'silent':
      case 'silent-paid':
      case 'late':
      case 'down': return 'no-answer';
    }
  }

  /** @returns false when the number is taken by an order that cannot be shown any more. */
  show(orderId: string, amountMinor: number, expiresAt: number, stamp: string): boolean {
    const known = this.orders.get(orderId);
    if (known === undefined) this.enter(orderId, amountMinor, stamp, { kind: 'shown', mode: 'shown', expiresAt });
    return known === undefined || (known.closedAt === null && !this.isPaid(known) && known.kind === 'shown' && (known.expiresAt ?? 0) > this.now);
  }

  scan(orderId: string, mode: CustomerMode, delayMs: number): void {
    const order = this.orders.get(orderId);
    if (order === undefined || order.kind !== 'shown' || order.closedAt !== null || order.paysAt !== null || mode === 'decline') return;
    if (order.expiresAt === null || order.expiresAt <= this.now) return;
    order.mode = 'acting';
    if (mode === 'pay' && this.now + delayMs < order.expiresAt) order.paysAt = this.now + delayMs;
  }

  isPaid(order: Order): boolean {
    return order.paysAt !== null && order.paysAt <= this.now && (order.closedAt === null || order.paysAt <= order.closedAt);
  }

  state(orderId: string): OrderState {
    const order = this.orders.get(orderId);
    if (order === undefined) return 'absent';
    if (order.closedAt !== null) return 'closed';
    if (this.isPaid(order)) return 'paid';
    if (order.kind === 'shown') return (order.expiresAt ?? 0) <= this.now ? 'closed' : order.mode === 'shown' ? 'waiting' : 'acting';
    switch (order.mode) {
      case 'decline': return 'declined';
      case 'pay':
      case 'confirm': return 'acting';
      default: return 'absent';
    }
  }

  close(order: Order): void {
    order.closedAt ??= this.now;
  }

  refundedMinor(orderId: string): number {
    return [...this.refunds.values()].filter((one) => one.orderId === orderId && !(one.fails && one.doneAt <= this.now)).reduce((sum, one) => sum + one.amountMinor, 0);
  }

  /** Null: refused. The same id with the same amount is the same refund. */
  refund(orderId: string, refundId: string, amountMinor: number, stamp: string): Refund | null {
    const known = this.refunds.get(refundId);
    if (known !== undefined) return known.orderId === orderId && known.amountMinor === amountMinor ? known : null;
    const order = this.orders.get(orderId);
    if (order === undefined || order.closedAt !== null || !this.isPaid(order) || this.refundedMinor(orderId) + amountMinor > order.amountMinor) return null;
    const tradeId = `50300${String(randomInt(1e9)).padStart(9, '0')}${String(this.refunds.size).padStart(7, '0')}`;
    const refund: Refund = { refundId, orderId, amountMinor, tradeId, stamp, doneAt: this.now + REFUND_TAKES_MS, fails: this.refundsFail };
    this.refunds.set(refundId, refund);
    return refund;
  }

  refundState(refund: Refund): 'under-way' | 'done' | 'failed' {
    return refund.doneAt > this.now ? 'under-way' : refund.fails ? 'failed' : 'done';
  }

  netMinor(): number {
    const paid = [...this.orders.values()].filter((order) => order.closedAt === null && this.isPaid(order)).reduce((sum, order) => sum + order.amountMinor, 0);
    const back = [...this.refunds.values()].filter((one) => this.refundState(one) === 'done').reduce((sum, one) => sum + one.amountMinor, 0);
    return paid - back;
  }
}
