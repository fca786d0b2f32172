/** The sandbox's shown codes: an order waits as a code until a scripted customer scans it. */
import { createHash } from 'node:crypto';
import { currencyAlpha } from '#core/barcode/isoCodes.ts';
import { parseMinor } from '#core/money.ts';
import { misfitOf, readOwnCode, type MerchantAccount } from '#core/shownCode.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { silence } from '../../ports.ts';
import type { PresentAnswer, PresentOrder } from '../../ports.ts';
import { newTradeId } from './book.ts';
import type { Book } from './book.ts';
import { SHOWN_CODE, WORDS } from './modes.ts';
import type { ChargeMode, ScanMode } from './modes.ts';

/** What the customers do who come to a wallet's shown codes from now on; null: nobody comes. */
export type Customers = { wallet: ChargeableWallet; mode: ScanMode | null; delayMs: number };

const TRIES_MAX = 5;

export async function present(book: Book, wallet: ChargeableWallet, order: PresentOrder): Promise<PresentAnswer> {
  const { store, orderId } = order;
  const words = WORDS[wallet];
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { now, mode, charges } = await book.look(store, wallet, orderId);
    if (mode === 'down') return { ...silence('HTTP_503'), qrText: null };
    const last = charges.at(-1);
    if (last !== undefined) {
      const isOpen = last.closed_at === null && (last.mode === 'shown' || last.mode === 'shown-acting') && (last.expires_at ?? 0) > now;
      return isOpen ? waiting(wallet, orderId) : { state: 'declined', tradeId: null, code: words.orderClosed, retryReverse: false, silent: false, qrText: null };
    }
    const entered = await book.enter({
      store, wallet, orderId, attempt: 1, amountMinor: order.amountMinor, currency: order.currency, subject: order.subject, tradeId: newTradeId(wallet, now, false),
      mode: 'shown', codeHash: null, receivedAt: now, paysAt: null, closedAt: null, expiresAt: order.expiresAt,
    });
    if (!entered) continue;
    // A wallet that swallows its answers has the order all the same.
    if (mode === 'silent' || mode === 'silent-paid' || mode === 'late') return { ...silence('TIMEOUT'), qrText: null };
    const [customers] = await book.sql<{ scan_mode: ScanMode | null; scan_delay_ms: number }>`
      select scan_mode, scan_delay_ms from sandbox_wallet where store = ${store} and wallet = ${wallet}`;
    if (typeof customers?.scan_mode === 'string') await scanShown(book, store, { wallet, orderId, mode: customers.scan_mode, delayMs: customers.scan_delay_ms });
    return waiting(wallet, orderId);
  }
  return { ...silence('BUSY'), qrText: null };
}

function waiting(wallet: ChargeableWallet, orderId: string): PresentAnswer {
  return { state: 'payer-acting', tradeId: null, code: WORDS[wallet].waiting, retryReverse: false, silent: false, qrText: `${SHOWN_CODE[wallet]}${orderId}` };
}

/** One customer scans one shown code. @returns false when there is no such code to scan, it is over, or it is paid. */
export async function scanShown(book: Book, store: string, scan: { wallet: ChargeableWallet; orderId: string; mode: ScanMode; delayMs: number }): Promise<boolean> {
  const { wallet, orderId, mode, delayMs } = scan;
  const { now, charges } = await book.look(store, wallet, orderId);
  const last = charges.at(-1);
  if (last === undefined || last.closed_at !== null || last.pays_at !== null || last.expires_at === null || last.expires_at <= now) return false;
  if (mode === 'decline') return true;
  const paysAt = mode === 'silent' ? null : mode === 'lie' ? now : now + delayMs;
  // A payment that would come after the code's end never comes.
  const inTime = paysAt !== null && paysAt < last.expires_at ? paysAt : null;
  const next: ChargeMode = mode === 'lie' ? 'shown-lie' : 'shown-acting';
  const endsAt = mode === 'lie' ? now + delayMs : last.expires_at;
  const rows = await book.sql<{ amount_minor: number; currency: string; subject: string }>`
    update sandbox_charge set mode = ${next}, pays_at = ${inTime}, expires_at = ${endsAt}
    where store = ${store} and wallet = ${wallet} and order_id = ${orderId} and attempt = ${last.attempt} and closed_at is null and pays_at is null
    returning amount_minor, currency, subject`;
  const [row] = rows;
  if (row === undefined) return false;
  if (mode === 'twice') {
    await book.enter({
      store, wallet, orderId, attempt: last.attempt + 1, amountMinor: row.amount_minor, currency: row.currency, subject: row.subject, tradeId: newTradeId(wallet, now, false),
      mode: next, codeHash: null, receivedAt: last.received_at, paysAt: inTime, closedAt: null, expiresAt: endsAt,
    });
  }
  return true;
}

/** A phone reads an EMVCo code that the till wrote by itself: the wallet has the order from then on, whoever else knows of it. */
export async function readShownCode(book: Book, store: string, scan: { wallet: ChargeableWallet; orderId: string; content: string }): Promise<void> {
  const { wallet, orderId } = scan;
  const account = sandboxMerchant(wallet, store);
  const code = readOwnCode(scan.content);
  const currency = currencyAlpha(typeof code?.fields['53'] === 'string' ? code.fields['53'] : '');
  if (code === null || currency === undefined || code.orderId !== orderId) return;
  const amountMinor = parseMinor(code.amount, currency);
  if (amountMinor === null) return;
  const misfit = misfitOf(scan.content, { orderId, amountMinor, currency, wallet, merchant: account, linkBase: null });
  const { now, mode, charges } = await book.look(store, wallet, orderId);
  if (misfit !== null || mode === 'down' || charges.length > 0) return;
  await book.enter({
    store, wallet, orderId, attempt: 1, amountMinor, currency, subject: account.name, tradeId: newTradeId(wallet, now, false),
    mode: 'shown', codeHash: null, receivedAt: now, paysAt: null, closedAt: null, expiresAt: now + OWN_CODE_MS,
  });
}

const OWN_CODE_MS = 30 * 60_000;

/** The sandbox wallets' account of a shop; its number tells the store. */
export function sandboxMerchant(wallet: ChargeableWallet, store: string): MerchantAccount {
  const number = createHash('sha256').update(`${wallet}/${store}`).digest('hex').replaceAll(/\D/g, '').padEnd(15, '0').slice(0, 15);
  const about = { value: number, category: '5411', country: 'CN', name: 'Sandbox shop', city: 'Shanghai' };
  switch (wallet) {
    case 'wechatpay': return { id: '27', identifier: 'com.qq.weixin.pay', ...about };
    case 'alipay': return { id: '26', identifier: 'com.alipay', ...about };
    case 'unionpay': return { id: '15', identifier: null, ...about };
  }
}

export async function setCustomers(book: Book, store: string, { wallet, mode, delayMs }: Customers): Promise<void> {
  await book.sql`
    insert into sandbox_wallet (store, wallet, mode, delay_ms, scan_mode, scan_delay_ms) values (${store}, ${wallet}, 'pay', 0, ${mode}, ${delayMs})
    on conflict (store, wallet) do update set scan_mode = excluded.scan_mode, scan_delay_ms = excluded.scan_delay_ms`;
}
