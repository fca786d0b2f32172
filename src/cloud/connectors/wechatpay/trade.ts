/** What a trade of WeChat Pay's says, in an answer or in a notification. */
import type { OrderRef, WalletAnswer } from '../../ports.ts';
import { meaningOf, record, text, Untrusted, word } from '../shared/answers.ts';
import { stateTable } from './codes.ts';

/** @throws Untrusted when the answer is of another order or amount */
export function tradeWord(order: Pick<OrderRef, 'orderId' | 'kind'> & { readonly amountMinor: number | null }, body: Readonly<Record<string, unknown>>): WalletAnswer {
  if (body['out_trade_no'] !== order.orderId) throw new Untrusted('ANOTHER_ORDER');
  const code = text(body['trade_state']);
  const state = meaningOf(stateTable(order.kind), code);
  const total = record(body['amount'])['total'];
  if (state === 'paid' && order.amountMinor !== null && total !== order.amountMinor) throw new Untrusted('AMOUNT_DIFFERS');
  return word(state, code, text(body['transaction_id']) || null);
}
