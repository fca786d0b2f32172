/** Wallets' notifications: proved by the connector, then taken as a reason to ask; polling goes on beside them. */
import type { ChargeableWallet } from '#core/wallets.ts';
import type { Backend } from './backend.ts';
import { askWallet, keep } from './charge.ts';
import { findCharge } from './chargeRows.ts';
import { askOffer } from './offer.ts';
import { findOffer } from './offerRows.ts';
import type { Notice, NoticeReply, RawNotice } from './ports.ts';
import { CloudRefusal } from './ports.ts';
import { lookAgain } from './refund.ts';

/**
 * Proves a notification and feeds what it is about to the backend. The wallet's fresh word is asked for, because a notification may be old;
 * where the ask brings nothing definite, a proved "paid" of the right amount stands. A till that listens hears of the change.
 * @throws CloudRefusal 404 `wallet-not-enabled` where the store's wallet sends none
 */
export async function takeNotice(backend: Backend, wallet: ChargeableWallet, raw: RawNotice): Promise<NoticeReply> {
  const connector = backend.connectors.of(raw.store, wallet);
  const noticeReply = connector?.noticeReply;
  if (connector?.readNotice === undefined || noticeReply === undefined) throw new CloudRefusal(404, 'wallet-not-enabled', 'no notifications are taken for this wallet');
  const notice = await connector.readNotice(raw);
  if (notice === null) return noticeReply.refused;
  if (notice.of === 'refund') {
    await lookAgain(backend, raw.store, notice.refundId);
    return noticeReply.taken;
  }
  const row = await findCharge(backend.database.sql, raw.store, notice.orderId);
  const offer = row === null ? await findOffer(backend.database.sql, raw.store, { orderId: notice.orderId }) : null;
  if (offer !== null) {
    await askOffer(backend, { store: raw.store, till: offer.till }, offer.order_id);
    return noticeReply.taken;
  }
  // Not ours, or not this wallet's: taken all the same, or the wallet would tell of it for a day; and kept, because it may be somebody's money.
  if (row === null || row.wallet !== wallet) {
    await keepStray(backend, wallet, raw.store, notice);
    return noticeReply.taken;
  }
  const caller = { store: raw.store, till: row.till };
  const asked = await askWallet(backend, caller, row);
  const isDefinite = asked.state === 'paid' || asked.state === 'declined' || asked.state === 'reversed';
  if (!isDefinite && notice.answer.state === 'paid' && notice.amountMinor === row.amount_minor) await keep(backend, caller, row, notice.answer);
  return noticeReply.taken;
}

async function keepStray({ database, now }: Backend, wallet: ChargeableWallet, store: string, { orderId, answer, amountMinor }: Extract<Notice, { of: 'charge' }>): Promise<void> {
  await database.sql`
    insert into stray_notice (store, wallet, order_id, state, code, trade_id, amount_minor, first_at, last_at, times)
    values (${store}, ${wallet}, ${orderId.slice(0, 64)}, ${answer.state}, ${answer.code}, ${answer.tradeId}, ${amountMinor}, ${now()}, ${now()}, 1)
    on conflict (store, wallet, order_id, state) do update set last_at = excluded.last_at, times = stray_notice.times + 1`;
}
