/** The sandbox wallets' trade bills, and the acquirer's settlement file: which lines belong to a day, the faults planted into them, and who writes the file. */
import { mulDiv } from '#core/money.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import type { Bill } from '../../ports.ts';
import { acquirerBill } from './acquirerBill.ts';
import { alipayBill } from './alipayBill.ts';
import type { BillLine } from './billLine.ts';
import type { Book } from './book.ts';
import { FEE_BASIS_POINTS, REFUND_FEE_KEPT } from './modes.ts';
import { dayEnd, dayStart } from '../shared/shanghai.ts';
import { storedZip } from './storedZip.ts';
import { unionpayErrors, type Correction } from './unionpayErrors.ts';
import { MERCHANT, unionpayFlow } from './unionpayFlow.ts';
import { wechatBill } from './wechatBill.ts';

type BillFault = { wallet: PaymentMethod; day: string; kind: 'missing' | 'extra' | 'fee-differs' | 'amount-differs' | 'double' | 'credited-late' | 'charged-back' | 'refund-missing'; line: number };
export type BillSettings = { early: boolean; faults: BillFault[] };

/** Files can be had from 09:00 of the next day. */
const READY_AFTER_MS = 9 * 3_600_000;
/** UnionPay's clearing day runs from 23:00 to 23:00. */
const UNIONPAY_SHIFT_MS = 3_600_000;

export async function readBillSettings(book: Book, store: string): Promise<BillSettings> {
  const [row] = await book.sql<{ bills: string }>`select bills from sandbox_store where store = ${store}`;
  return row === undefined || row.bills === '' ? { early: false, faults: [] } : (JSON.parse(row.bills) as BillSettings);
}

/** Null while the wallet has no file for that day. A day without trade has a file without rows. */
export async function issueBill(book: Book, store: string, wallet: PaymentMethod, day: string): Promise<Bill | null> {
  const settings = await readBillSettings(book, store);
  const { now, mode } = await book.look(store, wallet, '');
  if (mode === 'down' || dayStart(day) > now || (!settings.early && now < dayEnd(day) + READY_AFTER_MS)) return null;
  const shift = wallet === 'unionpay' ? UNIONPAY_SHIFT_MS : 0;
  const lines = await dayLines(book, store, wallet, dayStart(day) - shift, Math.min(dayEnd(day) - shift, now + 1));
  plant(lines, settings.faults.filter((fault) => fault.wallet === wallet && fault.day === day));
  switch (wallet) {
    case 'wechatpay':
      return wechatBill(lines, day);
    case 'alipay':
      // The same rows make the same file, whenever it is fetched: what is exported again is known for the same.
      return alipayBill(lines, day, Math.min(now, dayEnd(day) + READY_AFTER_MS, settings.early ? Math.max(dayStart(day), ...lines.map((line) => line.at)) : Number.POSITIVE_INFINITY));
    case 'unionpay': {
      const corrections = await corrected(book, store, settings, day);
      const flow = unionpayFlow(lines, day);
      if (corrections.length === 0) return flow;
      return { name: `${MERCHANT}_${day.replaceAll('-', '')}.zip`, bytes: storedZip([flow, unionpayErrors(corrections, day, dayStart(day))]) };
    }
    case 'card':
      return acquirerBill(lines, store, day);
  }
}

/** What UnionPay puts right a day later: trades that its flow file had left out, and trades that the payer's bank took back. */
async function corrected(book: Book, store: string, settings: BillSettings, day: string): Promise<Correction[]> {
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const faults = settings.faults.filter((fault) => fault.wallet === 'unionpay' && fault.day === before && (fault.kind === 'credited-late' || fault.kind === 'charged-back'));
  if (faults.length === 0) return [];
  const charges = (await dayLines(book, store, 'unionpay', dayStart(before) - UNIONPAY_SHIFT_MS, dayEnd(before) - UNIONPAY_SHIFT_MS)).filter((line) => line.kind === 'charge');
  return faults.flatMap((fault) => {
    const line = charges[fault.line];
    return line === undefined ? [] : [{ line, back: fault.kind === 'charged-back' }];
  });
}

