/** One code for every wallet: whichever pays first wins, every other is closed, and money that came a second time goes back by itself. */
import { CLOUD_PATHS, type ChargeAnswer, type ShowAnswer, type ShowRequest } from '#contract/cloud.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import type { Backend } from './backend.ts';
import type { Caller } from './caller.ts';
import { claimTombstone, findCharge, answerOf, ownWord } from './chargeRows.ts';
import { WALLET_DEADLINE_MS, withDeadline } from './deadline.ts';
import { beginRow, claimOffer, closeOffer, findOffer, noteWallet, offerOrder, unsettledOffers, walletsOf, win, type OfferRow, type OfferWalletRow } from './offerRows.ts';
import { CloudRefusal, refundSilence, silence, type InAppAnswer, type PresentAnswer, type WalletAnswer } from './ports.ts';

const OFFER_MS = 5 * 60_000;
/** A wallet that was begun by another instance may still be on its way this long. */
const ON_ITS_WAY_MS = WALLET_DEADLINE_MS + 6_500;
const SETTLE_MAX = 100;

export async function makeOffer(backend: Backend, caller: Caller, request: ShowRequest): Promise<ShowAnswer> {
  const { sql } = backend.database;
  const now = backend.now();
  await claimOffer(sql, caller, request, now, now + OFFER_MS);
  const row = await findOffer(sql, caller.store, { orderId: request.orderId });
  const charge = await findCharge(sql, caller.store, request.orderId);
  if (charge !== null && charge.till === caller.till) return { ...answerOf(charge, ownWord(charge), now), content: null, expiresAt: null };
  if (row === null || row.till !== caller.till) throw new CloudRefusal(409, 'order-mismatch', 'this order belongs to another till; nothing is shown');
  if (row.amount_minor !== request.amountMinor || row.currency !== request.currency) throw new CloudRefusal(409, 'order-mismatch', 'this order was shown before with another amount; nothing more is shown');
  const answer = (await askOffer(backend, caller, request.orderId)) ?? wordOf(row, 'unknown', 'SENT', now);
  const over = row.closed_at !== null || now >= row.expires_at || answer.state === 'paid';
  return { ...answer, content: over ? null : `${backend.publicUrl()}${CLOUD_PATHS.payPage(row.store, row.token)}`, expiresAt: over ? null : row.expires_at };
}

function wordOf(offer: OfferRow, state: ChargeAnswer['state'], code: string, now: number, won?: { wallet: ChargeableWallet; tradeId: string | null }): ChargeAnswer {
  return { orderId: offer.order_id, wallet: won?.wallet ?? null, state, amountMinor: offer.amount_minor, currency: offer.currency, tradeId: won?.tradeId ?? null, code, at: now, retryReverse: false };
}

/** Begins a wallet's own payment of the offer. @returns null when the offer is over, paid or closed. */
export async function beginWallet(backend: Backend, offer: OfferRow, wallet: ChargeableWallet): Promise<PresentAnswer | null> {
  const connector = backend.connectors.of(offer.store, wallet);
  if (connector === undefined) return null;
  const row = await beginRow(backend.database.sql, offer, wallet, 'presented', backend.now());
  if (row === null || row.state !== 'begun') return null;
  // It goes on in its app already: the same order cannot have a code beside that.
  if (row.kind !== 'presented') return { ...silence('IN_APP'), qrText: null };
  const order = { ...offerOrder(offer, row), subject: offer.subject, expiresAt: offer.expires_at };
  const key = `${offer.store}/${offer.order_id}/${wallet}`;
  const work = backend.health.watch(wallet, () => withDeadline(() => connector.present(order), (code) => ({ ...silence(code), qrText: null })));
  const said = work.then((word): ChargeAnswer => wordOf(offer, word.state, word.code, backend.now()));
  backend.inFlight.set(key, said);
  const word = await work.finally(() => backend.inFlight.delete(key));
  if (word.code !== row.code) await noteWallet(backend.database.sql, offer, row, { code: word.code });
  return word;
}

/**
 * Begins a wallet's payment inside its own app. @returns null when the offer is over, paid or closed, or the wallet was begun by its code.
 * @param payerGrant what the wallet's page gave the browser for us: in memory only
 */
export async function beginInApp(backend: Backend, offer: OfferRow, wallet: ChargeableWallet, payerGrant: string | null, returnUrl: string): Promise<InAppAnswer | null> {
  const connector = backend.connectors.of(offer.store, wallet);
  const openInApp = connector?.openInApp?.bind(connector);
  if (openInApp === undefined) return null;
  const row = await beginRow(backend.database.sql, offer, wallet, 'in-app', backend.now());
  if (row === null || row.state !== 'begun' || row.kind !== 'in-app') return null;
  const order = { ...offerOrder(offer, row), subject: offer.subject, expiresAt: offer.expires_at, payerGrant, returnUrl };
  const key = `${offer.store}/${offer.order_id}/${wallet}`;
  const work = backend.health.watch(wallet, () => withDeadline(() => openInApp(order), (code) => ({ ...silence(code), step: null })));
  backend.inFlight.set(key, work.then((word): ChargeAnswer => wordOf(offer, word.state, word.code, backend.now())));
  const word = await work.finally(() => backend.inFlight.delete(key));
  if (word.code !== row.code) await noteWallet(backend.database.sql, offer, row, { code: word.code });
  return word;
}

const askOne = (backend: Backend, offer: OfferRow, row: OfferWalletRow): Promise<WalletAnswer> => {
  const connector = backend.connectors.of(offer.store, row.wallet);
  return connector === undefined ? Promise.resolve(silence('NO_CONNECTOR')) : backend.health.watch(row.wallet, () => withDeadline(() => connector.ask(offerOrder(offer, row)), silence));
};

