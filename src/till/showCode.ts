/** A code for the customer to scan: one order, one amount, checked before it is shown; without a line a wallet's code is written by the till itself. */
import type { Basket } from '#core/basket.ts';
import { isEnded, type Attempt, type ShownBy } from '#core/tender.ts';
import { misfitOf, writeOwnCode } from '#core/shownCode.ts';
import { Refusal } from '#core/refusal.ts';
import { isChargeable, type ChargeableWallet } from '#core/wallets.ts';
import { assert } from '#core/assert.ts';
import { CLOUD_PATHS, type ShowAnswer, type ShowRequest } from '#contract/cloud.ts';
import type { ShownCodeView } from '#contract/views.ts';
import { channelOf } from './channels.ts';
import { merchantOf } from './merchants.ts';
import { chargeableMinor, newOrderNumber, observe, send, track } from './takeWallet.ts';
import { assertSelling, basketOf, commit, operatorOf, SYSTEM, type Seat, type Till } from './till.ts';

/** What an own code is good for on the display; the wallet has no say in it. */
const OWN_CODE_MS = 30 * 60_000;

/** Starts a charge by a shown code and returns at once; the code and the answers come by events. Throws `Refusal` when nothing can be shown. */
export function showCode(till: Till, seat: Seat, wanted: ChargeableWallet | 'any'): Attempt {
  assertSelling(till);
  const operator = operatorOf(seat).id;
  const basket = basketOf(till);
  const amountMinor = chargeableMinor(till, basket);
  const wallet = wanted === 'any' ? till.shop.wallets[0] : wanted;
  if (wallet === undefined || !till.shop.wallets.includes(wallet)) throw new Refusal('wallet-not-taken', 'This shop does not take that wallet. Nothing was charged; choose another one.');
  const offline = channelOf(till, 'backend').health === 'down';
  if (offline && wanted === 'any') throw new Refusal('no-line-for-any', 'One code for every wallet needs a line to the payment backend, and there is none. Nothing was charged; ask which wallet the customer has and show the code of that one, or take cash.');
  const orderId = newOrderNumber(till);
  const order = { orderId, saleId: basket.saleId, wallet, amountMinor, currency: till.shop.currency, lastFour: '' };
  const shown: ShownBy = offline ? 'own' : wanted === 'any' ? 'any' : 'wallet';
  if (offline) ownContent(till, order);
  till.memory.ending = null;
  till.memory.recovered = null;
  commit(till, operator, [
    { kind: 'payment.intended', payload: { ...order, codeLength: 0, shown } },
    { kind: 'payment.sent', payload: { orderId, act: 'charge' } },
  ], { basket: { ...basket, attempt: orderId, partMinor: null } });
  const attempt = till.storage.attempt(orderId) as Attempt;
  if (offline) observe(till, orderId, { act: 'charge', state: 'no-answer', code: 'no-line', tradeId: null, amountMinor: null, currency: null, askedAt: null, final: false });
  else track(till, `charge ${orderId}`, send(till, attempt, 'charge', () => present(till, attempt)));
  return attempt;
}

/** Throws `Refusal` `no-own-code` when the shop's account at that wallet is not known here. */
function ownContent(till: Till, order: Pick<Attempt, 'orderId' | 'amountMinor' | 'currency'> & { readonly wallet: ChargeableWallet }): string {
  const account = merchantOf(till, order.wallet);
  if (account === null) throw new Refusal('no-own-code', 'There is no line to the payment backend, and this till does not know the shop\'s account at that wallet, so it can write no code. Nothing was charged; take cash, or another wallet.');
  return writeOwnCode(account, order);
}

/** Cards show no code. */
function walletOf({ wallet }: Attempt): ChargeableWallet {
  assert(isChargeable(wallet), 'a shown code is a wallet\'s');
  return wallet;
}

