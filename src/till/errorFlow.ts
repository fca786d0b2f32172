/** Gives the lines of UnionPay's error flow file the orders they are about: it names the original trade, and the ledger knows whose that is. */
import type { StatementLine } from '#core/statement.ts';
import { dayIn, nextDay } from '#core/time.ts';
import type { Attempt } from '#core/tender.ts';
import type { Till } from './till.ts';

/** The books that error flow files stand in, beside the wallet's own. */
export const ERROR_BOOK = 'unionpay-errors';
const WALLET = 'unionpay';
const DAY_MS = 86_400_000;
/** How long after a trade an error file may still speak of it. */
export const ERROR_DAYS_MAX = 180;

/** Query ids begin with the moment of the trade, in Beijing. */
function momentOf(queryId: string): number | null {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\d{7}$/.exec(queryId);
  const at = match === null ? Number.NaN : Date.parse(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}+08:00`);
  return Number.isNaN(at) ? null : at;
}

function chargeOf(till: Till, queryId: string): Attempt | null {
  const at = momentOf(queryId);
  return at === null ? null : (till.storage.attemptsBetween(at - DAY_MS, at + DAY_MS).find((attempt) => attempt.wallet === WALLET && attempt.tradeId === queryId) ?? null);
}

/** A refund of the order, of that amount, that no file of the wallet's has shown yet; null unless there is exactly one. */
function refundOf(till: Till, charge: Attempt, line: StatementLine): string | null {
  const since = charge.endedAt ?? charge.startedAt;
  const unseen = till.storage.refundsBetween(since, since + ERROR_DAYS_MAX * DAY_MS).filter((refund) => {
    const day = dayIn(refund.startedAt, till.shop.timeZone);
    return refund.orderId === charge.orderId && refund.amountMinor === -line.amountMinor && till.storage.statementRowsOf(WALLET, [refund.refundId], nextDay(day, -1), nextDay(day, ERROR_DAYS_MAX)).length === 0;
  });
  return unseen.length === 1 ? (unseen[0]?.refundId ?? null) : null;
}

/**
 * Money that comes late is the charge itself, money that goes is a refund of ours or a charge taken back; a line whose original is not ours stays an adjustment.
 * @returns the lines, and the days of the charges they are about.
 */
export function errorLines(till: Till, lines: readonly StatementLine[]): { readonly lines: StatementLine[]; readonly days: string[] } {
  const days = new Set<string>();
  const named = lines.map((line): StatementLine => {
    const charge = line.kind === 'adjustment' && line.reference !== undefined ? chargeOf(till, line.reference) : null;
    if (charge === null) return line;
    days.add(dayIn(charge.endedAt ?? charge.startedAt, till.shop.timeZone));
    if (line.amountMinor > 0) return { ...line, kind: 'charge', orderId: charge.orderId, tradeId: charge.tradeId };
    const refundId = refundOf(till, charge, line);
    if (refundId !== null) return { ...line, kind: 'refund', orderId: refundId, originalId: charge.orderId };
    return { ...line, kind: 'reversal', orderId: charge.orderId, originalId: charge.orderId, status: 'revoked' };
  });
  return { lines: named, days: [...days] };
}
