/** Wallets' notifications: proved by the connector, then taken as a reason to ask; polling goes on beside them. */
import type { ChargeableWallet } from '#core/wallets.ts';
import type { Backend } from './backend.ts';
import { askWallet, keep } from './charge.ts';
import { findCharge } from './chargeRows.ts';
import type { NoticeReply, RawNotice } from './ports.ts';
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
  // Not ours, or not this wallet's: taken all the same, or the wallet would tell of it for a day.
  if (row === null || row.wallet !== wallet) return noticeReply.taken;
  const caller = { store: raw.store, till: row.till };
  const asked = await askWallet(backend, caller, row);
  const isDefinite = asked.state === 'paid' || asked.state === 'declined' || asked.state === 'reversed';
  if (!isDefinite && notice.answer.state === 'paid' && notice.amountMinor === row.amount_minor) await keep(backend, caller, row, notice.answer);
  return noticeReply.taken;
}
