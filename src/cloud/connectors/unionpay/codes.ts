/** UnionPay's response codes as data: what each is documented to mean. Whatever is not listed is unknown. Source: open.unionpay.com, response codes of the all-channel platform. */
import type { ChargeWord, CodeTable, RefundState } from '../shared/answers.ts';

const each = <State extends string>(state: State, codes: string): CodeTable<State> => Object.fromEntries(codes.split(' ').map((code) => [code, state]));

/**
 * `respCode` of a consumption. 00 is only "accepted": its outcome is asked for. 03 time-out on their side, 04 state not clear, 05 accepted and under way, 06 busy,
 * 12 seen before; 42, 74 and 75 money was taken, but late or not written off.
 */
export const PAY_CODES: CodeTable<ChargeWord> = {
  ...each('unknown', '00 03 04 06 12 42 74 75'), '05': 'payer-acting',
  // Refused before it became an order: system closed, format, signature, missing fields, merchant, permission, limit, risk, hours.
  ...each('declined', '01 02 10 11 13 30 31 32 33 38 39 40 43 44'),
  // The issuer or the payer said no.
  ...each('declined', '60 61 62 63 64 65 66 67 68 69 71 72 73 76 77'),
};

/** `origRespCode` of a query: the outcome of what was asked for. */
export const OUTCOME_CODES: CodeTable<ChargeWord> = { ...PAY_CODES, '00': 'paid', '12': 'unknown' };

/** `respCode` of the query itself. */
export const ASK_CODES: CodeTable<ChargeWord> = each('not-found', '34');

/** `respCode` of a reversal (99): only these end it. 34 and 35: there is no such order, or none to be reversed. */
export const REVERSED = '00';
export const NOTHING_TO_REVERSE: ReadonlySet<string> = new Set(['34', '35']);

/** `respCode` of a refund; 00 is accepted. 35, 36: not with that order or amount. */
export const REFUND_CODES: CodeTable<RefundState> = {
  ...each('unknown', '03 04 06 12'), ...each('accepted', '00 05'),
  ...each('failed', '01 02 10 11 13 30 31 32 33 34 35 36 38 39 43 44 60 61 62 63 64 68'),
};
export const REFUND_OUTCOME_CODES: CodeTable<RefundState> = { ...REFUND_CODES, '00': 'refunded', '12': 'unknown' };
