/** A sandbox wallet as a connector: its verbs over its own book, with the real wallets' rules of reversing and refunding. */
import type { ChargeableWallet, PaymentMethod } from '#core/wallets.ts';
import { refundSilence, silence } from '../../ports.ts';
import type { OrderRef, PayOrder, RefundOrder, RefundWord, WalletAnswer, WalletConnector } from '../../ports.ts';
import { issueBill } from './bills.ts';
import { present, sandboxMerchant } from './shown.ts';
import { isTaken, newTradeId } from './book.ts';
import type { Book, BookCharge } from './book.ts';
import { paysAt, REFUND_TAKES_MS, REFUND_WINDOW_MS, REVERSE_RULES, SCRIPTED_CODES, WORDS } from './modes.ts';

const DOWN = 'HTTP_503';
/** ISO 8583, field 39. */
const FORMAT_ERROR = '30';
/** A slow wallet in wall time is waited for, below the backend's patience; in moved time no one sleeps. */
const SLEEP_MS_MAX = 8_000;
const TRIES_MAX = 5;

const word = (state: WalletAnswer['state'], code: string, tradeId: string | null = null, retryReverse = false): WalletAnswer =>
  ({ state, tradeId, code, retryReverse, silent: false });

export function sandboxConnector(book: Book, wallet: ChargeableWallet): WalletConnector {
  return {
    name: 'sandbox',
    wallet,
    reverseStopsLateCharge: true,
    pay: (order) => pay(book, wallet, order),
    merchant: (store) => sandboxMerchant(wallet, store),
    present: (order) => present(book, wallet, order),
    ask: (order) => ask(book, wallet, order),
    reverse: (order) => reverse(book, wallet, order),
    refund: (refund) => takeRefund(book, wallet, refund),
    askRefund: (refund) => askRefund(book, wallet, refund),
    statement: (store, day) => issueBill(book, store, wallet, day),
  };
}

/** The sandbox's acquirer: the wallets' verbs over the same book. It decrypts nothing; what a real one would refuse for its form it refuses too. */
export function sandboxAcquirer(book: Book): WalletConnector {
  const wallet = 'card';
  return {
    name: 'sandbox',
    wallet,
    reverseStopsLateCharge: true,
    pay: (order) => (order.card === undefined ? Promise.resolve(word('declined', FORMAT_ERROR)) : pay(book, wallet, order)),
    present: () => Promise.resolve({ ...word('declined', FORMAT_ERROR), qrText: null }),
    ask: (order) => ask(book, wallet, order),
    reverse: (order) => reverse(book, wallet, order),
    refund: (refund) => takeRefund(book, wallet, refund),
    askRefund: (refund) => askRefund(book, wallet, refund),
    statement: (store, day) => issueBill(book, store, wallet, day),
  };
}

async function pay(book: Book, wallet: PaymentMethod, order: PayOrder): Promise<WalletAnswer> {
  const words = WORDS[wallet];
  const { store, orderId } = order;
  // Nothing of a card is kept, not even its hash: the order alone tells one swipe from the next.
  const codeHash = await book.codeHash(store, order.card === undefined ? order.authCode : orderId);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const seen = await book.lookForPay({ store, wallet, orderId, codeHash });
    const scripted = SCRIPTED_CODES[order.card === undefined ? order.authCode.slice(-4) : order.card.lastFour ?? ''];
    const mode = seen.mode === 'down' ? 'down' : (scripted?.mode ?? seen.mode);
    const delayMs = scripted?.delayMs ?? seen.delayMs;
    if (mode === 'down') return silence(DOWN);
    if (seen.closed) return word('declined', words.orderClosed);
    if (seen.codeUsed) return word('declined', words.codeUsed);
    const tradeId = newTradeId(wallet, seen.now, false);
    const entered = await book.enter({
      store, wallet, orderId, attempt: seen.attempts + 1, amountMinor: order.amountMinor, currency: order.currency, subject: order.subject, tradeId,
      mode, codeHash, receivedAt: seen.now, paysAt: paysAt(mode, seen.now, delayMs), closedAt: null, expiresAt: null,
    });
    if (!entered) continue;
    switch (mode) {
      case 'pay':
        if (delayMs === 0) return word('paid', words.paid, tradeId);
        if (seen.ahead || delayMs > SLEEP_MS_MAX) return word('payer-acting', words.acting, tradeId);
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        return ask(book, wallet, order);
      case 'confirm':
        return word('payer-acting', words.acting, tradeId);
      case 'decline':
        return word('declined', words.declined);
      case 'lie':
        return word('unknown', words.systemError);
      case 'silent':
      case 'silent-paid':
      case 'late':
        return silence('TIMEOUT');
    }
  }
  return silence('BUSY');
}

