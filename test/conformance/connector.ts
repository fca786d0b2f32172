/** What every wallet connector must do, whoever's wire is behind it: run over each by its own rig. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderRef, PayOrder, PresentOrder, RefundOrder, WalletConnector } from '#cloud/ports.ts';

export type ConnectorMode = 'pay' | 'confirm' | 'decline' | 'silent' | 'silent-paid' | 'late' | 'lie' | 'down';

/** The other side of the wire, in the test's hands. */
export type ConnectorRig = {
  readonly connector: WalletConnector;
  readonly behave: (mode: ConnectorMode, delayMs?: number) => Promise<void>;
  /** Lets the wallet's time pass. */
  readonly pass: (ms: number) => Promise<void>;
  /** What the wallet really took less what it gave back. */
  readonly netMinor: () => Promise<number>;
  readonly order: (changes?: Partial<PayOrder>) => PayOrder;
  readonly newId: () => string;
  /** A customer scans the code shown for an order: pays after the delay, gives up, or does nothing more. */
  readonly scan: (orderId: string, mode: CustomerMode, delayMs?: number) => Promise<void>;
  /** UTC ms by the wallet's clock. */
  readonly now: () => number;
  /** What a reverse of a presented order says that is paid already: some wallets give the money back, others leave it to a refund. */
  readonly paidPresented: 'reversed' | 'paid';
  /** The wallet knows nothing any more of an order that was reversed before it was paid; the backend's own record stands for it. */
  readonly forgetsReversed: boolean;
  readonly end?: () => Promise<void>;
};

export type CustomerMode = 'pay' | 'decline' | 'silent';


/** Long enough for every wallet to accept a reverse. */
const REVERSIBLE_MS = 16_000;
const CALLS_MAX = 5;
const CODE_LIFE_MS = 120_000;
/** A wallet may round the end of an order up to a minute. */
const AFTER_LIFE_MS = CODE_LIFE_MS + 61_000;

async function reverseUntilDefinite(connector: WalletConnector, order: OrderRef) {
  let answer = await connector.reverse(order);
  for (let calls = 1; answer.retryReverse && calls < CALLS_MAX; calls += 1) answer = await connector.reverse(order);
  return answer;
}

/** `amountMinor` of an order back, or as much of it as is said. */
function refundOf(rig: ConnectorRig, order: OrderRef, changes: Partial<RefundOrder> = {}): RefundOrder {
  const { store, orderId, amountMinor, currency, kind, sentAt, expiresAt } = order;
  return { store, orderId, amountMinor, currency, kind, sentAt, expiresAt, paidMinor: amountMinor, refundId: rig.newId(), refundSentAt: rig.now(), reason: 'broken', ...changes };
}

function toShow(rig: ConnectorRig): PresentOrder {
  const { authCode: _none, ...order } = rig.order({ kind: 'presented' });
  return { ...order, expiresAt: rig.now() + CODE_LIFE_MS };
}

/** The connector with each answer's state noted down. */
function noting(connector: WalletConnector, states: Map<string, Set<string>>): WalletConnector {
  const note = <Given extends unknown[], Answer extends { readonly state: string }>(verb: string, call: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      const answer = await call(...given);
      states.set(verb, (states.get(verb) ?? new Set()).add(answer.state));
      return answer;
    };
  return {
    ...connector,
    pay: note('pay', (order) => connector.pay(order)),
    present: note('present', (order) => connector.present(order)),
    ask: note('ask', (order) => connector.ask(order)),
    reverse: note('reverse', (order) => connector.reverse(order)),
    refund: note('refund', (order) => connector.refund(order)),
    askRefund: note('askRefund', (order) => connector.askRefund(order)),
  };
}

/** What an ask says of an order that was reversed. */
const reversedWords = (rig: ConnectorRig) => (rig.forgetsReversed ? ['reversed', 'not-found'] : ['reversed']);

const STATES_DOC = resolve(import.meta.dirname, '../../docs/wallet-states.md');

