/** WeChat Pay's codes as data: what each is documented to mean. Whatever is not listed is unknown. Source: pay.weixin.qq.com, code pay, native, query, reverse, refund, v2 and v3. */
import type { ChargeKind } from '../../ports.ts';
import type { ChargeWord, CodeTable, RefundState } from '../shared/answers.ts';

/** `trade_state` of a query, of code pay's own answer and of a notification. */
export const TRADE_STATES: Readonly<Record<'scanned' | 'shown', CodeTable<ChargeWord>>> = {
  scanned: { SUCCESS: 'paid', REFUND: 'paid', USERPAYING: 'payer-acting', ACCEPT: 'unknown', NOTPAY: 'unknown', PAYERROR: 'declined', REVOKED: 'reversed', CLOSED: 'reversed' },
  // A shown code waits unpaid; and one failed try leaves it good for the next.
  shown: { SUCCESS: 'paid', REFUND: 'paid', USERPAYING: 'payer-acting', ACCEPT: 'unknown', NOTPAY: 'payer-acting', PAYERROR: 'payer-acting', REVOKED: 'reversed', CLOSED: 'reversed' },
};
export const stateTable = (kind: ChargeKind): CodeTable<ChargeWord> => TRADE_STATES[kind === 'scanned' ? 'scanned' : 'shown'];

/** Error codes of code pay (v3 and micropay) and of making a native or JSAPI order. */
export const PAY_ERRORS: CodeTable<ChargeWord> = {
  USERPAYING: 'payer-acting', USER_PAYING: 'payer-acting',
  // The wallet itself does not know yet.
  SYSTEMERROR: 'unknown', SYSTEM_ERROR: 'unknown', BANKERROR: 'unknown', BANK_ERROR: 'unknown',
  // Something is there under this number: ask what, never guess.
  ORDERPAID: 'unknown', ORDER_PAID: 'unknown', OUT_TRADE_NO_USED: 'unknown',
  // The payer's side said no.
  NOTENOUGH: 'declined', NOT_ENOUGH: 'declined', AUTHCODEEXPIRE: 'declined', AUTH_CODE_EXPIRED: 'declined', AUTH_CODE_ERROR: 'declined', AUTH_CODE_INVALID: 'declined',
  NOTSUPORTCARD: 'declined', BUYER_MISMATCH: 'declined', TRADE_ERROR: 'declined',
  // The order is over: it cannot be paid by this call.
  ORDERCLOSED: 'declined', ORDER_CLOSED: 'declined', ORDERREVERSED: 'declined', ORDER_REVERSED: 'declined',
  // The request was refused before it became an order.
  PARAM_ERROR: 'declined', SIGN_ERROR: 'declined', SIGNERROR: 'declined', NO_AUTH: 'declined', NOAUTH: 'declined', APPID_NOT_EXIST: 'declined', MCHID_NOT_EXIST: 'declined', MCH_NOT_EXISTS: 'declined',
  APPID_MCHID_NOT_MATCH: 'declined', LACK_PARAMS: 'declined', XML_FORMAT_ERROR: 'declined', REQUIRE_POST_METHOD: 'declined', NOT_UTF8: 'declined',
};

export const ASK_ERRORS: CodeTable<ChargeWord> = { ORDERNOTEXIST: 'not-found', ORDER_NOT_EXIST: 'not-found', RESOURCE_NOT_EXISTS: 'not-found' };

/** Errors of reverse and close after which the order must be asked for, as the reverse itself is over. */
export const REVERSE_OVER: ReadonlySet<string> = new Set(['REVERSE_EXPIRE', 'TRADE_STATE_ERROR', 'TRADE_ERROR', 'ORDERPAID', 'ORDER_PAID']);
/** Errors of a close that say the order cannot be paid any more. An order that does not exist has no code that anyone could pay. */
export const CLOSED_ALREADY: ReadonlySet<string> = new Set(['ORDERCLOSED', 'ORDER_CLOSED', 'ORDERREVERSED', 'ORDERNOTEXIST', 'ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS']);

export const REFUND_STATES: CodeTable<RefundState> = {
  SUCCESS: 'refunded', PROCESSING: 'accepted', CLOSED: 'failed',
  // The money left the merchant and did not reach the payer: someone must look, and nothing may be given out again.
  ABNORMAL: 'unknown',
};
export const REFUND_ERRORS: CodeTable<RefundState> = {
  NOT_ENOUGH: 'failed', INVALID_REQUEST: 'failed', PARAM_ERROR: 'failed', USER_ACCOUNT_ABNORMAL: 'failed', RESOURCE_NOT_EXISTS: 'failed', MCH_NOT_EXISTS: 'failed', NO_AUTH: 'failed', SIGN_ERROR: 'failed',
  SYSTEM_ERROR: 'unknown', FREQUENCY_LIMITED: 'unknown',
};
export const ASK_REFUND_ERRORS: CodeTable<RefundState> = { RESOURCE_NOT_EXISTS: 'not-found' };
