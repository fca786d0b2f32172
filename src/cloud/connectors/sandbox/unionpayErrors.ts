/** UnionPay's error flow file (ZME): 22 fixed-width fields, 339 bytes a line; each names the trace number and time of the trade it corrects. */
import type { BillLine } from './billLine.ts';
import { encodeGbk } from './gbk.ts';
import { MERCHANT } from './unionpayFlow.ts';
import { timeDigits } from '../shared/shanghai.ts';

const WIDTHS = [3, 11, 11, 6, 10, 19, 12, 4, 2, 2, 6, 10, 4, 12, 13, 13, 15, 15, 1, 12, 2, 135] as const;

/** `back`: the payer's bank took the money back; otherwise it is credited after all. */
export type Correction = { readonly line: BillLine; readonly back: boolean };

export function unionpayErrors(corrections: readonly Correction[], day: string, at: number): { name: string; bytes: Uint8Array } {
  const text = corrections.map((one, index) => `${record(one, index, at)}\r\n`).join('');
  return { name: `INN${day.slice(2).replaceAll('-', '')}88ZME_${MERCHANT}`, bytes: encodeGbk(text) };
}

function record({ line, back }: Correction, index: number, at: number): string {
  const settled = line.amountMinor - line.feeMinor;
  const values: Readonly<Record<number, string>> = {
    1: back ? 'E23' : 'E24', 2: '48020000', 3: '00049992', 4: String(index + 1).padStart(6, '0'), 5: timeDigits(at).slice(4), 6: '623***********0000', 7: fen(line.amountMinor), 8: '5411', 9: '08',
    11: line.tradeId.slice(14, 20), 12: line.tradeId.slice(4, 14), 14: fen(0), 15: signed(back ? 'C' : 'D', line.feeMinor), 16: signed(back ? 'D' : 'C', settled), 17: MERCHANT, 20: fen(0), 21: '00',
  };
  return WIDTHS.map((width, position) => (values[position + 1] ?? '').slice(0, width).padEnd(width)).join(' ');
}

const fen = (minor: number) => String(minor).padStart(12, '0');
const signed = (letter: string, minor: number) => `${minor === 0 ? ' ' : letter}${fen(minor)}`;
