/** The columns of a ledger file: which there are, and how the text of each becomes a field of a row. */
import { LEDGER_STATUSES } from '#core/matching/ledgerRow.ts';
import type { ScannedLedgerRow } from '#core/matching/batch.ts';
import { integerAt, isWord, momentAt } from './fields.ts';
import type { Moment } from './fields.ts';
import { brokenLine, quoted } from './trouble.ts';

export const LEDGER_COLUMNS = ['order_id', 'trade_id', 'wallet', 'kind', 'amount_minor', 'fee_minor', 'currency', 'time', 'status', 'till', 'original_order_id'] as const;
export type LedgerColumn = (typeof LEDGER_COLUMNS)[number];
export const LEDGER_COLUMNS_MUST: readonly LedgerColumn[] = ['order_id', 'wallet', 'kind', 'amount_minor', 'currency'];

export type RowState = {
  readonly file: string;
  line: number;
  readonly view: ScannedLedgerRow;
  readonly moment: Moment;
};

/** Takes one field of a row into the view. @throws Refusal with line, column, and what was expected. */
export function takeField(state: RowState, column: LedgerColumn, bytes: Buffer, start: number, end: number): void {
  const { view } = state;
  switch (column) {
    case 'order_id':
      if (start === end) throw broken(state, column, 'an order id', bytes, start, end);
      view.orderStart = start;
      view.orderEnd = end;
      break;
    case 'trade_id':
      view.tradeStart = start;
      view.tradeEnd = end;
      break;
    case 'original_order_id':
      view.originalStart = start;
      view.originalEnd = end;
      break;
    case 'wallet':
      view.wallet = bytes.toString('utf8', start, end);
      if (start === end) throw broken(state, column, 'a wallet', bytes, start, end);
      break;
    case 'currency':
      view.currency = bytes.toString('utf8', start, end);
      if (!/^[A-Z]{3}$/.test(view.currency)) throw broken(state, column, 'a currency of three letters', bytes, start, end);
      break;
    case 'kind': takeKind(state, bytes, start, end); break;
    case 'status': takeStatus(state, bytes, start, end); break;
    case 'amount_minor':
      view.amountMinor = integerAt(bytes, start, end);
      if (Number.isNaN(view.amountMinor)) throw broken(state, column, 'a whole number of minor units', bytes, start, end);
      break;
    case 'fee_minor':
      view.feeMinor = start === end ? Number.NaN : integerAt(bytes, start, end);
      if (start !== end && Number.isNaN(view.feeMinor)) throw broken(state, column, 'a whole number of minor units, or nothing,', bytes, start, end);
      break;
    case 'time':
      view.at = start === end ? Number.NaN : momentAt(bytes, start, end, state.moment);
      if (start !== end && Number.isNaN(view.at)) throw broken(state, column, 'an ISO 8601 time with its zone that exists, or nothing,', bytes, start, end);
      break;
    case 'till': break;
  }
}

/** What must fit between the fields of a row. */
export function checkRow({ file, line, view }: RowState): void {
  const charge = view.kind === 'charge';
  if (charge ? view.amountMinor < 0 : view.amountMinor > 0) {
    const expected = charge ? 'an amount_minor of 0 or more for a charge' : 'an amount_minor of 0 or less for a refund (money out is negative)';
    throw brokenLine(file, line, expected, String(view.amountMinor), 'ledger-broken-line');
  }
  // `paid` of a refund and `refunded` of a charge say no more than that it is done.
  if (view.status === 'paid' || view.status === 'refunded') view.status = charge ? 'paid' : 'refunded';
}

function takeKind(state: RowState, bytes: Buffer, start: number, end: number): void {
  if (isWord(bytes, start, end, 'charge')) state.view.kind = 'charge';
  else if (isWord(bytes, start, end, 'refund')) state.view.kind = 'refund';
  else throw broken(state, 'kind', 'charge or refund', bytes, start, end);
}

/** An empty status means that nothing is known against the row: it expects its line. */
function takeStatus(state: RowState, bytes: Buffer, start: number, end: number): void {
  const status = start === end ? 'paid' : LEDGER_STATUSES.find((word) => isWord(bytes, start, end, word));
  if (status === undefined) throw broken(state, 'status', `one of ${LEDGER_STATUSES.join(', ')}`, bytes, start, end);
  state.view.status = status;
}

function broken({ file, line }: RowState, column: LedgerColumn, expected: string, bytes: Buffer, start: number, end: number): Error {
  return brokenLine(file, line, `${expected} in ${column}`, quoted(bytes.toString('utf8', start, end)), 'ledger-broken-line');
}