/** One row for each verb: the states that this run saw. */
const rowsOf = (name: string, verbs: ReadonlyMap<string, ReadonlySet<string>>): string[] => [...verbs].map(([verb, states]) => `| ${name} | ${verb} | ${[...states].sort().join(', ')} |`).sort();

export function connectorConformance(name: string, id: string, openRig: () => Promise<ConnectorRig>): void {
  describe(`${name} as a connector`, () => {
    let rig: ConnectorRig;
    const states = new Map<string, Set<string>>();
    beforeEach(async () => {
      const opened = await openRig();
      rig = { ...opened, connector: noting(opened.connector, states) };
    });
    afterEach(() => rig.end?.());

    test(`pays, knows it afterwards, and takes the amount once [${id}a]`, async () => {
      const order = rig.order();
      expect(await rig.connector.pay(order)).toMatchObject({ state: 'paid', silent: false });
      const again = await rig.connector.ask(order);
      expect(again.state).toBe('paid');
      expect(again.tradeId).not.toBeNull();
      expect(await rig.netMinor()).toBe(order.amountMinor);
    });

    test(`a payer who must confirm is acting, then paid [${id}b]`, async () => {
      await rig.behave('confirm', 8_000);
      const order = rig.order();
      expect((await rig.connector.pay(order)).state).toBe('payer-acting');
      expect((await rig.connector.ask(order)).state).toBe('payer-acting');
      expect(await rig.netMinor()).toBe(0);
      await rig.pass(8_001);
      expect((await rig.connector.ask(order)).state).toBe('paid');
      expect(await rig.netMinor()).toBe(order.amountMinor);
    });

    test(`a refused payment is declined, by the ask too [${id}c]`, async () => {
      await rig.behave('decline');
      const order = rig.order();
      expect((await rig.connector.pay(order)).state).toBe('declined');
      // Some wallets close what was declined.
      expect(['declined', 'reversed']).toContain((await rig.connector.ask(order)).state);
      expect(await rig.netMinor()).toBe(0);
    });

    test(`silence is unknown, and never the same as not paid [${id}d]`, async () => {
      await rig.behave('silent');
      const order = rig.order();
      expect(await rig.connector.pay(order)).toMatchObject({ state: 'unknown', silent: true });
      expect(['unknown', 'not-found']).toContain((await rig.connector.ask(order)).state);
      await rig.pass(REVERSIBLE_MS);
      expect((await reverseUntilDefinite(rig.connector, order)).state).toBe('reversed');
      expect(reversedWords(rig)).toContain((await rig.connector.ask(order)).state);
      expect(await rig.netMinor()).toBe(0);
    });

    test(`a silence that took the money is found paid, and can be taken back [${id}e]`, async () => {
      await rig.behave('silent-paid');
      const order = rig.order();
      expect((await rig.connector.pay(order)).state).toBe('unknown');
      expect((await rig.connector.ask(order)).state).toBe('paid');
      expect(await rig.netMinor()).toBe(order.amountMinor);
      await rig.pass(REVERSIBLE_MS);
      expect((await reverseUntilDefinite(rig.connector, order)).state).toBe('reversed');
      expect(await rig.netMinor()).toBe(0);
    });

    test(`a late payment comes although it was not found before [${id}f]`, async () => {
      await rig.behave('late', 60_000);
      const order = rig.order();
      expect((await rig.connector.pay(order)).state).toBe('unknown');
      expect((await rig.connector.ask(order)).state).toBe('not-found');
      await rig.pass(60_001);
      expect((await rig.connector.ask(order)).state).toBe('paid');
      expect(await rig.netMinor()).toBe(order.amountMinor);
    });

    test(`only a reverse stops a late payment [${id}g]`, async () => {
      await rig.behave('late', 60_000);
      const order = rig.order();
      await rig.connector.pay(order);
      await rig.pass(REVERSIBLE_MS);
      expect((await reverseUntilDefinite(rig.connector, order)).state).toBe('reversed');
      await rig.pass(120_000);
      expect(reversedWords(rig)).toContain((await rig.connector.ask(order)).state);
      expect(await rig.netMinor()).toBe(0);
    });

    test(`a system error is unknown, whatever became of the money [${id}h]`, async () => {
      await rig.behave('lie');
      const order = rig.order();
      expect(await rig.connector.pay(order)).toMatchObject({ state: 'unknown', silent: false });
      expect((await rig.connector.ask(order)).state).toBe('paid');
    });

    test(`a wallet that is away answers nothing to any verb and takes nothing [${id}i]`, async () => {
      await rig.behave('down');
      const order = rig.order();
      const refund = refundOf(rig, order);
      expect(await rig.connector.pay(order)).toMatchObject({ state: 'unknown', silent: true });
      expect(await rig.connector.ask(order)).toMatchObject({ state: 'unknown', silent: true });
      expect(await rig.connector.reverse(order)).toMatchObject({ state: 'unknown', silent: true, retryReverse: true });
      expect(await rig.connector.refund(refund)).toMatchObject({ state: 'unknown', silent: true });
      expect(await rig.connector.askRefund(refund)).toMatchObject({ state: 'unknown', silent: true });
      await rig.behave('pay');
      expect((await rig.connector.ask(order)).state).toBe('not-found');
      expect(await rig.netMinor()).toBe(0);
    });

    test(`a reverse of an order that never came refuses it when it comes [${id}j]`, async () => {
      if (!rig.connector.reverseStopsLateCharge) return;
      const order = rig.order();
      expect((await rig.connector.ask(order)).state).toBe('not-found');
      expect((await reverseUntilDefinite(rig.connector, order)).state).toBe('reversed');
      expect((await rig.connector.pay(order)).state).toBe('declined');
      expect(reversedWords(rig)).toContain((await rig.connector.ask(order)).state);
      expect(await rig.netMinor()).toBe(0);
    });

    test(`a reverse said twice gives the money back once [${id}k]`, async () => {
      const order = rig.order();
      await rig.connector.pay(order);
      await rig.pass(REVERSIBLE_MS);
      const both = await Promise.all([reverseUntilDefinite(rig.connector, order), reverseUntilDefinite(rig.connector, order)]);
      expect(both.map((answer) => answer.state)).toEqual(['reversed', 'reversed']);
      expect(await rig.netMinor()).toBe(0);
    });

    test(`a payment code works once [${id}l]`, async () => {
      const order = rig.order();
      await rig.connector.pay(order);
      const second = rig.order({ authCode: order.authCode });
      expect((await rig.connector.pay(second)).state).toBe('declined');
      expect(await rig.netMinor()).toBe(order.amountMinor);
    });

    test(`a refund is accepted, then done; the same id moves money once; more than was paid is refused [${id}m]`, async () => {
      const order = rig.order({ amountMinor: 1_000 });
      await rig.connector.pay(order);
      const part = refundOf(rig, order, { amountMinor: 600 });
      expect((await rig.connector.refund(part)).state).toBe('accepted');
      expect(['accepted', 'refunded']).toContain((await rig.connector.refund(part)).state);
      await rig.pass(5_000);
      expect((await rig.connector.askRefund(part)).state).toBe('refunded');
      expect((await rig.connector.refund({ ...part, amountMinor: 401, refundId: rig.newId() })).state).toBe('failed');
      expect((await rig.connector.refund({ ...part, amountMinor: 400, refundId: rig.newId() })).state).toBe('accepted');
      await rig.pass(5_000);
      expect(await rig.netMinor()).toBe(0);
      expect((await rig.connector.askRefund({ ...part, refundId: rig.newId() })).state).toBe('not-found');
    });

    test(`a refund of what was not paid, or was taken back, fails [${id}n]`, async () => {
      await rig.behave('decline');
      const declined = rig.order();
      await rig.connector.pay(declined);
      expect((await rig.connector.refund(refundOf(rig, declined))).state).toBe('failed');
      await rig.behave('pay');
      const reversed = rig.order();
      await rig.connector.pay(reversed);
      await rig.pass(REVERSIBLE_MS);
      await reverseUntilDefinite(rig.connector, reversed);
      expect((await rig.connector.refund(refundOf(rig, reversed))).state).toBe('failed');
      expect(await rig.netMinor()).toBe(0);
    });

    test(`a shown code waits, is scanned, and is paid once [${id}o]`, async () => {
      const order = toShow(rig);
      const shown = await rig.connector.present(order);
      expect(shown).toMatchObject({ state: 'payer-acting', silent: false });
      expect(shown.qrText).toMatch(/^[\x21-\x7e]{10,512}$/);
      expect((await rig.connector.ask(order)).state).toBe('payer-acting');
      expect(await rig.netMinor()).toBe(0);
      await rig.scan(order.orderId, 'pay', 8_000);
      expect((await rig.connector.ask(order)).state).toBe('payer-acting');
      await rig.pass(8_001);
      const paid = await rig.connector.ask(order);
      expect(paid.state).toBe('paid');
      expect(paid.tradeId).not.toBeNull();
      expect(await rig.netMinor()).toBe(order.amountMinor);
    });

    test(`a customer who gives up leaves the code good for the next one [${id}p]`, async () => {
      const order = toShow(rig);
      await rig.connector.present(order);
      await rig.scan(order.orderId, 'decline');
      expect((await rig.connector.ask(order)).state).toBe('payer-acting');
      await rig.scan(order.orderId, 'pay');
      expect((await rig.connector.ask(order)).state).toBe('paid');
    });

    test(`a shown code that is closed cannot be paid any more [${id}q]`, async () => {
      const order = toShow(rig);
      await rig.connector.present(order);
      await rig.pass(REVERSIBLE_MS);
      // A wallet that closes no code says so, and the code ends by its own time.
      if ((await reverseUntilDefinite(rig.connector, order)).state !== 'reversed') {
        await rig.pass(AFTER_LIFE_MS);
        expect((await reverseUntilDefinite(rig.connector, order)).state).toBe('reversed');
      }
      await rig.scan(order.orderId, 'pay');
      expect(reversedWords(rig)).toContain((await rig.connector.ask(order)).state);
      expect(await rig.netMinor()).toBe(0);
    });

    test(`a shown code that was paid in the last moment is never closed as unpaid [${id}r]`, async () => {
      const order = toShow(rig);
      await rig.connector.present(order);
      await rig.pass(REVERSIBLE_MS);
      await rig.scan(order.orderId, 'pay');
      const closed = await reverseUntilDefinite(rig.connector, order);
      expect(closed.state).toBe(rig.paidPresented);
      expect(await rig.netMinor()).toBe(closed.state === 'paid' ? order.amountMinor : 0);
      if (closed.state === 'paid') expect((await rig.connector.refund(refundOf(rig, order))).state).toBe('accepted');
    });

    test(`a shown code ends by itself, and shown again before that it is one order [${id}s]`, async () => {
      const order = toShow(rig);
      await rig.connector.present(order);
      expect(await rig.connector.present(order)).toMatchObject({ state: 'payer-acting' });
      await rig.scan(order.orderId, 'silent');
      await rig.pass(AFTER_LIFE_MS);
      await rig.scan(order.orderId, 'pay');
      expect((await reverseUntilDefinite(rig.connector, order)).state).toBe('reversed');
      expect(await rig.netMinor()).toBe(0);
    });

    test(`the states it reaches are those that docs/wallet-states.md lists [${id}z]`, () => {
      const listed = readFileSync(STATES_DOC, 'utf8').split('\n').filter((line) => line.startsWith(`| ${name} | `)).sort();
      // What this prints can be pasted into the table.
      expect(rowsOf(name, states).join('\n')).toBe(listed.join('\n'));
    });
  });
}