function showRequestOf(till: Till, attempt: Attempt): ShowRequest {
  const { orderId, amountMinor, currency, shown } = attempt;
  const wallet = walletOf(attempt);
  return { orderId, wallet: shown === 'any' ? null : wallet, amountMinor, currency, subject: `${till.shop.name} ${till.shop.till}`, offline: shown === 'own' };
}

/** Asks for the code and keeps it for the display, when it is what it should be; one that is not is never shown, and the charge is cancelled safely. */
async function present(till: Till, attempt: Attempt): Promise<ShowAnswer> {
  const answer = await till.ports.backend.show(showRequestOf(till, attempt));
  if (answer.content === null || answer.orderId !== attempt.orderId) return answer;
  const { orderId, amountMinor, currency } = attempt;
  const wallet = walletOf(attempt);
  const linkBase = CLOUD_PATHS.payPage(till.shop.store, '');
  const misfit = misfitOf(pathOf(answer.content, attempt), { orderId, amountMinor, currency, wallet: attempt.shown === 'any' ? null : wallet, merchant: merchantOf(till, wallet), linkBase });
  if (misfit === null) {
    till.memory.shown.set(orderId, { content: answer.content, expiresAt: answer.expiresAt });
    return answer;
  }
  till.ports.log('error', 'shown-code-refused', { misfit });
  const current = till.storage.attempt(orderId);
  if (current !== null && !isEnded(current.state) && !current.cancelling) commit(till, SYSTEM, [{ kind: 'payment.cancelling', payload: { orderId } }]);
  return { ...answer, content: null };
}

/** Our own link without its scheme and host: those are the backend's to say. */
function pathOf(content: string, attempt: Attempt): string {
  if (attempt.shown !== 'any') return content;
  const found = /^https?:\/\/[^/\s]+(\/p\/[^\s]+)$/.exec(content);
  return found?.[1] ?? content;
}

/** The code that stands on the display for an attempt. */
export function shownView(till: Till, attempt: Attempt): ShownCodeView | undefined {
  if (attempt.shown === undefined) return undefined;
  const over = isEnded(attempt.state) || attempt.cancelling || attempt.state === 'reversing' || attempt.state === 'stuck';
  if (attempt.shown === 'own') {
    const account = merchantOf(till, walletOf(attempt));
    return { by: 'own', content: over || account === null ? null : writeOwnCode(account, attempt), expiresAt: attempt.startedAt + OWN_CODE_MS };
  }
  const kept = till.memory.shown.get(attempt.orderId);
  return { by: attempt.shown, content: over ? null : (kept?.content ?? null), expiresAt: kept?.expiresAt ?? null };
}

/** After a restart the code of the open charge is fetched again, once: the same order has the same code. */
export function fetchShownAgain(till: Till, basket: Basket): void {
  const attempt = basket.attempt === null ? null : till.storage.attempt(basket.attempt);
  if (attempt === null || attempt.shown === undefined || attempt.shown === 'own' || attempt.cancelling || isEnded(attempt.state)) return;
  const { orderId } = attempt;
  if (till.memory.shown.has(orderId) || till.memory.inFlight.has(`charge ${orderId}`)) return;
  till.memory.shown.set(orderId, { content: null, expiresAt: null });
  track(till, `show ${orderId}`, send(till, attempt, 'ask', () => present(till, attempt)));
}


/** The virtual customer: a phone of that wallet scans what is on the display. Throws `Refusal` `nothing-shown`. */
export async function scanAsCustomer(till: Till, wallet: ChargeableWallet): Promise<void> {
  const { attempt: orderId } = basketOf(till);
  const attempt = orderId === null ? null : till.storage.attempt(orderId);
  const content = attempt === null ? null : (shownView(till, attempt)?.content ?? null);
  if (content === null) throw new Refusal('nothing-shown', 'No code is shown, so there is nothing to scan. Nothing was charged; show a code first.');
  if (attempt === null) return;
  await till.ports.backend.sandbox.customer({ wallet, orderId: attempt.orderId, mode: 'pay', delayMs: 0, ...(attempt.shown === 'own' ? { content } : {}) });
}
