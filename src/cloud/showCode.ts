/** A wallet's own code for one order: claimed once, shown again by the same order, asked for and reversed like any charge. */
import type { ShowAnswer, ShowRequest } from '#contract/cloud.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import type { Backend } from './backend.ts';
import type { Caller } from './caller.ts';
import { askWallet, connectorOf, keep, orderOf } from './charge.ts';
import { answerOf, findCharge, ownWord, type ChargeRow } from './chargeRows.ts';
import { withDeadline } from './deadline.ts';
import { makeOffer } from './offer.ts';
import { CloudRefusal, silence } from './ports.ts';

/** Longer than a till waits before it closes the order by itself. */
const SHOWN_MS = 5 * 60_000;

/** @throws CloudRefusal `order-mismatch`, `wallet-not-enabled` */
export async function showCode(backend: Backend, caller: Caller, request: ShowRequest): Promise<ShowAnswer> {
  const { wallet, orderId, amountMinor, currency } = request;
  if (wallet === null) return makeOffer(backend, caller, request);
  connectorOf(backend, caller.store, wallet);
  const now = backend.now();
  const claimed = await claimShown(backend, caller, { ...request, wallet }, now);
  const row = await findCharge(backend.database.sql, caller.store, orderId);
  if (row === null || row.till !== caller.till) throw new CloudRefusal(409, 'order-mismatch', 'this order belongs to another till; nothing is shown');
  if (row.wallet === null) return { ...answerOf(row, ownWord(row), now), content: null, expiresAt: null };
  if (row.wallet !== wallet || row.amount_minor !== amountMinor || row.currency !== currency) throw new CloudRefusal(409, 'order-mismatch', 'this order was sent before with another wallet or amount; nothing is shown');
  if (request.offline) return { ...(await askWallet(backend, caller, row)), content: null, expiresAt: null };
  if (!claimed) {
    const asked = await askWallet(backend, caller, row);
    if (asked.state === 'paid' || asked.state === 'declined' || asked.state === 'reversed') return { ...asked, content: null, expiresAt: null };
  }
  return present(backend, caller, row, wallet, request.subject);
}

async function claimShown(backend: Backend, { store, till }: Caller, { orderId, wallet, amountMinor, currency }: ShowRequest & { wallet: ChargeableWallet }, now: number): Promise<boolean> {
  const rows = await backend.database.sql`
    insert into charge (store, order_id, till, wallet, amount_minor, currency, state, code, kind, expires_at, claimed_at)
    values (${store}, ${orderId}, ${till}, ${wallet}, ${amountMinor}, ${currency}, 'unknown', 'SENT', 'presented', ${now + SHOWN_MS}, ${now})
    on conflict do nothing returning 1`;
  return rows.length === 1;
}

async function present(backend: Backend, caller: Caller, row: ChargeRow, wallet: ChargeableWallet, subject: string): Promise<ShowAnswer> {
  const connector = connectorOf(backend, caller.store, wallet);
  const expiresAt = row.expires_at ?? row.claimed_at + SHOWN_MS;
  const order = { ...orderOf(caller.store, row), subject, expiresAt };
  const key = `${caller.store}/${row.order_id}`;
  let content: string | null = null;
  const shown = backend.health.watch(wallet, () => withDeadline(() => connector.present(order), (code) => ({ ...silence(code), qrText: null })))
    .then((word) => {
      content = word.qrText;
      return keep(backend, caller, row, word);
    });
  backend.inFlight.set(key, shown);
  const answer = await shown.finally(() => backend.inFlight.delete(key));
  return { ...answer, content, expiresAt: content === null ? null : expiresAt };
}