async function ask(book: Book, wallet: PaymentMethod, order: OrderRef): Promise<WalletAnswer> {
  const seen = await book.look(order.store, wallet, order.orderId);
  return seen.mode === 'down' ? silence(DOWN) : judge(wallet, seen.charges, seen.now);
}

/** What the wallet knows of an order at a moment of its clock. */
function judge(wallet: PaymentMethod, charges: readonly BookCharge[], now: number): WalletAnswer {
  const words = WORDS[wallet];
  const paid = charges.find((charge) => charge.closed_at === null && isTaken(charge, now));
  if (paid?.mode === 'shown-lie' && paid.expires_at !== null && now < paid.expires_at) return word('unknown', words.systemError);
  if (paid !== undefined) return word('paid', words.paid, paid.trade_id);
  const last = charges.at(-1);
  if (last === undefined) return word('not-found', words.notFound);
  if (last.closed_at !== null) return word('reversed', words.reversed, last.mode === 'tombstone' ? null : last.trade_id);
  switch (last.mode) {
    case 'decline':
      return word('declined', words.declined);
    case 'pay':
    case 'confirm':
      return word('payer-acting', words.acting, last.trade_id);
    case 'shown':
    case 'shown-acting':
      if (last.expires_at !== null && now >= last.expires_at) return word('reversed', words.orderClosed);
      return word('payer-acting', last.mode === 'shown' ? words.waiting : words.acting);
    case 'shown-lie':
      return word('unknown', words.systemError);
    case 'silent':
    case 'silent-paid':
    case 'late':
    case 'lie':
    case 'down':
    case 'tombstone':
      return word('not-found', words.notFound);
  }
}

async function reverse(book: Book, wallet: PaymentMethod, order: OrderRef): Promise<WalletAnswer> {
  const words = WORDS[wallet];
  const rule = REVERSE_RULES[wallet];
  const { store, orderId } = order;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { now, mode, charges } = await book.look(store, wallet, orderId);
    if (mode === 'down') return silence(DOWN);
    const open = charges.filter((charge) => charge.closed_at === null);
    if (charges.length === 0) {
      const entered = await book.enter({
        store, wallet, orderId, attempt: 1, amountMinor: order.amountMinor, currency: order.currency, subject: '', tradeId: '', mode: 'tombstone', codeHash: null,
        receivedAt: now, paysAt: null, closedAt: now, expiresAt: null,
      });
      if (entered) return word('reversed', words.reversed);
      continue;
    }
    if (open.length === 0) return judge(wallet, charges, now);
    const taken = open.find((charge) => isTaken(charge, now));
    if (open.some((charge) => charge.expires_at === null && now < charge.received_at + rule.notBeforeMs)) return word('unknown', words.tryReverseAgain, null, true);
    if (open.some((charge) => charge.reverse_tries === 0 && rule.asksAgain.includes(charge.mode))) {
      await book.sql`update sandbox_charge set reverse_tries = reverse_tries + 1 where store = ${store} and wallet = ${wallet} and order_id = ${orderId}`;
      return word('unknown', words.tryReverseAgain, null, true);
    }
    if (taken !== undefined && taken.expires_at !== null && words.closePaid !== null) return word('paid', words.closePaid, taken.trade_id);
    if (taken !== undefined) {
      const paidAt = taken.pays_at ?? taken.received_at;
      const over = now > paidAt + rule.windowMs || (rule.clearingDay !== null && rule.clearingDay(now) !== rule.clearingDay(paidAt));
      if (over || taken.refunded_minor > 0) return word('paid', words.tooLateToReverse, taken.trade_id);
    }
    // Closed at one moment: money taken up to it goes back, money due after it is never taken.
    const closed = await book.sql`
      update sandbox_charge set closed_at = ${now} where store = ${store} and wallet = ${wallet} and order_id = ${orderId} and closed_at is null and refunded_minor = 0
      returning 1`;
    if (closed.length > 0) return word('reversed', words.reversed, open.at(-1)?.trade_id ?? null);
  }
  return silence('BUSY');
}

