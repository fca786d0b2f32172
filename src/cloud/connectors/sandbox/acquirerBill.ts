/** The sandbox acquirer's settlement detail: one batch a day, each card with gross, fee and net, and the payout that makes the batch add up to zero. Form: docs.adyen.com, settlement detail report. */
import { createHash } from 'node:crypto';
import { formatMinor } from '#core/money.ts';
import type { Bill } from '../../ports.ts';
import type { BillLine } from './billLine.ts';
import { dayEnd, dayStart, timeText } from '../shared/shanghai.ts';

const COMPANY = 'SandboxAcquirer';
const COLUMNS = [
  'Company Account', 'Merchant Account', 'Psp Reference', 'Merchant Reference', 'Payment Method', 'Creation Date', 'TimeZone', 'Type', 'Modification Reference', 'Gross Currency', 'Gross Debit (GC)', 'Gross Credit (GC)',
  'Exchange Rate', 'Net Currency', 'Net Debit (NC)', 'Net Credit (NC)', 'Commission (NC)', 'Markup (NC)', 'Scheme Fees (NC)', 'Interchange (NC)', 'Payment Method Variant', 'Modification Merchant Reference', 'Batch Number',
] as const;
type Cells = Partial<Readonly<Record<(typeof COLUMNS)[number], string>>>;
/** UTC+8 all year, by a name that stands for one zone alone. */
const ZONE = 'HKT';
const EOL = '\n';
const DAY_MS = 86_400_000;

/** Nothing of a card is in it: the sandbox's book has nothing of one. */
export function acquirerBill(lines: readonly BillLine[], store: string, day: string): Bill {
  const merchant = `${COMPANY}_${store}`.replaceAll(/[^\w-]/g, '_');
  const batch = day.replaceAll('-', '');
  const written = lines.filter((line) => line.kind !== 'reversal').map((line) => ({ cells: cellsOf(line), net: line.kind === 'charge' ? line.amountMinor - line.feeMinor : line.feeMinor - line.amountMinor, currency: line.currency }));
  const [first] = written;
  const rows = [...written.map(({ cells }) => cells), ...(first === undefined ? [] : payout(written.reduce((sum, { net }) => sum + net, 0), first.currency, store, day))];
  const text = [COLUMNS.join(','), ...rows.map((cells) => COLUMNS.map((column) => ({ 'Company Account': COMPANY, 'Merchant Account': merchant, TimeZone: ZONE, 'Batch Number': batch, ...cells })[column] ?? '').join(','))].map((row) => row + EOL).join('');
  return { name: `settlement_detail_report_batch_${batch}.csv`, bytes: new TextEncoder().encode(text) };
}

/** A refund names the payment by its PSP reference and by our order, and itself by a modification reference and by our refund. */
function cellsOf(line: BillLine): Cells {
  const isCharge = line.kind === 'charge';
  const net = line.amountMinor - line.feeMinor;
  return {
    'Psp Reference': line.tradeId, 'Merchant Reference': line.orderId, 'Payment Method': 'card', 'Creation Date': timeText(line.at), Type: isCharge ? 'Settled' : 'Refunded',
    'Modification Reference': isCharge ? line.tradeId : line.refundTradeId, 'Gross Currency': line.currency, [isCharge ? 'Gross Credit (GC)' : 'Gross Debit (GC)']: money(line.amountMinor, line.currency), 'Exchange Rate': '1',
    'Net Currency': line.currency, [isCharge ? 'Net Credit (NC)' : 'Net Debit (NC)']: money(net, line.currency), 'Commission (NC)': line.feeMinor === 0 ? '' : money(isCharge ? line.feeMinor : -line.feeMinor, line.currency),
    'Modification Merchant Reference': isCharge ? '' : line.refundId,
  };
}

/** The batch closes with its day; where more went back than came in, the merchant pays in. */
function payout(net: number, currency: string, store: string, day: string): Cells[] {
  if (net === 0) return [];
  const at = { 'Creation Date': timeText(dayEnd(day) - 1_000), 'Net Currency': currency, 'Modification Reference': payoutReference(store, day), 'Modification Merchant Reference': `${COMPANY} batch ${day.replaceAll('-', '')}` };
  return [net > 0 ? { ...at, Type: 'MerchantPayout', 'Net Debit (NC)': money(net, currency) } : { ...at, Type: 'MerchantPayin', 'Net Credit (NC)': money(-net, currency) }];
}

/** As the bank's line names it; the same each time the file is asked for. */
function payoutReference(store: string, day: string): string {
  const shop = createHash('sha256').update(store).digest().readUInt8(0) % 100;
  return `TX${String(Math.floor(dayStart(day) / DAY_MS)).padStart(5, '0')}${String(shop).padStart(2, '0')}XT`;
}

const money = (minor: number, currency: string) => formatMinor(minor, currency);
