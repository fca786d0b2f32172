/** Each wallet's documented codes, held to their meaning; whatever is not written here is unknown. */
import { describe, expect, test } from 'vitest';
import * as alipay from '#cloud/connectors/alipay/codes.ts';
import * as alipayplus from '#cloud/connectors/alipayplus/codes.ts';
import { meaningOf } from '#cloud/connectors/shared/answers.ts';
import type { CodeTable } from '#cloud/connectors/shared/answers.ts';
import * as unionpay from '#cloud/connectors/unionpay/codes.ts';
import * as wechatpay from '#cloud/connectors/wechatpay/codes.ts';

/** `meaning: CODE CODE …`, one meaning a line. */
const read = (text: string): Record<string, string> => Object.fromEntries(text.trim().split('\n').flatMap((line) => {
  const [meaning = '', codes = ''] = line.split(':');
  return codes.trim().split(/\s+/).map((code) => [code === '(none)' ? '' : code, meaning.trim()]);
}));
const acq = (text: string) => Object.fromEntries(Object.entries(read(text)).map(([code, meaning]) => [`ACQ.${code}`, meaning]));

const TABLES: readonly [name: string, table: CodeTable<string>, documented: Record<string, string>][] = [
  ['WeChat Pay trade_state, scanned', wechatpay.TRADE_STATES.scanned, read(`
    paid:         SUCCESS REFUND
    payer-acting: USERPAYING
    unknown:      NOTPAY ACCEPT
    declined:     PAYERROR
    reversed:     REVOKED CLOSED`)],
  ['WeChat Pay trade_state, shown', wechatpay.TRADE_STATES.shown, read(`
    paid:         SUCCESS REFUND
    payer-acting: USERPAYING NOTPAY PAYERROR
    unknown:      ACCEPT
    reversed:     REVOKED CLOSED`)],
  ['WeChat Pay errors of a charge', wechatpay.PAY_ERRORS, read(`
    payer-acting: USERPAYING USER_PAYING
    unknown:      SYSTEMERROR SYSTEM_ERROR BANKERROR BANK_ERROR ORDERPAID ORDER_PAID OUT_TRADE_NO_USED
    declined:     NOTENOUGH NOT_ENOUGH AUTHCODEEXPIRE AUTH_CODE_EXPIRED AUTH_CODE_ERROR AUTH_CODE_INVALID NOTSUPORTCARD BUYER_MISMATCH TRADE_ERROR ORDERCLOSED ORDER_CLOSED ORDERREVERSED ORDER_REVERSED
    declined:     PARAM_ERROR SIGN_ERROR SIGNERROR NO_AUTH NOAUTH APPID_NOT_EXIST MCHID_NOT_EXIST MCH_NOT_EXISTS APPID_MCHID_NOT_MATCH LACK_PARAMS XML_FORMAT_ERROR REQUIRE_POST_METHOD NOT_UTF8`)],
  ['WeChat Pay errors of an ask', wechatpay.ASK_ERRORS, read('not-found: ORDERNOTEXIST ORDER_NOT_EXIST RESOURCE_NOT_EXISTS')],
  ['WeChat Pay refund status', wechatpay.REFUND_STATES, read(`
    refunded: SUCCESS
    accepted: PROCESSING
    failed:   CLOSED
    unknown:  ABNORMAL`)],
  ['WeChat Pay errors of a refund', wechatpay.REFUND_ERRORS, read(`
    failed:  NOT_ENOUGH INVALID_REQUEST PARAM_ERROR USER_ACCOUNT_ABNORMAL RESOURCE_NOT_EXISTS MCH_NOT_EXISTS NO_AUTH SIGN_ERROR
    unknown: SYSTEM_ERROR FREQUENCY_LIMITED`)],
  ['Alipay gateway codes', alipay.GATEWAY_CODES, read(`
    payer-acting: 10003
    unknown:      20000
    declined:     40001 40002 40003 40006`)],
  ['Alipay errors of a charge', alipay.PAY_ERRORS, acq(`
    unknown:  SYSTEM_ERROR TRADE_HAS_SUCCESS CONTEXT_INCONSISTENT TRADE_BUYER_NOT_MATCH
    declined: PAYMENT_AUTH_CODE_INVALID BUYER_BALANCE_NOT_ENOUGH BUYER_BANKCARD_BALANCE_NOT_ENOUGH TOTAL_FEE_EXCEED TRADE_HAS_CLOSE PAYMENT_FAIL BUYER_SELLER_EQUAL BUYER_ENABLE_STATUS_FORBID
    declined: PULL_MOBILE_CASHIER_FAIL MOBILE_PAYMENT_SWITCH_OFF ERROR_BALANCE_PAYMENT_DISABLE BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR BEYOND_PAY_RESTRICTION
    declined: BEYOND_PER_RECEIPT_RESTRICTION ERROR_BUYER_CERTIFY_LEVEL_LIMIT ERROR_SELLER_CERTIFY_LEVEL_LIMIT NO_PAYMENT_INSTRUMENTS_AVAILABLE PRODUCT_AMOUNT_LIMIT_ERROR PAYMENT_REQUEST_HAS_RISK
    declined: SELLER_BEEN_BLOCKED EXIST_FORBIDDEN_WORD PARTNER_ERROR ACCESS_FORBIDDEN INVALID_PARAMETER`)],
  ['Alipay trade_status', alipay.TRADE_STATES, read(`
    payer-acting: WAIT_BUYER_PAY
    paid:         TRADE_SUCCESS TRADE_FINISHED
    reversed:     TRADE_CLOSED`)],
  ['Alipay errors of an ask', alipay.ASK_ERRORS, acq('not-found: TRADE_NOT_EXIST\nunknown: SYSTEM_ERROR')],
  ['Alipay errors of a refund', alipay.REFUND_ERRORS, acq(`
    unknown: SYSTEM_ERROR
    failed:  SELLER_BALANCE_NOT_ENOUGH REFUND_AMT_NOT_EQUAL_TOTAL REASON_TRADE_BEEN_FREEZEN REASON_TRADE_REFUND_FEE_ERR TRADE_NOT_EXIST TRADE_HAS_FINISHED TRADE_STATUS_ERROR TRADE_HAS_CLOSE
    failed:  DISCORDANT_REPEAT_REQUEST INVALID_PARAMETER TRADE_NOT_ALLOW_REFUND REFUND_FEE_ERROR BUYER_ERROR BUYER_NOT_EXIST ENTERPRISE_PAY_BIZ_ERROR`)],
  ['Alipay refund_status', alipay.REFUND_STATES, read('refunded: REFUND_SUCCESS\nnot-found: (none)')],
  ['UnionPay respCode of a charge', unionpay.PAY_CODES, read(`
    unknown:      00 03 04 06 12 42 74 75
    payer-acting: 05
    declined:     01 02 10 11 13 30 31 32 33 38 39 40 43 44 60 61 62 63 64 65 66 67 68 69 71 72 73 76 77`)],
  ['UnionPay origRespCode', unionpay.OUTCOME_CODES, read(`
    paid:         00
    unknown:      03 04 06 12 42 74 75
    payer-acting: 05
    declined:     01 02 10 11 13 30 31 32 33 38 39 40 43 44 60 61 62 63 64 65 66 67 68 69 71 72 73 76 77`)],
  ['UnionPay respCode of an ask', unionpay.ASK_CODES, read('not-found: 34')],
  ['UnionPay respCode of a refund', unionpay.REFUND_CODES, read(`
    unknown:  03 04 06 12
    accepted: 00 05
    failed:   01 02 10 11 13 30 31 32 33 34 35 36 38 39 43 44 60 61 62 63 64 68`)],
  ['Alipay+ result of a charge', alipayplus.PAY_CODES, read(`
    paid:         SUCCESS
    payer-acting: PAYMENT_IN_PROCESS
    unknown:      UNKNOWN_EXCEPTION REQUEST_TRAFFIC_EXCEED_LIMIT REPEAT_REQ_INCONSISTENT
    declined:     ORDER_IS_CLOSED ORDER_IS_CANCELED INVALID_CODE RISK_REJECT USER_BALANCE_NOT_ENOUGH USER_PAYMENT_VERIFICATION_FAILED PAYMENT_AMOUNT_EXCEED_LIMIT USER_AMOUNT_EXCEED_LIMIT
    declined:     USER_STATUS_ABNORMAL USER_NOT_EXIST MERCHANT_KYB_NOT_QUALIFIED CURRENCY_NOT_SUPPORT PARAM_ILLEGAL ACCESS_DENIED INVALID_CLIENT INVALID_SIGNATURE KEY_NOT_FOUND PROCESS_FAIL`)],
  ['Alipay+ outcome', alipayplus.OUTCOME_CODES, { ...alipayplus.PAY_CODES, ...read('reversed: ORDER_IS_CANCELED ORDER_IS_CLOSED') }],
  ['Alipay+ result of an ask', alipayplus.ASK_CODES, read('not-found: ORDER_NOT_EXIST')],
  ['Alipay+ result of a refund', alipayplus.REFUND_CODES, read(`
    refunded: SUCCESS
    accepted: REFUND_IN_PROCESS
    unknown:  UNKNOWN_EXCEPTION REQUEST_TRAFFIC_EXCEED_LIMIT
    failed:   REFUND_AMOUNT_EXCEED REFUND_WINDOW_EXCEED ORDER_NOT_EXIST ORDER_STATUS_INVALID ORDER_IS_CANCELED REPEAT_REQ_INCONSISTENT MERCHANT_BALANCE_NOT_ENOUGH PROCESS_FAIL PARAM_ILLEGAL ACCESS_DENIED RISK_REJECT`)],
];