type LineRow = {
  kind: BillLine['kind'];
  at: number;
  created_at: number;
  order_id: string;
  trade_id: string;
  refund_id: string;
  refund_trade_id: string;
  amount_minor: number;
  currency: string;
  subject: string;
};

/** What happened in [from, to) by the sandbox's clock, oldest first. A refund belongs to the day on which it was accepted. */
async function dayLines(book: Book, store: string, wallet: PaymentMethod, from: number, to: number): Promise<BillLine[]> {
  const rows = await book.sql<LineRow>`
    select 'charge' as kind, pays_at as at, received_at as created_at, order_id, trade_id, '' as refund_id, '' as refund_trade_id, amount_minor, currency, subject
    from sandbox_charge
    where store = ${store} and wallet = ${wallet} and pays_at >= ${from} and pays_at < ${to} and (closed_at is null or pays_at <= closed_at)
    union all
    select 'reversal', closed_at, received_at, order_id, trade_id, order_id, trade_id, amount_minor, currency, subject
    from sandbox_charge
    where store = ${store} and wallet = ${wallet} and closed_at >= ${from} and closed_at < ${to} and pays_at <= closed_at
    union all
    select 'refund', r.received_at, c.received_at, r.order_id, c.trade_id, r.refund_id, r.trade_id, r.amount_minor, r.currency, c.subject
    from sandbox_refund r
    join lateral (
      select received_at, trade_id, subject from sandbox_charge c
      where c.store = r.store and c.wallet = r.wallet and c.order_id = r.order_id and c.refunded_minor > 0 order by attempt limit 1
    ) c on true
    where r.store = ${store} and r.wallet = ${wallet} and r.received_at >= ${from} and r.received_at < ${to}
    order by 2, 4, 1`;
  // What is taken back before its batch closes was never settled: an acquirer's file has neither the payment nor its reversal.
  const voided = new Set(wallet === 'card' ? rows.filter(({ kind }) => kind === 'reversal').map((row) => row.trade_id) : []);
  return rows.filter((row) => !voided.has(row.trade_id)).map((row) => ({
    kind: row.kind, at: row.at, createdAt: row.created_at, orderId: row.order_id, tradeId: row.trade_id, refundId: row.refund_id, refundTradeId: row.refund_trade_id,
    amountMinor: row.amount_minor, feeMinor: row.kind !== 'charge' && REFUND_FEE_KEPT[wallet] ? 0 : mulDiv(row.amount_minor, FEE_BASIS_POINTS[wallet], 10_000), currency: row.currency, subject: row.subject,
  }));
}

/** Alters the n-th charge line of the day, or leaves out its n-th refund, as counted before any fault; a line that is not there is left alone. */
function plant(lines: BillLine[], faults: readonly BillFault[]): void {
  const charges = lines.filter((line) => line.kind === 'charge');
  const refunds = lines.filter((line) => line.kind === 'refund');
  for (const fault of faults) {
    const line = (fault.kind === 'refund-missing' ? refunds : charges)[fault.line];
    const at = line === undefined ? -1 : lines.indexOf(line);
    if (line === undefined || at < 0) continue;
    switch (fault.kind) {
      case 'missing':
      case 'credited-late':
      case 'refund-missing':
        lines.splice(at, 1);
        break;
      // In the error flow file of the next day.
      case 'charged-back':
        break;
      case 'extra':
        lines.splice(at + 1, 0, { ...line, orderId: `X${line.orderId.slice(1)}`, tradeId: besides(line.tradeId) });
        break;
      case 'double':
        lines.splice(at + 1, 0, { ...line, tradeId: besides(line.tradeId) });
        break;
      case 'fee-differs':
        line.feeMinor += 1;
        break;
      case 'amount-differs':
        line.amountMinor += 100;
        break;
    }
  }
}

/** Another trade's number, and the same each time the file is asked for. */
function besides(tradeId: string): string {
  return `${tradeId.slice(0, -1)}${(Number(tradeId.slice(-1)) + 5) % 10}`;
}
