/** The wallets and the line to them, in memory with a book of their own: silent, late, lying, cut after the deed, doubled, out of order. */
import { Fault } from '#core/refusal.ts';
import type { ChargeAnswer, ChargeRequest, EncryptedCard, JournalAck, MerchantRecord, RefundAnswer, RefundRequest, ShippedEntry, ShowAnswer, ShowRequest } from '#contract/cloud.ts';
import type { Clock, PaymentBackend } from '#till/ports.ts';
import { CHARGEABLE, type PaymentMethod } from '#core/wallets.ts';
import { linesOf } from './journalRuns.ts';

/** What the payer and the wallet do with a charge. `later`: undecided until `payAfterMs`, unless it is reversed before. */
export type Payer = 'pay' | 'decline' | 'never' | 'later' | 'other-amount';

/**
 * What the line does to one call. `lost`: never arrives, silence. `cut`: arrives, its answer does not. `unreachable`: provably never left.
 * `stray`: arrives, and another order's answer comes back. `twice`: arrives twice. `late`: silence, and it arrives with a later call.
 * `refused`: the backend says no. `hang`: arrives, and no answer comes until the line is hung up.
 */
export type Trouble = 'none' | 'lost' | 'cut' | 'unreachable' | 'stray' | 'twice' | 'late' | 'refused' | 'hang';

type Verb = 'charge' | 'show' | 'ask' | 'reverse' | 'refund' | 'askRefund' | 'ship' | 'status';
type Charged = Omit<ChargeRequest, 'wallet'> & { wallet: PaymentMethod };
type Order = { orderId: string; wallet: PaymentMethod | null; amountMinor: number; currency: string; state: 'paid' | 'acting' | 'declined' | 'reversed'; paysAt: number | null; charges: number; refundedMinor: number };
type Sent = { refundId: string; orderId: string; amountMinor: number; state: 'accepted' | 'refunded' | 'failed' };

export type WalletDouble = {
  readonly backend: PaymentBackend;
  /** Decides for each charge what the payer does. */
  payer: (request: Charged) => Payer;
  /** Decides for each call what the line does to it. */
  trouble: (verb: Verb, id: string) => Trouble;
  payAfterMs: number;
  /** Behind which call a `late` one arrives. */
  lateBehind: 'ask' | 'reverse';
  /** A refund is accepted first and done when it is asked for again. */
  slowRefunds: boolean;
  /** The wallets refuse every refund that is new to them. */
  refuseRefunds: boolean;
  /** Called after every deed of a wallet, for a book that outlives the process. */
  kept: () => void;
  /** Every payment code that was sent, so that a test can look for it where it must not be. */
  readonly codes: string[];
  /** Every card that was sent. */
  readonly cards: EncryptedCard[];
  /** Whether there is an acquirer. */
  acquirer: boolean;
  readonly entries: ShippedEntry[];
  /** What the wallet really holds of the shop's money: charged less reversed less refunded. */
  net(wallet: string): number;
  /** Orders that really took money more than once. */
  doubleCharged(): string[];
  orders(): readonly Readonly<Order>[];
  /** Ends every hanging call without an answer. */
  hangUp(): void;
  /** A customer's phone of that wallet scans an order's code and pays it; `amountMinor` where no line told the wallet of the order before. */
  scan(orderId: string, wallet: ChargeRequest['wallet'], amountMinor?: number): void;
  /** What a shown code holds; by itself as the wallets' own links do. */
  content: (request: ShowRequest) => string;
  /** Pushes how an order stands now. */
  push(orderId: string): void;
  /** Everything that is still under way arrives now. */
  deliverLate(): void;
  save(): string;
  load(text: string): void;
};

