/** Why a wallet said no, told from its code: what the cashier can say to the customer. A code that is not listed has no cause, and none is guessed. */

/** `reader`: the code was misread or is of another wallet. `setup`: the shop's own account or settings; the next customer will be refused too. */
export type DeclineCause = 'balance' | 'code-old' | 'reader' | 'limit' | 'account' | 'risk' | 'closed' | 'setup';

const each = (cause: DeclineCause, codes: string): [string, DeclineCause][] => codes.split(' ').map((code) => [code, cause]);
const acq = (cause: DeclineCause, codes: string): [string, DeclineCause][] => codes.split(' ').map((code) => [`ACQ.${code}`, cause]);

/** WeChat Pay, Alipay (`ACQ.`) and UnionPay (two digits) by their documents, 51 of cards (ISO 8583), Alipay+ among the words. */
const CAUSES: ReadonlyMap<string, DeclineCause> = new Map([
  ...each('balance', 'NOTENOUGH NOT_ENOUGH USER_BALANCE_NOT_ENOUGH 51 64'), ...acq('balance', 'BUYER_BALANCE_NOT_ENOUGH BUYER_BANKCARD_BALANCE_NOT_ENOUGH NO_PAYMENT_INSTRUMENTS_AVAILABLE'),
  ...each('code-old', 'AUTHCODEEXPIRE AUTH_CODE_EXPIRED AUTH_CODE_INVALID INVALID_CODE 77'), ...acq('code-old', 'PAYMENT_AUTH_CODE_INVALID'),
  ...each('reader', 'AUTH_CODE_ERROR'),
  ...each('limit', 'PAYMENT_AMOUNT_EXCEED_LIMIT USER_AMOUNT_EXCEED_LIMIT 33'), ...acq('limit', 'TOTAL_FEE_EXCEED BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR BEYOND_PER_RECEIPT_RESTRICTION PRODUCT_AMOUNT_LIMIT_ERROR'),
  ...each('account', 'NOTSUPORTCARD BUYER_MISMATCH USER_STATUS_ABNORMAL USER_PAYMENT_VERIFICATION_FAILED 60 61 62 63 65 66 67 68 73'), ...acq('account', 'BUYER_ENABLE_STATUS_FORBID MOBILE_PAYMENT_SWITCH_OFF ERROR_BALANCE_PAYMENT_DISABLE ERROR_BUYER_CERTIFY_LEVEL_LIMIT BUYER_SELLER_EQUAL'),
  ...each('risk', 'RISK_REJECT 38'), ...acq('risk', 'PAYMENT_REQUEST_HAS_RISK'),
  ...each('closed', 'ORDERCLOSED ORDER_CLOSED ORDERREVERSED ORDER_REVERSED ORDER_IS_CLOSED ORDER_IS_CANCELED'), ...acq('closed', 'TRADE_HAS_CLOSE'),
  ...each('setup', 'PARAM_ERROR SIGN_ERROR SIGNERROR NO_AUTH NOAUTH APPID_NOT_EXIST MCHID_NOT_EXIST MCH_NOT_EXISTS APPID_MCHID_NOT_MATCH ACCESS_DENIED INVALID_CLIENT INVALID_SIGNATURE KEY_NOT_FOUND MERCHANT_KYB_NOT_QUALIFIED 10 11 13 31 32 43'),
  ...acq('setup', 'PARTNER_ERROR ACCESS_FORBIDDEN INVALID_PARAMETER SELLER_BEEN_BLOCKED BEYOND_PAY_RESTRICTION ERROR_SELLER_CERTIFY_LEVEL_LIMIT'),
]);

/** The name of the sentence under the light (`reason.<name>`) for a charge that was declined. */
export function declinedReason(code: string): string {
  const cause = CAUSES.get(code);
  return cause === undefined ? 'declined' : `declined-${cause}`;
}
