/** Alipay's codes as data: what each is documented to mean. Whatever is not listed is unknown. Source: opendocs.alipay.com, alipay.trade.pay, precreate, query, cancel, refund. */
import type { ChargeWord, CodeTable, RefundState } from '../shared/answers.ts';

/** `code` of an answer that is not about the trade's own trouble (40004 is: its `sub_code` decides). */
export const GATEWAY_CODES: CodeTable<ChargeWord> = {
  '10003': 'payer-acting', '20000': 'unknown',
  // Missing or wrong arguments, no permission: refused before it became a trade.
  '40001': 'declined', '40002': 'declined', '40003': 'declined', '40006': 'declined',
};

const acq = <State extends string>(state: State, ...names: string[]): CodeTable<State> => Object.fromEntries(names.map((name) => [`ACQ.${name}`, state]));

export const PAY_ERRORS: CodeTable<ChargeWord> = {
  // Alipay does not know yet, or a trade is there under this number: ask, never guess.
  ...acq('unknown', 'SYSTEM_ERROR', 'TRADE_HAS_SUCCESS', 'CONTEXT_INCONSISTENT', 'TRADE_BUYER_NOT_MATCH'),
  ...acq('declined', 'PAYMENT_AUTH_CODE_INVALID', 'BUYER_BALANCE_NOT_ENOUGH', 'BUYER_BANKCARD_BALANCE_NOT_ENOUGH', 'TOTAL_FEE_EXCEED', 'TRADE_HAS_CLOSE', 'PAYMENT_FAIL', 'BUYER_SELLER_EQUAL',
    'BUYER_ENABLE_STATUS_FORBID', 'PULL_MOBILE_CASHIER_FAIL', 'MOBILE_PAYMENT_SWITCH_OFF', 'ERROR_BALANCE_PAYMENT_DISABLE', 'BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR', 'BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR',
    'BEYOND_PAY_RESTRICTION', 'BEYOND_PER_RECEIPT_RESTRICTION', 'ERROR_BUYER_CERTIFY_LEVEL_LIMIT', 'ERROR_SELLER_CERTIFY_LEVEL_LIMIT', 'NO_PAYMENT_INSTRUMENTS_AVAILABLE', 'PRODUCT_AMOUNT_LIMIT_ERROR',
    'PAYMENT_REQUEST_HAS_RISK', 'SELLER_BEEN_BLOCKED', 'EXIST_FORBIDDEN_WORD', 'PARTNER_ERROR', 'ACCESS_FORBIDDEN', 'INVALID_PARAMETER'),
};

/** `trade_status` of a query and of a notification. A trade is closed unpaid, or after all of it was refunded. */
export const TRADE_STATES: CodeTable<ChargeWord> = { WAIT_BUYER_PAY: 'payer-acting', TRADE_SUCCESS: 'paid', TRADE_FINISHED: 'paid', TRADE_CLOSED: 'reversed' };

export const ASK_ERRORS: CodeTable<ChargeWord> = { ...acq('not-found', 'TRADE_NOT_EXIST'), ...acq('unknown', 'SYSTEM_ERROR') };

/** Errors of a cancel after which the trade must be asked for, as the cancel itself is over. */
export const CANCEL_OVER: ReadonlySet<string> = new Set(['ACQ.CANCEL_NOT_ALLOWED', 'ACQ.REASON_TRADE_BEEN_FREEZEN', 'ACQ.REASON_TRADE_REFUND_FEE_ERR', 'ACQ.SELLER_BALANCE_NOT_ENOUGH', 'ACQ.TRADE_CANCEL_TIME_OUT', 'ACQ.TRADE_HAS_FINISHED']);

export const REFUND_ERRORS: CodeTable<RefundState> = {
  ...acq('unknown', 'SYSTEM_ERROR'),
  ...acq('failed', 'SELLER_BALANCE_NOT_ENOUGH', 'REFUND_AMT_NOT_EQUAL_TOTAL', 'REASON_TRADE_BEEN_FREEZEN', 'REASON_TRADE_REFUND_FEE_ERR', 'TRADE_NOT_EXIST', 'TRADE_HAS_FINISHED', 'TRADE_STATUS_ERROR',
    'TRADE_HAS_CLOSE', 'DISCORDANT_REPEAT_REQUEST', 'INVALID_PARAMETER', 'TRADE_NOT_ALLOW_REFUND', 'REFUND_FEE_ERROR', 'BUYER_ERROR', 'BUYER_NOT_EXIST', 'ENTERPRISE_PAY_BIZ_ERROR'),
};

/** `refund_status` of a refund's query. Not there: the request never came, or failed; sent again by the same number it moves money once. */
export const REFUND_STATES: CodeTable<RefundState> = { REFUND_SUCCESS: 'refunded', '': 'not-found' };
export const ASK_REFUND_ERRORS: CodeTable<RefundState> = { ...acq('not-found', 'TRADE_NOT_EXIST') };

/** Sub-codes that say: no bill for that day, at least not yet. */
export const NO_BILL: ReadonlySet<string> = new Set(['isp.bill_not_exist', 'ISP.BILL_NOT_EXIST', 'BILL_NOT_EXIST']);
