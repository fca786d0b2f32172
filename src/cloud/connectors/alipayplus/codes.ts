/** Alipay+'s result codes as data: what each is documented to mean. Whatever is not listed is unknown. Source: docs.alipayplus.com, pay, inquiryPayment, cancelPayment, refund. */
import type { ChargeWord, CodeTable, RefundState } from '../shared/answers.ts';

const each = <State extends string>(state: State, codes: string): CodeTable<State> => Object.fromEntries(codes.split(' ').map((code) => [code, state]));

export const PAY_CODES: CodeTable<ChargeWord> = {
  ...each('paid', 'SUCCESS'), ...each('payer-acting', 'PAYMENT_IN_PROCESS'),
  // Not known yet, or something is there under this number: ask.
  ...each('unknown', 'UNKNOWN_EXCEPTION REQUEST_TRAFFIC_EXCEED_LIMIT REPEAT_REQ_INCONSISTENT'),
  ...each('declined', 'ORDER_IS_CLOSED ORDER_IS_CANCELED INVALID_CODE RISK_REJECT USER_BALANCE_NOT_ENOUGH USER_PAYMENT_VERIFICATION_FAILED PAYMENT_AMOUNT_EXCEED_LIMIT USER_AMOUNT_EXCEED_LIMIT USER_STATUS_ABNORMAL'),
  ...each('declined', 'USER_NOT_EXIST MERCHANT_KYB_NOT_QUALIFIED CURRENCY_NOT_SUPPORT PARAM_ILLEGAL ACCESS_DENIED INVALID_CLIENT INVALID_SIGNATURE KEY_NOT_FOUND PROCESS_FAIL'),
};
/** `result` of an inquiry itself; the outcome is in `paymentResult`. */
export const ASK_CODES: CodeTable<ChargeWord> = each('not-found', 'ORDER_NOT_EXIST');
/** An outcome's codes, of a payment that was cancelled too. */
export const OUTCOME_CODES: CodeTable<ChargeWord> = { ...PAY_CODES, ...each('reversed', 'ORDER_IS_CANCELED ORDER_IS_CLOSED') };
/** A cancel that is over: only an ask tells. */
export const CANCEL_OVER: ReadonlySet<string> = new Set(['CANCEL_WINDOW_EXCEED', 'ORDER_STATUS_INVALID', 'PAYMENT_NOT_SUPPORT_CANCEL']);

export const REFUND_CODES: CodeTable<RefundState> = {
  ...each('refunded', 'SUCCESS'), ...each('accepted', 'REFUND_IN_PROCESS'), ...each('unknown', 'UNKNOWN_EXCEPTION REQUEST_TRAFFIC_EXCEED_LIMIT'),
  ...each('failed', 'REFUND_AMOUNT_EXCEED REFUND_WINDOW_EXCEED ORDER_NOT_EXIST ORDER_STATUS_INVALID ORDER_IS_CANCELED REPEAT_REQ_INCONSISTENT MERCHANT_BALANCE_NOT_ENOUGH PROCESS_FAIL PARAM_ILLEGAL ACCESS_DENIED RISK_REJECT'),
};
export const ASK_REFUND_CODES: CodeTable<RefundState> = each('not-found', 'REFUND_NOT_EXIST ORDER_NOT_EXIST');