type RefundRow = { order_id: string; amount_minor: number; trade_id: string; done_at: number };

async function findRefund(book: Book, store: string, wallet: PaymentMethod, refundId: string): Promise<RefundRow | null> {
  const [row] = await book.sql<RefundRow>`
    select order_id, amount_minor, trade_id, done_at from sandbox_refund where store = ${store} and wallet = ${wallet} and refund_id = ${refundId}`;
  return row ?? null;
}

const refundWord = (state: RefundWord['state'], code: string, tradeId: string | null = null): RefundWord => ({ state, tradeId, code, silent: false });

async function takeRefund(book: Book, wallet: PaymentMethod, refund: RefundOrder): Promise<RefundWord> {
  const words = WORDS[wallet];
  const { store, orderId, refundId, amountMinor } = refund;
  const seen = await book.look(store, wallet, orderId);
  if (seen.mode === 'down') return refundSilence(DOWN);
  const known = await findRefund(book, store, wallet, refundId);
  if (known !== null) {
    return known.order_id === orderId && known.amount_minor === amountMinor ? refundState(wallet, known, seen.now) : refundWord('failed', words.refundRefused);
  }
  const charge = seen.charges.find((one) => one.closed_at === null && isTaken(one, seen.now));
  if (charge === undefined || seen.now > (charge.pays_at ?? 0) + REFUND_WINDOW_MS[wallet]) return refundWord('failed', words.refundRefused);
  const tradeId = newTradeId(wallet, seen.now, true);
  if (!(await enterRefund(book, wallet, refund, charge.attempt, tradeId, seen.now))) {
    const raced = await findRefund(book, store, wallet, refundId);
    return raced === null ? refundWord('failed', words.refundRefused) : refundState(wallet, raced, seen.now);
  }
  return seen.mode === 'silent-paid' || seen.mode === 'lie' ? refundSilence('TIMEOUT') : refundWord('accepted', words.refundAccepted, tradeId);
}

/** One statement: never more than what was paid, each refund id once. */
async function enterRefund(book: Book, wallet: PaymentMethod, refund: RefundOrder, attempt: number, tradeId: string, now: number): Promise<boolean> {
  const { store, orderId, refundId, amountMinor, currency } = refund;
  try {
    const rows = await book.sql`
      with room as (
        update sandbox_charge set refunded_minor = refunded_minor + ${amountMinor}
        where store = ${store} and wallet = ${wallet} and order_id = ${orderId} and attempt = ${attempt} and closed_at is null
          and refunded_minor + ${amountMinor} <= amount_minor
        returning 1
      )
      insert into sandbox_refund (store, wallet, refund_id, order_id, amount_minor, currency, trade_id, received_at, done_at)
      select ${store}, ${wallet}, ${refundId}, ${orderId}, ${amountMinor}::bigint, ${currency}, ${tradeId}, ${now}::bigint, ${now + REFUND_TAKES_MS}::bigint from room
      returning 1`;
    return rows.length === 1;
  } catch (error) {
    if ((error as { code?: unknown }).code === '23505') return false;
    throw error;
  }
}

function refundState(wallet: PaymentMethod, refund: RefundRow, now: number): RefundWord {
  const words = WORDS[wallet];
  return now >= refund.done_at ? refundWord('refunded', words.refundDone, refund.trade_id) : refundWord('accepted', words.refundAccepted, refund.trade_id);
}

async function askRefund(book: Book, wallet: PaymentMethod, refund: Omit<RefundOrder, 'reason'>): Promise<RefundWord> {
  const seen = await book.look(refund.store, wallet, refund.orderId);
  if (seen.mode === 'down') return refundSilence(DOWN);
  const known = await findRefund(book, refund.store, wallet, refund.refundId);
  return known === null ? refundWord('not-found', WORDS[wallet].refundNotFound) : refundState(wallet, known, seen.now);
}
