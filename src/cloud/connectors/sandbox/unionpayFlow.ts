/** UnionPay's merchant flow file (ZM): 42 fixed-width fields, 607 bytes a line, one blank between fields, CRLF, GBK. */
import type { Bill } from '../../ports.ts';
import type { BillLine } from './billLine.ts';
import { encodeGbk } from './gbk.ts';
import { timeDigits } from '../shared/shanghai.ts';

export const MERCHANT = '898000000000001';
/** Bytes of fields 1 to 42. */
const WIDTHS = [
  3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8, 32, 13, 13, 12, 2, 1, 32, 98,
] as const;

export function unionpayFlow(lines: readonly BillLine[], day: string): Bill {
  const text = lines.map((line, index) => `${record(line, index)}\r\n`).join('');
  return { name: `INN${day.slice(2).replaceAll('-', '')}88ZM_${MERCHANT}`, bytes: encodeGbk(text) };
}

/** txnType: 01 payment, 04 refund, 31 void. C is towards the merchant, D from the merchant. */
function record(line: BillLine, index: number): string {
  const isCharge = line.kind === 'charge';
  // A query id is the year, the time and the trace number of its trade, and an 8.
  const query = isCharge ? line.tradeId : line.kind === 'refund' ? line.refundTradeId : `${timeDigits(line.at)}${String(index + 1).padStart(6, '0')}8`;
  const settled = line.amountMinor - line.feeMinor;
  const values: Readonly<Record<number, string>> = {
    1: isCharge ? 'S22' : 'S30', 2: '48020000', 3: '00049992', 4: query.slice(14, 20), 5: query.slice(4, 14), 6: '623***********0000', 7: fen(line.amountMinor, 12), 8: '5411', 9: '08',
    10: query,
    11: '07', 12: isCharge ? line.orderId : line.refundId, 13: '01', 14: isCharge ? '' : line.tradeId.slice(14, 20), 15: isCharge ? '' : line.tradeId.slice(4, 14),
    16: signed(isCharge ? 'D' : 'C', line.feeMinor), 17: signed(isCharge ? 'C' : 'D', settled), 18: '0501',
    20: isCharge ? '01' : line.kind === 'refund' ? '04' : '31', 21: isCharge ? '06' : '00', 22: '000000', 27: isCharge ? '' : line.tradeId, 28: MERCHANT, 30: '0'.repeat(15),
    32: signed('', 0), 33: signed(isCharge ? 'C' : 'D', settled), 34: '00000001', 36: signed('', 0), 37: signed('', 0), 38: ` ${fen(0, 11)}`, 40: '7',
    41: isCharge ? '' : line.orderId,
  };
  return WIDTHS.map((width, at) => (values[at + 1] ?? '').slice(0, width).padEnd(width)).join(' ');
}

const fen = (minor: number, width: number) => String(minor).padStart(width, '0');
/** A blank letter where the amount is zero. */
const signed = (letter: string, minor: number) => `${minor === 0 ? ' ' : letter}${fen(minor, 12)}`;
