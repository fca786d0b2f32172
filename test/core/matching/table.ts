/** Rows of both sides written as aligned text, and the outcome written the same way, for the tests of matching. */
import type { LedgerRow, LedgerStatus } from '#core/matching/ledgerRow.ts';
import type { Reconciliation } from '#core/matching/reconcile.ts';
import type { SourceId, StatementKind, StatementLine, StatementStatus } from '#core/statement.ts';

const NOON = Date.UTC(2026, 2, 14, 4);

/** `A1 T1 charge 100 paid` and then any of `fee=1 at=23:55 of=A0 cur=HKD wallet=alipay`; `-` is no id. Times are Beijing's on 2026-03-14. */
function words(line: string): { order: string; trade: string | null; kind: string; amount: number; status: string; more: Record<string, string> } {
  const [order = '', trade = '-', kind = '', amount = '0', status = '', ...rest] = line.trim().split(/\s+/);
  return { order, trade: trade === '-' ? null : trade, kind, amount: Number(amount), status, more: Object.fromEntries(rest.map((word) => word.split('=') as [string, string])) };
}

function moment(clock: string | undefined): number {
  if (clock === undefined) return NOON;
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return Date.UTC(2026, 2, 14, hours, minutes) - 8 * 3_600_000;
}

export function ledgerOf(text: string): LedgerRow[] {
  return linesOf(text).map((line) => {
    const { order, trade, kind, amount, status, more } = words(line);
    return {
      orderId: order, tradeId: trade, wallet: more['wallet'] ?? 'wechatpay', kind: kind === 'refund' ? 'refund' : 'charge', amountMinor: amount, feeMinor: more['fee'] === undefined ? null : Number(more['fee']),
      currency: more['cur'] ?? 'CNY', at: more['at'] === 'none' ? null : moment(more['at']), status: status as LedgerStatus, till: 'T1', originalOrderId: more['of'] ?? null,
    };
  });
}

export function statementOf(text: string): StatementLine[] {
  return linesOf(text).map((line, index) => {
    const { order, trade, kind, amount, status, more } = words(line);
    const source: SourceId = more['wallet'] === 'alipay' ? 'alipay-trade' : 'wechatpay-trade';
    const feeMinor = Number(more['fee'] ?? 0);
    return {
      source, file: more['file'] ?? `${source}.csv`, line: index + 2, kind: kind as StatementKind, orderId: order === '-' ? null : order, tradeId: trade, originalId: more['of'] ?? null, amountMinor: amount,
      feeMinor, netMinor: amount - feeMinor, currency: more['cur'] ?? 'CNY', at: moment(more['at']), day: '2026-03-14', status: (status === '' ? 'success' : status) as StatementStatus,
    };
  });
}

/** One line a match or break: `match RULE IDS`, `break KIND IDS AMOUNT CAUSE SUGGESTION`. */
export function outcomeOf({ matches, breaks }: Reconciliation): string[] {
  const ids = (orderIds: readonly string[], tradeIds: readonly string[]) => (orderIds.length > 0 ? orderIds : tradeIds).join('+');
  return [
    ...matches.map(({ rule, orderIds, tradeIds }) => `match ${rule} ${ids(orderIds, tradeIds)}`),
    ...breaks.map(({ kind, orderIds, tradeIds, amountMinor, cause, suggestion }) => `break ${kind} ${ids(orderIds, tradeIds)} ${amountMinor} ${cause} ${suggestion}`),
  ].sort();
}

export function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' ')).filter((line) => line !== '');
}