const LINKS = { wechatpay: 'weixin://wxpay/bizpayurl?pr=', alipay: 'https://qr.alipay.com/bax', unionpay: 'https://qr.95516.com/' } as const;
const ABOUT = { value: '123456789012345', category: '5411', country: 'CN', name: 'Test shop', city: 'Shanghai' } as const;
const MERCHANTS: Readonly<Record<ChargeRequest['wallet'], MerchantRecord>> = {
  wechatpay: { id: '27', identifier: 'com.qq.weixin.pay', ...ABOUT }, alipay: { id: '26', identifier: 'com.alipay', ...ABOUT }, unionpay: { id: '15', identifier: null, ...ABOUT },
};

const silence = () => new Fault('backend-unknown', 'the payment backend gave no usable answer', { why: 'no-answer' });

export function walletDouble(clock: Clock): WalletDouble {
  const orders = new Map<string, Order>();
  const refunds = new Map<string, Sent>();
  const hanging = new Set<() => void>();
  let late: (() => void)[] = [];
  let listener: ((answer: ChargeAnswer) => void) | null = null;

  const settleTime = (order: Order) => {
    if (order.state === 'acting' && order.paysAt !== null && clock.now() >= order.paysAt) pay(order);
  };
  const pay = (order: Order) => {
    order.state = 'paid';
    order.charges += 1;
  };
  const nobody = (orderId: string, state: 'not-found' | 'reversed'): ChargeAnswer => ({ orderId, wallet: null, state, amountMinor: 0, currency: 'XXX', tradeId: null, code: state, at: clock.now(), retryReverse: false });
  const word = (order: Order): ChargeAnswer => {
    const state = order.state === 'acting' ? 'payer-acting' as const : order.state;
    return { orderId: order.orderId, wallet: order.wallet, state, amountMinor: order.amountMinor, currency: order.currency, tradeId: order.state === 'paid' ? `TRADE${order.orderId}` : null, code: state.toUpperCase(), at: clock.now(), retryReverse: false };
  };

  const deeds = {
    charge(request: Charged): ChargeAnswer {
      if (request.wallet !== 'card') double.codes.push(request.authCode);
      const known = orders.get(request.orderId);
      if (known !== undefined) {
        settleTime(known);
        return word(known);
      }
      const payer = double.payer(request);
      const amountMinor = payer === 'other-amount' ? request.amountMinor + 1 : request.amountMinor;
      const order: Order = { orderId: request.orderId, wallet: request.wallet, amountMinor, currency: request.currency, state: payer === 'decline' ? 'declined' : 'acting', paysAt: payer === 'later' ? clock.now() + double.payAfterMs : null, charges: 0, refundedMinor: 0 };
      orders.set(order.orderId, order);
      if (payer === 'pay' || payer === 'other-amount') pay(order);
      return word(order);
    },
    show(request: ShowRequest): ShowAnswer {
      const { orderId, wallet, amountMinor, currency } = request;
      const known = orders.get(orderId);
      const order = known ?? { orderId, wallet, amountMinor, currency, state: 'acting' as const, paysAt: null, charges: 0, refundedMinor: 0 };
      orders.set(orderId, order);
      const hidden = request.offline || order.state !== 'acting';
      const answer = order.amountMinor === 0 ? nobody(orderId, 'reversed') : word(order);
      // The shop's claim is there, the wallet has never heard of it.
      if (request.offline && order.state === 'acting') answer.state = 'not-found';
      return { ...answer, content: hidden ? null : double.content(request), expiresAt: hidden ? null : clock.now() + 300_000 };
    },
    ask(orderId: string): ChargeAnswer {
      const order = orders.get(orderId);
      if (order === undefined || order.charges + order.amountMinor === 0) return nobody(orderId, order === undefined ? 'not-found' : 'reversed');
      settleTime(order);
      return word(order);
    },
    reverse(orderId: string): ChargeAnswer {
      const order = orders.get(orderId);
      if (order === undefined) {
        orders.set(orderId, { orderId, wallet: 'wechatpay', amountMinor: 0, currency: 'XXX', state: 'reversed', paysAt: null, charges: 0, refundedMinor: 0 });
        return nobody(orderId, 'reversed');
      }
      settleTime(order);
      if (order.amountMinor === 0) return nobody(orderId, 'reversed');
      if (order.state === 'declined') return word(order);
      if (order.state === 'paid') order.refundedMinor = order.amountMinor * order.charges;
      order.state = 'reversed';
      return word(order);
    },
    refund(request: RefundRequest): RefundAnswer {
      const { refundId, orderId, amountMinor } = request;
      let sent = refunds.get(refundId);
      if (sent === undefined) {
        const order = orders.get(orderId);
        const fits = !double.refuseRefunds && order !== undefined && order.state === 'paid' && order.amountMinor * order.charges - order.refundedMinor >= amountMinor;
        sent = { refundId, orderId, amountMinor, state: fits ? (double.slowRefunds ? 'accepted' : 'refunded') : 'failed' };
        if (fits) order.refundedMinor += amountMinor;
        refunds.set(refundId, sent);
      }
      return refundWord(sent);
    },
    askRefund(refundId: string): RefundAnswer {
      const sent = refunds.get(refundId);
      if (sent === undefined) throw new Fault('backend-refused', 'no such refund', { code: 'no-such-refund', status: 404 });
      if (sent.state === 'accepted') sent.state = 'refunded';
      return refundWord(sent);
    },
  };
  const refundWord = (sent: Sent): RefundAnswer => {
    const order = orders.get(sent.orderId);
    return { refundId: sent.refundId, orderId: sent.orderId, wallet: order?.wallet ?? 'wechatpay', state: sent.state, amountMinor: sent.amountMinor, currency: order?.currency ?? 'CNY', tradeId: null, code: sent.state.toUpperCase(), at: clock.now() };
  };

  /** One call over the line, with what the line does to it. */
  async function over<Reply extends { orderId: string }>(verb: Verb, id: string, does: () => Reply): Promise<Reply> {
    const trouble = double.trouble(verb, id);
    await Promise.resolve();
    const overtaken = late;
    const deed = () => {
      const reply = does();
      double.kept();
      return reply;
    };
    switch (trouble) {
      case 'none': break;
      case 'lost': throw silence();
      case 'unreachable': throw new Fault('backend-unreachable', 'the payment backend could not be reached', {});
      case 'refused': throw new Fault('backend-refused', 'the payment backend refused', { code: 'too-busy', status: 429 });
      case 'late':
        // It finds the other side as it is then; what that says is heard by nobody.
        late.push(() => {
          try { deed(); } catch (error) { if (!(error instanceof Fault)) throw error; }
        });
        throw silence();
      case 'cut':
        deed();
        throw silence();
      case 'twice':
        deed();
        break;
      case 'stray': return { ...deed(), orderId: 'STRAY00001' };
      case 'hang': {
        deed();
        await new Promise<void>((done) => hanging.add(done));
        throw silence();
      }
    }
    const reply = deed();
    // What was slower than this call arrives behind it.
    if (overtaken.length > 0 && (verb === 'reverse' || verb === double.lateBehind)) double.deliverLate();
    return reply;
  }

  const ack = (): JournalAck => {
    const last = double.entries.at(-1);
    return { seq: last?.seq ?? 0, hash: last?.hash ?? '0'.repeat(64), signature: '' };
  };

  const double: WalletDouble = {
    payer: () => 'pay', trouble: () => 'none', payAfterMs: 20_000, lateBehind: 'ask', slowRefunds: false, refuseRefunds: false, kept: () => undefined, codes: [], cards: [], acquirer: true, entries: [],
    net: (wallet) => [...orders.values()].filter((order) => order.wallet === wallet).reduce((sum, order) => sum + order.amountMinor * order.charges - order.refundedMinor, 0),
    doubleCharged: () => [...orders.values()].filter((order) => order.charges > 1).map((order) => order.orderId),
    orders: () => [...orders.values()],
    content: ({ orderId, wallet }) => (wallet === null ? `https://pay.example/p/test/${orderId}` : `${LINKS[wallet]}${orderId}`),
    scan(orderId, wallet, amountMinor = 0) {
      const order = orders.get(orderId) ?? { orderId, wallet, amountMinor, currency: 'CNY', state: 'acting' as const, paysAt: null, charges: 0, refundedMinor: 0 };
      orders.set(orderId, order);
      if (order.state !== 'acting') return;
      order.wallet = wallet;
      pay(order);
      double.kept();
    },
    hangUp() {
      for (const done of hanging) done();
      hanging.clear();
    },
    push(orderId) {
      const order = orders.get(orderId);
      if (order === undefined || listener === null) return;
      settleTime(order);
      listener(word(order));
    },
    deliverLate() {
      const arriving = late;
      late = [];
      for (const deed of arriving) deed();
    },
    save: () => JSON.stringify({ orders: [...orders], refunds: [...refunds] }),
    load(text) {
      const kept = JSON.parse(text) as { orders: [string, Order][]; refunds: [string, Sent][] };
      for (const [id, order] of kept.orders) orders.set(id, order);
      for (const [id, sent] of kept.refunds) refunds.set(id, sent);
    },
    backend: {
      chargeCard: (request) => over('charge', request.orderId, () => {
        double.cards.push(request.card);
        return deeds.charge({ ...request, wallet: 'card', authCode: '' });
      }),
      charge: (request) => over('charge', request.orderId, () => deeds.charge(request)),
      show: (request) => over('show', request.orderId, () => deeds.show(request)),
      ask: (orderId) => over('ask', orderId, () => deeds.ask(orderId)),
      reverse: (orderId) => over('reverse', orderId, () => deeds.reverse(orderId)),
      refund: (request) => over('refund', request.refundId, () => deeds.refund(request)),
      askRefund: (refundId) => over('askRefund', refundId, () => deeds.askRefund(refundId)),
      async ship(run) {
        const lines = linesOf(run);
        await over('ship', '', () => ({ orderId: '' }));
        const head = ack();
        const entries = lines.map(({ hash, text }, nth): ShippedEntry => ({ ...(JSON.parse(text) as Omit<ShippedEntry, 'prevHash' | 'hash'>), prevHash: lines[nth - 1]?.hash ?? run.prevHash, hash }));
        const next = entries.filter((entry) => entry.seq > head.seq);
        if (next.length > 0 && next[0]?.prevHash !== head.hash) throw new Fault('backend-refused', 'fork', { code: 'journal-forked', status: 409 });
        double.entries.push(...next);
        return ack();
      },
      head: () => Promise.resolve(ack()),
      status: async () => {
        await over('status', '', () => ({ orderId: '' }));
        return { version: 'double', engine: 'pglite', wallets: [...CHARGEABLE.map((wallet) => ({ wallet, enabled: true, health: 'ok' as const, lastAnswerMs: 1, connector: 'double', merchant: MERCHANTS[wallet] })), { wallet: 'card' as const, enabled: double.acquirer, health: 'ok' as const, lastAnswerMs: 1, connector: 'double' }], heads: [] };
      },
      statement: () => Promise.resolve(null),
      wallets: { read: () => Promise.resolve({ wallets: [], keeps: false, needsCode: false, sandbox: false }), set: () => Promise.reject(new Error('not in this double')), test: () => Promise.reject(new Error('not in this double')) },
      chain: () => Promise.resolve({ at: 0, stores: [] }),
      chainTill: (store, till) => Promise.resolve({ store, till, days: [] }),
      updates(onUpdate) {
        listener = onUpdate;
        return () => { listener = null; };
      },
      sandbox: {
        behaviours: () => Promise.resolve([]), behave: () => Promise.resolve(), customer: () => Promise.resolve(), bills: () => Promise.resolve(), advance: () => Promise.resolve(),
        book: () => Promise.resolve({ wallets: CHARGEABLE.map((wallet) => ({ wallet, charges: 0, refunds: 0, netMinor: double.net(wallet), currency: 'CNY' })), doubleCharged: double.doubleCharged() }),
      },
    },
  };
  return double;
}