/** Takes a wallet's word in: paid first wins; paid second is surplus and goes back. */
async function take(backend: Backend, offer: OfferRow, row: OfferWalletRow, word: WalletAnswer): Promise<void> {
  const { sql } = backend.database;
  const now = backend.now();
  if (word.state === 'paid') {
    const won = await win(sql, offer, row, word, now);
    await noteWallet(sql, offer, row, { state: won ? 'paid' : 'surplus', code: word.code, trade_id: word.tradeId });
    if (won) for (const listener of backend.listeners) listener({ store: offer.store, till: offer.till }, wordOf(offer, 'paid', word.code, now, { wallet: row.wallet, tradeId: word.tradeId }));
  } else if (word.state === 'reversed' && row.state === 'begun') {
    await noteWallet(sql, offer, row, { state: 'closed', code: word.code });
    // It had won at this very moment, and the reverse gave the money back.
    const charge = await findCharge(sql, offer.store, offer.order_id);
    if (charge !== null && charge.wallet === row.wallet) await backend.charges.record({ store: offer.store, orderId: offer.order_id, word, now });
  }
}

/** What is known of an offer now; null when there is none of that order. */
export async function askOffer(backend: Backend, caller: Caller, orderId: string): Promise<ChargeAnswer | null> {
  const { sql } = backend.database;
  const offer = await findOffer(sql, caller.store, { orderId });
  if (offer === null) return null;
  if (offer.till !== caller.till) throw new CloudRefusal(409, 'order-mismatch', 'this order belongs to another till');
  const begun = (await walletsOf(sql, offer)).filter((row) => row.state === 'begun');
  const words = await Promise.all(begun.map(async (row) => ({ row, word: await askOne(backend, offer, row) })));
  for (const { row, word } of words) await take(backend, offer, row, word);
  const now = backend.now();
  const charge = await findCharge(sql, offer.store, orderId);
  if (charge !== null) return answerOf(charge, ownWord(charge), now);
  const acting = words.find(({ word }) => word.state === 'payer-acting');
  const first = acting ?? words[0];
  if (first === undefined) return wordOf(offer, 'payer-acting', 'WAITING', now);
  return wordOf(offer, acting === undefined ? 'unknown' : 'payer-acting', first.word.code, now);
}

/** Nobody may begin any more; every wallet that was begun is closed. Definite only when all of them are. Null when there is no such offer. */
export async function reverseOffer(backend: Backend, caller: Caller, orderId: string): Promise<ChargeAnswer | null> {
  const { sql } = backend.database;
  const offer = await findOffer(sql, caller.store, { orderId });
  if (offer === null) return null;
  if (offer.till !== caller.till) throw new CloudRefusal(409, 'order-mismatch', 'this order belongs to another till');
  await closeOffer(sql, offer, backend.now());
  for (const row of (await walletsOf(sql, offer)).filter((one) => one.state === 'begun')) await closeOne(backend, offer, row);
  const now = backend.now();
  const charge = await findCharge(sql, offer.store, orderId);
  if (charge !== null) return answerOf(charge, ownWord(charge), now);
  const open = (await walletsOf(sql, offer)).filter((row) => row.state === 'begun');
  if (open.length > 0) return { ...wordOf(offer, 'unknown', open[0]?.code ?? 'CLOSING', now), retryReverse: true };
  await claimTombstone(sql, caller, orderId, now);
  return wordOf(offer, 'reversed', 'CLOSED', now);
}

async function closeOne(backend: Backend, offer: OfferRow, row: OfferWalletRow): Promise<void> {
  const connector = backend.connectors.of(offer.store, row.wallet);
  if (connector === undefined) return;
  await backend.inFlight.get(`${offer.store}/${offer.order_id}/${row.wallet}`);
  const onItsWay = row.code === 'SENT' && backend.now() - row.began_at < ON_ITS_WAY_MS;
  if (onItsWay && !connector.reverseStopsLateCharge) return;
  await take(backend, offer, row, await backend.health.watch(row.wallet, () => withDeadline(() => connector.reverse(offerOrder(offer, row)), silence)));
}

/** A second payment goes back under one number, so that it cannot go back twice. */
const surplusRefundId = (orderId: string) => `${orderId.slice(0, 31)}S`;

async function giveBack(backend: Backend, offer: OfferRow, row: OfferWalletRow): Promise<void> {
  const connector = backend.connectors.of(offer.store, row.wallet);
  if (connector === undefined) return;
  const { sql } = backend.database;
  const refundAt = row.refund_at ?? backend.now();
  if (row.refund_at === null) await noteWallet(sql, offer, row, { refund_at: refundAt });
  const refund = { ...offerOrder(offer, row), refundId: surplusRefundId(offer.order_id), paidMinor: offer.amount_minor, refundSentAt: refundAt };
  const known = await withDeadline(() => connector.askRefund(refund), refundSilence);
  const word = known.state === 'not-found' ? await withDeadline(() => connector.refund({ ...refund, reason: 'second payment of one order' }), refundSilence) : known;
  if (word.state === 'refunded') await noteWallet(sql, offer, row, { state: 'refunded', code: word.code });
}

/** Brings what is left of won, closed and expired offers to its end; called again and again by every instance. */
export async function settleOffers(backend: Backend): Promise<void> {
  const { sql } = backend.database;
  for (const offer of await unsettledOffers(sql, backend.now(), SETTLE_MAX)) {
    for (const row of await walletsOf(sql, offer)) {
      // It won, and a crash came before that was noted beside it: never to be closed.
      if (row.wallet === offer.won_by) await noteWallet(sql, offer, row, { state: 'paid' });
      else if (row.state === 'surplus') await giveBack(backend, offer, row);
      else if (row.state === 'begun') await closeOne(backend, offer, row);
    }
  }
}