describe('codes', () => {
  test.each(TABLES)('%s means what is documented, no more and no less [W130]', (_name, table, documented) => {
    expect(table).toEqual(documented);
  });

  test('what is not listed is unknown, also what every object has [W131]', () => {
    for (const [, table] of TABLES) for (const code of ['NEVER_HEARD_OF', '99', 'toString', '__proto__', 'constructor']) expect(meaningOf(table, code)).toBe('unknown');
  });

  test('only these end a reverse that was refused [W132]', () => {
    expect([...wechatpay.REVERSE_OVER].sort()).toEqual(['ORDERPAID', 'ORDER_PAID', 'REVERSE_EXPIRE', 'TRADE_ERROR', 'TRADE_STATE_ERROR']);
    expect([...wechatpay.CLOSED_ALREADY].sort()).toEqual(['ORDERCLOSED', 'ORDERNOTEXIST', 'ORDERREVERSED', 'ORDER_CLOSED', 'ORDER_NOT_EXIST', 'RESOURCE_NOT_EXISTS']);
    expect([...alipay.CANCEL_OVER].map((code) => code.slice(4)).sort()).toEqual(['CANCEL_NOT_ALLOWED', 'REASON_TRADE_BEEN_FREEZEN', 'REASON_TRADE_REFUND_FEE_ERR', 'SELLER_BALANCE_NOT_ENOUGH', 'TRADE_CANCEL_TIME_OUT', 'TRADE_HAS_FINISHED']);
    expect([...unionpay.NOTHING_TO_REVERSE]).toEqual(['34', '35']);
  });
});
